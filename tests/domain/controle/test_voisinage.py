"""The rare words of a held street and its number, near each other: held; what only resembles leaves."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.personnes.personnes import Personne
from tests.controle import cases, look_at, passage

VIGNES = ("27 chemin des Vignes", "38300 Bourgoin")


def is_held(catalogue: Catalogue, adresse: tuple[str, ...], texte: str) -> bool:
    return bool(cases(look_at(catalogue.controle, texte, cadre=Cadre(adresses_tenues=(adresse,)))))


def test_a_number_in_one_row_and_its_street_in_the_next_are_one(catalogue: Catalogue) -> None:
    rangees = (passage("le rapport de la visite au 27"), passage("chemin des Vignes"))
    assert cases(look_at(catalogue.controle, *rangees, cadre=Cadre(adresses_tenues=(VIGNES,))))


@pytest.mark.parametrize(("suite", "tenue"), [("", False), (", à Lille", False), (", à Bourgoin", True), (", 38300", True)])
def test_who_lives_in_that_street_of_another_town_says_it_but_not_beside_the_held_town(
    catalogue: Catalogue, suite: str, *, tenue: bool
) -> None:
    ailleurs = Personne(nom="Roy", adresse=(VIGNES[0], "59000 Lille"))
    cadre = Cadre(adresses_tenues=(VIGNES,), concerne=ailleurs)
    assert bool(cases(look_at(catalogue.controle, f"la visite au 27 chemin des Vignes{suite}", cadre=cadre))) is tenue
