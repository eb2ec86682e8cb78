"""A table as someone keeps it: sheets of cells, each a text or a day. What the dossiers of others come from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

#: Numbers are read as the text one sees (`Nombre`); only a date that the sheet itself says to be one is a date.
Cellule: TypeAlias = str | dt.date


class Nombre(str):
    """A number of a sheet, as one reads it: written elsewhere, it is a number again."""

    __slots__ = ()

    @property
    def valeur(self) -> float:
        """What it counts."""
        return float(self.replace(",", "."))


Rangee: TypeAlias = tuple[Cellule, ...]


@dataclass(frozen=True, slots=True)
class Montre:
    """Words that a sheet shows and no cell holds: the end of an id of `[reprise.motifs]`, the rank of the row (none: -1)."""

    genre: str
    rang: int
    texte: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Marques:
    """How the cells of a sheet look, by rank of row and column: what a person says without a word."""

    #: Struck through; in part only, with what is not; perhaps, by a rule that only the spreadsheet can follow.
    barrees: frozenset[tuple[int, int]] = frozenset()
    vivantes: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)
    par_regle: frozenset[tuple[int, int]] = frozenset()
    commentaires: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)
    #: The rows that have each.
    couleurs: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    #: The rows where something is written and that the spreadsheet does not show, by rank.
    lignes_cachees: tuple[int, ...] = ()
    colonnes_cachees: int = 0
    #: What the sheet shows beside its cells.
    montres: tuple[Montre, ...] = field(default=(), repr=False)
    cachee: bool = False


@dataclass(frozen=True, slots=True)
class FeuilleTableau:
    """One sheet. Its first row is the first of the sheet: what is said of « line 12 » is seen there on line 12."""

    nom: str = field(repr=False)
    rangees: tuple[Rangee, ...] = field(repr=False)
    marques: Marques = field(default_factory=Marques, repr=False)


@dataclass(frozen=True, slots=True)
class Classeur:
    """What a file holds. Never empty: a file without a single cell is refused."""

    feuilles: tuple[FeuilleTableau, ...]
    #: Names of the sheets that were too large to be read.
    ecartees: tuple[str, ...] = field(default=(), repr=False)
    #: Characters that could not be read as written, and show as « � ».
    illisibles: int = 0
    #: Days that stand as numbers are counted from 1904 in it.
    depuis_1904: bool = False
    #: What is struck through, commented or coloured was read: an .xls, a CSV and cells pasted do not say it.
    marques_lues: bool = False
    #: …and this file may have some, that could not be read.
    marques_perdues: bool = False

    @property
    def several(self) -> bool:
        """True where more than one sheet has lines, as far as is known: only a person knows which is meant."""
        pleines = sum(sum(map(bool, une.rangees)) > 1 for une in self.feuilles)
        return pleines + len(self.ecartees) > 1


def is_empty(cellule: Cellule) -> bool:
    """True for a cell where nothing can be seen."""
    return isinstance(cellule, str) and not cellule.strip()


def shown(cellule: Cellule) -> str:
    """A cell as one reads it: a date as it is typed here."""
    return cellule if isinstance(cellule, str) else f"{cellule:%d/%m/%Y}"


def trimmed(rangees: "tuple[Rangee, ...]") -> "tuple[Rangee, ...]":
    """The same rows without the empty ones at the end, each without the empty cells at its end."""
    courtes = [_short(rangee) for rangee in rangees]
    while courtes and not courtes[-1]:
        courtes.pop()
    return tuple(courtes)


def _short(rangee: Rangee) -> Rangee:
    fin = len(rangee)
    while fin and is_empty(rangee[fin - 1]):
        fin -= 1
    return rangee[:fin]
