"""What of a page of a PDF is drawn as a picture, or as the outlines of what may be letters: however small, no text says it.

It is looked for among what the page is made of, not on what it looks like: a stamp is as small as the words around it.
"""

import ctypes
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfMatrix, PdfObject, PdfPage

#: In square points, what all the pictures of a page take before they may say anything: 0.3 cm².
_AIRE = 240.0
#: Of an outline, as high or as wide as the smallest letter one can read, in points.
_LETTRE = 3.0
#: A rectangle has four sides, and a circle four curves, rounded corners both; letters have more, or sides that are not upright.
_COTES = 4
#: How many such outlines, or how many such sides of one, make more than an arrow and a tick.
_CONTOURS, _TRAITS = 3, 14
#: Beyond, nobody drew it by hand; and forms within forms.
_POINTS_MAX, _NIVEAUX = 100_000, 15
_DROIT = 0.01

Boite = tuple[float, float, float, float]


def draws_words(page: "PdfPage", shows: Callable[[Boite], bool]) -> bool:
    """True if a picture, or outlines that may be letters, are drawn; `shows`: whether anything is seen there, in points."""
    from pypdfium2 import PdfImage, raw

    aire, trouves, points = 0.0, 0, 0
    for objet in page.get_objects(max_depth=_NIVEAUX):
        if objet.level >= _NIVEAUX - 1 and objet.type == raw.FPDF_PAGEOBJ_FORM:
            return True
        if isinstance(objet, PdfImage):
            # Pale or not: what is faint here is read where it is looked at closely.
            gauche, bas, droite, haut = _bounds(objet)
            aire += (droite - gauche) * (haut - bas)
        elif objet.type == raw.FPDF_PAGEOBJ_PATH and _is_seen(objet):
            boite = _bounds(objet)
            points += raw.FPDFPath_CountSegments(objet)
            if max(boite[2] - boite[0], boite[3] - boite[1]) >= _LETTRE and points <= _POINTS_MAX:
                trouves += _outlines(objet) if shows(boite) else 0
        if aire >= _AIRE or trouves >= _CONTOURS or points > _POINTS_MAX:
            return True
    return False


def _bounds(objet: "PdfObject") -> Boite:
    """On the page: those of what is in a form are said as it was made, before it is put there."""
    gauche, bas, droite, haut = objet.get_bounds()
    coins = [(x, y) for x in (gauche, droite) for y in (bas, haut)]
    forme = objet.container
    while forme is not None:
        matrice: PdfMatrix = forme.get_matrix()
        coins = [matrice.on_point(x, y) for x, y in coins]
        forme = forme.container
    abscisses, ordonnees = [x for x, _ in coins], [y for _, y in coins]
    return min(abscisses), min(ordonnees), max(abscisses), max(ordonnees)


def _is_seen(objet: "PdfObject") -> bool:
    from pypdfium2 import raw

    plein, trait = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(objet, ctypes.byref(plein), ctypes.byref(trait))
    return bool(plein.value or trait.value)


def _outlines(objet: "PdfObject") -> int:
    """How many of its outlines may be of letters; as many as are needed where one has more sides than one letter."""
    trouves = 0
    for droits, obliques, courbes in _sides(objet):
        trouves += droits > _COTES or courbes > _COTES or bool(obliques and droits + obliques + courbes > 1)
        if courbes + obliques >= _TRAITS:
            return _CONTOURS
    return trouves


def _sides(objet: "PdfObject") -> Iterator[tuple[int, int, int]]:
    """Of each outline, its upright sides, the others, its curves."""
    from pypdfium2 import raw

    droits = obliques = poignees = 0
    avant = (0.0, 0.0)
    for rang in range(raw.FPDFPath_CountSegments(objet)):
        segment = raw.FPDFPath_GetPathSegment(objet, rang)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        ici, genre = (x.value, y.value), raw.FPDFPathSegment_GetType(segment)
        if genre == raw.FPDF_SEGMENT_MOVETO:
            yield droits, obliques, poignees // 3
            droits = obliques = poignees = 0
        elif genre == raw.FPDF_SEGMENT_BEZIERTO:
            poignees += 1
        elif ici != avant:
            upright = min(abs(ici[0] - avant[0]), abs(ici[1] - avant[1])) < _DROIT
            droits, obliques = droits + upright, obliques + (not upright)
        avant = ici
    yield droits, obliques, poignees // 3
