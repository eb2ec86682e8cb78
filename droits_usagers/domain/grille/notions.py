"""Recognises what a sentence says in whatever words.

How an expression is written is said at the head of `resources/ecarts/mots.toml`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from droits_usagers.domain.grille.lexique import PhraseLue

#: At most so many words in between.
_COURT, _LONG = 2, 7


@dataclass(frozen=True, slots=True)
class Lu:
    """What a notion found in a sentence: that it is spoken of, that it is said, that it is denied; the last bare word of it."""

    nomme: bool = False
    dit: bool = False
    nie: bool = False
    dernier: str = ""


_RIEN_LU = Lu()


@dataclass(frozen=True, eq=False)
class Notion:
    """Something a sentence can say: one of `mots`, all of `avec`, none of `sauf`; or one of each list of `ensemble`."""

    mots: Sequence[str]
    avec: Sequence[Sequence[str]] = ()
    sauf: Sequence[str] = ()
    #: True when its words deny by themselves: « n'a jamais été déclaré ».
    meme_nie: bool = False
    #: Words that say so by themselves when they stand together, wherever they do.
    ensemble: Sequence[Sequence[str]] = ()
    #: True when « saisir » is to bring a matter before someone: no doubt is left as to which.
    saisine: bool = False

    def said(self, phrase: PhraseLue) -> bool:
        """True when the sentence says so, and does not deny it."""
        return self._read(phrase).dit

    def denied(self, phrase: PhraseLue) -> bool:
        """True when the sentence says that it is not so, or must not be."""
        return self._read(phrase).nie

    def named(self, phrase: PhraseLue) -> bool:
        """True when the sentence speaks of it, be it to deny it."""
        return self._read(phrase).nomme

    def last_word(self, phrase: PhraseLue) -> str:
        """The last bare word of what was recognised, empty when nothing was."""
        return self._read(phrase).dernier

    def _read(self, phrase: PhraseLue) -> Lu:
        lu: Lu | None = phrase.notes.get(self)
        if lu is None:
            lu = phrase.notes[self] = self._search(phrase)
        return lu

    def _search(self, phrase: PhraseLue) -> Lu:
        lu = self._search_words(phrase) or self._search_together(phrase)
        return _RIEN_LU if lu is None or self._sauf.search(self._words_of(phrase)) else lu

    def _words_of(self, phrase: PhraseLue) -> str:
        return phrase.mots if self.saisine else phrase.tapes

    def _search_words(self, phrase: PhraseLue) -> Lu | None:
        mots = self._words_of(phrase)
        trouves = [trouve for trouve in self._mots.finditer(mots) if trouve.end() > phrase.debut]
        if not trouves or not all(motif.search(mots) for motif in self._avec):
            return None
        dit = (self.meme_nie and not phrase.rien_etabli) or not all(phrase.denies(*trouve.span()) for trouve in trouves)
        return Lu(nomme=True, dit=dit, nie=not dit, dernier=trouves[0][0].split()[-1])

    def _search_together(self, phrase: PhraseLue) -> Lu | None:
        mots = self._words_of(phrase)
        trouves: list[re.Match[str]] = []
        for motif in self._ensemble:
            trouve = motif.search(mots)
            if trouve is None:
                return None
            trouves.append(trouve)
        # Some of it stands in the sentence itself, not all in what it answers.
        if not any(motif.search(mots, phrase.debut) for motif in self._ensemble):
            return None
        nie = (phrase.rien_etabli or not self.meme_nie) and any(phrase.denies(*trouve.span()) for trouve in trouves)
        return Lu(nomme=True, dit=not nie, nie=nie)

    @cached_property
    def _ensemble(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(_any, self.ensemble))

    @cached_property
    def _mots(self) -> re.Pattern[str]:
        return _any(self.mots)

    @cached_property
    def _avec(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(_any, self.avec))

    @cached_property
    def _sauf(self) -> re.Pattern[str]:
        return _any(self.sauf)


_FINALES = re.compile(r"([a-z0-9]+)\(([a-z|]+)\)")
_RIEN = re.compile(r"(?!)")


def _any(expressions: Sequence[str]) -> re.Pattern[str]:
    if not expressions:
        return _RIEN
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(_expression, expressions))})")


def _expression(expression: str) -> str:
    return "".join(map(_piece, _split(expression, " ")))


def _split(texte: str, signe: str) -> Iterator[str]:
    """The parts between these signs, those inside parentheses left alone."""
    profondeur, debut = 0, 0
    for rang, lettre in enumerate(texte):
        profondeur += (lettre == "(") - (lettre == ")")
        if lettre == signe and not profondeur:
            yield texte[debut:rang]
            debut = rang + 1
    yield texte[debut:]


def _piece(morceau: str) -> str:
    if morceau == "..":
        return rf"(?:\S+ ){{0,{_COURT}}}"
    if morceau == "...":
        return rf"(?:\S+ ){{0,{_LONG}}}?"
    if morceau == "#":
        return r"\d{3,} "
    if morceau.startswith("("):
        facultatif = "?" if morceau.endswith("?") else ""
        choix = "|".join(map(_expression, _split(morceau.removesuffix("?")[1:-1], "|")))
        return f"(?:{choix}){facultatif}"
    if finales := _FINALES.fullmatch(morceau):
        return f"{finales[1]}(?:{finales[2]}) "
    return f"{re.escape(morceau[:-1])}[a-z0-9]* " if morceau.endswith("*") else f"{re.escape(morceau)}(?:e|s|es|x)? "
