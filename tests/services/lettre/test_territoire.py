"""The département that a postcode tells, where its first digits are those of another."""

from droits_usagers.domain.droit.feries import territoire_of
from tests.chaque import chaque


@chaque(
    ("code", "territoire"),
    [("97864", "974"), ("97133", "977"), ("97150", "978"), ("97099", "977"), ("97400", "974"), ("93006", "93")],
)
def test_islands_and_cedex_are_told_by_their_own_postcodes(code: str, territoire: str) -> None:
    assert territoire_of((f"{code} Une ville",)) == territoire
