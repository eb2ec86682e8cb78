"""What people asked not to be done for them, kept in a coffre."""

from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import Action

if TYPE_CHECKING:
    from droits_usagers.domain.personnes.consignes import Consignes
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.vault.depot import Depot


class ConsignesCoffre:
    """The consignes of an opened coffre. An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", lignes: "Lignes") -> None:
        self._depot = depot
        self._lignes = lignes

    def put(self, reference: str, consignes: "Consignes") -> "Consignes":
        """Replace those of a dossier and of its person. Returns those there were, to be put back."""
        with self._depot.writing():
            dossier = self._depot.dossiers.number_of(reference)
            avant = self._depot.dossiers.consignes.of(dossier)
            self._depot.dossiers.consignes.put(dossier, consignes)
            self._lignes.note(Action.CONSIGNE_CHANGEE, dossier)
            return avant
