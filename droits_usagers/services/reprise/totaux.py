"""The line of a sum, that is no request."""

import re
from collections.abc import Sequence

#: What the line of a sum begins with.
_TOTAUX = frozenset({"total", "totaux", "sous", "somme", "nombre"})
#: « 98 demandes chez Karim », alone on its line.
_COMPTE = re.compile(r"\d+ (?:demandes?|dossiers?|courriers?|lettres?|lignes?|personnes?|usagers?|adherents?|salaries?)\b")
#: A number of so many figures may be a year, or a day.
_ANNEE = 4
#: …which says so in its first cell alone.
_SEULS = frozenset({"total", "totaux", "total general", "sous total", "nb", "nombre"})
#: Of so few cells, it needs no more.
_PEU = 2


def is_total(noms: str, ecrites: Sequence[tuple[int, str]]) -> bool:
    """True for the line of a sum: it begins so, be it where nobody's name is."""
    chiffres = any(signe.isdigit() for signe in noms)
    if len(ecrites) == 1 and _COMPTE.match(ecrites[0][1]):
        return True
    if noms.split(" ", maxsplit=1)[0] in _TOTAUX and (len(ecrites) <= _PEU or chiffres):
        return True
    autres = [cle for _, cle in ecrites if cle != noms]
    # « CAF | 31 | 29 »: of a table that counts the others; « Année | 2024 | 2025 | 2026 » is its headings.
    longueur = _ANNEE if len(autres) <= _PEU else _ANNEE + 1
    compte = len(autres) > 1 and all(len(cle) < longueur and cle.isdigit() for cle in autres)
    # Someone may be known by a number, but then more is written of them.
    seul = noms in _SEULS or (len(ecrites) <= _PEU and noms.replace(" ", "").isdigit())
    return seul or compte or (bool(ecrites) and ecrites[0][1] in _SEULS and (chiffres or not noms))
