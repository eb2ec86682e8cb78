"""Protects what is on screen when nobody is there: asks the session what time requires, and says what must be done."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import SLOT, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from droits_usagers.services.accueil.seance import Ordre, Seance

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

TOUCHE = "Ctrl+L"
#: What the system calls that key by where it stands; macOS does not tell.
PLACE_DU_L = 0x26 if sys.platform == "win32" else 46
_ASCII = 0x7F


class ToucheCacher(QObject):
    """`pressed`: the screen is to be hidden, whatever is on it."""

    pressed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touche = QKeySequence(TOUCHE)
        self._seen: set[QWindow] = set()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_window)

    def _on_window(self, fenetre: QWindow | None) -> None:
        if fenetre is None or fenetre in self._seen:
            return
        self._seen.add(fenetre)
        fenetre.installEventFilter(self)
        fenetre.destroyed.connect(lambda: self._seen.discard(fenetre))
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.windowHandle() is fenetre:
                QShortcut(self._touche, widget).activated.connect(self.pressed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Comes after shortcuts: here only where none was heard."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._is_it(event):
            self.pressed.emit()
            return True
        return super().eventFilter(watched, event)

    def _is_it(self, event: QKeyEvent) -> bool:
        if QKeySequence(event.keyCombination()) == self._touche:
            return True
        # A keyboard that has no Latin letter has no L: the key that stands where it does on the others.
        ailleurs = event.modifiers() == Qt.KeyboardModifier.ControlModifier and _ASCII < event.key() < Qt.Key.Key_Escape
        return ailleurs and event.nativeScanCode() == PLACE_DU_L


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


class Garde(QObject):
    """One per window. `occupied` tells whether anything was typed."""

    hiding_ordered = Signal()
    #: It is hidden already: what was begun on what covers it goes.
    covering_ordered = Signal()
    locking_ordered = Signal()
    erasing_ordered = Signal()
    #: While hidden: the time left before everything is erased, as a timedelta.
    time_left_changed = Signal(object)

    def __init__(self, seance: Seance, occupied: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seance = seance
        self._occupied = occupied
        self.veille = VeilleActivite(self)
        self.veille.touched.connect(seance.touch)
        self.veille.beaten.connect(self.beat)
        self.systeme = VerrouSysteme(self)
        self.systeme.locked.connect(self.protect)
        self.touche = ToucheCacher(self)
        self.touche.pressed.connect(self.protect)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_window)

    def beat(self) -> None:
        """What time requires, every second."""
        self._obey(self._seance.tick(occupied=self._occupied()))
        reste = self._seance.time_left()
        if self._seance.hidden and reste is not None:
            self.time_left_changed.emit(reste)

    def protect(self) -> None:
        """Now, whatever is on screen: Ctrl+L, or the computer is locking or going to sleep."""
        self._obey(self._seance.protect())

    def _on_window(self, _fenetre: QWindow | None) -> None:
        """A box that was on its way when the screen was hidden shows names too, unless it says that it is `neutre`."""
        if self._seance.hidden:
            QTimer.singleShot(0, self, lambda: close_dialogs(neutres=False))

    def _obey(self, ordre: Ordre) -> None:
        match ordre:
            case Ordre.CACHER:
                self.hiding_ordered.emit()
            case Ordre.RECOUVRIR:
                self.covering_ordered.emit()
            case Ordre.VERROUILLER:
                self.locking_ordered.emit()
            case Ordre.EFFACER:
                self.erasing_ordered.emit()
            case Ordre.RIEN:
                pass


def close_dialogs(*, neutres: bool = True) -> None:
    """Gives up every dialog and menu that is open: they show names too, and would stay above what covers the window."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible() and (neutres or not getattr(widget, "neutre", False)):
            widget.reject()
    popup: QWidget | None = QApplication.activePopupWidget()
    while popup is not None:
        popup.close()
        suivant = QApplication.activePopupWidget()
        popup = None if suivant is popup else suivant
    QToolTip.hideText()
