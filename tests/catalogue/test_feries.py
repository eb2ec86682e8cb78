"""The file of public holidays is refused, with its name, when it cannot mean what it says."""

import shutil
from pathlib import Path

import pytest

from droits_usagers.catalogue import load_catalogue
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places

NOEL = 'id = "noel"\nfondement = "travail-l3133-1"\na_partir_du = 2018-05-25\nmois = 12\njour = 25\n'


@pytest.fixture
def ressources(places: Places, tmp_path: Path) -> Path:
    shutil.copytree(places.resources / "droit", tmp_path / "droit")
    return tmp_path


@pytest.mark.parametrize(
    ("avant", "apres", "cle"),
    [
        ('fondement = "travail-l3133-1"', 'fondement = "travail-l9999"', "fondement"),
        ('territoires = ["57", "67", "68"]', 'territoires = ["57", "20"]', "territoires"),
        (NOEL, NOEL.replace("jour = 25", "jour = 32"), "jour"),
        (NOEL, NOEL.replace("mois = 12", "mois = 13"), "jour"),
        (NOEL, NOEL.replace("mois = 12\njour = 25\n", ""), "jour"),
        (NOEL, NOEL + "paques = 3\n", "jour"),
        (NOEL, NOEL.replace("a_partir_du = 2018-05-25\n", ""), "a_partir_du"),
        (NOEL, NOEL + "inconnu = 1\n", "inconnu"),
        ("paques = 39", "paques = true", "paques"),
        ("paques = 49", "paques = 50", "paques"),
        ("paques = 49\n", "", "paques"),
        ('[[dimanche]]\nid = "paques"\n', "[[dimanche]]\n", "id"),
    ],
)
def test_a_holiday_that_makes_no_sense_is_refused(ressources: Path, avant: str, apres: str, cle: str) -> None:
    fichier = ressources / "droit" / "feries.toml"
    texte = fichier.read_text(encoding="utf-8")
    assert avant in texte
    fichier.write_text(texte.replace(avant, apres, 1), encoding="utf-8")
    with pytest.raises(ExpectedError) as refus:
        _ = load_catalogue(ressources).feries
    assert refus.value.panne is Panne.RESSOURCE_ABIMEE
    assert refus.value.faits["fichier"] == "droit/feries.toml"
    assert refus.value.faits["cle"].endswith(cle)
