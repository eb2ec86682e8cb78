"""The exhibits in which something is to be decided before they leave: each file once, read once in a sitting of a screen."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from droits_usagers.services.dossier.joints import PieceLue


@dataclass(frozen=True, slots=True)
class PieceAVoir:
    """A file of a dossier, or of a source of a grille: as which exhibit it would leave, and what was found in it."""

    #: Of the dossier, or the id of the source.
    reference: str
    empreinte: str
    rang: int
    titre: str = field(repr=False)
    lue: "PieceLue" = field(repr=False)

    @property
    def cle(self) -> str:
        """It is decided in each dossier: the number of one is no stranger's there."""
        return f"{self.reference} {self.empreinte}"


@dataclass(slots=True)
class RelevePieces:
    """What was found in each, and what was decided of it."""

    vues: dict[str, PieceAVoir] = field(default_factory=dict, repr=False)
    #: By `PieceAVoir.cle`: joined as it is, or left out.
    decidees: dict[str, bool] = field(default_factory=dict)

    def leaves(self, reference: str, empreinte: str) -> bool:
        """True for a file that someone lets leave, or that was read, of which nobody said anything and nothing was found."""
        vue = self.vues.get(f"{reference} {empreinte}")
        return vue is not None and self.decidees.get(vue.cle, not vue.lue.asks)

    @property
    def a_decider(self) -> tuple[PieceAVoir, ...]:
        """Those that nobody decided of."""
        return tuple(vue for vue in self.vues.values() if vue.lue.asks and vue.cle not in self.decidees)
