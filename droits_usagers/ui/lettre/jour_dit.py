"""The day that comes before anything else, beside the date it is counted from: said again once one stops typing."""

from PySide6.QtCore import QTimer, Signal

from droits_usagers.ui.composants import Avis, Nature
from droits_usagers.ui.socle.saisies import REPIT_MS


class JourDit(Avis):
    """`due`: a date being typed is read as another until its last figure; now it may be counted."""

    due = Signal()

    def __init__(self, texte: str, mot: str) -> None:
        super().__init__(texte, mot=mot, nature=Nature.ATTENTION)
        self._repit = QTimer(self, singleShot=True, interval=REPIT_MS)
        self._repit.timeout.connect(self.due)

    def touch(self) -> None:
        """A key."""
        self._repit.start()
