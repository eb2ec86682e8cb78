"""The languages in which the fixed sentences of a notice exist beside the French."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Langue:
    """One language: its code, its name in itself and in French, and its sentences by id."""

    code: str
    nom: str
    nom_fr: str
    phrases: Mapping[str, str] = field(repr=False)
    #: In what capacity someone who knows it read it again, and when; nobody did while there is no day.
    relue_par: str = ""
    relue_le: dt.date | None = None

    @property
    def relue(self) -> bool:
        """True when it may be given without a warning."""
        return self.relue_le is not None
