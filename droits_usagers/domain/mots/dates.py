"""Dates in French words. The names of days and months are a closed list of the language: data, kept here and nowhere else."""

import calendar
import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from droits_usagers.domain.mots.pliage import fold

#: From Monday on.
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
#: Within it, a day is known without its year.
PRESQUE_UN_AN = dt.timedelta(days=330)


class _JourDit(dt.date):
    """A date that is said otherwise than as a day. What is counted from it is a day like any other."""

    def __add__(self, duree: dt.timedelta) -> dt.date:  # type: ignore[override] # a day, and no more
        return dt.date(self.year, self.month, self.day) + duree

    __radd__ = __add__  # type: ignore[assignment] # the same

    def __sub__(self, autre: Any) -> Any:  # noqa: ANN401 - as for any date
        return dt.date(self.year, self.month, self.day) - autre


class JourPossible(_JourDit):
    """The first or the last day that a fact can have been, where only its month is known: nobody told it, and it is said so."""

    #: What is said after it.
    suite = ""

    @classmethod
    def of(cls, jour: dt.date) -> Self:
        """The same day."""
        return cls(jour.year, jour.month, jour.day)


class AuPlusTot(JourPossible):
    """The first.

    >>> date_longue(AuPlusTot(2026, 6, 1))
    'lundi 1er juin 2026 au plus tôt'
    """

    suite = " au plus tôt"


class AuPlusTard(JourPossible):
    """The last."""

    suite = " au plus tard"


class MoisConnu(_JourDit):
    """A date of which only the month is known. It is sorted as its first day; nothing is counted from it but by its days.

    >>> juin = MoisConnu(2026, 6, 1)
    >>> date_courte(juin), juin.isoformat(), juin.dernier - juin
    ('juin 2026', '2026-06', datetime.timedelta(days=29))
    """

    @property
    def premier(self) -> dt.date:
        """The first day it can be."""
        return dt.date(self.year, self.month, 1)

    @property
    def dernier(self) -> dt.date:
        """The last."""
        return dt.date(self.year, self.month, monthrange(self.year, self.month)[1])

    def isoformat(self) -> str:
        """The month alone: « 2026-06 »."""
        return f"{self.year:04}-{self.month:02}"

    __str__ = isoformat


def read_iso(iso: str) -> dt.date:
    """A day as « 2026-06-05 », or a month as « 2026-06 ». Raises ValueError for anything else."""
    return MoisConnu.fromisoformat(f"{iso}-01") if len(iso) == len("2026-06") else dt.date.fromisoformat(iso)


def date_sans_annee(jour: dt.date) -> str:
    """Weekday, day and month, where the year is obvious: « dimanche 5 avril ».

    >>> date_sans_annee(dt.date(2026, 5, 1))
    'vendredi 1er mai'
    """
    if isinstance(jour, MoisConnu):
        return _MOIS[jour.month - 1]
    return f"{JOURS[jour.weekday()]} {_quantieme(jour)} {_MOIS[jour.month - 1]}{_after(jour)}"


def date_longue(jour: dt.date) -> str:
    """The whole date: « jeudi 5 mars 2026 ».

    >>> date_longue(dt.date(2026, 3, 5))
    'jeudi 5 mars 2026'
    """
    suite = _after(jour)
    return f"{date_sans_annee(jour).removesuffix(suite)} {jour.year}{suite}"


def date_courte(jour: dt.date) -> str:
    """The date as written at the top of a letter: « 5 mars 2026 », « 1er mai 2026 ».

    >>> date_courte(dt.date(2026, 5, 1))
    '1er mai 2026'
    """
    if isinstance(jour, MoisConnu):
        return mois_annee(jour)
    return f"{_quantieme(jour)} {_MOIS[jour.month - 1]} {jour.year}"


def mois_annee(jour: dt.date) -> str:
    """The month and the year, for what is known to the month.

    >>> mois_annee(dt.date(2019, 10, 1))
    'octobre 2019'
    """
    return f"{_MOIS[jour.month - 1]} {jour.year}"


def mois_seul(jour: dt.date) -> str:
    """The month alone, where its year is told beside it.

    >>> mois_seul(dt.date(2019, 10, 1))
    'octobre'
    """
    return _MOIS[jour.month - 1]


def mois_de_suite(premier: dt.date, dernier: dt.date, *, sans_annee: bool = False) -> str:
    """Months in a row, by the first and the last.

    >>> mois_de_suite(dt.date(2023, 11, 1), dt.date(2024, 1, 1)), mois_de_suite(dt.date(2024, 1, 1), dt.date(2024, 1, 1))
    ('novembre 2023 à janvier 2024', 'janvier 2024')
    """
    dire = mois_seul if sans_annee else mois_annee
    return dire(premier) if premier == dernier else f"{dire(premier)} à {dire(dernier)}"


def mois_ou_annee(jour: dt.date) -> str:
    """The same, but the year alone for its first day: of what some lists noted, only the year is known.

    >>> mois_ou_annee(dt.date(2019, 10, 1)), mois_ou_annee(dt.date(2019, 1, 1))
    ('octobre 2019', '2019')
    """
    return mois_annee(jour) if (jour.month, jour.day) != (1, 1) else str(jour.year)


def date_prochaine(jour: dt.date, today: dt.date) -> str:
    """A day to come: without its year where no other day can be meant, « 5 mars ».

    >>> date_prochaine(dt.date(2027, 1, 4), dt.date(2026, 11, 24)), date_prochaine(dt.date(2027, 12, 1), dt.date(2026, 11, 24))
    ('4 janvier', '1er décembre 2027')
    """
    courte = f"{_quantieme(jour)} {_MOIS[jour.month - 1]}"
    return courte if dt.timedelta() <= jour - today < PRESQUE_UN_AN else date_courte(jour)


def _after(jour: dt.date) -> str:
    return jour.suite if isinstance(jour, JourPossible) else ""


def _quantieme(jour: dt.date) -> str:
    return "1er" if jour.day == 1 else str(jour.day)


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


_ANNEE_DITE = r"(?P<annee{0}>(?:19|20)\d\d)"
#: « 12 mai 2003 », « mai 2003 », « 12/05/2003 », « 05/2003 », « 2003-05-12 », « 2003 ».
_DITES = re.compile(
    r"\b(?:(?:(?P<jour>\d{1,2})(?:er)?\s+)?(?P<mot>[a-z]{3,9})\.?\s+" + _ANNEE_DITE.format(1)
    + r"|(?:(?P<j>\d{1,2})[/.])?(?P<m>\d{1,2})[/.]" + _ANNEE_DITE.format(2)
    + r"|" + _ANNEE_DITE.format(3) + r"-(?P<mi>\d{2})-(?P<ji>\d{2})|" + _ANNEE_DITE.format(4) + r")\b"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class JoursDits:
    """What lies between two days, both included: one day, a month or a year."""

    premier: dt.date
    dernier: dt.date


def periods(texte: str) -> tuple[JoursDits, ...]:
    """Those that a text names, in its order; what is no date is passed over.

    >>> [un.dernier.isoformat() for un in periods("De mai 2003 au 12/06/2004, puis en 2009.")]
    ['2003-05-31', '2004-06-12', '2009-12-31']
    """
    return tuple(jours for _, jours in placed(texte))


def placed(texte: str) -> tuple[tuple[tuple[int, int], JoursDits], ...]:
    """The same, each after where it stands in the folded text."""
    return tuple(_read(fold(texte)))


def _read(plie: str) -> Iterator[tuple[tuple[int, int], JoursDits]]:
    for trouve in _DITES.finditer(plie):
        annee = int(next(filter(None, (trouve[f"annee{rang}"] for rang in range(1, 5)))))
        mois = month_of(trouve["mot"]) or 0 if trouve["mot"] else int(trouve["m"] or trouve["mi"] or 0)
        jour = int(trouve["jour"] or trouve["j"] or trouve["ji"] or 0) if mois else 0
        if not 0 <= mois <= 12:  # noqa: PLR2004 - months
            mois = jour = 0
        fin = calendar.monthrange(annee, mois or 12)[1]
        if jour > fin:
            continue
        yield trouve.span(), JoursDits(dt.date(annee, mois or 1, jour or 1), dt.date(annee, mois or 12, jour or fin))
