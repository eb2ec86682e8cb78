"""The dossiers chosen in the Suivi, handed to the screen that does something with them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from droits_usagers.domain.dossier.dossiers import Tri


class Selection:
    """References only, in the order they were shown. In memory; forgotten when the coffre is locked."""

    def __init__(self) -> None:
        self._references: tuple[str, ...] = ()
        self._tri: Tri | None = None

    @property
    def references(self) -> tuple[str, ...]:
        """The dossiers chosen."""
        return self._references

    @property
    def tri(self) -> "Tri | None":
        """In which order the Suivi was when they were; None when they do not come from its list."""
        return self._tri

    def give(self, references: Sequence[str], tri: "Tri | None" = None) -> None:
        """Choose these, in place of the former ones."""
        self._references = tuple(references)
        self._tri = tri

    def clear(self) -> None:
        """Choose none."""
        self.give(())
