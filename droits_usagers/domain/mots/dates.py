"""Dates in French words. The names of days and months are a closed list of the language: data, kept here and nowhere else."""

import datetime as dt

_JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_PRESQUE_UN_AN = dt.timedelta(days=330)


def date_sans_annee(jour: dt.date) -> str:
    """Weekday, day and month, where the year is obvious: « dimanche 5 avril ».

    >>> date_sans_annee(dt.date(2026, 5, 1))
    'vendredi 1er mai'
    """
    return f"{_JOURS[jour.weekday()]} {_quantieme(jour)} {_MOIS[jour.month - 1]}"


def date_longue(jour: dt.date) -> str:
    """The whole date: « jeudi 5 mars 2026 ».

    >>> date_longue(dt.date(2026, 3, 5))
    'jeudi 5 mars 2026'
    """
    return f"{date_sans_annee(jour)} {jour.year}"


def date_courte(jour: dt.date) -> str:
    """The date as written at the top of a letter: « 5 mars 2026 », « 1er mai 2026 ».

    >>> date_courte(dt.date(2026, 5, 1))
    '1er mai 2026'
    """
    return f"{_quantieme(jour)} {_MOIS[jour.month - 1]} {jour.year}"


def mois_annee(jour: dt.date) -> str:
    """The month and the year, for what is known to the month.

    >>> mois_annee(dt.date(2019, 10, 1))
    'octobre 2019'
    """
    return f"{_MOIS[jour.month - 1]} {jour.year}"


def date_prochaine(jour: dt.date, today: dt.date) -> str:
    """A day to come: without its year where no other day can be meant, « 5 mars ».

    >>> date_prochaine(dt.date(2027, 1, 4), dt.date(2026, 11, 24)), date_prochaine(dt.date(2027, 12, 1), dt.date(2026, 11, 24))
    ('4 janvier', '1er décembre 2027')
    """
    courte = f"{_quantieme(jour)} {_MOIS[jour.month - 1]}"
    return courte if dt.timedelta() <= jour - today < _PRESQUE_UN_AN else date_courte(jour)


def _quantieme(jour: dt.date) -> str:
    return "1er" if jour.day == 1 else str(jour.day)
