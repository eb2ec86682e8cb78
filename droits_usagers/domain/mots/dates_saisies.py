"""Dates as people write them: « 5/3/26 », « 5 mars 2026 », « jeudi 1er mai », « 05032026 », a year alone for a birth."""

import datetime as dt
import re
from functools import cache

from droits_usagers.domain.mots.dates import MoisConnu, date_courte
from droits_usagers.domain.mots.pliage import fold

_CHIFFRES = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})(?:\s*[/.\- ]\s*(\d{4}|\d{2}))?")
_COLLES = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MOTS = re.compile(r"(?:[a-z]{5,9}\.?,?\s+)?(\d{1,2})(?:er|e)?\s+([a-z]{3,9})\.?(?:\s+(\d{4}|\d{2}))?")
_ANNEE = re.compile(r"\d{4}")
_MOIS_CHIFFRE = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})\s*/\s*(\d{4})")
_MOIS_MOT = re.compile(r"(?:en |courant )?([a-z]{3,9})\.?(?:\s+(\d{4}|\d{2}))?")
_DOUZE = 12
_QUANTIEME = re.compile(r"\d{1,2}")
#: In days: within that many, every day of the month from 1 to 31 has come once, two months in a row having 31 or not.
_DEUX_MOIS = 62
#: In years: nobody chooses a day further away.
_AVANCE = 10
#: Nobody alive was born before; no paper of ours is older.
_PREMIERE_ANNEE = 1900


def read_date(texte: str, today: dt.date) -> dt.date | None:
    """The day meant, or None when it cannot be told. Without a year: the latest such day that is not after today.

    >>> read_date("5/3/26", dt.date(2026, 11, 24)), read_date("5 mars", dt.date(2026, 2, 1))
    (datetime.date(2026, 3, 5), datetime.date(2025, 3, 5))
    """
    plat = _flat(texte)
    if trouve := _ISO.fullmatch(plat):
        return _day(trouve[3], int(trouve[2]), int(trouve[1]))
    if trouve := _CHIFFRES.fullmatch(plat) or _COLLES.fullmatch(plat):
        return _dated((trouve[1], int(trouve[2])), trouve[3], today)
    if trouve := _MOTS.fullmatch(plat):
        mois = month_of(trouve[2])
        return _dated((trouve[1], mois), trouve[3], today) if mois else None
    return None


def read_month(texte: str, today: dt.date) -> MoisConnu | None:
    """A month alone, « juin 2026 », « 06/2026 », « juin » (the latest that has begun); None for anything else.

    >>> read_month("juin 2026", dt.date(2026, 11, 24)), read_month("déc.", dt.date(2026, 11, 24))
    (MoisConnu(2026, 6, 1), MoisConnu(2025, 12, 1))
    """
    plat = _flat(texte)
    if trouve := _MOIS_CHIFFRE.fullmatch(plat):
        annee, mois = (trouve[1], int(trouve[2])) if trouve[1] else (trouve[4], int(trouve[3]))
    elif trouve := _MOIS_MOT.fullmatch(plat):
        annee, mois = trouve[2], month_of(trouve[1]) or 0
    else:
        return None
    if not 1 <= mois <= _DOUZE:
        return None
    if annee is None:
        return MoisConnu(today.year if mois <= today.month else today.year - 1, mois, 1)
    an = int(annee) if len(annee) == len("2026") else 2000 + int(annee)
    return MoisConnu(an, mois, 1) if an >= _PREMIERE_ANNEE else None


def read_recent(texte: str, today: dt.date) -> dt.date | None:
    """The same, where what is written has just happened: a number alone is the latest such day of a month.

    >>> read_recent("23", dt.date(2026, 11, 24)), read_recent("31", dt.date(2026, 11, 24))
    (datetime.date(2026, 11, 23), datetime.date(2026, 10, 31))
    """
    if not _QUANTIEME.fullmatch(_flat(texte)):
        return read_date(texte, today)
    quantieme = int(texte)
    recents = (today - dt.timedelta(days=ecart) for ecart in range(_DEUX_MOIS))
    return next((jour for jour in recents if jour.day == quantieme), None)


def read_ahead(texte: str, today: dt.date) -> dt.date | None:
    """The same, where what is written is to come: without a year, or as a number alone, the first such day from today on.

    A year written short is of this century; None for what is more than ten years away, a slip of the finger.

    >>> read_ahead("5 mars", dt.date(2026, 11, 24)), read_ahead("29/2", dt.date(2026, 11, 24))
    (datetime.date(2027, 3, 5), datetime.date(2028, 2, 29))
    """
    plat = _flat(texte)
    if _QUANTIEME.fullmatch(plat):
        a_venir = (today + dt.timedelta(days=ecart) for ecart in range(_DEUX_MOIS))
        return next((jour for jour in a_venir if jour.day == int(plat)), None)
    if trouve := _CHIFFRES.fullmatch(plat) or _COLLES.fullmatch(plat):
        jour = _dated_ahead((trouve[1], int(trouve[2])), trouve[3], today)
    elif trouve := _MOTS.fullmatch(plat):
        mois = month_of(trouve[2])
        jour = _dated_ahead((trouve[1], mois), trouve[3], today) if mois else None
    else:
        jour = read_date(texte, today)
    return jour if jour is not None and jour.year - today.year <= _AVANCE else None


def read_naissance(texte: str, today: dt.date) -> dt.date | int | None:
    """A date of birth, or only its year; None when it cannot be told, or when it is still to come.

    >>> read_naissance("1970", dt.date(2026, 11, 24)), read_naissance("3/2/70", dt.date(2026, 11, 24))
    (1970, datetime.date(1970, 2, 3))
    """
    plat = _flat(texte)
    if _ANNEE.fullmatch(plat):
        annee = int(plat)
        return annee if _PREMIERE_ANNEE <= annee <= today.year else None
    jour = read_date(texte, today)
    if jour is not None and jour > today and re.search(r"\D\d{2}$|^\d{6}$", plat):
        jour = _day(str(jour.day), jour.month, jour.year - 100)
    return jour if jour is not None and jour <= today else None


def _flat(texte: str) -> str:
    """Lower case, without accents, blanks reduced to one space."""
    return " ".join(fold(texte).split())


def month_of(mot: str) -> int | None:
    """The number of the month this word begins; None when none or several do."""
    trouves = [mois for mois, nom in enumerate(_month_names(), start=1) if nom.startswith(mot)]
    return trouves[0] if len(trouves) == 1 else None


@cache
def _month_names() -> tuple[str, ...]:
    return tuple(_flat(date_courte(dt.date(2001, mois, 2)).split()[1]) for mois in range(1, 13))


def _dated(jour_mois: tuple[str, int], annee: str | None, today: dt.date) -> dt.date | None:
    jour, mois = jour_mois
    if annee is None:
        cette_annee = _day(jour, mois, today.year)
        return cette_annee if cette_annee is not None and cette_annee <= today else _day(jour, mois, today.year - 1)
    if len(annee) == len("26"):
        # Next year's appointments are written short too; anything later was in the last century.
        siecle = 2000 if int(annee) <= (today.year + 1) % 100 else 1900
        return _day(jour, mois, siecle + int(annee))
    return _day(jour, mois, int(annee))


def _dated_ahead(jour_mois: tuple[str, int], annee: str | None, today: dt.date) -> dt.date | None:
    jour, mois = jour_mois
    if annee is not None:
        return _day(jour, mois, int(annee) + (2000 if len(annee) == len("26") else 0))
    # 29 February comes back after four years, or eight.
    possibles = (_day(jour, mois, an) for an in range(today.year, today.year + _AVANCE + 1))
    return next((possible for possible in possibles if possible is not None and possible >= today), None)


def _day(jour: str, mois: int, annee: int) -> dt.date | None:
    try:
        found = dt.date(annee, mois, int(jour))
    except ValueError:
        return None
    return found if annee >= _PREMIERE_ANNEE else None
