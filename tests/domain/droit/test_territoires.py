"""Which codes are those of a territory whose law is known here."""

import pytest

from droits_usagers.domain.droit.feries import is_territoire


@pytest.mark.parametrize("code", ["01", "93", "95", "2A", "2B", "971", "974", "976", "977", "978", "986", "987", "988"])
def test_the_code_of_a_territory_is_known(code: str) -> None:
    assert is_territoire(code)


@pytest.mark.parametrize("code", ["", "1", "00", "20", "96", "2C", "2a", "970", "979", "985", "989", "93 ", "093", "Paris"])
def test_anything_else_is_not(code: str) -> None:
    assert not is_territoire(code)
