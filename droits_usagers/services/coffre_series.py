"""Dossiers made in series in a coffre: what is already there, the making of all of them at once, and taking them all back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.dossiers import GenreLot
from droits_usagers.domain.organismes import Organisme

if TYPE_CHECKING:
    from droits_usagers.services.coffre_lots import LotsCoffre
    from droits_usagers.services.coffre_mandats import MandatsCoffre
    from droits_usagers.vault.depot import Depot

#: Bodies offered to be ticked; beyond, their names are pasted.
ORGANISMES_MAX = 300


@dataclass(frozen=True, slots=True)
class SerieFaite:
    """What was made: the lot, its dossiers, and how many mandats are to be signed for them."""

    lot: int
    references: tuple[str, ...]
    mandats: int = 0


class SeriesCoffre:
    """The series of an opened coffre."""

    def __init__(self, depot: "Depot", lots: "LotsCoffre", mandats: "MandatsCoffre") -> None:
        self._depot = depot
        self._lots = lots
        self._mandats = mandats

    def doublons(self, demandes: Sequence[Demande]) -> tuple[tuple[str, ...], ...]:
        """For each of these, the dossiers about the same person, body and demarche."""
        with self._depot.reading():
            return tuple(self._depot.connus.doublons(demandes))

    def organismes(self) -> tuple[tuple[Organisme, int], ...]:
        """The bodies written to from this coffre, the most often first, with how many dossiers each has."""
        with self._depot.reading():
            return tuple(self._depot.connus.organismes(ORGANISMES_MAX))

    def parties(self, references: Sequence[str]) -> tuple[Demande, ...]:
        """What these dossiers ask, to take the same people or the same bodies again."""
        with self._depot.reading():
            lus = [self._depot.dossiers.read_light(self._depot.dossiers.number_of(reference)) for reference in references]
            return tuple(lu.demande for lu in lus)

    def create(self, demandes: Sequence[Demande], *, mandats: bool) -> SerieFaite:
        """Make a dossier of each, all or none; `mandats`: let each rest on the mandat there is, or on one to be signed."""
        with self._depot.writing():
            lot, references = self._lots.create(GenreLot.SERIE, demandes)
            faits = self._mandats.settle_all(references) if mandats else 0
            return SerieFaite(lot, references, faits)
