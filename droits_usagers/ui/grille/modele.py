"""The grille as a table: points are its rows, dated sources its columns; a cell tells what one source says of one point."""

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from droits_usagers.domain.grille import GenreSource, Point, Source
from droits_usagers.domain.grille.valeurs import GENRES_DECLARES
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.grille.atelier import columns
from droits_usagers.services.grille.examen import Case, EcartMontre, Examen
from droits_usagers.ui.composants.entendre import SECTION
from droits_usagers.ui.composants.table import ModeleEntendu
from droits_usagers.ui.composants.theme import Teinte

Index = QModelIndex | QPersistentModelIndex
POINTS = tuple(Point)
#: How much a finding weighs: its colour, and its shape, the same as on paper.
TEINTES: Mapping[int, Teinte] = {3: Teinte.RETARD, 2: Teinte.SEMAINE, 1: Teinte.ATTENTE}
ICONES: Mapping[int, str] = {3: "carre", 2: "retard", 1: "aide"}
#: A tooltip longer than this would not hold on the screen; the whole is in the panel beside, and read aloud.
_BULLE = 1500


@dataclass(frozen=True, slots=True)
class CelluleGrille:
    """What is drawn in a cell; `surlignee` is the gravity of the finding being looked at that rests on it, or zero."""

    texte: str = field(default="", repr=False)
    trouves: tuple[EcartMontre, ...] = ()
    surlignee: int = 0
    #: How many passages.
    nombre: int = 0


@dataclass(frozen=True, slots=True)
class Entete:
    """What is drawn above a column: `lettre` and `annee` where there is no room for its words."""

    famille: str
    genre: str
    quand: str
    document: bool = False
    lettre: str = ""
    annee: str = ""


class ModeleGrille(ModeleEntendu):
    """Shows an examined grille; the findings are those of the last one examined."""

    CELLULE = Qt.ItemDataRole.UserRole
    ENTETE = Qt.ItemDataRole.UserRole + 1

    def __init__(self, textes: Textes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._examen = Examen()
        self.sources: tuple[Source, ...] = ()
        self._citations: dict[Case, tuple[str, ...]] = {}
        self._choisi: EcartMontre | None = None
        self._masque = False

    # What the editor tells it

    def show_grille(self, examen: Examen) -> None:
        """Shows this one; the same columns stay where they are."""
        sources = columns(examen.grille)
        citations: dict[Case, tuple[str, ...]] = {}
        for passage in examen.grille.passages:
            case = (passage.source, passage.point)
            citations[case] = (*citations.get(case, ()), passage.texte)
        if sources != self.sources:
            self.beginResetModel()
            self._examen, self.sources, self._citations = examen, sources, citations
            self.endResetModel()
        else:
            self._examen, self._citations = examen, citations
            self._refresh()

    def highlight(self, trouve: EcartMontre | None) -> None:
        """Marks the cells that a finding rests on."""
        self._choisi = trouve
        self._refresh()

    def conceal(self, *, masque: bool) -> None:
        """Hides what is written, or shows it again."""
        self._masque = masque
        self._refresh()

    def _refresh(self) -> None:
        if self.sources:
            self.dataChanged.emit(self.index(0, 0), self.index(len(POINTS) - 1, len(self.sources) - 1))

    # What it is asked

    def case(self, index: Index) -> Case:
        """The cell at this place."""
        return self.sources[index.column()].id, POINTS[index.row()]

    def place(self, case: Case) -> QModelIndex:
        """Where a cell is; an invalid index when its source is not there."""
        colonnes = [rang for rang, source in enumerate(self.sources) if source.id == case[0]]
        return self.index(POINTS.index(case[1]), colonnes[0]) if colonnes else QModelIndex()

    def name(self, source: Source) -> str:
        """A source in words: what it is, and its day."""
        genre, quand = source.nom or self._textes(f"ecarts.genres.{source.genre}"), self._when(source)
        return self._textes("grille.source", genre=genre, quand=quand)

    def _when(self, source: Source) -> str:
        jour = date_courte(source.date) if source.date else self._textes("ecarts.sans_date")
        return self._textes("grille.sans_nom_temoin", quand=jour) if source.genre is GenreSource.TEMOIGNAGE else jour

    # Qt's

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One for each point."""
        return 0 if parent.isValid() else len(POINTS)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One for each source."""
        return 0 if parent.isValid() else len(self.sources)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The point; or what a source is, with its day and its family."""
        if orientation is Qt.Orientation.Vertical:
            parle = role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(POINTS)
            return self._textes(f"ecarts.points.{POINTS[section]}") if parle else None
        if not 0 <= section < len(self.sources):
            return None
        source = self.sources[section]
        famille = self._textes(f"ecarts.planche.bandes.{'annonce' if source.genre in GENRES_DECLARES else 'fait'}")
        genre = source.nom or self._textes(f"ecarts.genres.{source.genre}")
        annee = str(source.date.year) if source.date else ""
        entete = Entete(famille, genre, self._when(source), bool(source.fichier), lettre=_letter(section), annee=annee)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{entete.genre}\n{entete.quand}"
            case self.ENTETE:
                return entete
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                joint = self._textes("grille.document_joint") if entete.document else ""
                return "\n".join(filter(None, (entete.famille, entete.genre, entete.quand, joint)))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, and what a screen reader says of it."""
        if not index.isValid():
            return None
        case = self.case(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(case)
            case Qt.ItemDataRole.ToolTipRole:
                dit = "\n".join(filter(None, (self._text(case), *self._said(case))))
                return _as_tooltip(dit) if dit else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return "\n".join(filter(None, self._spoken(case, index)))
            case self.CELLULE:
                choisi = self._choisi
                surlignee = choisi.ecart.gravite if choisi is not None and case in choisi.ecart.cases else 0
                nombre = len(self._citations.get(case, ()))
                return CelluleGrille(self._text(case), self._examen.par_case.get(case, ()), surlignee, nombre)
        return None

    def _count(self, case: Case) -> str:
        nombre = len(self._citations.get(case, ()))
        if nombre > 1:
            return self._textes("grille.passages", nombre=nombre)
        return self._textes("grille.passage" if nombre else "grille.case_vide")

    def _text(self, case: Case) -> str:
        citations = self._citations.get(case, ())
        if self._masque and citations:
            return self._textes("grille.masque")
        if len(citations) == 1:
            return citations[0]
        return "\n".join(self._textes("grille.citation", texte=texte) for texte in citations)

    def _spoken(self, case: Case, index: Index) -> Iterator[str]:
        source = self.name(self.sources[index.column()])
        # Of a line that is said whole, from one cell to the next, the point is said once, and what the table is.
        if SECTION and index.column():
            yield f"{source}."
        else:
            yield self.before(index.row())
            yield self._textes("grille.case", point=self._textes(f"ecarts.points.{case[1]}"), source=source)
        yield self._count(case)
        yield self._text(case)
        yield from self._said(case)

    def _said(self, case: Case) -> list[str]:
        """The findings that rest on a cell: those as grave as one another in one go."""
        numeros: dict[str, list[str]] = {}
        for un in self._examen.par_case.get(case, ()):
            numeros.setdefault(self._textes(f"ecarts.gravites.{un.ecart.gravite}"), []).append(str(un.numero))
        return [
            self._textes("grille.ecart" if len(uns) == 1 else "grille.ecarts_dits", numero=", ".join(uns), gravite=gravite)
            for gravite, uns in numeros.items()
        ]


def _letter(rang: int) -> str:
    """By rank, A to Z, then AA, AB and so on."""
    avant, ici = divmod(rang, 26)
    return (_letter(avant - 1) if avant else "") + chr(ord("A") + ici)


def _as_tooltip(dit: str) -> str:
    """Wrapped, and never taken for markup: people may type « <b> »."""
    court = dit[:_BULLE] + ("…" if len(dit) > _BULLE else "")
    return f"<qt>{html.escape(court).replace(chr(10), '<br>')}</qt>"
