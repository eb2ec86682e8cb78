"""The list itself: rows of one height, columns that give way when there is no room, the keyboard first."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from droits_usagers.services.suivi_ecran import TRIS, Rubrique
from droits_usagers.ui.composants.boutons import ENTREE
from droits_usagers.ui.suivi.delegue import DelegueSuivi
from droits_usagers.ui.suivi.modele import ModeleSuivi
from droits_usagers.ui.theme import current_theme

#: Width each column needs at 100 %, and its share of what is left over.
_LARGEURS: Mapping[Rubrique, tuple[int, int]] = MappingProxyType(
    {
        Rubrique.ETAT: (168, 0),
        Rubrique.REFERENCE: (104, 0),
        Rubrique.DEMARCHE: (150, 2),
        Rubrique.PERSONNE: (150, 3),
        Rubrique.ORGANISME: (190, 4),
        Rubrique.ENVOYEE: (128, 0),
        Rubrique.ECHEANCE: (180, 1),
        Rubrique.ETAPE: (140, 2),
    }
)
#: In which order columns are kept when the window is narrow or the text large: what tells dossiers apart first.
_D_ABORD = (
    Rubrique.ETAT,
    Rubrique.PERSONNE,
    Rubrique.ECHEANCE,
    Rubrique.REFERENCE,
    Rubrique.ORGANISME,
    Rubrique.DEMARCHE,
    Rubrique.ETAPE,
    Rubrique.ENVOYEE,
)
_RUBRIQUES = tuple(Rubrique)


class TableSuivi(QTableView):
    """Shows the model, and says which dossier is looked at."""

    #: Another row is the current one: its reference (empty when it is not read yet).
    dossier_selected = Signal(str)
    #: Enter, or a double click: the person wants to go into it.
    dossier_opened = Signal(str)
    #: The header of a column one can sort by was clicked.
    sort_asked = Signal(object)
    #: Letters typed in the list: they are meant for the search.
    search_typed = Signal(str)

    def __init__(self, modele: ModeleSuivi, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(modele)
        self._modele = modele
        #: The room the columns were last given.
        self._place = (0, 0.0)
        #: The dossier last said to be looked at.
        self._dite = ""
        self.setItemDelegate(DelegueSuivi(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self._set_up_headers()
        self.doubleClicked.connect(self._on_double_click)

    def _set_up_headers(self) -> None:
        entete = self.horizontalHeader()
        entete.setHighlightSections(False)
        entete.setSectionsClickable(True)
        entete.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        entete.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        entete.sectionClicked.connect(self._on_header)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def reference(self) -> str:
        """The dossier looked at, empty when there is none."""
        return str(self.currentIndex().data(ModeleSuivi.REFERENCE) or "")

    def select_row(self, rang: int) -> None:
        """Makes a row the current one, and brings it into view."""
        if 0 <= rang < self._modele.rowCount():
            self.setCurrentIndex(self._modele.index(rang, 0))

    def _fit(self) -> None:
        """Row height and column widths for this window and this size of text."""
        theme = current_theme()
        place = (self.viewport().width(), theme.zoom)
        if place == self._place:
            return
        self._place = place
        self.verticalHeader().setDefaultSectionSize(max(theme.px(48), self.fontMetrics().lineSpacing() * 2 + theme.px(8)))
        largeur = place[0]
        gardees: list[Rubrique] = []
        for rubrique in _D_ABORD:
            if gardees and sum(theme.px(_LARGEURS[une][0]) for une in (*gardees, rubrique)) > largeur:
                break
            gardees.append(rubrique)
        reste = max(0, largeur - sum(theme.px(_LARGEURS[une][0]) for une in gardees))
        parts = sum(_LARGEURS[une][1] for une in gardees) or 1
        for rang, rubrique in enumerate(_RUBRIQUES):
            base, part = _LARGEURS[rubrique]
            self.setColumnHidden(rang, rubrique not in gardees)
            self.setColumnWidth(rang, theme.px(base) + reste * part // parts)

    # Qt's events.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns follow the width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Rows follow the size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def currentChanged(
        self, courant: QModelIndex | QPersistentModelIndex, precedent: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Says which dossier is looked at."""
        super().currentChanged(courant, precedent)
        if courant.row() != precedent.row():
            self._say_selected()

    def dataChanged(
        self,
        debut: QModelIndex | QPersistentModelIndex,
        fin: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Says it too when the row one is on has just been read."""
        super().dataChanged(debut, fin, roles)
        if debut.row() <= self.currentIndex().row() <= fin.row() and self._dite != self.reference():
            self._say_selected()

    def _say_selected(self) -> None:
        self._dite = self.reference()
        self.dossier_selected.emit(self._dite)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into the dossier."""
        if event.key() in ENTREE and self.reference():
            self.dossier_opened.emit(self.reference())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, texte: str) -> None:
        """Letters go to the search, which looks in the whole coffre, instead of Qt's walk through every row."""
        if texte.strip():
            self.search_typed.emit(texte)

    def _on_header(self, section: int) -> None:
        tri = TRIS.get(_RUBRIQUES[section])
        if tri is not None:
            self.sort_asked.emit(tri)

    def _on_double_click(self, _index: QModelIndex) -> None:
        if self.reference():
            self.dossier_opened.emit(self.reference())
