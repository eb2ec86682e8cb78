"""Dossiers made together, and taken back together: a table taken over, a series."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import GenreLot
from droits_usagers.services.coffre.valeurs import NouveauDossier

if TYPE_CHECKING:
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.vault.depot import Depot


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
            references = self._lignes.create_all(nouveaux, lot=lot)
        self._depot.sauvegardes.want(len(references))
        return lot, references
