"""Who may write: one program at a time. The lock is the operating system's, so it falls with the program that held it."""

import errno
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout


class LectureSeule(StrEnum):
    """Why nothing can be written."""

    OUVERT_AILLEURS = "ouvert_ailleurs"
    DOSSIER_PROTEGE = "dossier_protege"
    #: A disk (some network shares) that cannot reserve a file for one program.
    SANS_VERROU = "sans_verrou"


_NO_LOCKS = {errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK}


def lock_path(chemin: Path) -> Path:
    """The file that is locked: empty, beside the coffre, and left there."""
    return chemin.with_name(chemin.name + ".verrou")


def take_lock(chemin: Path) -> FileLock | LectureSeule:
    """The right to write, or why there is none. Release it with `release()`.

    The soft lock that filelock falls back on is refused: it writes the name of the computer, which is often someone's.
    """
    verrou = FileLock(lock_path(chemin), timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False)
    try:
        verrou.acquire()
    except Timeout:
        return LectureSeule.OUVERT_AILLEURS
    except OSError as error:
        return LectureSeule.SANS_VERROU if error.errno in _NO_LOCKS else LectureSeule.DOSSIER_PROTEGE
    return verrou
