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
_CENT, _SOIXANTE, _VINGT, _DIX, _QUATRE = 100, 60, 20, 10, 4
#: Figures of what counts anything.
_LONG = 18
_ROMAIN = re.compile(r"(?=[xvi])(?:xl|x{0,3})(?:ix|iv|v?i{0,3})")
_CHIFFRES_ROMAINS = {"i": 1, "v": 5, "x": 10, "l": 50}


def value_of(mot: str) -> int | None:
    """What one word is worth, in figures or in letters; None for a word that is no number.

    >>> value_of("trente"), value_of("027"), value_of("chemin")
    (30, 27, None)
    """
    return int(mot) if mot.isdecimal() and mot.isascii() and len(mot) <= _LONG else _VALEURS.get(mot)


def number_at(mots: Sequence[str], rang: int) -> tuple[int, int]:
    """The number that begins there, and the rank of the first word after it: the same rank where there is none.

    >>> number_at("le quatre vingt dix neuf rue".split(), 1)
    (99, 5)
    >>> number_at(["vingt", "et", "un"], 0), number_at(["deux", "cent", "trois"], 0), number_at(["27", "29"], 0)
    ((21, 3), (203, 3), (27, 1))
    """
    if mots[rang].isdecimal():
        return (int(mots[rang]), rang + 1) if len(mots[rang]) <= _LONG else (0, rang)
    total, place, fin = 0, range(_CENT + 1), rang
    while fin < len(mots):
        lie = mots[fin] == "et" and fin > rang and fin + 1 < len(mots)
        valeur = _VALEURS.get(mots[fin + lie])
        if valeur is None:
            break
        if valeur == _CENT and 1 < total < _DIX and not lie:
            total *= _CENT
        elif valeur == _VINGT and total % _CENT == _QUATRE and not lie:
            total, valeur = total + _VINGT * _QUATRE - _QUATRE, _VINGT * _QUATRE
        elif valeur in place:
            total += valeur
        else:
            break
        place = _room_after(valeur)
        fin += lie + 1
    return total, fin


def _room_after(valeur: int) -> range:
    """What may be added to it, in the same number: « soixante-dix-sept », « cent trois », « dix-sept »; nothing to « deux »."""
    if valeur == _CENT:
        return range(1, _CENT)
    if valeur in (_VINGT * _QUATRE, _SOIXANTE):
        return range(1, _VINGT)
    return range(7, _DIX) if valeur == _DIX else range(1, _DIX if valeur >= _VINGT else 0)


def figures_of(mots: Sequence[str]) -> str:
    """The figures of numbers that follow each other.

    >>> figures_of("deux quatre vingt quatre zero cinq soixante quinze cent vingt trois".split())
    '2840575123'
    """
    chiffres, rang = "", 0
    while rang < len(mots):
        if mots[rang].isdecimal():
            chiffres, rang = chiffres + mots[rang], rang + 1
            continue
        valeur, fin = number_at(mots, rang)
        chiffres, rang = chiffres + (str(valeur) if fin > rang else ""), max(fin, rang + 1)
    return chiffres


def roman_value(mot: str) -> int | None:
    """What Roman figures are worth, up to forty-nine; None for any other word.

    >>> roman_value("viii"), roman_value("xiv"), roman_value("il")
    (8, 14, None)
    """
    if not _ROMAIN.fullmatch(mot):
        return None
    valeurs = [_CHIFFRES_ROMAINS[signe] for signe in mot]
    return sum(-ici if ici < apres else ici for ici, apres in zip_longest(valeurs, valeurs[1:], fillvalue=0))
