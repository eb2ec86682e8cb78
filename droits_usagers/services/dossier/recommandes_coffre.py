"""Finding letters by their registered number."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from droits_usagers.domain.echeances.evenements import Evenement

if TYPE_CHECKING:
    from droits_usagers.vault.depot import Depot


@dataclass(frozen=True, slots=True)
class LettreRecommandee:
    """A registered letter: its dossier, and the fact that it was sent."""

    reference: str
    evenement: Evenement


class RecommandesCoffre:
    """The registered letters of an opened coffre."""

    def __init__(self, depot: "Depot") -> None:
        self._depot = depot

    def find(self, fin: str, *, plus: int, cle: bool = False) -> tuple[LettreRecommandee, ...]:
        """Those whose number ends like this (letters and digits only), or does but for its key if `cle`; latest first."""
        with self._depot.reading():
            dossiers = self._depot.dossiers
            trouves = dossiers.faits.ending_with(fin, plus=plus, cle=cle)
            return tuple(LettreRecommandee(dossiers.read_light(numero).reference, fait) for numero, fait in trouves)
