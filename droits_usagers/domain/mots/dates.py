"""Dates in French words. The names of days and months are a closed list of the language: data, kept here and nowhere else."""

import datetime as dt

_JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


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


def _quantieme(jour: dt.date) -> str:
    return "1er" if jour.day == 1 else str(jour.day)
