"""A letter that claims a sum, drawn as one receives it: where to look for what it must say, by the number of each answer."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy

from droits_usagers.domain.mots.textes import Chapitre
from droits_usagers.ui.composants.entendre import GROUPE, Lisible
from droits_usagers.ui.composants.theme import CLAIR, PAPIER, Teinte, current_theme

#: The sheet at 100 %; on a narrower screen, all of it gets smaller.
_LARGE, _HAUT = 440, 348
#: What is above the numbers: where each is written, and whether it is what one reads first.
_TETE = (
    ("caisse", 20, 28, True),
    ("numero", 20, 46, False),
    ("vous", 262, 62, False),
    ("jour", 262, 84, False),
    ("objet", 20, 112, True),
)
#: What is written beside each number, and how far down.
_NUMEROS = ((1, 140), (2, 166), (3, 192), (4, 218), (5, 252), (6, 278), (7, 324))
#: Below it, what is often on the back.
_DOS = 300
_LETTRES, _RAYON, _GAUCHE = 13, 10, 48
_ENCRE, _GRIS = CLAIR[Teinte.TEXTE], CLAIR[Teinte.DOUX]


class LettreDessinee(Lisible, QFrame):
    """On white paper in every theme, as the letter is. What it shows is also said in words."""

    entendu = GROUPE

    def __init__(self, dire: Chapitre) -> None:
        super().__init__()
        self._dire = dire
        self.be_a_stop()
        self.setAccessibleName(dire("nom"))
        self.setAccessibleDescription(dire("dit"))
        politique = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        politique.setHeightForWidth(True)
        self.setSizePolicy(politique)

    def sizeHint(self) -> QSize:
        """That of the sheet."""
        theme = current_theme()
        return QSize(theme.px(_LARGE), theme.px(_HAUT))

    def minimumSizeHint(self) -> QSize:
        """It follows the column."""
        return QSize(0, 0)

    def hasHeightForWidth(self) -> bool:
        """As high as it is wide allows."""
        return True

    def heightForWidth(self, largeur: int) -> int:
        """The whole sheet."""
        return round(self._scale(largeur) * _HAUT)

    @staticmethod
    def _scale(largeur: int) -> float:
        return min(largeur, current_theme().px(_LARGE)) / _LARGE

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sheet, what is written on it, and the numbers."""
        peintre = QPainter(self)
        peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
        echelle = self._scale(self.width())
        peintre.scale(echelle, echelle)
        peintre.setPen(QPen(current_theme().color(Teinte.TRAIT), 1))
        peintre.setBrush(QColor(PAPIER))
        peintre.drawRect(QRectF(0.5, 0.5, _LARGE - 1, _HAUT - 1))
        for mot, x, y, gras in _TETE:
            self._write(peintre, QPointF(x, y), mot, gras=gras)
        peintre.setPen(QPen(QColor(_GRIS), 1, Qt.PenStyle.DashLine))
        peintre.drawLine(QPointF(20, _DOS - 4), QPointF(_LARGE - 20, _DOS - 4))
        for numero, y in _NUMEROS:
            self._number(peintre, numero, y)
            self._write(peintre, QPointF(_GAUCHE, y + 5), f"mention_{numero}", gras=numero == 3)  # noqa: PLR2004 - the sum
        peintre.end()

    def _write(self, peintre: QPainter, ou: QPointF, mot: str, *, gras: bool) -> None:
        """Smaller where it would not fit."""
        texte, place = self._dire(mot), _LARGE - 12 - ou.x()
        police = self._font(_LETTRES, gras=gras)
        large = QFontMetricsF(police).horizontalAdvance(texte)
        peintre.setFont(police if large <= place else self._font(int(_LETTRES * place / large), gras=gras))
        peintre.setPen(QColor(_ENCRE if gras else _GRIS))
        peintre.drawText(ou, texte)

    def _number(self, peintre: QPainter, numero: int, y: int) -> None:
        rond = QRectF(32 - _RAYON, y - _RAYON, 2 * _RAYON, 2 * _RAYON)
        peintre.setPen(QPen(QColor(_ENCRE), 1))
        peintre.setBrush(QColor(PAPIER))
        peintre.drawEllipse(rond)
        peintre.setFont(self._font(_LETTRES, gras=True))
        peintre.drawText(rond, Qt.AlignmentFlag.AlignCenter, str(numero))

    @staticmethod
    def _font(taille: int, *, gras: bool) -> QFont:
        police = current_theme().font(gras=gras)
        police.setPixelSize(max(taille, 1))
        return police
