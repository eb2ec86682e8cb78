"""Who may write: one program at a time. The lock is the operating system's, so it falls with the program that held it."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout

from droits_usagers.domain.errors import ExpectedError, Panne


class LectureSeule(StrEnum):
    """Why nothing can be written."""

    OUVERT_AILLEURS = "ouvert_ailleurs"
    DOSSIER_PROTEGE = "dossier_protege"
    #: A disk (some network shares) that cannot reserve a file for one program.
    SANS_VERROU = "sans_verrou"
    #: What could be read of a damaged file is shown; the file itself is not touched.
    ABIME = "abime"

    @property
    def panne(self) -> Panne:
        """What to say when writing was needed."""
        return Panne.COFFRE_DEJA_OUVERT if self is LectureSeule.OUVERT_AILLEURS else Panne.COFFRE_INACCESSIBLE


_NO_LOCKS = {errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK}


def lock_path(chemin: Path) -> Path:
    """The file that is locked: empty, beside the coffre, and left there."""
    return chemin.with_name(chemin.name + ".verrou")


def take_lock(chemin: Path) -> FileLock | LectureSeule:
    """The right to write, or why there is none. Release it with `release()`.

    The soft lock that filelock falls back on is refused: it writes the name of the computer, which is often someone's.
    """
    if chemin.exists() and not os.access(chemin, os.W_OK):
        return LectureSeule.DOSSIER_PROTEGE
    verrou = FileLock(lock_path(chemin), timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False)
    try:
        verrou.acquire()
    except Timeout:
        return LectureSeule.OUVERT_AILLEURS
    except OSError as error:
        return LectureSeule.SANS_VERROU if error.errno in _NO_LOCKS else LectureSeule.DOSSIER_PROTEGE
    return verrou


@contextmanager
def exclusive(chemin: Path) -> Iterator[None]:
    """Hold the lock meanwhile. Raises ExpectedError COFFRE_DEJA_OUVERT or COFFRE_INACCESSIBLE."""
    verrou = take_lock(chemin)
    if isinstance(verrou, LectureSeule):
        raise ExpectedError(verrou.panne, fichier=chemin.name)
    try:
        yield
    finally:
        verrou.release()
