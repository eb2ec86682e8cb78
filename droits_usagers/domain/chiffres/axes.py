"""One axis: which of its values are named, and which are merged into « autres »."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from droits_usagers.domain.chiffres.valeurs import AUTRES, SEUIL

#: How many requests, and whose.
Population: TypeAlias = Mapping[str, "GroupeCompte"]


@dataclass(frozen=True, slots=True)
class GroupeCompte:
    """Some requests: how many, and the people they are about."""

    n: int = 0
    personnes: frozenset[int] = frozenset()

    @property
    def is_enough(self) -> bool:
        """True when it counts people enough to be a figure."""
        return len(self.personnes) >= SEUIL


def merged(groupes: Iterable[GroupeCompte]) -> GroupeCompte:
    """Several groups as one: whoever is in two of them counts once."""
    liste = [*groupes]
    return GroupeCompte(sum(groupe.n for groupe in liste), frozenset(chain.from_iterable(groupe.personnes for groupe in liste)))


@dataclass(frozen=True, slots=True)
class AxeChiffres:
    """The values that are named, the most frequent first, and the others."""

    nommees: tuple[str, ...]
    autres: tuple[str, ...] = ()

    @property
    def cles(self) -> tuple[str, ...]:
        """The lines, or columns, there are: « autres » last."""
        return (*self.nommees, AUTRES) if self.autres else self.nommees

    def place(self, valeur: str) -> str:
        """Where a value goes."""
        return valeur if valeur in self.nommees else AUTRES


def name_axis(population: Population, *, au_plus: int) -> AxeChiffres:
    """Names what ten people share, `au_plus` at most; « autres » takes the rest, and the smallest until it counts ten."""
    tri = sorted(population, key=lambda cle: (-population[cle].n, cle))
    nommees = [cle for cle in tri if cle and population[cle].is_enough][:au_plus]
    autres = [cle for cle in tri if cle not in nommees]
    while autres and nommees and not merged(population[cle] for cle in autres).is_enough:
        autres.insert(0, nommees.pop())
    return AxeChiffres(tuple(nommees), tuple(autres))
