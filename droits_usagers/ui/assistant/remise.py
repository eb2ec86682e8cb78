"""Hands a letter over, and what goes with it."""

from functools import partial

from PySide6.QtCore import Signal

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.lettre import Document
from droits_usagers.services.courriers import Format
from droits_usagers.services.paquets import bundle, bundle_name
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

        def lay_out() -> list[Liasse]:
            kit = self.courriers.kit(demande, etape)
            return [self.courriers.liasse(un.document, un.nombre, self._name(un.id)) for un in kit]

        self.print_out(lay_out)

    def _name(self, id_: str) -> str:
        return self.contexte.textes(f"assistant.fin.kit.{id_}")

    def save_all(self, demande: Demande, etape: str) -> None:
        """Write all that goes with the letter as one PDF, and the letter for Word beside it, where the person says."""
        nom = bundle_name(self.courriers, demande, etape)
        self.save_together(lambda: bundle(self.courriers, demande, etape).contenus, nom)

    def save_one(self, demande: Demande, etape: str, id_: str) -> None:
        """Write one document of the kit as a PDF, where the person says."""
        nom = bundle_name(self.courriers, demande, etape, id_)
        self.save_as(partial(self._find, demande, etape, id_), Format.PDF, nom)

    def _find(self, demande: Demande, etape: str, id_: str) -> Document:
        return next(un.document for un in self.courriers.kit(demande, etape) if un.id == id_)

    def save(self, demande: Demande, etape: str, format_: Format) -> None:
        """Write the letter as a file where the person says."""
        nom = self.courriers.suggested_name(demande, etape, format_)
        self.save_as(partial(self.courriers.compose, demande, etape), format_, nom)

    def copy(self, demande: Demande, etape: str) -> None:
        """Put the text of the letter in the clipboard."""
        self.copy_text(partial(self.courriers.compose, demande, etape))

    def copy_sheet(self, demande: Demande, etape: str, id_: str) -> None:
        """Put the text of a page that goes with the letter in the clipboard."""
        self.copy_text(partial(self._find, demande, etape, id_))
