"""Which values of an axis are named: those that ten people share, and never so that the others can be told."""

from droits_usagers.domain.chiffres.protection import AxeChiffres, GroupeCompte, merged, name_axis
from droits_usagers.domain.chiffres.valeurs import AUTRES


def group(de: int, nombre: int, *, chacun: int = 1) -> GroupeCompte:
    """So many people from the `de`-th, with so many requests each."""
    return GroupeCompte(nombre * chacun, frozenset(range(de, de + nombre)))


def test_ten_people_are_enough_and_nine_are_not_whatever_they_ask() -> None:
    assert group(0, 10).is_enough
    assert not group(0, 9, chacun=10).is_enough


def test_whoever_is_in_two_groups_counts_once_and_their_requests_twice() -> None:
    assert merged([group(0, 6), group(4, 6)]) == GroupeCompte(12, frozenset(range(10)))


def test_the_most_frequent_come_first_then_by_name_up_to_so_many() -> None:
    population = {"b": group(0, 12), "a": group(20, 12), "c": group(40, 30), "d": group(80, 11), "e": group(100, 10)}

    assert name_axis(population, au_plus=5) == AxeChiffres(("c", "a", "b", "d", "e"))
    assert name_axis(population, au_plus=2) == AxeChiffres(("c", "a"), ("b", "d", "e"))


def test_the_smallest_joins_the_others_when_they_are_too_few() -> None:
    population = {"a": group(0, 30), "b": group(40, 12), "c": group(60, 9)}

    assert name_axis(population, au_plus=5) == AxeChiffres(("a",), ("b", "c"))
    # The same people: together they still are nine.
    assert name_axis({"a": group(0, 9, chacun=3), "b": group(0, 9)}, au_plus=5) == AxeChiffres((), ("a", "b"))


def test_what_names_nothing_is_among_the_others() -> None:
    axe = name_axis({"": group(0, 30), "a": group(40, 12)}, au_plus=5)

    assert axe == AxeChiffres(("a",), ("",))
    assert axe.cles == ("a", AUTRES)
    assert (axe.place("a"), axe.place("z"), axe.place("")) == ("a", AUTRES, AUTRES)
    assert AxeChiffres(("a",)).cles == ("a",)
