"""The permission to leave: every way out of the program takes a `Libre`, and only the control makes one.

It carries what was read, so that nothing else can leave with it; what is made from it (a file, pages) keeps the permission.
"""

from collections.abc import Callable, Iterable
from typing import Final, Generic, TypeVar, final

from droits_usagers.domain.controle.valeurs import Regle

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")
U = TypeVar("U")

_CLE: Final = object()


@final
class Libre(Generic[T_co]):
    """Something that may leave. `confirmees`: the rules that someone chose to pass, to be remembered with the letter."""

    __slots__ = ("confirmees", "contenu")

    def __init__(self, cle: object, contenu: T_co, confirmees: frozenset[Regle]) -> None:
        """Only `grant` has the key. Raises TypeError without it."""
        if cle is not _CLE:
            raise TypeError
        self.contenu = contenu
        self.confirmees = confirmees

    def __repr__(self) -> str:
        """What leaves is not told."""
        return "Libre()"

    def map(self, make: Callable[[T_co], U]) -> "Libre[U]":
        """What is made of it, by writing it otherwise: it says the same."""
        return Libre(_CLE, make(self.contenu), self.confirmees)


def grant(contenu: T, confirmees: frozenset[Regle] = frozenset()) -> Libre[T]:
    """The permission. A test proves that the control alone asks for it."""
    return Libre(_CLE, contenu, confirmees)


def together(libres: Iterable[Libre[T]]) -> Libre[tuple[T, ...]]:
    """Several things that may leave, as one: with what was confirmed for any of them."""
    tous = tuple(libres)
    confirmees = frozenset(regle for libre in tous for regle in libre.confirmees)
    return Libre(_CLE, tuple(libre.contenu for libre in tous), confirmees)
