"""The colour of a body: whether what is written in it, or in white on it, can be read (contrast as WCAG computes it)."""

import re
from typing import Final

#: Ours, for whoever has none.
COULEUR: Final = "#0F5C63"
#: Below, a part of a colour is as good as linear (sRGB).
_LINEAIRE: Final = 0.04045
#: With white; what WCAG asks of a text.
CONTRASTE_MIN: Final = 4.5

_FORME = re.compile(r"#[0-9A-Fa-f]{6}")
_PAS = 100


def is_colour(texte: str) -> bool:
    """True for « #0F5C63 » and its like."""
    return _FORME.fullmatch(texte) is not None


def contrast(couleur: str) -> float:
    """How a colour stands out from white, from 1 to 21."""
    return 1.05 / (_luminance(_parts(couleur)) + 0.05)


def readable(couleur: str) -> str:
    """The nearest colour that can be read: the same, or as little darker as it takes."""
    parts = _parts(couleur)
    nuances = (_written(tuple(part * reste / _PAS for part in parts)) for reste in reversed(range(_PAS)))
    return couleur if contrast(couleur) >= CONTRASTE_MIN else next(n for n in nuances if contrast(n) >= CONTRASTE_MIN)


def _parts(couleur: str) -> tuple[float, ...]:
    return tuple(int(couleur[debut : debut + 2], 16) for debut in (1, 3, 5))


def _written(parts: tuple[float, ...]) -> str:
    return "#" + "".join(f"{int(part):02X}" for part in parts)


def _luminance(parts: tuple[float, ...]) -> float:
    rouge, vert, bleu = (_linear(part / 255) for part in parts)
    return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAIRE else ((part + 0.055) / 1.055) ** 2.4
