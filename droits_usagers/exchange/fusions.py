"""Cells of a sheet that are merged over several lines: what is written there is said on each of them.

What reads workbooks says which are of an .xlsx and of an .xls; of an .ods, they are found here, from its tags.
"""

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import TypeAlias

from droits_usagers.domain.socle.tableaux import Cellule

#: The first of its cells and the last, each by its row and its column.
Fusion: TypeAlias = tuple[tuple[int, int], tuple[int, int]]

_ODS = "content.xml"
_ATTRIBUTS = rb"""((?:[^>"']|"[^"]*"|'[^']*')*)>"""
_BALISE = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table(?!-))\b" + _ATTRIBUTS)
_ATTRIBUT = re.compile(rb"""(?<![\w:.-])table:([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
#: Further than any sheet goes.
_LOIN = 10**9


def merged_in(parties: Mapping[str, bytes]) -> dict[str, tuple[Fusion, ...]]:
    """Those of an .ods, by the name of each sheet; nothing of any other file."""
    fusions: dict[str, list[Fusion]] = {}
    feuille: list[Fusion] = []
    y = x = suivante = 0
    for balise in _BALISE.finditer(parties.get(_ODS, b"")):
        attributs = {nom: double or simple for nom, double, simple in _ATTRIBUT.findall(balise[2])}
        match balise[1]:
            case b"table":
                feuille = fusions.setdefault(unescape(attributs.get(b"name", b"").decode("utf-8", "replace")), [])
                y = suivante = 0
            case b"table-row":
                y, x = suivante, 0
                suivante += _count(attributs, b"number-rows-repeated")
            case _:
                if (hautes := _count(attributs, b"number-rows-spanned")) > 1:
                    larges = _count(attributs, b"number-columns-spanned")
                    feuille.append(((y, x), (y + hautes - 1, x + larges - 1)))
                x += _count(attributs, b"number-columns-repeated")
    return {nom: tuple(dites) for nom, dites in fusions.items()}


def _count(attributs: Mapping[bytes, bytes], nom: bytes) -> int:
    dit = attributs.get(nom, b"")
    return min(int(dit), _LOIN) if dit.isdigit() and len(dit) < len(str(_LOIN)) else 1


def size_of(fusions: Sequence[Fusion], bas: int, droite: int) -> int:
    """Cells that `spread` would go through: no more than the sheet has, unless they are merged over one another."""
    return sum(max(0, min(fin + 1, bas) - haut) for (haut, colonne), (fin, _) in fusions if colonne < droite)


def spread(rangees: list[list[Cellule]], fusions: Sequence[Fusion]) -> None:
    """What is written over several lines is said on each of them; headings written so are said once."""
    rangs = {
        (bas, colonne): haut
        for (haut, colonne), (fin, _) in fusions
        if haut < len(rangees) and colonne < len(rangees[haut])
        for bas in range(haut + 1, min(fin + 1, len(rangees)))
        if colonne < len(rangees[bas])
    }
    for bas, colonne in sorted(rangs):
        rangees[bas][colonne] = rangees[rangs[bas, colonne]][colonne]
    for bas in sorted({bas for bas, _ in rangs}, reverse=True):
        if rangees[bas] == rangees[bas - 1]:
            rangees[bas] = []
