"""Collects Python's garbage in the window's thread only.

Left to itself, Python collects wherever memory is asked for, letters' and coffre's threads included; a widget caught in a cycle
would then be destroyed outside the window's thread, and Qt does not survive that.
"""

import gc

from PySide6.QtCore import QObject, QTimer

RYTHME_MS = 1_000


class Menage(QObject):
    """Takes collection over for as long as it lives; `stop` gives it back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        rythme = QTimer(self)
        rythme.setInterval(RYTHME_MS)
        rythme.timeout.connect(self.tidy)
        rythme.start()

    def tidy(self) -> None:
        """Collects the oldest generation whose threshold is passed, as Python would have."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Lets Python collect by itself again."""
        gc.enable()
