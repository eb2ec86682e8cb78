"""The dossiers chosen in the Suivi, handed to the screen that does something with them."""

from collections.abc import Sequence


class Selection:
    """References only, in the order they were shown. In memory; forgotten when the coffre is locked."""

    def __init__(self) -> None:
        self._references: tuple[str, ...] = ()

    @property
    def references(self) -> tuple[str, ...]:
        """The dossiers chosen."""
        return self._references

    def give(self, references: Sequence[str]) -> None:
        """Choose these, in place of the former ones."""
        self._references = tuple(references)

    def clear(self) -> None:
        """Choose none."""
        self._references = ()
