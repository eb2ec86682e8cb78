"""Words as they are compared: places and kinds of bodies, however they are written.

rapidfuzz is imported with the first slip, not with the program.
"""

import re
from collections.abc import Iterable, Sequence

from droits_usagers.domain.mots.pliage import fold, plain_digits

_MOT = re.compile(r"[a-z0-9]+")
#: « cd93 », « caf-93 », « mdph2a ».
_COLLE = re.compile(r"^([a-z]{2,6})(\d{2,3}|2[ab]|\d{5})$")
#: « C.A.F. », « M.D.P.H ».
_SIGLE = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?\b\.?|\b(?:[a-z]\.){2,}")
_ABREGES = {"st": "saint", "ste": "sainte", "sts": "saints", "dep": "departement", "dept": "departement", "dpt": "departement"}
#: Words that say nothing by themselves.
VIDES = frozenset(
    {
        "monsieur",
        "madame",
        "mme",
        "president",
        "presidente",
        "directeur",
        "directrice",
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "a",
        "au",
        "aux",
        "en",
        "et",
        "pour",
        "un",
        "une",
        "dans",
        "mon",
        "ma",
        "s",
    }
)
#: From that many letters, a word may be mistyped, once or twice.
UNE_FAUTE, DEUX_FAUTES = 4, 8
#: Beside other words that are right, a shorter one may be too.
_COURT = 3
_SOSIES = 12


def split(texte: str) -> list[str]:
    """The words, folded, each in full, in order.

    >>> split("CD93, St-Ouen l’Aumône")
    ['cd', '93', 'saint', 'ouen', 'l', 'aumone']
    """
    trouves: list[str] = []
    plie = fold(plain_digits(texte))
    if "." in plie:
        plie = _SIGLE.sub(lambda sigle: sigle[0].replace(".", "") + " ", plie)
    for mot in _MOT.findall(plie):
        if mot.isalpha():
            trouves.append(_ABREGES.get(mot, mot))
        else:
            colle = _COLLE.match(mot)
            trouves += colle.groups() if colle else (mot,)
    return trouves


def full(mots: Iterable[str]) -> tuple[str, ...]:
    """Those that say something."""
    return tuple([mot for mot in mots if mot not in VIDES])


def faults(mot: str) -> int:
    """How many letters of a word may be wrong, missing, added or changed over."""
    if not mot.isalpha() or len(mot) < UNE_FAUTE:
        return 0
    return 1 if len(mot) < DEUX_FAUTES else 2


def alike(mot: str, connus: Sequence[str]) -> list[str]:
    """The known words that a mistyped one may stand for, whole or begun, the likeliest first."""
    combien = faults(mot)
    if not combien:
        return []
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    trouves = process.extract(mot, connus, scorer=OSA.distance, score_cutoff=combien, limit=_SOSIES)
    if not trouves:
        debuts = {connu[: len(mot)]: None for connu in connus if connu[:1] == mot[:1] and len(connu) > len(mot)}
        proches = [debut for debut, *_ in process.extract(mot, [*debuts], scorer=OSA.distance, score_cutoff=1, limit=_SOSIES)]
        return [connu for connu in connus if connu[: len(mot)] in proches]
    return [connu for connu, *_ in sorted(trouves, key=lambda trouve: (trouve[1], trouve[0][:1] != mot[:1]))]


def is_alike(mot: str, autre: str) -> bool:
    """True if one may be the other mistyped: a letter wrong, missing, added, or changed over."""
    from rapidfuzz.distance import OSA

    return len(mot) >= _COURT and mot.isalpha() and OSA.distance(mot, autre, score_cutoff=1) <= 1
