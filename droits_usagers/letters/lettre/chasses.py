"""How wide characters are, in em: as in DejaVu Sans, which stands for Arial where it is not.

Arial and Noto Sans are narrower, in bold too: what is worked out from these holds.
"""

from itertools import repeat

_EM = {signe: em for signes, em in (("ijl'’.,:;! \u00a0", 0.32), ("trfI-()/", 0.42), ("mwMW@%", 0.98)) for signe in signes}
_EM_MINUSCULE = 0.63
#: Capitals, and every other script.
EM_AUTRE = 0.78


def width(texte: str) -> float:
    """The width of a text on one line."""
    return sum(_EM.get(signe, _EM_MINUSCULE if signe.islower() or signe.isdigit() else EM_AUTRE) for signe in texte)


_ETROITES = {
    signe: em
    for signes, em in (
        ("ijl'’\u202f", 0.222),
        (" \u00a0ftI.,:;!/[]", 0.278),
        ("r()-", 0.333),
        ("cksvxyzJ", 0.5),
        ("ABEKPSVXY&", 0.667),
        ("wCDHNRU", 0.722),
        ("GOQ", 0.778),
        ("mM%", 0.84),
    )
    for signe in signes
} | {"É": 0.667, "ç": 0.5, "œ": 0.944, "…": 1.0}
#: Most small letters with their accents, and figures.
_ETROITE = 0.556


def narrow_width(texte: str) -> float:
    """The same in Arial itself, as near as can be: for what must be neither more nor less."""
    return sum(map(_ETROITES.get, texte, repeat(_ETROITE)))
