"""The door to encrypted files: the engine is the right one, the key stays secret, nothing written is lost."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffres import Coffres
from droits_usagers.vault import driver
from droits_usagers.vault.driver import PAGE_SIZE, SALT_SIZE, Cle, salt_of
from droits_usagers.vault.fichiers import private_temp
from droits_usagers.vault.moteur import check_engine, dbapi2, is_sound, rows, run, scalar
from tests.coffres import KDF_RAPIDE, PHRASE, PHRASES, Horloge, SuiviSimple

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


@pytest.mark.lent
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


def test_a_file_made_once_with_600_000_rounds_opens_today(tmp_path: Path) -> None:
    garde = tmp_path / "garde"
    garde.write_bytes((Path(__file__).parent / "versions" / "cle.chiffre").read_bytes())
    with closing(Cle(PHRASE).consult(garde)) as db:
        assert scalar(db, "SELECT v FROM t") == "ouvert"
    assert not opens(garde, PHRASE)


def test_a_coffre_that_people_make_has_the_key_of_the_format(tmp_path: Path) -> None:
    coffres = Coffres(today=Horloge().today, now=Horloge().now, suivre=SuiviSimple(), phrases=PHRASES)
    coffres.create(tmp_path / "a.coffre", PHRASE, accept_weak=True).close()
    Cle(PHRASE).consult(tmp_path / "a.coffre").close()


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
    # What is asked for in another unit, or is not told by the others.
    assert [scalar(db, f"PRAGMA {nom}") for nom in ("cell_size_check", "busy_timeout", "cache_size")] == [1, 3000, -96000]


def test_a_read_only_connection_writes_nothing(tmp_path: Path) -> None:
    db = Cle("phrase", kdf_iter=KDF_RAPIDE).consult(make_file(tmp_path, "phrase"))
    with pytest.raises(dbapi2.OperationalError):
        db.conn.execute("INSERT INTO t VALUES ('x')")


def test_a_file_that_vanished_does_not_come_back_empty(tmp_path: Path) -> None:
    with pytest.raises(dbapi2.OperationalError):
        Cle("phrase", kdf_iter=KDF_RAPIDE).connect(tmp_path / "absent.coffre")
    assert not (tmp_path / "absent.coffre").exists()


def test_two_keys_are_one_if_they_open_the_same() -> None:
    cle = Cle("phrase", kdf_iter=KDF_RAPIDE)
    assert cle == Cle("phrase", kdf_iter=KDF_RAPIDE)
    assert hash(cle) == hash(Cle("phrase", kdf_iter=KDF_RAPIDE))
    for autre in (Cle("autre", kdf_iter=KDF_RAPIDE), Cle("phrase", kdf_iter=KDF_RAPIDE + 1), "phrase", None):
        assert cle != autre
    assert len({cle, Cle("phrase", kdf_iter=KDF_RAPIDE), Cle("autre", kdf_iter=KDF_RAPIDE)}) == 2
    assert {hash(cle), hash(Cle("autre", kdf_iter=KDF_RAPIDE)), hash(Cle("phrase", kdf_iter=1))} != {hash(cle)}


def test_the_engine_works_where_memory_is_not_short(monkeypatch: pytest.MonkeyPatch) -> None:
    cle = Cle("phrase", kdf_iter=KDF_RAPIDE)
    assert cle.engine_works()
    for error in (MemoryError(), dbapi2.OperationalError("out of memory")):

        def refuse(*_: object, error: Exception = error, **__: object) -> None:
            raise error

        monkeypatch.setattr(dbapi2, "connect", refuse)
        assert not cle.engine_works()


def test_a_base_in_memory_has_the_settings_of_the_others() -> None:
    db = Cle("phrase", kdf_iter=KDF_RAPIDE).in_memory()
    assert (scalar(db, "PRAGMA foreign_keys"), is_sound(db)) == (1, True)
    db.conn.execute("CREATE TABLE t (v TEXT) STRICT")
    assert run(db, "INSERT INTO t VALUES ('a'), ('b')") == 2
    assert run(db, "DELETE FROM t WHERE v = ?", ["a"]) == 1
    assert (scalar(db, "SELECT v FROM t"), scalar(db, "SELECT v FROM t WHERE v = ?", ["c"])) == ("b", None)
    db.close()


def test_the_pages_that_are_not_what_was_written_are_named_by_their_numbers(tmp_path: Path) -> None:
    chemin, cle = make_file(tmp_path, "phrase"), Cle("phrase", kdf_iter=KDF_RAPIDE)
    db = cle.connect(chemin)
    with db.atomic():
        db.conn.execute("INSERT INTO t VALUES (hex(zeroblob(?)))", (PAGE_SIZE * 2,))
    db.close()
    octets = bytearray(chemin.read_bytes())
    pages = len(octets) // PAGE_SIZE
    assert cle.damaged_pages(chemin, sel=salt_of(chemin)) == ()
    assert len(salt_of(chemin)) == SALT_SIZE
    for page in (2, pages):
        octets[(page - 1) * PAGE_SIZE + 200] ^= 1
    chemin.write_bytes(octets)
    assert cle.damaged_pages(chemin, sel=salt_of(chemin)) == (2, pages)
    toutes = tuple(range(1, pages + 1))
    assert cle.damaged_pages(chemin, sel=bytes(SALT_SIZE)) == toutes
    assert Cle("autre", kdf_iter=KDF_RAPIDE).damaged_pages(chemin, sel=salt_of(chemin)) == toutes
    db = cle.consult(chemin)
    assert is_sound(db)
    with pytest.raises(dbapi2.DatabaseError):
        rows(db, "SELECT v FROM t")
    assert not is_sound(db)
    db.close()


@pytest.mark.parametrize("d_un_coup", [1, 3, 100])
def test_as_many_blank_pages_as_asked_pass_under_the_salt_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, d_un_coup: int
) -> None:
    monkeypatch.setattr(driver, "_PAGES_D_UN_COUP", d_un_coup)
    cle, sel = Cle("phrase", kdf_iter=KDF_RAPIDE), bytes(range(SALT_SIZE))
    for pages in (1, 3, 7):
        vide = private_temp(tmp_path / "vide")
        cle.blank(vide, sel=sel, pages=pages)
        assert salt_of(vide) == sel
        assert cle.damaged_pages(vide, sel=sel) == ()
        # Those asked, the one that describes the table, and those that say which ones follow.
        assert pages < vide.stat().st_size / PAGE_SIZE <= 2 * pages + 2
        db = cle.connect(vide)
        assert scalar(db, "SELECT sum(length(v)) FROM t") == pages * PAGE_SIZE
        assert scalar(db, "SELECT count(*) FROM t WHERE v <> zeroblob(length(v))") == 0
        db.close()


def test_all_that_a_file_holds_is_written_under_another_key(tmp_path: Path) -> None:
    chemin, vide = make_file(tmp_path, "phrase"), private_temp(tmp_path / "neuf")
    avant = chemin.read_bytes()
    autre = Cle("l'autre", kdf_iter=KDF_RAPIDE + 1)
    Cle("phrase", kdf_iter=KDF_RAPIDE).export(chemin, vide, nouvelle=autre)
    assert chemin.read_bytes() == avant
    assert salt_of(vide) != salt_of(chemin)
    db = autre.consult(vide)
    assert rows(db, "SELECT v FROM t") == [("gardé",)]
    db.close()
    assert not opens(vide, "l'autre")
    with pytest.raises(dbapi2.OperationalError):
        Cle("phrase", kdf_iter=KDF_RAPIDE).export(chemin, tmp_path / "absent", nouvelle=autre)
    assert not (tmp_path / "absent").exists()


def test_code_of_other_people_gets_near_no_connection(tmp_path: Path) -> None:
    # Once the engine has been chosen.
    from sqlite_utils import hookimpl
    from sqlite_utils.plugins import pm

    class Greffon:
        vues: ClassVar[list[object]] = []

        @hookimpl
        def prepare_connection(self, conn: object) -> None:
            self.vues.append(conn)

    greffon = Greffon()
    pm.register(greffon)
    try:
        Cle("phrase", kdf_iter=KDF_RAPIDE).connect(make_file(tmp_path, "phrase")).close()
    finally:
        pm.unregister(greffon)
    assert greffon.vues == []


def test_a_table_made_through_the_connection_is_strict(tmp_path: Path) -> None:
    db = Cle("phrase", kdf_iter=KDF_RAPIDE).connect(make_file(tmp_path, "phrase"))
    db["u"].create({"v": int})  # type: ignore[union-attr] # a table
    assert scalar(db, "SELECT strict FROM pragma_table_list WHERE name = 'u'") == 1
    db.close()
