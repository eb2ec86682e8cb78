"""« Cette semaine »: from today to seven days on, and the days off that follow, on which nothing more can be done."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from droits_usagers.domain.droit.feries import Feries

_UN_JOUR = dt.timedelta(days=1)
#: Seven days on, so that Friday's week is not empty.
_DUREE = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Semaine:
    """Both days included."""

    today: dt.date
    fin: dt.date

    @property
    def veille(self) -> dt.date:
        """Yesterday: by then, what was due is late."""
        return self.today - _UN_JOUR

    def presses(self, dernier_jour: dt.date | None) -> bool:
        """True when a right can be lost: this last day of the person is over, or comes within the week."""
        return dernier_jour is not None and dernier_jour <= self.fin


def week_from(today: dt.date, feries: "Feries") -> Semaine:
    """The week that begins today, by the holidays of the whole country."""
    fin = today + _DUREE
    while feries.is_off(fin + _UN_JOUR):
        fin += _UN_JOUR
    return Semaine(today, fin)


def last_open_day(jour: dt.date, feries: "Feries") -> dt.date:
    """The last day, up to that one, on which a counter is open."""
    while feries.is_off(jour):
        jour -= _UN_JOUR
    return jour
