"""What screens remember in a coffre: nothing of it is written elsewhere."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from droits_usagers.vault.depot import Depot


class ReglagesCoffre:
    """The settings of an opened coffre, by key."""

    def __init__(self, depot: "Depot") -> None:
        self._depot = depot

    def read(self, cle: str) -> Any:  # noqa: ANN401 - JSON
        """What is kept under this key, None if nothing is."""
        with self._depot.reading():
            return self._depot.reglages.read(cle)

    def keep(self, cle: str, valeur: object) -> None:
        """Keep a value that JSON can hold; None: nothing any more. In a coffre that is only read, nothing is kept, silently."""
        if self._depot.lecture_seule is None:
            with self._depot.writing():
                self._depot.reglages.keep(cle, valeur)
