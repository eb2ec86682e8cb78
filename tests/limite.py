"""A test too long fails alone: the alarm is heard even inside the loop of a dialog that nobody closes.

pytest-timeout raises from the handler of SIGALRM, which only runs between two instructions of Python. Inside `exec()` there are
none, and what is raised in a slot does not leave that loop: so something of Python is run there now and then, and the alarm
closes what is waiting for someone before it raises.
"""

import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import ClassVar

import pytest

#: Milliseconds between two occasions to hear the alarm in a loop of Qt.
RYTHME = 250
#: Seconds before the alarm rings again: the test may open another dialog, and what is raised in a slot is lost.
ENCORE = 2.0

Handler = Callable[[int, FrameType | None], object]


class Alarme:
    """The same handler, that first closes what waits for someone, and rings until the test is known to have failed."""

    #: That of the test that is running.
    courante: ClassVar["Alarme | None"] = None

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self.vue = False
        Alarme.courante = self

    @classmethod
    def was_seen(cls) -> None:
        """The test has failed: what comes after it is not stopped, but still waits for nobody."""
        if cls.courante is not None:
            cls.courante.vue = True

    def ring(self, numero: int, trame: FrameType | None) -> None:
        """Closes, raises, and will ring again."""
        signal.setitimer(signal.ITIMER_REAL, ENCORE)
        _close_what_waits()
        if not self.vue:
            self._handler(numero, trame)


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
