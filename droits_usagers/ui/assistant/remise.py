"""Hands the letter over: paper, a file, the clipboard. Made outside the window's thread, by the ways out the mode allows."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.errors import ExpectedError
from droits_usagers.domain.lettre import Document
from droits_usagers.services.courriers import Format
from droits_usagers.services.sorties import Liasse
from droits_usagers.ui.operations import Reponses
from droits_usagers.ui.page import Contexte

T = TypeVar("T")


class Remise(QObject):
    """`delivered` says what was done (an id of `[assistant.fin.fait]`), and what fills its sentence."""

    kit_listed = Signal(object)
    delivered = Signal(str, object)
    impeded = Signal(object)

    def __init__(self, contexte: Contexte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._courriers = contexte.services.courriers
        #: Counts the people served: nothing asked for the one before is handed to the next.
        self._personne = 0

    def clear(self) -> None:
        """Give up what was asked and not yet handed over."""
        self._personne += 1

    def list_kit(self, demande: Demande, etape: str) -> None:
        """Find what « Tout imprimer » will print."""
        self._run(partial(self._courriers.kit, demande, etape), self.kit_listed.emit)

    def print_all(self, demande: Demande, etape: str) -> None:
        """Print the letter and what goes with it, as one job."""

        def lay_out() -> list[Liasse]:
            kit = self._courriers.kit(demande, etape)
            return [Liasse(self._courriers.pages(exemplaire.document), exemplaire.nombre) for exemplaire in kit]

        self._run(lay_out, self._print)

    def _print(self, liasses: list[Liasse]) -> None:
        if self._attempt(lambda: self._contexte.sorties().print_pages(liasses)):
            self.delivered.emit("imprime", {})

    def save(self, demande: Demande, etape: str, format_: Format) -> None:
        """Write the letter as a file where the person says."""
        nom = self._courriers.suggested_name(demande, etape, format_)

        def write() -> bytes:
            return self._courriers.render(self._compose(demande, etape), format_).contenu

        self._run(write, lambda contenu: self._save(contenu, nom))

    def _save(self, contenu: bytes, nom: str) -> None:
        chemin = self._attempt(lambda: self._contexte.sorties().save_file(contenu, nom))
        if chemin is not None:
            self.delivered.emit("enregistre", {"fichier": chemin.name, "dossier": str(chemin.parent)})

    def copy(self, demande: Demande, etape: str) -> None:
        """Put the text of the letter in the clipboard."""
        self._run(lambda: self._courriers.text(self._compose(demande, etape)), self._copy)

    def _copy(self, texte: str) -> None:
        def put() -> bool:
            self._contexte.sorties().copy_text(texte)
            return True

        if self._attempt(put):
            self.delivered.emit("copie", {})

    def _compose(self, demande: Demande, etape: str) -> Document:
        return self._courriers.compose(demande, etape)

    def _run(self, task: Callable[[], object], on_success: Callable[..., object]) -> None:
        personne = self._personne

        def answer(resultat: object) -> None:
            if personne == self._personne:
                on_success(resultat)

        reponses = Reponses(self, answer, self._on_failure)
        self._contexte.operations.run(self._contexte.services.rendu, task, reponses)

    def _attempt(self, action: Callable[[], T]) -> T | None:
        return self._contexte.operations.attempt(action, self._on_failure)

    def _on_failure(self, error: ExpectedError) -> None:
        self.impeded.emit(error)
