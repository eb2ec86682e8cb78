"""What a line of a grille looks like, for whoever has never seen one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import Colonne, Libelle, Puce, Rangee
from droits_usagers.ui.composants.theme import Teinte, current_theme


class LigneExemple(QFrame):
    """A point, what is declared, what is done, and the écart between the two."""

    def __init__(self, textes: Textes) -> None:
        super().__init__()
        say = textes.under("grille.exemple")
        colonne = Colonne(self, ecart=8, marges=(16, 12, 16, 12))
        rangee = Rangee(ecart=16)
        for famille, dit in (("point", "point_dit"), ("annonce", "annonce_dit"), ("fait", "fait_dit")):
            case = Colonne(ecart=2)
            case.addWidget(Libelle(say(famille), teinte=Teinte.DOUX))
            case.addWidget(Libelle(say(dit), gras=famille == "point"))
            case.addStretch(1)
            rangee.addLayout(case, 1)
        colonne.addLayout(rangee)
        colonne.addWidget(Puce(textes("ecarts.gravites.2"), Teinte.SEMAINE), 0, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet frame: it is not to be pressed."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current_theme().color(Teinte.SURFACE))
        painter.setPen(current_theme().filet)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
