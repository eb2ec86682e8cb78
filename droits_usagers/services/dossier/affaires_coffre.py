"""The affaires of a coffre: stories that several dossiers belong to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import Action, Affaire

if TYPE_CHECKING:
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.vault.depot import Depot


class AffairesCoffre:
    """The affaires of an opened coffre. An unknown reference raises ExpectedError DOSSIER_INCONNU.

    One that no dossier belongs to any more goes away when something is erased.
    """

    def __init__(self, depot: "Depot", lignes: "Lignes") -> None:
        self._depot = depot
        self._lignes = lignes

    def all(self) -> tuple[Affaire, ...]:
        """Every affaire, latest first, with how many dossiers it has."""
        with self._depot.reading():
            return self._depot.affaires.all()

    def title(self, numero: int) -> str:
        """What it is called; empty when there is none of that number."""
        with self._depot.reading():
            return self._depot.affaires.title(numero)

    def create(self, titre: str, references: Sequence[str] = ()) -> int:
        """Make a story for dossiers to belong to, these first. Returns its number."""
        with self._depot.writing():
            affaire = self._depot.affaires.add(titre)
            self._join(references, affaire)
            return affaire

    def rename(self, numero: int, titre: str) -> None:
        """Call it otherwise. Harmless if it is not there."""
        with self._depot.writing():
            self._depot.affaires.rename(numero, titre)

    def join(self, references: Sequence[str], affaire: int | None) -> None:
        """Say to which affaire these dossiers belong; None: to none."""
        with self._depot.writing():
            self._join(references, affaire)

    def _join(self, references: Sequence[str], affaire: int | None) -> None:
        for reference in references:
            numero = self._depot.dossiers.number_of(reference)
            self._depot.dossiers.join(numero, affaire)
            self._lignes.note(Action.AFFAIRE_CHANGEE, numero)
