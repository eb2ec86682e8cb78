"""`coffre adresses`: asked and answered by the references of dossiers, without an address in the terminal."""

from pathlib import Path

import pytest

from droits_usagers.services.coffres import Coffre
from tests.cli.conftest import Lance
from tests.coffres import PHRASE
from tests.tableaux import xlsx

#: Hers, protected; the child's; someone else's.
TABLEAU = [
    ("Nom", "Adresse", "Adresse protégée", "Organisme", "Envoyée le"),
    ("Œuvrard", "14 bis rue des Acacias, 93200 Saint-Denis", "oui", "CCAS de Pantin", "03/11/2026"),
    ("Petit", "14 BIS R DES ACACIAS 93200 SAINT-DENIS", "", "CCAS de Pantin", "03/11/2026"),
    ("Ferrand", "3 place du Marché, 75011 Paris", "", "CCAS de Pantin", "03/11/2026"),
]


@pytest.fixture
def coffre(lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DROITS_USAGERS_PHRASE", PHRASE)
    chemin, tableau = tmp_path / "c.coffre", tmp_path / "suivi.xlsx"
    tableau.write_bytes(xlsx(TABLEAU))
    assert lance("coffre", "creer", chemin).code == 0
    repris = lance("coffre", "reprendre", tableau, "--coffre", chemin)
    assert repris.code == 0
    # Once, on the way out of the import.
    assert "coffre adresses" in repris.err
    return chemin


def told(lance: Lance, coffre: Path, *options: str) -> str:
    fin = lance("coffre", "adresses", coffre, *options)
    assert fin.code == 0
    assert "acacias" not in (fin.out + fin.err).casefold()
    return fin.out.replace("\u00a0", " ")


def test_a_place_is_held_let_go_and_held_again_by_reference(lance: Lance, coffre: Path) -> None:
    assert "--tenir 2026-0001" in told(lance, coffre)
    assert "Tenue dans : 2026-0002" in told(lance, coffre, "--tenir", "2026-0001")
    assert "Libérée dans : 2026-0002" in told(lance, coffre, "--liberer", "2026-0002")
    assert "Tenue dans : 2026-0002" in told(lance, coffre, "--tenir", "2026-0002")
    assert "Écrite dans : 2026-0002" in told(lance, coffre, "--laisser", "2026-0001")


def test_who_was_let_go_of_a_place_that_was_left_is_held_with_it(lance: Lance, coffre: Path) -> None:
    for option, reference in (("--tenir", "2026-0001"), ("--liberer", "2026-0002"), ("--laisser", "2026-0001")):
        told(lance, coffre, option, reference)
    assert "Tenue dans : 2026-0002. Libérée dans : –." in told(lance, coffre, "--tenir", "2026-0002")


def test_one_that_comes_later_in_a_table_is_held_without_being_asked(lance: Lance, coffre: Path, tmp_path: Path) -> None:
    told(lance, coffre, "--tenir", "2026-0001")
    tableau = tmp_path / "suite.xlsx"
    tableau.write_bytes(xlsx([TABLEAU[0], ("Diallo", "14 bis, rue des Acacias 93200 St-Denis", "", "CAF 93", "05/11/2026")]))
    repris = lance("coffre", "reprendre", tableau, "--coffre", coffre)
    assert (repris.code, "coffre adresses" in repris.err) == (0, False)
    tenues = told(lance, coffre)
    assert "2026-0004" in tenues.partition("Tenue dans")[2].partition("Libérée")[0]


def test_a_dossier_that_is_not_there_or_has_nothing_to_change_is_told(lance: Lance, coffre: Path) -> None:
    for option in ("--tenir", "--laisser", "--liberer"):
        absente = lance("coffre", "adresses", coffre, option, "2026-0099")
        # One that was mistyped accuses nobody.
        assert (absente.code, "2026-0099" in absente.err, "effacé" in absente.err) == (2, True, False)
    rien = lance("coffre", "adresses", coffre, "--liberer", "2026-0003")
    assert rien.code == 0
    assert "2026-0003" in rien.err


def test_what_nobody_else_has_is_told_and_answered_too(lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DROITS_USAGERS_PHRASE", PHRASE)
    chemin, tableau = tmp_path / "seule.coffre", tmp_path / "seule.xlsx"
    tableau.write_bytes(xlsx([*TABLEAU[:2], TABLEAU[3]]))
    assert lance("coffre", "creer", chemin).code == 0
    assert lance("coffre", "reprendre", tableau, "--coffre", chemin).code == 0
    assert "sans qu’on ait répondu. À la demande de : 2026-0001" in told(lance, chemin)
    assert "Tue partout. À la demande de : 2026-0001" in told(lance, chemin, "--tenir", "2026-0001")
    assert "Laissée. À la demande de : 2026-0001" in told(lance, chemin, "--laisser", "2026-0001")


def test_nothing_is_said_to_be_done_in_a_coffre_that_was_taken_away(
    lance: Lance, coffre: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fermer = Coffre.close

    def close(self: Coffre) -> None:
        fermer(self)
        coffre.unlink()

    monkeypatch.setattr(Coffre, "close", close)
    fin = lance("coffre", "adresses", coffre, "--tenir", "2026-0001")
    assert (fin.code, fin.out) == (3, "")
    assert "C'est fait" not in fin.err.replace("\u2019", "'")
    assert coffre.name in fin.err


def test_nothing_is_done_where_one_of_the_references_is_nowhere(lance: Lance, coffre: Path) -> None:
    fin = lance("coffre", "adresses", coffre, "--tenir", "2026-0001", "--liberer", "2026-0999")
    assert fin.code == 2
    assert "2026-0001" not in fin.err
    assert "--tenir 2026-0001" in told(lance, coffre)
