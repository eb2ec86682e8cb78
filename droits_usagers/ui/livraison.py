"""Hands documents over: paper, a file, the clipboard. Made outside the window's thread, by the ways out the mode allows."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from droits_usagers.domain.errors import ExpectedError
from droits_usagers.domain.lettre import Document
from droits_usagers.services.courriers import Format
from droits_usagers.services.sorties import Liasse
from droits_usagers.ui.operations import Reponses
from droits_usagers.ui.page import Contexte

T = TypeVar("T")


class Livraison(QObject):
    """`delivered` says what was done (an id of `[assistant.fin.fait]`), and what fills its sentence."""

    delivered = Signal(str, object)
    impeded = Signal(object)

    def __init__(self, contexte: Contexte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.contexte = contexte
        self.courriers = contexte.services.courriers
        #: Counts the people served: nothing asked for the one before is handed to the next.
        self._personne = 0

    def clear(self) -> None:
        """Give up what was asked and not yet handed over."""
        self._personne += 1

    def print_out(self, lay_out: Callable[[], list[Liasse]]) -> None:
        """Print what this lays out, as one job."""
        self.run(lay_out, self._print)

    def _print(self, liasses: list[Liasse]) -> None:
        if self._attempt(lambda: self.contexte.sorties().print_pages(liasses)):
            self.delivered.emit("imprime", {})

    def save_as(self, make: Callable[[], Document], format_: Format, nom: str) -> None:
        """Write the document that this makes as a file, where the person says."""
        self.save_bytes(lambda: self.courriers.render(make(), format_).contenu, nom)

    def save_bytes(self, make: Callable[[], bytes], nom: str) -> None:
        """Write what this makes as a file, where the person says."""
        self.run(make, lambda contenu: self._save(contenu, nom))

    def _save(self, contenu: bytes, nom: str) -> None:
        chemin = self._attempt(lambda: self.contexte.sorties().save_file(contenu, nom))
        if chemin is not None:
            self.delivered.emit("enregistre", {"fichier": chemin.name, "dossier": str(chemin.parent)})

    def save_together(self, make: Callable[[], Mapping[str, bytes]], nom: str) -> None:
        """Write what this makes, in several formats, where the person says."""
        self.run(make, lambda contenus: self._save_together(contenus, nom))

    def _save_together(self, contenus: Mapping[str, bytes], nom: str) -> None:
        chemins = self._attempt(lambda: self.contexte.sorties().save_together(contenus, nom))
        if chemins:
            noms = {"fichier": chemins[0].name, "autre": chemins[-1].name, "dossier": str(chemins[0].parent)}
            self.delivered.emit("tout_enregistre", noms)

    def copy_text(self, make: Callable[[], Document]) -> None:
        """Put the text of the document that this makes in the clipboard."""
        self.run(lambda: self.courriers.text(make()), self._copy)

    def _copy(self, texte: str) -> None:
        def put() -> bool:
            self.contexte.sorties().copy_text(texte)
            return True

        if self._attempt(put):
            self.delivered.emit("copie", {})

    def run(self, task: Callable[[], object], on_success: Callable[..., object]) -> None:
        """Do something outside the window's thread; its answer is dropped once the person has left."""
        personne = self._personne

        def answer(resultat: object) -> None:
            if personne == self._personne:
                on_success(resultat)

        reponses = Reponses(self, answer, self._on_failure)
        self.contexte.operations.run(self.contexte.services.rendu, task, reponses)

    def _attempt(self, action: Callable[[], T]) -> T | None:
        return self.contexte.operations.attempt(action, self._on_failure)

    def _on_failure(self, error: ExpectedError) -> None:
        # The screen may have been emptied while a dialog was open: nobody is there to be told.
        if shiboken6.isValid(self):
            self.impeded.emit(error)
