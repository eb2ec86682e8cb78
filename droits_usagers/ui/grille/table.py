"""The grille itself: arrows go from cell to cell, Enter writes in one, Delete asks what to take away."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget

from droits_usagers.services.grille.examen import Case, Examen
from droits_usagers.ui.composants.boutons import ENTREE
from droits_usagers.ui.composants.table import TableListe
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.grille import matrice
from droits_usagers.ui.grille.entetes import EntetePoints, EnteteSources
from droits_usagers.ui.grille.modele import POINTS, CelluleGrille, ModeleGrille
from droits_usagers.ui.grille.trace import TraceGrille, cell_height

_RANGEE = 36
#: Held with a letter, these only make it another letter.
_SEULES = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier)


class TableGrille(TableListe):
    """Shows the model; a `Case` is an id of a source and a point."""

    #: Another cell is the current one; none when there is no source.
    cell_reached = Signal(object)
    #: The person wants to write in the current cell.
    cell_opened = Signal()
    #: …with this already typed.
    cell_typed = Signal(str)
    #: …to paste in it.
    paste_wanted = Signal()
    #: …to take away what it says, or its source.
    removal_wanted = Signal()
    #: Where cells only say how many passages they hold, one came to another, or clicked (True): they are to be shown.
    cell_looked = Signal(bool)
    #: The header of a source was clicked: its id.
    source_chosen = Signal(str)

    def __init__(self, modele: ModeleGrille, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modele = modele
        self._points = EntetePoints(modele, self)
        self._sources = EnteteSources(modele, self)
        self.setVerticalHeader(self._points)
        self.setHorizontalHeader(self._sources)
        self.setModel(modele)
        self._traces = {False: TraceGrille(self), True: matrice.TraceMatrice(self)}
        self.setItemDelegate(self._traces[False])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setMouseTracking(True)
        self._sources.sectionClicked.connect(self._on_header)
        # The name of a family follows the view: what was drawn cannot just be moved.
        self.horizontalScrollBar().valueChanged.connect(lambda _place: self._sources.viewport().update())
        self.doubleClicked.connect(lambda _index: self.cell_opened.emit())
        self.clicked.connect(lambda _index: self._look(clicked=True))

    @property
    def case(self) -> Case | None:
        """The current cell."""
        index = self.currentIndex()
        return self.modele.case(index) if index.isValid() else None

    def show_grille(self, examen: Examen) -> None:
        """Shows it; one stays in the same cell, or on the same point when its source is gone."""
        ici = self.case
        self.modele.show_grille(examen)
        self._points.show()
        self.fit(again=True)
        if ici is not None and not self.currentIndex().isValid():
            self.go_to(ici)
        if not self.currentIndex().isValid() and self.modele.sources:
            rang = POINTS.index(ici[1]) if ici is not None else 0
            self.setCurrentIndex(self.modele.index(rang, 0))

    def go_to(self, case: Case) -> None:
        """Makes a cell the current one, if it is there."""
        index = self.modele.place(case)
        if index.isValid():
            self.setCurrentIndex(index)

    def reveal(self, case: Case) -> None:
        """Brings a cell into view; the current one stays so."""
        index = self.modele.place(case)
        if index.isValid():
            self.scrollTo(index)

    @property
    def is_matrix(self) -> bool:
        """True where there is no room for words: cells say how many passages they hold."""
        return self._sources.serree

    def lay_out(self, place: int) -> None:
        """Columns share the room there is, in words or in numbers, or go beyond it; rows are as high as what they say."""
        theme, nombre = current_theme(), len(self.modele.sources)
        self._points.setFixedWidth(theme.px(EntetePoints.LARGEUR))
        if not nombre:
            return
        # As if both bars were there: what is decided must not depend on whether rows, once laid out, need one.
        barre = self.verticalScrollBar().sizeHint().width()
        serree = matrice.is_needed(nombre, self.width() - 2 * self.frameWidth() - self._points.width() - barre)
        if serree is not self.is_matrix:
            self._sources.serree = self._points.serree = serree
            self.setItemDelegate(self._traces[serree])
        large = max(theme.px(matrice.COLONNE), place // nombre)
        for rang in range(nombre):
            self.setColumnWidth(rang, large)
        for rang, haut in enumerate(self._points.heights()):
            hauts = [theme.px(matrice.RANGEE)] if serree else [theme.px(_RANGEE), *self._heights(rang, large)]
            self.setRowHeight(rang, max(haut, *hauts))
        self._sources.updateGeometry()
        self.updateGeometries()

    def _heights(self, rang: int, large: int) -> Iterator[int]:
        """How high each cell of a row that says something wants to be."""
        cellules = (self.modele.index(rang, colonne).data(ModeleGrille.CELLULE) for colonne in range(len(self.modele.sources)))
        return (cell_height(une, large) for une in cellules if isinstance(une, CelluleGrille) and une.texte)

    # Qt's events

    def currentChanged(
        self, courant: QModelIndex | QPersistentModelIndex, precedent: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Says which cell is read."""
        super().currentChanged(courant, precedent)
        self.cell_reached.emit(self.modele.case(courant) if courant.isValid() else None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Back in the cell one was in, whatever finding was looked at meanwhile; a click says itself which one."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes, any letter begins to, Ctrl+V pastes, Delete asks."""
        if event.key() in ENTREE:
            self.cell_opened.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit()
        elif event.text().strip() and event.text().isprintable() and event.modifiers() in _SEULES:
            self.cell_typed.emit(event.text())
        else:
            avant = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() != avant:
                self._look(clicked=False)

    def _look(self, *, clicked: bool) -> None:
        if self.is_matrix and self.currentIndex().isValid():
            self.cell_looked.emit(clicked)

    def keyboardSearch(self, texte: str) -> None:
        """Letters do nothing: Qt would go looking for a cell that begins so."""

    def _on_header(self, section: int) -> None:
        ici = self.currentIndex()
        self.setCurrentIndex(self.modele.index(max(ici.row(), 0), section))
        self.source_chosen.emit(self.modele.sources[section].id)
