"""What is typed is kept a moment after the last key, and soon even while keys go on."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.ui.socle.saisies import COUP_D_OEIL_MS, LIMITE_MS, REPIT_MS, Cadence, Regard


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


class Page(QWidget):
    """Something is typed in it, and kept when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.tape: str | None = None
        self.gardes: list[str | None] = []
        self.en_cours: list[Callable[[str], None]] = []
        self.regard = Regard(self, read=lambda: self.tape, keep=self.keep)

    def keep(self, done: Callable[[str], None]) -> None:
        self.gardes.append(self.tape)
        self.en_cours.append(done)


def test_what_changed_is_kept_once_and_one_at_a_time(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    page.regard.look()
    assert page.gardes == []
    page.tape = "un"
    page.regard.look()
    page.tape = "deux"
    page.regard.look()
    assert page.gardes == ["un"]
    faits: list[str] = []
    page.regard.when_kept(lambda: faits.append("après"))
    assert faits == []
    page.en_cours.pop()("")
    assert faits == ["après"]
    page.regard.look()
    page.en_cours.pop()("le disque est plein")
    page.regard.look()
    assert page.gardes == ["un", "deux"]
    page.regard.forget()
    page.regard.look()
    assert page.gardes == ["un", "deux", "deux"]
    # Asked for by who closes the coffre, meanwhile: next, and told.
    raisons: list[str] = []
    page.regard.keep_now(raisons.append)
    page.regard.keep_now(raisons.append)
    assert len(page.en_cours) == 1
    page.en_cours.pop()("")
    page.en_cours.pop()("")
    assert raisons == [""]
    page.tape = None
    page.en_cours.pop()("le disque est plein")
    assert raisons == ["", "le disque est plein"]
    page.regard.keep_now(raisons.append)
    assert raisons[2:] == [""]
    assert page.gardes == ["un", "deux", "deux", "deux", "deux"]


def test_a_page_is_looked_at_only_while_it_is_shown(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    rythme = page.findChild(QTimer)
    assert rythme is not None
    assert not rythme.isActive()
    page.show()
    assert rythme.isActive()
    assert rythme.interval() == COUP_D_OEIL_MS
    page.hide()
    assert not rythme.isActive()


def test_a_choice_is_kept_at_the_second_glance_and_typing_on_puts_nothing_off(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    rythme = page.findChild(QTimer)
    assert rythme is not None
    page.tape = "un choix"
    rythme.timeout.emit()
    assert page.gardes == []
    rythme.timeout.emit()
    assert page.gardes == ["un choix"]
    # A slow disk: what is chosen meanwhile is kept as soon as it is done.
    page.tape = "un autre"
    rythme.timeout.emit()
    assert page.gardes == ["un choix"]
    page.en_cours.pop()("")
    assert page.gardes == ["un choix", "un autre"]
    page.en_cours.pop()("")
    coups = LIMITE_MS // COUP_D_OEIL_MS
    for touche in range(coups):
        page.tape = "a" * (touche + 1)
        rythme.timeout.emit()
    assert page.gardes[2:] == ["a" * coups]
