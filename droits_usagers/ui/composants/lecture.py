"""A finished document as text: selected, enlarged, read aloud; nothing of it leaves by the keyboard or the mouse."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget

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
        self._change, self._montre = False, ""
        self.textChanged.connect(self._put_back)
        # Qt lets a text that is only read be selected with the mouse alone.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        QGuiApplication.clipboard().dataChanged.connect(self._on_taken)

    def setPlainText(self, texte: str) -> None:
        """The only way to change what it shows."""
        self._change = True
        super().setPlainText(texte)
        self._change, self._montre = False, self.toPlainText()

    def clear(self) -> None:
        """Nothing is left of it."""
        self.setPlainText("")

    def _put_back(self) -> None:
        """Qt gives screen readers a way to change a text that is only read."""
        if not self._change and self.toPlainText() != self._montre:
            self.setPlainText(self._montre)

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
        # What is selected, spaces that do not break included, as who listens is given it.
        mots = self.textCursor().selectedText().translate(_LIGNES)
        if mots:
            self.copy_asked.emit(mots)

    def _on_taken(self) -> None:
        """A screen reader may have the words of anything put in the clipboard, past what is above: asked for as any others.

        Not what the field that has the focus says too; nor what the control let go, which says that it is private.
        """
        presse, ici = QGuiApplication.clipboard(), QApplication.focusWidget()
        d_ici = presse.ownsClipboard() or QApplication.activeWindow() is not None
        mots = _plain(presse.text()) if d_ici and self.isVisible() else ""
        if not mots or mots in _typed_in(ici if ici is not self else None):
            return
        if mots in _plain(self.toPlainText()) and set(presse.mimeData().formats()) == {"text/plain"}:
            dits = presse.text()
            presse.clear()
            self.copy_asked.emit(dits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that copy, of every system, and the one that opens the menu."""
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            self.ask_copy()
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.menu().popup(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))
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


def _plain(texte: str) -> str:
    """Words, whatever parts them."""
    return " ".join(texte.split())


def _typed_in(champ: QWidget | None) -> str:
    if isinstance(champ, QLineEdit):
        return _plain(champ.text())
    return _plain(champ.toPlainText()) if isinstance(champ, QPlainTextEdit) else ""
