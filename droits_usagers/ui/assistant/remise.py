"""Hands a letter over, and what goes with it."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Signal

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.lettre import Document
from droits_usagers.services.courriers import Format
from droits_usagers.services.sorties import Liasse
from droits_usagers.ui.livraison import Livraison


class Remise(Livraison):
    """The same, for a demande and the étape of its letter."""

    kit_listed = Signal(object)

    def list_kit(self, demande: Demande, etape: str, *, emporter: Collection[str] = ()) -> None:
        """Find what « Tout imprimer » will print, with what one wants to carry home."""
        self.run(partial(self.courriers.kit, demande, etape, emporter=emporter), self.kit_listed.emit)

    def print_all(self, demande: Demande, etape: str, *, emporter: Collection[str] = ()) -> None:
        """Print the letter and what goes with it, as one job."""

        def lay_out() -> list[Liasse]:
            kit = self.courriers.kit(demande, etape, emporter=emporter)
            return [Liasse(self.courriers.pages(exemplaire.document), exemplaire.nombre) for exemplaire in kit]

        self.print_out(lay_out)

    def print_address_sheet(self, demande: Demande) -> None:
        """Print the page that bears a protected address, alone."""

        def lay_out() -> list[Liasse]:
            return [Liasse(self.courriers.pages(self.courriers.address_sheet(demande).document))]

        self.print_out(lay_out)

    def save(self, demande: Demande, etape: str, format_: Format) -> None:
        """Write the letter as a file where the person says."""
        nom = self.courriers.suggested_name(demande, etape, format_)
        self.save_as(partial(self.courriers.compose, demande, etape), format_, nom)

    def copy(self, demande: Demande, etape: str) -> None:
        """Put the text of the letter in the clipboard."""
        self.copy_text(partial(self.courriers.compose, demande, etape))

    def copy_sheet(self, demande: Demande, etape: str, id_: str) -> None:
        """Put the text of a page that goes with the letter in the clipboard."""

        def find() -> Document:
            return next(un.document for un in self.courriers.kit(demande, etape) if un.id == id_)

        self.copy_text(find)
