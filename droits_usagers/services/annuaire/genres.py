"""Which kinds of bodies are asked for, among the words that were typed."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from droits_usagers.services.annuaire.lecture import GenreAnnuaire
from droits_usagers.services.annuaire.mots import full, is_alike, split

#: From that many letters, the beginning of a kind is enough, at the end of what is typed.
_COMMENCE = 4
#: From that many letters, one may be wrong.
_FAUTE = 5
#: From that many, two may be changed over or one said twice: « mdhp », « caff ».
_SIGLE = 3
_DOUBLE = re.compile(r"(.)\1+")


def _is_fumbled(mot: str, voulu: str) -> bool:
    """True if a short word is the other with two letters changed over, or with one said twice."""
    return is_alike(mot, voulu) and (sorted(mot) == sorted(voulu) or _DOUBLE.sub(r"\1", mot) == _DOUBLE.sub(r"\1", voulu))


class GenresDits(NamedTuple):
    """The kinds that were named, the likeliest first, and the other words."""

    genres: tuple[str, ...]
    mots: tuple[str, ...]
    #: The words that named them.
    phrases: tuple[tuple[str, ...], ...] = ()


class Vocabulaire:
    """The words that people have for each kind. `is_place`: a word that names a place is not another one mistyped."""

    def __init__(self, genres: Sequence[GenreAnnuaire], is_place: Callable[[str], bool]) -> None:
        self._is_place = is_place
        self._phrases: dict[tuple[str, ...], list[str]] = {}
        for genre in sorted(genres, key=lambda un: un.rang):
            for dits in genre.mots:
                self._phrases.setdefault(full(split(dits)), []).append(genre.id)
        self._longues = sorted(self._phrases, key=len, reverse=True)
        self._mots = frozenset(mot for phrase in self._phrases for mot in phrase)

    def read(self, mots: Sequence[str]) -> GenresDits:
        """Every kind named, each word once; « conseil dép » already is one."""
        genres: dict[str, None] = {}
        dites: list[tuple[str, ...]] = []
        restes: list[str] = []
        place = 0
        while place < len(mots):
            phrase, combien = self._at(mots[place:])
            if phrase:
                genres |= dict.fromkeys(genre for dite in phrase for genre in self._phrases[dite])
                dites += phrase
                place += combien
            else:
                restes.append(mots[place])
                place += 1
        return GenresDits(tuple(genres), tuple(restes), tuple(dites))

    def is_kind(self, mot: str) -> bool:
        """True if some kind is called by this word alone."""
        return (mot,) in self._phrases

    def is_word(self, mot: str) -> bool:
        """True if the name of some kind has this very word."""
        return mot in self._mots

    def _at(self, mots: Sequence[str]) -> tuple[list[tuple[str, ...]], int]:
        """The longest phrase that these words begin with, and of how many words it is; those that they only begin, else."""
        for phrase in self._longues:
            if len(phrase) <= len(mots) and self._same(mots[: len(phrase)], phrase):
                return [phrase], len(phrase)
        return [*self._begun(mots)], len(mots)

    def _same(self, mots: Sequence[str], phrase: Sequence[str]) -> bool:
        """The same words, one of them mistyped at most; alone, a town that is called so is meant."""
        autres = [(mot, voulu) for mot, voulu in zip(mots, phrase, strict=True) if mot != voulu]
        if len(autres) != 1:
            return not autres
        ((mot, voulu),) = autres
        if len(phrase) == 1 and self._is_place(mot):
            return False
        if min(len(mot), len(voulu)) < _FAUTE:
            return len(voulu) >= _SIGLE and _is_fumbled(mot, voulu)
        return is_alike(mot, voulu)

    def _begun(self, mots: Sequence[str]) -> Iterator[tuple[str, ...]]:
        if sum(map(len, mots)) < _COMMENCE or self._is_place(mots[-1]):
            return
        *avant, dernier = mots
        for phrase in self._longues:
            if len(phrase) >= len(mots) and phrase[: len(avant)] == tuple(avant) and phrase[len(avant)].startswith(dernier):
                yield phrase
