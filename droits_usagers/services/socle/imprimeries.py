"""Where jobs go to be printed. CUPS, on Linux and macOS, takes our own PDF through a pipe: nothing is written here.

What CUPS itself does with it is said in SECURITY.md. Elsewhere the window paints: see ui/socle/peinture.py.
"""

import contextlib
import os
import secrets
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event
from typing import Protocol

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.impression import Face, Support, Tirage, Travail
from droits_usagers.services.socle.sorties import Liasse, pdf_for
from droits_usagers.services.socle.travail import Avancement

#: Where CUPS answers on Linux, and where someone may have said that it answers elsewhere.
_CUPS = "/run/cups/cups.sock"
_CUPS_AILLEURS = ("/etc/cups/client.conf", "~/.cups/client.conf")
#: How long a queue that answers nothing is believed to be thinking.
_REPONSE_S = 60.0
#: A queue holds so many jobs at a time: how often it is asked whether it has room again.
_PLACE_S = 2.0
_PLEINE = b"Too many"

_FACES = {
    Face.RECTO: ("one-sided", "None"),
    Face.LONG: ("two-sided-long-edge", "DuplexNoTumble"),
    Face.COURT: ("two-sided-short-edge", "DuplexTumble"),
}
_PAPIERS = {Support.A4: "A4", Support.A3: "A3", Support.LETTER: "Letter"}
#: What the usual options of a queue, or of a person, would otherwise decide for us.
_TELLE_QUELLE = {
    "print-scaling": "none",
    "fit-to-page": "false",
    "fitplot": "false",
    "number-up": "1",
    "page-set": "all",
    "mirror": "false",
    "job-sheets": "none,none",
}


class Imprimerie(Protocol):
    """Takes jobs, one after the other."""

    def send(self, imprimante: str, travail: Travail, liasse: Liasse) -> None:
        """Returns once the queue of this printer has the job. Raises IMPRIMANTE_REFUSE."""
        ...


def send_all(imprimerie: Imprimerie, imprimante: str, tirage: Tirage, liasses: Sequence[Liasse]) -> Iterator[Avancement]:  # noqa: PLR0917
    """Every job in order, one unit each.

    Raises ExpectedError IMPRIMANTE_REFUSE when nothing was taken, IMPRESSION_COUPEE when only the first `partis` were.
    """
    total = len(tirage.travaux)
    for rang, travail in enumerate(tirage.travaux):
        try:
            imprimerie.send(imprimante, travail, liasses[travail.document])
        except ExpectedError as error:
            if not rang:
                raise
            raise cut_short(rang, total) from error
        yield Avancement(rang + 1, total)


def cut_short(partis: int, total: int) -> ExpectedError:
    """Only some documents left."""
    return ExpectedError(Panne.IMPRESSION_COUPEE, partis=str(partis), total=str(total))


def speak_to_local_cups() -> None:
    """On Linux, CUPS is asked through its socket: left to itself, its library would try internet addresses when it is absent.

    Nothing changes for who chose a print server.
    """
    if sys.platform == "linux" and not any(Path(reglage).expanduser().exists() for reglage in _CUPS_AILLEURS):
        os.environ.setdefault("CUPS_SERVER", _CUPS)


class ImprimerieCups:
    """Through `lp`, that reads what it sends and writes nothing. `titre` names the jobs."""

    def __init__(self, programme: str, titre: str, arret: Event) -> None:
        self._programme = programme
        self._titre = titre
        self._arret = arret

    @staticmethod
    def program() -> str | None:
        """Where `lp` is, on a system that has CUPS."""
        return None if sys.platform == "win32" else shutil.which("lp")

    def send(self, imprimante: str, travail: Travail, liasse: Liasse) -> None:
        """See Imprimerie. Waits while the queue is full, unless asked to stop."""
        contenu = pdf_for(travail, liasse)
        commande = [self._programme, "-d", imprimante, "-t", self._titre, "-n", "1", *_options(travail), "-"]
        while (dit := self._run(commande, contenu)) is not None:
            if _PLEINE not in dit or self._arret.wait(_PLACE_S):
                raise ExpectedError(Panne.IMPRIMANTE_REFUSE, imprimante=imprimante)

    def _run(self, commande: Sequence[str], contenu: bytes) -> bytes | None:
        """None once it is taken, or else why not."""
        try:
            fait = subprocess.run(  # noqa: S603 - a program of the system, and no shell
                commande, input=contenu, capture_output=True, timeout=_REPONSE_S, check=False, env=_environment()
            )
        except (OSError, subprocess.TimeoutExpired):
            return b""
        return None if fait.returncode == 0 else fait.stderr


def _environment() -> Mapping[str, str]:
    """Ours, with messages that can be recognised."""
    return {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}


def _options(travail: Travail) -> Iterator[str]:
    cotes, duplex = _FACES[travail.face]
    voulues = {**_TELLE_QUELLE, "page-ranges": f"1-{len(travail.vues)}", "sides": cotes, "Duplex": duplex}
    if travail.support in _PAPIERS:
        voulues["media"] = voulues["PageSize"] = _PAPIERS[travail.support]
    for nom, valeur in voulues.items():
        yield from ("-o", f"{nom}={valeur}")


_NOM = "droits-usagers-tirage-"
_VERROU = "verrou"
_MORCEAU = 1 << 20
#: Where Qt, and what prints for it, are told to write.
_VARIABLES = ("TMP", "TEMP") if sys.platform == "win32" else ("TMPDIR",)
#: What lets anyone else into a folder.
_AUTRUI = 0o077


class Tampon:
    """The folder, while something is printed."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier

    def hold(self) -> None:
        """Give another name to what is being written there: its first writer removes it without wiping it."""
        for fichier in [*self.dossier.iterdir()]:
            if fichier.name != _VERROU:
                with contextlib.suppress(OSError):
                    fichier.with_name(secrets.token_hex(8)).hardlink_to(fichier)

    def wipe(self) -> None:
        """Write over every file, even one that is still open and cannot be removed."""
        for fichier in [*self.dossier.rglob("*")]:
            if fichier.name != _VERROU:
                with contextlib.suppress(OSError):
                    _write_over(fichier)

    def remove(self) -> None:
        """Once nothing of it is held: Windows removes nothing that is open. What cannot be is left to the next start."""
        shutil.rmtree(self.dossier, ignore_errors=True)


@contextlib.contextmanager
def private_spool() -> Iterator[Tampon]:
    """Around what Qt prints: its temporary files go to such a folder."""
    dossier = Path(tempfile.mkdtemp(prefix=_NOM, dir=_base()))
    tampon = Tampon(dossier)
    avant = {nom: os.environ.get(nom) for nom in _VARIABLES}
    try:
        with _locked(dossier / _VERROU):
            os.environ.update(dict.fromkeys(_VARIABLES, str(dossier)))
            try:
                yield tampon
            finally:
                for nom, valeur in avant.items():
                    if valeur is None:
                        del os.environ[nom]
                    else:
                        os.environ[nom] = valeur
                tampon.wipe()
    finally:
        tampon.remove()


def sweep() -> None:
    """Wipe what programs that died left behind, and what was still held when it should have been removed."""
    for base in {_base(), Path(tempfile.gettempdir())}:
        for dossier in base.glob(f"{_NOM}*"):
            with contextlib.suppress(OSError):
                if _is_ours(dossier):
                    tampon = Tampon(dossier)
                    with _locked(dossier / _VERROU):
                        tampon.wipe()
                    tampon.remove()


def _is_ours(dossier: Path) -> bool:
    """Anyone may put something of that name in a common folder: a link would have us wipe what it leads to."""
    etat = dossier.lstat()
    if sys.platform == "win32":  # the temporary folder is this person's alone
        return stat.S_ISDIR(etat.st_mode) and not etat.st_file_attributes & stat.FILE_ATTRIBUTE_REPARSE_POINT
    return stat.S_ISDIR(etat.st_mode) and etat.st_uid == os.getuid() and not etat.st_mode & _AUTRUI


def _base() -> Path:
    memoire = os.environ.get("XDG_RUNTIME_DIR", "")
    return Path(memoire) if memoire and os.access(memoire, os.W_OK | os.X_OK) else Path(tempfile.gettempdir())


def _write_over(fichier: Path) -> None:
    if fichier.is_symlink() or not fichier.is_file():
        return
    reste = fichier.stat().st_size
    with fichier.open("r+b", buffering=0) as ecrit:
        while reste > 0:
            reste -= ecrit.write(bytes(min(reste, _MORCEAU)))
        os.fsync(ecrit.fileno())


@contextlib.contextmanager
def _locked(chemin: Path) -> Iterator[None]:
    """Held by the program that prints, for as long as it lives. Raises OSError when another holds it."""
    descripteur = os.open(chemin, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descripteur, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descripteur, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descripteur)
