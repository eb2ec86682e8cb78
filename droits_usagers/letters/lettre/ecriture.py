"""What the writers share: how a line of inlines becomes characters, and which of them run from right to left.

A value that someone typed in a right-to-left script is isolated (UAX #9: FSI … PDI), so that it cannot turn the numbers and
the punctuation around it. The same characters go in every format, so that every format has the same text.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple, TypeAlias

from droits_usagers.domain.lettre.lettre import (
    ACompleter,
    Bloc,
    Document,
    Feuille,
    Inline,
    Intertitre,
    Ligne,
    Liste,
    Paragraphe,
    SautDeLigne,
    Tableau,
    Texte,
)
from droits_usagers.letters.lettre.polices import Sans

_EM = {signe: em for signes, em in (("ijl'’.,:;! \u00a0", 0.32), ("trfI-()/", 0.42), ("mwMW@%", 0.98)) for signe in signes}
_EM_MINUSCULE = 0.63
#: Capitals, and every other script.
EM_AUTRE = 0.78


def width(texte: str) -> float:
    """The width of a text on one line."""
    return sum(_EM.get(signe, _EM_MINUSCULE if signe.islower() or signe.isdigit() else EM_AUTRE) for signe in texte)


_ETROITES = {
    signe: em
    for signes, em in (
        ("ijl'’\u202f", 0.222),
        (" \u00a0ftI.,:;!/[]", 0.278),
        ("r()-", 0.333),
        ("cksvxyzJ", 0.5),
        ("ABEKPSVXY&", 0.667),
        ("wCDHNRU", 0.722),
        ("GOQ", 0.778),
        ("mM%", 0.84),
    )
    for signe in signes
} | {"É": 0.667, "ç": 0.5, "œ": 0.944, "…": 1.0}
#: Most small letters with their accents, and figures.
_ETROITE = 0.556


def narrow_width(texte: str) -> float:
    """The same in Arial itself, as near as can be: for what must be neither more nor less."""
    return sum(map(_ETROITES.get, texte, repeat(_ETROITE)))


FSI = "\u2068"
PDI = "\u2069"
_POINTS = "…"
_COLONNE_MIN, _COLONNE_MAX = 12, 40
#: The width between the margins, what a cell keeps around what it holds, and the size of a letter, in points.
_LIGNE_PT, _BORDS_PT, CORPS_PT = 453.0, 12.0, 11
#: A longer word is cut where it must be (`resources/mise_en_page/blocs.typ`).
_MOT_MAX = 26
#: A line may be cut after a space, or a hyphen.
_COUPURES = re.compile(r"[\s\u2010-\u2014-]+")
_DROITE_A_GAUCHE = frozenset({"R", "AL", "RLE", "RLO", "RLI"})
_FORTES = frozenset({"L", "R", "AL"})
# The blocks of right-to-left scripts, and the marks that turn the direction (a test compares with the Unicode database).
_VERS_LA_GAUCHE = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_SAUT = "\n"


class Trait(NamedTuple):
    """A stretch of characters written in one way. A line break is a stretch of its own: a newline."""

    texte: str
    gras: bool = False
    italique: bool = False
    #: True when it reads from right to left.
    droite_a_gauche: bool = False


def strokes(ligne: Sequence[Inline]) -> list[Trait]:
    """A line as stretches to write one after the other; neighbours written in the same way are one."""
    traits: list[Trait] = []
    for inline in ligne:
        if isinstance(inline, Texte) and not is_right_to_left(inline.texte):
            _add(traits, Trait(inline.texte, inline.gras, inline.italique))
            continue
        for trait in _strokes_of(inline):
            _add(traits, trait)
    return traits


def _add(traits: list[Trait], trait: Trait) -> None:
    if traits and traits[-1][1:] == trait[1:] and _SAUT not in (trait.texte, traits[-1].texte):
        trait = Trait(traits.pop().texte + trait.texte, *trait[1:])
    traits.append(trait)


def _strokes_of(inline: Inline) -> Iterator[Trait]:
    match inline:
        case ACompleter():
            yield Trait(dots(inline))
        case SautDeLigne():
            yield Trait(_SAUT)
        case _:
            if inline.saisi:
                yield Trait(FSI, inline.gras, inline.italique)
            for morceau, droite_a_gauche in split_directions(inline.texte):
                yield Trait(morceau, inline.gras, inline.italique, droite_a_gauche)
            if inline.saisi:
                yield Trait(PDI, inline.gras, inline.italique)


def text_of(ligne: Sequence[Inline]) -> str:
    """A line as the characters every format holds."""
    return "".join(trait.texte for trait in strokes(ligne))


def lines_of(blocs: Sequence[Bloc]) -> Iterator[Ligne]:
    """Every run of inlines of a body, in reading order."""
    for bloc in blocs:
        match bloc:
            case Paragraphe() | Intertitre():
                yield bloc.contenu
            case Liste():
                for element in bloc.elements:
                    yield from lines_of(element)
            case _:
                yield from bloc.entetes
                for ligne in bloc.lignes:
                    yield from ligne


def title_of(document: Document) -> str:
    """What the document is about, without anything that someone typed: properties are read by strangers.

    Nor « Objet : », which is the bold part of that line.
    """
    ligne = document.titre if isinstance(document, Feuille) else document.objet
    textes = (inline for inline in ligne if isinstance(inline, Texte) and not inline.saisi and not inline.gras)
    return "".join(inline.texte for inline in textes).strip()


def dots(vide: ACompleter) -> str:
    """A dotted line: an ellipsis is about as wide as two letters."""
    return _POINTS * max(1, vide.largeur // 2)


def column_weights(tableau: Tableau, corps_pt: float = CORPS_PT) -> list[int]:
    """How wide each column is to be beside the others, in thousandths: as its longest cell, within limits.

    Never narrower than its longest word, which would run over the next column.
    """
    colonnes = [[text_of(ligne[rang]) for ligne in (tableau.entetes, *tableau.lignes)] for rang in range(len(tableau.entetes))]
    souhaits = [float(min(max(_COLONNE_MIN, *map(len, textes)), _COLONNE_MAX)) for textes in colonnes]
    return [round(1000 * part) for part in _shared(souhaits, [_longest_word(textes, corps_pt) for textes in colonnes])]


def _longest_word(textes: Sequence[str], corps_pt: float) -> float:
    """The part of a line that a column needs for its longest word."""
    mots = (mot for texte in textes for mot in _COUPURES.split(texte) if not mot.startswith(_POINTS))
    return (max((width(mot[:_MOT_MAX]) for mot in mots), default=0.0) * corps_pt + _BORDS_PT) / _LIGNE_PT


def _shared(souhaits: Sequence[float], minima: Sequence[float]) -> list[float]:
    """A line in parts that are as these wishes, none under its minimum; as the minima when they do not all hold."""
    if sum(minima) >= 1:
        return [minimum / sum(minima) for minimum in minima]
    tenus: set[int] = set()
    while True:
        reste = 1 - sum(minima[rang] for rang in tenus)
        autres = sum(souhait for rang, souhait in enumerate(souhaits) if rang not in tenus)
        parts = [minima[rang] if rang in tenus else reste * souhait / autres for rang, souhait in enumerate(souhaits)]
        courts = {rang for rang, part in enumerate(parts) if part < minima[rang]}
        if not courts - tenus:
            return parts
        tenus |= courts


def is_right_to_left(texte: str) -> bool:
    """True when some of it reads from right to left."""
    return not texte.isascii() and _VERS_LA_GAUCHE.search(texte) is not None


def split_directions(texte: str) -> Iterator[tuple[str, bool]]:
    """Cut a text where its strong direction changes; what has no direction of its own goes with what precedes it."""
    debut = 0
    sens: bool | None = None
    for rang, signe in enumerate(texte):
        classe = unicodedata.bidirectional(signe)
        if classe not in _FORTES:
            continue
        nouveau = classe in _DROITE_A_GAUCHE
        if sens is not None and nouveau != sens:
            yield texte[debut:rang], sens
            debut = rang
        sens = nouveau
    yield texte[debut:], bool(sens)


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
