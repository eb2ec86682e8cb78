"""Where an address is: in a territory of France, abroad, or nobody can tell.

A postcode tells it only beside a town that has it: five figures are as many in Algiers, Madrid or Berlin.
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

from droits_usagers.domain.droit.codes_postaux import read_postcode, territoire_of_postcode
from droits_usagers.domain.droit.distance import ETRANGER, OUTRE_MER
from droits_usagers.domain.reprise.adresses import CEDEX, parts_of, same_town, town_key


class Pays(NamedTuple):
    """How the end of an address says where it is (`town_key`): in France, overseas included, or abroad."""

    france: frozenset[str] = frozenset()
    ailleurs: frozenset[str] = frozenset()


class Demeures:
    """Tells where an address is."""

    def __init__(self, communes: Iterable[tuple[str, Iterable[str]]], pays: Pays) -> None:
        """`communes`: the name of each, and its postcodes."""
        self._pays = pays
        # Names are folded when they are asked for: a dossier asks for one postcode, of six thousand.
        self._noms: dict[str, list[str]] = {}
        for nom, codes in communes:
            for code in codes:
                self._noms.setdefault(code, []).append(nom)

    def of(self, adresse: Sequence[str]) -> str:
        """The code of a territory of France, `ETRANGER`, or nothing where it cannot be told.

        By the whole of it: a country named at the end is where it is, whatever its postcode looks like; without one, a postcode
        counts beside a town that has it.
        """
        parts = list(parts_of("\n".join(adresse)))
        rang, code = next(((rang, code) for rang, part in _from_the_end(parts) if (code := read_postcode(part))), (-1, ""))
        if any(town_key(part) in self._pays.ailleurs for part in (parts[rang + 1 :] if code else parts[-1:])):
            return ETRANGER
        return self._beside(code, town_key(parts[rang]).split()[1:]) if code else ""

    def _beside(self, code: str, mots: Sequence[str]) -> str:
        """Where a postcode is, by the words that follow it: a town, and perhaps a country, or a country alone."""
        for fin in range(len(mots), -1, -1):
            suite = " ".join(mots[fin:])
            if suite in self._pays.ailleurs:
                return ETRANGER
            if fin and (not suite or suite in self._pays.france) and self._has(code, mots[:fin]):
                return territoire_of_postcode(code)
        return ""

    def _has(self, code: str, mots: Sequence[str]) -> bool:
        """True for a town of that postcode; for a cedex or a box overseas, which have their own, of one that begins like it."""
        nom = " ".join(takewhile(lambda mot: mot != CEDEX, mots))
        debut = territoire_of_postcode(code)
        boite = CEDEX in mots or debut in OUTRE_MER
        if not boite:
            return any(same_town(nom, une) for une in self._noms.get(code, ()))
        return any(
            same_town(nom, une) for autre, unes in self._noms.items() if territoire_of_postcode(autre) == debut for une in unes
        )


def _from_the_end(parts: Sequence[str]) -> Iterable[tuple[int, str]]:
    return reversed(list(enumerate(parts)))
