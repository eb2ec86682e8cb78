"""What is published, and nothing else: a value of this module may leave the coffre."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

#: Fewer people than that make no figure.
SEUIL = 10
#: Ten people on each side of a median; ten beyond a ninth decile.
SEUIL_MEDIANE, SEUIL_DECILE = 2 * SEUIL, 10 * SEUIL
#: The key of what was merged: of a line, of a column.
AUTRES = ""


class Drapeau(StrEnum):
    """What is told of a request beside its etat."""

    #: An answer came: complete, partial or a refusal.
    REPONSE = "reponse"
    #: The answer came after their last day, or has not come and that day is over.
    HORS_DELAI = "hors_delai"


@dataclass(frozen=True, slots=True)
class LigneChiffres:
    """A line: how many requests, and how many of them in each column. None: not published."""

    #: A demarche, an organisme; AUTRES for those that were merged, and for the total.
    cle: str
    demandes: int
    #: In the order of the columns; the last one holds what this line merges.
    cellules: tuple[int | None, ...]
    reponses: int | None
    hors_delai: int | None
    #: In days.
    mediane: int | None = None
    decile: int | None = None
    #: Some of these times are counted from the sending, for want of a known receipt.
    estimee: bool = False

    def count(self, drapeau: Drapeau) -> int | None:
        """How many have it."""
        return self.reponses if drapeau is Drapeau.REPONSE else self.hors_delai


@dataclass(frozen=True, slots=True)
class Personnes:
    """The requests about people."""

    #: The etats that are named; a last column follows, that of the others.
    etats: tuple[str, ...]
    total: LigneChiffres
    #: By right, then by organisme; empty when it cannot be told apart.
    droits: tuple[LigneChiffres, ...]
    organismes: tuple[LigneChiffres, ...]


@dataclass(frozen=True, slots=True)
class LignePropre:
    """Requests that an organisation makes in its own name, by right: exact."""

    cle: str
    demandes: int
    reponses: int
    hors_delai: int
    mediane: int | None = None
    estimee: bool = False


@dataclass(frozen=True, slots=True)
class Chiffres:
    """The figures of a year, as of a day."""

    annee: int
    au: dt.date
    #: None when fewer than ten people are concerned.
    personnes: Personnes | None
    en_propre: tuple[LignePropre, ...]


@dataclass(frozen=True, slots=True)
class Coulisses:
    """What was merged: for whoever holds the coffre, on the screen alone. No count of it, and no document, says as much."""

    etats: tuple[str, ...] = ()
    droits: tuple[str, ...] = ()
    organismes: tuple[str, ...] = ()
    #: How many cells of the crossings were merged, and how many shares are not told.
    cellules: int = 0
    parts: int = 0
    #: Some requests are about people, but too few to make a figure.
    trop_peu: bool = False
