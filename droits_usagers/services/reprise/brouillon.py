"""A table being taken over, as the coffre keeps it from its first line until it is taken over or given up."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from droits_usagers.services.coffre.carnet import CoffreSeul

#: The cells name people, and so may what is said of them: erased for good with whoever they name.
#: Where the first is kept.
TABLE, _DIT = "reprise.brouillon", "reprise.dit"


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


@dataclass(frozen=True, slots=True)
class RepriseGardee:
    """The table, and what was said of it as plain values (`services.reprise.chemin`)."""

    table: TableDonnee
    dit: "Mapping[str, object]" = field(default_factory=dict, repr=False)


def keep_reprise(coffre: "CoffreSeul", gardee: RepriseGardee | None) -> None:
    """Keep it, in place of any other; None: nothing any more. Read back: raises ExpectedError rather than say it is there.

    A long table is written once, however much is said of it afterwards.
    """
    table = None if gardee is None else gardee.table
    en_clair = None if table is None else {"chemin": table.chemin, "colle": table.colle, "lue": table.lue}
    coffre.reglages.keep_surely(TABLE, en_clair)
    coffre.reglages.keep_surely(_DIT, dict(gardee.dit) or None if gardee is not None else None)


def read_reprise(coffre: "CoffreSeul") -> RepriseGardee | None:
    """The one kept; None if there is none."""
    table = coffre.reglages.read(TABLE)
    return None if table is None else RepriseGardee(TableDonnee(**table), coffre.reglages.read(_DIT) or {})
