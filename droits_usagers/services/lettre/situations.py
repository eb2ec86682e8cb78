"""Finds the situations that resemble what someone types in their own words: without accents, with slips, in any order.

rapidfuzz is imported with the first search, not with the program.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from droits_usagers.domain.demarche.situations import Situation, UrgenceDite
from droits_usagers.domain.mots.pliage import fold

_MOT = re.compile(r"[a-z0-9]+")
# Words of the sentences count from this length: shorter ones are grammar (« mon », « pas », « dans »). Short words that mean
# something (« RSA », « faux ») are listed apart in the data, where only elided ones and prepositions are too short.
_LONGUEUR = 5
_SIGLE = 3
# How alike two words must be, out of 100: « dosié » finds « dossier », « mairie » does not find « marie ».
_RESSEMBLANCE = 78
# Short words resemble one another too easily: « sert » is not « secret », while « copi » is « copie ».
_COURT = 4
_RESSEMBLANCE_COURT = 85
# A word still being typed finds those it begins.
_DEBUT = 3
# A whole sentence that resembles one of ours this much is probably that one; worth as much as several rare words.
_MEME_PHRASE = 75
_VALEUR_PHRASE = 6.0
# Worth half as much: found only inside the sentence, where words have other reasons to be.
_DANS_LA_PHRASE = 0.5


def search_situations(situations: Sequence[Situation], mots: str) -> tuple[Situation, ...]:
    """Those that resemble, the closest first; all of them, in their order, when nothing was typed; none if none resembles."""
    cherches = _MOT.findall(fold(mots))
    if not cherches:
        return tuple(situations)
    index = _index(tuple(situations))
    notes = [(index.score(cherches, rang), -rang) for rang in range(len(situations))]
    return tuple(situations[-rang] for note, rang in sorted(notes, reverse=True) if note > 0)


def search_demarches(situations: Sequence[Situation], mots: str, parmi: Collection[str]) -> tuple[str, ...]:
    """The demarches among these that answer such words, the closest first; all of them, the commonest first, for no word."""
    siennes = (situation for situation in search_situations(situations, mots) if not situation.etape)
    premieres = (next((id_ for id_ in situation.demarches if id_ in parmi), "") for situation in siennes)
    found = dict.fromkeys(filter(None, premieres))
    return tuple(found) if mots.strip() else tuple(found | dict.fromkeys(parmi))


class _Index:
    """The words of each situation, with what finding each is worth: rare ones tell more."""

    def __init__(self, situations: Sequence[Situation]) -> None:
        propres = [_words(situation.mots, _SIGLE) for situation in situations]
        phrases = [_words(situation.phrases, _LONGUEUR) - siens for situation, siens in zip(situations, propres, strict=True)]
        compte = Counter(mot for siens, autres in zip(propres, phrases, strict=True) for mot in siens | autres)
        rare = {mot: math.log(1 + len(situations) / fois) for mot, fois in compte.items()}
        self._poids = [
            {mot: rare[mot] for mot in siens} | {mot: rare[mot] * _DANS_LA_PHRASE for mot in autres}
            for siens, autres in zip(propres, phrases, strict=True)
        ]

        self._phrases = [[" ".join(_MOT.findall(fold(phrase))) for phrase in situation.phrases] for situation in situations]

    def score(self, mots: Sequence[str], rang: int) -> float:
        """What typing these words is worth for the situation of that rank."""
        from rapidfuzz import fuzz

        phrase = " ".join(mots)
        pareille = max(fuzz.ratio(phrase, connue, score_cutoff=_MEME_PHRASE) for connue in self._phrases[rang]) / 100
        entiers = sum(self._word_score(mot, rang, en_cours=False) for mot in mots[:-1])
        return pareille * _VALEUR_PHRASE + entiers + self._word_score(mots[-1], rang, en_cours=True)

    def _word_score(self, mot: str, rang: int, *, en_cours: bool) -> float:
        """The best of the words it may stand for; only the last one typed may be unfinished."""
        poids = self._poids[rang]
        connus = _alike(mot, tuple(poids), en_cours=en_cours)
        return max((poids[connu] * ressemblance for connu, ressemblance in connus), default=0.0)


@lru_cache(maxsize=4)
def _index(situations: tuple[Situation, ...]) -> _Index:
    return _Index(situations)


def _words(textes: Iterable[str], longueur: int) -> set[str]:
    return {mot for texte in textes for mot in _MOT.findall(fold(texte)) if len(mot) >= longueur}


def _alike(mot: str, connus: tuple[str, ...], *, en_cours: bool) -> tuple[tuple[str, float], ...]:
    """The known words that this one may be, each with how alike they are, from 0 to 1. Not cached: someone typed it."""
    from rapidfuzz import fuzz, process

    seuil = _RESSEMBLANCE if len(mot) > _COURT else _RESSEMBLANCE_COURT
    proches = process.extract(mot, connus, scorer=fuzz.ratio, score_cutoff=seuil, limit=None) if len(mot) > _DEBUT else []
    trouves = {connu: note / 100 for connu, note, _ in proches} | {connu: 1.0 for connu in connus if connu == mot}
    if en_cours and len(mot) >= _DEBUT:
        trouves |= {connu: 0.9 for connu in connus if connu.startswith(mot) and connu != mot}
    return tuple(trouves.items())


#: Other words that may stand between two of an expression.
_ENTRE = 3
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
