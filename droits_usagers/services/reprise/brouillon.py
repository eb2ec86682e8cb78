"""A table that was being taken over when the coffre was locked: kept in the coffre until one comes back, and no longer."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre

#: Erased with whatever is erased from the coffre: the cells name people.
_CLE = "reprise.brouillon"


@dataclass(frozen=True, slots=True)
class TableDonnee:
    """Where the table is, or the cells pasted; `lue` if it had been read already."""

    chemin: str = field(default="", repr=False)
    colle: str = field(default="", repr=False)
    lue: bool = False

    @property
    def source(self) -> Path | str:
        """What is to be read."""
        return Path(self.chemin) if self.chemin else self.colle


def keep_table(coffre: "Coffre", table: TableDonnee) -> None:
    """Keep it, in place of any other."""
    coffre.reglages.keep(_CLE, {"chemin": table.chemin, "colle": table.colle, "lue": table.lue})


def take_table(coffre: "Coffre") -> TableDonnee | None:
    """The one kept, None if there is none; it is kept no longer."""
    garde = coffre.reglages.read(_CLE)
    if garde is None:
        return None
    coffre.reglages.keep(_CLE, None)
    return TableDonnee(**garde)
