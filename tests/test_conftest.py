"""The nets around every test hold."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.outils import SANS_SAUT, sous_linux

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


#: A dialog that nobody closes, then another opened once the first was closed, in the fixture file's own loop.
DIALOGUES = """
import pytest
from PySide6.QtWidgets import QDialog

@pytest.mark.timeout(2)
def test_a(qtbot: object) -> None:
    QDialog().exec()
    QDialog().exec()

def test_b(qtbot: object) -> None: ...
"""
BOUCLE = """
import time

import pytest

@pytest.mark.timeout(1)
def test_a() -> None:
    while True:
        time.sleep(0.01)

def test_b() -> None: ...
"""
#: What is raised in a slot of Qt is lost in the same way.
ETOUFFE = """
import contextlib
import time

import pytest

def wait() -> None:
    while True:
        time.sleep(0.01)

@pytest.mark.timeout(1)
def test_a() -> None:
    with contextlib.suppress(BaseException):
        wait()
    wait()

def test_b() -> None: ...
"""
MORT = """
import os
import signal

import pytest

def test_a() -> None:
    os.kill(os.getpid(), signal.SIGKILL)

@pytest.mark.parametrize("rang", range(8))
def test_b(rang: int) -> None: ...

@pytest.mark.xdist_group("ensemble")
@pytest.mark.parametrize("rang", range(3))
def test_c(rang: int) -> None:
    if rang == 1:
        os.kill(os.getpid(), signal.SIGKILL)

def test_d() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
"""


def _run_file(contenu: str, dossier: Path, racine: Path, *options: str) -> str:
    """All that a run of this file says, in its order, with the alarm heard as in the tests of the window."""
    (dossier / "conftest.py").write_text("from tests.limite import alarme_entendue\n" if "qtbot" in contenu else "", "utf-8")
    (dossier / "test_x.py").write_text(contenu, "utf-8")
    suite = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-c", str(racine / "pyproject.toml"), "--no-cov"]
    fini = subprocess.run(
        [*suite, "-p", "no:randomly", *options, str(dossier)], cwd=racine, capture_output=True, encoding="utf-8", check=False
    )
    return fini.stdout


@sous_linux
@pytest.mark.lent
@pytest.mark.parametrize(
    ("contenu", "options"),
    [(BOUCLE, ()), (BOUCLE, ("-n", "1")), (DIALOGUES, ()), (DIALOGUES, ("-n", "1")), (ETOUFFE, ())],
    ids=["boucle seule", "boucle", "dialogues seuls", "dialogues", "etouffe"],
)
def test_a_test_too_long_fails_by_itself_and_the_next_one_runs(
    tmp_path: Path, racine: Path, contenu: str, options: tuple[str, ...]
) -> None:
    dit = _run_file(contenu, tmp_path, racine, *options)

    assert "1 failed, 1 passed" in dit.splitlines()[-1]
    assert "Timeout" in dit
    assert "crashed" not in dit


@sous_linux
@pytest.mark.lent
def test_a_run_survives_the_loss_of_a_worker(tmp_path: Path, racine: Path) -> None:
    dit = _run_file(MORT, tmp_path, racine, "-n", "2", "--dist", "loadgroup")

    assert "3 failed, 10 passed" in dit.splitlines()[-1]
    assert dit.count("crashed while running") >= 3


@sous_linux
def test_files_that_share_something_are_run_by_one_process_and_the_slow_ones_first(tmp_path: Path, racine: Path) -> None:
    essai = "\n\n@pytest.mark.parametrize('rang', range(6))\ndef test_x(rang: int) -> None: ...\n"
    groupe = 'pytestmark = pytest.mark.xdist_group("ensemble")'
    entetes = {"a": groupe, "b": "", "c": groupe, "d": "", "e": "pytestmark = pytest.mark.lent"}
    for nom, entete in entetes.items():
        (tmp_path / f"test_{nom}.py").write_text(f"import pytest\n\n{entete}{essai}", "utf-8")

    dit = _run_file("", tmp_path, racine, "-n", "2", "--dist", "loadgroup", "--rootdir", str(tmp_path), "-vv")

    lignes = re.findall(r"^\[(gw\d+)\].* PASSED \S*test_(\w)\.py", dit, re.MULTILINE)
    par_fichier = {nom: {processus for processus, fichier in lignes if fichier == nom} for nom in entetes}
    assert len(lignes) == 6 * len(entetes)
    assert all(len(processus) == 1 for processus in par_fichier.values())
    assert par_fichier["a"] == par_fichier["c"]
    premiers = dict(reversed(lignes))
    assert "e" in premiers.values()
