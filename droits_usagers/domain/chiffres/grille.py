"""A crossing before it is published: lines and columns, what is in each cell, and which cells and shares are hidden so far."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from droits_usagers.domain.chiffres.axes import GroupeCompte
from droits_usagers.domain.chiffres.valeurs import AUTRES, SEUIL, Drapeau

#: What is told of a request beside its column: one truth for each flag.
Signature: TypeAlias = tuple[bool, ...]
DRAPEAUX = tuple(Drapeau)


class Casier(NamedTuple):
    """Where a request is in its line."""

    colonne: str
    signature: Signature


@dataclass(frozen=True, slots=True)
class Implications:
    """The columns whose requests always, or never, have each flag: what one may subtract from it."""

    toujours: Mapping[Drapeau, frozenset[str]]
    jamais: Mapping[Drapeau, frozenset[str]]

    def implying(self, drapeau: Drapeau, *, leve: bool) -> frozenset[str]:
        """The columns that imply that it is raised, or that it is not."""
        return (self.toujours if leve else self.jamais)[drapeau]


class ChoixCase(NamedTuple):
    """Requests of some columns; with, or without, a flag if one is given."""

    colonnes: Collection[str]
    drapeau: Drapeau | None = None
    leve: bool = True

    def takes(self, casier: Casier) -> bool:
        """True for the requests chosen."""
        if casier.colonne not in self.colonnes:
            return False
        return self.drapeau is None or casier.signature[DRAPEAUX.index(self.drapeau)] is self.leve


@dataclass(slots=True)
class GrilleChiffres:
    """The counts, and what is hidden of them. What is hidden is never shown again: hiding ends."""

    lignes: tuple[str, ...]
    colonnes: tuple[str, ...]
    contenu: Mapping[str, Mapping[Casier, GroupeCompte]]
    implications: Implications
    #: Hidden cells, and flags whose count is hidden, by line.
    cachees: dict[str, set[str]] = field(init=False)
    tus: dict[str, set[Drapeau]] = field(init=False)

    _effectifs: dict[tuple[str, str], int] = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is hidden yet."""
        self.cachees = {ligne: set() for ligne in self.lignes}
        self.tus = {ligne: set() for ligne in self.lignes}
        self._effectifs = defaultdict(int)
        for ligne in self.lignes:
            for casier, groupe in self.contenu[ligne].items():
                self._effectifs[ligne, casier.colonne] += groupe.n

    # What there is.

    def count(self, ligne: str, colonne: str) -> int:
        """How many requests are in a cell."""
        return self._effectifs[ligne, colonne]

    def flagged(self, ligne: str, drapeau: Drapeau) -> int:
        """How many requests of a line have a flag."""
        return sum(groupe.n for groupe in self._groups((ligne,), ChoixCase(self.colonnes, drapeau)))

    def is_enough(self, lignes: Iterable[str], choix: "ChoixCase") -> bool:
        """True when the requests chosen in these lines are about ten people or more."""
        personnes: set[int] = set()
        for groupe in self._groups(lignes, choix):
            # The union of large groups is not needed to know.
            if groupe.is_enough or len(personnes := personnes | groupe.personnes) >= SEUIL:
                return True
        return False

    def _groups(self, lignes: Iterable[str], choix: "ChoixCase") -> Iterator[GroupeCompte]:
        return (groupe for ligne in lignes for casier, groupe in self.contenu[ligne].items() if choix.takes(casier))

    # What is hidden.

    def is_hidden(self, ligne: str, colonne: str) -> bool:
        """True when a cell is merged."""
        return colonne in self.cachees[ligne]

    def hide(self, ligne: str, colonne: str) -> None:
        """Merge a cell into the « autres » of its line, whose own cell is then no longer told apart."""
        self.cachees[ligne].add(colonne)
        if AUTRES in self.colonnes:
            self.cachees[ligne].add(AUTRES)

    def shown(self, ligne: str) -> Iterator[str]:
        """The columns that this line shows."""
        return (colonne for colonne in self.colonnes if colonne not in self.cachees[ligne])
