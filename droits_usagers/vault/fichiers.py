"""Writing a file so that, at any instant, either the former one or the whole new one is there."""

import errno
import itertools
import os
import re
import secrets
import threading
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final

_OWNER_ONLY = 0o600
#: What is not « this disk has no such thing ».
_LE_DISQUE = {errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS}
_TEMPORAIRE = re.compile(r"\.(.+)\.[0-9a-f]{8}\.tmp")
#: Files made to last at the same time: a disk does several in the time of one.
_ENSEMBLE = 8
#: What Windows answers of a file that another program holds (Word, what looks for viruses); the last, of what is forbidden too.
_TENU, _REFUSE = {32, 33}, 5
#: How long one waits for it, in seconds: most hold a file for an instant.
_ATTENTES = (0.1, 0.2, 0.4, 0.8)


class Ecritures:
    """Counts what this process put on the disk: files in their places, and changes of a coffre."""

    def __init__(self) -> None:
        self._rangs = itertools.count(1)
        #: How many so far.
        self.nombre = 0

    def note(self) -> None:
        """One more. From any thread: what matters is that it is no longer what it was."""
        self.nombre = next(self._rangs)


ECRITURES: Final = Ecritures()


def is_held(error: OSError, chemin: Path) -> bool:
    """True if this file was not written, or not removed, because another program holds it."""
    dit = getattr(error, "winerror", None)
    return dit in _TENU or (dit == _REFUSE and chemin.is_file() and os.access(chemin, os.W_OK))


def is_held_here(chemin: Path) -> bool:
    """True if this process still has a handle on this file. False where the system does not tell."""
    with suppress(OSError):
        cherche = chemin.stat()
        for descripteur in Path("/proc/self/fd").iterdir():
            with suppress(OSError):
                if os.path.samestat(os.fstat(int(descripteur.name)), cherche):
                    return True
    return False


def patiently(geste: Callable[[], object], chemin: Path) -> None:
    """Do this to that file; once more, after a while, when another program holds it."""
    for attente in _ATTENTES:
        try:
            geste()
        except OSError as error:
            if not is_held(error, chemin):
                raise
            threading.Event().wait(attente)  # nothing tells when it is let go
        else:
            return
    geste()


def private_temp(destination: Path) -> Path:
    """An empty file beside `destination` that only its owner can read. Its name starts with a dot and ends with ".tmp".

    Raises OSError if nothing can be written there.
    """
    chemin = destination.with_name(f".{destination.name}.{secrets.token_hex(4)}.tmp")
    os.close(os.open(chemin, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))
    return chemin


def discard(temp: Path) -> None:
    """Remove a temporary file, and the journal of a base that it may be. A disk that no longer answers hides nothing else."""
    for reste in (temp, temp.with_name(temp.name + "-journal")):
        with suppress(OSError):
            reste.unlink()


def remove(chemin: Path) -> None:
    """Remove a file; harmless if it is not there, or has just been taken away."""
    patiently(lambda: chemin.unlink(missing_ok=True), chemin)


def remove_temps(destination: Path) -> None:
    """Remove what an interrupted write left beside `destination`. To be called by whoever holds the lock."""
    for reste in destination.parent.glob(f".{_escaped(destination.name)}.*.tmp*"):
        remove(reste)


def remove_temps_of(destinations: Collection[Path]) -> None:
    """The same beside many files of one folder, which is read once."""
    noms = {destination.name for destination in destinations}
    for dossier in {destination.parent for destination in destinations}:
        for voisin in dossier.iterdir():
            reste = _TEMPORAIRE.fullmatch(voisin.name)
            if reste and reste[1] in noms:
                remove(voisin)


def publish(temp: Path, destination: Path) -> None:
    """Put a finished file in its place, whatever was there, and make both last through a power cut."""
    sync_file(temp)
    patiently(lambda: temp.replace(destination), destination)
    ECRITURES.note()
    sync_folder(destination.parent)


def publish_new(temp: Path, destination: Path) -> None:
    """Put a finished file in its place. Raises FileExistsError if something is there already, even if it has just come."""
    sync_file(temp)
    _place(temp, destination)
    sync_folder(destination.parent)


def _place(temp: Path, destination: Path) -> None:
    try:
        destination.hardlink_to(temp)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno in _LE_DISQUE:
            raise
        # FAT has no hard links. Reserving the name first keeps the promise.
        os.close(os.open(destination, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))
        try:
            temp.replace(destination)
        except OSError:
            with suppress(OSError):
                destination.unlink()
            raise
    else:
        remove(temp)
    ECRITURES.note()


def publish_all(ecrits: Mapping[Path, Path]) -> None:
    """Put finished files in their places, by temporary file: all, or none. Far less slow than one after the other.

    Raises FileExistsError if something is there already.
    """
    with ThreadPoolExecutor(_ENSEMBLE) as fils:
        for _ in fils.map(sync_file, ecrits):
            pass
    publies: list[Path] = []
    try:
        for temp, destination in ecrits.items():
            _place(temp, destination)
            publies.append(destination)
        for dossier in {destination.parent for destination in publies}:
            sync_folder(dossier)
    except OSError:
        for destination in publies:
            remove(destination)
        raise


def sync_folder(dossier: Path) -> None:
    """Make a new or renamed entry last through a power cut. Windows does it by itself, and refuses to be asked."""
    if os.name == "posix":
        sync_file(dossier)


def sync_file(chemin: Path) -> None:
    """Make what was written to a file last through a power cut."""
    # Windows flushes only what was opened for writing; POSIX opens a folder only for reading.
    descripteur = os.open(chemin, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)


def _escaped(nom: str) -> str:
    """A file name as glob takes it literally."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in nom)
