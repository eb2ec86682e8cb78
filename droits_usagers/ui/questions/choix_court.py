"""Two or three short answers (yes or no, Mrs or Mr), side by side where there is room."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.ui.composants import ChoixUnique, Option

#: More than that reads better as a list.
MAXIMUM = 3


def is_short(options: Sequence[Option]) -> bool:
    """True for a few choices that explain themselves."""
    return len(options) <= MAXIMUM and not any(option.aide for option in options)


class ChoixCourt(ChoixUnique):
    """The same cards in a row, as long as each can be read on one line; else in a column."""

    def __init__(self, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(options, parent, en_ligne=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a row or in a column, by the room there is."""
        super().resizeEvent(event)
        boite = self.layout()
        if not isinstance(boite, QBoxLayout):
            return
        widest = max(carte.sizeHint().width() for carte in self._cartes.values())
        room = (self.width() - boite.spacing() * (len(self._cartes) - 1)) // len(self._cartes)
        sens = QBoxLayout.Direction.LeftToRight if widest <= room else QBoxLayout.Direction.TopToBottom
        if sens is not boite.direction():
            boite.setDirection(sens)
            self.updateGeometry()
