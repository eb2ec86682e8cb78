"""The mandats of a coffre, and the dossiers that rest on them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from droits_usagers.domain.dossiers import Action, Mandat

if TYPE_CHECKING:
    from droits_usagers.services.coffre_lignes import Lignes
    from droits_usagers.vault.depot import Depot


class MandatsCoffre:
    """The mandats of an opened coffre. An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", lignes: "Lignes") -> None:
        self._depot = depot
        self._lignes = lignes

    def all(self) -> tuple[Mandat, ...]:
        """Every mandat, latest first, with how many dossiers rest on it."""
        with self._depot.reading():
            return self._depot.mandats.all()

    def read(self, numero: int) -> Mandat | None:
        """The mandat of that number, None if there is none."""
        with self._depot.reading():
            return self._depot.mandats.read(numero)

    def add(self, mandat: Mandat, references: Sequence[str]) -> int:
        """Keep a mandat that these dossiers rest on. Returns its number."""
        with self._depot.writing():
            numero = self._depot.mandats.add(mandat)
            self._link(references, numero)
            return numero

    def update(self, mandat: Mandat) -> None:
        """Replace what is known of one: signed, ended, revoked."""
        with self._depot.writing():
            self._depot.mandats.update(mandat)

    def link(self, references: Sequence[str], numero: int | None) -> None:
        """Say on which mandat these dossiers rest; None: on none."""
        with self._depot.writing():
            self._link(references, numero)

    def _link(self, references: Sequence[str], numero: int | None) -> None:
        dossiers = [self._depot.dossiers.number_of(reference) for reference in references]
        self._depot.mandats.link(dossiers, numero)
        for dossier in dossiers:
            self._lignes.note(Action.MANDAT_CHANGE, dossier)
