"""The door to encrypted files: the engine is the right one, the key stays secret, nothing written is lost."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vault.driver import KDF_ITER, Cle, check_engine, dbapi2, rows, scalar
from droits_usagers.vault.fichiers import private_temp
from tests.coffres import KDF_RAPIDE

VAULT = sorted(path.stem for path in Path("droits_usagers/vault").glob("*.py") if path.stem != "__init__")


def make_file(dossier: Path, phrase: str) -> Path:
    """An encrypted file with one table of one row."""
    chemin = private_temp(dossier / "essai")
    db = Cle(phrase, kdf_iter=KDF_RAPIDE).connect(chemin)
    with db.atomic():
        db.conn.execute("CREATE TABLE t (v TEXT) STRICT")
        db.conn.execute("INSERT INTO t VALUES ('gardé')")
    db.close()
    return chemin


def opens(chemin: Path, phrase: str) -> bool:
    try:
        Cle(phrase, kdf_iter=KDF_RAPIDE).connect(chemin).close()
    except dbapi2.DatabaseError:
        return False
    return True


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.parametrize("module", VAULT)
def test_whatever_is_imported_first_the_engine_of_sqlite_utils_is_the_encrypted_one(module: str) -> None:
    fini = run_python(
        f"import droits_usagers.vault.{module}, sys\n"
        "if 'sqlite_utils' in sys.modules:\n"
        "    import sqlcipher3, sqlite_utils.utils\n"
        "    assert sqlite_utils.utils.sqlite3 is sqlcipher3"
    )
    assert fini.returncode == 0, fini.stderr


def test_an_engine_chosen_too_early_is_refused_rather_than_losing_data() -> None:
    fini = run_python("import sqlite_utils, droits_usagers.vault.driver")
    assert fini.returncode == 1
    assert "ImportError" in fini.stderr


def test_what_is_written_after_a_failed_query_is_still_there_once_closed(tmp_path: Path) -> None:
    chemin = make_file(tmp_path, "phrase")
    cle = Cle("phrase", kdf_iter=KDF_RAPIDE)
    db = cle.connect(chemin)
    list(db.query("UPDATE t SET v = 'changé' RETURNING v"))
    with pytest.raises(dbapi2.OperationalError):
        list(db.query("UPDATE absente SET v = 1 RETURNING v"))
    with db.atomic():
        db.table("t").insert({"v": "ajouté"})
    db.close()
    assert rows(cle.connect(chemin), "SELECT v FROM t ORDER BY v") == [("ajouté",), ("changé",)]


def test_an_engine_that_can_corrupt_a_file_is_refused() -> None:
    check_engine((3, 51, 3))
    with pytest.raises(ExpectedError) as refus:
        check_engine((3, 51, 2))
    assert refus.value.panne is Panne.MOTEUR_TROP_ANCIEN


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40))
def test_any_phrase_opens_what_it_closed(tmp_path_factory: pytest.TempPathFactory, phrase: str) -> None:
    chemin = make_file(tmp_path_factory.mktemp("phrases"), phrase)
    assert opens(chemin, phrase)
    assert not opens(chemin, phrase + "'")


@pytest.mark.parametrize("phrase", ["l'été", "';--", '"', "x'00'", "\\", "PRAGMA key = ''"])
def test_quotes_and_sql_are_letters_like_others(tmp_path: Path, phrase: str) -> None:
    assert opens(make_file(tmp_path, phrase), phrase)


def test_an_accent_typed_in_two_strokes_is_the_same_accent(tmp_path: Path) -> None:
    chemin = make_file(tmp_path, "e\N{COMBINING ACUTE ACCENT}tale")
    assert opens(chemin, "\N{LATIN SMALL LETTER E WITH ACUTE}tale")


@pytest.mark.parametrize("phrase", ["", "nul\0", "moitié\ud800"])
def test_a_phrase_that_no_keyboard_types_is_refused_without_being_quoted(phrase: str) -> None:
    with pytest.raises(ExpectedError) as refus:
        Cle(phrase)
    assert refus.value.panne is Panne.PHRASE_INUTILISABLE
    assert not phrase or phrase not in str(refus.value) + repr(refus.value.__cause__)


def test_the_phrase_shows_nowhere(tmp_path: Path) -> None:
    cle = Cle("la phrase secrète", kdf_iter=KDF_RAPIDE)
    chemin = make_file(tmp_path, "une autre")
    with pytest.raises(dbapi2.DatabaseError) as refus:
        cle.connect(chemin)
    assert "secrète" not in repr(cle) + repr(refus.value)


def test_the_key_is_derived_with_the_rounds_of_the_format(tmp_path: Path) -> None:
    chemin = private_temp(tmp_path / "lent")
    db = Cle("phrase").connect(chemin)
    assert scalar(db, "PRAGMA kdf_iter") == str(KDF_ITER)
    db.conn.execute("CREATE TABLE t (v TEXT) STRICT")
    db.close()
    assert not opens(chemin, "phrase")


def test_every_setting_is_in_force(tmp_path: Path) -> None:
    db = Cle("phrase", kdf_iter=KDF_RAPIDE).connect(make_file(tmp_path, "phrase"))
    lus = {
        nom: scalar(db, f"PRAGMA {nom}")
        for nom in ("foreign_keys", "journal_mode", "synchronous", "secure_delete", "temp_store", "trusted_schema")
    }
    assert lus == {
        "foreign_keys": 1,
        "journal_mode": "delete",
        "synchronous": 3,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
    }
    assert scalar(db, "PRAGMA cipher_page_size") == "4096"


def test_a_read_only_connection_writes_nothing(tmp_path: Path) -> None:
    db = Cle("phrase", kdf_iter=KDF_RAPIDE).consult(make_file(tmp_path, "phrase"))
    with pytest.raises(dbapi2.OperationalError):
        db.conn.execute("INSERT INTO t VALUES ('x')")


def test_a_file_that_vanished_does_not_come_back_empty(tmp_path: Path) -> None:
    with pytest.raises(dbapi2.OperationalError):
        Cle("phrase", kdf_iter=KDF_RAPIDE).connect(tmp_path / "absent.coffre")
    assert not (tmp_path / "absent.coffre").exists()
