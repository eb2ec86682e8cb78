"""One thread that owns the coffre: what is on screen first, then what people write, then long work, unit by unit.

Qt-free. Callbacks are called in the worker's thread: whoever draws brings them home first. What a task was made of is let go of
before its last callback, `on_released`, is called: whoever must not see it die in this thread keeps it until then.
"""

import itertools
import queue
import sys
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from types import TracebackType
from typing import Self, TypeAlias, TypeVar

T = TypeVar("T")


class Priorite(IntEnum):
    """What goes first. Within one priority, first come, first served."""

    PAGE_VISIBLE = 0
    ECRITURE = 1
    MASSE = 2


#: How long a thread keeps the interpreter while another one waits for it, in seconds. Python grants five times as much, and to
#: answer one key a window asks for it many times.
_TOUR = 0.001
#: After everything that was asked for.
_FIN = len(Priorite)
#: Before all that waits with the same priority.
_AVANT = -1


@dataclass(frozen=True, slots=True)
class Avancement:
    """How far a long task is: `fait` units out of `total` (0 when the total is not known)."""

    fait: int
    total: int = 0
    #: True while it holds a transaction open: others may read between two units, but not write, or what they write could be
    #: undone with it.
    inacheve: bool = False
    #: True once what was asked for is done and cannot be undone: stopping only puts off what is left to tidy.
    irrevocable: bool = False


#: Long work, a unit at a time, and what it comes to.
Unites: TypeAlias = Generator[Avancement, None, T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rappels:
    """Who to tell about a long task. Exactly one of success, failure and cancelled is called, once, at the end."""

    on_progress: Callable[[Avancement], None]
    on_success: Callable[[Avancement], None]
    on_failure: Callable[[Exception], None]
    on_cancelled: Callable[[Avancement], None]
    #: Last of all: the worker holds nothing of the task any more.
    on_released: Callable[[], None] = lambda: None


def in_units(
    parties: Generator[None, None, T],
    tell: Callable[[int], Avancement] = Avancement,
    *,
    within: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> Unites[T]:
    """Parts that say nothing of how far they are, as units; `tell` says it, from how many parts are done.

    `within`: what each of them is done in, and let go of between two.
    """
    fait = 0
    while True:
        with within():
            try:
                next(parties)
            except StopIteration as fin:
                resultat: T = fin.value
                return resultat
        fait += 1
        yield tell(fait)


class Tache(ABC):
    """A task handed to the worker. Cancelling takes effect before it starts or, for a long one, between two units."""

    def __init__(self, on_released: Callable[[], None]) -> None:
        self._cancelled = threading.Event()
        self.on_released = on_released

    def cancel(self) -> None:
        """Ask for it to stop. What is done stays done. A short task not yet started is dropped without a word."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """True once asked to stop."""
        return self._cancelled.is_set()

    @abstractmethod
    def advance(self) -> bool:
        """Do one unit, in the worker's thread. True if there is more to do."""


class Travailleur:
    """The one thread that opens, reads, writes and closes a coffre. It starts with the first task."""

    def __init__(self, nom: str = "coffre") -> None:
        self._attente: queue.PriorityQueue[_Ticket] = queue.PriorityQueue()
        self._rangs = itertools.count()
        self._longues: set[Tache] = set()
        self._verrou = threading.Lock()
        #: How many answers the screen waits for, and whoever waits for none.
        self._attendues = 0
        self._calme = threading.Condition(self._verrou)
        self._fil = threading.Thread(target=self._run, name=nom, daemon=True)
        self._arrete = False

    def submit(
        self,
        action: Callable[[], T],
        *,
        priorite: Priorite = Priorite.ECRITURE,
        on_success: Callable[[T], None],
        on_failure: Callable[[Exception], None],
        on_released: Callable[[], None] = lambda: None,
    ) -> Tache:
        """Run `action` when its turn comes, then call one of the two callbacks with its result or its exception.

        `on_released` is called last, even when it was cancelled before its turn. Raises RuntimeError after `stop`.
        """
        return self._put(priorite, _Courte(partial(_answer, action, on_success, on_failure), on_released))

    def submit_units(self, units: Callable[[], Iterator[Avancement]], rappels: Rappels) -> Tache:
        """Run a long task one unit (≤ 20 ms) at a time, letting everything more urgent pass between two units.

        Long tasks follow one another. Raises RuntimeError after `stop`.
        """
        return self._put(Priorite.MASSE, _Longue(units, rappels))

    def wait_for_calm(self) -> None:
        """In another thread, between two pieces of work: waits while the screen waits for this one, which they would slow."""
        with self._calme:
            self._calme.wait_for(lambda: not self._attendues)

    def cancel_bulk(self) -> None:
        """Stop every long task between two units: before locking."""
        with self._verrou:
            for tache in self._longues:
                tache.cancel()

    def stop(self) -> None:
        """Cancel long tasks, finish what was already asked for, and wait for the thread to end. Harmless when called twice."""
        self.cancel_bulk()
        with self._verrou:
            if not self._arrete:
                self._arrete = True
                self._attente.put(_Ticket(_FIN, next(self._rangs), None))
            started = self._fil.ident is not None
        if started:
            self._fil.join()

    def _put(self, priorite: Priorite, tache: Tache) -> Tache:
        with self._verrou:
            if self._arrete:
                msg = "the worker was stopped"
                raise RuntimeError(msg)
            if self._fil.ident is None:
                self._fil.start()
            if priorite is Priorite.MASSE:
                self._longues.add(tache)
            self._attendues += priorite is Priorite.PAGE_VISIBLE
            self._attente.put(_Ticket(priorite, next(self._rangs), tache))
        return tache

    def _run(self) -> None:
        sys.setswitchinterval(_TOUR)
        while (on_released := self._serve()) is not None:
            # Nothing of the task is left in this thread: `_serve` is over, and so is all that it held.
            with _Caught() as caught:
                on_released()
            _raise_alarm(caught.take())
            del on_released

    def _serve(self) -> Callable[[], None] | None:
        """One unit of what comes first, and whom to tell that it was let go of. None once there is nothing more to do."""
        ticket = self._attente.get()
        if ticket.tache is None:
            return None
        if ticket.tache.advance():
            # Its rank is kept: the long task that came first ends first.
            retenu = isinstance(ticket.tache, _Longue) and ticket.tache.holds
            self._attente.put(_Ticket(Priorite.ECRITURE, _AVANT, ticket.tache) if retenu else ticket)
            return _nobody
        with self._verrou:
            self._longues.discard(ticket.tache)
            self._attendues -= ticket.priorite == Priorite.PAGE_VISIBLE
            self._calme.notify_all()
        return ticket.tache.on_released


def _nobody() -> None:
    """It goes on: nobody is told."""


@dataclass(order=True, slots=True)
class _Ticket:
    priorite: int
    rang: int
    tache: Tache | None = field(compare=False)


class _Courte(Tache):
    def __init__(self, action: Callable[[], None], on_released: Callable[[], None]) -> None:
        super().__init__(on_released)
        self._action: Callable[[], None] | None = action

    def advance(self) -> bool:
        # Whoever may cancel it keeps the task, and must not keep what it was made of.
        action, self._action = self._action, None
        if action is not None and not self.cancelled:
            action()
        return False


class _Longue(Tache):
    def __init__(self, units: Callable[[], Iterator[Avancement]], rappels: Rappels) -> None:
        super().__init__(rappels.on_released)
        self._units: Callable[[], Iterator[Avancement]] | None = units
        self._rappels = rappels
        self._suite: Iterator[Avancement] | None = None
        self._dernier = Avancement(0)

    @property
    def holds(self) -> bool:
        """True while nobody else may write."""
        return self._dernier.inacheve

    def advance(self) -> bool:
        stopping = self.cancelled
        more, error = _attempt(self._clean_up if stopping else self._next_unit)
        if more and error is None:
            _tell(self._rappels.on_progress, self._dernier)
            return True
        self._units = self._suite = None
        if error is not None:
            _tell(self._rappels.on_failure, error)
        elif stopping:
            _tell(self._rappels.on_cancelled, self._dernier)
        else:
            _tell(self._rappels.on_success, self._dernier)
        # As in `_answer`.
        del error
        return False

    def _next_unit(self) -> bool:
        if self._suite is None and self._units is not None:
            self._suite = self._units()
        dernier = next(self._suite, None) if self._suite is not None else None
        if dernier is not None:
            self._dernier = dernier
        return dernier is not None

    def _clean_up(self) -> bool:
        """Lets a generator run its `finally` in the thread where it ran."""
        close = getattr(self._suite, "close", None)
        if close is not None:
            close()
        return False


class _Caught:
    """Keeps the exception of a piece of work, so that it can be handed to whoever asked for it, in another thread.

    Nothing is swallowed: every exception kept here is delivered to an `on_failure`, as `concurrent.futures` does.
    """

    _error: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        if isinstance(error, Exception):
            self._error = error
            return True
        return False

    def take(self) -> Exception | None:
        """What was caught, kept here no more: its frames hold this, and would hold it for ever."""
        error, self._error = self._error, None
        return error


def _attempt(action: Callable[[], T]) -> tuple[T | None, Exception | None]:
    """What it gives, or what it raised."""
    with _Caught() as caught:
        return action(), None
    return None, caught.take()


def _answer(action: Callable[[], T], on_success: Callable[[T], None], on_failure: Callable[[Exception], None]) -> None:
    resultat, error = _attempt(action)
    if error is None:
        _tell(on_success, resultat)  # type: ignore[arg-type] # there is one, since nothing was raised
    else:
        _tell(on_failure, error)
    # The frames that an exception holds hold those that called them, this one included.
    del error


def _tell(rappel: Callable[[T], None], value: T) -> None:
    """Call back. A callback that fails is a bug of ours: it goes to the crash dialog, and the coffre's thread lives on."""
    _raise_alarm(_attempt(partial(rappel, value))[1])


def _raise_alarm(bogue: Exception | None) -> None:
    if bogue is not None:
        threading.excepthook(threading.ExceptHookArgs((type(bogue), bogue, bogue.__traceback__, threading.current_thread())))
