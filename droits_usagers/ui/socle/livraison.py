"""Hands documents over: paper, a file, the clipboard. Made outside the window's thread, by the ways out the mode allows.

What is made is a `Libre`: the control let it go, or `held` says why it did not.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.lettre.lettre import Document
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.controle.controle import Gestes, SortieRetenue
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.socle.ecriture import require_there
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.composants import Nature
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.domain.controle.valeurs import Regle

T = TypeVar("T")


class Livraison(QObject):
    """`delivered` says what was done (an id of `[assistant.fin.fait]`), and its sentence.

    `held`: a SortieRetenue; once what it shows is mended or kept (`gestes`), `retry` does the same again.
    """

    delivered = Signal(str, str)
    impeded = Signal(object)
    held = Signal(object)

    def __init__(self, contexte: Contexte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.contexte = contexte
        self._dits = contexte.textes.under("assistant.fin.fait")
        self.courriers = contexte.services.courriers
        self.controle = contexte.services.controle
        #: What the person chose to keep in the document at hand.
        self.gestes = Gestes()
        #: The rules passed by what left last.
        self.confirmees: frozenset[Regle] = frozenset()
        self._again: Callable[[], None] = _nothing
        #: Counts the people served: nothing asked for the one before is handed to the next.
        self._personne = 0
        #: Something is being made, or asked about: a key pressed twice must not print twice.
        self._under_way = False

    def clear(self) -> None:
        """Give up what was asked and not yet handed over."""
        self._personne += 1
        self._under_way = False
        self._again, self.confirmees = _nothing, frozenset()
        self.gestes.clear()

    def retry(self) -> None:
        """Do again what was asked last."""
        self._again()

    def print_out(self, lay_out: Callable[[], Libre[Sequence[Liasse]]], *, fait: str = "imprime") -> None:
        """Print what this lays out, as one job, and say by `fait` that it was."""
        self._again = lambda: self.print_out(lay_out, fait=fait)
        self._hand_over(lay_out, lambda liasses: self._print(liasses, fait))

    def _print(self, liasses: Libre[Sequence[Liasse]], fait: str) -> None:
        if self._attempt(lambda: self.contexte.sorties().print_pages(liasses)) is not None:
            self._deliver(liasses, fait, self._dits(fait))

    def save_as(self, make: Callable[[], Libre[Document]], format_: Format, nom: str) -> None:
        """Write the document that this makes as a file, where the person says."""
        self.save_bytes(lambda: make().map(lambda document: self.courriers.render(document, format_).contenu), nom)

    def save_bytes(self, make: Callable[[], Libre[bytes]], nom: str, original: Path | None = None) -> None:
        """Write what this makes as a file, where the person says, but in the place of the `original` that it is a copy of."""
        self._again = lambda: self.save_bytes(make, nom, original)
        self._hand_over(make, lambda contenu: self._save(contenu, nom, original))

    def _save(self, contenu: Libre[bytes], nom: str, original: Path | None) -> None:
        def save() -> str:
            chemin = self.contexte.sorties().save_file(contenu, nom, original)
            if chemin is None:
                return ""
            noms = {"fichier": chemin.name, "dossier": str(chemin.parent)}
            return self._dits.promise("enregistre", require_there(chemin), **noms)

        dit = self._attempt(save)
        if dit:
            self._deliver(contenu, "enregistre", dit)

    def save_together(self, make: Callable[[], Libre[Mapping[str, bytes]]], nom: str) -> None:
        """Write what this makes, in several formats, where the person says."""
        self._again = lambda: self.save_together(make, nom)
        self._hand_over(make, lambda contenus: self._save_together(contenus, nom))

    def _save_together(self, contenus: Libre[Mapping[str, bytes]], nom: str) -> None:
        def save() -> str:
            chemins = self.contexte.sorties().save_together(contenus, nom)
            if not chemins:
                return ""
            noms = {"fichier": chemins[0].name, "autre": chemins[-1].name, "dossier": str(chemins[0].parent)}
            return self._dits.promise("tout_enregistre", require_there(*chemins), **noms)

        dit = self._attempt(save)
        if dit:
            self._deliver(contenus, "tout_enregistre", dit)

    def copy_text(self, make: Callable[[], Libre[Document]]) -> None:
        """Put the text of the document that this makes in the clipboard."""
        self._again = lambda: self.copy_text(make)
        self._hand_over(lambda: make().map(self.courriers.text), self._copy)

    def copy_words(self, make: Callable[[], Libre[str]], mots: str) -> None:
        """Put these words of the text that this makes in the clipboard: all of it is read, however little is taken."""
        self._again = lambda: self.copy_words(make, mots)
        # What is shown may be older than what is made: words that it no longer has were not read.
        self._hand_over(lambda: make().map(lambda texte: mots if mots in texte else ""), self._copy)

    def _copy(self, texte: Libre[str]) -> None:
        if not texte.contenu:
            return

        def put() -> bool:
            self.contexte.sorties().copy_text(texte)
            return True

        if self._attempt(put):
            self._deliver(texte, "copie", self._dits("copie"))

    def _deliver(self, libre: Libre[T], fait: str, dit: str) -> None:
        self.confirmees = libre.confirmees
        self.delivered.emit(fait, dit)

    def _hand_over(self, make: Callable[[], object], deliver: Callable[..., object]) -> None:
        """One at a time."""
        if self._under_way:
            return
        self._under_way = True
        personne = self._personne

        def attempt() -> object:
            try:
                return make()
            except BaseException:
                # A defect answers nothing: it must not leave dead buttons.
                self._under_way = False
                raise

        def done(fait: object) -> None:
            try:
                deliver(fait)
            finally:
                if personne == self._personne:
                    self._under_way = False

        self.run(attempt, done)

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
        if not shiboken6.isValid(self):
            return
        if isinstance(error, SortieRetenue):
            self.held.emit(error)
        else:
            self.impeded.emit(error)


def say_there(contexte: Contexte, tell: Callable[..., object], chemin: Path, *, dit: str, **valeurs: object) -> None:
    """Tells where a file is (`dit`), if it is there; otherwise, that it is not."""

    def fail(error: ExpectedError) -> None:
        tell(contexte.operations.sentence(error), nature=Nature.ARRET)

    preuve = contexte.operations.attempt(lambda: require_there(chemin), fail)
    if preuve is not None:
        tell(contexte.textes.promise(dit, preuve, **valeurs), nature=Nature.BIEN)


def _nothing() -> None:
    """Nothing was asked yet."""
