"""A table is held without what is empty at its end: neither lines nor cells."""

import pytest

from droits_usagers.domain.socle.tableaux import Rangee, trimmed


@pytest.mark.parametrize(
    ("rangees", "attendues"),
    [
        ((), ()),
        ((("",), ("", " ")), ()),
        ((("a", ""), ("", "b", " "), ("",)), (("a",), ("", "b"))),
        # An empty line in the middle stays: what follows keeps its place.
        ((("a",), ("",), ("b",)), (("a",), (), ("b",))),
    ],
)
def test_what_is_empty_at_the_end_goes(rangees: tuple[Rangee, ...], attendues: tuple[Rangee, ...]) -> None:
    assert trimmed(rangees) == attendues
