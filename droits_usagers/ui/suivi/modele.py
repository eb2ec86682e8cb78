"""The lines of the Suivi as a flat table, asked for by page: only what is looked at is ever read."""

from collections import OrderedDict

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from droits_usagers.domain.dossiers import LigneSuivi, PageSuivi
from droits_usagers.services.suivi_ecran import Presentation, Rubrique, urgence_of

TAILLE = 100
#: Pages kept: what a screen can show, with room to scroll back and forth.
_PAGES = 24
_Index = QModelIndex | QPersistentModelIndex


class ModeleSuivi(QAbstractTableModel):
    """Rows by page. A row that was not read yet says so, and asks for its page once."""

    #: The first row of a page that is being looked at and was not read yet.
    page_wanted = Signal(int)

    #: How urgent a row is (`Urgence`), for whoever draws it.
    URGENCE = Qt.ItemDataRole.UserRole
    #: Its reference, empty while it is not read.
    REFERENCE = Qt.ItemDataRole.UserRole + 1

    def __init__(self, presentation: Presentation, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dit = presentation
        self._total = 0
        self._pages: OrderedDict[int, tuple[LigneSuivi, ...]] = OrderedDict()
        self._demandees: set[int] = set()
        self._sans_nom = False

    # What the screen tells it.

    def show_result(self, page: PageSuivi) -> None:
        """A new list, of which this is the first page read."""
        self.beginResetModel()
        self._pages.clear()
        self._demandees.clear()
        self._total = page.total
        self._keep(page)
        self.endResetModel()

    def receive(self, page: PageSuivi) -> None:
        """One more page of the same list; a list that changed meanwhile is shown again from this page."""
        if page.total != self._total:
            self.show_result(page)
            return
        self._keep(page)
        self._say_changed(page.debut, page.debut + len(page.lignes) - 1)

    def forget(self, debut: int) -> None:
        """A page that could not be read may be asked for again."""
        self._demandees.discard(debut)

    def clear(self) -> None:
        """No row at all: nothing of anyone stays in memory here."""
        self.show_result(PageSuivi((), 0, 0))

    def hide_names(self, *, sans_nom: bool) -> None:
        """Shows a mask in place of people's names, or shows them again."""
        self._sans_nom = sans_nom
        self.refresh_words()

    def refresh_words(self) -> None:
        """Says every row again: the day changed, or names are hidden."""
        if self._total:
            self._say_changed(0, self._total - 1)

    # What the screen asks.

    def line(self, rang: int) -> LigneSuivi | None:
        """A row, or None when it was not read yet."""
        page = self._pages.get(rang - rang % TAILLE)
        return page[rang % TAILLE] if page is not None and rang % TAILLE < len(page) else None

    def row_of(self, reference: str) -> int:
        """Where a dossier is among the rows read so far; -1 when it is not."""
        for debut, page in self._pages.items():
            for rang, ligne in enumerate(page):
                if ligne.reference == reference:
                    return debut + rang
        return -1

    # Qt's model.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt
        """How many dossiers the filter keeps."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt
        """One per rubrique."""
        return 0 if parent.isValid() else len(_RUBRIQUES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns, at the reading start."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(_RUBRIQUES):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._dit.entete(_RUBRIQUES[section])
        return _ALIGNEMENT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says; its page is asked for if it was not read yet."""
        if not index.isValid() or role not in _ROLES:
            return None
        ligne = self.line(index.row())
        if ligne is None:
            self._ask(index.row())
            return self._unread(index, role)
        return self._say(ligne, _RUBRIQUES[index.column()], role)

    # How each role is answered.

    def _say(self, ligne: LigneSuivi, rubrique: Rubrique, role: int) -> str:
        if role == self.URGENCE:
            return urgence_of(ligne, self._dit.today())
        if role == self.REFERENCE:
            return ligne.reference
        if role == Qt.ItemDataRole.AccessibleTextRole and rubrique is Rubrique.ETAT:
            return self._dit.phrase(ligne, sans_nom=self._sans_nom)
        return self._text(ligne, rubrique)

    def _text(self, ligne: LigneSuivi, rubrique: Rubrique) -> str:
        if self._sans_nom and rubrique is Rubrique.PERSONNE:
            return self._dit.catalogue.textes("suivi.nom_masque")
        return self._dit.cellule(ligne, rubrique)

    def _unread(self, index: _Index, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole and index.column() == 0:
            return self._dit.catalogue.textes("suivi.charge")
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._dit.catalogue.textes("suivi.ligne_pas_chargee", rang=index.row() + 1)
        return "" if role == self.REFERENCE else None

    def _ask(self, rang: int) -> None:
        debut = rang - rang % TAILLE
        if debut not in self._demandees:
            self._demandees.add(debut)
            self.page_wanted.emit(debut)

    def _keep(self, page: PageSuivi) -> None:
        self._pages[page.debut] = page.lignes
        self._pages.move_to_end(page.debut)
        self._demandees.add(page.debut)
        while len(self._pages) > _PAGES:
            ancienne, _ = self._pages.popitem(last=False)
            self._demandees.discard(ancienne)

    def _say_changed(self, debut: int, fin: int) -> None:
        if fin >= debut:
            self.dataChanged.emit(self.index(debut, 0), self.index(fin, len(_RUBRIQUES) - 1))


_RUBRIQUES = tuple(Rubrique)
_ALIGNEMENT = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        ModeleSuivi.URGENCE,
        ModeleSuivi.REFERENCE,
    }
)
