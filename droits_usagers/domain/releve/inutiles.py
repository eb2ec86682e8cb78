"""What a reader has no use for in a paper that is joined: the numbers that are somebody's. Whoever joins it decides."""

import re
from collections.abc import Iterator

from droits_usagers.domain.releve.releve import relever
from droits_usagers.domain.releve.signes import see
from droits_usagers.domain.releve.valeurs import IDENTIFIENT, Espece, PassageReleve
from droits_usagers.domain.releve.vocabulaire import LexiqueReleve

#: A telephone that one carries. The others are those of offices: most letters have one at their head.
_PORTABLE = re.compile(r"(?:0|(?:00)?330?)[67]")


def useless_numbers(texte: str, lexique: LexiqueReleve, *, connus: str = "") -> Iterator[PassageReleve]:
    """Each that stands in it. `connus`: the number of the file that all of it is about."""
    reference = _digits(connus)
    for un in relever(texte, lexique):
        chiffres = _digits(un.texte)
        inutile = un.genre in IDENTIFIENT or (un.genre is Espece.TELEPHONE and _PORTABLE.match(chiffres) is not None)
        if inutile and not (reference and chiffres == reference):
            yield un


def _digits(texte: str) -> str:
    """Its figures, and its letters where it has any: « 0612 34 », « AB-123-CD »."""
    return "".join(filter(str.isalnum, see(texte).lu)).lower().replace("o", "0")
