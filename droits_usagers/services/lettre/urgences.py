"""Hears what presses more than a letter in what someone types: without accents, with slips, with other words in between.

rapidfuzz is imported with the first word that may be a slip, not with the program.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from droits_usagers.domain.demarche.situations import UrgenceDite
from droits_usagers.domain.mots.pliage import fold

_MOT = re.compile(r"[a-z0-9]+")
#: Other words that may stand between two of an expression.
_ENTRE = 3
#: Shorter words are never slips of one another.
_LONGUEUR = 5
_LONG = 9
#: Far beyond a sentence.
_MOTS_MAX = 200


def find_urgences(urgences: Sequence[UrgenceDite], mots: str) -> tuple[UrgenceDite, ...]:
    """What presses in what was typed, in their order; none, nearly always."""
    dits = _Dits(mots)
    return tuple(urgence for urgence in urgences if dits.say(urgence.dits) and not dits.say(urgence.sauf))


def numeros_of(urgences: Sequence[UrgenceDite]) -> tuple[str, ...]:
    """Every number once: those that fit first, the first of each before the second of any."""
    rangs = zip(*(urgence.numeros for urgence in urgences), strict=True)
    return tuple(dict.fromkeys(numero for rang in rangs for numero in rang))


@lru_cache(maxsize=512)
def _compiled(expression: str) -> tuple[tuple[bool, tuple[str, ...]], ...]:
    """Word after word: whether it must follow at once, and what it may be."""
    return tuple((mot.startswith("+"), tuple(mot.removeprefix("+").split("|"))) for mot in fold(expression).split())


class _Dits:
    """What was typed, for as long as it is listened to: nothing of it is kept afterwards."""

    def __init__(self, texte: str) -> None:
        self._mots = _MOT.findall(fold(texte))[:_MOTS_MAX]
        self._places: dict[str, frozenset[int]] = {}

    def say(self, expressions: Sequence[str]) -> bool:
        """True if it says one of these."""
        return any(self._holds(_compiled(expression)) for expression in expressions)

    def _holds(self, expression: Sequence[tuple[bool, tuple[str, ...]]]) -> bool:
        """True if it holds the words of the expression, in order and near one another."""
        trouvees: set[int] | None = None
        for suit, formes in expression:
            places = {place for forme in formes for place in self._places_of(forme)}
            if trouvees is not None:
                ecart = 1 if suit else _ENTRE + 1
                places &= {fin + pas for fin in trouvees for pas in range(1, ecart + 1)}
            if not places:
                return False
            trouvees = places
        return True

    def _places_of(self, forme: str) -> frozenset[int]:
        if forme not in self._places:
            self._places[forme] = frozenset(rang for rang, mot in enumerate(self._mots) if _is(mot, forme))
        return self._places[forme]


def _is(mot: str, forme: str) -> bool:
    if forme.startswith("="):
        return mot == forme[1:]
    if forme.endswith("*"):
        debut = forme[:-1]
        return mot.startswith(debut) or _is_slip(mot[: len(debut)], debut)
    return mot == forme or _is_slip(mot, forme)


def _is_slip(mot: str, forme: str) -> bool:
    """A letter too many, too few or another, but for the first: « rendre » is not « prendre »."""
    if len(forme) < _LONGUEUR or mot[:1] != forme[:1]:
        return False
    from rapidfuzz.distance import OSA

    permis = 2 if len(forme) >= _LONG else 1
    return OSA.distance(mot, forme, score_cutoff=permis) <= permis
