"""The one place that meets the engine's and the disk's exceptions, and tells a fact of life from a bug of ours."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.vault.driver import dbapi2

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

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
}


#: What a wrong phrase and a damaged page both look like.
UNREADABLE = frozenset({"SQLITE_NOTADB", "SQLITE_CORRUPT"})


@contextmanager
def gateway(chemin: Path, *, inaccessible: Panne = Panne.COFFRE_INACCESSIBLE) -> Iterator[None]:
    """Turn what a disk or a damaged file can do into an ExpectedError about `chemin`.

    `inaccessible` is said of a file out of reach: a coffre that was there, or the place of a new file (DOSSIER_INACCESSIBLE).
    A bug of ours (bad SQL, broken rule) rises as it is.
    """
    try:
        yield
    except dbapi2.Error as error:
        panne = _panne_of(error, chemin)
        if panne is None:
            raise
        raise ExpectedError(inaccessible if panne is Panne.COFFRE_INACCESSIBLE else panne, fichier=chemin.name) from error
    except FileExistsError as error:
        raise ExpectedError(Panne.FICHIER_EXISTE, fichier=chemin.name) from error
    except OSError as error:
        panne = Panne.DISQUE_PLEIN if error.errno in _DISK_FULL else inaccessible
        raise ExpectedError(panne, fichier=chemin.name) from error


def result_code(error: dbapi2.Error) -> str:
    """The primary result code (SQLITE_IOERR for SQLITE_IOERR_WRITE); empty for an error that SQLite did not raise."""
    nom = str(getattr(error, "sqlite_errorname", ""))
    return "_".join(nom.split("_")[:2])


def _panne_of(error: dbapi2.Error, chemin: Path) -> Panne | None:
    code = result_code(error)
    if code == "SQLITE_IOERR":
        # A quota or a size limit is an input/output error to SQLite; so is a USB stick that was pulled out.
        return Panne.DISQUE_PLEIN if _is_there(chemin) else Panne.COFFRE_INACCESSIBLE
    return _PANNES.get(code)


def _is_there(chemin: Path) -> bool:
    """True while the disk still shows the file, or the temporary one that is to become it."""
    try:
        return any(chemin.name in voisin.name for voisin in chemin.parent.iterdir())
    except OSError:
        return False
