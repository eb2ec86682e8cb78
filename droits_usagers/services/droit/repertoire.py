"""Finds articles and old numbers by what people type: « art 15 rgpd », « durée », « 15(1)(g) », « consevation ».

rapidfuzz is imported with the first slip, not with the program.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from droits_usagers.domain.mots.pliage import fold

if TYPE_CHECKING:
    from droits_usagers.domain.droit.droit import Correspondance, Droit, EntreeDroit

# « L. 311-3 », « R.343-1 », « R* 311-12 »: as the law prints them, and as people do.
_LETTRE = re.compile(r"\b([lrd])(?:\.\s?|\s|\s?\*\s?|\.\s?\*\s?)(?=\d)")
# A word or the number of an article, with the signs that are in it: « 15(1)(g) », « r*311-12 », « c-154/21 ».
_ENTIER = re.compile(r"[\w*()./'-]+")
# Fewer found than this, and words spelled almost like those typed count too.
_PEU = 5
# How alike two words must be, out of 100, and from how many letters on: shorter ones resemble too many others.
_RESSEMBLANCE = 78
_LONGUEUR = 4


class Repertoire:
    """Things by id, each with the words it answers to: its name first, then the rest."""

    def __init__(self, mots: Mapping[str, Iterable[str]]) -> None:
        textes = {id_: [_LETTRE.sub(r"\1", fold(texte)) for texte in siens] for id_, siens in mots.items()}
        self._foins = {id_: " ".join(siens) for id_, siens in textes.items()}
        self._mots = {id_: frozenset(re.findall(r"[a-z]{4,}", foin)) for id_, foin in self._foins.items()}
        self._noms = {id_: _whole_words(siens[0]) for id_, siens in textes.items()}
        self._entiers = {id_: _whole_words(foin) for id_, foin in self._foins.items()}

    @classmethod
    def of_articles(cls, droit: "Droit") -> "Repertoire":
        """The entries of the legal base."""
        return cls({entree.id: _article_words(droit, entree) for entree in droit.entrees.values()})

    @classmethod
    def of_old_numbers(cls, droit: "Droit") -> "Repertoire":
        """The numbers of before 2019."""
        return cls({ancien.id: _old_words(droit, ancien) for ancien in droit.correspondances.values()})

    def find(self, cherche: str) -> tuple[str, ...]:
        """The ids of what holds every word, whole ones first; when that is few, then of what holds words spelled almost so."""
        mots = _LETTRE.sub(r"\1", fold(cherche)).split()
        trouves = (id_ for id_, foin in self._foins.items() if all(mot in foin for mot in mots))
        exacts = sorted(trouves, key=lambda id_: self._distance(id_, mots))
        if len(exacts) >= min(_PEU, len(self._foins)):
            return tuple(exacts)
        return (*exacts, *(id_ for id_ in self._almost(mots) if id_ not in exacts))

    def _distance(self, id_: str, mots: Iterable[str]) -> tuple[int, int]:
        """How many of these words are only a part of one of its own; how many are not in its name."""
        return sum(mot not in self._entiers[id_] for mot in mots), sum(mot not in self._noms[id_] for mot in mots)

    def _almost(self, mots: Iterable[str]) -> Iterable[str]:
        proches = {mot: self._alike(mot) for mot in mots}
        for id_, foin in self._foins.items():
            if all(mot in foin or not self._mots[id_].isdisjoint(proches[mot]) for mot in proches):
                yield id_

    def _alike(self, mot: str) -> frozenset[str]:
        """Our words that this one may be: none for a number, where a digit makes another article."""
        if len(mot) < _LONGUEUR or not mot.isalpha():
            return frozenset()
        from rapidfuzz import fuzz, process

        connus = frozenset().union(*self._mots.values())
        trouves = process.extract(mot, connus, scorer=fuzz.ratio, score_cutoff=_RESSEMBLANCE, limit=None)
        return frozenset(connu for connu, _, _ in trouves)


def _whole_words(foin: str) -> frozenset[str]:
    bruts = _ENTIER.findall(foin)
    return frozenset((*bruts, *(mot.strip("().") for mot in bruts)))


def _article_words(droit: "Droit", entree: "EntreeDroit") -> Iterable[str]:
    texte = droit.textes[entree.texte]
    yield from (entree.citation, entree.citation_courte, entree.article, entree.resume, entree.ne_dit_pas)
    yield from (texte.nom, entree.texte)
    # « 15-1-g », « 15.1.g », « 15(1)(g) »: the ways people shorten « 15, paragraphe 1, point g ».
    parties = entree.id.removeprefix(f"{entree.texte}-").split("-")
    yield from ("-".join(parties), ".".join(parties), parties[0] + "".join(f"({partie})" for partie in parties[1:]))


def _old_words(droit: "Droit", ancien: "Correspondance") -> Iterable[str]:
    yield from (ancien.ancien, ancien.objet, ancien.explication, ancien.piege)
    for id_ in ancien.aujourd_hui:
        yield droit.entrees[id_].citation
