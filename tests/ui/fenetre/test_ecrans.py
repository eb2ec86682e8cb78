"""The screens there are: each has an id of its own in its mode, and a name; each door opens on one."""

from collections import Counter

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.fenetre.ecrans import PorteFenetre, behind, screen_name, screens


@pytest.mark.parametrize("mode", Mode)
def test_every_screen_has_its_name(catalogue: Catalogue, mode: Mode) -> None:
    for ecran in screens(mode):
        id_ = f"rail.{ecran.id}"
        assert id_ in catalogue.textes, f"{id_} is missing in resources/textes/fr.toml"
        assert screen_name(catalogue.textes, ecran.id, mode)


@pytest.mark.parametrize("mode", Mode)
def test_no_two_screens_have_the_same_id(mode: Mode) -> None:
    assert [id_ for id_, nombre in Counter(ecran.id for ecran in screens(mode)).items() if nombre > 1] == []


@pytest.mark.parametrize(
    ("mode", "premiers"),
    [
        (Mode.SANS_ENREGISTREMENT, ["assistant", "coffre", "notices"]),
        (Mode.COFFRE, ["assistant", "accueil", "notices"]),
        (Mode.POSTE_PARTAGE, ["assistant"]),
    ],
)
def test_each_door_opens_on_one_screen(mode: Mode, premiers: list[str]) -> None:
    assert [ecrans[0].id for porte in PorteFenetre if (ecrans := behind(porte, mode))] == premiers
