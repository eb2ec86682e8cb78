"""What a coffre remembers besides its dossiers: what screens were left as, and what has been closed for long."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from droits_usagers.domain.dossier.dossiers import DossierClos

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


class ConservationCoffre:
    """The closed dossiers of an opened coffre."""

    def __init__(self, depot: "Depot") -> None:
        self._depot = depot

    def closed_by(self, jour: dt.date, *, plus: int) -> tuple[DossierClos, ...]:
        """Those that were closed by that day, the oldest first, at most so many."""
        with self._depot.reading():
            return self._depot.conservation.closed_by(jour, plus=plus)

    def count_closed_by(self, jour: dt.date) -> int:
        """How many they are."""
        with self._depot.reading():
            return self._depot.conservation.count_closed_by(jour)
