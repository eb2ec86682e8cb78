"""What may be erased from a coffre because it has been closed for long."""

import datetime as dt
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import DossierClos

if TYPE_CHECKING:
    from droits_usagers.vault.depot import Depot


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
