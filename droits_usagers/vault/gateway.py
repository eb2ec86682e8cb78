"""The one place that meets the engine's and the disk's exceptions, and tells a fact of life from a bug of ours."""

import errno
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vault.moteur import ForeignError, OtherFileError, dbapi2

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
#: What the system says of a file that is out of reach; whatever else it says of one is not understood.
_OUT_OF_REACH = {
    errno.ENOENT,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ELOOP,
    errno.ENAMETOOLONG,
}
#: What is written to know whether a disk is full.
_ESSAI = bytes(2**20)

#: By the primary name of the result code; SQLITE_IOERR is looked at more closely.
_PANNES = {
    "SQLITE_FULL": Panne.DISQUE_PLEIN,
    "SQLITE_CORRUPT": Panne.COFFRE_ABIME,
    "SQLITE_NOTADB": Panne.COFFRE_ABIME,
    "SQLITE_BUSY": Panne.COFFRE_DEJA_OUVERT,
    "SQLITE_LOCKED": Panne.COFFRE_DEJA_OUVERT,
    "SQLITE_CANTOPEN": Panne.COFFRE_INACCESSIBLE,
    "SQLITE_PERM": Panne.COFFRE_INACCESSIBLE,
    "SQLITE_READONLY": Panne.COFFRE_INACCESSIBLE,
    "SQLITE_NOMEM": Panne.MEMOIRE_PLEINE,
}
#: What the engine raises for a mistake of ours: a broken rule, a wrong number of values, another thread, a closed connection.
_BUGS = (dbapi2.IntegrityError, dbapi2.ProgrammingError, dbapi2.InterfaceError, dbapi2.DataError, dbapi2.NotSupportedError)
#: What SQLCipher does by itself fails with no code, or the vaguest one: there is only what SQLite says of each code.
_DITS = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "out of memory": "SQLITE_NOMEM",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "database is locked": "SQLITE_BUSY",
    "database table is locked": "SQLITE_LOCKED",
}
#: The same, when it has nothing to say; otherwise it quotes the statement of ours that is wrong.
_SANS_RAISON = {"SQL logic error", "unknown error", "not an error", ""}
#: A value that it found no memory for. Ours are of types it knows.
_SANS_MEMOIRE = "Error binding parameter"
#: A text that is none: nothing here writes that.
_PAS_DU_TEXTE = "Could not decode to UTF-8"


#: What a wrong phrase and a damaged page both look like.
UNREADABLE = frozenset({"SQLITE_NOTADB", "SQLITE_CORRUPT"})


@contextmanager
def gateway(chemin: Path, *, inaccessible: Panne = Panne.COFFRE_INACCESSIBLE) -> Iterator[None]:
    """Turn what a disk or a damaged file can do into an ExpectedError about `chemin`.

    `inaccessible` is said of a file out of reach: a coffre that was there, or the place of a new file (DOSSIER_INACCESSIBLE).
    What is not understood is DISQUE_INCOMPRIS. A bug of ours (bad SQL, broken rule) rises as it is.
    """
    try:
        yield
    except MemoryError as error:
        raise ExpectedError(Panne.MEMOIRE_PLEINE, fichier=chemin.name) from error
    except dbapi2.Error as error:
        panne = _panne_of(error, chemin)
        if panne is None:
            raise
        raise ExpectedError(inaccessible if panne is Panne.COFFRE_INACCESSIBLE else panne, fichier=chemin.name) from error
    except FileExistsError as error:
        raise ExpectedError(Panne.FICHIER_EXISTE, fichier=chemin.name) from error
    except OSError as error:
        raise ExpectedError(_panne_of_disk(error, chemin, inaccessible), fichier=chemin.name) from error


def result_code(error: dbapi2.Error) -> str:
    """The primary result code (SQLITE_IOERR for SQLITE_IOERR_WRITE); empty for an error that SQLite did not raise."""
    nom = "_".join(str(getattr(error, "sqlite_errorname", "")).split("_")[:2])
    return _DITS.get(str(error), nom) if nom in {"", "SQLITE_ERROR"} else nom


def tells_of_what_is_there(error: dbapi2.Error) -> bool:
    """True of what only the content of a file explains: neither a disk that fails, nor a memory that is short."""
    if getattr(error, "sqlite_errorname", "") == "SQLITE_CORRUPT_VTAB" or str(error).startswith(_PAS_DU_TEXTE):
        return True
    return result_code(error) == "SQLITE_ERROR" and str(error) not in _SANS_RAISON


def _panne_of(error: dbapi2.Error, chemin: Path) -> Panne | None:
    if isinstance(error, ForeignError):
        return Panne.PAS_UN_COFFRE if isinstance(error, OtherFileError) else Panne.COFFRE_INCOMPRIS
    code = result_code(error)
    if code == "SQLITE_IOERR":
        # A quota or a size limit is an input/output error to SQLite; so is a USB stick that was pulled out.
        if not _is_there(chemin):
            return Panne.COFFRE_INACCESSIBLE
        return Panne.DISQUE_PLEIN if _is_full(chemin) else Panne.DISQUE_INCOMPRIS
    if code in _PANNES:
        return _PANNES[code]
    if isinstance(error, dbapi2.InterfaceError) and str(error).startswith(_SANS_MEMOIRE):
        return Panne.MEMOIRE_PLEINE
    if str(error).startswith(_PAS_DU_TEXTE):
        return Panne.COFFRE_INCOMPRIS
    if isinstance(error, _BUGS) or (code == "SQLITE_ERROR" and str(error) not in _SANS_RAISON):
        return None
    # SQLCipher raises without a code what it does by itself.
    return Panne.DISQUE_PLEIN if _is_full(chemin) else Panne.DISQUE_INCOMPRIS


def _panne_of_disk(error: OSError, chemin: Path, inaccessible: Panne) -> Panne:
    if error.errno in _DISK_FULL:
        return Panne.DISQUE_PLEIN
    if error.errno == errno.ENOMEM:
        return Panne.MEMOIRE_PLEINE
    if error.errno in _OUT_OF_REACH or not _is_there(chemin):
        return inaccessible
    return Panne.DISQUE_INCOMPRIS


def _is_full(chemin: Path) -> bool:
    """True if nothing more can be written beside it: room, quota, or the size a file may have."""
    # Named like what an interruption leaves: should it stay, the next opening removes it.
    essai = chemin.with_name(f".{chemin.name}.{secrets.token_hex(4)}.tmp")
    try:
        if _file_size_is_limited():
            return True
        essai.write_bytes(_ESSAI)
    except OSError as error:
        return error.errno in _DISK_FULL
    finally:
        with suppress(OSError):
            essai.unlink()
    return False


def _file_size_is_limited() -> bool:
    if sys.platform == "win32":
        return False
    import resource

    return resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY


def _is_there(chemin: Path) -> bool:
    """True while the disk still shows the file, or the temporary one that is to become it."""
    try:
        return any(chemin.name in voisin.name for voisin in chemin.parent.iterdir())
    except OSError:
        return False
