"""Everything a screen or a command may ask for, built on first use: a command that needs no letter loads no letter."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from droits_usagers.places import Places

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.services.courriers import Courriers


@dataclass(frozen=True)
class Services:
    """The use cases and the data of the running program. `today` and `now` are the only clock anyone may read."""

    places: Places
    today: Callable[[], dt.date]
    now: Callable[[], dt.datetime]

    @cached_property
    def catalogue(self) -> "Catalogue":
        """Law, demarches and texts."""
        from droits_usagers.catalogue.catalogue import load_catalogue

        return load_catalogue(self.places.resources)

    @cached_property
    def courriers(self) -> "Courriers":
        """What can be done with a letter."""
        from droits_usagers.services.courriers import Courriers

        return Courriers(self.catalogue, self.places)
