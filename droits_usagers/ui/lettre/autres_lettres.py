"""« Les autres lettres de cette somme »: one for each addressee, each by its day, written from the same answers."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Chapitre
from droits_usagers.ui.apercu.lettre import VoieProposee
from droits_usagers.ui.composants import BoutonListe, Colonne, Libelle, Titre


class AutresLettres(QWidget):
    """What is to be sent and by when, a button for each letter but this one, and one apart. `wanted` names it (« /étape »)."""

    wanted = Signal(str)

    def __init__(self, dire: Chapitre, phrases: Sequence[str], voies: Sequence[VoieProposee], *, a_part: VoieProposee) -> None:
        super().__init__()
        colonne = Colonne(self, ecart=8)
        self._boutons: list[BoutonListe] = []
        colonne.addWidget(Titre(dire("titre"), niveau=2))
        for phrase in phrases:
            colonne.addWidget(Libelle(phrase))
        for voie in voies:
            colonne.addWidget(self._button(voie))
        colonne.addWidget(Titre(dire("a_part"), niveau=3))
        colonne.addWidget(self._button(a_part))

    def focus_first(self) -> None:
        """On the first of them."""
        self._boutons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, voie: VoieProposee) -> BoutonListe:
        bouton = BoutonListe(voie.titre, voie.phrase, icone="suite")
        bouton.clicked.connect(lambda _checked=False: self.wanted.emit(voie.demarche))
        self._boutons.append(bouton)
        return bouton
