"""What a sentence that promises rests on: a look that was just taken, by one of the functions that are listed for it.

`resources/textes/promesses.toml` lists such sentences, and who must have looked before each is said. `Textes` says none without
its proof, and only a function marked `proves` makes one.
"""

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, final

P = ParamSpec("P")

_CLE: Final = object()


class SansPreuveError(Exception):
    """A defect of the program: a sentence that promises was about to be said by someone who did not look."""


@final
class Preuve:
    """Someone looked, just now, and it is so. `par`: the dotted name of the function that did."""

    __slots__ = ("par",)

    def __init__(self, cle: object, par: str) -> None:
        """Only what `proves` makes has the key. Raises TypeError without it."""
        if cle is not _CLE:
            raise TypeError
        self.par = par

    def __repr__(self) -> str:
        """Who looked, never at what."""
        return f"Preuve({self.par})"


def proves(look: Callable[P, bool]) -> Callable[P, Preuve | None]:
    """Marks a function that looks: what was True becomes the proof of it, and what was False none."""
    par = f"{look.__module__}.{look.__qualname__}"

    @wraps(look)
    def prove(*args: P.args, **kwargs: P.kwargs) -> Preuve | None:
        return Preuve(_CLE, par) if look(*args, **kwargs) else None

    return prove
