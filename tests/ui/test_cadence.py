"""What is typed is kept a moment after the last key, and soon even while keys go on."""

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from droits_usagers.ui.cadence import LIMITE_MS, REPIT_MS, Cadence


def timers(cadence: Cadence) -> dict[int, QTimer]:
    """By how long each waits."""
    return {rythme.interval(): rythme for rythme in cadence.findChildren(QTimer)}


def test_the_first_key_sets_a_time_that_no_other_key_puts_off(qtbot: QtBot) -> None:  # noqa: ARG001 - Qt first
    parent = QObject()
    cadence = Cadence(parent)
    dites: list[str] = []
    cadence.due.connect(lambda: dites.append("due"))
    cadence.touch()
    limite, repit = timers(cadence)[LIMITE_MS], timers(cadence)[REPIT_MS]
    numero = limite.timerId()
    for _ in range(100):
        cadence.touch()
    # The same countdown: one begun again would have another number.
    assert limite.timerId() == numero
    assert cadence.is_counting
    assert repit.isActive()
    limite.timeout.emit()
    assert dites == ["due"]
    assert not cadence.is_counting
    assert not repit.isActive()


def test_a_pause_is_enough(qtbot: QtBot) -> None:
    parent = QObject()
    cadence = Cadence(parent)
    cadence.touch()
    with qtbot.waitSignal(cadence.due):
        pass
    assert not cadence.is_counting


def test_two_seconds_at_most() -> None:
    assert REPIT_MS < LIMITE_MS < 2_000


def test_once_stopped_nothing_is_due(qtbot: QtBot) -> None:  # noqa: ARG001 - Qt first
    parent = QObject()
    cadence = Cadence(parent)
    cadence.touch()
    cadence.stop()
    assert not cadence.is_counting
    assert not any(rythme.isActive() for rythme in timers(cadence).values())
