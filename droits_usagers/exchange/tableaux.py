"""Reads a table that someone keeps: .xlsx, .ods, .xls, .csv or .txt, or cells pasted. In memory: nothing is copied anywhere.

A file is what a stranger may have made: its size is measured before it is unfolded, and what it unfolds to before its cells are
laid out, since a few bytes can stand for millions of cells.
"""

import datetime as dt
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from itertools import chain, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from droits_usagers.domain.mots.dates import MoisConnu, date_sans_annee
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.tableaux import Cellule, Classeur, FeuilleTableau, Nombre, trimmed
from droits_usagers.exchange.texte_tableau import decoded, read_texte

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

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


#: The first of its cells and the last, each by its row and its column.
Fusion: TypeAlias = tuple[tuple[int, int], tuple[int, int]]

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


_STYLES, _FEUILLE, _ODS_MOIS = "xl/styles.xml", "xl/worksheets/", "content.xml"
#: « mmm-yy », as every spreadsheet knows it.
_CONNUS = {b"17": "my"}
#: Attributes, whatever stands between their quotes.
_ATTRIBUTS_MOIS = rb"""((?:[^>"']|"[^"]*"|'[^']*')*?)"""
_ATTRIBUT_MOIS = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b" + _ATTRIBUTS_MOIS + rb"/?>")
_ALLURES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_ALLURE = re.compile(rb"<(?:\w+:)?xf\b" + _ATTRIBUTS_MOIS + rb"/?>")
_CELLULE = re.compile(rb"<c\b" + _ATTRIBUTS_MOIS + rb">\s*<v>([\d.]+)</v>\s*</c>")
_CELLULE_ODS = re.compile(rb"(<table:table-cell\b)" + _ATTRIBUTS_MOIS + rb"(>\s*<text:p\b[^>]*>([^<]*)</text:p>)", re.DOTALL)
_DATE_ODS = re.compile(rb"""\s(?:office|calcext):(?:value-type|date-value)\s*=\s*(?:"[^"]*"|'[^']*')""")
#: Of a format of date: what is only text, or a condition.
_A_COTE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_NOMBRES = re.compile(r"\d+")
#: Days that stand as numbers are counted from there.
_ORIGINE, _ORIGINE_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
_DERNIER = 100_000


def months_as_texts(parties: Mapping[str, bytes], *, depuis_1904: bool) -> dict[str, bytes]:
    """The same parts of a workbook, each of these dates as « 03/2026 », « mars » or « 2026 ».

    In an OpenDocument one, as it is shown.
    """
    if _ODS_MOIS in parties:
        return {**parties, _ODS_MOIS: _CELLULE_ODS.sub(_shown_ods, parties[_ODS_MOIS])}
    allures = _month_styles(parties.get(_STYLES, b""))
    if not allures:
        return dict(parties)
    origine = _ORIGINE_1904 if depuis_1904 else _ORIGINE

    def written(trouve: re.Match[bytes]) -> bytes:
        dits = _attributes(trouve[1])
        jours = float(trouve[2]) if trouve[2].count(b".") < len(b"..") else _DERNIER
        if dits.get(b"s") not in allures or dits.get(b"t", b"n") != b"n" or not 0 < jours < _DERNIER:
            return trouve[0]
        jour = origine + dt.timedelta(int(jours))
        vu = _shown(jour, allures[dits[b"s"]]).encode()
        return b'<c r="%b" t="inlineStr"><is><t>%b</t></is></c>' % (dits.get(b"r", b""), vu)

    return {nom: _CELLULE.sub(written, partie) if nom.startswith(_FEUILLE) else partie for nom, partie in parties.items()}


def _attributes(brut: bytes) -> dict[bytes, bytes]:
    return {nom: double or simple for nom, double, simple in _ATTRIBUT_MOIS.findall(brut)}


def _month_styles(styles: bytes) -> dict[bytes, str]:
    """The numbers of the styles that show a month or a year, and no day; whether each shows one, the other or both."""
    formats = (_attributes(trouve[1]) for trouve in _FORMAT.finditer(styles))
    dits = _CONNUS | {un.get(b"numFmtId", b""): _without_day(un.get(b"formatCode", b"")) for un in formats}
    liste = _ALLURES.search(styles)
    allures = enumerate(_attributes(une[1]).get(b"numFmtId", b"") for une in _ALLURE.finditer(liste[0])) if liste else ()
    return {b"%d" % rang: dits[numero] for rang, numero in allures if dits.get(numero)}


def _without_day(code: bytes) -> str:
    """« m », « y » or « my » for what a format of date shows; nothing for one that shows a day, or a time."""
    lettres = _A_COTE.sub("", unescape(code.decode("utf-8", "replace"))).partition(";")[0].lower()
    if any(lettre in lettres for lettre in "dhs:"):
        return ""
    return "".join(lettre for lettre in "my" if lettre in lettres)


def _shown(jour: dt.date, quoi: str) -> str:
    match quoi:
        case "m":
            return date_sans_annee(MoisConnu(jour.year, jour.month, 1))
        case "y":
            return str(jour.year)
        case _:
            return f"{jour:%m/%Y}"


def _shown_ods(trouve: re.Match[bytes]) -> bytes:
    dits = _attributes(trouve[2])
    if dits.get(b"office:value-type") != b"date":
        return trouve[0]
    try:
        jour = dt.date.fromisoformat(dits.get(b"office:date-value", b"").decode("ascii", "replace")[:10])
    except ValueError:
        return trouve[0]
    if _says_day(unescape(trouve[4].decode("utf-8", "replace")).strip(), jour):
        return trouve[0]
    return trouve[1] + b' office:value-type="string"' + _DATE_ODS.sub(b"", trouve[2]) + trouve[3]


def _says_day(vu: str, jour: dt.date) -> bool:
    """True when what is shown of this date holds its day, and not its month and its year alone."""
    nombres = [int(nombre) for nombre in _NOMBRES.findall(vu)]
    annees = {jour.year, jour.year % 100}
    match nombres:
        case []:
            return not vu
        case [seul]:
            return seul not in annees or (vu[:1].isdigit() and vu != str(jour.year))
        case [mois, annee]:
            return mois != jour.month or annee not in annees or (annee == jour.day and annee < jour.year)
        case _:
            return True


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
        depuis_1904 = _DE_1904.search(parties.get(_CLASSEUR, b"")) is not None
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
