"""Hides cells and shares of a crossing until none of those that are hidden can be found again.

Each step hides what loses least: the smallest other cell of the line, or of the column, whichever counts fewer requests.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from typing import NamedTuple

from droits_usagers.domain.chiffres.echanges import Reseau, cell_width, flag_width
from droits_usagers.domain.chiffres.grille import DRAPEAUX, ChoixCase, GrilleChiffres
from droits_usagers.domain.chiffres.valeurs import SEUIL, Drapeau

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
