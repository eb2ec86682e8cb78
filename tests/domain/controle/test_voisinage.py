"""The rare words of a held street and its number, near each other: held; what only resembles leaves."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.cadre import Cadre
from tests.controle import cases, look_at

VIGNES = ("27 chemin des Vignes", "38300 Bourgoin")


def is_held(catalogue: Catalogue, adresse: tuple[str, ...], texte: str) -> bool:
    return bool(cases(look_at(catalogue.controle, texte, cadre=Cadre(adresses_tenues=(adresse,)))))


@pytest.mark.parametrize(
    "texte",
    [
        "27-29 chemin des Vignes",
        "25 à 29, chemin des Vignes",
        "au 27 du chemin des Vignes",
        "chemin des Vignes 27",
        "27 ch. des Vignes",
        "vingt-sept chemin des Vignes",
        "chemin des Vignes, n° 27",
        "chemin des Vignes (au numéro vingt-sept)",
        "27 ter chemin des Vignes",
        "27 rue des Vignes",
        "27, drève des Vignes",
        "27, appt 3, chemin de la Vigne",
        "27 chemin des Vihnes",
        "27 chemin des Vi-\ngnes",
        "27chemindesvignes",
        "2 7 c h e m i n d e s v i g n e s",
        "VIGNES (CHEMIN DES) 27",
    ],
)
def test_a_held_street_is_found_beside_its_number(catalogue: Catalogue, texte: str) -> None:
    assert is_held(catalogue, VIGNES, texte)


@pytest.mark.parametrize(
    "texte",
    [
        "127 chemin des Vignes",
        "3 chemin des Vignes, appt 27",
        "le 27 mars 2024, j'ai écrit au 3 chemin des Vignes",
        "chemin des Vignes. Le 27 mars 2024",
        "27 lignes du chemin de fer",
        "27 pages sur les vignes",
        "un chemin, des vignes, 27000 Évreux",
        "le 27 de la rue Jean Moulin",
    ],
)
def test_another_number_a_day_or_other_words_leave(catalogue: Catalogue, texte: str) -> None:
    assert not is_held(catalogue, VIGNES, texte)


@pytest.mark.parametrize(
    ("adresse", "texte"),
    [
        (("chemin des Vignes, n° 27", "38300 Bourgoin"), "27 chemin des Vignes"),
        (("27-31 chemin des Vignes",), "29 chemin des Vignes"),
        (("118 avenue du Général de Gaulle",), "118 rue Degaulle"),
        (("43 rue du Faubourg Saint-Antoine",), "43 rueduFaubourgSaintAntoine"),
        (("43 rue du Faubourg Saint-Antoine",), "au quarante-trois du fg St Antoine"),
        (("14 rue du 8 Mai 1945",), "rue du huit mai 1945, 14"),
        (("5 rue des Quatre-Vents",), "cinq, rue des 4 vents"),
        (("Kergoat", "29000 Plouville"), "au lieu-dit Kergoatt, en Plouville"),
        (("Résidence Les Acacias, Bât. B", "93100 Montreuil"), "Les Acacias, 93 100 Montreuil"),
    ],
)
def test_it_is_however_the_held_one_was_written(catalogue: Catalogue, adresse: tuple[str, ...], texte: str) -> None:
    assert is_held(catalogue, adresse, texte)


def test_a_street_named_as_a_held_residence_leaves(catalogue: Catalogue) -> None:
    assert not is_held(catalogue, ("Résidence Les Acacias", "93100 Montreuil"), "4 rue des Acacias, 93100 Montreuil")
