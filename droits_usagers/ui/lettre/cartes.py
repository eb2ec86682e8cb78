"""Sentences to choose from, in as many columns as there is room for, gone through with the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from droits_usagers.ui.composants import BoutonListe
from droits_usagers.ui.composants.theme import current_theme

#: Narrowest column at 100 %.
COLONNE = 380
_ECART = 8


class Cartes(QWidget):
    """`chosen` gives the id of a card. `left_upwards`: Up was pressed on the first row."""

    chosen = Signal(str)
    left_upwards = Signal()

    def __init__(self, phrases: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grille = QGridLayout(self)
        self._grille.setContentsMargins(0, 0, 0, 0)
        self._cartes: dict[str, BoutonListe] = {}
        for id_, phrase in phrases:
            carte = BoutonListe(phrase)
            # Columns share the width evenly, whatever the length of the sentences in each.
            politique = carte.sizePolicy()
            politique.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            carte.setSizePolicy(politique)
            carte.setParent(self)
            carte.clicked.connect(lambda _checked=False, id_=id_: self.chosen.emit(id_))
            carte.installEventFilter(self)
            self._cartes[id_] = carte
        self._shown: list[BoutonListe] = []
        self._colonnes = 0

    def show_only(self, ids: Sequence[str]) -> None:
        """Shows these cards, in this order."""
        self._shown = [self._cartes[id_] for id_ in ids]
        for carte in self._cartes.values():
            carte.setVisible(carte in self._shown)
        self._lay_out()

    def _lay_out(self) -> None:
        self._colonnes = max(1, self.width() // current_theme().px(COLONNE))
        self._grille.setSpacing(current_theme().px(_ECART))
        for carte in self._cartes.values():
            self._grille.removeWidget(carte)
        for colonne in range(max(self._grille.columnCount(), self._colonnes)):
            self._grille.setColumnStretch(colonne, 1 if colonne < self._colonnes else 0)
        for rang, carte in enumerate(self._shown):
            self._grille.addWidget(carte, rang // self._colonnes, rang % self._colonnes)
        for avant, carte in zip(self._shown, self._shown[1:], strict=False):
            QWidget.setTabOrder(avant, carte)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer columns."""
        super().resizeEvent(event)
        if max(1, self.width() // current_theme().px(COLONNE)) != self._colonnes:
            self._lay_out()

    def focus_first(self) -> None:
        """Puts the focus on the first card shown."""
        if self._shown:
            self._shown[0].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go from one card to its neighbour."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self._shown:
            pas = self._steps().get(event.key())
            if pas is not None:
                self._walk(self._shown.index(watched), pas)
                return True
        return super().eventFilter(watched, event)

    def _steps(self) -> dict[int, int]:
        vers_la_fin = 1 if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else -1
        return {
            Qt.Key.Key_Down: self._colonnes,
            Qt.Key.Key_Up: -self._colonnes,
            Qt.Key.Key_Right: vers_la_fin,
            Qt.Key.Key_Left: -vers_la_fin,
        }

    def _walk(self, rang: int, pas: int) -> None:
        if rang + pas < 0:
            self.left_upwards.emit()
        elif rang + pas < len(self._shown):
            self._shown[rang + pas].setFocus(Qt.FocusReason.TabFocusReason)
