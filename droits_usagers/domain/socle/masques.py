"""What of a page is to be covered, wherever its size and its resolution: parts of the page as it is shown, from 0 to 1."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ZoneMasquee:
    """A rectangle of a page, as parts of its width and height from its upper left corner, as it is shown."""

    gauche: float
    haut: float
    droite: float
    bas: float

    @property
    def is_whole(self) -> bool:
        """True for all of the page."""
        return self.gauche <= 0 and self.haut <= 0 and self.droite >= 1 and self.bas >= 1

    def pixels(self, largeur: int, hauteur: int) -> tuple[int, int, int, int]:
        """Left, top, right, bottom, on a page drawn that large: every pixel it touches, inside the page.

        >>> ZoneMasquee(0.101, 0.5, 2.0, 0.751).pixels(100, 10)
        (10, 5, 100, 8)
        """
        gauche, haut = max(0, math.floor(self.gauche * largeur)), max(0, math.floor(self.haut * hauteur))
        droite, bas = min(largeur, math.ceil(self.droite * largeur)), min(hauteur, math.ceil(self.bas * hauteur))
        return gauche, haut, max(gauche, droite), max(haut, bas)

    def moved(self, pas: tuple[float, float], grandir: tuple[float, float] = (0.0, 0.0)) -> "ZoneMasquee":
        """The same elsewhere in the page, or larger by so much to the right and the bottom: never out of it, nor too small."""
        large = min(max(self.droite - self.gauche + grandir[0], PETITE), 1.0)
        haute = min(max(self.bas - self.haut + grandir[1], PETITE), 1.0)
        gauche = min(max(self.gauche + pas[0], 0.0), 1.0 - large)
        haut = min(max(self.haut + pas[1], 0.0), 1.0 - haute)
        return ZoneMasquee(gauche, haut, gauche + large, haut + haute)


#: The smallest side of one that is moved and made larger.
PETITE = 0.005
ENTIERE = ZoneMasquee(0.0, 0.0, 1.0, 1.0)

#: By page, from 0, what is covered of it.
Masques: TypeAlias = Mapping[int, tuple[ZoneMasquee, ...]]


def together(paires: Iterable[tuple[int, ZoneMasquee]]) -> dict[int, tuple[ZoneMasquee, ...]]:
    """The zones of each page, in the order they were said; a page that is covered whole, once."""
    masques: dict[int, tuple[ZoneMasquee, ...]] = {}
    for page, zone in paires:
        dites = masques.get(page, ())
        masques[page] = (ENTIERE,) if zone.is_whole or ENTIERE in dites else (*dites, zone)
    return dict(sorted(masques.items()))
