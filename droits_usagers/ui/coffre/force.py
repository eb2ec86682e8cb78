"""How strong a phrase is, said while it is typed: a word, a colour, and a bar as long as the phrase is strong.

Of a phrase that someone made up, the best that can be said is « si personne d'autre ne la connaît »: a prayer is long, and
known. A number is only given to a phrase that was drawn, whose strength is a fact.
"""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.coffre.phrases import BITS_GENERES, Robustesse
from droits_usagers.ui.composants import Colonne, Libelle, Puce
from droits_usagers.ui.composants.theme import Teinte, current_theme

#: Under this, a phrase falls to anyone who has the file and an ordinary computer.
BITS_FRAGILE = 40
#: How much of the bar a phrase that someone made up can fill: the rest is what nobody can measure.
PART_INVENTEE = 0.75


class Force(QWidget):
    """Says nothing until something was measured."""

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._mot = ""
        self._puce = Puce()
        self._barre = _Barre()
        self._detail = Libelle(teinte=Teinte.DOUX)
        colonne = Colonne(self, ecart=6)
        colonne.addWidget(self._barre)
        colonne.addWidget(self._puce)
        colonne.addWidget(self._detail)
        self.hide()

    def show_strength(self, robustesse: Robustesse) -> None:
        """Says how strong a phrase that someone made up is."""
        id_, teinte = _level(robustesse)
        self._say(self._textes(f"coffre_ecran.force.{id_}"), self._textes(f"coffre_ecran.force.{id_}_detail"))
        self._show(min(robustesse.bits / BITS_GENERES, PART_INVENTEE), teinte)

    def show_drawn(self, robustesse: Robustesse) -> None:
        """Says how strong one drawn by the program is."""
        bits = math.floor(robustesse.bits)
        self._say(self._textes("coffre_ecran.force.tiree", bits=bits), self._textes("coffre_ecran.force.tiree_detail"))
        self._show(1.0, Teinte.REPONSE)

    def _say(self, mot: str, detail: str) -> None:
        self._mot = mot
        self._detail.setText(detail)
        self.setAccessibleName(f"{mot}. {detail}")

    def _show(self, part: float, teinte: Teinte) -> None:
        self._puce.show_state(self._mot, teinte)
        self._barre.show_part(part, teinte)
        self.show()

    def clear(self) -> None:
        """Says nothing."""
        self._detail.setText("")
        self.setAccessibleName("")
        self.hide()


def _level(robustesse: Robustesse) -> tuple[str, Teinte]:
    if robustesse.bits < BITS_FRAGILE:
        return "fragile", Teinte.SEMAINE
    if robustesse.faible:
        return "faible", Teinte.SEMAINE
    return "solide", Teinte.REPONSE


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
