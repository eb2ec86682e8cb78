"""What tables have in common: rows one reads, of one height, whose columns are laid out for the width and the size of text."""

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from droits_usagers.ui.composants.entendre import SECTION
from droits_usagers.ui.composants.theme import current_theme

#: Of what had the focus, one came to the table.
_VENUE = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.OtherFocusReason})
#: Said of a cell whose line was said: an empty text would have Qt say what is drawn.
DEJA_DIT = " "


class ModeleEntendu(QAbstractTableModel):
    """Lines of a table, for who listens: what it is is said with the line it is come to by, for only that line is read."""

    #: What is said before a line, and which one.
    entree: tuple[int, str] = (-1, "")

    def before(self, rang: int) -> str:
        """What is said before this line, most often nothing."""
        return self.entree[1] if rang == self.entree[0] else ""


class ModeleDit(ModeleEntendu):
    """Lines that are said whole."""

    #: The column that says the whole line, once: the others say nothing again. None: each says what is in it.
    colonne_dite: int | None = 0


class TableListe(QTableView):
    """One row is the current one. A subclass says in `lay_out` how high rows are and how wide columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        #: The room, and the size of text, that columns were last laid out for.
        self._place = (0, 0.0)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def lay_out(self, place: int) -> None:
        """Sets the height of rows and the width of columns for so much room."""
        raise NotImplementedError

    def fit(self, *, again: bool = False) -> None:
        """Lays out when the room or the size of text changed; `again`: in any case."""
        place = (self.viewport().width(), current_theme().zoom)
        if again or place != self._place:
            self._place = place
            self.lay_out(place[0])

    def currentChanged(
        self, courant: QModelIndex | QPersistentModelIndex, precedent: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A line come to is said whole, where one is on it; from one of its cells to the next, each says what is in it."""
        modele = self.model()
        if isinstance(modele, ModeleEntendu) and precedent.isValid():
            modele.entree = (-1, "")
        if isinstance(modele, ModeleDit):
            ailleurs = courant.row() != precedent.row() or not courant.isValid()
            modele.colonne_dite = self._spoken_column(courant.column()) if ailleurs else None
        super().currentChanged(courant, precedent)

    def _spoken_column(self, ici: int) -> int:
        """Where one is; on Linux, where all of a line is read and remembered, always the first that is shown."""
        modele = self.model()
        montrees = (rang for rang in range(modele.columnCount()) if not self.isColumnHidden(rang)) if SECTION else ()
        return next(iter(montrees), max(ici, 0))

    def present(self, dit: str) -> None:
        """Says this of the table with the line one is on, until one moves."""
        modele = self.model()
        if isinstance(modele, ModeleEntendu):
            modele.entree = (max(self.currentIndex().row(), 0), dit)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come to, it says what it is."""
        modele = self.model()
        if event.reason() in _VENUE and isinstance(modele, ModeleEntendu) and modele.entree[0] < 0:
            self.present(self.accessibleName())
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns follow the width; the row one is on stays in sight, if it was."""
        super().resizeEvent(event)
        ici = self.visualRect(self.currentIndex())
        en_vue = ici.top() >= 0 and ici.bottom() < event.oldSize().height()
        self.fit()
        if en_vue:
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Rows follow the size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.fit()
