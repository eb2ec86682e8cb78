"""How close together a letter is set, so that a few lines never stand alone on a last page: by degrees, at the same type size.

The PDF measures itself at each degree (`resources/mise_en_page/document.typ`). Word alone lays its pages out: the height of a
letter is worked out there from its characters, in the font and the styles of the model (`tools/modele.py`). In points, unless
said otherwise.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from droits_usagers.domain.lettre.lettre import Bloc, Intertitre, Lettre, Ligne, Liste, Paragraphe, Tableau, Texte
from droits_usagers.letters.lettre.ecriture import column_weights, narrow_width, text_of, width


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
        if _window_height(lignes, densite) <= densite.lignes:
            return rang
    return len(DENSITES) - 1


def fits(lignes: Sequence[Ligne]) -> bool:
    """False when part of the addressee may be hidden by the edge of the window, however small it is set."""
    return _window_height(lignes, DENSITES[-1]) <= DENSITES[-1].lignes


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


def _window_height(lignes: Sequence[Ligne], densite: Densite) -> int:
    """How many printed lines these lines make."""
    place = DESTINATAIRE.largeur * _POINTS_PAR_MM / densite.corps
    return sum(wrapped(text_of(ligne), place) for ligne in lignes)


class Degre(NamedTuple):
    """What is taken from a letter."""

    #: From the room to sign, in millimetres.
    signer: int = 0
    #: Between two paragraphs, and above headings; half as much below these, thrice above the enclosures.
    entre: float = 0.0
    #: From a line to the next, at most: no two lines are as far apart as this one.
    interligne: float = 20.0
    #: The margins left and right, in millimetres.
    marge: int = 25


#: From the room that a letter has when it may, to the least at which it is still easy to read and to sign.
DEGRES = (
    Degre(),
    Degre(signer=6),
    Degre(signer=12),
    Degre(signer=17, entre=1.5, interligne=12.4),
    Degre(signer=20, entre=2.0, interligne=11.8, marge=20),
    Degre(signer=20, entre=2.5, interligne=11.2, marge=20),
    Degre(signer=22, entre=3.0, interligne=10.9, marge=20),
    Degre(signer=23, entre=3.5, interligne=10.5, marge=20),
    Degre(signer=24, entre=3.5, interligne=10.3, marge=20),
)

#: In Word: what is printed between the margins from top to bottom, and what is kept of it.
_HAUTEUR, _RESTE = 751.0, 7.0
#: Lost at the foot of each page that is not the last: what is there may not be cut.
_AU_PIED = 25.0
#: The part of each page that no letter gains more than.
_GAIN = 0.3
_MM = 72 / 25.4
_PAGE_MM, _HAUT_MM = 210, 20
_CORPS, _ANNEXE = 10.0, 9.5
#: From a line to the next, for a size of one, in the font of the model; how much wider it is in bold.
_INTERLIGNE, _GRAS = 1.15, 1.08
_APRES_DATE, _APRES_MENTION, _APRES_OBJET, _APRES_REFERENCE, _AVANT_CORPS = 5.0, 3.0, 2.0, 1.0, 8.0
_APRES_PARAGRAPHE, _AVANT_TITRE, _APRES_TITRE, _APRES_ELEMENT, _APRES_LISTE = 5.0, 8.0, 3.0, 1.0, 4.0
_APRES_CELLULE, _BORDS_CELLULE = 2.0, 11.0
_SIGNER_MM, _FILET, _AVANT_PIECES = 39.0, 4.5, 17.0
#: How far from the lines who signs is.
_SIGNATURE_MM = 85
_RETRAIT = 17.0
_TITRES = (11.0, 11.0, 10.5)


class _Hauteur(NamedTuple):
    """How high something is in Word: what no degree changes, what lines take, how many times `Degre.entre` is taken from it."""

    fixe: float
    lignes: float = 0.0
    prises: float = 0.0

    def at(self, degre: Degre) -> float:
        """At this degree."""
        serre = min(1.0, degre.interligne / (_CORPS * _INTERLIGNE))
        return self.fixe + self.lignes * serre - self.prises * degre.entre - degre.signer * _MM


def degree(lettre: Lettre) -> Degre:
    """The least at which this letter has fewer pages in Word, or none when none is enough."""
    large = _height(lettre, DEGRES[0].marge)
    libre = _pages(large, DEGRES[0])
    moins = ceil(libre) - 1
    # What is far too long is not worked out closer.
    if moins < 1 or libre - moins > _GAIN * moins:
        return DEGRES[0]
    hauteurs = {DEGRES[0].marge: large, DEGRES[-1].marge: _height(lettre, DEGRES[-1].marge)}
    return next((degre for degre in DEGRES if _pages(hauteurs[degre.marge], degre) <= moins), DEGRES[0])


def _pages(hauteur: _Hauteur, degre: Degre) -> float:
    return (hauteur.at(degre) + _RESTE - _AU_PIED) / (_HAUTEUR - _AU_PIED)


def _height(lettre: Lettre, marge: int) -> _Hauteur:
    return _sum(_heights(lettre, (_PAGE_MM - 2 * marge) * _MM))


def _sum(hauteurs: Iterable[_Hauteur]) -> _Hauteur:
    return _Hauteur(*map(sum, zip(_Hauteur(0.0), *hauteurs, strict=True)))


def _heights(lettre: Lettre, large: float) -> Iterator[_Hauteur]:
    ligne = _CORPS * _INTERLIGNE
    yield _Hauteur((SUITE - _HAUT_MM) * _MM + ligne + _APRES_DATE)
    for lignes, apres, gras in (
        (lettre.mentions, _APRES_MENTION, _GRAS),
        ((lettre.objet,), _APRES_OBJET, _GRAS),
        (lettre.references, _APRES_REFERENCE, 1.0),
    ):
        yield from (_Hauteur(_lines(une, large, _CORPS * gras) * ligne + apres) for une in lignes)
    yield _Hauteur(_AVANT_CORPS - _APRES_REFERENCE)
    yield from _blocks(lettre.corps, large)
    # Of two rooms that meet, the larger.
    signature = sum(_lines(une, large - _SIGNATURE_MM * _MM, _CORPS) for une in lettre.signature)
    yield _Hauteur(_SIGNER_MM * _MM - _APRES_PARAGRAPHE + _FILET + ligne * signature, prises=-1)
    annexes = (*lettre.pieces_jointes, *lettre.copies)
    if annexes:
        yield _Hauteur(_AVANT_PIECES, prises=3)
        yield from (_Hauteur(_lines(une, large, _ANNEXE) * _ANNEXE * _INTERLIGNE) for une in annexes)


def _blocks(blocs: Sequence[Bloc], large: float) -> Iterator[_Hauteur]:
    for rang, bloc in enumerate(blocs):
        match bloc:
            case Paragraphe():
                dedans = large - _RETRAIT if bloc.retrait else large
                yield _Hauteur(_APRES_PARAGRAPHE, _lines(bloc.contenu, dedans, _CORPS) * _CORPS * _INTERLIGNE, prises=1)
            case Intertitre():
                corps = _TITRES[bloc.niveau - 1]
                avant = _AVANT_TITRE - _APRES_PARAGRAPHE if rang else 0.0
                yield _Hauteur(
                    avant + _APRES_TITRE, _lines(bloc.contenu, large, corps * _GRAS) * corps * _INTERLIGNE, prises=0.5
                )
            case Liste():
                for element in bloc.elements:
                    dans = _sum(_blocks(element, large - _RETRAIT))
                    fixe = dans.fixe - (_APRES_PARAGRAPHE - _APRES_ELEMENT) * len(element)
                    yield _Hauteur(fixe, dans.lignes, dans.prises - len(element))
                yield _Hauteur(_APRES_LISTE - _APRES_ELEMENT, prises=1)
            case _:
                yield from map(_Hauteur, _rows(bloc, large))


def _rows(tableau: Tableau, large: float) -> Iterator[float]:
    poids = column_weights(tableau, _CORPS)
    largeurs = [large * part / sum(poids) - _BORDS_CELLULE for part in poids]
    for rangee in (tableau.entetes, *tableau.lignes):
        lignes = (_lines(cellule, place, _CORPS) for cellule, place in zip(rangee, largeurs, strict=True))
        yield max(lignes) * _CORPS * _INTERLIGNE + _APRES_CELLULE
    # The paragraph that Word wants after a table.
    yield _CORPS * _INTERLIGNE + _APRES_CELLULE


def _lines(ligne: Ligne, large: float, corps: float) -> int:
    typed = any(isinstance(inline, Texte) and inline.saisi for inline in ligne)
    return _lines_of(ligne, large / corps) if typed else _own_lines_of(ligne, large / corps)


def _lines_of(ligne: Ligne, place: float) -> int:
    return sum(wrapped(texte, place, narrow_width) for texte in text_of(ligne).split("\n"))


#: Never given what someone typed: nothing of it may stay in memory.
_own_lines_of = lru_cache(maxsize=2048)(_lines_of)
