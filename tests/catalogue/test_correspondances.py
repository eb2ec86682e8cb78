"""The numbers the act of 1978 had before 2019, and what became of them."""

import shutil
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue, load_catalogue
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places

#: Those that a text of 2011 about a social service cites (declaration, authorisation, security, opposition, access…).
ANCIENS = [
    "6",
    "7",
    "8",
    "10",
    "11",
    "22",
    "25",
    "27",
    "31",
    "32",
    "34",
    "36",
    "38",
    "39",
    "40",
    "40-1",
    "41",
    "43",
    "43-ter",
    "43-quater",
    "45",
]


def test_every_old_number_leads_to_articles_of_today(catalogue: Catalogue) -> None:
    droit = catalogue.droit

    assert list(droit.correspondances) == [f"2011-{ancien}" for ancien in ANCIENS]
    for correspondance in droit.correspondances.values():
        assert set(correspondance.aujourd_hui) <= set(droit.entrees), correspondance.id
        assert correspondance.explication.endswith("."), correspondance.id


@pytest.mark.parametrize(
    ("id_", "aujourd_hui", "piege"),
    [
        ("2011-22", {"rgpd-30", "lil-57"}, "procédure de sanction"),
        ("2011-34", {"rgpd-32", "lil-4-6"}, "délai d’avis de la CNIL"),
        ("2011-38", {"rgpd-21-1", "lil-56"}, "mandat"),
    ],
)
def test_a_number_that_says_something_else_today_is_a_trap_and_says_so(
    id_: str, aujourd_hui: set[str], piege: str, catalogue: Catalogue
) -> None:
    correspondance = catalogue.droit.correspondances[id_]

    assert set(correspondance.aujourd_hui) == aujourd_hui
    assert piege in correspondance.piege


def test_the_security_of_a_department_does_not_rest_on_the_article_copied_from_the_old_one(catalogue: Catalogue) -> None:
    correspondance = catalogue.droit.correspondances["2011-34"]

    assert "lil-121" not in correspondance.aujourd_hui
    assert "121" in correspondance.piege


@pytest.mark.parametrize(
    ("avant", "apres", "cle"),
    [
        ('aujourd_hui = ["lil-64"]', 'aujourd_hui = ["lil-640"]', "aujourd_hui"),
        ('aujourd_hui = ["lil-64"]', "aujourd_hui = []", "aujourd_hui"),
        ('ancien = "article 43"\n', "", "ancien"),
        ('ancien = "article 43"\n', 'ancien = "article 43"\nautre = 1\n', "autre"),
    ],
)
def test_an_old_number_that_leads_nowhere_is_refused(places: Places, tmp_path: Path, avant: str, apres: str, cle: str) -> None:
    shutil.copytree(places.resources / "droit", tmp_path / "droit")
    fichier = tmp_path / "droit" / "correspondances.toml"
    texte = fichier.read_text(encoding="utf-8")
    assert avant in texte
    fichier.write_text(texte.replace(avant, apres, 1), encoding="utf-8")

    with pytest.raises(ExpectedError) as refus:
        _ = load_catalogue(tmp_path).droit

    assert refus.value.panne is Panne.RESSOURCE_ABIMEE
    assert refus.value.faits["fichier"] == "droit/correspondances.toml"
    assert refus.value.faits["cle"].endswith(cle)
