"""Thinning keeps what one may need, and tells in advance what it will remove."""

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.vault.sauvegardes import removal_days

MOMENTS = st.lists(
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 6, 1)).map(  # noqa: DTZ001 - backups are named in local time
        lambda moment: moment.replace(microsecond=0)
    ),
    min_size=1,
    max_size=25,
    unique=True,
)


def outdated(moments: Iterable[dt.datetime], today: dt.date) -> set[dt.datetime]:
    """Those whose day has come."""
    return {moment for moment, jour in removal_days(tuple(moments)).items() if jour is not None and jour <= today}


def kept_each_day(moments: list[dt.datetime], fin: dt.date) -> dict[dt.date, set[dt.datetime]]:
    """What stays, day after day, when thinning runs every day."""
    restants: set[dt.datetime] = set()
    jours: dict[dt.date, set[dt.datetime]] = {}
    jour = min(moments).date()
    while jour <= fin:
        restants |= {moment for moment in moments if moment.date() == jour}
        restants -= outdated(restants, jour)
        jours[jour] = set(restants)
        jour += dt.timedelta(days=1)
    return jours


@given(MOMENTS, st.integers(0, 500))
def test_the_newest_backup_always_stays(moments: list[dt.datetime], age: int) -> None:
    assert max(moments) not in outdated(moments, max(moments).date() + dt.timedelta(days=age))


@given(MOMENTS)
def test_a_backup_goes_the_day_that_was_announced_and_never_sooner(moments: list[dt.datetime]) -> None:
    fin = max(moments).date() + dt.timedelta(days=400)
    jours = kept_each_day(moments, fin)
    retraits = removal_days(moments)
    for moment, suivant in pairwise(sorted(moments)):
        announced = retraits[moment]
        assert announced is not None
        # One that was the newest until then stays until the next one is made.
        veille = max(announced, suivant.date()) - dt.timedelta(days=1)
        assert max((jour for jour, restants in jours.items() if moment in restants), default=veille) == veille


@given(MOMENTS)
def test_after_a_year_only_the_newest_is_left(moments: list[dt.datetime]) -> None:
    fin = max(moments).date() + dt.timedelta(days=400)
    assert kept_each_day(moments, fin)[fin] == {max(moments)}


def test_a_desk_that_saves_each_half_hour_keeps_about_fifty_backups_in_a_year() -> None:
    debut = dt.datetime(2026, 1, 5, 9)  # noqa: DTZ001 - idem
    moments = [
        debut + dt.timedelta(days=jour, minutes=30 * rang)
        for jour in range(365)
        if (debut + dt.timedelta(days=jour)).weekday() < 5
        for rang in range(14)
    ]
    restants = set(moments) - outdated(moments, max(moments).date())
    assert 40 < len(restants) < 60
    assert sum(moment.date() == max(moments).date() for moment in restants) == 14
    assert {moment.month for moment in restants} == set(range(1, 13))
