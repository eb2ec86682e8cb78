"""Lines and blocks as the JSON that layouts read (`resources/mise_en_page/blocs.typ`)."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from droits_usagers.domain.lettre.lettre import Bloc, Intertitre, Ligne, Liste, Paragraphe
from droits_usagers.letters.lettre.ecriture import CORPS_PT, column_weights, strokes
from droits_usagers.letters.lettre.signes import Sans

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json]"


class Niveaux:
    """Keeps headings in order: PDF/UA accepts no level without the one above it."""

    def __init__(self, au_dessus: int) -> None:
        """`au_dessus`: the level of the heading above the body: 1 for a sheet, whose title is one, 0 for a letter."""
        self._premier = au_dessus + 1
        self._precedent = au_dessus

    def next(self, niveau: int) -> int:
        """The level at which to put a heading that asks for this one."""
        self._precedent = min(max(niveau, self._premier), self._precedent + 1)
        return self._precedent


def blocks(blocs: Sequence[Bloc], sans: Sans, niveaux: Niveaux, *, corps_pt: float = CORPS_PT) -> Iterator[dict[str, Json]]:
    """Blocks in reading order, in letters of that size."""
    for bloc in blocs:
        match bloc:
            case Paragraphe():
                yield {"genre": "paragraphe", "contenu": line(bloc.contenu, sans, "corps"), "retrait": bloc.retrait}
            case Intertitre():
                niveau = niveaux.next(bloc.niveau)
                yield {"genre": "titre", "niveau": niveau, "contenu": line(bloc.contenu, sans, "corps")}
            case Liste():
                elements: list[Json] = [[*blocks(element, sans, niveaux, corps_pt=corps_pt)] for element in bloc.elements]
                yield {"genre": "liste", "ordonnee": bloc.ordonnee, "elements": elements}
            case _:
                yield {
                    "genre": "tableau",
                    "colonnes": [*column_weights(bloc, corps_pt)],
                    "entetes": [line(cellule, sans, "corps") for cellule in bloc.entetes],
                    "lignes": [[line(cellule, sans, "corps") for cellule in ligne] for ligne in bloc.lignes],
                }


def line(ligne: Ligne, sans: Sans, lieu: str) -> list[Json]:
    """A line as pairs of a text and a style (1 bold, 2 italic, 3 both)."""
    return [[sans.shown(trait.texte, lieu), trait.gras + 2 * trait.italique] for trait in strokes(ligne)]
