"""`--confirmer`: what the control holds back on the command line, and the way through."""

from pathlib import Path

import pytest

from tests.cli.conftest import Lance

LETTRE = """
demarche = "acces"
date = 2026-11-24
[concerne]
nom = "Œuvrard"
[organisme]
genre = "departement"
[[reponses.documents]]
document_quoi = "{quoi}"
"""
NIR, CAF = "mon numéro est le 2 55 08 14 168 025 38", "n° allocataire 1234567"


@pytest.fixture
def sortie(tmp_path: Path) -> Path:
    return tmp_path / "a.txt"


def answers(tmp_path: Path, contenu: str) -> Path:
    chemin = tmp_path / "R.toml"
    chemin.write_text(contenu, encoding="utf-8")
    return chemin


def test_what_is_to_be_confirmed_is_held_back_until_it_is(lance: Lance, tmp_path: Path, sortie: Path) -> None:
    reponses = answers(tmp_path, LETTRE.format(quoi=CAF))
    retenue = lance("courrier", "--reponses", reponses, "--sortie", sortie)

    assert retenue.code == 3
    assert "--confirmer numero" in retenue.err
    assert "1234567" not in retenue.err
    assert not sortie.exists()

    assert lance("courrier", "--reponses", reponses, "--sortie", sortie, "--confirmer", "numero").code == 0
    assert "1234567" in sortie.read_text("utf-8")


def test_what_must_be_mended_cannot_be_confirmed(lance: Lance, tmp_path: Path, sortie: Path) -> None:
    reponses = answers(tmp_path, LETTRE.format(quoi=NIR))
    fin = lance("courrier", "--reponses", reponses, "--sortie", sortie, "--confirmer", "numero")

    assert fin.code == 3
    assert "numero ne se confirme pas" in fin.err
    assert fin.err.count("\n") == 1
    assert "168" not in fin.err
    assert not sortie.exists()


def test_an_unknown_rule_is_a_command_that_cannot_be_run(lance: Lance, tmp_path: Path, sortie: Path) -> None:
    fin = lance("courrier", "--reponses", answers(tmp_path, LETTRE), "--sortie", sortie, "--confirmer", "numéro")

    assert fin.code == 2
    assert "--confirmer" in fin.err
    assert not sortie.exists()


def test_a_rule_that_found_nothing_is_passed_in_silence(lance: Lance, tmp_path: Path, sortie: Path) -> None:
    reponses = answers(tmp_path, LETTRE.format(quoi="les notes"))

    assert lance("courrier", "--reponses", reponses, "--sortie", sortie, "--confirmer", "numero").code == 0


@pytest.mark.parametrize("nom", ["-", "a.txt", "a.pdf", "a.docx"])
def test_whatever_the_form_nothing_is_written(nom: str, lance: Lance, tmp_path: Path) -> None:
    reponses = answers(tmp_path, LETTRE.format(quoi=NIR))
    fin = lance("courrier", "--reponses", reponses, "--sortie", tmp_path / nom if nom != "-" else "-")

    assert (fin.code, fin.out) == (3, "")
    assert sorted(un.name for un in tmp_path.iterdir()) == ["R.toml"]


def test_the_name_of_the_file_is_read_too(lance: Lance, tmp_path: Path) -> None:
    reponses = answers(tmp_path, LETTRE.format(quoi="les notes"))
    fin = lance("courrier", "--reponses", reponses, "--sortie", tmp_path / "2 55 08 14 168 025 38.pdf")

    assert fin.code == 3
    assert sorted(un.name for un in tmp_path.iterdir()) == ["R.toml"]
