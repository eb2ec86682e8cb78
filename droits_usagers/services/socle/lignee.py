"""Gives the place to a new process: nothing that one person typed is in the memory of what the next one uses.

The new one is this program again, begun beforehand, that shows nothing and was told nothing. It is called by its standard
input, and dies when that closes: whoever began it is gone. On its standard output it says that it is ready, then there.

Where a program waits for this one to end, it must go on waiting: on Linux the process that gave its place becomes another that
holds nothing (`wait_for_the_last`), under the same number; on Windows start.py waits for whoever has what it handed them.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

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


#: What it says, once it is seen.
LA = "la"


class Remplacant:
    """The process that waits, as the one in use sees it. `on_said` is called in another thread; an empty word: it is gone."""

    def __init__(self, lignee: Lignee, on_said: Callable[[str], None]) -> None:
        """Begins it. Raises OSError where the system refuses."""
        temoin = lignee.witness()
        heritage: dict[str, Any] = {"pass_fds": () if temoin is None else (temoin,)}
        if sys.platform == "win32":
            # Whatever start.py has it hand on is what may be handed on.
            heritage = {"close_fds": False, "creationflags": subprocess.BELOW_NORMAL_PRIORITY_CLASS}
        self._processus = subprocess.Popen(  # noqa: S603 - this very program
            [*command(), REMPLACANT, *([] if temoin is None else [str(temoin)])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
            **heritage,
        )
        threading.Thread(target=self._listen, args=(on_said,), name="remplacant", daemon=True).start()

    def call(self, consignes: Mapping[str, object]) -> None:
        """Has it take the place. Raises OSError if it is gone."""
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.user32.AllowSetForegroundWindow(self._processus.pid)
        assert self._processus.stdin is not None  # noqa: S101 - it was begun with one
        self._processus.stdin.write(json.dumps(consignes).encode() + b"\n")
        self._processus.stdin.flush()

    def dismiss(self) -> None:
        """It is not needed, and holds nothing. Harmless if it is gone."""
        assert self._processus.stdin is not None  # noqa: S101 - it was begun with one
        with contextlib.suppress(OSError):
            self._processus.stdin.close()
        self._processus.kill()
        self._processus.wait()

    def _listen(self, on_said: Callable[[str], None]) -> None:
        assert self._processus.stdout is not None  # noqa: S101 - as above
        with self._processus.stdout as dits:
            for dit in dits:
                on_said(dit.decode().strip())
        on_said("")


class AppelPlace:
    """What the process that waits is told, and says. `on_called` is called in another thread, with what it has to know."""

    def __init__(self, on_called: Callable[[dict[str, Any]], None]) -> None:
        self._on_called = on_called
        # What is printed from now on must not be taken for an answer.
        self._sortie = os.dup(1)
        with contextlib.suppress(OSError):
            os.dup2(2, 1)
        be_discreet(discret=True)
        threading.Thread(target=self._wait, name="appel", daemon=True).start()

    def say(self, mot: str) -> None:
        """To whoever began this process."""
        with contextlib.suppress(OSError):  # it is gone: the other thread knows
            os.write(self._sortie, mot.encode() + b"\n")

    def _wait(self) -> None:
        recu = b""
        while not recu.endswith(b"\n"):
            morceau = os.read(0, 4096)
            if not morceau:
                os._exit(0)
            recu += morceau
        be_discreet(discret=False)
        self._on_called(json.loads(recu))


def be_discreet(*, discret: bool) -> None:
    """Takes the processor only where others leave it, or no longer. Windows was told at the beginning."""
    if sys.platform == "win32":
        import ctypes

        if not discret:
            noyau = ctypes.windll.kernel32
            noyau.SetPriorityClass(noyau.GetCurrentProcess(), subprocess.NORMAL_PRIORITY_CLASS)
    elif sys.platform == "linux":
        # Of Linux, each thread has its own: the one that draws is not the one that was called.
        for fil in Path("/proc/self/task").iterdir():
            with contextlib.suppress(OSError):
                os.sched_setscheduler(int(fil.name), os.SCHED_BATCH if discret else os.SCHED_OTHER, os.sched_param(0))
