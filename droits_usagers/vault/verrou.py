"""Who may write: one program at a time. The lock is the operating system's, so it falls with the program that held it.

There are two: a file beside the coffre, everywhere; and, on Linux, a byte far beyond the end of the coffre itself, whatever
name it is reached by and whatever became of the file beside. SQLite locks other bytes of it.
"""

import errno
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout

from droits_usagers.domain.socle.errors import ExpectedError, Panne


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


if sys.platform == "linux":
    import fcntl

#: No coffre is that long, and no disk minds.
_OCTET = 2**40
_NO_LOCKS = {errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK}


def lock_path(chemin: Path) -> Path:
    """The file that is locked: empty, beside the coffre, and left there once it was opened."""
    return chemin.with_name(chemin.name + ".verrou")


class VerrouFichier:
    """The right to write, until it is released."""

    def __init__(self, cote: FileLock, chemin: Path, *, neuf: bool = False) -> None:
        """`neuf`: the file that is locked was not there."""
        self._cote = cote
        self._chemin = chemin
        self._neuf = neuf
        self._octet: int | None = None

    def follow(self) -> None:
        """Hold the file that is now under this name: another one was put in place. Raises BlockingIOError, OSError."""
        if sys.platform != "linux" or not self._chemin.exists():
            return
        if self._octet is not None and os.path.samestat(os.fstat(self._octet), self._chemin.stat()):
            return
        ancien, self._octet = self._octet, _reserved(self._chemin)
        if ancien is not None:
            os.close(ancien)

    def give_up(self) -> None:
        """Nothing was opened: leave nothing of it beside. Held meanwhile, so that nobody else takes it for theirs."""
        if self._neuf:
            with suppress(OSError):
                lock_path(self._chemin).unlink()
        self.release()

    def release(self) -> None:
        """Let another program write. Once SQLite has closed the file: closing any handle on it lets go of its locks."""
        octet, self._octet = self._octet, None
        if octet is not None:
            os.close(octet)
        self._cote.release()


def take_lock(chemin: Path) -> VerrouFichier | LectureSeule:
    """The right to write, or why there is none.

    The soft lock that filelock falls back on is refused: it writes the name of the computer, which is often someone's.
    """
    if chemin.exists() and not os.access(chemin, os.W_OK):
        return LectureSeule.DOSSIER_PROTEGE
    neuf = not lock_path(chemin).exists()
    cote = FileLock(lock_path(chemin), timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False)
    try:
        cote.acquire()
    except Timeout:
        return LectureSeule.OUVERT_AILLEURS
    except OSError as error:
        return LectureSeule.SANS_VERROU if error.errno in _NO_LOCKS else LectureSeule.DOSSIER_PROTEGE
    verrou = VerrouFichier(cote, chemin, neuf=neuf)
    try:
        verrou.follow()
    except BlockingIOError:
        verrou.release()
        return LectureSeule.OUVERT_AILLEURS
    except OSError:
        verrou.release()
        return LectureSeule.DOSSIER_PROTEGE
    return verrou


def _reserved(chemin: Path) -> int | None:
    """A handle that reserves the file; None on a disk that cannot. Raises BlockingIOError if another one does."""
    descripteur = os.open(chemin, os.O_RDWR)
    try:
        # Of the open file, not of the process: two handles of one program exclude each other too.
        fcntl.fcntl(descripteur, fcntl.F_OFD_SETLK, struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, _OCTET, 1, 0))
    except OSError as error:
        os.close(descripteur)
        if error.errno in {errno.EAGAIN, errno.EACCES}:
            raise BlockingIOError(error.errno, os.strerror(error.errno)) from error
        return None
    return descripteur


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
