"""Long work on a copy of the coffre, in a thread and on a connection of its own: the coffre itself goes on answering.

Only on copies: a connection that reads the coffre for seconds would hold up whoever writes to it.
"""

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Lock
from typing import TypeVar

from droits_usagers.vault.moteur import Database, dbapi2

T = TypeVar("T")

#: How long each part lasts, in seconds: whoever waits for the coffre waits no longer for it.
_PART = 0.01


class Arret:
    """Stops what is done on a connection, from another thread."""

    def __init__(self) -> None:
        self._verrou = Lock()
        self._db: Database | None = None
        self._demande = False

    def watch(self, db: Database) -> Database:
        """The connection that is being used from now on. Raises dbapi2.OperationalError if it is already too late."""
        with self._verrou:
            self._db = db
            if self._demande:
                db.close()
                msg = "interrupted"
                raise dbapi2.OperationalError(msg)
        return db

    def ask(self) -> None:
        """Interrupt the statement under way; harmless when there is none."""
        with self._verrou:
            self._demande = True
            if self._db is not None:
                self._db.conn.interrupt()

    def release(self) -> None:
        """Close the connection, and forget it."""
        with self._verrou:
            db, self._db = self._db, None
            if db is not None:
                db.close()


def aside(action: Callable[[Arret], T]) -> Generator[None, None, T]:
    """What `action` gives, by parts that do nothing but wait for it. Stopped before the end, it interrupts it."""
    arret = Arret()
    with ThreadPoolExecutor(1, thread_name_prefix="copie") as fil:
        futur = fil.submit(action, arret)
        try:
            while not futur.done():
                wait([futur], timeout=_PART)
                yield
        finally:
            arret.ask()
    return futur.result()
