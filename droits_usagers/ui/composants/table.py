"""What tables have in common: rows one reads, of one height, whose columns are laid out for the width and the size of text."""

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from droits_usagers.ui.composants.theme import current_theme

#: Said of a cell whose line was said: an empty text would have Qt say what is drawn.
DEJA_DIT = " "


class ModeleEntendu(QAbstractTableModel):
    """Lines of a table, for who listens. `entree`: what it is, said with the line it is come to by: only that line is read."""

    entree = ""


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
            modele.entree = ""
        if isinstance(modele, ModeleDit):
            ailleurs = courant.row() != precedent.row() or not courant.isValid()
            modele.colonne_dite = max(courant.column(), 0) if ailleurs else None
        super().currentChanged(courant, precedent)

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
