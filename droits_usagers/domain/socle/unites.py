"""Long work cut into parts, that something more urgent may come between, or that stops there when it is cancelled."""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")


def run_through(parties: Generator[object, None, T]) -> T:
    """Do every part, one after another, and give what they come to: for whoever has nothing else to do meanwhile."""
    while True:
        try:
            next(parties)
        except StopIteration as fin:
            resultat: T = fin.value
            return resultat
