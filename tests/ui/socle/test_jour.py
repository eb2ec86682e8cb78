"""Another day is noticed, whatever the computer did meanwhile."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.ui.socle.jour import JourNouveau
from tests.coffres import Horloge

MINUIT_MOINS_UNE = dt.datetime(2026, 11, 24, 23, 59, tzinfo=dt.UTC)


@pytest.mark.usefixtures("qapp")
def test_midnight_is_said_once() -> None:
    horloge = Horloge(MINUIT_MOINS_UNE)
    jour = JourNouveau(horloge.today)
    dits: list[dt.date] = []
    jour.day_changed.connect(dits.append)
    for _ in range(6):
        horloge.advance(seconds=20)
        jour.look()
    assert dits == [dt.date(2026, 11, 25)]


def test_waking_up_days_later_is_said(qtbot: QtBot) -> None:
    horloge = Horloge(MINUIT_MOINS_UNE)
    jour = JourNouveau(horloge.today)
    horloge.advance(days=3)
    with qtbot.waitSignal(jour.day_changed) as change:
        jour.look()
    assert change.args == [dt.date(2026, 11, 27)]


def test_coming_back_to_the_window_is_enough(qtbot: QtBot, qapp: QApplication) -> None:
    """After a night asleep, without waiting for the next beat."""
    horloge = Horloge(MINUIT_MOINS_UNE)
    jour = JourNouveau(horloge.today)
    horloge.advance(days=1)
    with qtbot.waitSignal(jour.day_changed) as change:
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert change.args == [dt.date(2026, 11, 25)]


def test_a_timer_looks_by_itself(qtbot: QtBot) -> None:
    horloge = Horloge(MINUIT_MOINS_UNE)
    jour = JourNouveau(horloge.today)
    rythme = jour.findChild(QTimer)
    assert rythme is not None
    assert rythme.isActive()
    assert rythme.interval() <= 60_000
    horloge.advance(days=1)
    with qtbot.waitSignal(jour.day_changed):
        rythme.timeout.emit()


def test_a_clock_set_back_to_yesterday_is_said_too(qtbot: QtBot) -> None:
    horloge = Horloge(MINUIT_MOINS_UNE)
    jour = JourNouveau(horloge.today)
    horloge.advance(days=-1)
    with qtbot.waitSignal(jour.day_changed):
        jour.look()
