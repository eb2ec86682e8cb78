"""A finished document as text: selected, enlarged, read aloud; nothing of it leaves by the keyboard or the mouse."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

#: How Qt marks the ends of lines and paragraphs in what is selected.
_LIGNES = str.maketrans("\u2028\u2029", "\n\n")


class TexteMontre(QPlainTextEdit):
    """Read only. `copy_asked`: the words selected, that someone wants to take; whoever shows them asks the control.

    Qt puts what is selected in the clipboard, in what the middle button pastes, and under a mouse that drags it, by one same
    function: here it gives nothing.
    """

    copy_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        #: What its menu says, where its words may be taken: to copy, and to select all.
        self.gestes = ("", "")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        # Qt lets a text that is only read be selected with the mouse alone.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_where_read(self, texte: str) -> None:
        """Shows it, where the reading was."""
        if self.toPlainText() != texte:
            barre = self.verticalScrollBar()
            place = barre.value()
            self.setPlainText(texte)
            barre.setValue(place)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Nothing."""
        return QMimeData()

    def ask_copy(self) -> None:
        """To take what is selected, if anything is."""
        mots = self.textCursor().selectedText().translate(_LIGNES)
        if mots:
            self.copy_asked.emit(mots)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that copy, of every system."""
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            self.ask_copy()
        else:
            super().keyPressEvent(event)

    def menu(self) -> QMenu:
        """What can be done of it; nothing where nobody may take its words."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copier, tout = self.gestes
        if copier:
            menu.addAction(copier, self.ask_copy).setEnabled(self.textCursor().hasSelection())
            menu.addAction(tout, self.selectAll)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Its own menu: that of Qt would empty the clipboard, and say nothing."""
        self.menu().popup(event.globalPos())
