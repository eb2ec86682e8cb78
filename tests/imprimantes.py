"""A CUPS of one's own, with queues that answer as printers do: what leaves each is kept, to be read sheet by sheet.

Nothing of the system is touched: folders, socket and configuration are in a folder of the test. The scheduler cuts no corner:
defaults of the queue, filters and options are those of any printer; only the last step writes a file instead of on paper.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2

from tests.outils import CHEMINS

_CUPS = Path("/usr/lib/cups")

_FICHIERS = """ServerRoot {ici}/conf
ServerBin {ici}/bin
DataDir /usr/share/cups
CacheDir {ici}/cache
StateDir {ici}/state
RequestRoot {ici}/spool
TempDir {ici}/spool/tmp
AccessLog {ici}/log/access_log
ErrorLog {ici}/log/error_log
PageLog {ici}/log/page_log
Printcap
{groupe}
"""
_SERVEUR = """LogLevel info
Listen {ici}/s
Browsing No
DefaultAuthType None
WebInterface No
MaxJobs {travaux}
<Location />
 Order allow,deny
 Allow all
</Location>
<Location /admin>
 Order allow,deny
 Allow all
</Location>
<Policy default>
 JobPrivateAccess all
 JobPrivateValues none
 SubscriptionPrivateAccess all
 SubscriptionPrivateValues none
 <Limit All>
  Order allow,deny
  Allow all
 </Limit>
</Policy>
"""
_SORTIE = """#!/bin/sh
[ $# -eq 0 ] && exit 0
rang=$(printf %05d "$1")
printf '%s\\n' "$DEVICE_URI" "$2" "$3" "$4" "$5" > {ici}/sorti/$rang.txt
if [ -n "$6" ]; then cat "$6"; else cat; fi > {ici}/sorti/$rang.tmp
mv {ici}/sorti/$rang.tmp {ici}/sorti/$rang.pdf
"""


@dataclass(frozen=True)
class File:
    """How a queue is set up: its papers, the usual one first; on how many sides it prints, and how it does when not told."""

    nom: str
    papiers: tuple[str, ...] = ("A4", "Letter", "A3")
    deux_faces: bool = True
    d_habitude: str = "None"
    #: What its maker calls printing on both sides.
    option: str = "Duplex"

    def ppd(self) -> str:
        """Its description."""
        tailles = {"A4": (595, 842), "Letter": (612, 792), "A3": (842, 1191)}
        lignes = [f"*DefaultPageSize: {self.papiers[0]}", f"*DefaultPageRegion: {self.papiers[0]}"]
        lignes += [f"*DefaultImageableArea: {self.papiers[0]}", f"*DefaultPaperDimension: {self.papiers[0]}"]
        for cle in ("PageSize", "PageRegion"):
            lignes += [
                f"*OpenUI *{cle}: PickOne",
                *(f'*{cle} {papier}/{papier}: ""' for papier in self.papiers),
                f"*CloseUI: *{cle}",
            ]
        for papier in self.papiers:
            large, haut = tailles[papier]
            lignes += [
                f'*ImageableArea {papier}: "12 12 {large - 12} {haut - 12}"',
                f'*PaperDimension {papier}: "{large} {haut}"',
            ]
        if self.deux_faces:
            lignes += [f"*OpenUI *{self.option}: PickOne", f"*Default{self.option}: {self.d_habitude}"]
            lignes += [f'*{self.option} {face}: ""' for face in ("None", "DuplexNoTumble", "DuplexTumble")]
            lignes += [f"*CloseUI: *{self.option}"]
        return _ENTETE + "\n".join(lignes) + "\n"


_ENTETE = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "ESSAI.PPD"
*Manufacturer: "Essai"
*Product: "(Essai)"
*ModelName: "Essai"
*ShortNickName: "Essai"
*NickName: "Essai"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsVersion: 2.2
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
"""

#: Those that people have.
RECTO = File("recto", deux_faces=False)
RECTO_VERSO = File("recto-verso", d_habitude="DuplexNoTumble")
SANS_A3 = File("sans-a3", papiers=("A4", "Letter"), d_habitude="DuplexTumble")
AMERICAINE = File("americaine", papiers=("Letter", "A4"), d_habitude="DuplexNoTumble")
FILES = (RECTO, RECTO_VERSO, SANS_A3, AMERICAINE)


@dataclass(frozen=True)
class Travail:
    """A job as it came out: what the queue was told of it, and its pages."""

    rang: int
    file: str
    utilisateur: str
    titre: str
    exemplaires: int
    options: dict[str, str]
    pdf: Path

    @property
    def tailles(self) -> list[tuple[int, int]]:
        """Of its pages, in points."""
        lu = pypdfium2.PdfDocument(self.pdf)
        return [(round(page.get_width()), round(page.get_height())) for page in lu]

    @property
    def textes(self) -> list[str]:
        """What each page says."""
        return list(_texts(self.pdf.read_bytes()))

    def sheets(self, files: tuple[File, ...] = FILES, *, toujours_deux: bool = False) -> list[tuple[str, ...]]:
        """The sheets of paper, by what is on each side: a job begins a sheet.

        `toujours_deux`: on a printer that uses both sides whatever it is told.
        """
        file = next((une for une in files if une.nom == self.file), None)
        habitude = file.d_habitude if file is not None and file.deux_faces else "None"
        dit = self.options.get("sides") or self.options.get("Duplex") or habitude
        deux = toujours_deux or (dit not in {"None", "one-sided"} and (file is None or file.deux_faces))
        pas = 2 if deux else 1
        textes = self.textes * self.exemplaires
        return [tuple(textes[debut : debut + pas]) for debut in range(0, len(textes), pas)]


@cache
def _texts(pdf: bytes) -> tuple[str, ...]:
    return tuple(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


class Cups:
    """The scheduler, while it runs."""

    def __init__(self, ici: Path, processus: "subprocess.Popen[bytes]") -> None:
        self.ici = ici
        self._processus = processus

    @property
    def adresse(self) -> str:
        """For CUPS_SERVER."""
        return str(self.ici / "s")

    def run(self, *commande: str) -> str:
        """A command of CUPS, said to this one."""
        ici = {**os.environ, "CUPS_SERVER": self.adresse, "LC_ALL": "C", "PATH": CHEMINS}
        return subprocess.run(commande, env=ici, capture_output=True, text=True, check=True).stdout

    def add(self, file: File) -> None:
        """A queue."""
        ppd = self.ici / f"{file.nom}.ppd"
        ppd.write_text(file.ppd(), encoding="latin-1")
        self.run("lpadmin", "-p", file.nom, "-E", "-v", f"sortie:/{file.nom}", "-P", str(ppd))

    def remove(self, nom: str) -> None:
        """The printer was taken away."""
        self.run("lpadmin", "-x", nom)

    def came_out(self, nombre: int) -> list[Travail]:
        """The jobs that came out, once there are so many. Asks the scheduler, that answers once nothing waits any more."""
        for _ in range(600):
            if len(list((self.ici / "sorti").glob("*.pdf"))) >= nombre and not self.run("lpstat", "-o"):
                break
            self._wait_a_moment()
        return [self._read(fiche) for fiche in sorted((self.ici / "sorti").glob("*.txt"))]

    def _wait_a_moment(self) -> None:
        # The scheduler tells nobody that a job is done: it is asked again.
        with suppress(subprocess.TimeoutExpired):
            self._processus.wait(0.05)

    def _read(self, fiche: Path) -> Travail:
        lieu, utilisateur, titre, exemplaires, options = fiche.read_text("utf-8").split("\n")[:5]
        dites = dict(morceau.partition("=")[::2] for morceau in options.split(" "))
        nom = lieu.removeprefix("sortie:/")
        return Travail(int(fiche.stem), nom, utilisateur, titre, int(exemplaires), dites, fiche.with_suffix(".pdf"))

    def forget(self) -> None:
        """What came out until now."""
        for fichier in (self.ici / "sorti").iterdir():
            fichier.unlink()

    @property
    def journal(self) -> str:
        """What the scheduler wrote for those who keep it."""
        return "".join(fichier.read_text("utf-8", "replace") for fichier in (self.ici / "log").iterdir())


@contextmanager
def cups_of_its_own(*files: File, travaux: int = 500) -> Iterator[Cups]:
    """A scheduler, and these queues."""
    ici = Path(tempfile.mkdtemp(prefix="cups-"))
    # Filters run as someone else when the tests are run by root.
    ici.chmod(0o755)
    for nom in ("bin/backend", "conf", "spool/tmp", "cache", "state", "log", "sorti"):
        (ici / nom).mkdir(parents=True)
    for nom in ("filter", "daemon", "notifier", "monitor", "driver", "cgi-bin"):
        if (_CUPS / nom).exists():
            (ici / "bin" / nom).symlink_to(_CUPS / nom)
    sortie = ici / "bin" / "backend" / "sortie"
    sortie.write_text(_SORTIE.format(ici=ici), encoding="utf-8")
    sortie.chmod(0o700)
    groupe = "SystemGroup root" if os.geteuid() == 0 else ""
    (ici / "conf" / "cups-files.conf").write_text(_FICHIERS.format(ici=ici, groupe=groupe), encoding="utf-8")
    (ici / "conf" / "cupsd.conf").write_text(_SERVEUR.format(ici=ici, travaux=travaux), encoding="utf-8")
    cupsd = shutil.which("cupsd", path=CHEMINS) or ""
    commande = [cupsd, "-f", "-c", str(ici / "conf" / "cupsd.conf"), "-s", str(ici / "conf" / "cups-files.conf")]
    processus = subprocess.Popen(commande, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    cups = Cups(ici, processus)
    try:
        _wait_until_it_answers(cups, processus)
        for file in files:
            cups.add(file)
        yield cups
    finally:
        processus.terminate()
        processus.wait(20)
        shutil.rmtree(ici, ignore_errors=True)


def _wait_until_it_answers(cups: Cups, processus: "subprocess.Popen[bytes]") -> None:
    for _ in range(400):
        if (cups.ici / "s").exists() and "is running" in cups.run("lpstat", "-r"):
            return
        with suppress(subprocess.TimeoutExpired):
            processus.wait(0.05)
    raise AssertionError(cups.journal)
