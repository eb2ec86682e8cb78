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
from droits_usagers.vault.gateway import UNREADABLE, result_code


def journal_of(chemin: Path) -> Path:
    """Where SQLite keeps what a write may have to undo."""
    return chemin.with_name(chemin.name + "-journal")


def connect_after_crash(cle: Cle, chemin: Path) -> Database | None:
    """A connection to a coffre whose journal is still there; None if the phrase does not open it. For whoever holds the lock.

    Raises ExpectedError COFFRE_ABIME if it is whole neither with its journal nor without. Then, as with a wrong phrase, the
    two files are as they were.
    """
    journal = journal_of(chemin)
    gardes: dict[Path, Path] = {}
    try:
        for fichier in (chemin, journal):
            gardes[fichier] = _copy(fichier)
        db = _connect_whole(cle, chemin)
        if db is not None:
            return db
        _put_back(gardes)
        if not some_page_passes(cle, chemin):
            return None
        # The phrase is right, the journal is not: it is put aside, and what the coffre holds without it is looked at.
        journal.replace(_put_aside(journal))
        db = _connect_whole(cle, chemin)
        if db is not None:
            return db
        _put_aside(journal).unlink()
        _put_back(gardes)
    finally:
        for garde in gardes.values():
            garde.unlink(missing_ok=True)
    raise ExpectedError(Panne.COFFRE_ABIME, fichier=chemin.name)


def _put_aside(journal: Path) -> Path:
    return journal.with_name(journal.name + ".abîmé")


def _connect_whole(cle: Cle, chemin: Path) -> Database | None:
    """A connection, or None if the file does not open or is not whole."""
    try:
        db = cle.connect(chemin)
    except dbapi2.DatabaseError as error:
        if result_code(error) in UNREADABLE:
            return None
        raise
    try:
        if damage(db) == INTACT:
            return db
    except dbapi2.DatabaseError as error:
        if result_code(error) not in UNREADABLE:
            raise
    db.close()
    return None


def _copy(fichier: Path) -> Path:
    copie = private_temp(fichier)
    shutil.copyfile(fichier, copie)
    return copie


def _put_back(gardes: dict[Path, Path]) -> None:
    for fichier, garde in gardes.items():
        publish(_copy(garde), fichier)
