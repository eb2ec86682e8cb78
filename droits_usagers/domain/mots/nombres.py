"""Numbers in words, as French writes them: « vingt-sept », « quatre-vingt-dix-neuf », « deux cent trois »."""

import re
from collections.abc import Sequence
from itertools import zip_longest

_UNITES = ("zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize")
_VALEURS = {mot: valeur for valeur, mot in enumerate(_UNITES)} | {
    "une": 1,
    "quatorze": 14,
    "quinze": 15,
    "seize": 16,
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
    "cent": 100,
    "cents": 100,
}
#: The words that a number is made of, up to a thousand.
CARDINAUX = frozenset(_VALEURS)
#: « huitième », « trente et unième »; « premier » is too many things.
_VALEURS |= {f"{mot.removesuffix('e')}ieme": valeur for mot, valeur in _VALEURS.items()} | {"cinquieme": 5, "neuvieme": 9}
_CENT, _VINGT, _QUATRE = 100, 20, 4
_ROMAIN = re.compile(r"(?=[xvi])(?:xl|x{0,3})(?:ix|iv|v?i{0,3})")
_CHIFFRES_ROMAINS = {"i": 1, "v": 5, "x": 10, "l": 50}


def value_of(mot: str) -> int | None:
    """What one word is worth, in figures or in letters; None for a word that is no number.

    >>> value_of("trente"), value_of("027"), value_of("chemin")
    (30, 27, None)
    """
    return int(mot) if mot.isdecimal() and mot.isascii() else _VALEURS.get(mot)


def number_at(mots: Sequence[str], rang: int) -> tuple[int, int]:
    """The number that begins there, and the rank of the first word after it: the same rank where there is none.

    >>> number_at("le quatre vingt dix neuf rue".split(), 1)
    (99, 5)
    >>> number_at(["vingt", "et", "un"], 0), number_at(["deux", "cent", "trois"], 0), number_at(["27", "29"], 0)
    ((21, 3), (203, 3), (27, 1))
    """
    if mots[rang].isdecimal():
        return int(mots[rang]), rang + 1
    total, plafond, fin = 0, _CENT + 1, rang
    while fin < len(mots):
        lie = mots[fin] == "et" and fin > rang and fin + 1 < len(mots)
        valeur = _VALEURS.get(mots[fin + lie])
        if valeur is None:
            break
        if valeur == _CENT and 0 < total < _CENT:
            total *= _CENT
        elif valeur == _VINGT and total % _CENT == _QUATRE and not lie:
            total += _VINGT * _QUATRE - _QUATRE
        elif valeur < plafond:
            total += valeur
        else:
            break
        # « soixante-dix-sept »: what is added is always less than the word before.
        plafond = _VINGT if valeur == _VINGT else valeur
        fin += lie + 1
    return total, fin


def roman_value(mot: str) -> int | None:
    """What Roman figures are worth, up to forty-nine; None for any other word.

    >>> roman_value("viii"), roman_value("xiv"), roman_value("il")
    (8, 14, None)
    """
    if not _ROMAIN.fullmatch(mot):
        return None
    valeurs = [_CHIFFRES_ROMAINS[signe] for signe in mot]
    return sum(-ici if ici < apres else ici for ici, apres in zip_longest(valeurs, valeurs[1:], fillvalue=0))
