"""Dossiers made in series in a coffre: what is already there, the making of all of them at once, and taking them all back."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import Mandat, best_of, mandant_of, mandataire_of, needs_mandate
from droits_usagers.domain.dossier.dossiers import GenreLot
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.services.coffre.valeurs import NouveauDossier

if TYPE_CHECKING:
    from droits_usagers.services.coffre.carnet import LotsCoffre
    from droits_usagers.services.dossier.mandats_coffre import MandatsCoffre
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

    def __init__(self, depot: "Depot", today: Callable[[], dt.date], *, lots: "LotsCoffre", mandats: "MandatsCoffre") -> None:
        self._depot = depot
        self._today = today
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
        connus = self._mandats.all() if mandats else ()
        nouveaux = [NouveauDossier(demande, mandat=self._mandat(demande, connus) if mandats else None) for demande in demandes]
        lot, references = self._lots.create(GenreLot.SERIE, nouveaux)
        a_signer = {nouveau.mandat for nouveau in nouveaux if nouveau.mandat is not None and not nouveau.mandat.numero}
        return SerieFaite(lot, references, len(a_signer))

    def _mandat(self, demande: Demande, connus: Sequence[Mandat]) -> Mandat | None:
        if not needs_mandate(demande) or not mandant_of(demande):
            return None
        return best_of(connus, demande, self._today()) or Mandat(mandant_of(demande), mandataire_of(demande))
