"""When to keep what is being typed: a moment after the last key, and soon after the first one even while typing goes on."""

from PySide6.QtCore import QObject, QTimer, Signal

#: After the last key, in milliseconds: often enough to lose little, rarely enough to leave the disk alone.
REPIT_MS = 800
#: After the first key that is not kept yet: two seconds at most, the time of writing included.
LIMITE_MS = 1_500


class Cadence(QObject):
    """Counts from `touch`; stopped by `stop`, and by itself once `due` was said."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._repit = QTimer(self, singleShot=True, interval=REPIT_MS)
        self._limite = QTimer(self, singleShot=True, interval=LIMITE_MS)
        for rythme in (self._repit, self._limite):
            rythme.timeout.connect(self._ring)

    @property
    def is_counting(self) -> bool:
        """True while `due` is to come."""
        return self._limite.isActive()

    def touch(self) -> None:
        """A key: what it changed is to be kept."""
        self._repit.start()
        if not self._limite.isActive():
            self._limite.start()

    def stop(self) -> None:
        """There is nothing more to keep."""
        self._repit.stop()
        self._limite.stop()

    def _ring(self) -> None:
        self.stop()
        self.due.emit()
