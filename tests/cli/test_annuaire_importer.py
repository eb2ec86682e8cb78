"""`annuaire importer`: a file of bodies becomes part of a coffre, with a report, and is taken back by its number."""

import json
from pathlib import Path

import pytest

from tests.annuaires import fichier_cnil, ligne_cnil
from tests.cli.conftest import Lance
from tests.coffres import PHRASE


@pytest.fixture
def coffre(lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DROITS_USAGERS_PHRASE", PHRASE)
    chemin = tmp_path / "permanence.coffre"
    assert lance("coffre", "creer", chemin).code == 0
    return chemin


@pytest.fixture
def fichier(tmp_path: Path) -> Path:
    chemin = tmp_path / "opencnil.csv"
    lignes = [ligne_cnil("LA FORGE", courriel="dpo@forge.fr"), ligne_cnil("LE MOULIN", code_postal="NULL"), ligne_cnil("NULL")]
    chemin.write_bytes(fichier_cnil(lignes))
    return chemin


def test_the_report_has_the_promised_keys(lance: Lance, coffre: Path, fichier: Path) -> None:
    fini = lance("annuaire", "importer", fichier, "--coffre", coffre, "--json")

    assert fini.code == 0, fini.err
    assert json.loads(fini.out) == {
        "forme": "cnil",
        "lignes": 3,
        "prises": 2,
        "deja": 0,
        "remplacees": 0,
        "ecartees": 1,
        "sans_adresse": 1,
        "courriels": 1,
        "ignorees": [],
        "numero": 1,
    }


def test_it_is_said_in_words_and_taken_back_by_its_number(lance: Lance, coffre: Path, fichier: Path) -> None:
    dit = lance("annuaire", "importer", fichier, "--coffre", coffre).out.replace("\u00a0", " ")
    assert "Organismes ajoutés : 2" in dit
    assert "annuaire retirer 1" in dit
    retire = lance("annuaire", "retirer", 1, "--coffre", coffre)
    assert (retire.code, retire.out.replace("\u00a0", " ")) == (0, "Organismes retirés : 2.\n")
    # As if it had never been there.
    assert json.loads(lance("annuaire", "importer", fichier, "--coffre", coffre, "--json").out)["prises"] == 2


def test_the_numbers_of_what_was_taken_in_can_be_asked_for_again(lance: Lance, coffre: Path, fichier: Path) -> None:
    def asked() -> str:
        fini = lance("annuaire", "retirer", "--coffre", coffre)
        assert fini.code == 0, fini.err
        return fini.out.replace("\u00a0", " ")

    assert asked() == "Ce coffre n’a d’organismes d’aucun fichier.\n"
    lance("annuaire", "importer", fichier, "--coffre", coffre)
    assert asked() == "1 : fichier de la CNIL, 24 novembre 2026, organismes : 2\n"
    lance("annuaire", "retirer", 1, "--coffre", coffre)
    assert asked() == "Ce coffre n’a d’organismes d’aucun fichier.\n"


def test_a_file_that_is_not_a_list_of_bodies_is_refused_in_words(lance: Lance, coffre: Path, tmp_path: Path) -> None:
    (tmp_path / "gens.csv").write_text("Nom;Prénom\nDiallo;Zoé\n", encoding="utf-8")
    fini = lance("annuaire", "importer", tmp_path / "gens.csv", "--coffre", coffre)
    assert (fini.code, fini.out) == (2, "")
    assert "gens.csv" in fini.err
    assert lance("annuaire", "importer", tmp_path / "absent.csv", "--coffre", coffre).code == 2
