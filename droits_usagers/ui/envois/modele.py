"""The rows of a bulk, prepared for the view: one for each dossier chosen, with a box to tick or without."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from droits_usagers.ui.composants.table import DEJA_DIT, ModeleDit

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LigneMontree:
    """A dossier: its cells, and whether its box is ticked (None: it has none)."""

    reference: str
    cellules: tuple[str, ...]
    cochee: bool | None = None
    #: True for what is left aside: said more quietly.
    a_part: bool = False
    #: True for what is ticked on its own, once it was read.
    a_lire: bool = False
    #: Why, said to whoever asks.
    aide: str = ""


class ModeleMasse(ModeleDit):
    """Cells already in words."""

    #: The ticks changed.
    ticks_changed = Signal()
    #: One box was ticked, or no longer, by whoever read its line.
    ticked_by_hand = Signal(str, bool)

    A_PART = Qt.ItemDataRole.UserRole + 1

    def __init__(self, entetes: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entetes = tuple(entetes)
        self._rangees: list[LigneMontree] = []
        self._cochables = False

    def show_rows(self, rangees: Sequence[LigneMontree]) -> None:
        """Replaces every row."""
        self.beginResetModel()
        self._rangees = list(rangees)
        self._cochables = any(rangee.cochee is not None for rangee in rangees)
        self.endResetModel()

    def change_rows(self, rangees: Sequence[LigneMontree]) -> None:
        """Replaces the words of the same rows: whoever reads one stays where she is."""
        self._rangees = list(rangees)
        if self._rangees:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rangees) - 1, len(self._entetes) - 1))

    @property
    def rows(self) -> tuple[LigneMontree, ...]:
        """Every row, as it is shown."""
        return tuple(self._rangees)

    def row(self, rang: int) -> LigneMontree:
        """The row at this place."""
        return self._rangees[rang]

    @property
    def has_boxes(self) -> bool:
        """True when some rows can be ticked."""
        return self._cochables

    @property
    def ticked(self) -> tuple[str, ...]:
        """The references of what is ticked, in the order shown."""
        return tuple(rangee.reference for rangee in self._rangees if rangee.cochee)

    def tick(self, references: frozenset[str], *, cochees: bool) -> None:
        """Ticks these, or no longer."""
        change = False
        for rang, rangee in enumerate(self._rangees):
            if rangee.reference in references and rangee.cochee is (not cochees):
                self._rangees[rang] = replace(rangee, cochee=cochees)
                change = True
        if change:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rangees) - 1, 0))
            self.ticks_changed.emit()

    def toggle(self, rang: int) -> None:
        """Ticks a row, or no longer; nothing where there is no box."""
        if 0 <= rang < len(self._rangees) and (cochee := self._rangees[rang].cochee) is not None:
            reference = self._rangees[rang].reference
            self.tick(frozenset({reference}), cochees=not cochee)
            self.ticked_by_hand.emit(reference, not cochee)

    def toggle_all(self) -> None:
        """Ticks all that can be, or nothing when all is."""
        cochables = frozenset(rangee.reference for rangee in self._rangees if rangee.cochee is not None and not rangee.a_lire)
        self.tick(cochables, cochees=not cochables <= set(self.ticked))

    # Qt's.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many rows."""
        return 0 if parent.isValid() else len(self._rangees)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many columns."""
        return 0 if parent.isValid() else len(self._entetes)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._entetes[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, and what a screen reader says of the row."""
        if not index.isValid():
            return None
        rangee = self._rangees[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return rangee.cellules[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                derniere = index.column() == len(self._entetes) - 1
                return "\n".join(filter(None, (rangee.cellules[index.column()], rangee.aide if derniere else "")))
            case Qt.ItemDataRole.CheckStateRole if index.column() == 0 and rangee.cochee is not None:
                # As a number: that is what assistive technologies ask the model for.
                return (Qt.CheckState.Checked if rangee.cochee else Qt.CheckState.Unchecked).value
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(rangee, index)
            case self.A_PART:
                return rangee.a_part
        return None

    def _spoken(self, rangee: LigneMontree, index: Index) -> str:
        colonne = index.column()
        if self.colonne_dite is None:
            return f"{self._entetes[colonne]} : {rangee.cellules[colonne]}"
        dits = (self.before(index.row()), *rangee.cellules, rangee.aide)
        return " ; ".join(filter(None, dits)) if colonne == self.colonne_dite else DEJA_DIT

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A row can be read; its box can be ticked."""
        ordinaires = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        cochable = index.isValid() and index.column() == 0 and self._rangees[index.row()].cochee is not None
        return ordinaires | Qt.ItemFlag.ItemIsUserCheckable if cochable else ordinaires
