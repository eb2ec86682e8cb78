"""The days of a table: written in any way, but never guessed. What can be read in two ways is not read."""

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum

from droits_usagers.domain.mots.dates_saisies import read_date
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.socle.tableaux import Cellule

#: What comes before or after a day without changing it: « le », « le jeudi », an hour.
_AVANT = re.compile(r"^(?:date\s*:?\s*|le\s+)+")
_HEURE = re.compile(r"[\sT,]+(?:a\s+)?\d{1,2}\s*[:h]\s*\d{0,2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_AVEC_ANNEE = re.compile(r"\d{4}|\d{1,2}\s*[/.\- ]\s*\d{1,2}\s*[/.\- ]\s*\d{2}$|[a-z]\.?\s+\d{2}$|^\d{6}$")
_CHIFFRES = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})")
_NOMBRE = re.compile(r"\d{1,5}(?:[.,]\d+)?")
#: Several days in one cell: one under another, or separated.
_PLUSIEURS = re.compile(r"\s*(?:\n|;|\+|&|,\s|\bet\b|\bpuis\b)\s*")
_MOIS = 12
#: Far enough not to be a slip in the year, and still a date that a computer can count from.
_PREMIERE, _DERNIERE = 1990, 2100
_BISSEXTILE = 2000


class Illisible(StrEnum):
    """Why a cell is not read as a day: ids of `[reprise.motifs]`."""

    PAS_UNE_DATE = "pas_une_date"
    NOMBRE = "nombre"
    SANS_ANNEE = "sans_annee"
    DEUX_FACONS = "deux_facons"
    N_EXISTE_PAS = "n_existe_pas"
    AUTRE_SIECLE = "autre_siecle"
    PLUSIEURS = "plusieurs_dates"


def looks_like_a_date(cellule: Cellule) -> bool:
    """True for a date, or a text that begins like one."""
    if isinstance(cellule, dt.date):
        return True
    texte = _bare(cellule)
    return bool(_CHIFFRES.match(texte)) or read_day(texte, american=False) not in {Illisible.PAS_UNE_DATE, Illisible.NOMBRE}


def is_american(cellules: Iterable[Cellule]) -> bool:
    """True when one of these dates can only have its month first: then no other one of them can be trusted."""
    return any(
        int(trouve[1]) <= _MOIS < int(trouve[2])
        for cellule in cellules
        if isinstance(cellule, str) and (trouve := _CHIFFRES.fullmatch(_bare(cellule)))
    )


def split_days(texte: str) -> tuple[str, ...]:
    """The days of one cell, where it holds several."""
    return tuple(part for part in _PLUSIEURS.split(texte) if part.strip())


def read_day(cellule: Cellule, *, american: bool) -> dt.date | Illisible:
    """The day of a cell that is not empty, or why it cannot be read. `american`: its column has months first somewhere."""
    jour = cellule if isinstance(cellule, dt.date) else _read(_bare(cellule), american=american)
    if isinstance(jour, dt.date) and not _PREMIERE <= jour.year <= _DERNIERE:
        return Illisible.AUTRE_SIECLE
    return jour


def _bare(texte: str) -> str:
    return _HEURE.sub("", _AVANT.sub("", " ".join(fold(texte).split())))


def _read(texte: str, *, american: bool) -> dt.date | Illisible:
    if _NOMBRE.fullmatch(texte):
        return Illisible.NOMBRE
    # As of a day late enough for a year in two digits never to fall in the last century.
    jour = read_date(texte, dt.date(_DERNIERE - 2, 12, 31))
    if jour is None:
        return _reason(texte)
    if not _AVEC_ANNEE.search(texte):
        return Illisible.SANS_ANNEE
    if american and _CHIFFRES.fullmatch(texte) and jour.day != jour.month and jour.day <= _MOIS:
        return Illisible.DEUX_FACONS
    return jour


def _reason(texte: str) -> Illisible:
    if _CHIFFRES.fullmatch(texte):
        return Illisible.N_EXISTE_PAS
    # The 29th of February is a day of some years only.
    if any(read_date(f"{texte}{signe}{_BISSEXTILE}", dt.date(_BISSEXTILE, 12, 31)) for signe in "/ "):
        return Illisible.SANS_ANNEE
    parts = split_days(texte)
    if len(parts) > 1 and all(isinstance(_read(part, american=False), dt.date) for part in parts):
        return Illisible.PLUSIEURS
    return Illisible.PAS_UNE_DATE
