"""Numbers as people write them, and what only looks like one."""

from droits_usagers.domain.mots.nombres import figures_of, number_at, value_of


def test_figures_without_end_are_no_number_and_stop_nothing() -> None:
    longs = "7" * 5000
    assert value_of(longs) is None
    assert number_at([longs, "12"], 0) == (0, 0)
    assert figures_of(["12", longs]) == f"12{longs}"
