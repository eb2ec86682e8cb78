"""How large the text of a sheet may be to hold on one page in Word, which alone lays it out: worked out from its characters.

A little too tall is a little too small; a little too short would be a second page. Lengths are in points.
"""

from collections.abc import Iterator, Sequence

from droits_usagers.domain.lettre.lettre import Bloc, Feuille, Intertitre, Ligne, Liste, Paragraphe
from droits_usagers.letters.lettre.ecriture import column_weights, text_of
from droits_usagers.letters.lettre.fenetre import wrapped

#: What is printed between the margins of the model (`tools/modele.py`), and what is kept for another font.
LARGEUR, _HAUTEUR, _RESTE = 453.0, 750.0, 20.0
#: The size of what is boxed (`Feuille.encadre`).
ENCADRE_PT = 20
_TITRE, _ENCADRE, _AUTOUR_ENCADRE = 30.0, 24.0, 22.0
#: How much narrower the font of the model is, in bold, than the one whose widths are known.
_SERREE = 1.17
#: From a line to the next, for a size of one.
_INTERLIGNE = 1.18
#: After each kind of block, and around what is in a cell.
_APRES_PARAGRAPHE, _AUTOUR_TITRE, _APRES_ELEMENT, _APRES_LIGNE, _BORDS_CELLULE = 5.0, 11.0, 1.0, 3.0, 11.0
_MIN_DEMI_POINTS = 12


def half_points(feuille: Feuille) -> int:
    """The largest size, in half-points and no larger than what the sheet asks for, at which it holds."""
    tailles = range(feuille.corps_pt * 2, _MIN_DEMI_POINTS, -1)
    return next((taille for taille in tailles if _height(feuille, taille / 2) <= _HAUTEUR - _RESTE), _MIN_DEMI_POINTS)


def _height(feuille: Feuille, corps: float) -> float:
    encadre = _lines(feuille.encadre, LARGEUR, ENCADRE_PT) * _ENCADRE + _AUTOUR_ENCADRE
    return _TITRE + encadre + sum(_heights(feuille.corps, LARGEUR, corps))


def _heights(blocs: Sequence[Bloc], largeur: float, corps: float) -> Iterator[float]:
    ligne = corps * _INTERLIGNE
    for bloc in blocs:
        match bloc:
            case Paragraphe():
                yield _lines(bloc.contenu, largeur, corps) * ligne + _APRES_PARAGRAPHE
            case Intertitre():
                yield _lines(bloc.contenu, largeur, corps) * ligne + _AUTOUR_TITRE
            case Liste():
                # As far from its bullet as its size is from ten points.
                dedans = largeur - corps * 1.7
                yield from (sum(_heights(element, dedans, corps)) - 4.0 for element in bloc.elements)
                yield _APRES_PARAGRAPHE
            case _:
                poids = column_weights(bloc, corps)
                largeurs = [largeur * part / sum(poids) - _BORDS_CELLULE for part in poids]
                for rangee in (bloc.entetes, *bloc.lignes):
                    lignes = (_lines(cellule, large, corps) for cellule, large in zip(rangee, largeurs, strict=True))
                    yield max(lignes) * ligne + _APRES_LIGNE
                # The paragraph that Word wants after a table.
                yield ligne + _APRES_LIGNE


def _lines(ligne: Ligne, largeur: float, corps: float) -> int:
    return sum(wrapped(texte, _SERREE * largeur / corps) for texte in text_of(ligne).split("\n"))
