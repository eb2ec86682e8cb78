"""Coming back with a code: wrong ones make one wait, in the time of the clock, and never for hours."""

import datetime as dt

import pytest

from droits_usagers.services.socle.permanence import GRATUITS, Retour
from tests.coffres import Horloge

CODE = "4812"


@pytest.fixture
def retour(horloge: Horloge) -> Retour:
    return Retour(CODE, horloge.now)


def seconds(retour: Retour) -> float:
    return retour.left().total_seconds()


def test_the_code_brings_back_even_with_a_space_typed_after_it(retour: Retour) -> None:
    assert retour.is_asked
    assert retour.try_code(f"{CODE} ")


def test_where_none_was_set_none_is_asked(horloge: Horloge) -> None:
    assert not Retour("", horloge.now).is_asked


@pytest.mark.parametrize("saisi", ["", "481", "48120", "é", "0000"])
def test_anything_else_does_not(retour: Retour, saisi: str) -> None:
    assert not retour.try_code(saisi)


def test_each_wrong_one_makes_the_next_wait_longer(retour: Retour, horloge: Horloge) -> None:
    attentes = []
    for _ in range(12):
        retour.try_code("0000")
        attentes.append(seconds(retour))
        horloge.advance(seconds=seconds(retour))
    assert attentes[: GRATUITS - 1] == [0, 0]
    assert attentes[GRATUITS - 1 :] == [5, 10, 20, 40, 80, 160, 300, 300, 300, 300]


def test_while_one_waits_even_the_code_is_not_looked_at(retour: Retour, horloge: Horloge) -> None:
    for _ in range(GRATUITS):
        retour.try_code("0000")
    assert not retour.try_code(CODE)
    horloge.advance(seconds=4)
    assert seconds(retour) == 1
    horloge.advance(seconds=1)
    assert retour.try_code(CODE)
    assert seconds(retour) == 0


def test_a_clock_set_back_does_not_make_one_wait_for_hours(retour: Retour, horloge: Horloge) -> None:
    for _ in range(GRATUITS):
        retour.try_code("0000")
    horloge.advance(hours=-5)
    assert retour.left() == dt.timedelta(seconds=5)


def test_a_thousand_tries_are_counted(retour: Retour, horloge: Horloge) -> None:
    for _ in range(1000):
        horloge.advance(minutes=6)
        assert not retour.try_code("0000")
    assert seconds(retour) == 300
