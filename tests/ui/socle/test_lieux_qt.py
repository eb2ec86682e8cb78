"""Where Qt takes its plugins from, wherever the program is."""

import os
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from tests.outils import sous_linux

OUVRE = """
import sys
from PySide6.QtWidgets import QApplication
from droits_usagers.ui.socle.sans_trace import use_own_plugins
use_own_plugins()
application = QApplication([])
print(application.libraryPaths()[0])
"""


@sous_linux
@pytest.mark.parametrize("nom", ["a,b", "a;b", 'a"b', "a\\b", "a\nb", "dossier à l'été, œuvre"])
def test_whatever_the_folder_is_called_its_own_plugins_open_the_window(nom: str, tmp_path: Path, racine: Path) -> None:
    paquets = tmp_path / nom
    paquets.mkdir()
    for paquet in ("PySide6", "shiboken6"):
        (paquets / paquet).symlink_to(Path(PySide6.__file__).parent.parent / paquet)
    environnement = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=f"{paquets}{os.pathsep}{racine}")

    fini = subprocess.run([sys.executable, "-P", "-c", OUVRE], env=environnement, capture_output=True, check=False)

    assert fini.returncode == 0, fini.stderr
    assert fini.stdout.decode().rstrip("\n") == str(paquets / "PySide6" / "Qt" / "plugins")
