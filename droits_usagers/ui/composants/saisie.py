"""Where people type or choose in little room: a line, a long text, a list that opens."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from droits_usagers.ui.composants.theme import Teinte, current_theme, paint_icon


class LigneTexte(QLineEdit):
    """One line of text. Keeps no undo of what was cleared. Where it `passe`, Enter goes on to the next field.

    What it `cherche` is only looked for: it is no loss.
    """

    def __init__(
        self, texte: str = "", *, indice: str = "", passe: bool = False, cherche: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(texte, parent)
        self.passe, self.cherche = passe, cherche
        self.setPlaceholderText(indice)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def clear(self) -> None:
        """Empties it, and what Undo could bring back: Qt's own `clear` can be undone, a text that is set cannot."""
        self.setText("")


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

    def show_lines(self, lignes: int) -> None:
        """So many at once."""
        if lignes != self._lignes:
            self._lignes = lignes
            self._fit()

    def conceal(self, *, masque: bool) -> None:
        """Nothing is drawn, and nothing is lost: the cursor stays where it was."""
        self.viewport().setUpdatesEnabled(not masque)
        self.viewport().setVisible(not masque)

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


class ListeDeroulante(QComboBox):
    """One of several, in the room of a line. Each has an id; the wheel scrolls what is around, and changes nothing.

    What is too long loses its end, and says so: Qt would cut it short, or lose its middle.
    """

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for id_, libelle in options:
            self.addItem(libelle, id_)
        # As wide as the room there is, not as its longest choice.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def value(self) -> str:
        """Id of what is chosen."""
        return str(self.currentData())

    def showEvent(self, event: QShowEvent) -> None:
        """On Linux its name is what is chosen: what it is called is said by the label tied to it, seen or not."""
        super().showEvent(event)
        autour, nom = self.parentWidget(), self.accessibleName()
        directs = Qt.FindChildOption.FindDirectChildrenOnly
        if autour is not None and nom and not any(un.buddy() is self for un in autour.findChildren(QLabel, options=directs)):
            libelle = QLabel(autour)
            libelle.hide()
            libelle.setText(nom)
            libelle.setBuddy(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to whatever scrolls."""
        event.ignore()

    def showPopup(self) -> None:
        """Each choice by its beginning."""
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        super().showPopup()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """What is chosen, as much of it as there is room for."""
        super().initStyleOption(option)
        style, texte = QStyle.SubControl.SC_ComboBoxEditField, self.currentText()
        place = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, style, self)
        option.currentText = self.fontMetrics().elidedText(texte, Qt.TextElideMode.ElideRight, place.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a mark that says that it opens."""
        super().paintEvent(event)
        cote, marge = current_theme().px(16), current_theme().px(8)
        x = marge if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else self.width() - marge - cote
        painter = QPainter(self)
        place = QRectF(x, (self.height() - cote) / 2, cote, cote)
        paint_icon(painter, place, "replier", couleur=current_theme().hexa(Teinte.TEXTE))
        painter.end()
