"""« Personne suivante »: the next person has a new process, and the memory of the one before is given back."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from droits_usagers.services.socle.lignee import Lignee
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire, Libelle
from droits_usagers.ui.fenetre import passation
from droits_usagers.ui.fenetre.application import watch_leaving
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.passation import REGARD_MS, Attente
from droits_usagers.ui.socle.impression import FIL_IMPRESSION
from tests.outils import sous_linux

CANARI = "Zorglubine Quatrepin"
#: Someone types their name, then leaves when told to.
PROGRAMME = f"""
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from droits_usagers import app as racine
from droits_usagers.ui.fenetre.fenetre import Fenetre

app = QApplication(sys.argv)
tenus = []

def window():
    return next((un for un in app.topLevelWidgets() if isinstance(un, Fenetre) and un.isVisible()), None)

def type_name():
    fenetre = window()
    if fenetre is None:
        return
    if not tenus:
        tenus.append(QLineEdit({CANARI!r}))
    if not Path(f"/proc/{{os.getpid()}}/task/{{os.getpid()}}/children").read_text():
        return
    rythme.stop()
    print("typed", flush=True)
    sys.stdin.readline()
    tenus.pop().deleteLater()
    fenetre.start_over()

rythme = QTimer(interval=20)
rythme.timeout.connect(type_name)
rythme.start()
sys.exit(racine.run([]))
"""


@pytest.fixture
def programme(racine: Path) -> Iterator[subprocess.Popen[str]]:
    """It, once the name is typed and another process waits."""
    lance = subprocess.Popen(
        [sys.executable, "-c", PROGRAMME],
        cwd=racine,
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(racine)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert lance.stdout is not None
    assert lance.stdout.readline() == "typed\n"
    yield lance
    for numero in [*_children(lance.pid), lance.pid]:
        with contextlib.suppress(OSError):
            os.kill(numero, signal.SIGKILL)
    lance.communicate()


def _children(numero: int) -> list[int]:
    try:
        return [int(un) for un in Path(f"/proc/{numero}/task/{numero}/children").read_text("ascii").split()]
    except OSError:
        return []


def _command(numero: int) -> list[str]:
    try:
        return Path(f"/proc/{numero}/cmdline").read_text("utf-8").split("\0")
    except OSError:
        return []


def _times_in_memory(numero: int) -> int:
    """How often the name is in what a process holds, as Python and as Qt write it."""
    vus = 0
    plages = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) r(?!.*\[v)", Path(f"/proc/{numero}/maps").read_text("utf-8"), re.MULTILINE)
    with Path(f"/proc/{numero}/mem").open("rb", buffering=0) as memoire:
        for debut, fin in plages:
            with contextlib.suppress(OSError, OverflowError):
                memoire.seek(int(debut, 16))
                lu = memoire.read(int(fin, 16) - int(debut, 16))
                vus += lu.count(CANARI.encode()) + lu.count(CANARI.encode("utf-16-le"))
    return vus


def _leave(programme: subprocess.Popen[str], qtbot: QtBot) -> None:
    assert programme.stdin is not None
    programme.stdin.write("\n")
    programme.stdin.flush()
    qtbot.waitUntil(lambda: "--dernier" in _command(programme.pid), timeout=120_000)


@sous_linux
def test_the_next_person_has_a_new_process_and_nothing_of_the_one_before_is_in_memory(
    programme: subprocess.Popen[str], qtbot: QtBot
) -> None:
    (neuf,) = _children(programme.pid)
    if os.geteuid() == 0:  # to anybody else the system shows no memory
        assert _times_in_memory(programme.pid)

    _leave(programme, qtbot)

    assert _children(programme.pid) == [neuf]
    assert _command(neuf)[1:5] == ["-P", "-m", "droits_usagers", "--remplacant"]
    assert _times_in_memory(programme.pid) == 0
    # While it waited it left the processor to others; every one of its threads has its turn again.
    fils = [int(fil.name) for fil in Path(f"/proc/{neuf}/task").iterdir()]
    assert {os.sched_getscheduler(fil) for fil in fils} == {os.SCHED_OTHER}
    if os.geteuid() == 0:
        assert _times_in_memory(neuf) == 0
    # Whoever waits for the program still does, and what stops it stops the new one.
    assert programme.poll() is None
    programme.terminate()
    assert programme.wait() == 1
    qtbot.waitUntil(lambda: not _command(neuf), timeout=60_000)


@sous_linux
def test_the_process_that_waits_dies_with_the_one_that_began_it(programme: subprocess.Popen[str], qtbot: QtBot) -> None:
    (neuf,) = _children(programme.pid)

    programme.kill()
    programme.wait()

    qtbot.waitUntil(lambda: not _command(neuf) or _command(neuf) == [""], timeout=60_000)


@sous_linux
def test_one_that_waits_and_is_lost_is_followed_by_another(
    fenetre: Fenetre, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passation, "REPIT_MS", 10)
    avant = set(_children(os.getpid()))
    watch_leaving(fenetre.contexte.services, fenetre.contexte.operations, fenetre, lignee=Lignee())
    perdus: set[int] = set()
    for _ in range(2):
        qtbot.waitUntil(lambda: len(set(_children(os.getpid())) - avant - perdus) == 1)
        (venu,) = set(_children(os.getpid())) - avant - perdus
        perdus.add(venu)
        os.kill(venu, signal.SIGKILL)
    (suite,) = fenetre.findChildren(passation.Passation)
    suite.stop()


@sous_linux
@pytest.mark.parametrize(
    ("dit", "code"), [("pid 1\ncode 3\n", 3), ("pid 1\n", 1), ("pid 1\ncode 0\npid 2\n", 1), ("code 0\n", 0)]
)
def test_whoever_waits_has_the_code_of_the_last(dit: str, code: int, racine: Path) -> None:
    lecture, ecriture = os.pipe()
    attend = [sys.executable, "-m", "droits_usagers", "--dernier", str(lecture)]
    with subprocess.Popen(attend, cwd=racine, pass_fds=[lecture]) as lance:
        os.close(lecture)
        os.write(ecriture, dit.encode())
        os.close(ecriture)
        assert lance.wait() == code


@pytest.fixture
def sans_suite(fenetre: Fenetre, monkeypatch: pytest.MonkeyPatch) -> Fenetre:
    """A window whose « Personne suivante » gives the place, where the system begins no other process."""
    watch_leaving(fenetre.contexte.services, fenetre.contexte.operations, fenetre, lignee=Lignee())
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    fenetre.show()
    return fenetre


def _is_said(fenetre: Fenetre) -> bool:
    """That memory may still hold something."""
    attente = fenetre.findChild(Attente)
    dits = [] if attente is None else [libelle.text() for libelle in attente.findChildren(Libelle)]
    return fenetre.contexte.textes("passation.manquee") in dits


def _closing_of(fenetre: Fenetre) -> list[BoutonPrimaire]:
    """What closes the program, while the place is given."""
    attente = fenetre.findChild(Attente)
    return [] if attente is None else [un for un in attente.findChildren(BoutonPrimaire) if un.isVisible()]


@pytest.mark.parametrize("executable", ["/nowhere/python", "/bin/false"])
def test_where_no_process_can_be_begun_it_is_said_and_one_may_close_or_stay(
    executable: str, sans_suite: Fenetre, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", executable)

    sans_suite.start_over()

    qtbot.waitUntil(lambda: _is_said(sans_suite), timeout=60_000)
    attente = sans_suite.findChild(Attente)
    assert attente is not None
    assert len(attente.findChildren(BoutonPrimaire)) == 1
    attente.findChildren(BoutonSecondaire)[0].click()
    qtbot.waitUntil(lambda: sans_suite.findChild(Attente) is None)
    assert sans_suite.pages.isVisible()


@sous_linux
def test_while_the_other_process_is_stuck_one_may_close(
    sans_suite: Fenetre, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bloque = tmp_path / "python"
    bloque.write_text("#!/bin/sh\nwhile read -r _; do :; done\n", "utf-8")
    bloque.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(bloque))

    sans_suite.start_over()

    qtbot.waitUntil(lambda: _closing_of(sans_suite) != [], timeout=20_000)
    assert not _is_said(sans_suite)
    (fermer,) = _closing_of(sans_suite)
    assert fermer.hasFocus()
    fermer.click()
    qtbot.waitUntil(lambda: not sans_suite.isVisible())


def test_what_is_being_printed_is_printed_first(sans_suite: Fenetre, qtbot: QtBot) -> None:
    imprimee = threading.Event()
    threading.Thread(target=imprimee.wait, name=FIL_IMPRESSION, daemon=True).start()

    regards: list[None] = []
    regard = QTimer(sans_suite, interval=REGARD_MS)
    regard.timeout.connect(lambda: regards.append(None))

    sans_suite.start_over()
    regard.start()
    qtbot.waitUntil(lambda: sans_suite.contexte.operations.idle and len(regards) > 3)
    assert sans_suite.findChild(Attente) is not None
    assert not _is_said(sans_suite)
    imprimee.set()

    qtbot.waitUntil(lambda: _is_said(sans_suite), timeout=60_000)
