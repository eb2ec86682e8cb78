"""Dates in French words. The names of days and months are a closed list of the language: data, kept here and nowhere else."""

import datetime as dt
from calendar import monthrange
from typing import Any, Self

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
