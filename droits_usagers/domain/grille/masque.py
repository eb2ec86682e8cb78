"""Quotes what people wrote without the numbers and the names that would tell who it is about."""

import itertools
import re
from collections.abc import Mapping, Sequence

from droits_usagers.domain.controle.identifiants import find_identifiants

#: As much of a sentence as one quotes.
LONGUEUR = 400
#: Where a long one may be cut, if that leaves the better part of it.
_COUPURES = re.compile(r"[,;:](?=\s)|\s(?=\()")
#: What stands for marks inside marks.
_OUVRANT, _FERMANT = "\u201c", "\u201d"
#: « d'Ys » has a capital too.
_CAPITALE = re.compile(r"^\w['\u2019]")


class Masque:
    """Hides identifiers and named people. `mots` gives what stands in their place: `numero_masque`, `nom_masque`."""

    def __init__(self, civilites: Sequence[str], mots: Mapping[str, str]) -> None:
        self._mots = mots
        ouvrant, fermant = (re.escape(signe.strip()) for signe in mots["guillemets"].split("{texte}"))
        self._ouvrant, self._fermant = re.compile(rf"{ouvrant}\s*"), re.compile(rf"\s*{fermant}")
        titres = "|".join(map(re.escape, civilites))
        # A name goes on as long as its words begin with a capital: what is neither a small letter, a figure nor a sign.
        self._noms = re.compile(rf"\b(?i:({titres}))(\.?\s+)((?:\w[\w\u2019'.-]*\s*)+)")

    def hide(self, texte: str) -> str:
        """The text without them."""
        for trouve in reversed(find_identifiants(texte, fautifs=True)):
            texte = texte[: trouve.debut] + self._mots["numero_masque"] + texte[trouve.fin :]
        return self._noms.sub(self._masked, texte)

    def names(self, texte: str) -> bool:
        """True when the text names someone."""
        return any(_name(nom[3]) for nom in self._noms.finditer(texte))

    def quote(self, texte: str) -> str:
        """The same on one line, cut after a word when it is long."""
        ligne = self._fermant.sub(_FERMANT, self._ouvrant.sub(_OUVRANT, " ".join(self.hide(texte).split())))
        ligne = _balanced(ligne).rstrip(" .;,")
        if len(ligne) <= LONGUEUR:
            return ligne
        entier = ligne[:LONGUEUR].rsplit(" ", 1)[0]
        coupures = [coupure.start() for coupure in _COUPURES.finditer(entier) if coupure.start() > LONGUEUR / 2]
        return _balanced(entier[: coupures[-1]] if coupures else entier) + "…"

    def _masked(self, trouve: re.Match[str]) -> str:
        nom = _name(trouve[3])
        if not nom:
            return trouve[0]
        return f"{trouve[1]}{trouve[2]}{self._mots['nom_masque']}{trouve[3][len(nom) :]}"


def _name(suite: str) -> str:
    """The words at the beginning that have a capital: a name, or nothing."""
    mots = itertools.takewhile(lambda mot: _CAPITALE.sub("", mot[0])[:1].isupper(), re.finditer(r"\S+", suite))
    fin = max((mot.end() for mot in mots), default=0)
    return suite[:fin]


def _balanced(ligne: str) -> str:
    """Without its inner marks when one of a pair is lost: it was cut off."""
    if ligne.count(_OUVRANT) == ligne.count(_FERMANT):
        return ligne
    return ligne.replace(_OUVRANT, "").replace(_FERMANT, "")
