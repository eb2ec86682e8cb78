"""What a relevé is made of: the passages of a text that are not ordinary French, and what each may be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from droits_usagers.domain.mots.phrases import ends_in_initials


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


_MOT = re.compile(r"[^\W_]+")
#: What a sentence, a quotation or a line ends with: what comes next begins one.
_FINS = frozenset('.!?:;\u00ab\u00bb"\u201c\u201d()[]\u2013\u2014\u2022|*\n\t')
_PHRASE = re.compile(r"[^.!?\n]+")
_LETTRES = re.compile(r"[^\W\d_]{2,}")
#: A sentence is shouted from so many words on, when so many of ten are in capitals.
_CRIS_MIN, _CRIS = 3, 7
#: Initials, or the words after them, take no more signs.
_LOIN = 24


@dataclass(frozen=True, slots=True)
class Mot:
    """A word: where it stands in what is read, folded, and how it is written."""

    debut: int
    fin: int
    plie: str = field(repr=False)
    #: « Lille » and « LILLE »; « LILLE » alone.
    majuscule: bool
    capitales: bool
    #: True: nothing of its sentence comes before.
    tete: bool
    #: What stands between the word before and this one.
    avant: str = field(repr=False)


def words_of(lu: str) -> tuple[Mot, ...]:
    """The words, in order. In a shouted sentence no capital says anything: none is told there."""
    cris = _shouted(lu)
    mots: list[Mot] = []
    fin = 0
    for trouve in _MOT.finditer(lu):
        avant, texte = lu[fin : trouve.start()], trouve[0]
        while cris and cris[0][1] <= trouve.start():
            cris.pop(0)
        crie = bool(cris) and cris[0][0] <= trouve.start()
        suite = lu[trouve.start() : trouve.start() + _LOIN]
        initiales = avant == ".-" or (avant in (". ", ".") and ends_in_initials(lu[max(0, fin - _LOIN) : fin], suite))
        tete = not mots or not (initiales or _FINS.isdisjoint(avant))
        majuscule, hautes = texte[0].isupper() and not crie, texte.isupper() and len(texte) > 1 and not crie
        mots.append(Mot(trouve.start(), trouve.end(), texte.lower(), majuscule, hautes, tete, avant))
        fin = trouve.end()
    return tuple(mots)


def _shouted(lu: str) -> list[tuple[int, int]]:
    cris = []
    for phrase in _PHRASE.finditer(lu):
        mots = _LETTRES.findall(phrase[0])
        if len(mots) >= _CRIS_MIN and sum(map(str.isupper, mots)) * 10 >= len(mots) * _CRIS:
            cris.append(phrase.span())
    return cris


def glued(mots: Sequence[Mot], rang: int) -> bool:
    """True for a word that nothing but a hyphen or an apostrophe parts from the one before."""
    return rang > 0 and mots[rang].avant in ("-", "'")
