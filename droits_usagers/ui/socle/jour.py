"""Says that another day has begun: at midnight, or when the computer wakes up on another date."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

#: Often enough that nobody sees yesterday's deadlines at breakfast, rarely enough to weigh nothing.
RYTHME_MS = 20_000


class JourNouveau(QObject):
    """Looks at the day it is, with the clock it was given."""

    #: The new day.
    day_changed = Signal(object)

    def __init__(self, today: Callable[[], dt.date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._connu = today()
        self._rythme = QTimer(self)
        self._rythme.setInterval(RYTHME_MS)
        self._rythme.timeout.connect(self.look)
        self._rythme.start()
        # A computer that wakes up, or a window one comes back to: without waiting for the next beat.
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self.look)

    def look(self, _etat: Qt.ApplicationState | None = None) -> None:
        """Compares with the day last seen. A timer does not run while a computer sleeps, and is late when it wakes up."""
        today = self._today()
        if today != self._connu:
            self._connu = today
            self.day_changed.emit(today)
