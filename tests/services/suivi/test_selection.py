"""The dossiers chosen in the Suivi, until another screen is given others."""

from droits_usagers.domain.dossier.dossiers import Tri
from droits_usagers.services.suivi.liste_coffre import Selection


def test_none_are_chosen_at_first() -> None:
    assert (Selection().references, Selection().tri) == ((), None)


def test_they_are_handed_over_in_the_order_they_were_shown() -> None:
    choisies = ["2026-0003", "2026-0001", "2026-0002"]
    selection = Selection()
    selection.give(choisies, Tri.URGENCE)
    # What the Suivi does with its own list afterwards changes nothing.
    choisies.clear()

    assert (selection.references, selection.tri) == (("2026-0003", "2026-0001", "2026-0002"), Tri.URGENCE)


def test_others_take_their_place_with_their_own_order() -> None:
    selection = Selection()
    selection.give(["2026-0001"], Tri.PERSONNE)
    selection.give(["2026-0002"])

    assert (selection.references, selection.tri) == (("2026-0002",), None)


def test_nothing_is_left_of_them_once_forgotten() -> None:
    selection = Selection()
    selection.give(["2026-0001"], Tri.PERSONNE)
    selection.clear()

    assert (selection.references, selection.tri) == ((), None)
