"""`coffre reprendre`: a table becomes dossiers from a terminal; twice, it makes no double; a try writes nothing."""

import json
from pathlib import Path

import pytest

from droits_usagers.domain.reprise.champs import ChampReprise
from tests import tableau_sale
from tests.cli.conftest import Lance
from tests.coffres import PHRASE
from tests.tableaux import as_text, table, xlsx


@pytest.fixture
def coffre(lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DROITS_USAGERS_PHRASE", PHRASE)
    chemin = tmp_path / "permanence.coffre"
    assert lance("coffre", "creer", chemin).code == 0
    return chemin


def _counts(lance: Lance, *arguments: object) -> dict[str, int]:
    fini = lance("coffre", "reprendre", *arguments, "--json")
    assert fini.code == 0, fini.err
    lus: dict[str, int] = json.loads(fini.out)
    return lus


@pytest.mark.lent
@pytest.mark.parametrize("forme", ["xlsx", "csv"])
def test_a_dirty_table_is_taken_over_whole_and_only_once(*, lance: Lance, coffre: Path, tmp_path: Path, forme: str) -> None:
    rangees = tableau_sale.rows(tableau_sale.lines())
    tableau = tmp_path / f"suivi.{forme}"
    tableau.write_bytes(xlsx(rangees, strings_to_formulas=False) if forme == "xlsx" else as_text(rangees, ";").encode())
    essai = _counts(lance, tableau, "--coffre", coffre, "--essai")
    assert list(essai)[:5] == ["lignes", "prises", "a_verifier", "ecartees", "organismes"]
    assert (essai["lignes"], essai["prises"], essai["ecartees"]) == (323, 320, 3)
    assert 0 < essai["a_verifier"] < 320
    # A try wrote nothing.
    assert _counts(lance, tableau, "--coffre", coffre) == essai
    encore = _counts(lance, tableau, "--coffre", coffre)
    assert (encore["lignes"], encore["prises"], encore["ecartees"]) == (323, 0, 323)


def test_lines_left_out_are_said_with_their_reason(lance: Lance, coffre: Path, tmp_path: Path) -> None:
    tableau = tmp_path / "suivi.xlsx"
    tableau.write_bytes(xlsx([("Lisez-moi",)], table(3)))
    fini = lance("coffre", "reprendre", tableau, "--coffre", coffre)
    assert fini.code == 0
    assert "Reprises : 3" in fini.out.replace("\u00a0", " ")
    assert "Ligne 8" in fini.err
    essai = lance("coffre", "reprendre", tableau, "--coffre", coffre, "--essai")
    assert "Seraient reprises : 0" in essai.out.replace("\u00a0", " ")


def test_a_sheet_is_chosen_by_its_name(lance: Lance, coffre: Path, tmp_path: Path) -> None:
    tableau = tmp_path / "suivi.xlsx"
    tableau.write_bytes(xlsx(table(3), table(5, graine=9)))
    assert _counts(lance, tableau, "--coffre", coffre, "--feuille", "sheet2")["prises"] == 5
    absente = lance("coffre", "reprendre", tableau, "--coffre", coffre, "--feuille", "Novembre")
    assert (absente.code, absente.out) == (2, "")
    assert "Novembre" in absente.err


def test_a_table_that_is_not_there_leaves_the_coffre_as_it_is(lance: Lance, coffre: Path, tmp_path: Path) -> None:
    avant = coffre.read_bytes()
    assert lance("coffre", "reprendre", tmp_path / "absent.xlsx", "--coffre", coffre).code != 0
    assert coffre.read_bytes() == avant


@pytest.mark.parametrize(("nom", "contenu"), [("a.csv", b"x;y\n1;2\n3;4\n"), ("a.xlsx", bytes(range(1, 200)))])
def test_a_table_of_which_nothing_is_understood_is_refused(
    lance: Lance, coffre: Path, tmp_path: Path, nom: str, contenu: bytes
) -> None:
    (tmp_path / nom).write_bytes(contenu)
    fini = lance("coffre", "reprendre", tmp_path / nom, "--coffre", coffre)
    assert (fini.code, fini.out) == (2, "")
    assert nom in fini.err


def test_days_of_which_nobody_knows_what_they_are_stay_in_their_dossier(lance: Lance, coffre: Path, tmp_path: Path) -> None:
    lignes = [
        ("Nom", "Organisme", "Demande", "Date", "Relance prévue", "Tél"),
        ("Œuvrard", "CAF", "accès", "12/03/2026", "mi-mai", "06 12 34 56 78"),
        ("Diop", "CAF", "accès", "13/03/2026", "20/06/2026", ""),
    ]
    tableau = tmp_path / "suivi.csv"
    tableau.write_bytes(as_text(lignes, ";").encode())
    fini = lance("coffre", "reprendre", tableau, "--coffre", coffre)
    assert fini.code == 0
    # What is said is what was left in the table.
    assert "restent dans votre tableau : Tél." in fini.err.replace("\u00a0", " ")
    assert "ne comprend pas : Date ; Relance prévue." in fini.err.replace("\u00a0", " ")
    assert "dont 2 avec" in fini.out.replace("\u00a0", " ")


def test_the_sheet_that_is_read_is_said_where_there_are_several(lance: Lance, coffre: Path, tmp_path: Path) -> None:
    tableau = tmp_path / "suivi.xlsx"
    tableau.write_bytes(xlsx(table(3), table(5, graine=9)))
    sans = lance("coffre", "reprendre", tableau, "--coffre", coffre, "--essai")
    assert (sans.code, sans.out) == (2, "")
    assert "ont des lignes : Sheet1, Sheet2." in sans.err.replace("\u00a0", " ")
    essai = lance("coffre", "reprendre", tableau, "--coffre", coffre, "--feuille", "Sheet1", "--essai")
    dit = essai.err.replace("\u00a0", " ")
    assert "« Sheet2 », 8 lignes, pas reprise" in dit
    tableau.write_bytes(xlsx(table(3)))
    assert "Feuille" not in lance("coffre", "reprendre", tableau, "--coffre", coffre, "--essai").err


def test_a_line_like_another_is_said_before_it_is_lost(lance: Lance, coffre: Path, tmp_path: Path) -> None:
    entetes = ("Nom", "Prénom", "Organisme", "Demande", "Envoyé le", "Obs.")
    ligne = ("Œuvrard", "Zoé", "CAF", "accès", "13/01/2026")
    tableau = tmp_path / "suivi.csv"
    tableau.write_bytes(as_text([entetes, (*ligne, "Léa"), (*ligne, "Hugo")], ";").encode())
    fini = lance("coffre", "reprendre", tableau, "--coffre", coffre)
    assert "Ligne 3 : comme la ligne 2 du tableau, elle n’est pas reprise." in fini.err.replace("\u00a0", " ")


def test_the_help_names_all_that_a_column_can_say(lance: Lance) -> None:
    aide = "".join(lance("coffre", "reprendre", "--aide").out.split())
    assert [champ for champ in ChampReprise if f"{champ.value.replace('_', '-')}," not in aide and champ != "note"] == []
