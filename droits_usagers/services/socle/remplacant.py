"""The process that waits to take the place of this one (services/socle/lignee.py), seen from each end."""

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from droits_usagers.services.socle.lignee import REMPLACANT, Lignee, command, environment

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
