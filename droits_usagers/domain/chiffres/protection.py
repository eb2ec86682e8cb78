"""Hides cells and shares of a crossing until none of those that are hidden can be found again.

Each step hides what loses least: the smallest other cell of the line, or of the column, whichever counts fewer requests.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, pairwise
from typing import NamedTuple, TypeAlias

from droits_usagers.domain.chiffres.valeurs import AUTRES, SEUIL, Drapeau

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


class _Place(NamedTuple):
    """What may change within a line without showing.

    The requests of a shown cell, or of all the hidden ones, that have the same flags among those the line tells.
    """

    ligne: str
    colonne: str | None
    dits: Signature


#: From a place to what a request is, or back.
_Pas: TypeAlias = tuple[_Place, Casier]
_Noeud: TypeAlias = _Place | Casier


def cell_width(reseau: "Reseau", ligne: str, colonne: str) -> int:
    """The numbers a hidden cell could be, beside its own; counting stops at ten."""
    return reseau.width(ligne, lambda casier: casier.colonne == colonne)


def flag_width(reseau: "Reseau", ligne: str, drapeau: Drapeau) -> int:
    """The numbers a hidden count of a flag could be, beside its own; counting stops at ten."""
    rang = DRAPEAUX.index(drapeau)
    return reseau.width(ligne, lambda casier: casier.signature[rang])


class Reseau:
    """The requests that may move, and where to: a line only receives where what it shows does not change.

    True as long as nothing more is hidden.
    """

    def __init__(self, grille: GrilleChiffres) -> None:
        self._places: dict[Casier, list[_Place]] = defaultdict(list)
        self._casiers: dict[_Place, list[Casier]] = defaultdict(list)
        self._n: dict[_Pas, int] = {}
        casiers = dict.fromkeys(casier for ligne in grille.lignes for casier in grille.contenu[ligne])
        for ligne in grille.lignes:
            dits = [rang for rang, drapeau in enumerate(DRAPEAUX) if drapeau not in grille.tus[ligne]]
            for casier in casiers:
                montree = None if grille.is_hidden(ligne, casier.colonne) else casier.colonne
                place = _Place(ligne, montree, tuple(casier.signature[rang] for rang in dits))
                groupe = grille.contenu[ligne].get(casier)
                self._places[casier].append(place)
                self._casiers[place].append(casier)
                self._n[place, casier] = groupe.n if groupe else 0

    def width(self, ligne: str, vise: Callable[[Casier], bool]) -> int:
        """How many more, and how many fewer, of the requests aimed at a line may hold, in all; counting stops at ten."""
        avant = dict(self._n)
        total = 0
        for plus in (True, False):
            if total < SEUIL:
                total += self._change(ligne, vise, plus=plus)
                self._n = dict(avant)
        return total

    def _change(self, ligne: str, vise: Callable[[Casier], bool], *, plus: bool) -> int:
        """Put in the line as many more, or fewer, of the requests aimed at as circles allow; at most ten. How many."""
        vises = {pas for pas in self._n if pas[0].ligne == ligne and vise(pas[1])}
        total = 0
        for place, casier in vises:
            depart, arrivee = (casier, place) if plus else (place, casier)
            while total < SEUIL and (plus or self._n[place, casier]) and (chemin := self._way(depart, arrivee, vises)):
                total += self._turn(chemin, (place, casier), plus=plus)
        return total

    def _turn(self, chemin: list[_Noeud], pas: _Pas, *, plus: bool) -> int:
        """Move as many requests as possible all along the circle."""
        etapes = [*pairwise(chemin)]
        partants = [(vers, de) for de, vers in etapes if isinstance(vers, _Place) and isinstance(de, Casier)]
        arrivants = [(de, vers) for de, vers in etapes if isinstance(de, _Place) and isinstance(vers, Casier)]
        (arrivants if plus else partants).append(pas)
        n = min(self._n[each] for each in partants)
        for each in partants:
            self._n[each] -= n
        for each in arrivants:
            self._n[each] += n
        return n

    def _way(self, depart: _Noeud, arrivee: _Noeud, interdits: set[_Pas]) -> list[_Noeud]:
        """The shortest way: a place receives whatever it may hold, and loses what it has. Never through what is aimed at."""
        venus: dict[_Noeud, _Noeud | None] = {depart: None}
        attente: deque[_Noeud] = deque((depart,))
        while attente:
            ici = attente.popleft()
            for suivant in self._next(ici, interdits):
                if suivant not in venus:
                    venus[suivant] = ici
                    if suivant == arrivee:
                        return _back(venus, arrivee)
                    attente.append(suivant)
        return []

    def _next(self, ici: _Noeud, interdits: set[_Pas]) -> Iterator[_Noeud]:
        if isinstance(ici, _Place):
            return (casier for casier in self._casiers[ici] if (ici, casier) not in interdits)
        return (place for place in self._places[ici] if self._n[place, ici] and (place, ici) not in interdits)


def _back(venus: dict[_Noeud, _Noeud | None], arrivee: _Noeud) -> list[_Noeud]:
    chemin = [arrivee]
    while (avant := venus[chemin[-1]]) is not None:
        chemin.append(avant)
    return chemin[::-1]


#: Folding a column costs less than keeping silent about a flag when it counts at most one request in so many of it.
_MOITIE = 2
#: Of what may be hidden to help, how many are tried.
_ESSAIS = 40


class _Geste(NamedTuple):
    """Something that may be hidden, and what is lost by it: a cell, or the count of a flag."""

    perte: int
    ligne: str
    colonne: str
    drapeau: Drapeau | None = None

    @property
    def ordre(self) -> tuple[int, str, str, str]:
        """The least loss first; then any order, as long as it is the same each time."""
        return self.perte, self.drapeau or "", self.ligne, self.colonne

    def do(self, grille: GrilleChiffres) -> None:
        """Hide it."""
        if self.drapeau is None:
            grille.hide(self.ligne, self.colonne)
        else:
            grille.tus[self.ligne].add(self.drapeau)


class Protection:
    """`connus`: the flags whose count is told of all lines together; a line tells no other."""

    def __init__(self, grille: GrilleChiffres, connus: Collection[Drapeau]) -> None:
        self._grille = grille
        self._connus = connus
        self._surs: set[tuple[str, str]] = set()
        #: Made anew once something more is hidden.
        self._reseau: Reseau | None = None

    def settle(self) -> None:
        """Hide what must be."""
        grille = self._grille
        for ligne in grille.lignes:
            grille.tus[ligne].update(set(DRAPEAUX) - set(self._connus))
            for colonne in grille.colonnes:
                if not grille.is_enough((ligne,), ChoixCase((colonne,))):
                    grille.hide(ligne, colonne)
            for drapeau in self._connus:
                self._hold_flag(ligne, drapeau)
        while self._hide_more():
            pass

    def _hold_flag(self, ligne: str, drapeau: Drapeau) -> None:
        """Hide the count of a flag, or a column that implies it, when taking one from the other leaves too few people."""
        grille = self._grille
        if not all(grille.is_enough((ligne,), ChoixCase(grille.colonnes, drapeau, leve)) for leve in (True, False)):
            grille.tus[ligne].add(drapeau)
        while drapeau not in grille.tus[ligne] and (fautives := [*self._leaving_few(ligne, drapeau)]):
            colonne = min(fautives, key=lambda colonne: (grille.count(ligne, colonne), colonne))
            if grille.count(ligne, colonne) * _MOITIE > grille.flagged(ligne, drapeau):
                grille.tus[ligne].add(drapeau)
            else:
                grille.hide(ligne, colonne)

    def _leaving_few(self, ligne: str, drapeau: Drapeau) -> Iterator[str]:
        """The shown columns that, taken together from a count that is told, leave too few people."""
        for leve in (True, False):
            retirees, reste = self._beside(drapeau, leve=leve, dans=self._grille.shown(ligne))
            # Where no other column could have any, nothing is left, and everyone knows it.
            if reste and not self._grille.is_enough((ligne,), ChoixCase(reste, drapeau, leve)):
                yield from retirees

    def _beside(self, drapeau: Drapeau, *, leve: bool, dans: Iterable[str]) -> tuple[AbstractSet[str], AbstractSet[str]]:
        """The columns of `dans` that imply that a flag is raised (or not); all those, beside them, where it may be."""
        implications = self._grille.implications
        retirees = implications.implying(drapeau, leve=leve).intersection(dans)
        return retirees, set(self._grille.colonnes) - retirees - implications.implying(drapeau, leve=not leve)

    # What still lacks company. Each gives what may be hidden to help: never nothing, until everything is hidden.

    def _hide_more(self) -> bool:
        """True when something had to be hidden: what was right before may no longer be."""
        besoins = (self._lone_cells, self._short_columns, self._short_flags, self._short_remainders, self._doubts)
        for besoin in besoins if len(self._grille.lignes) > 1 else besoins[:1]:
            gestes = next(besoin(), None)
            if gestes is not None:
                min(gestes, key=lambda geste: geste.ordre).do(self._grille)
                self._reseau = None
                return True
        return False

    def _lone_cells(self) -> Iterator[list[_Geste]]:
        """A line that merges one cell alone, or fewer than ten people."""
        for ligne in self._grille.lignes:
            cachees = self._grille.cachees[ligne]
            if cachees and (len(cachees) == 1 or not self._grille.is_enough((ligne,), ChoixCase(cachees))):
                yield self._cells((ligne,), self._grille.colonnes)

    def _short_columns(self) -> Iterator[list[_Geste]]:
        """A column of which one cell alone is missing, or fewer than ten people."""
        for colonne in self._grille.colonnes:
            muettes = [ligne for ligne in self._grille.lignes if self._grille.is_hidden(ligne, colonne)]
            if muettes and (len(muettes) == 1 or not self._grille.is_enough(muettes, ChoixCase((colonne,)))):
                yield self._cells(self._grille.lignes, (colonne,))

    def _short_flags(self) -> Iterator[list[_Geste]]:
        """A flag that one line alone does not tell, or lines that have too few people with it, or without."""
        for drapeau in self._connus:
            muettes = self._silent(drapeau)
            assez = (self._grille.is_enough(muettes, ChoixCase(self._grille.colonnes, drapeau, leve)) for leve in (True, False))
            if muettes and (len(muettes) == 1 or not all(assez)):
                yield self._flags(self._grille.lignes, (drapeau,))

    def _short_remainders(self) -> Iterator[list[_Geste]]:
        """Lines that hide a flag, or a column that implies it, and have too few people with the flag beside that column."""
        for drapeau in self._connus:
            for leve in (True, False):
                retirees, reste = self._beside(drapeau, leve=leve, dans=self._grille.colonnes)
                muettes = [
                    ligne
                    for ligne in self._grille.lignes
                    if drapeau in self._grille.tus[ligne] or retirees & self._grille.cachees[ligne]
                ]
                if muettes and reste and not self._grille.is_enough(muettes, ChoixCase(reste, drapeau, leve)):
                    yield self._flags(self._grille.lignes, (drapeau,))

    def _doubts(self) -> Iterator[list[_Geste]]:
        """A hidden cell, or count of a flag, that could be too few different numbers."""
        for ligne in self._grille.lignes:
            for colonne in sorted(self._grille.cachees[ligne]):
                yield from self._doubt(ligne, colonne, partial(cell_width, ligne=ligne, colonne=colonne))
            for drapeau in sorted(self._grille.tus[ligne].intersection(self._connus)):
                yield from self._doubt(ligne, drapeau, partial(flag_width, ligne=ligne, drapeau=drapeau))

    def _doubt(self, ligne: str, quoi: str, width: Callable[[Reseau], int]) -> Iterator[list[_Geste]]:
        """Hiding more only adds to what something may be: what is sure remains so."""
        if (ligne, quoi) in self._surs:
            return
        self._reseau = self._reseau or Reseau(self._grille)
        if width(self._reseau) >= SEUIL:
            self._surs.add((ligne, quoi))
            return
        gestes = self._for_flag(ligne, quoi) if isinstance(quoi, Drapeau) else self._for_cell(ligne, quoi)
        yield [self._best(gestes, width)]

    def _best(self, gestes: Iterable[_Geste], width: Callable[[Reseau], int]) -> _Geste:
        """The first, by what is lost, that is enough by itself; else the one that helps most."""
        essais: list[tuple[int, int, _Geste]] = []
        for rang, geste in enumerate(sorted(set(gestes), key=lambda geste: geste.ordre)[:_ESSAIS]):
            cachees, tus = set(self._grille.cachees[geste.ligne]), set(self._grille.tus[geste.ligne])
            geste.do(self._grille)
            gagne = width(Reseau(self._grille))
            self._grille.cachees[geste.ligne], self._grille.tus[geste.ligne] = cachees, tus
            if gagne >= SEUIL:
                return geste
            essais.append((-gagne, rang, geste))
        return min(essais)[2]

    def _for_cell(self, ligne: str, colonne: str) -> list[_Geste]:
        """In its column, in its line, in the lines that hide it too."""
        muettes = [autre for autre in self._grille.lignes if self._grille.is_hidden(autre, colonne)]
        return [
            *self._cells(self._grille.lignes, (colonne,)),
            *self._cells((ligne,), self._grille.colonnes),
            *self._cells(muettes, self._grille.cachees[ligne]),
            *self._flags(muettes, DRAPEAUX),
        ]

    def _for_flag(self, ligne: str, drapeau: Drapeau) -> list[_Geste]:
        """First the same count of other lines, then what tells requests apart in those that are silent."""
        muettes = (ligne, *self._silent(drapeau))
        return self._flags(self._grille.lignes, (drapeau,)) or [
            *self._flags(muettes, DRAPEAUX),
            *self._cells(muettes, self._grille.colonnes),
        ]

    def _silent(self, drapeau: Drapeau) -> list[str]:
        return [ligne for ligne in self._grille.lignes if drapeau in self._grille.tus[ligne]]

    # What may be hidden.

    def _cells(self, lignes: Iterable[str], colonnes: Collection[str]) -> list[_Geste]:
        """The cells of these lines, in these columns, that are shown."""
        return [
            _Geste(self._grille.count(ligne, colonne), ligne, colonne)
            for ligne in lignes
            for colonne in self._grille.shown(ligne)
            if colonne in colonnes
        ]

    def _flags(self, lignes: Iterable[str], drapeaux: Iterable[Drapeau]) -> list[_Geste]:
        """The counts of these flags that these lines tell."""
        return [
            _Geste(self._grille.flagged(ligne, drapeau), ligne, "", drapeau)
            for ligne in lignes
            for drapeau in drapeaux
            if drapeau not in self._grille.tus[ligne]
        ]
