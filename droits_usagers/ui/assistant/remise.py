"""Hands a letter over, and what goes with it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.demande import Demande
from droits_usagers.services.courriers import Exemplaire, Format
from droits_usagers.services.sorties import Liasse
from droits_usagers.ui.livraison import Livraison


class Remise(Livraison):
    """The same, for a demande and the étape of its letter."""

    kit_listed = Signal(object)

    def list_kit(self, demande: Demande, etape: str) -> None:
        """Find what « Tout imprimer » will print."""
        self.run(partial(self.courriers.kit, demande, etape), self.kit_listed.emit)

    def print_all(self, demande: Demande, etape: str) -> None:
        """Print the letter and what goes with it, as one job."""
        departs = self.contexte.services.departs

        def lay_out() -> Libre[Sequence[Liasse]]:
            return departs.kit(demande, etape, gestes=self.gestes).map(self._laid_out)

        self.print_out(lay_out)

    def _laid_out(self, kit: Sequence[Exemplaire]) -> Sequence[Liasse]:
        return [Liasse(self.courriers.pages(exemplaire.document), exemplaire.nombre) for exemplaire in kit]

    def save(self, demande: Demande, etape: str, format_: Format) -> None:
        """Write the letter as a file where the person says."""
        nom = self.courriers.suggested_name(demande, etape, format_)
        departs = self.contexte.services.departs
        self.save_as(partial(departs.document, demande, etape, gestes=self.gestes, nom=nom), format_, nom)

    def copy(self, demande: Demande, etape: str) -> None:
        """Put the text of the letter in the clipboard."""
        self.copy_text(partial(self.contexte.services.departs.document, demande, etape, gestes=self.gestes))

    def copy_sheet(self, demande: Demande, etape: str, id_: str) -> None:
        """Put the text of a page that goes with the letter in the clipboard."""
        self.copy_text(partial(self.contexte.services.departs.document, demande, etape, id_=id_, gestes=self.gestes))
