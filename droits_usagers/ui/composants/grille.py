"""Things side by side, in as many columns as there is room for, all of one width; one under the other where there is none."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from droits_usagers.ui.composants.theme import current_theme


class GrilleFluide(QWidget):
    """`colonne` is the narrowest a column may be, `ecart` the gap between two, both at 100 %."""

    def __init__(self, parts: Sequence[QWidget], *, colonne: int, ecart: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self._colonne, self._ecart = colonne, ecart
        self._grille = QGridLayout(self)
        self._grille.setContentsMargins(0, 0, 0, 0)
        for part in self._parts:
            # Columns share the width evenly, whatever is in each.
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._colonnes = 0
        self._lay_out()

    @property
    def columns(self) -> int:
        """How many there are now."""
        return self._colonnes

    def _wanted(self) -> int:
        """As many as there is room for, without leaving a last row nearly empty."""
        theme = current_theme()
        ecart = theme.px(self._ecart)
        place = max(1, min((self.width() + ecart) // (theme.px(self._colonne) + ecart), len(self._parts)))
        rangs = -(-len(self._parts) // place)
        return -(-len(self._parts) // rangs)

    def _lay_out(self) -> None:
        self._colonnes = self._wanted() if self._parts else 0
        self._grille.setSpacing(current_theme().px(self._ecart))
        for part in self._parts:
            self._grille.removeWidget(part)
        for colonne in range(max(self._grille.columnCount(), self._colonnes)):
            self._grille.setColumnStretch(colonne, 1 if colonne < self._colonnes else 0)
        for rang, part in enumerate(self._parts):
            self._grille.addWidget(part, rang // self._colonnes, rang % self._colonnes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer columns."""
        super().resizeEvent(event)
        if self._parts and self._wanted() != self._colonnes:
            self._lay_out()
