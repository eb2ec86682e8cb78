"""Months that may be too old: never said of a month that may have been paid within the time of its text."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.dette.mois import (
    AgeMois,
    RaisonAge,
    Reclamation,
    examine,
    latest_payment,
    months_of,
    periodes_of,
    spans,
)
from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.droit.voies import Prescription

if TYPE_CHECKING:
    from collections.abc import Mapping

    from droits_usagers.domain.demarche.questions import Valeur

RSA = Prescription("casf-l262-45", 24)
FAMILIALES = Prescription("css-l553-1", 24, fraude_mois=60)
CHOMAGE = Prescription("travail-l5422-5", 36, depuis_paiement=True, fraude_mois=120)
REGLES = st.sampled_from([RSA, FAMILIALES, CHOMAGE])
JOURS = st.dates(dt.date(2005, 1, 1), dt.date(2040, 12, 31))
MOIS = JOURS.map(lambda jour: jour.replace(day=1))


def _age(regle: Prescription, mois: dt.date, reclamation: Reclamation) -> AgeMois:
    return examine(regle, (mois,), reclamation).mois[0].age


@given(REGLES, MOIS, JOURS, st.integers(0, 60))
def test_a_month_is_too_old_only_if_it_is_however_late_it_was_paid(
    regle: Prescription, mois: dt.date, jour: dt.date, apres: int
) -> None:
    paye = min(mois + dt.timedelta(days=apres), latest_payment(mois))

    if _age(regle, mois, Reclamation(jour)) is AgeMois.ANCIEN:
        assert add_months(paye, regle.mois) < jour


@given(regle=REGLES, mois=MOIS, jour=JOURS, avant=JOURS, fraude=st.booleans())
def test_what_came_before_and_fraud_never_make_a_month_surely_too_old(
    regle: Prescription, mois: dt.date, jour: dt.date, avant: dt.date, *, fraude: bool
) -> None:
    seule = _age(regle, mois, Reclamation(jour))
    autre = _age(regle, mois, Reclamation(jour, avant, fraude=fraude))

    assert autre is seule or autre is AgeMois.DISCUTE
    assert (autre is AgeMois.RECENT) == (seule is AgeMois.RECENT)


@given(REGLES, MOIS, JOURS)
def test_claimed_later_a_month_is_not_younger(regle: Prescription, mois: dt.date, jour: dt.date) -> None:
    rangs = list(AgeMois)[::-1]

    plus_tard = _age(regle, mois, Reclamation(jour + dt.timedelta(days=40)))
    assert rangs.index(plus_tard) >= rangs.index(_age(regle, mois, Reclamation(jour)))


@pytest.mark.parametrize(
    ("mois", "age"),
    [
        # Claimed on 16 November 2026, two years back: October 2024 may have been paid until the end of November.
        (dt.date(2024, 9, 1), AgeMois.ANCIEN),
        (dt.date(2024, 10, 1), AgeMois.DISCUTE),
        (dt.date(2024, 11, 1), AgeMois.DISCUTE),
        (dt.date(2024, 12, 1), AgeMois.RECENT),
    ],
)
def test_the_months_around_two_years(mois: dt.date, age: AgeMois) -> None:
    assert _age(RSA, mois, Reclamation(dt.date(2026, 11, 16))) is age


def test_fraud_leaves_five_years_where_they_are_written_and_nothing_sure_elsewhere() -> None:
    reclamation = Reclamation(dt.date(2026, 11, 16), fraude=True)

    assert _age(FAMILIALES, dt.date(2021, 3, 1), reclamation) is AgeMois.ANCIEN
    assert _age(FAMILIALES, dt.date(2023, 3, 1), reclamation) is AgeMois.DISCUTE
    assert _age(RSA, dt.date(2012, 3, 1), reclamation) is AgeMois.DISCUTE
    assert _age(CHOMAGE, dt.date(2016, 3, 1), reclamation) is AgeMois.ANCIEN


def test_a_letter_before_makes_the_months_it_was_in_time_for_a_matter_to_argue() -> None:
    examen = examine(
        RSA, months_of(periodes_of({"periodes": ({"periode_du": dt.date(2022, 1, 1), "periode_au": dt.date(2024, 6, 1)},)})),
        Reclamation(dt.date(2026, 11, 16), dt.date(2025, 1, 10)),
    )  # fmt: skip

    assert examen.of_age(AgeMois.ANCIEN)[-1] == dt.date(2022, 11, 1)
    assert examen.of_age(AgeMois.DISCUTE)[0] == dt.date(2022, 12, 1)
    assert examen.raisons == {RaisonAge.LETTRE_AVANT}


def test_the_months_of_lines_in_any_order_are_told_once() -> None:
    lignes: tuple[Mapping[str, Valeur], ...] = (
        {"periode_du": dt.date(2025, 3, 31), "periode_au": dt.date(2024, 12, 1), "periode_somme": " 310 € "},
        {"periode_au": dt.date(2025, 2, 14)},
        {"periode_somme": "12 €"},
    )

    periodes = periodes_of({"periodes": lignes})
    assert [(periode.premier.isoformat(), periode.somme) for periode in periodes] == [
        ("2024-12-01", "310 €"),
        ("2025-02-01", ""),
    ]
    assert list(spans(months_of(periodes))) == ["décembre 2024 à mars 2025"]


@given(st.lists(MOIS, max_size=30))
def test_the_spans_of_months_hold_them_all(mois: list[dt.date]) -> None:
    triees = sorted(set(mois))

    assert len(list(spans(triees))) == sum(1 for un in triees if add_months(un, -1) not in triees)
