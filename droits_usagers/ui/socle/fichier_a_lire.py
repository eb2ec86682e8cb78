"""Asks for a file to read: a dialog that remembers nothing, as names of files tell what one does."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from droits_usagers.ui.socle.choix_fichier import documents
from droits_usagers.ui.socle.sans_trace import forget_dialogs, speak_our_language


def ask_file(parent: QWidget, titre: str, *filtres: str) -> Path | None:
    """Which file, of these kinds if any are given; None if the person gave up."""
    dialogue = QFileDialog(parent.window(), titre)
    # The desktop's own dialog would write the file down in its list of recent ones.
    # First of all: Qt makes its own at that moment, and gives it what it remembers.
    dialogue.setOption(QFileDialog.Option.DontUseNativeDialog, True)
    dialogue.setHistory([])
    dialogue.setFileMode(QFileDialog.FileMode.ExistingFile)
    if filtres:
        dialogue.setNameFilters(filtres)
    speak_our_language(dialogue)
    dialogue.setDirectory(str(documents()))
    chosen = dialogue.selectedFiles() if dialogue.exec() else []
    dialogue.setHistory([])
    dialogue.destroyed.connect(forget_dialogs)
    dialogue.deleteLater()
    return Path(chosen[0]) if chosen else None
