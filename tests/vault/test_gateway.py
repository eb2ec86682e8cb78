"""What the disk and the engine can do has a sentence each; a mistake of ours has none."""

import errno
import os
from pathlib import Path

import pytest

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vault.gateway import gateway, result_code
from droits_usagers.vault.moteur import dbapi2
from tests.chaque import chaque
from tests.outils import sous_linux
from tests.vault.test_disque_plein import no_file_beyond


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    (tmp_path / "a.coffre").touch()
    return tmp_path / "a.coffre"


def engine(nom: str, texte: str = "", genre: type[dbapi2.Error] = dbapi2.OperationalError) -> dbapi2.Error:
    """An exception of the engine with that code."""
    error = genre(texte)
    error.sqlite_errorname = nom
    return error


def disk(numero: int) -> OSError:
    return OSError(numero, os.strerror(numero))


def said(chemin: Path, error: BaseException, *, inaccessible: Panne = Panne.COFFRE_INACCESSIBLE) -> Panne:
    """What is said of it; the file that is named is that one, and nothing is left beside it."""
    avant = sorted(chemin.parent.iterdir()) if chemin.parent.exists() else []
    with pytest.raises(ExpectedError) as refus, gateway(chemin, inaccessible=inaccessible):
        raise error
    assert refus.value.faits == {"fichier": chemin.name}
    assert refus.value.__cause__ is error
    assert (sorted(chemin.parent.iterdir()) if chemin.parent.exists() else []) == avant
    return refus.value.panne


@chaque(
    ("nom", "panne"),
    [
        ("SQLITE_FULL", Panne.DISQUE_PLEIN),
        ("SQLITE_CORRUPT", Panne.COFFRE_ABIME),
        ("SQLITE_CORRUPT_INDEX", Panne.COFFRE_ABIME),
        ("SQLITE_NOTADB", Panne.COFFRE_ABIME),
        ("SQLITE_BUSY", Panne.COFFRE_DEJA_OUVERT),
        ("SQLITE_LOCKED", Panne.COFFRE_DEJA_OUVERT),
        ("SQLITE_CANTOPEN", Panne.COFFRE_INACCESSIBLE),
        ("SQLITE_PERM", Panne.COFFRE_INACCESSIBLE),
        ("SQLITE_READONLY_DBMOVED", Panne.COFFRE_INACCESSIBLE),
        ("SQLITE_NOMEM", Panne.MEMOIRE_PLEINE),
        ("SQLITE_IOERR_WRITE", Panne.DISQUE_INCOMPRIS),
        ("SQLITE_ABORT", Panne.DISQUE_INCOMPRIS),
    ],
)
def test_each_code_of_the_engine_has_its_sentence(chemin: Path, nom: str, panne: Panne) -> None:
    assert said(chemin, engine(nom, "whatever")) is panne


@chaque(
    ("texte", "code"),
    [
        ("database or disk is full", "SQLITE_FULL"),
        ("disk I/O error", "SQLITE_IOERR"),
        ("out of memory", "SQLITE_NOMEM"),
        ("unable to open database file", "SQLITE_CANTOPEN"),
        ("database disk image is malformed", "SQLITE_CORRUPT"),
        ("file is not a database", "SQLITE_NOTADB"),
        ("attempt to write a readonly database", "SQLITE_READONLY"),
        ("database is locked", "SQLITE_BUSY"),
        ("database table is locked", "SQLITE_LOCKED"),
    ],
)
def test_what_the_engine_says_without_a_code_is_understood_by_its_words(texte: str, code: str) -> None:
    assert result_code(dbapi2.OperationalError(texte)) == code
    assert result_code(engine("SQLITE_ERROR", texte)) == code
    assert result_code(engine("SQLITE_IOERR_READ", texte)) == "SQLITE_IOERR"


@chaque("texte", ["SQL logic error", "unknown error", "not an error", ""])
def test_an_engine_that_gives_no_reason_is_not_understood(chemin: Path, texte: str) -> None:
    assert said(chemin, engine("SQLITE_ERROR", texte)) is Panne.DISQUE_INCOMPRIS
    assert said(chemin, dbapi2.DatabaseError(texte)) is Panne.DISQUE_INCOMPRIS


@chaque(
    "error",
    [
        engine("SQLITE_ERROR", "no such table: a"),
        engine("SQLITE_CONSTRAINT_UNIQUE", "UNIQUE", dbapi2.IntegrityError),
        dbapi2.ProgrammingError("Cannot operate on a closed database."),
        dbapi2.InterfaceError("bad parameter"),
        dbapi2.DataError("query string is too large"),
        dbapi2.NotSupportedError("not supported"),
        ValueError("ours"),
    ],
)
def test_a_mistake_of_ours_rises_as_it_is(chemin: Path, error: Exception) -> None:
    with pytest.raises(type(error)) as leve, gateway(chemin):
        raise error
    assert leve.value is error


@chaque(
    ("error", "panne"),
    [
        (MemoryError(), Panne.MEMOIRE_PLEINE),
        (dbapi2.InterfaceError("Error binding parameter 1: type 'bytes'"), Panne.MEMOIRE_PLEINE),
        (disk(errno.ENOMEM), Panne.MEMOIRE_PLEINE),
        (disk(errno.ENOSPC), Panne.DISQUE_PLEIN),
        (disk(errno.EDQUOT), Panne.DISQUE_PLEIN),
        (disk(errno.EFBIG), Panne.DISQUE_PLEIN),
        (disk(errno.EEXIST), Panne.FICHIER_EXISTE),
        (disk(errno.EIO), Panne.DISQUE_INCOMPRIS),
    ],
)
def test_each_failure_of_the_system_has_its_sentence(chemin: Path, error: BaseException, panne: Panne) -> None:
    assert said(chemin, error) is panne


@chaque(
    "numero",
    [
        *(errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EACCES, errno.EPERM, errno.EROFS, errno.ELOOP),
        errno.ENAMETOOLONG,
    ],
)
def test_a_file_out_of_reach_is_said_to_be_so_in_the_words_of_whoever_asks(chemin: Path, numero: int) -> None:
    assert said(chemin, disk(numero)) is Panne.COFFRE_INACCESSIBLE
    assert said(chemin, disk(numero), inaccessible=Panne.DOSSIER_INACCESSIBLE) is Panne.DOSSIER_INACCESSIBLE


def test_what_fails_on_a_disk_that_was_pulled_out_is_that_it_is_gone(tmp_path: Path) -> None:
    for parti in (tmp_path / "parti" / "a.coffre", tmp_path / "a.coffre"):
        for error in (disk(errno.EIO), engine("SQLITE_IOERR_READ"), dbapi2.OperationalError("disk I/O error")):
            assert said(parti, error) is Panne.COFFRE_INACCESSIBLE
            assert said(parti, error, inaccessible=Panne.DOSSIER_INACCESSIBLE) is Panne.DOSSIER_INACCESSIBLE
    # The temporary file that is to become it says that the disk is still there.
    (tmp_path / ".a.coffre.0a1b2c3d.tmp").touch()
    assert said(tmp_path / "a.coffre", disk(errno.EIO)) is Panne.DISQUE_INCOMPRIS


#: Raised with no code, or the vaguest one: only the disk tells.
VAGUES = (engine("SQLITE_IOERR_WRITE"), engine("SQLITE_ERROR", ""), dbapi2.DatabaseError(""))


@sous_linux
def test_what_fails_where_a_file_may_not_grow_is_that_the_disk_is_full(chemin: Path) -> None:
    for error in VAGUES:
        # Larger than what is tried to be written.
        with no_file_beyond(2**23):
            assert said(chemin, error) is Panne.DISQUE_PLEIN
        assert said(chemin, error) is Panne.DISQUE_INCOMPRIS


def test_what_fails_where_nothing_more_can_be_written_is_that_the_disk_is_full(
    chemin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for numero, panne in ((errno.ENOSPC, Panne.DISQUE_PLEIN), (errno.EIO, Panne.DISQUE_INCOMPRIS)):

        def refuse(*_: object, numero: int = numero) -> None:
            raise disk(numero)

        monkeypatch.setattr(Path, "write_bytes", refuse)
        for error in VAGUES:
            assert said(chemin, error) is panne
