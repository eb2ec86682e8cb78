"""What of a name is one, word by word: each is a name, a small word, an initial, or is not explained.

A word of ordinary French that few are called by is not; nor is a second last name that is one, nor an
acronym that nobody is called by. Nothing has to be known of what such words warn of.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from droits_usagers.domain.mots.particules import PARTICULES
from droits_usagers.domain.mots.pliage import fold, undotted
from droits_usagers.domain.releve.vocabulaire import LexiqueReleve
from droits_usagers.domain.reprise.noms import cut_title

_MOT = re.compile(r"\S+")
_AUTOUR = ".,;:()'\N{RIGHT SINGLE QUOTATION MARK}"
#: Between two names of one word, and what names have not.
_TRAIT, _BARRES = re.compile(r"[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}]"), re.compile(r"[/\\_]")
#: « N'Guyen », « d'Almeida ».
_ELISION = re.compile(r"^[a-z]{1,2}'")
#: What goes with a name, and is none.
_AVEC = PARTICULES | {"et", "ou", "dit", "dite", "nee", "ne", "epouse", "ep", "veuve", "vve", "divorcee", "bis", "y", "e"}
_PRENOMS, _FREQUENTS, _GENS = frozenset("P"), frozenset("PN"), frozenset("pnPN")
#: Names without a vowel, which acronyms have none of either.
_SANS_VOYELLE = frozenset({"ng"})
_VOYELLES = frozenset("aeiouy")
#: An acronym has no more letters; a name with fewer is as likely as the word.
_SIGLE, _COURT = 4, 3


@dataclass(frozen=True, slots=True)
class _Mot:
    ecrit: str
    parts: tuple[str, ...]
    debut: int


@dataclass(frozen=True, slots=True)
class Identites:
    """Reads names with what is known of those people have. `is_title`: « Mme »."""

    francais: LexiqueReleve
    is_title: Callable[[str], bool]

    def cut(self, nom: str, *, de_prenom: bool = False) -> str:
        """The name up to the first word that is not explained; as it is where all are, empty where the first is not.

        `de_prenom`: the cell is of first names alone.
        """
        titre, sans_titre = cut_title(nom, self.is_title)
        depuis = nom.index(sans_titre) if titre and sans_titre else 0
        if barre := _BARRES.search(nom, depuis):
            return self.cut(nom[: barre.start()].rstrip(" -"), de_prenom=de_prenom)
        mots = [_word(trouve) for trouve in _MOT.finditer(nom) if trouve.start() >= depuis]
        noms = [mot for mot in mots if not self._goes_along(mot)]
        if self._is_nobody(noms):
            return ""
        for rang, mot in enumerate(noms):
            autres = [autre for autre in noms if autre is not mot]
            avant = mots[mots.index(mot) - 1].parts if mot is not mots[0] else ()
            if PARTICULES.issuperset(avant) and avant and all(map(self._is_first_name, noms[:rang])):
                # « DE LA TOUR », « Marie Le Gall ».
                continue
            if not self._is_explained(mot, autres, premier=mot is noms[0], de_prenom=de_prenom):
                return nom[: mot.debut + self._explained(mot)].rstrip(" ,-(\N{EN DASH}\N{EM DASH}")
        return nom

    def _is_nobody(self, mots: list[_Mot]) -> bool:
        """True for words that are no known names, where one is ordinary or an acronym, or several have no capital."""
        parts = [part for mot in mots for part in mot.parts]
        if not parts or any(self._is(part, _GENS) for part in parts):
            return False
        if any(map(self._is_ordinary, parts)) or any(self._is_sigle(mot.ecrit) for mot in mots if len(mot.parts) == 1):
            return True
        return len(mots) > 1 and all(mot.ecrit.islower() for mot in mots)

    def _is_first_name(self, mot: _Mot) -> bool:
        return all(self._is(part, _PRENOMS) for part in mot.parts)

    def _goes_along(self, mot: _Mot) -> bool:
        """A small word, an initial, a number, a title."""
        return not mot.parts or all(part in _AVEC or len(part) == 1 for part in mot.parts) or self.is_title(mot.ecrit)

    def _is_explained(self, mot: _Mot, autres: list[_Mot], *, premier: bool, de_prenom: bool) -> bool:
        double = len(mot.parts) > 1
        if double and not (mot.ecrit.isupper() or mot.ecrit.islower()) and any(map(self._is_shouted, _TRAIT.split(mot.ecrit))):
            # « Koné-MVV »; all in capitals, nothing tells it from « DIALLO-KN ».
            return False
        if not double and self._is_sigle(mot.ecrit) and (autres or self._is_mute(mot)):
            return False
        if undotted(mot.ecrit) != mot.ecrit and not premier:
            return False
        if double:
            return all(
                len(part) < _COURT or not self.francais.ordinaires.find(part) or self._is(part, _GENS) for part in mot.parts
            )
        return self._is_name(mot.parts[0], autres, de_prenom=de_prenom)

    def _is_name(self, part: str, autres: list[_Mot], *, de_prenom: bool) -> bool:
        if self._is(part, _GENS) and (len(part) < _COURT or not self.francais.ordinaires.find(part)):
            # « BA », « Li », and a rare word: people, rather.
            return True
        if not self._is_ordinary(part) or self._is(part, _PRENOMS):
            return True
        if not autres:
            # « Petit »; few are called « Caché », and nothing else says that it is someone.
            return self._is(part, _FREQUENTS)
        if de_prenom or not self._is(part, _FREQUENTS):
            return False
        return all(map(self._is_first_name, autres))

    def _explained(self, mot: _Mot) -> int:
        """How much of a word of several names is before the one that is not explained: « Koné-Cachée »."""
        fin = 0
        for part in _TRAIT.split(mot.ecrit):
            plie = _ELISION.sub("", fold(part).strip(_AUTOUR))
            if not self._is(plie, _GENS) and (self.francais.ordinaires.find(plie) or self._is_shouted(part)):
                return fin
            fin += len(part) + 1
        return 0

    def _is_mute(self, mot: _Mot) -> bool:
        """True for letters that cannot be said, « MVV », which a name alone in its cell may be the initials of."""
        return len("".join(mot.parts)) > len("mv") and _VOYELLES.isdisjoint("".join(mot.parts))

    def _is_shouted(self, ecrit: str) -> bool:
        return len(ecrit) >= _COURT and ecrit.isupper() and self._is_sigle(ecrit)

    def _is_sigle(self, ecrit: str) -> bool:
        """Capitals, or letters that cannot be said, that nobody is known to be called by."""
        plie = _ELISION.sub("", fold(undotted(ecrit)).strip(_AUTOUR))
        if len(plie) < len("mv") or not plie.isalpha() or self._is(plie, _GENS) or plie in _SANS_VOYELLE | _AVEC:
            return False
        if self.is_title(plie) or not plie.isascii():
            return False
        if len(plie) == len("mv") and plie[0] not in _VOYELLES and plie[1] in _VOYELLES:
            # « WU », « LI » are said; « OP », « VV » are not.
            return False
        court = len(plie) <= _SIGLE and undotted(ecrit).strip(_AUTOUR).isupper()
        return court or _VOYELLES.isdisjoint(plie)

    def _is_ordinary(self, mot: str) -> bool:
        return self.francais.ordinaires.find(mot) is not None and mot not in self.francais.civilites

    def _is(self, mot: str, sortes: frozenset[str]) -> bool:
        return not sortes.isdisjoint(self.francais.noms.find(mot) or "")


def _word(trouve: re.Match[str]) -> _Mot:
    plie = fold(undotted(trouve[0]))
    parts = (_ELISION.sub("", part.strip(_AUTOUR)) for part in _TRAIT.split(plie))
    return _Mot(trouve[0], tuple(part for part in parts if part.isalpha()), trouve.start())
