"""Asks for a file to read: a dialog that remembers nothing, as names of files tell what one does."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from droits_usagers.ui.coffre.choix_fichier import documents
from droits_usagers.ui.sans_trace import forget_dialogs, speak_our_language


def ask_file(parent: QWidget, titre: str, filtre: str = "") -> Path | None:
    """Which file; None if the person gave up."""
    dialogue = QFileDialog(parent.window(), titre)
    # First of all: Qt makes its own dialog at that moment, and gives it what it remembers.
    dialogue.setOption(QFileDialog.Option.DontUseNativeDialog, True)
    dialogue.setHistory([])
    dialogue.setFileMode(QFileDialog.FileMode.ExistingFile)
    if filtre:
        dialogue.setNameFilter(filtre)
    speak_our_language(dialogue)
    dialogue.setDirectory(str(documents()))
    chosen = dialogue.selectedFiles() if dialogue.exec() else []
    dialogue.setHistory([])
    dialogue.destroyed.connect(forget_dialogs)
    dialogue.deleteLater()
    return Path(chosen[0]) if chosen else None
