"""How wide characters are, in em: as in DejaVu Sans, which stands for Arial where it is not.

Arial and Noto Sans are narrower, in bold too: what is worked out from these holds.
"""

_EM = {signe: em for signes, em in (("ijl'’.,:;! \u00a0", 0.32), ("trfI-()/", 0.42), ("mwMW@%", 0.98)) for signe in signes}
_EM_MINUSCULE = 0.63
#: Capitals, and every other script.
EM_AUTRE = 0.78


def width(texte: str) -> float:
    """The width of a text on one line."""
    return sum(_EM.get(signe, _EM_MINUSCULE if signe.islower() or signe.isdigit() else EM_AUTRE) for signe in texte)
