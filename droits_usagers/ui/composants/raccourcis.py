"""Keys that do something on a screen, wherever the focus is in it, and nothing elsewhere."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind(touche: str | QKeySequence.StandardKey, dans: QWidget, action: object) -> None:
    """`action`, something to call or a signal, when this key is pressed in this widget."""
    raccourci = QShortcut(QKeySequence(touche), dans)
    raccourci.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    raccourci.activated.connect(action)
