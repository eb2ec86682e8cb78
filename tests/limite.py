"""A test too long fails alone: the alarm is heard even inside the loop of a dialog that nobody closes.

pytest-timeout raises from the handler of SIGALRM, which only runs between two instructions of Python. Inside `exec()` there are
none, and what is raised in a slot does not leave that loop: so something of Python is run there now and then, and the alarm
closes what is waiting for someone before it raises.
"""

import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

#: Milliseconds between two occasions to hear the alarm in a loop of Qt.
RYTHME = 250
#: Seconds before closing what opened after the alarm: the test goes on once its dialog is closed, and may open another.
ENCORE = 5.0

Handler = Callable[[int, FrameType | None], object]


def heard_in_a_dialog(handler: Handler) -> Handler:
    """The same handler, that first closes what waits for someone, now and until the test is over; it raises once only."""

    def ring(numero: int, trame: FrameType | None) -> None:
        signal.signal(numero, again)
        signal.setitimer(signal.ITIMER_REAL, ENCORE, ENCORE)
        _close_what_waits()
        handler(numero, trame)

    def again(_numero: int, _trame: FrameType | None) -> None:
        _close_what_waits()

    return ring


def _close_what_waits() -> None:
    """Gives up every dialog and menu. Qt may not be there at all: most tests know nothing of it."""
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtWidgets import QApplication, QDialog

    for attend in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
        if isinstance(attend, QDialog):
            attend.reject()
        elif attend is not None:
            attend.close()


@pytest.fixture(scope="session", autouse=True)
def alarme_entendue(qapp: object) -> Iterator[None]:  # noqa: ARG001 - a timer needs a loop
    """Runs something of Python in whatever loop of Qt is running."""
    from PySide6.QtCore import QTimer

    minuteur = QTimer()
    minuteur.timeout.connect(lambda: None)
    minuteur.start(RYTHME)
    yield
    minuteur.stop()
