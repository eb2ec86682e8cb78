"""What a relevé is made of: the passages of a text that are not ordinary French, and what each may be."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


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
    TITRE_SEJOUR = "titre_sejour"
    FRANCE_TRAVAIL = "france_travail"
    FISCAL = "fiscal"
    CAF = "caf"
    CODE_POSTAL = "code_postal"
    NAISSANCE = "naissance"
    DATE = "date"
    NUMERO = "numero"


#: Words; the others are numbers.
NOMMENT = frozenset((*(Espece.ADRESSE, Espece.LIEU, Espece.PERSONNE, Espece.ORGANISATION, Espece.MOT_RARE), Espece.COURRIEL))


#: Numbers that their shape, or what is said beside them, tells to be somebody's.
IDENTIFIENT = frozenset(
    {
        Espece.NIR,
        Espece.COMPTE,
        Espece.CARTE,
        Espece.PLAQUE,
        Espece.PIECE,
        Espece.TITRE_SEJOUR,
        Espece.CAF,
        Espece.FRANCE_TRAVAIL,
        Espece.FISCAL,
    }
)


@dataclass(frozen=True, slots=True, order=True)
class PassageReleve:
    """A stretch of a text, from `debut` to `fin` excluded (code points), and what it may be."""

    debut: int
    fin: int
    texte: str = field(repr=False)
    genre: Espece


class ZoneLue(NamedTuple):
    """A stretch of the text as it is read, before it is told where it stands in the text as typed."""

    debut: int
    fin: int
    genre: Espece
