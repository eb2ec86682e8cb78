"""Reads a table that someone keeps: .xlsx, .ods, .xls, .csv or .txt, or cells pasted. In memory: nothing is copied anywhere.

A file is what a stranger may have made: its size is measured before it is unfolded, and what it unfolds to before its cells are
laid out, since a few bytes can stand for millions of cells.
"""

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.tableaux import Cellule, Classeur, FeuilleTableau, Nombre, trimmed
from droits_usagers.exchange.etendue import laid_out
from droits_usagers.exchange.fusions import Fusion, merged_in, size_of, spread
from droits_usagers.exchange.mois_tableau import months_as_texts
from droits_usagers.exchange.texte_tableau import decoded, read_texte

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

#: Of the file as it is, in bytes, and of what it unfolds to.
TAILLE_MAX = 32 * 1024 * 1024
DEPLIEE_MAX = 192 * 1024 * 1024
#: Cells of the rectangle that holds all that is written on a sheet.
_CELLULES_MAX = 2_000_000
#: Of all sheets together.
_CELLULES_EN_TOUT = 4_000_000
LIGNES_MAX = 50_000
#: What is no table, nor text: pages, pictures, XML, and the web pages that some programs call .xls.
_AUTRES = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"<")
_BLANCS = b"\xef\xbb\xbf \t\r\n"
_SURPRISE = "PanicException"
_ZIP = b"PK\x03\x04"
#: An old .xls, or an .xlsx that a password protects.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How each says that a password is needed.
_CHIFFRE_XLSX, _CHIFFRE_ODS = "EncryptedPackage".encode("utf-16-le"), b"encryption-data"
#: Parts of a workbook that hold cells, names of sheets or formats of dates: nothing else is unfolded.
_CLASSEUR, _DE_1904 = "xl/workbook.xml", re.compile(rb"""\bdate1904\s*=\s*["'](?:1|true|on)["']""")
_PARTIES = (".xml", ".rels", "mimetype")

_Lue: TypeAlias = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_tableau(contenu: bytes, nom: str) -> Classeur:
    """The sheets of a file. `nom` is its name without its folder, said when it is refused.

    Raises ExpectedError TABLEAU_TROP_GRAND, TABLEAU_ILLISIBLE, TABLEAU_PROTEGE (by a password), TABLEAU_CODAGE (its letters are
    not those that they show as) or TABLEAU_VIDE.
    """
    if len(contenu) > TAILLE_MAX:
        raise ExpectedError(Panne.TABLEAU_TROP_GRAND, fichier=nom)
    if contenu.startswith(_ZIP):
        parties = _unfold(contenu, nom)
        if _CHIFFRE_ODS in parties.get("META-INF/manifest.xml", b""):
            raise ExpectedError(Panne.TABLEAU_PROTEGE, fichier=nom)
        if _is_too_large(parties):
            raise ExpectedError(Panne.TABLEAU_TROP_GRAND, fichier=nom)
        depuis_1904 = _counts_from_1904(parties)
        vues = months_as_texts(parties, depuis_1904=depuis_1904)
        return replace(_read_workbook(_folded(vues), nom, merged_in(parties)), depuis_1904=depuis_1904)
    if contenu.startswith(_OLE):
        if _CHIFFRE_XLSX in contenu:
            raise ExpectedError(Panne.TABLEAU_PROTEGE, fichier=nom)
        return _read_workbook(contenu, nom)
    if contenu.lstrip(_BLANCS).startswith(_AUTRES):
        raise ExpectedError(Panne.TABLEAU_ILLISIBLE, fichier=nom)
    return read_texte(decoded(contenu, nom), nom, lignes_max=LIGNES_MAX)


def read_colle(texte: str) -> Classeur:
    """The cells pasted from a spreadsheet. Raises ExpectedError TABLEAU_TROP_GRAND or TABLEAU_VIDE."""
    if len(texte) > TAILLE_MAX:
        raise ExpectedError(Panne.TABLEAU_TROP_GRAND, fichier="")
    return read_texte(texte, "", lignes_max=LIGNES_MAX)


def _unfold(contenu: bytes, nom: str) -> dict[str, bytes]:
    """The parts that matter, within what a workbook of letters can weigh."""
    parties: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(contenu)) as archive:
            utiles = [partie for partie in archive.infolist() if partie.filename.endswith(_PARTIES)]
            if sum(partie.file_size for partie in utiles) > DEPLIEE_MAX:
                raise ExpectedError(Panne.TABLEAU_TROP_GRAND, fichier=nom)
            for partie in utiles:
                # Never more than the size it announces: what announces less than it holds is refused as damaged.
                parties[partie.filename] = archive.read(partie)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise ExpectedError(Panne.TABLEAU_ILLISIBLE, fichier=nom) from error
    return parties


def _folded(parties: dict[str, bytes]) -> bytes:
    """The same parts as a file: what is read is then exactly what was measured."""
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_STORED) as archive:
        for nom, partie in parties.items():
            archive.writestr(zipfile.ZipInfo(nom), partie)
    return flux.getvalue()


def _counts_from_1904(parties: Mapping[str, bytes]) -> bool:
    return _DE_1904.search(parties.get(_CLASSEUR, b"")) is not None


def _is_too_large(parties: dict[str, bytes]) -> bool:
    cellules, poids = laid_out(parties.items())
    return cellules > _CELLULES_EN_TOUT or poids > DEPLIEE_MAX


def _read_workbook(contenu: bytes, nom: str, fusions: Mapping[str, Sequence[Fusion]] = MappingProxyType({})) -> Classeur:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(contenu)) as classeur:
            return _read_sheets(classeur, nom, fusions)
    except PasswordError as error:
        raise ExpectedError(Panne.TABLEAU_PROTEGE, fichier=nom) from error
    except (CalamineError, OSError, ValueError) as error:
        raise ExpectedError(Panne.TABLEAU_ILLISIBLE, fichier=nom) from error
    except BaseException as error:
        # What a damaged file can make the reader meet by surprise: it says so in a way that is no Exception.
        if type(error).__name__ == _SURPRISE:
            raise ExpectedError(Panne.TABLEAU_ILLISIBLE, fichier=nom) from error
        raise


def _read_sheets(classeur: "CalamineWorkbook", nom: str, dites: Mapping[str, Sequence[Fusion]]) -> Classeur:
    feuilles, ecartees = [], []
    for id_ in _names(classeur):
        lue = classeur.get_sheet_by_name(id_)
        bas, droite = (lue.end[0] + 1, lue.end[1] + 1) if lue.end else (0, 0)
        fusions = lue.merged_cell_ranges or dites.get(id_, ())
        if bas > LIGNES_MAX or max(bas * droite, size_of(fusions, bas, droite)) > _CELLULES_MAX:
            ecartees.append(id_)
            continue
        lues = [[*map(_cell, rangee)] for rangee in lue.to_python(skip_empty_area=False)]
        spread(lues, fusions)
        rangees = trimmed(tuple(map(tuple, lues)))
        if rangees:
            feuilles.append(FeuilleTableau(id_, rangees))
    if not feuilles:
        raise ExpectedError(Panne.TABLEAU_TROP_GRAND if ecartees else Panne.TABLEAU_VIDE, fichier=nom)
    return Classeur(tuple(feuilles), tuple(ecartees))


def _names(classeur: "CalamineWorkbook") -> Iterator[str]:
    """Names of the sheets of cells, those one sees first."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    tableaux = [feuille for feuille in classeur.sheets_metadata if feuille.typ == SheetTypeEnum.WorkSheet]
    for feuille in sorted(tableaux, key=lambda feuille: feuille.visible != SheetVisibleEnum.Visible):
        yield feuille.name


def _cell(lue: _Lue) -> Cellule:
    """A cell as one reads it on the sheet; the hour of a day says nothing here."""
    match lue:
        case bool():
            return str(int(lue))
        case dt.datetime():
            return lue.date()
        case dt.date() | str():
            return lue
        case float():
            return Nombre(int(lue) if lue.is_integer() else str(lue).replace(".", ","))
        case int():
            return Nombre(lue)
        case _:
            return str(lue)
