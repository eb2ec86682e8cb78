"""The screens there are: each has a drawing and an id of its own, and a name when one may look for it."""

from collections import Counter

from droits_usagers.catalogue import Catalogue
from droits_usagers.places import Places
from droits_usagers.ui.fenetre.ecrans import ECRANS


def test_every_screen_has_its_name_and_its_drawing(catalogue: Catalogue, places: Places) -> None:
    for ecran in ECRANS:
        assert not ecran.found or f"rail.{ecran.id}" in catalogue.textes, (
            f"rail.{ecran.id} is missing in resources/textes/fr.toml"
        )
        assert (places.resources / "icones" / f"{ecran.icone}.svg").is_file(), f"resources/icones/{ecran.icone}.svg"


def test_no_two_screens_have_the_same_id() -> None:
    assert [id_ for id_, nombre in Counter(ecran.id for ecran in ECRANS).items() if nombre > 1] == []


def test_every_screen_of_the_rail_is_found_by_its_name() -> None:
    assert all(ecran.found for ecran in ECRANS if ecran.in_rail)
