"""What a relevé is made of: the passages of a text that are not ordinary French, and what each may be."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from droits_usagers.domain.mots.pliage import words


class Espece(StrEnum):
    """What a passage may be. It orders nothing: any of them may tell who someone is, or where."""

    ADRESSE = "adresse"
    LIEU = "lieu"
    PERSONNE = "personne"
    ORGANISATION = "organisation"
    MOT_RARE = "mot_rare"
    COURRIEL = "courriel"
    TELEPHONE = "telephone"
    NIR = "nir"
    COMPTE = "compte"
    CARTE = "carte"
    PLAQUE = "plaque"
    PIECE = "piece"
    CAF = "caf"
    CODE_POSTAL = "code_postal"
    NAISSANCE = "naissance"
    DATE = "date"
    NUMERO = "numero"


#: Words; the others are numbers.
NOMMENT = frozenset((*(Espece.ADRESSE, Espece.LIEU, Espece.PERSONNE, Espece.ORGANISATION, Espece.MOT_RARE), Espece.COURRIEL))


@dataclass(frozen=True, slots=True, order=True)
class PassageReleve:
    """A stretch of a text, from `debut` to `fin` excluded (code points), and what it may be."""

    debut: int
    fin: int
    texte: str = field(repr=False)
    genre: Espece

    @property
    def cle(self) -> tuple[Espece, str]:
        """What tells it from others: the same thing, written otherwise, has the same."""
        return self.genre, "".join(words(self.texte))


class ZoneLue(NamedTuple):
    """A stretch of the text as it is read, before it is told where it stands in the text as typed."""

    debut: int
    fin: int
    genre: Espece


@dataclass(frozen=True, slots=True)
class LigneDeReleve:
    """One thing found, once: wherever it stands."""

    genre: Espece
    passages: tuple[PassageReleve, ...]

    @property
    def texte(self) -> str:
        """As it is written the first time."""
        return self.passages[0].texte


def once(passages: Iterable[PassageReleve]) -> tuple[LigneDeReleve, ...]:
    """Each thing once, in the order in which it first comes."""
    groupes: dict[tuple[Espece, str], list[PassageReleve]] = {}
    for passage in passages:
        groupes.setdefault(passage.cle, []).append(passage)
    return tuple(LigneDeReleve(genre, tuple(uns)) for (genre, _), uns in groupes.items())
