"""The nets around every test hold."""

import os
import subprocess
import sys
from pathlib import Path

from tests.outils import SANS_SAUT

ESSAIS = {
    "skip": "import pytest\n\n@pytest.mark.skip\ndef test_x() -> None: ...\n",
    "skip_file": "import pytest\n\npytest.skip('no', allow_module_level=True)\n",
    "log": "import logging\n\ndef test_x() -> None:\n    logging.getLogger('a').warning('noise')\n",
    "warning": "import warnings\n\ndef test_x() -> None:\n    warnings.warn('noise', stacklevel=1)\n",
    "network": "import socket\n\ndef test_x() -> None:\n    socket.socket()\n",
    "qt": "from PySide6.QtCore import qWarning\n\ndef test_x(qtbot: object) -> None:\n    qWarning('noise')\n",
    "home": "from pathlib import Path\n\ndef test_x() -> None:\n    assert 'maison' in str(Path.home())\n",
}


def _run(essais: tuple[str, ...], dossier: Path, racine: Path, **environnement: str) -> str:
    """The closing line of a run of those tests."""
    for essai in essais:
        (dossier / f"test_{essai}.py").write_text(ESSAIS[essai], "utf-8")
    suite = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-c", str(racine / "pyproject.toml"), "--no-cov"]
    hors_ci = {nom: valeur for nom, valeur in os.environ.items() if nom != SANS_SAUT}
    fini = subprocess.run(
        [*suite, str(dossier)], cwd=racine, env=hors_ci | environnement, capture_output=True, encoding="utf-8", check=False
    )
    return fini.stdout.splitlines()[-1]


def test_noise_is_a_failure_and_a_home_is_lent_to_each_test(tmp_path: Path, racine: Path) -> None:
    # A log is only known once its test is over: pytest calls that an error.
    assert "3 failed, 2 passed, 1 error" in _run(("log", "warning", "network", "qt", "home"), tmp_path, racine)


def test_a_skip_is_a_failure_where_every_tool_is_promised(tmp_path: Path, racine: Path) -> None:
    essais = ("skip", "skip_file", "home")

    assert "1 passed, 2 skipped" in _run(essais, tmp_path, racine)
    assert "skipped" not in _run(essais, tmp_path, racine, **{SANS_SAUT: "1"})
