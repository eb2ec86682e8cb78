"""Dates in French words."""

import datetime as dt

import pytest

from droits_usagers.domain.mots.dates import MoisConnu, date_courte, date_longue, date_sans_annee


@pytest.mark.parametrize(
    ("jour", "longue", "courte", "sans_annee"),
    [
        (dt.date(2026, 3, 5), "jeudi 5 mars 2026", "5 mars 2026", "jeudi 5 mars"),
        (dt.date(2026, 5, 1), "vendredi 1er mai 2026", "1er mai 2026", "vendredi 1er mai"),
        (dt.date(2028, 2, 29), "mardi 29 février 2028", "29 février 2028", "mardi 29 février"),
        (dt.date(2026, 12, 31), "jeudi 31 décembre 2026", "31 décembre 2026", "jeudi 31 décembre"),
        (dt.date(2027, 8, 11), "mercredi 11 août 2027", "11 août 2027", "mercredi 11 août"),
    ],
)
def test_a_date_reads_as_a_person_would_write_it(jour: dt.date, longue: str, courte: str, sans_annee: str) -> None:
    assert date_longue(jour) == longue
    assert date_courte(jour) == courte
    assert date_sans_annee(jour) == sans_annee


def test_every_day_and_every_month_has_its_own_name() -> None:
    jours = {date_sans_annee(dt.date(2026, 6, n)).split()[0] for n in range(1, 8)}
    mois = {date_courte(dt.date(2026, n, 2)).split()[1] for n in range(1, 13)}
    assert (len(jours), len(mois)) == (7, 12)


def test_a_month_whose_year_is_obvious_is_its_name() -> None:
    assert date_sans_annee(MoisConnu(2026, 6, 1)) == "juin"
