"""Where Qt writes what it is about to print, when it must: a folder for its owner only, wiped, then removed.

In memory where the system has such a place (XDG_RUNTIME_DIR). What a program that died left there is swept by the next one.
"""

import contextlib
import os
import secrets
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_NOM = "droits-usagers-tirage-"
_VERROU = "verrou"
_MORCEAU = 1 << 20
#: What lets anyone else into a folder.
_AUTRUI = 0o077


class Tampon:
    """The folder, while something is printed."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier

    def hold(self) -> None:
        """Give another name to what is being written there: its first writer removes it without wiping it."""
        for fichier in [*self.dossier.iterdir()]:
            if fichier.name != _VERROU:
                with contextlib.suppress(OSError):
                    fichier.with_name(secrets.token_hex(8)).hardlink_to(fichier)

    def wipe(self) -> None:
        """Write over every file, then remove all. What cannot be is left to the next start."""
        for fichier in [*self.dossier.rglob("*")]:
            with contextlib.suppress(OSError):
                _write_over(fichier)
        shutil.rmtree(self.dossier, ignore_errors=True)


@contextlib.contextmanager
def private_spool() -> Iterator[Tampon]:
    """Around what Qt prints: its temporary files go to such a folder."""
    dossier = Path(tempfile.mkdtemp(prefix=_NOM, dir=_base()))
    tampon = Tampon(dossier)
    avant = os.environ.get("TMPDIR")
    with _locked(dossier / _VERROU):
        os.environ["TMPDIR"] = str(dossier)
        try:
            yield tampon
        finally:
            if avant is None:
                del os.environ["TMPDIR"]
            else:
                os.environ["TMPDIR"] = avant
            tampon.wipe()


def sweep() -> None:
    """Wipe what programs that died left behind. On Windows Qt writes nothing there: the spooler of the system does."""
    if sys.platform == "win32":
        return
    for base in {_base(), Path(tempfile.gettempdir())}:
        for dossier in base.glob(f"{_NOM}*"):
            with contextlib.suppress(OSError):
                if _is_ours(dossier):
                    with _locked(dossier / _VERROU):
                        Tampon(dossier).wipe()


def _is_ours(dossier: Path) -> bool:
    """Anyone may put something of that name in a common folder: a link would have us wipe what it leads to."""
    etat = dossier.lstat()
    return stat.S_ISDIR(etat.st_mode) and etat.st_uid == os.getuid() and not etat.st_mode & _AUTRUI


def _base() -> Path:
    memoire = os.environ.get("XDG_RUNTIME_DIR", "")
    return Path(memoire) if memoire and os.access(memoire, os.W_OK | os.X_OK) else Path(tempfile.gettempdir())


def _write_over(fichier: Path) -> None:
    if fichier.is_symlink() or not fichier.is_file():
        return
    reste = fichier.stat().st_size
    with fichier.open("r+b", buffering=0) as ecrit:
        while reste > 0:
            reste -= ecrit.write(bytes(min(reste, _MORCEAU)))
        os.fsync(ecrit.fileno())


@contextlib.contextmanager
def _locked(chemin: Path) -> Iterator[None]:
    """Held by the program that prints, for as long as it lives. Raises OSError when another holds it."""
    descripteur = os.open(chemin, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(descripteur, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descripteur)
