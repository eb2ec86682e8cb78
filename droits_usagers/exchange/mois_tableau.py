"""Dates of a workbook of which only the month is shown: who typed « mars 2026 » there said no day, whatever the cell holds.

They are made texts before the workbook is read, which then shows what one sees on the sheet.
"""

import datetime as dt
import re
from collections.abc import Mapping
from html import unescape

from droits_usagers.domain.mots.dates import MoisConnu, date_sans_annee

_STYLES, _FEUILLE, _ODS = "xl/styles.xml", "xl/worksheets/", "content.xml"
#: « mmm-yy », as every spreadsheet knows it.
_CONNUS = {b"17": "my"}
#: Attributes, whatever stands between their quotes.
_ATTRIBUTS = rb"""((?:[^>"']|"[^"]*"|'[^']*')*?)"""
_ATTRIBUT = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b" + _ATTRIBUTS + rb"/?>")
_ALLURES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_ALLURE = re.compile(rb"<(?:\w+:)?xf\b" + _ATTRIBUTS + rb"/?>")
_CELLULE = re.compile(rb"<c\b" + _ATTRIBUTS + rb">\s*<v>([\d.]+)</v>\s*</c>")
_CELLULE_ODS = re.compile(rb"(<table:table-cell\b)" + _ATTRIBUTS + rb"(>\s*<text:p\b[^>]*>([^<]*)</text:p>)", re.DOTALL)
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
    if _ODS in parties:
        return {**parties, _ODS: _CELLULE_ODS.sub(_shown_ods, parties[_ODS])}
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
    return {nom: double or simple for nom, double, simple in _ATTRIBUT.findall(brut)}


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
