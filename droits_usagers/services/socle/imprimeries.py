"""Where jobs go to be printed. CUPS, on Linux and macOS, takes our own PDF through a pipe: nothing is written here.

What CUPS itself does with it is said in SECURITY.md. Elsewhere the window paints: see ui/socle/peinture.py.
"""

import os
import shutil
import subprocess
import sys
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
