"""How many cells a workbook would lay out, and how much text, told from its XML before any is: a few bytes can stand for a lot.

Sheets are laid out as the smallest rectangle that holds every cell written. The tags are found as the reader that follows finds
them (by their names, whatever they hold, in whatever part), so that nothing it sees is missed; where an attribute could be read
in two ways, the larger one counts.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain, pairwise

_ODS = "content.xml"
#: Attributes, whatever stands between their quotes.
_ATTRIBUTS = rb"""((?:[^>"']|"[^"]*"|'[^']*')*)>"""
#: A row, then a cell that holds something.
_XLSX = re.compile(rb"<(?:[\w.-]+:)?(?:(row)|c)\b" + _ATTRIBUTS + rb"(\s*</)?")
_REFERENCE = re.compile(rb"""(?<![\w:.-])r\s*=\s*["']([A-Za-z]{1,7})?(\d{1,18})["']""")
_BALISE_ODS = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b" + _ATTRIBUTS)
_COLONNES = re.compile(rb"""number-columns-repeated\s*=\s*["'](\d{1,18}["'])?""")
_RANGEES = re.compile(rb"""number-rows-repeated\s*=\s*["'](\d{1,18}["'])?""")
#: More than any sheet: what is repeated as many times as nobody can tell.
_SANS_FIN = 10**9
#: Where each shared text begins, and the value of a cell: the number of one of them, or what could be read as one.
_PARTAGE, _VALEUR = re.compile(rb"<(?:[\w.-]+:)?si\b"), re.compile(rb"<(?:[\w.-]+:)?v\b[^>]*>\s*(\d{1,9}|[&+]|<(?!/))")
#: What could be taken for the beginning of a text and is not, or the other way round: no program writes any.
_TROMPEUR = re.compile(rb"""<!|<(?:[\w.-]+:)?si\b[^>]*/>|=\s*(?:"[^"]*<|'[^']*<)""")


def laid_out(parties: Iterable[tuple[str, bytes]]) -> tuple[int, int]:
    """Cells of all the sheets of a workbook and, roughly, how many bytes of text they come to."""
    cellules = poids = 0
    autres: list[bytes] = []
    for nom, partie in parties:
        if nom == _ODS:
            etendue = _ods_area(partie)
            cellules, poids = cellules + etendue.cellules, etendue.poids
        else:
            cellules += _xlsx_area(partie)
            autres.append(partie)
    return cellules, poids + _shared_weight(autres)


def _shared_weight(parties: list[bytes]) -> int:
    """How much the texts that cells share come to, once each cell has its own."""
    partages = [(partie, longueurs) for partie in parties if (longueurs := _lengths(partie))]
    if not partages:
        return 0
    fois = Counter(valeur[1] for partie in parties for valeur in _VALEUR.finditer(partie))
    return max(_weight(partie, longueurs, fois) for partie, longueurs in partages)


def _lengths(partie: bytes) -> list[int]:
    debuts = [trouve.start() for trouve in _PARTAGE.finditer(partie)]
    return [fin - debut for debut, fin in pairwise([*debuts, len(partie)])]


def _weight(partie: bytes, longueurs: list[int], fois: Counter[bytes]) -> int:
    plus_long = max(longueurs)
    if _TROMPEUR.search(partie):
        return plus_long * fois.total()
    return sum(
        n * (plus_long if not numero.isdigit() else longueurs[int(numero)] if int(numero) < len(longueurs) else 0)
        for numero, n in fois.items()
    )


def _xlsx_area(partie: bytes) -> int:
    rangee = colonne = bas = droite = 0
    for balise in _XLSX.finditer(partie):
        ligne, attributs, vide = balise.groups()
        lettres, chiffres = max(_REFERENCE.findall(attributs), key=_place, default=(b"", b""))
        if ligne:
            rangee, colonne = int(chiffres) if chiffres and not lettres else rangee + 1, 0
            continue
        colonne += 1
        if lettres:
            rangee, colonne = int(chiffres), _rank(lettres)
        if not vide and not attributs.endswith(b"/"):
            bas, droite = max(bas, rangee), max(droite, colonne)
    return bas * droite


def _place(reference: tuple[bytes, bytes]) -> int:
    """The further, the greater."""
    return int(reference[1]) * max(_rank(reference[0]), 1)


def _rank(lettres: bytes) -> int:
    """The number of a column, from its letters."""
    rang = 0
    for lettre in lettres.upper():
        rang = rang * 26 + lettre - ord("A") + 1
    return rang


class _EtendueOds:
    """The rectangle of one table: repeated cells and rows count once something follows them, or when they hold something."""

    def __init__(self) -> None:
        #: Of all tables.
        self.cellules = 0
        #: How much text all tables hold, each cell as many times as it is repeated.
        self.poids = 0
        self._bas = self._droite = self._rangee = 0
        self._colonne = self._ecrite = self._fois = self._texte = 0

    def begin_table(self) -> None:
        self._bas = self._droite = self._rangee = 0

    def begin_row(self, attributs: bytes, *, is_empty: bool) -> None:
        self._fois = _repeated(_RANGEES, attributs)
        self._colonne = self._ecrite = self._texte = 0
        if is_empty:
            self.end_row()

    def add_cell(self, attributs: bytes, texte: int, *, is_empty: bool) -> None:
        fois = _repeated(_COLONNES, attributs)
        self._colonne += fois
        if not is_empty:
            self._ecrite = self._colonne
            self._texte += fois * (texte + len(attributs))

    def end_row(self) -> None:
        self._rangee += self._fois
        self.poids += self._fois * self._texte
        self._fois = 0
        if self._ecrite:
            avant = self._bas * self._droite
            self._bas, self._droite = self._rangee, max(self._droite, self._ecrite)
            self.cellules += self._bas * self._droite - avant


def _ods_area(partie: bytes) -> _EtendueOds:
    etendue = _EtendueOds()
    for balise, suivante in pairwise(chain(_BALISE_ODS.finditer(partie), (None,))):
        if balise is None:
            break
        suite = suivante.start() if suivante else len(partie)
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
            etendue.add_cell(attributs, suite - balise.end(), is_empty=seule and b"value" not in attributs)
    return etendue


def _repeated(motif: re.Pattern[bytes], attributs: bytes) -> int:
    """The most that an attribute could be read as saying."""
    return max((int(fois[:-1]) if fois else _SANS_FIN for fois in motif.findall(attributs)), default=1)
