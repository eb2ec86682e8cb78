"""A line of a form with many alike: what it is about, then what is chosen for it; under it where there is no room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.ui.composants import Colonne, Libelle
from droits_usagers.ui.composants.theme import Teinte, current_theme

#: Under this width, at 100 %, one goes under the other.
COTE_A_COTE = 520


class LigneChoix(QWidget):
    """`exemples` may hold what someone else must not read: it can be hidden apart."""

    def __init__(self, libelle: str, editeur: QWidget, exemples: str = "") -> None:
        super().__init__()
        self.editeur = editeur
        self.libelle = Libelle(libelle, gras=True)
        self.libelle.setBuddy(editeur)
        self.exemples = Libelle(exemples, teinte=Teinte.DOUX)
        editeur.setAccessibleName(libelle)
        editeur.setAccessibleDescription(exemples)
        self._boite = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._boite.setContentsMargins(0, 0, 0, 0)
        dits = Colonne(ecart=2)
        dits.addWidget(self.libelle)
        dits.addWidget(self.exemples)
        self._boite.addLayout(dits, 3)
        self._boite.addWidget(editeur, 2, Qt.AlignmentFlag.AlignVCenter)
        if not exemples:
            self.exemples.hide()
        self.setFocusProxy(editeur)

    def tell(self, exemples: str) -> None:
        """Says something else under what it is about."""
        self.exemples.setText(exemples)
        self.editeur.setAccessibleDescription(exemples)

    def rename(self, libelle: str) -> None:
        """Says otherwise what it is about."""
        self.libelle.setText(libelle)
        self.editeur.setAccessibleName(libelle)

    def conceal(self, *, masque: bool, mot: str, exemples: str) -> None:
        """Says what stands for the examples, or the examples."""
        if exemples:
            self.exemples.setText(mot if masque else exemples)
            self.editeur.setAccessibleDescription("" if masque else exemples)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one under the other."""
        super().resizeEvent(event)
        wide = self.width() >= current_theme().px(COTE_A_COTE)
        self._boite.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._boite.setSpacing(current_theme().px(16 if wide else 4))
