"""A list whose lines are ticked: Space ticks the one under the cursor, a click does too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LigneCochee:
    """A line: its id, its words, and whether it can be ticked."""

    id: str
    texte: str = field(repr=False)
    possible: bool = True


class ModeleCoche(QAbstractListModel):
    """`ticked`: a line was ticked or not any more; its id, and whether it now is."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lignes: tuple[LigneCochee, ...] = ()
        self._coches: set[str] = set()

    def show_lines(self, lignes: Sequence[LigneCochee], coches: Iterable[str]) -> None:
        """Replaces every line."""
        self.beginResetModel()
        self._lignes, self._coches = tuple(lignes), set(coches)
        self.endResetModel()

    @property
    def coches(self) -> frozenset[str]:
        """Ids of what is ticked."""
        return frozenset(self._coches)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many lines."""
        return 0 if parent.isValid() else len(self._lignes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is written, and whether it is ticked."""
        if not index.isValid():
            return None
        ligne = self._lignes[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return ligne.texte
        if role == Qt.ItemDataRole.CheckStateRole and ligne.possible:
            return Qt.CheckState.Checked if ligne.id in self._coches else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ticks."""
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        ligne = self._lignes[index.row()]
        coche = Qt.CheckState(value) is Qt.CheckState.Checked
        (self._coches.add if coche else self._coches.discard)(ligne.id)
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit(ligne.id, coche)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Those that can be are ticked by Space or by a click on the box."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self._lignes[index.row()].possible:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags


class ListeCochee(QListView):
    """The view. Lines wrap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lignes = ModeleCoche(self)
        self.setModel(self.lignes)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)

    def show_lines(self, lignes: Sequence[LigneCochee], coches: Iterable[str]) -> None:
        """Replaces every line; the cursor stays where it was, or goes to the first."""
        rang = self.currentIndex().row()
        self.lignes.show_lines(lignes, coches)
        if lignes:
            self.setCurrentIndex(self.lignes.index(min(max(rang, 0), len(lignes) - 1)))
