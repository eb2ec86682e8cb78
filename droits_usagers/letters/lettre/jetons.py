"""Tokens: what stands for a value while a template is rendered and parsed, so that what people type never meets a parser.

A token is a number written in private-use characters between two marks. Values are kept aside, in a table; they are put back
in the leaves of the parsed document. A value may itself hold private-use characters: it is never in the text that is searched.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from droits_usagers.domain.lettre.lettre import Inline, SautDeLigne, Texte

#: Both ends of a token. The same character as `domain.typographie` protects: it then knows that a word stands there.
MARQUE = "\ue000"
#: Between two fields rendered in one go.
ENTRE_CHAMPS = "\ue001"
_CHIFFRES = "\ue010\ue011\ue012\ue013\ue014\ue015\ue016\ue017\ue018\ue019"
_JETON = re.compile(f"{MARQUE}([{_CHIFFRES}]+){MARQUE}")
#: A token that ends a parenthesis, and the parenthesis that ends one of our own texts.
_JETON_FINAL = re.compile(f"{_JETON.pattern}(?=\\))")
_PARENTHESE_FINALE = re.compile(r"\(([^()]*)\)$")
_EN_CHIFFRES = str.maketrans("0123456789", _CHIFFRES)
_EN_NOMBRE = str.maketrans(_CHIFFRES, "0123456789")

#: What no template source may contain: it could be taken for a token, or for the end of a field.
RESERVES = re.compile(f"[{MARQUE}{ENTRE_CHAMPS}{_CHIFFRES}]")


class Jetons:
    """The values of one rendering, by number."""

    def __init__(self, valeurs: Iterable[tuple[Inline, ...]] = ()) -> None:
        self.valeurs = list(valeurs)

    def put(self, valeur: tuple[Inline, ...]) -> str:
        """Keep a value aside, and get the token that stands for it."""
        self.valeurs.append(valeur)
        return f"{MARQUE}{str(len(self.valeurs) - 1).translate(_EN_CHIFFRES)}{MARQUE}"


def typed(valeur: str) -> tuple[Inline, ...]:
    """What a person typed, as inlines: a newline is a line break, everything else is kept as it is."""
    return tuple(_typed_lines(valeur))


def _typed_lines(valeur: str) -> Iterator[Inline]:
    for rang, ligne in enumerate(valeur.split("\n")):
        if rang:
            yield SautDeLigne()
        if ligne:
            yield Texte(ligne, saisi=True)


def cut(texte: str) -> Iterator[str | int]:
    """The text between tokens, and the number of each token, in order. Empty stretches are left out."""
    for rang, morceau in enumerate(_JETON.split(texte)):
        if rang % 2:
            yield int(morceau.translate(_EN_NOMBRE))
        elif morceau:
            yield morceau


def first_stray(texte: str, valeurs: int, champs: int) -> str | None:
    """How Unicode names the first reserved sign of a rendered text that no rendering puts there; None when there is none.

    `valeurs`: how many values there are tokens for; `champs`: how many times a field may end.
    """
    if texte.count(ENTRE_CHAMPS) != champs:
        return _named(ENTRE_CHAMPS)
    for morceau in cut(texte):
        if isinstance(morceau, int):
            trouve = MARQUE if morceau >= valeurs else ""
        else:
            trouve = "".join(RESERVES.findall(morceau.replace(ENTRE_CHAMPS, "")))
        if trouve:
            return _named(trouve[0])
    return None


def _named(signe: str) -> str:
    return f"U+{ord(signe):04X}"


def unnest(texte: str, valeurs: list[tuple[Inline, ...]]) -> None:
    """Square brackets within a parenthesis, as French typography wants: « (article 21 du règlement… [RGPD]) ».

    Only in our own texts: what people typed is theirs.
    """
    for trouve in _JETON_FINAL.finditer(texte):
        rang = int(trouve[1].translate(_EN_NOMBRE))
        *debut, fin = valeurs[rang]
        if isinstance(fin, Texte) and not fin.saisi:
            valeurs[rang] = (*debut, replace(fin, texte=_PARENTHESE_FINALE.sub(r"[\1]", fin.texte)))
