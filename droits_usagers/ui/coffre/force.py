"""How strong a phrase is, said while it is typed: a word, a colour, and a bar as long as the phrase is strong."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from droits_usagers.domain.textes import Textes
from droits_usagers.services.phrases import BITS_GENERES, BITS_MIN, Robustesse
from droits_usagers.ui.composants import Colonne, Libelle, Puce
from droits_usagers.ui.theme import Teinte, current_theme

#: Under this, a phrase falls to anyone who has the file and an ordinary computer.
BITS_FRAGILE = 40


class Force(QWidget):
    """Says nothing until something was measured."""

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._puce = Puce()
        self._barre = _Barre()
        self._detail = Libelle(teinte=Teinte.DOUX)
        colonne = Colonne(self, ecart=6)
        colonne.addWidget(self._barre)
        colonne.addWidget(self._puce)
        colonne.addWidget(self._detail)
        self.hide()

    def show_strength(self, robustesse: Robustesse) -> None:
        """Says how strong."""
        id_, teinte = _level(robustesse)
        self._puce.show_state(self._textes(f"coffre_ecran.force.{id_}"), teinte)
        self._detail.setText(self._textes(f"coffre_ecran.force.{id_}_detail"))
        self._barre.show_part(min(robustesse.bits / BITS_GENERES, 1.0), teinte)
        self.setAccessibleName(f"{self._textes(f'coffre_ecran.force.{id_}')}. {self._detail.text()}")
        self.show()

    def clear(self) -> None:
        """Says nothing."""
        self._detail.setText("")
        self.setAccessibleName("")
        self.hide()


def _level(robustesse: Robustesse) -> tuple[str, Teinte]:
    if robustesse.bits < BITS_FRAGILE:
        return "fragile", Teinte.RETARD
    if robustesse.faible:
        return "faible", Teinte.SEMAINE
    return ("solide" if robustesse.bits < (BITS_MIN + BITS_GENERES) / 2 else "tres_solide"), Teinte.REPONSE


class _Barre(QWidget):
    """A part of a whole. Says nothing to a screen reader: the words beside it do."""

    def __init__(self) -> None:
        super().__init__()
        self._part, self._teinte = 0.0, Teinte.CLOS
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float, teinte: Teinte) -> None:
        self._part, self._teinte = part, teinte
        self.setFixedHeight(current_theme().px(6))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color(Teinte.TRAIT))
        rayon = self.height() / 2
        cadre = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(cadre, rayon, rayon)
        painter.setBrush(theme.color(self._teinte))
        painter.setPen(theme.color(self._teinte))
        plein = QRectF(cadre)
        plein.setWidth(max(cadre.width() * self._part, cadre.height()))
        if self.layoutDirection().name == "RightToLeft":
            plein.moveRight(cadre.right())
        painter.drawRoundedRect(plein, rayon, rayon)
        painter.end()
