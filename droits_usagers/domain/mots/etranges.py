"""The signs that no French text is written with, and that say something all the same: pictures, braille, flags, Morse."""

import re

#: Pictures, boxed letters, flags, and the tags that nothing shows; braille; what does not show, many times over.
_HORS_TEXTE = re.compile(
    "[\U0001f000-\U0001ffff\U000e0000-\U0010ffff\u2801-\u28ff\ufe00-\ufe0d]+|[\u200b-\u200f\u2060-\u2064\ufeff]{4,}"
)
_POINTS, _TRAITS = ".·•…", "–—−_-"
#: Dots and dashes, in groups. A line of dots, a rule of dashes, is none.
_MORSE = re.compile(
    rf"(?<![\w{_POINTS}{_TRAITS}])[{_POINTS}{_TRAITS}]{{1,6}}(?:[ /|\u00a0\u202f]{{1,3}}[{_POINTS}{_TRAITS}]{{1,6}})+"
)
_SIGNES_MIN = 4


def odd_signs(texte: str) -> tuple[tuple[int, int], ...]:
    """Where each stretch of them stands, in order.

    >>> odd_signs("Je suis à 🅻🅴🅽🆂 : .-.. . -.")
    ((10, 14), (17, 26))
    """
    trouves = [*_HORS_TEXTE.finditer(texte), *(trouve for trouve in _MORSE.finditer(texte) if _is_morse(trouve[0]))]
    return tuple(sorted(trouve.span() for trouve in trouves))


def _is_morse(texte: str) -> bool:
    points, traits = (sum(map(texte.count, genre)) for genre in (_POINTS, _TRAITS))
    return bool(points and traits) and points + traits >= _SIGNES_MIN
