"""Long work cut into parts, that something more urgent may come between, or that stops there when it is cancelled."""

from collections.abc import Callable, Generator
from typing import TypeVar

P = TypeVar("P")
T = TypeVar("T")


def run_through(parties: Generator[P, None, T], on_part: Callable[[P], object] = lambda _partie: None) -> T:
    """Do every part, one after another, and give what they come to: for whoever has nothing else to do meanwhile.

    `on_part` is told what each part says.
    """
    while True:
        try:
            partie = next(parties)
        except StopIteration as fin:
            resultat: T = fin.value
            return resultat
        on_part(partie)
