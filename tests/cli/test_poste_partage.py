"""What the desk decided holds on a terminal too: no coffre on a shared computer, and no template of anyone's own."""

from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.places import Places
from tests.cli.conftest import Lance, lance_with
from tests.coffres import PHRASE

#: What was written beside the program, by what it comes to.
PARTAGES = {"dit": "format = 1\nposte_partage = true\n", "illisible": "poste_partage = ", "fautif": 'poste_partage = "oui"\n'}
COMMANDES = (
    ("coffre", "creer", "neuf.coffre"),
    ("coffre", "verifier", "ancien.coffre"),
    ("coffre", "sauvegarder", "ancien.coffre"),
    ("coffre", "restaurer", "ancien.coffre"),
    ("coffre", "phrase", "ancien.coffre"),
    ("coffre", "reprendre", "table.csv", "--coffre", "ancien.coffre"),
    ("annuaire", "importer", "table.csv", "--coffre", "ancien.coffre"),
    ("annuaire", "retirer", "--coffre", "ancien.coffre"),
    ("demo", "--coffre", "neuf.coffre", "--dossiers", "2"),
)
ACCES = 'demarche = "acces"\ndate = 2026-11-24\n'
#: What a template of one's own says.
CANARI = "Canari de la personne d'avant"


@pytest.fixture
def ici(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where one is: with a table to read, and a coffre to try to open."""
    dossier = tmp_path / "ici"
    dossier.mkdir()
    (dossier / "table.csv").write_text("Nom;Adresse\nCAF;1 rue A\n", encoding="utf-8")
    (dossier / "ancien.coffre").write_bytes(b"x" * 8192)
    monkeypatch.chdir(dossier)
    return dossier


@pytest.fixture
def lieux(places: Places, tmp_path: Path) -> Places:
    """A program put in a folder, with templates of one's own."""
    programme, gabarits = tmp_path / "programme", tmp_path / "reglages" / "gabarits"
    programme.mkdir()
    (gabarits / "acces").mkdir(parents=True)
    notre = (places.gabarits / "acces" / "demande.md.j2").read_text("utf-8")
    (gabarits / "acces" / "demande.md.j2").write_text(notre + f"\n{CANARI}\n", encoding="utf-8")
    return replace(places, programme=programme, gabarits_utilisateur=gabarits)


@pytest.fixture(params=PARTAGES)
def partage(request: pytest.FixtureRequest, lieux: Places) -> Lance:
    (lieux.programme / "permanence.toml").write_text(PARTAGES[request.param], encoding="utf-8")
    return lance_with(lieux, rapide=False)


@pytest.mark.parametrize("commande", COMMANDES, ids=" ".join)
def test_no_coffre_is_made_opened_nor_changed(commande: tuple[str, ...], partage: Lance, ici: Path) -> None:
    avant = {chemin.name: chemin.read_bytes() for chemin in ici.iterdir()}

    fin = partage(*commande)

    assert (fin.code, fin.out, fin.err.count("\n")) == (3, "", 1)
    # Said before a phrase is asked for.
    assert "partagé" in fin.err
    assert "permanence.toml" in fin.err
    assert {chemin.name: chemin.read_bytes() for chemin in ici.iterdir()} == avant


def test_a_letter_is_made_with_the_templates_of_the_program(partage: Lance, ici: Path) -> None:
    (ici / "R.toml").write_text(ACCES, encoding="utf-8")

    fin = partage("courrier", "--reponses", "R.toml", "--sortie", "-")

    assert fin.code == 0
    assert CANARI[:6] not in fin.out


def test_on_a_computer_of_one_s_own_all_that_stays(lieux: Places, ici: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DROITS_USAGERS_PHRASE", PHRASE)
    (ici / "R.toml").write_text(ACCES, encoding="utf-8")
    lance = lance_with(lieux)

    assert CANARI[:6] in lance("courrier", "--reponses", "R.toml", "--sortie", "-").out
    assert lance("coffre", "creer", "neuf.coffre").code == 0
