"""Opening a coffre that a crash interrupted in the middle of a write: its journal is still beside it.

SQLite puts back the pages the journal holds, and cannot tell a journal of another file (a coffre copied by hand beside an old
journal): it would overwrite good pages. So both are copied first, and put back if what comes out is not whole.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vault.colonnes import INTACT, damage
from droits_usagers.vault.diagnostic import some_page_passes
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.fichiers import private_temp, publish, remove
from droits_usagers.vault.gateway import UNREADABLE, result_code
from droits_usagers.vault.moteur import Database, dbapi2


def journal_of(chemin: Path) -> Path:
    """Where SQLite keeps what a write may have to undo."""
    return chemin.with_name(chemin.name + "-journal")


def connect_after_crash(cle: Cle, chemin: Path) -> Database | None:
    """A connection to a coffre whose journal is still there. For whoever holds the lock. None: it does not open (`diagnostic`).

    Raises ExpectedError PHRASE_REFUSEE, or COFFRE_ABIME if it is whole neither with its journal nor without; the two files are
    then as they were.
    """
    journal = journal_of(chemin)
    gardes: dict[Path, Path] = {}
    try:
        try:
            for fichier in (chemin, journal):
                gardes[fichier] = _copy(fichier)
        except OSError:
            # No room for a copy: the journal is most likely the right one, and the coffre must open.
            return _connect_whole(cle.connect, chemin)
        return _connect_whole(cle.connect, chemin) or _connect_without_journal(cle, chemin, gardes)
    finally:
        for garde in gardes.values():
            remove(garde)


def forget_cold_journal(chemin: Path) -> None:
    """Remove a journal that has nothing to undo: a kill left it before anything was written. The engine lets it lie for ever.

    For whoever holds the lock, once the coffre was read: one with something to undo is gone by then.
    """
    journal = journal_of(chemin)
    if journal.exists():
        with journal.open("rb") as fichier:
            cold = fichier.read(1) in {b"", b"\0"}
        if cold:
            remove(journal)


def is_intact(cle: Cle, chemin: Path, *, writable: bool) -> bool:
    """True once the whole file was read again, an interrupted write undone, and all of it is what was written.

    `writable` for whoever holds the lock. Whatever fails here too only means that nothing can be said.
    """
    db = None
    try:
        if writable and journal_of(chemin).exists():
            db = connect_after_crash(cle, chemin)
        else:
            db = _connect_whole(cle.consult, chemin)
    except (ExpectedError, dbapi2.Error, OSError, MemoryError):
        return False
    finally:
        if db is not None:
            db.close()
    return db is not None


def _connect_without_journal(cle: Cle, chemin: Path, gardes: dict[Path, Path]) -> Database:
    """Where it is not whole with its journal, what it is without.

    Only the file after the journal was played tells whether the phrase is right: before, in the middle of a change of phrase,
    some pages are already under the new one.
    """
    phrase_is_right = some_page_passes(cle, chemin)
    journal = journal_of(chemin)
    _put_back(gardes)
    if phrase_is_right or some_page_passes(cle, chemin):
        journal.replace(_put_aside(journal))
        db = _connect_whole(cle.connect, chemin)
        if db is not None:
            return db
        _put_aside(journal).unlink()
        _put_back(gardes)
    raise ExpectedError(Panne.COFFRE_ABIME if phrase_is_right else Panne.PHRASE_REFUSEE, fichier=chemin.name)


def _put_aside(journal: Path) -> Path:
    return journal.with_name(journal.name + ".abîmé")


def _connect_whole(connect: Callable[[Path], Database], chemin: Path) -> Database | None:
    """A connection, or None if the file does not open or is not whole."""
    try:
        db = connect(chemin)
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
    try:
        shutil.copyfile(fichier, copie)
    except OSError:
        copie.unlink()
        raise
    return copie


def _put_back(gardes: dict[Path, Path]) -> None:
    for fichier, garde in gardes.items():
        publish(_copy(garde), fichier)
