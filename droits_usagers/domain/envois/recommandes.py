"""The number of a registered letter, as people copy it: spaces, dots and small letters matter to nobody."""

import re

#: As La Poste prints it: « 1A 123 456 7890 1 ».
_POSTE = re.compile(r"(\d[A-Z])(\d{3})(\d{3})(\d{4})(\d)")
_SEPARATEURS = re.compile(r"[\s.·_-]+")
#: What begins as those of La Poste does, and what begins as those of other countries: « RK 123 456 785 FR ».
_DEBUT_POSTE = re.compile(r"\d[A-Z](?=\d|$)|87")
_ETRANGER = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}")
_POSTE_CHIFFRES = re.compile(r"87\d{11}|87\d{13}")
#: Weights of the check digit of the Universal Postal Union (S10).
_POIDS_S10 = (8, 6, 4, 2, 3, 5, 9, 7)
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


def is_well_formed(texte: str) -> bool:
    """False for what begins as a number that is known, and does not go on as one: a sign is missing, or one too many.

    >>> is_well_formed("1A 123 456 7890 1"), is_well_formed("1A 123 456 789"), is_well_formed("RR 473 124 829 FR")
    (True, False, True)
    """
    serre = _SEPARATEURS.sub("", texte).upper()
    if read_recommande(texte) is None:
        return False
    if _DEBUT_POSTE.match(serre):
        return bool(_POSTE.fullmatch(serre) or _POSTE_CHIFFRES.fullmatch(serre))
    etranger = _ETRANGER.fullmatch(serre)
    return etranger is None or _check_digit(etranger[1]) == int(etranger[2])


def _check_digit(chiffres: str) -> int:
    reste = 11 - sum(poids * int(chiffres[rang]) for rang, poids in enumerate(_POIDS_S10)) % 11
    return {10: 0, 11: 5}.get(reste, reste)
