"""Arithmetic on days."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.droit.feries import add_months, roll, union_days

JOURS = st.dates(dt.date(2018, 5, 25), dt.date(2090, 1, 1))


@pytest.mark.parametrize(
    ("depart", "mois", "fin"),
    [
        ("2026-03-05", 1, "2026-04-05"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2027-01-29", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-15", 12, "2027-12-15"),
        ("2026-11-24", 0, "2026-11-24"),
        ("2020-02-29", 60, "2025-02-28"),
    ],
)
def test_a_month_ends_on_the_same_day_number_or_on_the_last_day_there_is(depart: str, mois: int, fin: str) -> None:
    assert add_months(dt.date.fromisoformat(depart), mois) == dt.date.fromisoformat(fin)


@given(JOURS, st.integers(0, 60))
def test_a_delay_in_months_always_lands_in_the_right_month(depart: dt.date, mois: int) -> None:
    fin = add_months(depart, mois)
    assert (fin.year * 12 + fin.month) - (depart.year * 12 + depart.month) == mois
    assert fin.day == depart.day or (fin + dt.timedelta(1)).day == 1


@given(JOURS, JOURS, st.integers(0, 24))
def test_a_later_start_never_ends_earlier(un: dt.date, autre: dt.date, mois: int) -> None:
    tot, tard = sorted((un, autre))
    assert add_months(tot, mois) <= add_months(tard, mois)


def test_a_worked_day_is_not_moved_and_a_day_off_moves_to_the_next_worked_one() -> None:
    fermes = {dt.date(2026, 4, 5), dt.date(2026, 4, 6)}
    assert roll(dt.date(2026, 4, 4), fermes.__contains__).date == dt.date(2026, 4, 4)
    assert roll(dt.date(2026, 4, 4), fermes.__contains__).traverses == ()
    reporte = roll(dt.date(2026, 4, 5), fermes.__contains__)
    assert (reporte.date, set(reporte.traverses)) == (dt.date(2026, 4, 7), fermes)


INTERVALLES = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 20)).map(lambda c: (c[0], c[0] + c[1])), max_size=6)


@given(INTERVALLES)
def test_a_day_covered_twice_counts_once(bornes: list[tuple[int, int]]) -> None:
    intervalles = [(dt.date.fromordinal(a), dt.date.fromordinal(b)) for a, b in bornes]
    assert union_days(intervalles) == len({jour for a, b in bornes for jour in range(a, b)})
