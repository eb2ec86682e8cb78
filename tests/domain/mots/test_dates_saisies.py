import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.mots.dates import (
    MoisConnu,
    date_courte,
    date_longue,
    read_ahead,
    read_date,
    read_month,
    read_naissance,
    read_recent,
)

AUJOURD_HUI = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    "ecrite",
    ["5/3/26", "05/03/2026", "5.3.2026", "5-3-26", "5 3 2026", "050326", "05032026", "2026-03-05", "5 mars 2026",
     " 5  Mars  26 ", "jeudi 5 mars 2026", "5 mars", "5/3"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(ecrite: str) -> None:
    assert read_date(ecrite, AUJOURD_HUI) == dt.date(2026, 3, 5)


@pytest.mark.parametrize(
    ("ecrite", "lue"),
    [("1er mai 2026", dt.date(2026, 5, 1)), ("14 fevr. 2026", dt.date(2026, 2, 14)), ("2 AOÛT 2026", dt.date(2026, 8, 2)),
     ("25/12", dt.date(2025, 12, 25)), ("29 février", None), ("29/2/2024", dt.date(2024, 2, 29))],
)  # fmt: skip
def test_shortened_months_and_missing_years_are_understood(ecrite: str, lue: dt.date | None) -> None:
    assert read_date(ecrite, AUJOURD_HUI) == lue


@pytest.mark.parametrize("ecrite", ["", "hier", "31/2/2026", "5 ju 2026", "32 mars", "5/13/26", "12", "5 mars 12026", "0/0/0"])
def test_what_is_not_a_day_is_not_guessed(ecrite: str) -> None:
    assert read_date(ecrite, AUJOURD_HUI) is None


@pytest.mark.parametrize(
    ("ecrite", "lue"),
    [("23", dt.date(2026, 11, 23)), (" 24 ", AUJOURD_HUI), ("25", dt.date(2026, 10, 25)), ("31", dt.date(2026, 10, 31)),
     ("1", dt.date(2026, 11, 1)), ("32", None), ("0", None), ("23/11", dt.date(2026, 11, 23)), ("", None), ("hier", None)],
)  # fmt: skip
def test_a_number_alone_is_a_day_that_has_just_been(ecrite: str, lue: dt.date | None) -> None:
    assert read_recent(ecrite, AUJOURD_HUI) == lue


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)), st.integers(1, 31))
def test_every_day_of_a_month_has_been_within_two_months(today: dt.date, quantieme: int) -> None:
    jour = read_recent(str(quantieme), today)
    assert jour is not None
    assert jour.day == quantieme
    assert dt.timedelta(0) <= today - jour < dt.timedelta(days=62)


@pytest.mark.parametrize(
    ("ecrite", "lue"),
    [("1970", 1970), ("3/2/70", dt.date(1970, 2, 3)), ("3 février 1970", dt.date(1970, 2, 3)), ("3/2/27", dt.date(1927, 2, 3)),
     ("2099", None), ("12/12/2050", None), ("vers 1970", None), ("", None)],
)  # fmt: skip
def test_a_birth_may_be_a_year_and_is_never_to_come(ecrite: str, lue: dt.date | int | None) -> None:
    assert read_naissance(ecrite, AUJOURD_HUI) == lue


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_what_the_program_writes_it_reads_back(jour: dt.date) -> None:
    assert read_date(date_courte(jour), AUJOURD_HUI) == jour
    assert read_date(date_longue(jour), AUJOURD_HUI) == jour
    assert read_date(jour.isoformat(), AUJOURD_HUI) == jour


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_without_a_fuss(ecrite: str) -> None:
    assert read_date(ecrite, AUJOURD_HUI) is None or isinstance(read_date(ecrite, AUJOURD_HUI), dt.date)
    read_naissance(ecrite, AUJOURD_HUI)


@pytest.mark.parametrize(
    ("ecrite", "jour"),
    [
        ("5/1/28", dt.date(2028, 1, 5)),
        ("5 janvier 28", dt.date(2028, 1, 5)),
        ("050128", dt.date(2028, 1, 5)),
        ("29/2", dt.date(2028, 2, 29)),
        ("24/11", AUJOURD_HUI),
        ("23 novembre", dt.date(2027, 11, 23)),
        ("24/11/2036", dt.date(2036, 11, 24)),
        ("2027-03-05", dt.date(2027, 3, 5)),
        ("5/1/2206", None),
        ("5/1/77", None),
        ("30/2", None),
        ("demain", None),
    ],
)
def test_a_day_to_come_is_the_first_that_can_be_meant(ecrite: str, jour: dt.date | None) -> None:
    assert read_ahead(ecrite, AUJOURD_HUI) == jour


@given(st.dates(AUJOURD_HUI, dt.date(2036, 12, 31)))
def test_any_day_of_the_ten_years_to_come_is_read_back(jour: dt.date) -> None:
    assert {read_ahead(ecrite, AUJOURD_HUI) for ecrite in (date_courte(jour), date_longue(jour), f"{jour:%d/%m/%y}")} == {jour}


@pytest.mark.parametrize(
    ("ecrit", "mois"),
    [
        ("juin 2026", MoisConnu(2026, 6, 1)),
        ("06/26", None),
        ("juin", MoisConnu(2026, 6, 1)),
        ("déc.", MoisConnu(2025, 12, 1)),
        ("13/2026", None),
        ("hier", None),
        ("06/1200", None),
    ],
)
def test_a_month_alone_is_a_month(ecrit: str, mois: MoisConnu | None) -> None:
    assert read_month(ecrit, AUJOURD_HUI) == mois


def test_a_number_alone_is_the_first_such_day_to_come() -> None:
    assert read_ahead("24", AUJOURD_HUI) == AUJOURD_HUI
    assert read_ahead("5", AUJOURD_HUI) == dt.date(2026, 12, 5)
