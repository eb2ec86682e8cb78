"""Opens and saves what is described in a file of one's own, and says in one sentence when it cannot be done."""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from droits_usagers.services.socle.fichiers_lus import FichiersLus
from droits_usagers.ui.socle.page import Contexte

T = TypeVar("T")
R = TypeVar("R")


class AtelierFichier(Protocol[T]):
    """What is being described, where it is kept."""

    chemin: Path | None

    @property
    def is_recue(self) -> bool:
        """True for what is someone else's, typed again."""
        ...

    def put_beside(self, dossier: Path) -> T:
        """Puts in this folder the files that go with it; the value that names them as they are called there."""
        ...

    def clear(self) -> None:
        """Forget everything."""
        ...

    def recover(self, valeur: T) -> None:
        """What was not saved, in place of what is in the file."""
        ...

    def mark_saved(self, chemin: Path) -> None:
        """It is in this file."""
        ...


class Fichiers(QObject, Generic[T]):
    """`saved`: it is in a file. `failed`: an ExpectedError, to say in place. `propose` gives a name for a new file."""

    saved = Signal(object)
    failed = Signal(object)
    #: The file holds comments, which would be lost; its path.
    annotated = Signal(object)

    def __init__(
        self,
        contexte: Contexte,
        fichiers: FichiersLus[T],
        atelier: AtelierFichier[T],
        *,
        propose: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._contexte, self._fichiers, self._atelier, self._propose = contexte, fichiers, atelier, propose

    def save(self, *, annote: bool = False) -> None:
        """Where it came from, or where the person says the first time. `annote`: even if comments are lost there."""
        chemin = self._atelier.chemin
        if chemin is None:
            self.save_as()
        elif self._fichiers.is_annotated and not annote:
            self.annotated.emit(chemin)
        else:
            self._write(chemin, lambda valeur: self._fichiers.save(valeur, chemin))

    def save_as(self) -> None:
        """Where the person says."""
        chemin = self._attempt(lambda: self._contexte.sorties().choose_file(self._propose()))
        if chemin is not None:
            self._write(chemin, lambda valeur: self._fichiers.save_as(valeur, chemin))

    def _write(self, chemin: Path, save: Callable[[T], Path]) -> None:
        """What goes with it first: it may have to take another name there."""
        valeur = self._attempt(lambda: self._atelier.put_beside(chemin.parent))
        if valeur is not None and self._attempt(lambda: save(valeur)) is not None:
            self._atelier.mark_saved(chemin)
            self.saved.emit(chemin)

    def open(self, chemin: Path) -> T | None:
        """What is in a file, to be saved over it; None, once `failed` said why, when it cannot be read."""
        return self._attempt(lambda: self._fichiers.open(chemin))

    def look_at(self, chemin: Path) -> T | None:
        """The same, only to compare with."""
        return self._attempt(lambda: self._fichiers.look_at(chemin))

    def _attempt(self, action: Callable[[], R]) -> R | None:
        return self._contexte.operations.attempt(action, self.failed.emit)
