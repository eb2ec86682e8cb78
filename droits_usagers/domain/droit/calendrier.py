"""Arithmetic on days: months, the next working day, days covered by several intervals. Knows no law and no holiday."""

import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Iterable
from typing import NamedTuple

_JOUR = dt.timedelta(days=1)
#: Every month has that many days at least.
_PLUS_COURT = 28


def add_months(depart: dt.date, mois: int) -> dt.date:
    """The same day number so many months later, or the last day of the month when it has no such day.

    Règlement 1182/71, art. 3 § 2 c, and the usage of French law for delays in months.
    """
    annee, rang = divmod(depart.year * 12 + depart.month - 1 + mois, 12)
    jour = depart.day if depart.day <= _PLUS_COURT else min(depart.day, monthrange(annee, rang + 1)[1])
    return dt.date(annee, rang + 1, jour)


def last_of_month(jour: dt.date) -> dt.date:
    """The last day of the same month."""
    return jour.replace(day=monthrange(jour.year, jour.month)[1])


class Report(NamedTuple):
    """The end of a delay, and the days off it was moved across (empty when it was not moved)."""

    date: dt.date
    traverses: tuple[dt.date, ...] = ()


def roll(jour: dt.date, is_off: Callable[[dt.date], bool]) -> Report:
    """The day itself when it is worked, else the next one that is (règlement 1182/71, art. 3 § 4)."""
    traverses: list[dt.date] = []
    while is_off(jour):
        traverses.append(jour)
        jour += _JOUR
    return Report(jour, tuple(traverses))


def union_days(intervalles: Iterable[tuple[dt.date, dt.date]]) -> int:
    """How many days are in at least one interval [start, end[."""
    jours = 0
    jusque = dt.date.min
    for debut, fin in sorted(intervalles):
        jours += max(0, (fin - max(debut, jusque)).days)
        jusque = max(jusque, fin)
    return jours
