"""What is attached to the dossiers of an opened coffre, line by line: put and taken away, whatever its kind."""

from typing import TYPE_CHECKING, TypeVar

from droits_usagers.domain.dossier.attaches import Attache, LigneAttachee

if TYPE_CHECKING:
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.vault.depot import Depot

L = TypeVar("L", bound=LigneAttachee)


class AttachesCoffre:
    """An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes") -> None:
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes

    def put(self, reference: str, attache: Attache[L], ligne: L) -> L:
        """Keep a line: a new one, dated, or one that was taken away, as it was. Returns it with its number."""
        with self._depot.writing():
            dossier = self._depot.dossiers.number_of(reference)
            a_garder = ligne if ligne.numero else attache.dated(ligne, self._moyens.now())
            gardee = self._depot.dossiers.attaches.put(dossier, attache, a_garder)
            self._lignes.note(attache.posee, dossier)
            return gardee

    def take(self, reference: str, attache: Attache[L], numero: int) -> L | None:
        """Take a line away. Returns what it was, to be put back; None if it was not there."""
        with self._depot.writing():
            dossier = self._depot.dossiers.number_of(reference)
            prise = self._depot.dossiers.attaches.take(dossier, attache, numero)
            self._lignes.note(attache.retiree, dossier)
            return prise
