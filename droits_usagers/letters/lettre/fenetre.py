"""Where the addressee must stand on the page to be seen through the window of a DL envelope, whatever the paper does inside.

French DL envelopes measure 220 × 110 mm. Their windows are 100 mm wide and 35 or 45 mm high, 20 mm from the right edge and
20 mm from the bottom edge (commercial sizes; La Poste asks for the same place on the page, within 85 × 33 mm from 110 mm and
55 mm). An A4 page folded in three is 210 × 99 mm: it may slide 10 mm across and 11 mm down. What follows is in millimetres from
the top left corner of the page.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from droits_usagers.domain.lettre.lettre import Ligne
from droits_usagers.letters.lettre.chasses import width
from droits_usagers.letters.lettre.ecriture import text_of


@dataclass(frozen=True, slots=True)
class Zone:
    """A rectangle of the page, in millimetres from its top left corner."""

    gauche: float
    haut: float
    droite: float
    bas: float

    @property
    def largeur(self) -> float:
        """Its width."""
        return self.droite - self.gauche

    @property
    def hauteur(self) -> float:
        """Its height."""
        return self.bas - self.haut


#: The block of the addressee: inside what every window shows (100 to 190, 55 to 79), with room beside, and above for accents.
DESTINATAIRE = Zone(108.0, 56.1, 188.0, 79.0)
#: The block of the sender ends before anything that may be seen (90 mm).
EXPEDITEUR = Zone(25.0, 20.0, 88.0, 52.0)
#: Place and date, and all that follows, begin below all that may be seen (90 mm).
SUITE = 93.0


@dataclass(frozen=True, slots=True)
class Densite:
    """How the addressee is set: type size and distance between lines, in points, and how many lines then fit."""

    corps: float
    interligne: float
    lignes: int


#: From the most comfortable to the smallest the post still reads (9 points).
DENSITES = (Densite(10.5, 12.9, 5), Densite(10.0, 10.7, 6), Densite(9.0, 9.2, 7))

_POINTS_PAR_MM = 72 / 25.4
# A line ends after a space: compound names stay whole (see `resources/mise_en_page/document.typ`).
_COUPURES = re.compile(r"[^ ]* ?")


def density(lignes: Sequence[Ligne]) -> int:
    """The rank in DENSITES of the first one in which these lines fit, the last one when they fit in none."""
    for rang, densite in enumerate(DENSITES):
        if _height(lignes, densite) <= densite.lignes:
            return rang
    return len(DENSITES) - 1


def fits(lignes: Sequence[Ligne]) -> bool:
    """False when part of the addressee may be hidden by the edge of the window, however small it is set."""
    return _height(lignes, DENSITES[-1]) <= DENSITES[-1].lignes


def wrapped(texte: str, place: float, width: Callable[[str], float] = width) -> int:
    """On how many lines a text is printed, where a line is as long as `place`, in em; rather one too many than one too few."""
    if len(texte) <= place:
        return 1
    lignes, reste = 1, place
    for mot in _COUPURES.findall(texte):
        largeur = width(mot)
        if largeur > reste:
            lignes += max(1, int(largeur / place))
            reste = place
        reste -= largeur % place
    return lignes


def _height(lignes: Sequence[Ligne], densite: Densite) -> int:
    """How many printed lines these lines make."""
    place = DESTINATAIRE.largeur * _POINTS_PAR_MM / densite.corps
    return sum(wrapped(text_of(ligne), place) for ligne in lignes)
