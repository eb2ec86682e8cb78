"""A file of this computer to take into the coffre: chosen in a dialog that remembers nothing, or dropped."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from droits_usagers.domain.textes import Textes
from droits_usagers.ui.coffre.choix_fichier import documents
from droits_usagers.ui.sans_trace import forget_dialogs, speak_our_language


def ask_file(parent: QWidget, textes: Textes) -> Path | None:
    """Opens the dialog; None if the person gave up."""
    dialogue = QFileDialog(parent.window(), textes("suivi.pieces.choisir_titre"))
    dialogue.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialogue.setNameFilters([textes("suivi.pieces.filtre"), textes("suivi.pieces.filtre_tous")])
    # The desktop's own dialog would write the file down in its list of recent ones.
    dialogue.setOption(QFileDialog.Option.DontUseNativeDialog, True)
    dialogue.setHistory([])
    speak_our_language(dialogue)
    dialogue.setDirectory(str(documents()))
    chosen = dialogue.selectedFiles() if dialogue.exec() else []
    dialogue.setHistory([])
    dialogue.destroyed.connect(forget_dialogs)
    dialogue.deleteLater()
    return Path(chosen[0]) if chosen else None


def dropped_files(donnees: QMimeData) -> tuple[Path, ...]:
    """The files of this computer among what is being dropped."""
    return tuple(Path(url.toLocalFile()) for url in donnees.urls() if url.isLocalFile())
