"""Quotes what people wrote without the numbers and the names that would tell who it is about."""

import re
from collections.abc import Mapping, Sequence

from droits_usagers.domain.identifiants import find_identifiants

_LONGUEUR = 220


class Masque:
    """Hides identifiers and named people. `mots` gives what stands in their place: `numero_masque`, `nom_masque`."""

    def __init__(self, civilites: Sequence[str], mots: Mapping[str, str]) -> None:
        self._mots = mots
        titres = "|".join(map(re.escape, civilites))
        self._noms = re.compile(rf"\b(?i:({titres}))(\.?\s+)(?:[A-ZÀ-ÖØ-Þ][\w’'.-]*\s*)+(?<=\S)")

    def hide(self, texte: str) -> str:
        """The text without them."""
        for trouve in reversed(find_identifiants(texte)):
            texte = texte[: trouve.debut] + self._mots["numero_masque"] + texte[trouve.fin :]
        return self._noms.sub(lambda nom: f"{nom[1]}{nom[2]}{self._mots['nom_masque']}", texte)

    def names(self, texte: str) -> bool:
        """True when the text names someone."""
        return self._noms.search(texte) is not None

    def quote(self, texte: str) -> str:
        """The same on one line, cut after a word when it is long."""
        ligne = " ".join(self.hide(texte).split()).rstrip(" .;,")
        if len(ligne) <= _LONGUEUR:
            return ligne
        return ligne[:_LONGUEUR].rsplit(" ", 1)[0] + "…"
