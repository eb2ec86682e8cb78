"""Dossiers made together, and taken back together: a table taken over, a series."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import GenreLot, Lot
from droits_usagers.services.coffre.valeurs import NouveauDossier

if TYPE_CHECKING:
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.vault.depot import Depot


@dataclass(frozen=True, slots=True)
class DossierDeLot:
    """A dossier of a lot, and whether something happened to it since it was made."""

    reference: str
    touche: bool


class LotsCoffre:
    """The lots of an opened coffre."""

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes") -> None:
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes

    def create(self, genre: GenreLot, nouveaux: Iterable[NouveauDossier]) -> tuple[int, tuple[str, ...]]:
        """Make these dossiers, all or none. Returns the number of their lot and their references."""
        with self._depot.writing():
            lot = self._depot.lots.add(genre, self._moyens.now())
            return lot, self._lignes.create_all(nouveaux, lot=lot)

    def all(self) -> tuple[Lot, ...]:
        """Every lot that still has dossiers outside the bin, latest first."""
        with self._depot.reading():
            return self._depot.lots.all()

    def dossiers(self, lot: int) -> tuple[DossierDeLot, ...]:
        """Those of its dossiers that are not in the bin."""
        with self._depot.reading():
            return tuple(DossierDeLot(reference, touche) for _, reference, touche in self._depot.lots.dossiers_of(lot))
