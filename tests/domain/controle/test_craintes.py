"""The reasons of an opposition: those that everyone could give are told from those of one life."""

import tomllib
from pathlib import Path

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.controle.valeurs import Alerte, Poids
from tests.chaque import chaque
from tests.controle import look_at

PHRASES = tomllib.loads((Path(__file__).parents[2] / "donnees/controle/craintes.toml").read_text("utf-8"))
PERSONNELLE = "Ma belle-sœur est à l'accueil."


def heard(catalogue: Catalogue, *raisons: str) -> tuple[Alerte, ...]:
    raisons_dites = {f"fait_{rang}": raison for rang, raison in enumerate(raisons)}
    return look_at(catalogue.controle, cadre=Cadre(raisons=raisons_dites))


@chaque("phrase", PHRASES["generales"])
def test_a_fear_that_everyone_could_have_is_confirmed(catalogue: Catalogue, phrase: str) -> None:
    (alerte,) = heard(catalogue, phrase)
    assert (alerte.poids, alerte.champ) == (Poids.A_CONFIRMER, "fait_0")
    assert "Un fait de votre vie rend-il ce risque plus grand pour vous ? Une phrase suffit." in (
        catalogue.controle.phrase(alerte).enjeu.replace("\u202f", " ")
    )


@chaque("phrase", PHRASES["personnelles"])
def test_a_fact_of_someones_life_is_never_questioned(catalogue: Catalogue, phrase: str) -> None:
    assert heard(catalogue, phrase) == ()


@chaque("phrase", PHRASES["generales"])
def test_one_fact_is_enough_beside_a_general_fear(catalogue: Catalogue, phrase: str) -> None:
    assert heard(catalogue, phrase, PERSONNELLE) == heard(catalogue, f"{phrase} {PERSONNELLE}") == ()


def test_nothing_is_said_of_no_reason_at_all(catalogue: Catalogue) -> None:
    assert heard(catalogue) == heard(catalogue, "  ") == ()
