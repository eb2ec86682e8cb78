"""How many cells a sheet would lay out, told from its XML before any is: a few bytes can stand for millions of them.

Sheets are laid out as the smallest rectangle that holds every cell written. The tags are found as the reader that follows finds
them (by their names, whatever they hold), so that nothing it sees is missed.
"""

import re

_ODS = "content.xml"
#: A row, then a cell that is not empty by its very tag, with its reference if it says it.
_XLSX = re.compile(rb"<(?:[\w.-]+:)?(?:(row)|c)\b([^>]*)>(?:\s*<(?:[\w.-]+:)?(v|is|f)\b)?")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,7})?(\d{1,18})["']""")
_BALISE_ODS = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b([^>]*)>")
_COLONNES = re.compile(rb"""number-columns-repeated\s*=\s*["'](\d{1,18})""")
_RANGEES = re.compile(rb"""number-rows-repeated\s*=\s*["'](\d{1,18})""")


def largest_area(nom: str, partie: bytes) -> int:
    """Cells of the largest rectangle that a part of a workbook can lay out; 0 for a part that is not a sheet."""
    if nom == _ODS:
        return _ods_area(partie)
    return _xlsx_area(partie) if "/worksheets/" in nom and nom.endswith(".xml") else 0


def _xlsx_area(partie: bytes) -> int:
    rangee = colonne = bas = droite = 0
    for balise in _XLSX.finditer(partie):
        reference = _REFERENCE.search(balise[2])
        if balise[1]:
            rangee, colonne = int(reference[2]) if reference and not reference[1] else rangee + 1, 0
            continue
        colonne += 1
        if reference is not None and reference[1]:
            rangee, colonne = int(reference[2]), _rank(reference[1])
        if balise[3]:
            bas, droite = max(bas, rangee), max(droite, colonne)
    return bas * droite


def _rank(lettres: bytes) -> int:
    """The number of a column, from its letters."""
    rang = 0
    for lettre in lettres.upper():
        rang = rang * 26 + lettre - ord("A") + 1
    return rang


class _EtendueOds:
    """The rectangle of one table: repeated cells and rows count once something follows them, or when they hold something."""

    def __init__(self) -> None:
        self.plus_grande = 0
        self._bas = self._droite = self._rangee = 0
        self._colonne = self._ecrite = self._fois = 0

    def begin_table(self) -> None:
        self._bas = self._droite = self._rangee = 0

    def begin_row(self, attributs: bytes, *, is_empty: bool) -> None:
        self._fois = _repeated(_RANGEES, attributs)
        self._colonne = self._ecrite = 0
        if is_empty:
            self.end_row()

    def add_cell(self, attributs: bytes, *, is_empty: bool) -> None:
        self._colonne += _repeated(_COLONNES, attributs)
        if not is_empty:
            self._ecrite = self._colonne

    def end_row(self) -> None:
        self._rangee += self._fois
        self._fois = 0
        if self._ecrite:
            self._bas, self._droite = self._rangee, max(self._droite, self._ecrite)
            self.plus_grande = max(self.plus_grande, self._bas * self._droite)


def _ods_area(partie: bytes) -> int:
    etendue = _EtendueOds()
    for balise in _BALISE_ODS.finditer(partie):
        fin, nom, attributs = balise.groups()
        seule = attributs.endswith(b"/")
        if nom == b"table-row":
            if fin:
                etendue.end_row()
            else:
                etendue.begin_row(attributs, is_empty=seule)
        elif nom == b"table":
            if not fin:
                etendue.begin_table()
        elif not fin:
            etendue.add_cell(attributs, is_empty=seule and b"value" not in attributs)
    return etendue.plus_grande


def _repeated(motif: re.Pattern[bytes], attributs: bytes) -> int:
    fois = motif.search(attributs)
    return int(fois[1]) if fois else 1
