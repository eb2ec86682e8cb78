"""What people write for themselves about a dossier."""

from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import Action

if TYPE_CHECKING:
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.vault.depot import Depot


class NotesCoffre:
    """The notes of an opened coffre. An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes") -> None:
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes

    def add(self, reference: str, texte: str) -> int:
        """Write one. Returns its number."""
        with self._depot.writing():
            dossier = self._depot.dossiers.number_of(reference)
            numero = self._depot.dossiers.notes.add(dossier, texte, self._moyens.now())
            self._lignes.note(Action.NOTE_ECRITE, dossier)
            return numero

    def delete(self, reference: str, numero: int) -> None:
        """Take one away. Harmless if it is not there."""
        with self._depot.writing():
            dossier = self._depot.dossiers.number_of(reference)
            self._depot.dossiers.notes.delete(dossier, numero)
            self._lignes.note(Action.NOTE_RETIREE, dossier)
