"""How many other numbers could stand where a hidden one does, for whoever sees only what is published.

Requests change lines in a circle, each going where another one left: a line then has one more of what is hidden, or one fewer,
and every published count stays the same. Each such circle is one more number that the hidden one could be.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from droits_usagers.domain.chiffres.grille import DRAPEAUX, Casier, GrilleChiffres, Signature
from droits_usagers.domain.chiffres.valeurs import SEUIL, Drapeau


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
