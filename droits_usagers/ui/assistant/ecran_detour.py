"""In place of the reading of the letter, when an answer excludes it: why, and what can be done instead."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.textes import Textes
from droits_usagers.ui.assistant.detour import Detour, Explication
from droits_usagers.ui.assistant.ecran import EcranAssistant


class EcranDetour(EcranAssistant):
    """There is nothing to read, to send or to print: only where to go."""

    read_first = True

    def __init__(self, textes: Textes, explication: Explication, parent: QWidget | None = None) -> None:
        super().__init__(textes("assistant.detour.titre"), textes("assistant.detour.aide"), parent=parent)
        self._detour = Detour(textes)
        self._detour.say(explication)
        self._detour.demarche_wanted.connect(self.demarche_wanted)
        self.colonne.addWidget(self._detour)
        self.colonne.addStretch(1)

    def focus_first(self) -> bool:
        """On the first way out, if there is one."""
        for bouton in self._detour.stops():
            bouton.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False
