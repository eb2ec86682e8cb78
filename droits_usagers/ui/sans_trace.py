"""Keeps Qt itself from leaving traces: its file dialog remembers folders and histories in settings of its own."""

import os

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QFileDialog


def forbid_dialog_memory() -> None:
    """Keeps Qt's file dialog from remembering folders: wherever it would write that, nothing can be written.

    To be called before the first file dialog. Windows and macOS have no such file: `forget_dialogs` cleans up after each.
    """
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def forget_dialogs() -> None:
    """Removes what Qt's file dialogs have just remembered of themselves."""
    memoire = QSettings(QSettings.Scope.UserScope, "QtProject")
    memoire.remove("FileDialog")


def speak_our_language(dialogue: QFileDialog) -> None:
    """Gives a dialog drawn by Qt the words that Qt has in other languages, and does not find under their new name."""
    for quoi, mots in ((QFileDialog.DialogLabel.LookIn, "Look in:"), (QFileDialog.DialogLabel.FileType, "Files of type:")):
        dialogue.setLabelText(quoi, QCoreApplication.translate("QFileDialog", mots))
