"""The sentences of what someone typed, one at a time: together they are the whole text, and none is cut inside an address.

Whoever types writes « M. Diallo », « 12 r. des Lilas », and often no capital at all: in doubt, two sentences stay one.
"""

import re
from collections.abc import Iterator

_FIN = re.compile(r"[.!?\u2026]+(?P<ferme>[ \u00a0\u202f]?[\u00bb\u201d\"')\]]+)?\s+|\s*\n\s*")
#: A word as short as this before a full stop is likely an abbreviation.
_ABREGE = 3


def sentences_of(texte: str) -> Iterator[tuple[int, int]]:
    """Where each stands, from its first sign to its last; what holds no letter and no digit is none.

    >>> texte = "Je dors ailleurs. Tom est au 12 r. des Lilas !"
    >>> [texte[debut:fin] for debut, fin in sentences_of(texte)]
    ['Je dors ailleurs.', 'Tom est au 12 r. des Lilas !']
    """
    debut = 0
    for trouve in _FIN.finditer(texte):
        if _ends(texte, trouve, debut):
            yield from _trimmed(texte, debut, trouve.end())
            debut = trouve.end()
    yield from _trimmed(texte, debut, len(texte))


def without_sentences(texte: str, otees: frozenset[tuple[int, int]]) -> str:
    """The text with none of these, each as `sentences_of` gives it; what parted them from the next goes too."""
    restent = [place for place in sentences_of(texte) if place not in otees]
    morceaux, fin = list[str](), 0
    for place in sentences_of(texte):
        if place in otees:
            fin = place[1]
        else:
            morceaux.append(texte[fin if morceaux else place[0] : place[1]])
            fin = place[1]
    return "".join(morceaux) if restent else ""


def _ends(texte: str, trouve: re.Match[str], debut: int) -> bool:
    if "\n" in trouve[0]:
        return True
    suite = texte[trouve.end() : trouve.end() + 1]
    if not suite or suite.islower():
        return not suite
    if trouve["ferme"] or not trouve[0].startswith(".") or trouve[0].startswith(".."):
        return True
    avant = texte[max(debut, trouve.start() - _ABREGE - 1) : trouve.start()]
    return len(avant) > _ABREGE and all(map(str.isalnum, avant))


def _trimmed(texte: str, debut: int, fin: int) -> Iterator[tuple[int, int]]:
    while debut < fin and texte[debut].isspace():
        debut += 1
    while fin > debut and texte[fin - 1].isspace():
        fin -= 1
    if any(map(str.isalnum, texte[debut:fin])):
        yield debut, fin
