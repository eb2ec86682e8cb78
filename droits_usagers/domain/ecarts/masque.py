"""Quotes what people wrote without the numbers and the names that would tell who it is about."""

import itertools
import re
from collections.abc import Mapping, Sequence

from droits_usagers.domain.identifiants import find_identifiants

_LONGUEUR = 220
#: « d'Ys » has a capital too.
_CAPITALE = re.compile(r"^\w['\u2019]")


class Masque:
    """Hides identifiers and named people. `mots` gives what stands in their place: `numero_masque`, `nom_masque`."""

    def __init__(self, civilites: Sequence[str], mots: Mapping[str, str]) -> None:
        self._mots = mots
        titres = "|".join(map(re.escape, civilites))
        # A name goes on as long as its words begin with a capital: what is neither a small letter, a figure nor a sign.
        self._noms = re.compile(rf"\b(?i:({titres}))(\.?\s+)((?:\w[\w\u2019'.-]*\s*)+)")

    def hide(self, texte: str) -> str:
        """The text without them."""
        for trouve in reversed(find_identifiants(texte)):
            texte = texte[: trouve.debut] + self._mots["numero_masque"] + texte[trouve.fin :]
        return self._noms.sub(self._masked, texte)

    def names(self, texte: str) -> bool:
        """True when the text names someone."""
        return any(_name(nom[3]) for nom in self._noms.finditer(texte))

    def quote(self, texte: str) -> str:
        """The same on one line, cut after a word when it is long."""
        ligne = " ".join(self.hide(texte).split()).rstrip(" .;,")
        if len(ligne) <= _LONGUEUR:
            return ligne
        return ligne[:_LONGUEUR].rsplit(" ", 1)[0] + "…"

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
