"""« Retirer » that asks once, in place: what would be lost is said, and the way back comes first."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout

from droits_usagers.ui.composants import Avis, BoutonLien, BoutonSecondaire, Nature


@dataclass(frozen=True, slots=True)
class MotsConfirmation:
    """What is said: on the link, to a screen reader, before doing it, on the two buttons."""

    lien: str
    nom: str
    mot: str
    sur: str
    oui: str
    non: str


class Confirmation(BoutonLien):
    """A link; once pressed, a notice takes its place, in this column."""

    def __init__(self, mots: MotsConfirmation, action: Callable[[], object], colonne: QBoxLayout) -> None:
        super().__init__(mots.lien)
        self._mots, self._action, self._colonne = mots, action, colonne
        self.setAccessibleName(mots.nom)
        self.clicked.connect(self._ask)
        self._avis: Avis | None = None

    def _ask(self) -> None:
        mots = self._mots
        avis = Avis(mots.sur, mot=mots.mot, nature=Nature.ATTENTION)
        non, oui = BoutonSecondaire(mots.non), BoutonSecondaire(mots.oui)
        non.clicked.connect(self._give_up)
        oui.clicked.connect(lambda _checked=False: self._action())
        avis.add_button(non)
        avis.add_button(oui)
        self.hide()
        self._colonne.addWidget(avis)
        avis.show()
        self._avis = avis
        non.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_up(self) -> None:
        if self._avis is not None:
            self._avis.hide()
            self._avis.deleteLater()
            self._avis = None
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
