"""The text of a document, read and marked from the keyboard: what is proposed is underlined, what is marked has a ground."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit

from droits_usagers.domain.grille import NaturePassage, Point
from droits_usagers.services.grille.marquage import Endroit, EtatEndroit, Place
from droits_usagers.ui.composants.boutons import ENTREE
from droits_usagers.ui.composants.saisie import TexteLong
from droits_usagers.ui.composants.theme import Teinte, current_theme, mix

#: The key of each point and of each nature, in their order.
TOUCHES_POINTS: Mapping[str, Point] = dict(zip("abcdefghijklmnopqrst", Point, strict=False))
TOUCHES_NATURES: Mapping[str, NaturePassage] = dict(zip("12345678", NaturePassage, strict=True))
#: What a passage is, as a colour: what is said to be done, what is done, what is neither.
TEINTES_NATURES: Mapping[NaturePassage, Teinte] = {
    NaturePassage.ANNONCE: Teinte.PRIMAIRE,
    NaturePassage.EXIGE: Teinte.PRIMAIRE,
    NaturePassage.FAIT: Teinte.SEMAINE,
    NaturePassage.CONSTATE_CNIL: Teinte.SEMAINE,
    NaturePassage.RAPPORTE: Teinte.REPONSE,
    NaturePassage.CRAINT: Teinte.CLOS,
    NaturePassage.DEMANDE: Teinte.CLOS,
    NaturePassage.A_DEMANDER: Teinte.CLOS,
}
#: How much of that colour is in the ground of a mark, and in that of the one being looked at.
_FOND, _ICI = 0.14, 0.32
#: Beyond the basic plane, Qt counts two for a character.
_PLAN = 0xFFFF


class VueTexte(TexteLong):
    """`place_reached`: the code points selected, or twice that of the cursor."""

    place_reached = Signal(int, int)
    accepted = Signal()
    refused = Signal()
    #: One step to what is proposed: 1 forward, -1 backward.
    walked = Signal(int)
    point_chosen = Signal(object)
    nature_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._doubles: list[int] = []
        self._phrases: tuple[Place, ...] = ()
        self._endroits: tuple[Endroit, ...] = ()
        self._ici: Place | None = None
        self._muette = False
        self.cursorPositionChanged.connect(self._on_moved)
        self.selectionChanged.connect(self._on_moved)
        self.verticalScrollBar().valueChanged.connect(lambda _place: self._draw())

    def _fit(self) -> None:
        self.setMinimumHeight(current_theme().px(60))

    # Places

    def clear(self) -> None:
        """Holds nothing of what was read."""
        self._endroits, self._phrases, self._ici, self._doubles = (), (), None, []
        self.setExtraSelections([])
        super().clear()

    def show_text(self, texte: str) -> None:
        """Another text, from its beginning."""
        self._doubles = [rang for rang, signe in enumerate(texte) if ord(signe) > _PLAN]
        self._muette = True
        self.setPlainText(texte)
        self._muette = False

    def _to_qt(self, place: int) -> int:
        return place + bisect_left(self._doubles, place)

    def _from_qt(self, position: int) -> int:
        if not self._doubles:
            return position
        bas, haut = max(0, position - len(self._doubles)), position
        while bas < haut:
            milieu = (bas + haut) // 2
            bas, haut = (bas, milieu) if self._to_qt(milieu) >= position else (milieu + 1, haut)
        return bas

    @property
    def place(self) -> Place:
        """What is selected, from and to; twice where the cursor is when nothing is."""
        curseur = self.textCursor()
        return self._from_qt(curseur.selectionStart()), self._from_qt(curseur.selectionEnd())

    def go_to(self, place: int) -> None:
        """Puts the cursor there, in view."""
        curseur = self.textCursor()
        curseur.setPosition(self._to_qt(place))
        self.setTextCursor(curseur)
        self.centerCursor()

    def _on_moved(self) -> None:
        if not self._muette:
            self.place_reached.emit(*self.place)

    # What is drawn

    def show_marks(self, endroits: Sequence[Endroit], ici: Place | None) -> None:
        """Underlines what is proposed, colours what is marked; `ici` is what is being looked at."""
        self._endroits, self._ici = tuple(un for un in endroits if un.etat is not EtatEndroit.PERDU), ici
        self._phrases = tuple(un.place for un in endroits)
        self._draw()

    def _draw(self) -> None:
        """Only what is in view: a document may have thousands of sentences."""
        coin = self.viewport().rect()
        debut = self._from_qt(self.cursorForPosition(coin.topLeft()).position())
        fin = self._from_qt(self.cursorForPosition(coin.bottomRight()).position())
        vus = [un for un in self._endroits if un.place[0] <= fin and debut <= un.place[1]]
        traits = [self._drawn(un, ici=un.place == self._ici) for un in vus]
        if self._ici is not None and not any(un.place == self._ici for un in vus):
            traits.append(self._ground(self._ici, _mixed(Teinte.PRIMAIRE, _ICI)))
        self.setExtraSelections([trait for trait in traits if trait is not None])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More of it may be in view."""
        super().resizeEvent(event)
        self._draw()

    def _drawn(self, endroit: Endroit, *, ici: bool) -> QTextEdit.ExtraSelection | None:
        if endroit.etat is EtatEndroit.MARQUE:
            return self._ground(endroit.place, _mixed(TEINTES_NATURES[endroit.nature], _ICI if ici else _FOND))
        trait = self._ground(endroit.place, QColor(current_theme().choisi)) if ici else None
        if endroit.etat is EtatEndroit.PROPOSE:
            trait = trait or self._ground(endroit.place, None)
            aspect: QTextCharFormat = trait.format
            aspect.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            aspect.setUnderlineColor(current_theme().color(Teinte.TEXTE))
            trait.format = aspect
        return trait

    def _ground(self, place: Place, fond: QColor | None) -> QTextEdit.ExtraSelection:
        trait, aspect, curseur = QTextEdit.ExtraSelection(), QTextCharFormat(), QTextCursor(self.document())
        if fond is not None:
            aspect.setBackground(fond)
        curseur.setPosition(self._to_qt(place[0]))
        curseur.setPosition(self._to_qt(place[1]), QTextCursor.MoveMode.KeepAnchor)
        trait.cursor, trait.format = curseur, aspect
        return trait

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter accepts, Delete refuses, the space bar goes on; a letter says the point, a figure what it is."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        avec = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if avec == Qt.KeyboardModifier.NoModifier and self._decide(event, shift=shift):
            return
        vertical = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if vertical and avec == Qt.KeyboardModifier.AltModifier:
            # To the beginning of the next sentence or of the one before; to its end when it is being selected.
            place = self._from_qt(self.textCursor().position())
            bords = [fin if shift and vertical > 0 else debut for debut, fin in self._phrases]
            suivants = [bord for bord in bords if (bord > place if vertical > 0 else bord < place)]
            if suivants:
                self._set(self._to_qt(suivants[0] if vertical > 0 else suivants[-1]), shift=shift)
        elif vertical and avec == Qt.KeyboardModifier.ControlModifier:
            sens = QTextCursor.MoveOperation.NextBlock if vertical > 0 else QTextCursor.MoveOperation.PreviousBlock
            curseur = self.textCursor()
            curseur.movePosition(sens, _mode(shift=shift))
            self.setTextCursor(curseur)
        else:
            super().keyPressEvent(event)

    def _decide(self, event: QKeyEvent, *, shift: bool) -> bool:
        """True for a key that decides something of what is being looked at, or goes to the next."""
        touche, signe = event.key(), event.text().lower()
        if touche in ENTREE:
            self.accepted.emit()
        elif touche in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.refused.emit()
        elif touche == Qt.Key.Key_Space:
            self.walked.emit(-1 if shift else 1)
        elif signe in TOUCHES_POINTS:
            self.point_chosen.emit(TOUCHES_POINTS[signe])
        elif signe in TOUCHES_NATURES:
            self.nature_chosen.emit(TOUCHES_NATURES[signe])
        else:
            return False
        return True

    def _set(self, position: int, *, shift: bool) -> None:
        curseur = self.textCursor()
        curseur.setPosition(position, _mode(shift=shift))
        self.setTextCursor(curseur)


def _mode(*, shift: bool) -> QTextCursor.MoveMode:
    return QTextCursor.MoveMode.KeepAnchor if shift else QTextCursor.MoveMode.MoveAnchor


def _mixed(teinte: Teinte, part: float) -> QColor:
    theme = current_theme()
    return QColor(mix(theme.hexa(Teinte.SURFACE), theme.hexa(teinte), part))
