"""The lines of the Suivi as a flat table, asked for by page: only what is looked at is ever read."""

from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from droits_usagers.domain.dossier.dossiers import LigneSuivi, PageSuivi
from droits_usagers.services.suivi.lignes import Presentation, Rubrique, SigneEtat
from droits_usagers.ui.composants.table import DEJA_DIT, ModeleDit


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


#: Twice what a screen can show: the day rules change, each of these lines is computed before it is shown.
TAILLE = 50
#: Pages kept: what a screen can show, with room to scroll back and forth.
_PAGES = 48
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CelluleSuivi:
    """What is drawn in a cell; a line that was not read yet has no sign."""

    texte: str = field(repr=False)
    #: That of the état of the line.
    signe: SigneEtat | None = None
    #: A right can be lost.
    presse: bool = False
    #: Others let their last day go by.
    en_retard: bool = False
    choisie: bool = False
    premiere_proche: bool = False
    lue: bool = False


class ModeleSuivi(ModeleDit):
    """Rows by page. A row that was not read yet says so, and asks for its page once."""

    #: The first row of a page that is being looked at and was not read yet.
    page_wanted = Signal(int)

    #: The reference of a row, empty while it is not read.
    REFERENCE = Qt.ItemDataRole.UserRole
    #: All that drawing a cell takes: a `CelluleSuivi`.
    CELLULE = Qt.ItemDataRole.UserRole + 1

    def __init__(self, presentation: Presentation, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dit = presentation
        self.choix = ChoixSuivi(self)
        self.choix.changed.connect(self.refresh_words)
        self._total = 0
        #: How many, at the end, only look like what is searched.
        self._proches = 0
        self._pages: OrderedDict[int, tuple[LigneSuivi, ...]] = OrderedDict()
        self._demandees: set[int] = set()
        self._sans_nom = False

    # What the screen tells it.

    def show_result(self, page: PageSuivi) -> None:
        """A new list, of which this is the first page read."""
        self.beginResetModel()
        self._pages.clear()
        self._demandees.clear()
        self._total, self._proches = page.total, page.proches
        self._keep(page)
        self.endResetModel()

    def grow(self, total: int) -> None:
        """The same list is longer than its first page said."""
        if total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
            self._total = total
            self.endInsertRows()

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
        self.choix.clear()
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

    @property
    def exactes(self) -> int:
        """How many lines, from the first, are more than a resemblance."""
        return self._total - self._proches

    def references(self, debut: int, fin: int) -> tuple[str, ...] | None:
        """Those of the lines from `debut` to `fin` (included); None if one of them was not read yet."""
        lignes = [self.line(rang) for rang in range(debut, fin + 1)] if fin - debut < TAILLE * _PAGES else [None]
        return None if None in lignes else tuple(ligne.reference for ligne in lignes if ligne is not None)

    # Qt's model.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt
        """How many dossiers the filter keeps."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt
        """One per rubrique, then whether the line is chosen."""
        return 0 if parent.isValid() else len(_RUBRIQUES) + 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A line can be chosen, and says so."""
        cochable = Qt.ItemFlag.ItemIsUserCheckable if index.column() == CHOIX else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | cochable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns, at the reading start."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section <= CHOIX:
            return None
        if section == CHOIX:
            parle = role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
            return self._dit.catalogue.textes("liste.colonne_choix") if parle else None
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
        if role == self.CELLULE:
            return self._cell(ligne, index)
        if role == Qt.ItemDataRole.AccessibleTextRole and self.colonne_dite is not None:
            dite = index.column() == self.colonne_dite
            return self._spoken(ligne, index.row()) if dite else DEJA_DIT
        if index.column() == CHOIX:
            return self._say_chosen(ligne, role)
        return self._say(ligne, _RUBRIQUES[index.column()], role)

    # How each role is answered.

    def _cell(self, ligne: LigneSuivi, index: _Index) -> CelluleSuivi:
        return CelluleSuivi(
            "" if index.column() == CHOIX else self._drawn(ligne, _RUBRIQUES[index.column()]),
            self._dit.signe(ligne.etat),
            presse=self._dit.semaine.presses(ligne.votre_date),
            en_retard=self._dit.is_late(ligne),
            choisie=self.choix.holds(ligne.reference),
            premiere_proche=bool(self._proches) and index.row() == self.exactes,
            lue=True,
        )

    def _say_chosen(self, ligne: LigneSuivi, role: int) -> object:
        choisie = self.choix.holds(ligne.reference)
        if role == Qt.ItemDataRole.CheckStateRole:
            # As a number: that is what assistive technologies ask the model for.
            return (Qt.CheckState.Checked if choisie else Qt.CheckState.Unchecked).value
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._dit.catalogue.textes("liste.choisi" if choisie else "liste.pas_choisi")
        return ligne.reference if role == self.REFERENCE else None

    def _say(self, ligne: LigneSuivi, rubrique: Rubrique, role: int) -> str | None:
        if role == Qt.ItemDataRole.CheckStateRole:
            return None
        if role == self.REFERENCE:
            return ligne.reference
        return self._drawn(ligne, rubrique) if role == Qt.ItemDataRole.DisplayRole else self._text(ligne, rubrique)

    def _drawn(self, ligne: LigneSuivi, rubrique: Rubrique) -> str:
        """What the eye reads: what matters most on a line of its own."""
        if rubrique is Rubrique.A_FAIRE:
            return self._dit.dates_courtes(ligne)
        if rubrique is Rubrique.LEURS:
            return self._dit.leurs(ligne)
        if rubrique is Rubrique.ETAT and ligne.consigne:
            return f"{self._text(ligne, rubrique)}\n{self._dit.marque(ligne)}"
        if rubrique is Rubrique.ORGANISME and ligne.service:
            return f"{ligne.organisme}\n{ligne.service}"
        return self._text(ligne, rubrique)

    def _spoken(self, ligne: LigneSuivi, rang: int) -> str:
        """The whole line, for whoever listens: first whether it is chosen, or only looks like what is searched."""
        textes = self._dit.catalogue.textes
        dits = (
            self.before(rang),
            textes("liste.choisi") if self.choix.holds(ligne.reference) else "",
            textes("liste.proche_dit") if rang >= self.exactes else "",
            self._dit.phrase(ligne, sans_nom=self._sans_nom),
        )
        return " ; ".join(dit for dit in dits if dit)

    def _text(self, ligne: LigneSuivi, rubrique: Rubrique) -> str:
        if self._sans_nom and rubrique is Rubrique.PERSONNE:
            return self._dit.catalogue.textes("suivi.nom_masque")
        return self._dit.cellule(ligne, rubrique)

    def _unread(self, index: _Index, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole and index.column() == 0:
            return self._dit.catalogue.textes("suivi.charge")
        if role == self.CELLULE:
            return CelluleSuivi(self._dit.catalogue.textes("suivi.charge") if index.column() == 0 else "")
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
            self.dataChanged.emit(self.index(debut, 0), self.index(fin, CHOIX))


_RUBRIQUES = tuple(Rubrique)
#: The column that says whether a line is chosen: after the rubriques, shown before them.
CHOIX = len(_RUBRIQUES)
_ALIGNEMENT = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.CheckStateRole,
        ModeleSuivi.REFERENCE,
        ModeleSuivi.CELLULE,
    }
)
