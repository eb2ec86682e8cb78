"""The sentences of what someone typed, one at a time: together they are the whole text, and none is cut inside an address.

Whoever types writes « M. Diallo », « 12 r. des Lilas », and often no capital at all: in doubt, two sentences stay one.
"""

import re
from collections.abc import Iterator

_FIN = re.compile(r"[.!?\u2026]+(?P<ferme>[ \u00a0\u202f]?[\u00bb\u201d\"')\]]+)?\s+|\s*\n\s*")
#: The word that a full stop follows, and the number before it: « 12 av. Foch ».
_MOT = re.compile(r"(?P<nombre>\d[ \u00a0]?(?:bis|ter)?[, ]{1,2})?(?<!\w)(?P<mot>[^\W\d_]+)\Z")
_LOIN = 40
#: As short as this, it is likely an abbreviation; where nothing tells, as short as that.
_ABREGE, _TRES_COURT = 3, 2


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
    if "\n" in trouve[0] or trouve["ferme"] or not trouve[0].startswith(".") or trouve[0].startswith(".."):
        return True
    suite = texte[trouve.end() : trouve.end() + 1]
    avant = _MOT.search(texte, max(debut, trouve.start() - _LOIN), trouve.start())
    if avant is None:
        return True
    court = len(avant["mot"]) <= (_ABREGE if avant["nombre"] or avant["mot"][:1].isupper() or suite.islower() else _TRES_COURT)
    return not (court or (avant["nombre"] and suite.islower()))


def _trimmed(texte: str, debut: int, fin: int) -> Iterator[tuple[int, int]]:
    while debut < fin and texte[debut].isspace():
        debut += 1
    while fin > debut and texte[fin - 1].isspace():
        fin -= 1
    if any(map(str.isalnum, texte[debut:fin])):
        yield debut, fin
