"""Whoever watches the windows lets everything through, whatever is handed to it."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget, QWidgetItem
from pytestqt.qtbot import QtBot

from droits_usagers.ui.socle.garde import VeilleActivite


def test_what_is_no_object_any_more_is_let_through_and_seen(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    veille = VeilleActivite()
    with qtbot.waitSignal(veille.touched):
        assert not veille.eventFilter(QWidgetItem(page), QEvent(QEvent.Type.KeyPress))  # type: ignore[arg-type]
