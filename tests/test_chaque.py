"""Cases gathered in one test still each say that they do not hold."""

from pathlib import Path

import pytest

from tests.chaque import chaque


def test_every_case_that_fails_is_shown_under_its_values() -> None:
    @chaque("un", [1, 2, 3])
    @chaque(("deux", "trois"), [(1, 2), pytest.param(3, 4, id="x")])
    def holds(un: int, deux: int, trois: int, *, seuil: int) -> None:
        if un + deux + trois > seuil:
            raise LookupError(un)

    with pytest.raises(ExceptionGroup, match="2 of 3 cases") as faute:
        holds(seuil=8)

    assert [cas.__notes__ for cas in faute.value.exceptions] == [["[un=2]"], ["[un=3]"]]
    (dernier,) = faute.value.exceptions[-1].exceptions
    assert (str(dernier), dernier.__notes__) == ("3", ["[deux=3, trois=4]"])


def test_nothing_to_go_through_is_refused() -> None:
    with pytest.raises(ValueError, match="proves nothing"):
        chaque("un", [])


@chaque("nom", ["a", "b"])
def test_fixtures_are_given_as_to_any_test(nom: str, racine: Path) -> None:
    assert (racine / "start.py").is_file()
    assert nom in {"a", "b"}
