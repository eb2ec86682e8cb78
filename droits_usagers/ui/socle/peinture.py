"""Paints jobs through Qt, where the system takes no PDF: on Windows. Pages keep their size, whatever the sheet."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.impression import Face, PageImprimee, Part, Support, Travail
from droits_usagers.services.socle.imprimeries import private_spool
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.socle.impression import is_there

RESOLUTION = 600
_POINTS_PAR_POUCE = 72
_MM_PAR_POUCE = 25.4
#: What no printer reaches along an edge, in millimetres.
_BORD_MM = 5.0
_PAPIERS = {
    Support.A4: QPageSize.PageSizeId.A4,
    Support.A3: QPageSize.PageSizeId.A3,
    Support.LETTER: QPageSize.PageSizeId.Letter,
}
_FACES = {
    Face.RECTO: QPrinter.DuplexMode.DuplexNone,
    Face.LONG: QPrinter.DuplexMode.DuplexLongSide,
    Face.COURT: QPrinter.DuplexMode.DuplexShortSide,
}


def make_printer(nom: str, titre: str) -> QPrinter:
    """A printer whose job is called `titre`, and that prints to the very edge: our pages have their own margins."""
    imprimante = QPrinter(QPrinter.PrinterMode.HighResolution)
    imprimante.setPrinterName(nom)
    imprimante.setResolution(RESOLUTION)
    imprimante.setDocName(titre)
    imprimante.setCreator("")
    imprimante.setFullPage(True)
    imprimante.setCopyCount(1)
    return imprimante


class ImprimerieQt:
    """See services/socle/imprimeries.py. `titre` names the jobs."""

    def __init__(self, titre: str) -> None:
        self._titre = titre

    def send(self, imprimante: str, travail: Travail, liasse: Liasse) -> None:
        """See Imprimerie."""
        refus = ExpectedError(Panne.IMPRIMANTE_REFUSE, imprimante=imprimante)
        if not is_there(imprimante):
            raise refus
        with private_spool() as tampon:
            peinte = make_printer(imprimante, self._titre)
            if not paint(peinte, travail, liasse, begun=tampon.hold):
                raise refus
            if peinte.printerState() in {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}:
                raise refus


def paint(imprimante: QPrinter, travail: Travail, liasse: Liasse, *, begun: Callable[[], object] = bool) -> bool:
    """Paints a job; false when the printer does not answer. `begun` is called once Qt has begun to write."""
    imprimante.setDuplex(_FACES[travail.face])
    imprimante.setPageSize(QPageSize(_PAPIERS.get(travail.support, QPageSize.PageSizeId.A4)))
    sources = {False: liasse.dessiner(), True: ()}
    if liasse.en_deux is not None and any(vue.refaite for vue in travail.vues):
        sources[True] = liasse.en_deux.dessiner()
    painter = QPainter()
    for rang, vue in enumerate(travail.vues):
        dessin = QSvgRenderer(QByteArray(sources[vue.refaite][vue.page]))
        # Before the page begins.
        imprimante.setPageOrientation(_orientation(dessin, vue))
        if not (imprimante.newPage() if rang else painter.begin(imprimante)):
            return False
        if not rang:
            begun()
        dessin.render(painter, _place(dessin, vue, imprimante, reduit=travail.reduit))
    return painter.end()


def _orientation(dessin: QSvgRenderer, vue: PageImprimee) -> QPageLayout.Orientation:
    """A half lies the other way than the whole."""
    taille = dessin.viewBoxF()
    couche = (taille.width() > taille.height()) is (vue.part is Part.ENTIERE)
    return QPageLayout.Orientation.Landscape if couche else QPageLayout.Orientation.Portrait


def _place(dessin: QSvgRenderer, vue: PageImprimee, imprimante: QPrinter, *, reduit: bool) -> QRectF:
    """Where the whole page goes, in points of the printer: at its size, or made smaller so that all of it is on the sheet."""
    taille = dessin.viewBoxF().size() * (RESOLUTION / _POINTS_PAR_POUCE)
    if reduit:
        feuille = imprimante.paperRect(QPrinter.Unit.DevicePixel)
        bord = _BORD_MM / _MM_PAR_POUCE * RESOLUTION
        utile = feuille.marginsRemoved(QMarginsF(bord, bord, bord, bord))
        echelle = min(utile.width() / taille.width(), utile.height() / taille.height(), 1.0)
        petite = QSizeF(taille.width() * echelle, taille.height() * echelle)
        return QRectF(
            (feuille.width() - petite.width()) / 2, (feuille.height() - petite.height()) / 2, petite.width(), petite.height()
        )
    couchee = taille.width() > taille.height()
    gauche = -taille.width() / 2 if couchee and vue.part is Part.FIN else 0.0
    haut = -taille.height() / 2 if not couchee and vue.part is Part.FIN else 0.0
    return QRectF(gauche, haut, taille.width(), taille.height())
