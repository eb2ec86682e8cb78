"""A process of its own for what is not ours to trust: ended when it takes too long, says too much or dies.

Nothing the child says is ever run: it answers in bytes.
"""

import contextlib
import ctypes
import math
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vidage import forbid_dumps

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

#: How long, in seconds, until one looks again.
REGARD_S = 0.05


class Compteur(Thread):
    """In the process: ends it once it has computed as long as it may.

    What keeps Python from going on keeps this from looking: it is ended by the other end, that waits ten times longer.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._jusque = math.inf

    def limit(self, duree_s: float) -> None:
        """From now on; 0: as long as it likes."""
        self._jusque = time.process_time() + (duree_s or math.inf)
        if not self.is_alive():
            self.start()

    def run(self) -> None:
        """Until the process ends."""
        attente = Event()
        while not attente.wait(REGARD_S):
            if time.process_time() > self._jusque:
                os._exit(1)


class _Compte(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS, as psapi.h lays it out."""

    _fields_ = (
        ("taille", ctypes.c_uint32),
        ("defauts", ctypes.c_uint32),
        *((nom, ctypes.c_size_t) for nom in ("present_max", "present", "pagine_max", "pagine", "fixe_max", "fixe")),
        ("engage", ctypes.c_size_t),
        ("engage_max", ctypes.c_size_t),
    )


def memory_taken_by(poignee: int) -> int:
    """The most bytes that the process that Windows knows by this handle had at once; 0 elsewhere, where the system limits it.

    Raises OSError when Windows does not say.
    """
    if sys.platform != "win32":
        return 0
    noyau, compte = ctypes.WinDLL("kernel32", use_last_error=True), _Compte()
    compte.taille = ctypes.sizeof(compte)
    if not noyau.K32GetProcessMemoryInfo(ctypes.c_void_p(poignee), ctypes.byref(compte), compte.taille):
        raise ctypes.WinError(ctypes.get_last_error())
    return int(compte.engage_max)


_MEMOIRE_MAX = 1 << 30
_DEPART_MAX_S = 2.0
#: How many times longer than it may compute a child is waited for: something else may keep the computer busy.
_PATIENCE = 10

_COMPTEUR = Compteur()

_PRET = b"pret"
#: How an answer about a file someone gave begins: it could be read, it could not, it asks for a password.
BIEN, ILLISIBLE, PROTEGE = b"+", b"-", b"*"


@dataclass(frozen=True, slots=True)
class Limites:
    """How long an answer may take once the process is there, how long the process may take to come, how much it may say."""

    #: In seconds that the child computes: a busy computer refuses nobody's file. Ten times longer for a child that computes
    #: nothing, in seconds that pass.
    duree_max_s: float
    arrivee_max_s: float = 30.0
    reponse_max: int = 8_000_000


class Processus:
    """One kept process, started on first use, replaced when it had to be ended. Safe from any thread.

    `serve` is what it runs: a function of a module, given its end of the pipe, that calls `answer_all`.
    """

    def __init__(self, serve: Callable[[Connection], None], limites: Limites) -> None:
        self._serve = serve
        self._limites = limites
        self._verrou = Lock()
        self._processus: BaseProcess | None = None
        self._fil: Connection | None = None

    @property
    def alive(self) -> bool:
        """True while what it was told earlier is still known to it."""
        return self._processus is not None and self._processus.is_alive()

    def ask(self, question: object) -> bytes:
        """What it answers. Raises OSError or EOFError when it had to be ended."""
        with self._verrou:
            try:
                fil = self._connect()
                duree = self._limites.duree_max_s
                fil.send((duree, question))
                return self._wait(fil, duree * _PATIENCE)
            except (OSError, EOFError):
                self._end()
                raise

    def ask_of_file(self, question: object) -> bytes:
        """What it answers of a file someone gave. Raises ExpectedError PIECE_ILLISIBLE or PIECE_PROTEGEE."""
        try:
            reponse = self.ask(question)
        except (OSError, EOFError) as error:
            raise ExpectedError(Panne.PIECE_ILLISIBLE) from error
        if reponse[:1] != BIEN:
            raise ExpectedError(Panne.PIECE_PROTEGEE if reponse[:1] == PROTEGE else Panne.PIECE_ILLISIBLE)
        return reponse[1:]

    def close(self) -> None:
        """End the process: what it was given is gone with it."""
        with self._verrou:
            if self._fil is not None:
                # It ends by itself once nobody speaks to it any more.
                self._fil.close()
            if self._processus is not None:
                self._processus.join(_DEPART_MAX_S)
            self._end()

    def _connect(self) -> Connection:
        if self._fil is not None and self.alive:
            return self._fil
        self._end()
        contexte = multiprocessing.get_context("spawn")
        self._fil, enfant = contexte.Pipe()
        processus = contexte.Process(target=self._serve, args=(enfant,), daemon=True)
        with enfant:
            processus.start()
        # One that could not be started is none.
        self._processus = processus
        # Loading a library on an old computer is nobody's fault.
        self._wait(self._fil, self._limites.arrivee_max_s)
        return self._fil

    def _wait(self, fil: Connection, duree_max_s: float) -> bytes:
        """What the other end says. Raises TimeoutError when it takes too much, OSError when it says too much."""
        fin = monotonic() + duree_max_s
        while not fil.poll(max(0, min(REGARD_S, fin - monotonic()))):
            if monotonic() >= fin or self._memory > _MEMOIRE_MAX:
                raise TimeoutError
        return fil.recv_bytes(self._limites.reponse_max)

    @property
    def _memory(self) -> int:
        return 0 if self._processus is None else memory_taken_by(self._processus.sentinel)

    def _end(self) -> None:
        if self._processus is not None:
            self._processus.kill()
            self._processus.join()
            self._processus.close()
        if self._fil is not None:
            self._fil.close()
        self._processus = self._fil = None


def answer_all(fil: Connection, answer: Callable[[object], bytes]) -> None:
    """The child: answers what it is sent until the other end is closed."""
    # Where the system can: under Windows, the other end looks at what is taken.
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMOIRE_MAX, _MEMOIRE_MAX))
    forbid_dumps()
    fil.send_bytes(_PRET)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            duree, question = fil.recv()
            _limit_work(duree)
            reponse = answer(question)
            _limit_work(0)
            fil.send_bytes(reponse)


def _limit_work(duree_s: float) -> None:
    """Has it ended once it has computed that long; 0: as long as it likes."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, duree_s)
    else:
        _COMPTEUR.limit(duree_s)
