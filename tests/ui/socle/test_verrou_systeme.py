"""Hearing that the computer locks, over D-Bus, and never minding that there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.ui.socle.garde import VerrouSysteme, session_path
from tests.outils import besoin_de

#: Listens on a bus of its own, says that it is ready by locking the screen itself, and prints what it heard.
PROGRAMME = """
import subprocess
from PySide6.QtCore import QCoreApplication, QTimer
from droits_usagers.ui.socle.garde import VerrouSysteme
app = QCoreApplication([])
verrou = VerrouSysteme()
verrou.locked.connect(lambda: (print("entendu", flush=True), app.quit()))
verrou.listen()
appel = ["dbus-send", "--session", "--type=signal", "/org/freedesktop/ScreenSaver"]
signal = [*appel, "org.freedesktop.ScreenSaver.ActiveChanged", "boolean:true"]
QTimer.singleShot(200, lambda: subprocess.run(signal, check=True))
QTimer.singleShot(240_000, app.quit)
app.exec()
"""


@pytest.mark.parametrize(("commence", "dit"), [(True, True), (False, False)])
@pytest.mark.usefixtures("qapp")
def test_going_to_sleep_locks_and_waking_up_does_not(commence: bool, dit: bool) -> None:  # noqa: FBT001 - a table
    verrou = VerrouSysteme()
    entendus: list[bool] = []
    verrou.locked.connect(lambda: entendus.append(True))
    verrou.on_sleep(commence=commence)
    assert entendus == [True] * dit


def test_a_session_that_is_locked_locks(qtbot: QtBot) -> None:
    verrou = VerrouSysteme()
    with qtbot.waitSignal(verrou.locked):
        verrou.on_lock()


def test_a_program_put_aside_by_the_system_locks(qtbot: QtBot) -> None:
    verrou = VerrouSysteme()
    with qtbot.waitSignal(verrou.locked):
        verrou.on_state(Qt.ApplicationState.ApplicationSuspended)
    with qtbot.assertNotEmitted(verrou.locked):
        verrou.on_state(Qt.ApplicationState.ApplicationInactive)


@pytest.mark.usefixtures("qapp")
def test_without_a_bus_nothing_is_heard_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    for nom in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        monkeypatch.setenv(nom, "unix:path=/absent")
    VerrouSysteme().listen()


@besoin_de("dbus-run-session")
def test_a_screen_locked_by_the_desktop_is_heard(racine: Path) -> None:
    fini = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", PROGRAMME],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
        env=os.environ | {"PYTHONPATH": str(racine)},
    )
    assert fini.stdout == "entendu\n"


@pytest.mark.parametrize(("session", "fin"), [("2", "_32"), ("c1", "c1"), ("12", "_312")])
def test_a_session_is_found_where_logind_keeps_it(session: str, fin: str) -> None:
    assert session_path(session) == f"/org/freedesktop/login1/session/{fin}"


def test_without_a_session_there_is_nowhere_to_look() -> None:
    assert session_path("") == ""
