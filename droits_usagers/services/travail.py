"""One thread that owns the coffre: what is on screen first, then what people write, then long work, unit by unit.

Qt-free. Callbacks are called in the worker's thread: whoever draws brings them home first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

T = TypeVar("T")


class Priorite(IntEnum):
    """What goes first. Within one priority, first come, first served."""

    PAGE_VISIBLE = 0
    ECRITURE = 1
    MASSE = 2


@dataclass(frozen=True, slots=True)
class Avancement:
    """How far a long task is: `fait` units out of `total` (0 when the total is not known)."""

    fait: int
    total: int = 0


class Tache:
    """A task handed to the worker. Cancelling takes effect before it starts or, for a long one, between two units."""

    def cancel(self) -> None:
        """Ask for it to stop. What is done stays done; `on_cancelled` is called once it has stopped."""
        raise NotImplementedError

    @property
    def cancelled(self) -> bool:
        """True once asked to stop."""
        raise NotImplementedError


class Travailleur:
    """The one thread that opens, reads, writes and closes a coffre."""

    def submit(
        self,
        action: Callable[[], T],
        *,
        priorite: Priorite = Priorite.ECRITURE,
        on_success: Callable[[T], None],
        on_failure: Callable[[Exception], None],
    ) -> Tache:
        """Run `action` when its turn comes, then call one of the two callbacks with its result or its exception."""
        raise NotImplementedError

    def submit_units(
        self,
        units: Callable[[], Iterator[Avancement]],
        *,
        on_progress: Callable[[Avancement], None],
        on_success: Callable[[Avancement], None],
        on_failure: Callable[[Exception], None],
        on_cancelled: Callable[[Avancement], None],
    ) -> Tache:
        """Run a long task one unit (≤ 20 ms) at a time, letting everything more urgent pass between two units."""
        raise NotImplementedError

    def cancel_bulk(self) -> None:
        """Stop every long task between two units: before locking."""
        raise NotImplementedError

    def stop(self) -> None:
        """Cancel long tasks, finish what was already asked for, and wait for the thread to end."""
        raise NotImplementedError
