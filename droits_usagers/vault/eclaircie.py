"""Which backups to keep as they age: all of the last days, then one a day, one a week, one a month, for a year."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

_Moment = dt.datetime

#: Until which age a backup stays if it is the last of its day, week or month. The newest always stays.
_PALIERS: tuple[tuple[dt.timedelta, Callable[[_Moment], object]], ...] = (
    (dt.timedelta(days=2), lambda moment: moment),
    (dt.timedelta(days=14), lambda moment: moment.date()),
    (dt.timedelta(days=60), lambda moment: moment.isocalendar()[:2]),
    (dt.timedelta(days=365), lambda moment: (moment.year, moment.month)),
)


def lifetime(moment: _Moment, suivant: _Moment) -> dt.timedelta:
    """How long a backup stays, knowing the one made next: the last of its month stays longest."""
    return max(duree for duree, periode in _PALIERS if periode(moment) != periode(suivant))


def removal_days(moments: Sequence[_Moment]) -> dict[_Moment, dt.date | None]:
    """The day each of these backups is removed; None for the newest, which stays whatever its age.

    A backup made later never keeps another one longer, nor removes it sooner: only the newest changes.
    """
    ordre = sorted(set(moments))
    jours: dict[_Moment, dt.date | None] = {
        moment: (moment + lifetime(moment, suivant)).date() for moment, suivant in pairwise(ordre)
    }
    return jours | dict.fromkeys(ordre[-1:])


def outdated(moments: Iterable[_Moment], today: dt.date) -> set[_Moment]:
    """The backups to remove that day."""
    return {moment for moment, jour in removal_days(tuple(moments)).items() if jour is not None and jour <= today}
