"""What a person gave and said of one table, whichever step they look at: going back loses nothing of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from droits_usagers.services.reprise.brouillon import TableDonnee
from droits_usagers.services.reprise.reprise import ChantierReprise

if TYPE_CHECKING:
    from droits_usagers.domain.socle.tableaux import Classeur


class StepReprise(StrEnum):
    """The steps one counts, in order; some are passed where there is nothing to do."""

    SOURCE = "source"
    COLONNES = "colonnes"
    MOTS = "mots"
    NOMS = "noms"
    ORGANISMES = "organismes"
    ESSAI = "essai"


@dataclass(frozen=True, slots=True)
class CheminReprise:
    """Where one is with a table. Every change gives another one."""

    table: TableDonnee = field(default_factory=TableDonnee)
    #: The table as it is understood; None before it is read.
    chantier: ChantierReprise | None = field(default=None, repr=False)
    #: The sheets left for another one, as they were understood.
    feuilles: Mapping[int, ChantierReprise] = field(default_factory=dict, repr=False)
    #: The steps one went through.
    atteints: tuple[StepReprise, ...] = (StepReprise.SOURCE,)
    #: The likely doubles that a person keeps, by line.
    gardes: frozenset[str] = frozenset()
    #: Of remarks, by their words, whether they withhold an address.
    decisions: Mapping[str, bool] = field(default_factory=dict, repr=False)

    def reached(self, step: StepReprise) -> "CheminReprise":
        """At this step."""
        return self if step in self.atteints else replace(self, atteints=tuple(sorted((*self.atteints, step), key=_rank)))

    def before(self, step: StepReprise) -> StepReprise | None:
        """The step one came from; None at the first."""
        return next((autre for autre in reversed(self.atteints) if _rank(autre) < _rank(step)), None)

    def understood(self, chantier: ChantierReprise) -> "CheminReprise":
        """With the table understood so."""
        return replace(self, chantier=chantier)

    def given(self, table: TableDonnee) -> "CheminReprise":
        """With this table: another one makes all that was said of the former one void."""
        return replace(self, table=table) if table.source == self.table.source else CheminReprise(table)

    def renewed(self, classeur: "Classeur") -> ChantierReprise | None:
        """What was said of the table, for the same one read again; None where its headings are others."""
        ancien = self.chantier
        if ancien is None or ancien.feuille >= len(classeur.feuilles):
            return None
        nouveau = replace(ancien, classeur=classeur)
        if nouveau.entetes != ancien.entetes:
            return None
        # The names that were swapped are told by their lines.
        return nouveau if nouveau.rangees == ancien.rangees else replace(nouveau, echanges={})

    def left_sheet(self) -> "CheminReprise":
        """With what was said of the present sheet, to come back to it."""
        chantier = self.chantier
        return self if chantier is None else replace(self, feuilles={**self.feuilles, chantier.feuille: chantier})


def _rank(step: StepReprise) -> int:
    return tuple(StepReprise).index(step)
