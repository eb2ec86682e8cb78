"""The parts of a fiche beside the questions, with what has been begun."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import Colonne
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.theme import Teinte, current_theme


class BoutonPartie(Bouton):
    """One part: its name, and a mark that is full once something was said in it; in words too, for a screen reader."""

    marge_h = 8
    marge_v = 6
    hauteur_min = 40

    def __init__(self, id_: str, textes: Textes) -> None:
        super().__init__(textes(f"notices.parties_noms.{id_}"), icone="document")
        self.ornement = 14
        self.here = self.begun = False

    def show_state(self, phrase: str, *, here: bool, begun: bool) -> None:
        """Here or not, begun or not."""
        self.here, self.begun, self.titre_gras = here, begun, here
        self.set_up(self.titre)
        self.setAccessibleDescription(phrase)

    def background(self) -> str:
        """Quiet, but for the present part."""
        theme = current_theme()
        return theme.choisi if self.here else theme.survol if self.underMouse() else theme.hexa(Teinte.FOND)

    def border(self) -> tuple[str, float]:
        """None."""
        return self.background(), 0.0

    def paint_ornament(self, painter: QPainter, rect: QRectF) -> None:
        """A disc, filled once begun."""
        theme = current_theme()
        couleur = theme.color(Teinte.PRIMAIRE if self.here or self.begun else Teinte.TRAIT)
        painter.setPen(couleur)
        painter.setBrush(couleur if self.begun else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect.adjusted(2.5, 2.5, -2.5, -2.5))


class ListeParties(QWidget):
    """The list of parts: one goes to any of them at any time. `part_chosen`: its id."""

    part_chosen = Signal(str)

    def __init__(self, ids: tuple[str, ...], textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self.setAccessibleName(textes("notices.parties"))
        colonne = Colonne(self, ecart=2)
        self._boutons = {id_: BoutonPartie(id_, textes) for id_ in ids}
        for id_, bouton in self._boutons.items():
            bouton.clicked.connect(lambda _checked=False, vers=id_: self.part_chosen.emit(vers))
            colonne.addWidget(bouton)
        colonne.addStretch(1)

    def button(self, id_: str) -> QWidget:
        """What leads to a part."""
        return self._boutons[id_]

    def show_parts(self, here: str, is_begun: Callable[[str], bool]) -> None:
        """Where one is, and what was begun."""
        for rang, (id_, bouton) in enumerate(self._boutons.items(), start=1):
            begun = is_begun(id_)
            etat = "ici" if id_ == here else "remplie" if begun else "vide"
            phrase = self._textes(f"notices.etat_partie.{etat}", rang=rang, total=len(self._boutons))
            bouton.show_state(phrase, here=id_ == here, begun=begun)
