"""« Retirer » that asks once, in place: what would be lost is said, and the way back comes first."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.ui.composants import Avis, BoutonLien, BoutonSecondaire, Colonne, Nature


@dataclass(frozen=True, slots=True)
class Mots:
    """What is said: on the link, to a screen reader, before doing it, on the two buttons."""

    lien: str
    nom: str
    mot: str
    sur: str
    oui: str
    non: str


class Confirmation(QWidget):
    """A link, replaced by a notice once pressed."""

    def __init__(self, mots: Mots, action: Callable[[], object]) -> None:
        super().__init__()
        self._mots, self._action = mots, action
        self._colonne = Colonne(self)
        self.lien = BoutonLien(mots.lien)
        self.lien.setAccessibleName(mots.nom)
        self.lien.clicked.connect(self._ask)
        self._colonne.addWidget(self.lien, 0, Qt.AlignmentFlag.AlignLeading)
        self._avis: Avis | None = None

    def _ask(self) -> None:
        mots = self._mots
        avis = Avis(mots.sur, mot=mots.mot, nature=Nature.ATTENTION)
        non, oui = BoutonSecondaire(mots.non), BoutonSecondaire(mots.oui)
        non.clicked.connect(self._give_up)
        oui.clicked.connect(lambda _checked=False: self._action())
        avis.add_button(non)
        avis.add_button(oui)
        self.lien.hide()
        self._colonne.addWidget(avis)
        avis.show()
        self._avis = avis
        non.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_up(self) -> None:
        if self._avis is not None:
            self._avis.hide()
            self._avis.deleteLater()
            self._avis = None
        self.lien.show()
        self.lien.setFocus(Qt.FocusReason.OtherFocusReason)
