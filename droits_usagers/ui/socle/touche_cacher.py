"""Ctrl+L wherever one is: on a screen, in a box that is over it, in a menu that is open.

A shortcut of the window is deaf while a box or a menu is over it. So each box that comes has one of its own; and what a menu is
told is seen where all keys come in, the windows of the system, as in `veille.py`.
"""

import sys

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QDialog

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
