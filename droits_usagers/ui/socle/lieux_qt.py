"""Where Qt has what comes with it: beside PySide6. By itself it reads that path as a list, and cuts it at a comma or a quote.

It then looked in a folder outside the program, where anybody may have put a plugin.
"""

from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QLibraryInfo


def own_folder(lieu: QLibraryInfo.LibraryPath) -> str:
    """The folder of that part of Qt; what Qt says where PySide6 is laid out otherwise."""
    dit = QLibraryInfo.path(lieu)
    paquet = Path(PySide6.__file__).parent
    siens = [dossier for dossier in (paquet / "Qt" / Path(dit).name, paquet / Path(dit).name) if dossier.is_dir()]
    return str(siens[0]) if siens else dit


def use_own_plugins() -> None:
    """Before the application is made: no plugin comes from anywhere else."""
    QCoreApplication.setLibraryPaths([own_folder(QLibraryInfo.LibraryPath.PluginsPath)])
