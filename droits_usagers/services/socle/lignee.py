"""Gives the place to a new process: nothing that one person typed is in the memory of what the next one uses.

The new one is this program again, begun beforehand, that shows nothing and was told nothing. It is called by its standard
input, and dies when that closes: whoever began it is gone. On its standard output it says that it is ready, then there.

Where a program waits for this one to end, it must go on waiting: on Linux the process that gave its place becomes another that
holds nothing (`wait_for_the_last`), under the same number; on Windows start.py waits for whoever has what it handed them.
"""

import contextlib
import os
import signal
import sys
from pathlib import Path

#: The arguments by which the program begins itself; each is followed by what it hands over, on Linux.
REMPLACANT, DERNIER = "--remplacant", "--dernier"
_BUG = 1


class Lignee:
    """What a process knows of those that follow one another in front of people."""

    def __init__(self, temoin: int | None = None) -> None:
        #: What each of them writes to, on Linux: whoever waits for the last reads it to its end.
        self._temoin = temoin
        self._lecture: int | None = None
        self._passee = False

    def witness(self) -> int | None:
        """What the next process is handed over; None where nobody waits for the last."""
        if self._temoin is None and sys.platform == "linux":
            self._lecture, self._temoin = os.pipe()
        return self._temoin

    def pass_on(self) -> None:
        """The other one is there: this one only has to end."""
        self._passee = True

    def end(self, code: int) -> int:
        """What this process ends with. One that others wait for does not end here: it becomes one that waits for the last."""
        if self._passee and self._lecture is not None:
            os.set_inheritable(self._lecture, True)  # noqa: FBT003 - so it is in Python
            commande = [*command(), DERNIER, str(self._lecture)]
            with contextlib.suppress(OSError):
                os.execve(commande[0], commande, environment())  # noqa: S606 - this very program
        if not self._passee:
            self._note("code", code)
        return code

    def arrive(self) -> None:
        """Tells whoever waits for the last which one it is now."""
        self._note("pid", os.getpid())

    def _note(self, quoi: str, nombre: int) -> None:
        if self._temoin is not None:
            with contextlib.suppress(OSError):  # nobody waits any more
                os.write(self._temoin, f"{quoi} {nombre}\n".encode())


def wait_for_the_last(lecture: int) -> int:
    """Holds nothing, and waits until none of those that followed is there; the code of the last. What stops it stops that."""
    dernier = [0]

    def stop(numero: int, _cadre: object) -> None:
        if dernier[0]:
            with contextlib.suppress(OSError):
                os.kill(dernier[0], numero)

    if sys.platform != "win32":
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no trace of those that ended
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal tells both
    code = _BUG
    with os.fdopen(lecture, "rb") as lignes:
        for ligne in lignes:
            quoi, nombre = ligne.split()
            if quoi == b"pid":
                dernier[0], code = int(nombre), _BUG
            else:
                code = int(nombre)
    return code


def command() -> list[str]:
    """How the program begins itself."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "droits_usagers"]


def environment() -> dict[str, str]:
    """Where it is found."""
    if getattr(sys, "frozen", False):
        return dict(os.environ)
    return dict(os.environ, PYTHONPATH=str(Path(__file__).resolve().parents[3]))
