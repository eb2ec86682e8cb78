"""A letter that claims a sum, drawn: where to look for each thing that it must say, by the number of its answer."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy

from droits_usagers.ui.composants.entendre import GROUPE, Lisible
from droits_usagers.ui.composants.theme import PAPIER, Tailles, Teinte, current_theme

#: The sheet, and where each number is on it, at 100 %.
_LARGE, _HAUT = 300, 300
_NUMEROS = ((1, 96), (2, 122), (3, 148), (4, 174), (5, 208), (6, 232), (7, 268))
#: Lines of text: where each begins, how long it is.
_LIGNES = (
    (24, 20, 90),
    (24, 30, 70),
    (180, 52, 90),
    (180, 62, 70),
    *((52, y, 190 if numero % 2 else 150) for numero, y in _NUMEROS),
)
_ENCRE, _GRIS = QColor("#1D2327"), QColor("#8A8F94")


class LettreDessinee(Lisible, QFrame):
    """On white paper in every theme, as the letter is. What it shows is also said in words."""

    entendu = GROUPE

    def __init__(self, nom: str, dit: str) -> None:
        super().__init__()
        self.be_a_stop()
        self.setAccessibleName(nom)
        self.setAccessibleDescription(dit)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """That of the sheet."""
        theme = current_theme()
        return QSize(theme.px(_LARGE), theme.px(_HAUT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sheet, its lines, and the numbers."""
        theme = current_theme()
        echelle = theme.px(_LARGE) / _LARGE
        peintre = QPainter(self)
        peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
        peintre.setFont(theme.font(Tailles.TEXTE, gras=True))
        feuille = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        peintre.setPen(QPen(theme.color(Teinte.TRAIT), 1))
        peintre.setBrush(QColor(PAPIER))
        peintre.drawRect(feuille)
        peintre.setPen(QPen(_GRIS, 3 * echelle))
        for x, y, longueur in _LIGNES:
            peintre.drawLine(QPointF(x * echelle, y * echelle), QPointF((x + longueur) * echelle, y * echelle))
        peintre.setPen(QPen(_ENCRE, 1))
        for numero, y in _NUMEROS:
            rond = QRectF(18 * echelle, (y - 11) * echelle, 22 * echelle, 22 * echelle)
            peintre.setBrush(QColor(PAPIER))
            peintre.drawEllipse(rond)
            peintre.drawText(rond, Qt.AlignmentFlag.AlignCenter, str(numero))
        peintre.end()
