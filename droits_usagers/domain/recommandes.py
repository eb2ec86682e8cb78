"""The number of a registered letter, as people copy it: spaces, dots and small letters matter to nobody."""

import re

#: As La Poste prints it: « 1A 123 456 7890 1 ».
_POSTE = re.compile(r"(\d[A-Z])(\d{3})(\d{3})(\d{4})(\d)")
_SEPARATEURS = re.compile(r"[\s.·_-]+")
#: Others are longer or shorter (« RK 123 456 789 FR », numbers of online letters): only what cannot be one is refused.
_LONGUEURS = range(8, 31)
_CHIFFRES_MIN = 6


def read_recommande(texte: str) -> str | None:
    """The number in one way of writing it; empty for an empty text, None for what cannot be one.

    >>> read_recommande("1a123 4567890.1")
    '1A 123 456 7890 1'
    >>> read_recommande("lundi") is None
    True
    """
    serre = _SEPARATEURS.sub("", texte).upper()
    if not serre:
        return ""
    poste = _POSTE.fullmatch(serre)
    if poste is not None:
        return " ".join(poste.groups())
    plausible = serre.isascii() and serre.isalnum() and len(serre) in _LONGUEURS
    if not plausible or sum(signe.isdigit() for signe in serre) < _CHIFFRES_MIN:
        return None
    return " ".join(_SEPARATEURS.sub(" ", texte).upper().split())
