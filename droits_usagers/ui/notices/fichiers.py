"""Opens and saves fiches: dialogs that remember nothing where nothing may be, and one sentence when it cannot be done."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QDir, QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from droits_usagers.domain.errors import ExpectedError
from droits_usagers.domain.traitements import FicheTraitement
from droits_usagers.services.atelier_notice import AtelierNotice
from droits_usagers.services.fichiers_fiche import suggested_name
from droits_usagers.ui.page import Contexte
from droits_usagers.ui.sans_trace import forget_dialogs

T = TypeVar("T")


class Fichiers(QObject):
    """`saved`: the fiche is in a file. `failed`: an ExpectedError, to say in place."""

    saved = Signal(object)
    failed = Signal(object)
    #: The file holds comments, which would be lost; its path.
    annotated = Signal(object)

    def __init__(self, contexte: Contexte, atelier: AtelierNotice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contexte, self._atelier = contexte, atelier
        self._fiches = contexte.services.fiches_traitement

    def save(self, *, annote: bool = False) -> None:
        """Where it came from, or where the person says the first time. `annote`: even if comments are lost there."""
        chemin = self._atelier.chemin
        if chemin is None:
            self.save_as()
        elif self._fiches.is_annotated and not annote:
            self.annotated.emit(chemin)
        else:
            self._write(chemin, lambda fiche: self._fiches.save(fiche, chemin))

    def save_as(self) -> None:
        """Where the person says."""
        nom = suggested_name(self._atelier.fiche, self._contexte.textes("notices.fichier_defaut"))
        chemin = self._attempt(lambda: self._contexte.sorties().choose_file(nom))
        if chemin is not None:
            self._write(chemin, lambda fiche: self._fiches.save_as(fiche, chemin))

    def _write(self, chemin: Path, save: Callable[[FicheTraitement], Path]) -> None:
        """Its pictures first: they may have to take another name there."""
        fiche = self._attempt(lambda: self._atelier.put_pictures(chemin.parent))
        if fiche is not None and self._attempt(lambda: save(fiche)) is not None:
            self._atelier.mark_saved(chemin)
            self.saved.emit(chemin)

    def open(self, chemin: Path) -> FicheTraitement | None:
        """The fiche in a file, to be saved over it; None, once `failed` said why, when it cannot be read."""
        return self._attempt(lambda: self._fiches.open(chemin))

    def look_at(self, chemin: Path) -> FicheTraitement | None:
        """The same, only to compare with."""
        return self._attempt(lambda: self._fiches.look_at(chemin))

    def _attempt(self, action: Callable[[], T]) -> T | None:
        return self._contexte.operations.attempt(action, self._on_failure)

    def _on_failure(self, error: ExpectedError) -> None:
        self.failed.emit(error)


def ask_file(parent: QWidget, contexte: Contexte) -> Path | None:
    """Which fiche to read; None if the person gave up."""
    textes = contexte.textes
    filtre = textes("sorties.filtre", type=textes("sorties.type_toml"), extension="toml")
    return _ask(parent, contexte, textes("notices.ouvrir"), filtre=filtre)


def ask_image(parent: QWidget, contexte: Contexte, titre: str) -> Path | None:
    """Which picture to read; None if the person gave up."""
    return _ask(parent, contexte, titre, filtre=contexte.textes("notices.fichiers_joints.filtre"))


def _ask(parent: QWidget, contexte: Contexte, titre: str, *, filtre: str) -> Path | None:
    seance = contexte.services.seance
    dialogue = QFileDialog(parent.window(), titre)
    sans_trace = not seance.regles.may_write_settings
    if sans_trace:
        # First of all: Qt makes its own dialog at that moment, and gives it what it remembers.
        dialogue.setOption(QFileDialog.Option.DontUseNativeDialog, True)
        dialogue.setHistory([])
    dialogue.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialogue.setNameFilter(filtre)
    documents = QDir(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    dialogue.setDirectory(documents if documents.exists() else QDir.home())
    chosen = dialogue.selectedFiles() if dialogue.exec() else []
    dialogue.deleteLater()
    if sans_trace:
        dialogue.setHistory([])
        dialogue.destroyed.connect(forget_dialogs)
    return Path(chosen[0]) if chosen else None
