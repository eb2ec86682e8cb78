"""Tables and their guards; each past version of them, with data, becomes a current coffre."""

import re
from pathlib import Path

import pytest

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.fichiers import private_temp
from droits_usagers.vault.migrations import FORMAT, migrations
from droits_usagers.vault.moteur import Database, dbapi2, rows, scalar
from droits_usagers.vault.sauvegardes import backups_of
from droits_usagers.vault.verrou import VerrouFichier, take_lock
from tests.coffres import KDF_RAPIDE, PHRASE, erase, full, simple

VERSIONS = Path(__file__).parent / "versions"


def database(coffre: Coffre) -> Database:
    """The connection under an opened coffre: what triggers refuse can only be tried there."""
    return coffre._depot._db  # noqa: SLF001 - idem


def schema_of(db: Database) -> list[str]:
    """Our own tables and guards: how sqlite-utils writes its own is its own business."""
    sql = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name <> '_sqlite_migrations' ORDER BY name"
    return [re.sub(r"\s+", " ", dit) for (dit,) in rows(db, sql)]


def load_version(chemin: Path, version: int) -> None:
    """An encrypted coffre of a past format, from its dump."""
    temp = private_temp(chemin)
    db = Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(temp)
    db.conn.executescript((VERSIONS / f"{version}.sql").read_text(encoding="utf-8"))
    db.close()
    temp.rename(chemin)


@pytest.mark.parametrize("version", range(1, FORMAT + 1))
def test_a_coffre_of_each_past_format_opens_with_what_it_held(coffres: Coffres, chemin: Path, version: int) -> None:
    load_version(chemin, version)
    coffre = coffres.open(chemin, PHRASE)
    lu = coffre.dossiers.read("2026-0001")
    assert lu.demande == full("Aurélie")
    assert [fait.annule for fait in lu.faits] == [False, False, True]
    assert [piece.nom for piece in lu.pieces] == ["réponse.pdf"]
    assert coffre.pieces.content(lu.pieces[0].empreinte) == b"%PDF-1.7 essai"
    assert [courrier.etape for courrier in lu.courriers] == ["demande"]
    assert coffre.liste.page().total == 1
    assert [element.reference for element in coffre.corbeille.content()] == ["2026-0002"]
    assert [brouillon.demande for brouillon in coffre.brouillons.latest()] == [simple("Brouillon")]
    assert coffre.verify().saine
    coffre.close()


@pytest.mark.parametrize("version", range(1, FORMAT + 1))
def test_a_migrated_coffre_has_the_tables_of_a_new_one(coffres: Coffres, tmp_path: Path, version: int) -> None:
    load_version(tmp_path / "ancien.coffre", version)
    ancien = coffres.open(tmp_path / "ancien.coffre", PHRASE)
    neuf = coffres.create(tmp_path / "neuf.coffre", PHRASE, accept_weak=True)
    assert schema_of(database(ancien)) == schema_of(database(neuf))
    assert scalar(database(neuf), "PRAGMA user_version") == FORMAT
    ancien.close()
    neuf.close()


def test_every_table_is_strict(coffre: Coffre) -> None:
    tables = rows(database(coffre), "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    assert [nom for nom, strict in tables if not strict and not nom.startswith("sqlite_")] == []


def test_a_migration_is_preceded_by_a_checked_backup(coffres: Coffres, chemin: Path) -> None:
    load_version(chemin, FORMAT - 1)
    rouvert = coffres.open(chemin, PHRASE)
    sauvegardes = rouvert.backups()
    rouvert.close()
    assert len(sauvegardes) == len(backups_of(chemin)) == 1
    assert sauvegardes[0].phrase_actuelle


def test_each_migration_bears_its_number() -> None:
    noms = [migration.name for migration in migrations._migrations]  # noqa: SLF001 - sqlite-utils has no other list
    assert [nom[:6] for nom in noms] == [f"m{numero:04d}_" for numero in range(1, FORMAT + 1)]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET action = 'autre'",
        "DELETE FROM journal",
        "UPDATE evenements SET date = '2000-01-01'",
        "DELETE FROM evenements",
        "INSERT INTO roles VALUES (99, 'concerne', 0, 99, '', 0, 0)",
        "INSERT INTO evenements (dossier, date, type, organisme, saisi_le) VALUES (99, '', '', '', '')",
        "INSERT INTO compteurs VALUES (2027, 'beaucoup')",
        "INSERT INTO roles SELECT id, 'voisin', 0, 1, '', 0, 0 FROM dossiers",
    ],
)
def test_the_file_itself_refuses_what_no_use_case_does(coffre: Coffre, sql: str) -> None:
    coffre.dossiers.create(full())
    with pytest.raises(dbapi2.IntegrityError):
        database(coffre).conn.execute(sql)
    database(coffre).rollback()


def test_a_dossier_takes_its_facts_with_it(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(full())
    erase(coffre, [reference])
    assert scalar(database(coffre), "SELECT count(*) FROM evenements") == 0


def test_a_coffre_to_migrate_that_another_program_holds_is_refused_in_words(coffres: Coffres, chemin: Path) -> None:
    load_version(chemin, FORMAT - 1)
    verrou = take_lock(chemin)
    assert isinstance(verrou, VerrouFichier)
    with pytest.raises(ExpectedError) as refus:
        coffres.open(chemin, PHRASE)
    verrou.release()
    assert refus.value.panne is Panne.COFFRE_DEJA_OUVERT
