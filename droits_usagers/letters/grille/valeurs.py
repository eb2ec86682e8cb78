"""The grille d'écarts ready to be laid out: every word is there, and nothing that names anyone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from droits_usagers.domain.lettre.lettre import Ligne, SautDeLigne, Texte

#: The shape of each gravite, beside its word and its colour: all that Word's own fonts hold.
FORMES: Mapping[int, str] = {3: "■", 2: "▲", 1: "○"}
#: The colours of the screen; in grey the shape and the word tell them apart.
COULEURS: Mapping[int, str] = {3: "#A4262C", 2: "#7A4B00", 1: "#1B5E9B"}

#: In characters: what takes about a third of a page, in a column of the grille and in one of the list.
_LONG_CASE, _LONG_ECART = 700, 1500
#: As many numbers beside a point take as much room.
_LONG_MARQUES: Final = 100
_LIGNE: Final = 30


def typed(texte: str) -> Ligne:
    """What someone typed, on as many lines."""
    lignes = [ligne.strip() for ligne in texte.splitlines() if ligne.strip()]
    inlines = [inline for ligne in lignes for inline in (SautDeLigne(), Texte(ligne, saisi=True))]
    return tuple(inlines[1:])


def length_of(ligne: Ligne) -> int:
    """In characters: a line that is broken takes as much room as a whole one."""
    return sum(len(inline.texte) if isinstance(inline, Texte) else _LIGNE for inline in ligne)


@dataclass(frozen=True, slots=True)
class Marque:
    """The findings of one gravite at one place of the grille: its word, and their numbers."""

    gravite: int
    mot: str
    numeros: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ColonneSource:
    """A source at the head of its column."""

    #: The letter by which it is called: A, B… AA.
    repere: str
    genre: str
    date: str
    #: The name of the document, and the id of the source when another has the same kind and date.
    fichier: Ligne = field(default=(), repr=False)
    #: Its words are set apart: nobody signs them.
    temoignage: bool = False
    #: How wide it is to be beside the others.
    poids: float = 1.0


@dataclass(frozen=True, slots=True)
class Case:
    """What one source says of one point, and the findings that rest on it."""

    citations: tuple[Ligne, ...] = field(default=(), repr=False)
    marques: tuple[Marque, ...] = ()

    @property
    def longueur(self) -> int:
        """In characters."""
        return sum(length_of(citation) + _LIGNE for citation in self.citations)


@dataclass(frozen=True, slots=True)
class RangeePoint:
    """A point: one cell for each column."""

    point: str
    marques: tuple[Marque, ...]
    cases: tuple[Case, ...]

    @property
    def longue(self) -> bool:
        """It may go on to the next page: shorter, it is easier to read whole."""
        numeros = sum(len(marque.numeros) for marque in self.marques)
        return numeros > _LONG_MARQUES or any(case.longueur > _LONG_CASE for case in self.cases)


@dataclass(frozen=True, slots=True)
class Bande:
    """What stands above several columns: what is announced, or what is done."""

    titre: str
    colonnes: int
    #: The second of the two.
    fait: bool = False


@dataclass(frozen=True, slots=True)
class VoletGrille:
    """As many columns as a sheet holds, with the points of which they say something."""

    titre: str
    bandes: tuple[Bande, ...]
    colonnes: tuple[ColonneSource, ...]
    rangees: tuple[RangeePoint, ...]


@dataclass(frozen=True, slots=True)
class LigneEcart:
    """A finding in the list."""

    numero: int
    gravite: int
    mot: str
    point: str
    #: Empty for a finding of the user's own.
    titre: str
    fait: Ligne = field(repr=False)
    droit: Ligne = field(repr=False)
    demande: Ligne = field(repr=False)
    articles: str
    #: The letters of its sources.
    sources: str

    @property
    def longue(self) -> bool:
        """As a row of the grille."""
        return max(map(length_of, (self.fait, self.droit, self.demande))) > _LONG_ECART


@dataclass(frozen=True, slots=True)
class AncienArticle:
    """An article that a source cites by the number it had."""

    ancien: str
    objet: str
    aujourd_hui: str
    explication: str
    #: What the same number says today, or what would be wrongly concluded.
    piege: str
    sources: str


@dataclass(frozen=True, slots=True)
class MotsGrille:
    """Titles, and the heads of columns."""

    ecarts: str
    anciens: str
    sources: str
    point: str
    colonnes_ecarts: tuple[str, ...]
    colonnes_anciens: tuple[str, ...]
    #: What stands in place of what is not there: no finding, no source.
    rien: str
    sans_source: str


@dataclass(frozen=True, slots=True)
class Planche:
    """The whole document."""

    titre: str
    #: What is examined, and whose it is.
    sujet: Ligne = field(repr=False)
    date: str
    avertissement: str
    #: Of each gravite, worst first; then how the rest is read.
    legende: tuple[Marque, ...]
    lecture: tuple[str, ...]
    pied: Ligne = field(repr=False)
    mots: MotsGrille
    volets: tuple[VoletGrille, ...]
    ecarts: tuple[LigneEcart, ...]
    anciens: tuple[AncienArticle, ...] = ()
    #: One sheet, without the list of findings: its last column tells them.
    feuille: bool = False
