"""What is copied is taken back."""

import datetime as dt

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from droits_usagers.ui.socle.presse_papiers import DUREE, DUREE_SECRET, PressePapiers
from tests.coffres import Horloge


@pytest.fixture
def presse(qapp: QApplication, horloge: Horloge) -> PressePapiers:
    QGuiApplication.clipboard().clear()
    return PressePapiers(horloge.now, qapp)


def content() -> str:
    return QGuiApplication.clipboard().text()


def test_a_copy_lasts_three_minutes_and_says_how_long_it_still_will(presse: PressePapiers, horloge: Horloge) -> None:
    restes: list[dt.timedelta] = []
    presse.remaining_changed.connect(restes.append)
    presse.copy("Madame, Monsieur")
    for _ in range(180):
        assert content() == "Madame, Monsieur"
        horloge.advance(seconds=1)
        presse.look()
    assert content() == ""
    assert restes[0] == DUREE
    assert restes[60] == dt.timedelta(minutes=2)
    assert restes[-1] == dt.timedelta()


def test_a_secret_lasts_thirty_seconds(presse: PressePapiers, horloge: Horloge) -> None:
    presse.copy("phrase", DUREE_SECRET)
    horloge.advance(seconds=30)
    presse.look()
    assert content() == ""


def test_a_text_copied_elsewhere_meanwhile_is_left_alone(presse: PressePapiers) -> None:
    presse.copy("Madame, Monsieur")
    QGuiApplication.clipboard().setText("autre chose")
    presse.empty()
    assert content() == "autre chose"


def test_emptying_what_holds_nothing_of_ours_touches_nothing(presse: PressePapiers) -> None:
    QGuiApplication.clipboard().setText("autre chose")
    presse.empty()
    assert content() == "autre chose"
    assert presse.remaining == dt.timedelta()


def test_clipboard_histories_are_asked_to_leave_it_alone(presse: PressePapiers) -> None:
    presse.copy("Madame, Monsieur")
    formats = QGuiApplication.clipboard().mimeData().formats()
    assert "x-kde-passwordManagerHint" in formats
    assert "application/x-nspasteboard-concealed-type" in formats


def test_a_computer_that_slept_wakes_up_with_an_empty_clipboard(presse: PressePapiers, horloge: Horloge) -> None:
    presse.copy("Madame, Monsieur")
    horloge.advance(hours=8)
    presse.look()
    assert content() == ""
