"""Whether a text names a place: a word that only it has, its ordinary words together, or one beside its town or its door."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from droits_usagers.domain.controle.decoupe import MotsLieux
from droits_usagers.domain.controle.lecture import FIN
from droits_usagers.domain.controle.voisinage import TexteEnMots, differ_little

#: How far its town and its door are looked for; how many words stand between « chez » and a name.
FENETRE = 9
_ENTRE_CHEZ = 2
_TOUT_PRES = 3
#: Letters from which a word is found inside another one.
_DEDANS = 6


@dataclass(frozen=True)
class LieuNomme:
    """What tells a place that has no street number."""

    #: Enough by themselves.
    rares: tuple[str, ...]
    #: Enough in this order.
    suites: tuple[tuple[str, ...], ...]
    #: Enough beside the town, or beside a door.
    seuls: tuple[tuple[str, ...], ...]
    #: Enough beside a door.
    genres: tuple[tuple[str, ...], ...]
    portes: tuple[tuple[str, str], ...]
    code: str
    ville: tuple[str, ...]
    mots: MotsLieux
    #: Enough with the town right beside it: the name of a house that has a number too.
    maison: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        a_cote = self.portes or self.code or self.ville
        return bool(self.rares or self.suites or ((self.seuls or self.maison) and a_cote) or (self.genres and self.portes))

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where a text names it."""
        seuls = {*self._rare(texte), *self._together(texte)}
        trouves = {
            *(rang for rang in seuls if not self._is_elsewhere(texte.mots, rang)),
            *self._beside(texte),
            *self._house(texte),
        }
        yield from (texte.debut(rang) for rang in sorted(trouves))

    def _rare(self, texte: TexteEnMots) -> Iterator[int]:
        if self.rares:
            for mot, rang in texte.unusual(self.mots):
                if any(_is_one(rare, mot) for rare in self.rares) and not self._is_street(texte.mots, rang):
                    yield rang

    def _together(self, texte: TexteEnMots) -> Iterator[int]:
        for suite in self.suites:
            yield from self._said(texte, suite)

    def _is_elsewhere(self, mots: Sequence[str], rang: int) -> bool:
        """True for « collège Louise-Michel » away from its town, where the place is a home: many things are named so."""
        autour = around(mots, rang, FENETRE)
        genres = self.mots.genres.union(*self.genres)
        if not self.genres or mots[rang] in genres or says_town(autour, self.code, self.ville) or self._says_door(autour):
            return False
        siens = {mot for suite in (*self.suites, *self.seuls) for mot in suite} - self.mots.genres
        while rang > 1 and not siens.isdisjoint(mots[rang - 2 if mots[rang - 1] in self.mots.articles else rang - 1 : rang]):
            rang -= 1
        avant = mots[rang - 1] if rang else ""
        lieux = genres | self.mots.portes | self.mots.voies | self._petits
        return len(avant) > len("mas") and avant not in lieux and self.mots.is_ordinary(avant)

    def _said(self, texte: TexteEnMots, suite: Sequence[str]) -> Iterator[int]:
        for rang in self._places(texte, suite[0]):
            if self._follow(texte.mots, rang, suite) and not self._is_street(texte.mots, rang):
                yield rang

    def _follow(self, mots: Sequence[str], rang: int, suite: Sequence[str]) -> bool:
        """True where these words come one after the other, but for little words."""
        libres = _ENTRE_CHEZ if suite[0] in self.mots.chez else 0
        for dit in suite[1:]:
            rang += 1
            while rang < len(mots) and not self._is_like(dit, mots[rang]):
                libres -= mots[rang] not in self._petits
                if libres < 0 or mots[rang] == FIN:
                    return False
                rang += 1
        return rang < len(mots)

    def _beside(self, texte: TexteEnMots) -> Iterator[int]:
        for seul in (*self.seuls, *(self.genres if self.portes else ())):
            for rang in self._said(texte, seul):
                autour = around(texte.mots, rang, FENETRE)
                if self._says_door(autour) or (seul in self.seuls and says_town(autour, self.code, self.ville)):
                    yield rang

    def _house(self, texte: TexteEnMots) -> Iterator[int]:
        for rang in self._said(texte, self.maison) if self.maison else ():
            apres = around(texte.mots, rang, _TOUT_PRES)
            avant, apres = apres[:_TOUT_PRES], texte.mots[rang : rang + len(self.maison) + 2 * _TOUT_PRES]
            # The number of another house ends it.
            fin = next(
                (i for i, mot in enumerate(apres) if mot == FIN or (mot.isdigit() and mot not in parts_of(self.code))),
                len(apres),
            )
            if says_town(apres[:fin], self.code, self.ville) or says_town(avant, self.code, self.ville):
                yield rang

    def _says_door(self, autour: Sequence[str]) -> bool:
        return any(
            self.mots.one_way(mot) == genre and self.mots.one_way(autour[i + 1]) == numero
            for i, mot in enumerate(autour[:-1])
            for genre, numero in self.portes
        )

    def _places(self, texte: TexteEnMots, dit: str) -> Iterator[int]:
        if dit in self.mots.chez:
            yield from (texte.rang(heberge.end() - 1) for heberge in self._heberge.finditer(texte.plie))
        for forme in self._formes(dit):
            yield from texte.rangs.get(forme, ())
        if len(dit) > len("mas"):
            yield from (rang for mot, rang in texte.unusual(self.mots) if mot == texte.mots[rang] and differ_little(dit, mot))

    def _is_like(self, dit: str, mot: str) -> bool:
        return mot in self._formes(dit) or (differ_little(dit, mot) and not self.mots.is_ordinary(mot))

    def _formes(self, dit: str) -> tuple[str, ...]:
        singulier = (dit.removesuffix("s"), f"{dit}s") if len(dit) > len("mas") else ()
        return tuple(dict.fromkeys((dit, *self.mots.equivalents.get(dit, ()), *singulier)))

    def _is_street(self, mots: Sequence[str], rang: int) -> bool:
        """True for « rue des Lilas » where the place is « résidence les Lilas »."""
        if mots[rang] in self.mots.voies:
            return False
        while rang and mots[rang - 1] in self.mots.articles:
            rang -= 1
        return bool(rang) and mots[rang - 1] in self.mots.voies - self.mots.genres

    @cached_property
    def _heberge(self) -> re.Pattern[str]:
        """« hébergée par », as good as « chez »."""
        return re.compile(rf"(?<!\w)(?:{'|'.join(self.mots.heberge)})(?!\w)")

    @cached_property
    def _petits(self) -> frozenset[str]:
        return self.mots.articles | self.mots.civilites | {"et"}


def around(mots: Sequence[str], rang: int, fenetre: int) -> Sequence[str]:
    """The words of this passage that are near one of them."""
    debut = next((i + 1 for i in range(rang - 1, max(-1, rang - fenetre - 1), -1) if mots[i] == FIN), max(0, rang - fenetre))
    fin = next((i for i in range(rang, min(len(mots), rang + 2 * fenetre)) if mots[i] == FIN), rang + 2 * fenetre)
    return mots[debut:fin]


def says_town(autour: Sequence[str], code: str, ville: Sequence[str]) -> bool:
    """True where these words have a postcode, or every word of a town."""
    return (bool(code) and code in "".join(autour)) or (bool(ville) and all(mot in autour for mot in ville))


def parts_of(code: str) -> tuple[str, str, str]:
    """A postcode, and what it is written in: « 38 300 »."""
    return code, code[:2], code[2:]


def _is_one(rare: str, mot: str) -> bool:
    return rare == mot or differ_little(rare, mot) or (len(rare) >= _DEDANS and rare in mot)
