"""Knows when someone is at the computer, and beats once a second."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_PRESENCE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletMove,
    }
)
RYTHME_MS = 1_000


class VeilleActivite(QObject):
    """Watches the windows of the program, dialogs included, and only them.

    It filters events of *windows*, which are few: on the application, Python would be called for every event of every widget.
    """

    touched = Signal()
    beaten = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: set[QWindow] = set()
        rythme = QTimer(self)
        rythme.setInterval(RYTHME_MS)
        rythme.timeout.connect(self.beaten)
        rythme.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_window)

    def watch(self, fenetre: QWindow) -> None:
        """Watches one more window, once."""
        if fenetre not in self._seen:
            self._seen.add(fenetre)
            fenetre.installEventFilter(self)
            fenetre.destroyed.connect(lambda: self._seen.discard(fenetre))

    def _on_window(self, fenetre: QObject | None) -> None:
        if isinstance(fenetre, QWindow):
            self.watch(fenetre)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's
        """Looks, and lets everything through.

        Nothing is asked of `watched`: while windows come and go, PySide may hand over what had its address before, an item of a
        layout for instance.
        """
        if event.type() in _PRESENCE:
            self.touched.emit()
        return False
