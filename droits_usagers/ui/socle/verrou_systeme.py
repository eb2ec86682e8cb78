"""Hears that the computer's screen is being locked, or that it is going to sleep, where the system says so.

On Linux it says so over D-Bus. Elsewhere, sleep is known on waking up by the time that passed (`services/accueil/seance.py`),
and an unattended screen by the minutes without anyone. Nothing here may ever fail: a computer without D-Bus is an ordinary one.
"""

import os
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import SLOT, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection


class VerrouSysteme(QObject):
    """`locked`: nobody is supposed to see the screen from now on."""

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self.on_state)

    def listen(self) -> None:
        """Subscribes to what the desktop says. To be called once the window is shown: a slow bus must not delay it."""
        try:
            from PySide6.QtDBus import QDBusConnection

            self._subscribe(QDBusConnection.systemBus(), QDBusConnection.sessionBus())
        except (ImportError, TypeError, ValueError):
            # Another PySide, or none of this in it: the minutes without anyone still count.
            return

    def _subscribe(self, systeme: "QDBusConnection", bureau: "QDBusConnection") -> None:
        # PySide wants the text that SLOT gives, and its stubs say bytes.
        sleep, lock = (cast("bytes", SLOT(nom)) for nom in ("on_sleep(bool)", "on_lock()"))
        if systeme.isConnected():
            login = "org.freedesktop.login1"
            systeme.connect(login, "/org/freedesktop/login1", f"{login}.Manager", "PrepareForSleep", self, sleep)
            session = session_path(os.environ.get("XDG_SESSION_ID", ""))
            if session:
                systeme.connect(login, session, f"{login}.Session", "Lock", self, lock)
        if bureau.isConnected():
            for nom in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"):
                bureau.connect("", "", nom, "ActiveChanged", self, sleep)

    @Slot(bool)
    def on_sleep(self, commence: bool) -> None:  # noqa: FBT001 - Qt
        """The computer goes to sleep or its screen saver starts (true), or the reverse (false)."""
        if commence:
            self.locked.emit()

    @Slot()
    def on_lock(self) -> None:
        """The session is being locked, or another user takes over."""
        self.locked.emit()

    def on_state(self, etat: Qt.ApplicationState) -> None:
        """The system puts the program aside (phones and tablets do)."""
        if etat is Qt.ApplicationState.ApplicationSuspended:
            self.locked.emit()


def session_path(session: str) -> str:
    """Where logind keeps this session (« 2 » → …/session/_32), or nothing: its names may not begin with a digit."""
    if not session:
        return ""
    lettres = (
        signe if signe.isascii() and (signe.isalpha() or (rang and signe.isdigit())) else f"_{ord(signe):02x}"
        for rang, signe in enumerate(session)
    )
    return "/org/freedesktop/login1/session/" + "".join(lettres)
