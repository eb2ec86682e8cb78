"""Where people type: a line, and a long text."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from droits_usagers.ui.theme import current_theme


class LigneTexte(QLineEdit):
    """One line of text. Keeps no undo of what was cleared."""

    def __init__(self, texte: str = "", *, indice: str = "", parent: QWidget | None = None) -> None:
        super().__init__(texte, parent)
        self.setPlaceholderText(indice)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class TexteLong(QPlainTextEdit):
    """Several lines. Tab goes on to the next field, Enter starts a line, Ctrl+Enter is left to the page."""

    validated = Signal()

    def __init__(self, texte: str = "", *, lignes: int = 5, indice: str = "", parent: QWidget | None = None) -> None:
        super().__init__(texte, parent)
        self._lignes = lignes
        self.setPlaceholderText(indice)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def clear(self) -> None:
        """Empties it, and what Undo could bring back."""
        super().clear()
        self.document().clearUndoRedoStacks()

    def _fit(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lignes + current_theme().px(24))

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter says that the text is finished."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.validated.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the cursor wherever the text was left."""
        super().focusInEvent(event)
        self.ensureCursorVisible()
