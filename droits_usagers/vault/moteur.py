"""The engine of the coffres, and nothing of their keys: the rest of the vault imports it from here, and nowhere else.

sqlite-utils looks for `pysqlite3` before `sqlite3` and catches the exceptions of what it found. On an sqlcipher3 connection it
must find sqlcipher3, or it leaves a savepoint open after a failed query and every later write is lost when the file is closed.
Hence the two lines below, before the first import of sqlite_utils, and the check that they were in time.
"""

import sys
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

from sqlite_utils import Database, Migrations  # noqa: E402 - the two lines above must come first
from sqlite_utils.utils import sqlite3 as engine_of_sqlite_utils  # type: ignore[attr-defined]  # noqa: E402 - idem

from droits_usagers.domain.socle.errors import ExpectedError, Panne  # noqa: E402 - idem

if engine_of_sqlite_utils is not sqlcipher3:
    _TOO_LATE = "sqlite_utils was imported before droits_usagers.vault.moteur: it would lose data silently"
    raise ImportError(_TOO_LATE)

__all__ = [
    "APPLICATION_ID",
    "Database",
    "ForeignError",
    "Migrations",
    "OtherFileError",
    "check_engine",
    "dbapi2",
    "is_sound",
    "rows",
    "run",
    "scalar",
]

#: SQLite's `application_id`: "DrUs". Says that a file which opens is one of ours, and not another program's.
APPLICATION_ID = 0x44725573

# The bug of SQLite's WAL reset (3.7.0 to 3.51.2) can corrupt a file. No wheel before sqlcipher3 0.6.4 is free of it.
_SQLITE_MIN = (3, 51, 3)


class ForeignError(dbapi2.DatabaseError):  # type: ignore[misc] # no types are known of it
    """A file is not made as this program makes one (`structure`): nothing in it is run.

    To whoever only asks whether a file can be read, it cannot.
    """

    sqlite_errorname = "SQLITE_CORRUPT"


class OtherFileError(ForeignError):
    """A file that the phrase opens is another program's."""


def check_engine(sqlite_version: tuple[int, ...] = dbapi2.sqlite_version_info) -> None:
    """Refuse an engine that can corrupt a file. Raises ExpectedError MOTEUR_TROP_ANCIEN."""
    if sqlite_version < _SQLITE_MIN:
        raise ExpectedError(Panne.MOTEUR_TROP_ANCIEN, version=".".join(map(str, sqlite_version)))


def rows(db: Database, sql: str, valeurs: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """Every row at once: an open cursor would make the next write fail."""
    return db.conn.execute(sql, tuple(valeurs)).fetchall()


def run(db: Database, sql: str, valeurs: Sequence[object] = ()) -> int:
    """Run a statement that gives no row. Returns how many rows it changed."""
    with closing(db.conn.execute(sql, tuple(valeurs))) as cursor:
        return int(cursor.rowcount)


def scalar(db: Database, sql: str, valeurs: Sequence[object] = ()) -> Any:  # noqa: ANN401 - what a column holds
    """The first column of the first row; None when there is no row."""
    found = rows(db, sql, valeurs)
    return found[0][0] if found else None


def is_sound(db: Database) -> bool:
    """False once a page failed its HMAC on this connection.

    SQLCipher then gives zeros in its place, and not always an error: the last page of a long value, altered on disk, reads as
    zeros, and only this pragma tells (seen with SQLCipher 4.19).
    """
    return bool(scalar(db, "PRAGMA cipher_status") == "1")
