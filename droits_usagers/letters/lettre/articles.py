"""The little words of French that depend on what follows: « du », « de la », « de l’ »… before a name that someone typed.

The words themselves and the nouns known are data (`letter_templates/_communs/articles.toml`).
"""

import re
from collections.abc import Mapping, Sequence

from droits_usagers.domain.lettre.lettre import Inline, Texte
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.letters.lettre.jetons import typed

_PREMIER_MOT = re.compile(r"[\w-]+")
_VOYELLES = frozenset("aeiou")


class Articles:
    """Agreement of names in a sentence, from the data of `articles.toml`."""

    def __init__(self, donnees: Mapping[str, object]) -> None:
        self._genres = {mot: genre for genre in ("masculin", "feminin", "pluriel") for mot in _words(donnees, genre)}
        self._h_muet = _words(donnees, "h_muet")
        self._formes = {forme: _table(donnees, forme) for forme in ("du", "au")}
        self._contractes = _table(donnees, "contractes") if "contractes" in donnees else {}
        self._et = str(donnees["et"])
        self._virgule = str(donnees["virgule"])
        self._abreges = _table(donnees, "abreges") if "abreges" in donnees else {}

    def joined(self, forme: str, nom: str) -> tuple[str, str]:
        """What goes before a name, with its space, and the name: « du » takes the « Le » of « Le Relais ».

        `forme` is "du" or "au".
        """
        avant = self._before(forme, nom)
        article, espace, reste = nom.partition(" ")
        genre = self._contractes.get(fold(article)) if espace and article[:1].isupper() else None
        return (self._formes[forme][genre], reste) if genre else (avant, nom)

    def _before(self, forme: str, nom: str) -> str:
        mot = _PREMIER_MOT.search(nom)
        cle = fold(mot[0]) if mot else ""
        genre = self._genres.get(cle, "aucun")
        if genre != "pluriel" and self._is_elided(cle):
            genre = "aucun_elision" if genre == "aucun" else "elision"
        return self._formes[forme][genre]

    def enumerate(self, valeurs: Sequence[str]) -> tuple[Inline, ...]:
        """« a, b et c »."""
        inlines: list[Inline] = []
        for rang, valeur in enumerate(valeurs):
            if rang:
                inlines.append(Texte(self._et if rang == len(valeurs) - 1 else self._virgule))
            inlines.extend(typed(valeur))
        return tuple(inlines)

    def join(self, mots: Sequence[str]) -> str:
        """The same for our own words, the parts of an article said shortly: « L311-1 et L311-6 », « 12 § 3 et 12 § 4 »."""
        *debut, fin = map(self._shortened, mots)
        return self._et.join([self._virgule.join(debut), fin]) if debut else fin

    def _shortened(self, mot: str) -> str:
        for long, court in self._abreges.items():
            mot = mot.replace(long, court)
        return mot

    def _is_elided(self, mot: str) -> bool:
        return mot[:1] in _VOYELLES or mot in self._h_muet


def _words(donnees: Mapping[str, object], cle: str) -> frozenset[str]:
    mots = donnees[cle]
    if not isinstance(mots, list):
        raise TypeError(cle)
    return frozenset(fold(str(mot)) for mot in mots)


def _table(donnees: Mapping[str, object], cle: str) -> dict[str, str]:
    table = donnees[cle]
    if not isinstance(table, dict):
        raise TypeError(cle)
    return {str(nom): str(valeur) for nom, valeur in table.items()}
