"""The letter as text: read, selected, enlarged, read aloud; each of its parts may lead to the question it comes from."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from droits_usagers.ui.apercu.parties import PartieVue
from droits_usagers.ui.composants.boutons import ENTREE
from droits_usagers.ui.composants.lecture import TexteMontre
from droits_usagers.ui.composants.places import qt_place
from droits_usagers.ui.composants.theme import current_theme

#: Between two parts of a text.
_ENTRE = 2


class TexteLettre(TexteMontre):
    """Read only. `looked_at`: someone is at it, who may want to be led; `part_chosen`: by a click, or Enter at the caret."""

    looked_at = Signal()
    part_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport().setMouseTracking(True)
        #: Where each part begins and ends, as Qt counts characters.
        self._places: tuple[tuple[int, int], ...] = ()
        self._liens: Sequence[str] = ()
        self._walked = False

    def show_text(self, texte: str, parties: Sequence[PartieVue]) -> None:
        """Shows it, where the reading was; that the parts lead somewhere is to be said again."""
        self.show_where_read(texte)
        places, debut = [], 0
        for partie in parties:
            fin = debut + qt_place(partie.texte)
            places.append((debut, fin))
            debut = fin + _ENTRE
        self._places = tuple(places)
        self.lead(())

    def lead(self, liens: Sequence[str]) -> None:
        """What each part leads to, in words; empty for one that leads nowhere."""
        self._liens = liens
        self._point(-1)

    def tint(self, parties: Collection[int]) -> None:
        """Tints these parts, and no other."""
        choix = []
        for rang in parties:
            selection = QTextEdit.ExtraSelection()
            curseur = QTextCursor(self.document())
            debut, fin = self._places[rang]
            curseur.setPosition(debut)
            curseur.setPosition(fin, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = curseur
            selection.format.setBackground(QColor(current_theme().choisi))
            choix.append(selection)
        self.setExtraSelections(choix)

    def _part_of(self, place: int) -> int:
        """The part that leads somewhere and holds this character, or -1."""
        trouves = (rang for rang, (debut, fin) in enumerate(self._places) if debut <= place <= fin)
        rang = next(trouves, -1)
        return rang if 0 <= rang < len(self._liens) and self._liens[rang] else -1

    def _part_at(self, point: QPoint) -> int:
        curseur = self.cursorForPosition(point)
        ligne = self.cursorRect(curseur)
        return self._part_of(curseur.position()) if ligne.top() <= point.y() <= ligne.bottom() else -1

    def _point(self, rang: int) -> None:
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor if rang < 0 else Qt.CursorShape.PointingHandCursor)
        self.viewport().setToolTip("" if rang < 0 else self._liens[rang])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Says where a click leads."""
        super().mouseMoveEvent(event)
        self.looked_at.emit()
        self._point(self._part_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Goes there, unless something was being selected."""
        super().mouseReleaseEvent(event)
        rang = self._part_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection() and rang >= 0:
            self.part_chosen.emit(rang)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Enter goes on, as long as the caret has not been moved."""
        super().focusInEvent(event)
        self._walked = False
        self.looked_at.emit()

    def event(self, event: QEvent) -> bool:
        """Keeps Enter for itself where it leads somewhere, before the page takes it."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._leads(event):
            event.accept()
            return True
        return super().event(event)

    def _leads(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self._walked and plain and event.key() in ENTREE and self._part_of(self.textCursor().position()) >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes where the part under the caret leads."""
        if self._leads(event):
            self.part_chosen.emit(self._part_of(self.textCursor().position()))
            return
        super().keyPressEvent(event)
        self._walked = True
        self.looked_at.emit()
