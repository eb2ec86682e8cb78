"""Opening a coffre that a crash interrupted in the middle of a write: its journal is still beside it.

SQLite puts back the pages the journal holds, and cannot tell a journal of another file (a coffre copied by hand beside an old
journal): it would overwrite good pages. So both are copied first, and put back if what comes out is not whole.
"""

import shutil
from pathlib import Path

from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.vault.controle import INTACT, damage
from droits_usagers.vault.diagnostic import some_page_passes
from droits_usagers.vault.driver import Cle, Database, dbapi2
from droits_usagers.vault.fichiers import private_temp, publish


def journal_of(chemin: Path) -> Path:
    """Where SQLite keeps what a write may have to undo."""
    return chemin.with_name(chemin.name + "-journal")


def connect_after_crash(cle: Cle, chemin: Path) -> Database:
    """A connection to a coffre whose journal is still there. To be called by whoever holds the lock.

    Raises dbapi2.Error if the phrase does not open it, ExpectedError COFFRE_ABIME if it is whole neither with its journal nor
    without. In both cases the two files are as they were.
    """
    journal = journal_of(chemin)
    gardes: dict[Path, Path] = {}
    try:
        for fichier in (chemin, journal):
            gardes[fichier] = _copy(fichier)
        try:
            db = _connect_whole(cle, chemin)
        except dbapi2.Error:
            _put_back(gardes)
            if not some_page_passes(cle, chemin):
                raise
            db = None
        if db is None:
            db = _without_journal(cle, chemin, gardes)
        return db
    finally:
        for garde in gardes.values():
            garde.unlink(missing_ok=True)


def _without_journal(cle: Cle, chemin: Path, gardes: dict[Path, Path]) -> Database:
    """What the coffre holds without a journal that is not its own."""
    _put_back({chemin: gardes[chemin]})
    journal_of(chemin).unlink(missing_ok=True)
    db = _connect_whole(cle, chemin)
    if db is None:
        _put_back(gardes)
        raise ExpectedError(Panne.COFFRE_ABIME, fichier=chemin.name)
    return db


def _connect_whole(cle: Cle, chemin: Path) -> Database | None:
    """A connection, or None if what it opens is not whole."""
    db = cle.connect(chemin)
    try:
        whole = damage(db) == INTACT
    except dbapi2.DatabaseError:
        whole = False
    if whole:
        return db
    db.close()
    return None


def _copy(fichier: Path) -> Path:
    copie = private_temp(fichier)
    shutil.copyfile(fichier, copie)
    return copie


def _put_back(gardes: dict[Path, Path]) -> None:
    for fichier, garde in gardes.items():
        publish(_copy(garde), fichier)
