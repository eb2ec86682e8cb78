"""Where Qt writes what it is about to print, when it must: a folder for its owner only, wiped, then removed.

In memory where the system has such a place (XDG_RUNTIME_DIR). What a program that died left there is swept by the next one.
"""

import contextlib
import os
import secrets
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

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
