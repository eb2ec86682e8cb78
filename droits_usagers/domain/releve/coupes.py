"""The numbers that the end of a line cuts in two: « CAF n° 123 », then « 4567 »."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from droits_usagers.domain.releve.dits import said_to_be
from droits_usagers.domain.releve.valeurs import Espece, ZoneLue

#: The end of a line between two figures; a blank line, or a page, is more than that.
_COUPURE = re.compile(r"(?<=\d)[^\S\n]*\n[^\S\n]*(?=\d)")
#: No number is as long, with the words that say what it is.
_AUTOUR = 100
#: What says that a number follows, and no quantity.
_NUMERO = re.compile(r"\b(?:n°|no\.?|num[ée]ros?|matricule|identifiant)[^\S\n]*(?:est\b|[:=])?[^\S\n]*$", re.IGNORECASE)
#: All that may stand between what a number is said to be and a number that nothing announces.
_LIEN = re.compile(r"[^\S\n]*[:=(,]?[^\S\n]*")
_ANNEE = re.compile(r"(?:19|20)\d\d")
#: What is counted: « 567 euros », « 67 ans », « 312 demandes ».
_COMPTE = re.compile(
    r"\s*(?:[€%]|(?:ans?|mois)\b"
    r"|(?!(?:alors|apr[èe]s|dans|depuis|jamais|mais|pas|plus|puis|sans|sous|vers)\b)[^\W\d_]{3,}[sx]\b|euro\b)",
    re.IGNORECASE,
)


def cut_identifiers(lu: str, read: Callable[[str], Iterable[ZoneLue]]) -> Iterator[ZoneLue]:
    """The identifiers that stand on two lines or more, of those that this reads in what has one.

    Figures of two lines are a number only where something on the first one says so: years, amounts, pages and columns are not.
    """
    for debut, fin in _around_cuts(lu):
        morceau = lu[debut:fin]
        lignes = _JointLines(morceau)
        for un in read(lignes.texte):
            if un.genre is Espece.NIR:
                # Read on several lines already.
                continue
            de, a = lignes.place(un.debut), lignes.place(un.fin - 1) + 1
            if "\n" in morceau[de:a] and _is_said(lignes.texte, un, morceau[de:a]):
                yield ZoneLue(debut + de, debut + a, un.genre)


def _around_cuts(texte: str) -> Iterator[tuple[int, int]]:
    """The parts of a text where one may be, none of which meets another: a long table is read once."""
    debut = fin = 0
    for coupure in _COUPURE.finditer(texte):
        if coupure.start() - _AUTOUR > fin:
            if fin:
                yield debut, fin
            debut = coupure.start() - _AUTOUR
        fin = coupure.end() + _AUTOUR
    if fin:
        yield debut, fin


class _JointLines:
    """A text without the ends of line that cut figures, and where each of its characters stood."""

    def __init__(self, texte: str) -> None:
        coupures = list(_COUPURE.finditer(texte))
        self.texte = _COUPURE.sub("", texte)
        self._otes = [0, *accumulate(len(coupure[0]) for coupure in coupures)]
        self._joints = [coupure.start() - otes for coupure, otes in zip(coupures, self._otes, strict=False)]

    def place(self, rang: int) -> int:
        """Where the character of this rank was."""
        return rang + self._otes[bisect_right(self._joints, rang)]


def _is_said(joint: str, un: ZoneLue, ecrit: str) -> bool:
    """True when what stands on the line where it begins says that it is a number."""
    ligne = joint[max(0, un.debut - _AUTOUR) : un.debut].rpartition("\n")[2]
    if _NUMERO.search(ligne):
        return True
    dit, lien = said_to_be(joint, un.debut, un.fin)
    juste_avant = dit is not None and ligne.endswith(lien) and _LIEN.fullmatch(lien) is not None
    annee = any(_ANNEE.fullmatch(morceau.strip()) for morceau in ecrit.split("\n"))
    return juste_avant and not annee and _COMPTE.match(joint, un.fin) is None
