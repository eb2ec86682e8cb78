"""Tables for a spreadsheet: CSV and XLSX, written a line at a time, in which no cell is ever a formula.

A cell that a spreadsheet would take for a formula in a CSV file gets an apostrophe before it, and is counted; an XLSX file says
of each cell that it is a text, so that nothing has to be changed. Dates are dates, numbers are numbers. The properties of the
file name nobody, and the same lines give the same bytes.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol, Self, TypeAlias

from droits_usagers.domain.mots.dates import MoisConnu, date_courte
from droits_usagers.domain.mots.nettoyage import clean

if TYPE_CHECKING:
    from types import TracebackType

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: What a cell may hold; None leaves it empty.
Cellule: TypeAlias = str | int | dt.date | None

#: Blanks, quotes and marks of direction: some programs skip them before a sign.
_SAUTES = '(?:[^\\S\t\r\n]|[\0"\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])*'
#: What a spreadsheet takes for the beginning of a formula, and how it is typed with an Asian keyboard.
_SIGNES = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
#: Where a cell begins, or would begin for a program that expects another separator than ours.
_FORMULE = re.compile(f"^(?=[\t\r\n\0])|(?:^|[;,|\t\r\n])(?={_SAUTES}{_SIGNES})")
#: A cell of Excel holds no more, in UTF-16 units.
TAILLE_MAX = 32_767
#: Every file says it was made then: when it really was says something of whoever made it.
_DATE_FIXE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - XlsxWriter wants it naive
_SUITE = "…"


@dataclass(frozen=True, slots=True)
class ColonneTableau:
    """A column: what it is called, and how wide it is, in characters."""

    titre: str
    largeur: int = 16


@dataclass(frozen=True, slots=True)
class Changements:
    """What had to be changed for the file to be safe: cells that got an apostrophe, and cells cut for want of room."""

    desamorcees: int = 0
    coupees: int = 0


class TableauEcrit(Protocol):
    """A table being written in a file. Leaving it without `finish` leaves a file that is worth nothing."""

    def __enter__(self) -> Self:
        """Opens the file, and writes the names of the columns."""
        ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: "TracebackType | None") -> None:
        """Closes it, and leaves nothing beside it."""
        ...

    def add(self, ligne: Sequence[Cellule]) -> None:
        """Writes a line, a cell for each column. Raises OSError."""
        ...

    def finish(self) -> Changements:
        """Writes what ends the file. Raises OSError."""
        ...


def _clean(texte: str) -> str:
    """What every text becomes in a file; most have nothing to be cleaned of, and there are many of them."""
    return texte if texte.isascii() and texte.isprintable() else clean(texte).texte


def is_risky(texte: str) -> bool:
    """True for what a spreadsheet could take for a formula, or cut into several cells of which one is, in a CSV file."""
    return _FORMULE.search(texte) is not None


class TableauCsv:
    """CSV as a French spreadsheet opens it: UTF-8 with its mark, semicolons, CRLF, texts in quotes, dates as 2026-11-24."""

    def __init__(self, chemin: Path, colonnes: Sequence[ColonneTableau]) -> None:
        self._chemin, self._colonnes = chemin, colonnes
        self._desamorcees = 0

    def __enter__(self) -> Self:
        """See Tableau."""
        self._fichier = self._chemin.open("wb")
        self._fichier.write("\ufeff".encode())
        # The names of the columns are ours: they are not counted.
        self._write([_quoted(_harmless(colonne.titre)) for colonne in self._colonnes])
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: "TracebackType | None") -> None:
        """See Tableau."""
        self._fichier.close()

    def add(self, ligne: Sequence[Cellule]) -> None:
        """See Tableau."""
        self._write([self._cell(cellule) for cellule in ligne])

    def finish(self) -> Changements:
        """See Tableau."""
        self._fichier.close()
        return Changements(desamorcees=self._desamorcees)

    def _cell(self, cellule: Cellule) -> str:
        if not isinstance(cellule, str):
            return "" if cellule is None else str(cellule)
        texte = _clean(cellule)
        if is_risky(texte):
            self._desamorcees += 1
        return _quoted(_harmless(texte))

    def _write(self, cellules: Sequence[str]) -> None:
        self._fichier.write((";".join(cellules) + "\r\n").encode())


def _harmless(texte: str) -> str:
    return _FORMULE.sub(lambda debut: f"{debut[0]}'", texte)


def _quoted(texte: str) -> str:
    """Between quotes, so that what follows a semicolon does not begin a cell."""
    return '"' + texte.replace('"', '""') + '"' if texte else ""


class TableauXlsx:
    """XLSX: typed cells, the names of the columns always in view and ready to filter by. Few lines are in memory at a time.

    XlsxWriter keeps the others in files: they are beside the table, for its owner only, not in a folder that others read.
    """

    def __init__(self, chemin: Path, colonnes: Sequence[ColonneTableau], *, feuille: str, pied: str = "") -> None:
        """`pied`: what is printed under each page, and is in no cell."""
        self._chemin, self._colonnes, self._nom, self._pied = chemin, colonnes, feuille, pied
        self._coupees = 0
        self._rang = 0

    def __enter__(self) -> Self:
        """See Tableau."""
        from xlsxwriter import Workbook

        self._coulisses = TemporaryDirectory(
            prefix=f"{self._chemin.name}.", suffix=".tmp", dir=self._chemin.parent, ignore_cleanup_errors=True
        )
        self._classeur = Workbook(
            self._chemin,
            {
                "constant_memory": True,
                "tmpdir": self._coulisses.name,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._classeur.set_properties({"created": _DATE_FIXE})
        self._gras = self._classeur.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        # 14: a date, in the order of the country where the file is opened.
        self._date = self._classeur.add_format({"num_format": 14, "align": "left"})
        self._feuille = self._classeur.add_worksheet(self._nom)
        self._set_up(self._feuille)
        self._write(tuple(colonne.titre for colonne in self._colonnes), self._gras)
        return self

    def _set_up(self, feuille: "Worksheet") -> None:
        for rang, colonne in enumerate(self._colonnes):
            feuille.set_column(rang, rang, colonne.largeur)
        feuille.freeze_panes(1, 0)
        feuille.repeat_rows(0)
        feuille.set_landscape()
        feuille.set_paper(9)
        feuille.fit_to_pages(1, 0)
        if self._pied:
            # « & » begins an order.
            feuille.set_footer("&L" + self._pied.replace("&", "&&"))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: "TracebackType | None") -> None:
        """See Tableau."""
        # Given up, or failed: XlsxWriter would try again to end the file when it is thrown away.
        self._classeur.fileclosed = True
        self._feuille._opt_close()  # noqa: SLF001 - it has no other way to give back the file it keeps lines in
        self._coulisses.cleanup()

    def add(self, ligne: Sequence[Cellule]) -> None:
        """See Tableau."""
        self._write(ligne, None)

    def finish(self) -> Changements:
        """See Tableau."""
        from xlsxwriter.exceptions import FileCreateError

        derniere = max(len(self._colonnes) - 1, 0)
        self._feuille.autofilter(0, 0, max(self._rang - 1, 1), derniere)
        # A reference made of digits is a text on purpose.
        self._feuille.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        try:
            self._classeur.close()
        except FileCreateError as error:
            cause = error.__context__
            raise cause if isinstance(cause, OSError) else error from None
        return Changements(coupees=self._coupees)

    def _write(self, ligne: Sequence[Cellule], forme: "Format | None") -> None:
        for rang, cellule in enumerate(ligne):
            match cellule:
                case None | "":
                    pass
                case str():
                    self._feuille.write_string(self._rang, rang, self._cut(_clean(cellule)), forme)
                case MoisConnu():
                    # No day is made up for a month.
                    self._feuille.write_string(self._rang, rang, date_courte(cellule), forme)
                case int():
                    self._feuille.write_number(self._rang, rang, cellule)
                case _:
                    self._feuille.write_datetime(self._rang, rang, cellule, self._date)
        self._rang += 1

    def _cut(self, texte: str) -> str:
        # Two units at most for each character: most texts need no closer look.
        if 2 * len(texte) <= TAILLE_MAX or len(texte.encode("utf-16-le")) <= 2 * TAILLE_MAX:
            return texte
        self._coupees += 1
        debut = texte.encode("utf-16-le")[: 2 * (TAILLE_MAX - len(_SUITE))]
        return debut.decode("utf-16-le", "ignore") + _SUITE
