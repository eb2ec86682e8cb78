"""The ways out of the program, through Qt: the printer, the file dialog, the clipboard, the browser.

Print jobs and windows have names that name nobody. In a session that keeps nothing, the file dialog is Qt's own, and what it
would remember (last folder, history) is taken from it: the desktop's dialog feeds lists of recent files.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QDir, QRectF, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.domain.textes import Textes
from droits_usagers.services.ecriture import write_file
from droits_usagers.services.seance import Seance
from droits_usagers.services.sorties import Liasse
from droits_usagers.ui.presse_papiers import DUREE, DUREE_SECRET, PressePapiers
from droits_usagers.ui.sans_trace import forget_dialogs, speak_our_language

RESOLUTION = 600
#: In points: an A4 page has no longer side, an A3 page has.
GRAND_COTE = 1000
#: Where CUPS answers on Linux, and where someone may have said that it answers elsewhere.
_CUPS = "/run/cups/cups.sock"
_CUPS_AILLEURS = ("/etc/cups/client.conf", "~/.cups/client.conf")


class SortiesEcran:
    """`Sorties` for someone sitting at the window."""

    def __init__(
        self,
        fenetre: QWidget,
        textes: Textes,
        *,
        seance: Seance,
        presse_papiers: PressePapiers,
        check_name: Callable[[str], object] = lambda _: None,
    ) -> None:
        """`check_name` is told the name of a file that someone chose, and raises SortieRetenue."""
        self._fenetre = fenetre
        self._textes = textes
        self._seance = seance
        self._check_name = check_name
        self._presse_papiers = presse_papiers

    # Paper

    def print_pages(self, libre: Libre[Sequence[Liasse]]) -> bool:
        """See services/sorties.py."""
        liasses = libre.contenu
        if not printer_names():
            raise ExpectedError(Panne.PAS_D_IMPRIMANTE)
        imprimante = make_printer(self._textes("sorties.travail"))
        if liasses and liasses[0].pages:
            set_paper(imprimante, liasses[0].pages[0])
        dialogue = QPrintDialog(imprimante, self._fenetre)
        dialogue.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
        if not dialogue.exec():
            return False
        paint_pages(imprimante, liasses)
        return True

    # Files

    def save_file(self, contenu: Libre[bytes], nom: str) -> Path | None:
        """See services/sorties.py."""
        chemin = self._ask_where(nom)
        if chemin is not None:
            write_file(chemin, contenu, remplacer=True)
            self._remember(chemin)
        return chemin

    def choose_file(self, nom: str) -> Path | None:
        """See services/sorties.py."""
        chemin = self._ask_where(nom)
        if chemin is not None:
            self._remember(chemin)
        return chemin

    def _remember(self, chemin: Path) -> None:
        if not self._seance.regles.may_write_settings:
            self._seance.remember_file(chemin)

    def _ask_where(self, nom: str) -> Path | None:
        extension = Path(nom).suffix.removeprefix(".")
        cle = f"sorties.type_{extension}"
        genre = self._textes(cle if cle in self._textes else "sorties.type_autre")
        dialogue = QFileDialog(self._fenetre, self._textes("sorties.enregistrer"))
        with _NoTrace(dialogue, active=not self._seance.regles.may_write_settings):
            speak_our_language(dialogue)
            dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialogue.setNameFilter(self._textes("sorties.filtre", type=genre, extension=extension))
            dialogue.setDefaultSuffix(extension)
            # An existing folder, always: otherwise Qt goes back to the last one used, by whoever was there before.
            documents = QDir(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
            dialogue.setDirectory(documents if documents.exists() else QDir.home())
            dialogue.selectFile(nom)
            chosen = dialogue.selectedFiles() if dialogue.exec() else []
        if chosen:
            self._check_name(Path(chosen[0]).name)
        return Path(chosen[0]) if chosen else None

    def choose_folder(self, propose: Path | None) -> Path | None:
        """See services/sorties.py."""
        dialogue = QFileDialog(self._fenetre, self._textes("sorties.dossier"))
        with _NoTrace(dialogue, active=not self._seance.regles.may_write_settings):
            speak_our_language(dialogue)
            dialogue.setFileMode(QFileDialog.FileMode.Directory)
            dialogue.setOption(QFileDialog.Option.ShowDirsOnly, True)
            documents = QDir(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
            voulu = QDir(str(propose)) if propose is not None and propose.is_dir() else documents
            dialogue.setDirectory(voulu if voulu.exists() else QDir.home())
            chosen = dialogue.selectedFiles() if dialogue.exec() else []
        return Path(chosen[0]) if chosen else None

    def open_file(self, chemin: Path) -> None:
        """See services/sorties.py."""
        if not chemin.is_file():
            raise ExpectedError(Panne.FICHIER_ABSENT, fichier=chemin.name)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(chemin))):
            raise ExpectedError(Panne.PAS_DE_PROGRAMME, fichier=chemin.name)

    # The clipboard and the browser

    def copy_text(self, texte: Libre[str], *, secret: bool = False) -> None:
        """See services/sorties.py."""
        self._presse_papiers.copy(texte.contenu, DUREE_SECRET if secret else DUREE)

    def open_link(self, lien: str) -> None:
        """See services/sorties.py."""
        QDesktopServices.openUrl(QUrl(lien))


class _NoTrace:
    """Around a file dialog of a session that keeps nothing: Qt's own dialog, without memory before or after."""

    def __init__(self, dialogue: QFileDialog, *, active: bool) -> None:
        self._dialogue = dialogue
        self._active = active

    def __enter__(self) -> None:
        if self._active:
            # First of all: Qt makes its own dialog at that moment, and gives it what it remembers.
            self._dialogue.setOption(QFileDialog.Option.DontUseNativeDialog, True)
            self._dialogue.setHistory([])

    def __exit__(self, *_: object) -> None:
        self._dialogue.deleteLater()
        if self._active:
            self._dialogue.setHistory([])
            self._dialogue.destroyed.connect(forget_dialogs)


def printer_names() -> list[str]:
    """The printers of this computer.

    On Linux they are asked through the socket of CUPS: left to itself, its library would try internet addresses when the socket
    is absent. Nothing changes for who chose a print server.
    """
    if sys.platform == "linux" and not any(Path(reglage).expanduser().exists() for reglage in _CUPS_AILLEURS):
        os.environ.setdefault("CUPS_SERVER", _CUPS)
    return QPrinterInfo.availablePrinterNames()


def make_printer(travail: str) -> QPrinter:
    """An A4 printer whose job is called `travail`, and that prints to the very edge: our pages have their own margins."""
    imprimante = QPrinter(QPrinter.PrinterMode.HighResolution)
    imprimante.setResolution(RESOLUTION)
    imprimante.setDocName(travail)
    imprimante.setCreator("")
    imprimante.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    imprimante.setPageOrientation(QPageLayout.Orientation.Portrait)
    imprimante.setFullPage(True)
    return imprimante


def paint_pages(imprimante: QPrinter, liasses: Sequence[Liasse]) -> None:
    """Paints every copy of every document on this printer. Raises PAS_D_IMPRIMANTE if it does not answer."""
    feuilles = [page for liasse in liasses for _ in range(liasse.nombre) for page in liasse.pages]
    painter = QPainter()
    for rang, page in enumerate(feuilles):
        dessin = QSvgRenderer(QByteArray(page))
        # Before the page begins; the size of the sheet stays the one the person chose.
        imprimante.setPageOrientation(_orientation(dessin))
        if not (imprimante.newPage() if rang else painter.begin(imprimante)):
            raise ExpectedError(Panne.PAS_D_IMPRIMANTE)
        zone = imprimante.paperRect(QPrinter.Unit.DevicePixel)
        dessin.render(painter, QRectF(0, 0, zone.width(), zone.height()))
    painter.end()


def set_paper(imprimante: QPrinter, page: bytes) -> None:
    """Proposes the sheet that a page was made for: its size, and which way it is turned."""
    dessin = QSvgRenderer(QByteArray(page))
    boite = dessin.viewBoxF()
    large = max(boite.width(), boite.height()) > GRAND_COTE
    imprimante.setPageSize(QPageSize(QPageSize.PageSizeId.A3 if large else QPageSize.PageSizeId.A4))
    imprimante.setPageOrientation(_orientation(dessin))


def _orientation(dessin: QSvgRenderer) -> QPageLayout.Orientation:
    boite = dessin.viewBoxF()
    return QPageLayout.Orientation.Landscape if boite.width() > boite.height() else QPageLayout.Orientation.Portrait
