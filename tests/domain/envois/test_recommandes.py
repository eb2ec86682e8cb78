"""Numbers of registered letters, as people copy them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.envois.recommandes import read_recommande


@pytest.mark.parametrize(
    ("texte", "lu"),
    [
        ("1A 123 456 7890 1", "1A 123 456 7890 1"),
        ("1a12345678901", "1A 123 456 7890 1"),
        ("\u00a01A.123-456 78901 ", "1A 123 456 7890 1"),
        ("RK 123 456 789 FR", "RK 123 456 789 FR"),
        ("87000123456789A", "87000123456789A"),
        ("", ""),
        ("  ", ""),
        ("123", None),
        ("lettre suivie", None),
        ("1A 123 456 7890 é", None),
        ("1" * 31, None),
    ],
)
def test_a_number_is_read_leniently(texte: str, lu: str | None) -> None:
    assert read_recommande(texte) == lu


@given(st.text(max_size=40))
def test_what_was_read_reads_the_same(texte: str) -> None:
    lu = read_recommande(texte)
    assert lu is None or read_recommande(lu) == lu
