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


class ZoneLue(NamedTuple):
    """A stretch of the text as it is read, before it is told where it stands in the text as typed."""

    debut: int
    fin: int
    genre: Espece
