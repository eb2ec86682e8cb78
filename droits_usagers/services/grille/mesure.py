"""How many findings a letter of so many pages tells in full: the others are named, under their numbers, and none is cut."""

from collections.abc import Iterable, Sequence
from typing import Final

#: In characters, a line of a letter; beyond its lines, how much of one a paragraph takes, and a heading.
_LIGNE: Final = 86
_PARAGRAPHE: Final = 0.42
_TITRE: Final = 0.6
#: Of an item of a list, with what stands between two.
_RANGEE: Final = 1.1
#: In lines: a first page below its addresses, and any other, less what headings leave empty at its foot.
_PREMIERE, _SUIVANTE = 33, 47


def lines_of(paragraphes: Iterable[str], *, titre: bool = False) -> float:
    """What these paragraphs take, in lines; `titre`: the first is a heading."""
    return sum(-(-len(texte) // _LIGNE) + _PARAGRAPHE for texte in paragraphes if texte) + _TITRE * titre


def share_of(texte: str) -> float:
    """What this takes, in lines, in the middle of a paragraph."""
    return (len(texte) + 3) / _LIGNE


def listed(noms: Iterable[str]) -> float:
    """What a list takes, in lines: each of its items begins one, and may need more."""
    return sum(_RANGEE * -(-len(nom) // _LIGNE) for nom in noms)


def room_in(pages: int, *, reste: float) -> float:
    """In lines, what is left of so many pages by the rest of the letter."""
    return _PREMIERE + (pages - 1) * _SUIVANTE - reste


def told_in_full(entiers: Sequence[float], nommes: Sequence[float], place: float) -> tuple[int, ...]:
    """The ranks of those that are told in full, the first ones first, when each takes so much in full or named.

    One that is too long for what is left is named, and those after it may still fit.
    """
    pris, gardes = sum(nommes), []
    for rang, (entier, nomme) in enumerate(zip(entiers, nommes, strict=True)):
        if pris - nomme + entier <= place:
            pris += entier - nomme
            gardes.append(rang)
    return tuple(gardes)
