"""Which dossiers of the list are chosen: by reference, so that scrolling and sorting change nothing; or all of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Etendue:
    """All but these when `tous`, these alone otherwise."""

    tous: bool = False
    marques: frozenset[str] = frozenset()

    def holds(self, reference: str) -> bool:
        """True if this dossier is chosen."""
        return bool(reference) and (reference in self.marques) != self.tous

    def plus(self, references: Iterable[str]) -> "Etendue":
        """These too."""
        return Etendue(self.tous, self.marques.difference(references) if self.tous else self.marques.union(references))

    def toggled(self, reference: str) -> "Etendue":
        """With this one, or without it if it was there."""
        return Etendue(self.tous, self.marques ^ {reference})


class ChoixSuivi(QObject):
    """The dossiers chosen. Knows nothing of rows."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._etendue = Etendue()

    @property
    def etendue(self) -> Etendue:
        """What is chosen, as a value."""
        return self._etendue

    def holds(self, reference: str) -> bool:
        """True if this dossier is chosen."""
        return self._etendue.holds(reference)

    def count(self, total: int) -> int:
        """How many are chosen in a list of so many."""
        marques = len(self._etendue.marques)
        return max(0, total - marques) if self._etendue.tous else marques

    def become(self, etendue: Etendue) -> None:
        """Exactly this."""
        if etendue != self._etendue:
            self._etendue = etendue
            self.changed.emit()

    def toggle(self, reference: str) -> None:
        """Chooses a dossier, or no longer."""
        if reference:
            self.become(self._etendue.toggled(reference))

    def take_all(self) -> None:
        """The whole list, read or not."""
        self.become(Etendue(tous=True))

    def take(self, references: Collection[str]) -> None:
        """These alone."""
        self.become(Etendue(marques=frozenset(references)))

    def clear(self) -> None:
        """None."""
        self.become(Etendue())
