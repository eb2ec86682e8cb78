"""Keeps Qt itself from leaving traces: its file dialog remembers folders and histories in settings of its own."""

import gc
import itertools
import os
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QDir, QLibraryInfo, QObject, QSettings, QTimer
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


def show_folders_only(dialogue: QFileDialog) -> None:
    """On a shared computer: the names of files are those of other people's letters. To be called last: the rest resets it."""
    dialogue.setFilter(QDir.Filter.AllDirs | QDir.Filter.Drives | QDir.Filter.NoDotAndDotDot)
    # A file that is not shown is not one to replace: whoever writes takes a name that is free.
    dialogue.setOption(QFileDialog.Option.DontConfirmOverwrite, True)


def free_name(chemin: Path) -> Path:
    """The same path, or with the first number that no file has."""
    suites = (chemin.with_stem(f"{chemin.stem}-{rang}") for rang in itertools.count(2))
    return next(place for place in itertools.chain((chemin,), suites) if not os.path.lexists(place))


def speak_our_language(dialogue: QFileDialog) -> None:
    """Gives a dialog drawn by Qt the words that Qt has in other languages, and does not find under their new name."""
    for quoi, mots in ((QFileDialog.DialogLabel.LookIn, "Look in:"), (QFileDialog.DialogLabel.FileType, "Files of type:")):
        dialogue.setLabelText(quoi, QCoreApplication.translate("QFileDialog", mots))


RYTHME_MS = 1_000


class Menage(QObject):
    """Takes collection over for as long as it lives; `stop` gives it back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        rythme = QTimer(self)
        rythme.setInterval(RYTHME_MS)
        rythme.timeout.connect(self.tidy)
        rythme.start()

    def tidy(self) -> None:
        """Collects the oldest generation whose threshold is passed, as Python would have."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Lets Python collect by itself again."""
        gc.enable()


def own_folder(lieu: QLibraryInfo.LibraryPath) -> str:
    """The folder of that part of Qt; what Qt says where PySide6 is laid out otherwise."""
    dit = QLibraryInfo.path(lieu)
    paquet = Path(PySide6.__file__).parent
    siens = [dossier for dossier in (paquet / "Qt" / Path(dit).name, paquet / Path(dit).name) if dossier.is_dir()]
    return str(siens[0]) if siens else dit


def use_own_plugins() -> None:
    """Before the application is made: no plugin comes from anywhere else."""
    QCoreApplication.setLibraryPaths([own_folder(QLibraryInfo.LibraryPath.PluginsPath)])
