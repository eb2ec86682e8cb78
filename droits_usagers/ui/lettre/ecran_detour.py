"""In place of the reading of the letter, when an answer excludes it: why, and what can be done instead."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.apercu.lettre import Detour, Explication
from droits_usagers.ui.composants import BoutonSecondaire
from droits_usagers.ui.questions.ecran import EcranAssistant


class EcranDetour(EcranAssistant):
    """There is nothing to read, to send or to print: only where to go.

    `noting_asked`: in a dossier, the answer that came is to be recorded, even with no letter to write about it.
    """

    noting_asked = Signal()
    read_first = True

    def __init__(self, textes: Textes, explication: Explication, parent: QWidget | None = None) -> None:
        suffixe = "_finie" if explication.finie else ""
        titre, aide = (textes(f"assistant.detour.{id_}{suffixe}") for id_ in ("titre", "aide"))
        super().__init__(titre, aide, parent=parent)
        self._textes = textes
        self._noter: BoutonSecondaire | None = None
        self._detour = Detour(textes)
        self._detour.say(explication)
        self._detour.demarche_wanted.connect(self.demarche_wanted)
        self.colonne.addWidget(self._detour)
        self.colonne.addStretch(1)

    def offer_noting(self) -> None:
        """Offers to record in the dossier what came."""
        textes = self._textes
        self._noter = BoutonSecondaire(
            textes("assistant.detour.noter"), note=textes("assistant.detour.noter_aide"), icone="creer"
        )
        self._noter.clicked.connect(self.noting_asked)
        self.colonne.insertWidget(self.colonne.count() - 1, self._noter, 0, Qt.AlignmentFlag.AlignLeading)

    def focus_first(self) -> bool:
        """On the first way out, if there is one."""
        sorties = (*self._detour.stops(), *filter(None, (self._noter,)))
        for bouton in sorties:
            bouton.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False
