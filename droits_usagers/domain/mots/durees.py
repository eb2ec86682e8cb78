"""Lengths of time as people write them (« 6 mois », « deux ans après le dernier entretien », « illimitée »), to be compared."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from droits_usagers.domain.mots.pliage import fold

#: Between two lengths, one of which is the right one; and what tells which.
_AU_CHOIX = re.compile(r"\s*(?:[,;/-]|ou|a|puis|,\s*puis)\s*")
#: « entre 2 et 5 ans » as « 2 à 5 ans ».
_ENTRE = re.compile(r"\bentre\b(.{1,30}?)\bet\b")
_COLLE = re.compile(r"(\d)([a-z])")
#: « vingt-quatre », « soixante et onze »: the tens, from this one up, and what is less than it.
_DIZAINE = 20
#: « 1 an et 6 mois » is one length, and « 6 mois et 1 an » two.
_ET = re.compile(r"\s+(?:et\s+)?")
#: Twelve months of thirty days; a year has as many as that.
_JOURS, _JOURS_PAR_AN = 360, 365.25
_INFIME = 1e-6


@dataclass(frozen=True, slots=True)
class Duree:
    """A length of time in months; None when it has no end."""

    mois: float | None
    #: What it was counted in, in months, where no whole number of these makes a month: a day, a week.
    unite: float = field(default=0, compare=False)

    def __lt__(self, autre: "Duree") -> bool:
        """What has no end is longer than anything."""
        return self.mois is not None and (autre.mois is None or self.mois < autre.mois)

    def meets(self, autre: "Duree") -> bool:
        """True when it may be the same: they differ by less than what one of them was counted in.

        >>> Duree(0.92, unite=0.23).meets(Duree(1))
        True
        """
        if self.mois is None or autre.mois is None:
            return self == autre
        return self == autre or abs(self.mois - autre.mois) < max(self.unite, autre.unite)


@dataclass(frozen=True)
class Durees:
    """The words for lengths of time, without accents or capitals (`resources/mentions/durees.toml`)."""

    #: What each number written in words is worth, and how many months each unit is.
    nombres: Mapping[str, int]
    unites: Mapping[str, float]
    #: Beginnings of words that mean « for ever ».
    sans_fin: Sequence[str]
    #: Words that tell which of several lengths is the right one; those that look like it, and tell nothing (« selon les cas »).
    conditions: Sequence[str]
    fausses: Sequence[str] = ()
    #: Words beside a length that let it go on (« 2 ans au moins »).
    sans_plafond: Sequence[str] = ()

    def find(self, texte: str) -> tuple[Duree, ...]:
        """Every length of time a text says, in its order; one without end when it says « for ever »."""
        plie = self._spelled_out(texte)
        if self._sans_fin.search(plie):
            return (Duree(None),)
        durees: list[Duree] = []
        fin, derniere = 0, 0.0
        for trouve in self._duree.finditer(plie):
            nombre, unite, demi = trouve.groups()
            dite = self._length(
                (int(nombre) if nombre.isdigit() else self.nombres[nombre]) + (0.5 if demi else 0), self.unites[unite]
            )
            if durees and _ET.fullmatch(plie, fin, trouve.start()) and (dite.mois or 0) < derniere:
                durees[-1] = Duree((durees[-1].mois or 0) + (dite.mois or 0), dite.unite)
            else:
                durees.append(dite)
            fin, derniere = trouve.end(), 0 if demi else self.unites[unite]
        return tuple(durees)

    @staticmethod
    def _length(nombre: float, unite: float) -> Duree:
        """« 365 jours » are a year, and « 180 jours » six months: a month of days is of thirty, or a twelfth of a year."""
        longue = nombre * unite
        if unite >= 1:
            return Duree(longue)
        courte = longue * _JOURS / _JOURS_PAR_AN
        entiere = math.ceil(courte - _INFIME)
        return Duree(float(entiere) if 0 < entiere <= longue + _INFIME else courte, unite)

    def hesitates(self, texte: str) -> bool:
        """True if a text gives several lengths and not which one (« 6 mois / 2 ans », « 6 mois ou 2 ans »)."""
        plie = self._spelled_out(texte)
        trouves = list(self._duree.finditer(plie))
        if len({duree.mois for duree in self.find(texte)}) < 2 or self._is_told(plie):  # noqa: PLR2004 - two
            return False
        return any(_AU_CHOIX.fullmatch(plie[une.end() : autre.start()]) for une, autre in pairwise(trouves))

    def open_ended(self, texte: str) -> bool:
        """True if the only length of a text is not the longest (« au moins 2 ans »)."""
        plie = self._spelled_out(texte)
        return len(set(self.find(texte))) == 1 and self._ouverte.search(plie) is not None

    def _is_told(self, plie: str) -> bool:
        """True if something tells which of several lengths is the right one."""
        for mots in self.fausses:
            plie = plie.replace(mots, "")
        return self._condition.search(plie) is not None

    def _spelled_out(self, texte: str) -> str:
        """Folded, « vingt-quatre mois » being « 24 mois », « deux (2) ans » « 2 ans », « 2 à 5 ans » « 2 ans a 5 ans »."""
        # « 2ans » as « 2 ans », without accents or capitals.
        plie = _ENTRE.sub(r"\1a", _COLLE.sub(r"\1 \2", fold(texte)))
        plie = self._compose.sub(lambda deux: str(self.nombres[deux[1]] + self.nombres[deux[2]]), plie)
        return self._suite.sub(r"\1 \3\2 \3", self._redit.sub(r"\1", plie))

    @cached_property
    def _compose(self) -> re.Pattern[str]:
        dizaines = [mot for mot, nombre in self.nombres.items() if nombre >= _DIZAINE]
        unites = [mot for mot in self.nombres if mot not in dizaines]
        return re.compile(rf"\b({_any(dizaines)})(?:[\s-]+|[\s-]et[\s-])({_any(unites)})\b")

    @cached_property
    def _redit(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{_any(self.nombres)}|\d{{1,3}})\s*\(\s*(\d{{1,3}})\s*\)")

    @cached_property
    def _suite(self) -> re.Pattern[str]:
        nombre = rf"(?:\d{{1,3}}|{_any(self.nombres)})"
        return re.compile(rf"\b({nombre})(\s*(?:\ba\b|\bou\b|(?<=\d)[-/](?=\d))\s*{nombre}) ({_any(self.unites)})\b")

    @cached_property
    def _duree(self) -> re.Pattern[str]:
        return re.compile(rf"\b(\d{{1,4}}|{_any(self.nombres)})\s+({_any(self.unites)})\b(\s+et\s+demie?\b)?")

    @cached_property
    def _ouverte(self) -> re.Pattern[str]:
        mots, duree = _any(self.sans_plafond), self._duree.pattern
        return re.compile(rf"\b(?:{mots}) {duree}|{duree}[\s,(]*(?:{mots})\b" if self.sans_plafond else r"(?!)")

    @cached_property
    def _sans_fin(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{_any(self.sans_fin)})")

    @cached_property
    def _condition(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{_any(self.conditions)})\b")


def _any(mots: Sequence[str] | Mapping[str, object]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(map(re.escape, sorted(mots, key=len, reverse=True)))
