"""What the control goes by is read whole, or refused with its key."""

from pathlib import Path
from shutil import copytree

import pytest

from droits_usagers.catalogue.catalogue import Catalogue, load_catalogue
from droits_usagers.domain.controle.valeurs import Regle
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places


@pytest.fixture
def ressources(tmp_path: Path, places: Places) -> Path:
    return copytree(places.resources, tmp_path / "resources")


def refused(ressources: Path, texte: str) -> str:
    (ressources / "controle" / "regles.toml").write_text(texte, encoding="utf-8")
    with pytest.raises(ExpectedError) as refus:
        load_catalogue(ressources).controle  # noqa: B018 - read on first use
    assert refus.value.panne is Panne.RESSOURCE_ABIMEE
    return refus.value.faits["cle"]


def test_every_rule_is_there(ressources: Path) -> None:
    fichier = ressources / "controle" / "regles.toml"
    premiere, *autres = fichier.read_text(encoding="utf-8").split("\n[[regle]]\n")
    assert len(autres) == len(Regle)
    assert refused(ressources, "\n[[regle]]\n".join((premiere, *autres[:-1]))).endswith("regle")


def test_a_rule_says_something(ressources: Path) -> None:
    assert refused(ressources, f'format = 1\n[[regle]]\nid = "{next(iter(Regle))}"\n').endswith("cas")


def test_what_a_situation_says_is_counted_by_demarche(catalogue: Catalogue) -> None:
    for situation in catalogue.situations:
        assert len(situation.reponses) == len(list(situation.reponses))
