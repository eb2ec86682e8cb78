"""Hears that the computer's screen is being locked, or that it is going to sleep, where the system says so.

On Linux it says so over D-Bus. Elsewhere, sleep is known on waking up by the time that passed (`services/seance.py`), and an
unattended screen by the minutes without anyone. Nothing here may ever fail: a computer without D-Bus is an ordinary one.
"""

from PySide6.QtCore import SLOT, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication


class VerrouSysteme(QObject):
    """`locked`: nobody is supposed to see the screen from now on."""

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state)

    def listen(self) -> None:
        """Subscribes to what the desktop says. To be called once the window is shown: a slow bus must not delay it."""
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return
        systeme, bureau = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        if systeme.isConnected():
            login = "org.freedesktop.login1"
            sleep = SLOT("on_sleep(bool)").encode()
            systeme.connect(login, "/org/freedesktop/login1", f"{login}.Manager", "PrepareForSleep", self, sleep)
            systeme.connect(login, "", f"{login}.Session", "Lock", self, SLOT("on_lock()").encode())
        if bureau.isConnected():
            for nom in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"):
                bureau.connect(nom, "", nom, "ActiveChanged", self, SLOT("on_sleep(bool)").encode())

    @Slot(bool)
    def on_sleep(self, commence: bool) -> None:  # noqa: FBT001 - Qt
        """The computer goes to sleep or its screen saver starts (true), or the reverse (false)."""
        if commence:
            self.locked.emit()

    @Slot()
    def on_lock(self) -> None:
        """The session is being locked, or another user takes over."""
        self.locked.emit()

    def _on_state(self, etat: Qt.ApplicationState) -> None:
        if etat is Qt.ApplicationState.ApplicationSuspended:
            self.locked.emit()
