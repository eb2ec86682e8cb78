"""Lengths of time as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.mots.durees import Duree
from tests.chaque import chaque


@chaque(
    ("texte", "mois"),
    [
        ("6 mois", [6]),
        ("deux ans", [24]),
        ("5 ans après le dernier entretien", [60]),
        ("Un an, puis 3 années d'archives", [12, 36]),
        ("dix-huit mois", [18]),
        ("deux semestres et un trimestre", [15]),
        ("1 an et 6 mois", [18]),
        ("un an six mois, puis 6 mois et un an", [18, 6, 12]),
        ("2 ans et 36 mois", [24, 36]),
        ("365 jours, 730 jours, 180 jours", [12, 24, 6]),
        ("52 semaines ou 104 semaines", [12, 24]),
        ("vingt-quatre mois", [24]),
        ("trente six mois", [36]),
        ("vingt et un ans, quatre-vingt-dix ans", [252, 1080]),
        ("soixante-douze mois", [72]),
        ("quatre-vingt-dix-huit mois", [98]),
        ("vingt-deux mois", [22]),
        ("deux (2) ans", [24]),
        ("dix-huit (18) mois", [18]),
        ("un an et demi", [18]),
        ("2 à 5 ans", [24, 60]),
        ("six ou douze mois", [6, 12]),
        ("24/36 mois", [24, 36]),
        ("5ans", [60]),
        ("en 2010 et 2 ans", [24]),
        ("30 jours", [1]),
        ("illimitée", [None]),
        ("sans limite de durée", [None]),
        ("le temps nécessaire", []),
        ("l'an prochain", []),
        ("", []),
    ],
)
def test_a_length_is_read_in_figures_or_in_words(catalogue: Catalogue, texte: str, mois: list[float | None]) -> None:
    assert [duree.mois for duree in catalogue.mentions.durees.find(texte)] == pytest.approx(mois)


def test_what_has_no_end_is_longer_than_anything() -> None:
    assert sorted([Duree(None), Duree(24.0), Duree(6.0)]) == [Duree(6.0), Duree(24.0), Duree(None)]
    assert not Duree(None) < Duree(None)


@given(st.integers(1, 40), st.integers(1, 11))
def test_a_length_said_in_two_units_is_one(catalogue: Catalogue, annees: int, mois: int) -> None:
    durees = catalogue.mentions.durees

    assert durees.find(f"{annees} ans et {mois} mois") == durees.find(f"{annees * 12 + mois} mois")


def test_what_differs_by_less_than_its_unit_may_be_the_same(catalogue: Catalogue) -> None:
    (semaines, mois, cinq, jours, six) = catalogue.mentions.durees.find("4 semaines, 1 mois, 35 jours, 31 jours, 6 semaines")
    assert semaines.meets(mois)
    assert mois.meets(jours)
    assert not mois.meets(cinq)
    assert not semaines.meets(six)


@given(st.integers(1, 800))
def test_years_and_months_say_the_same(catalogue: Catalogue, annees: int) -> None:
    durees = catalogue.mentions.durees

    assert durees.find(f"{annees} ans") == durees.find(f"{annees * 12} mois")
