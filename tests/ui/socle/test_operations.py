"""Work done elsewhere comes home, in the window's thread, or is said to have failed."""

import threading
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.socle.travail import Avancement, Travailleur, Unites
from droits_usagers.ui.socle.operations import Operations, Reponses
from tests.ui.gestes import settle

TEXTES = Textes("fr", {"pannes.fichier_existe": "{fichier} existe déjà."})


class Ecran(QObject):
    """Who asks, and what it was answered."""

    def __init__(self) -> None:
        super().__init__()
        self.recus: list[object] = []
        self.fils: list[threading.Thread] = []

    def receive(self, recu: object) -> None:
        self.recus.append(recu)
        self.fils.append(threading.current_thread())

    @property
    def reponses(self) -> Reponses:
        return Reponses(self, self.receive, self.receive, self.receive, self.receive)


@pytest.fixture
def travailleur() -> Iterator[Travailleur]:
    travailleur = Travailleur("essai")
    yield travailleur
    travailleur.stop()


@pytest.fixture
def operations(qapp: QApplication) -> Operations:
    return Operations(TEXTES, qapp)


@pytest.fixture
def ecran(qapp: QApplication) -> Ecran:  # noqa: ARG001 - Qt first
    return Ecran()


def fail(error: Exception) -> None:
    raise error


def test_an_answer_comes_home_to_the_window(
    operations: Operations, travailleur: Travailleur, ecran: Ecran, qtbot: QtBot
) -> None:
    operations.run(travailleur, threading.current_thread, ecran.reponses)
    qtbot.waitUntil(lambda: bool(ecran.recus))
    assert ecran.fils == [threading.main_thread()]
    assert ecran.recus != ecran.fils


def test_an_expected_failure_is_a_sentence(
    operations: Operations, travailleur: Travailleur, ecran: Ecran, qtbot: QtBot
) -> None:
    refus = ExpectedError(Panne.FICHIER_EXISTE, fichier="acces.pdf")
    operations.run(travailleur, lambda: fail(refus), ecran.reponses)
    qtbot.waitUntil(lambda: ecran.recus == [refus])
    assert operations.sentence(refus) == "acces.pdf existe déjà."


def test_a_bug_goes_to_whoever_shows_bugs(operations: Operations, travailleur: Travailleur, ecran: Ecran, qtbot: QtBot) -> None:
    bug = ZeroDivisionError()
    with qtbot.waitSignal(operations.bug_met) as rencontre:
        operations.run(travailleur, lambda: fail(bug), ecran.reponses)
    assert rencontre.args == [bug]
    # Who asked is told too, without a word of what it was: no screen waits for ever.
    qtbot.waitUntil(lambda: bool(ecran.recus))
    [dit] = ecran.recus
    assert isinstance(dit, ExpectedError)
    assert dit.panne is Panne.DEFAUT


def test_a_screen_that_fails_on_its_answer_is_a_bug_too(
    operations: Operations, travailleur: Travailleur, ecran: Ecran, qtbot: QtBot
) -> None:
    bug = ZeroDivisionError()
    with qtbot.waitSignal(operations.bug_met) as rencontre:
        operations.run(travailleur, lambda: None, Reponses(ecran, lambda _: fail(bug), ecran.receive))
    assert rencontre.args == [bug]


def test_a_screen_that_is_gone_is_not_answered(
    operations: Operations, travailleur: Travailleur, ecran: Ecran, qtbot: QtBot
) -> None:
    autre, attente = Ecran(), threading.Event()
    operations.run(travailleur, attente.wait, ecran.reponses)
    operations.run(travailleur, lambda: "fini", autre.reponses)
    ecran.deleteLater()
    settle()
    attente.set()
    qtbot.waitUntil(lambda: autre.recus == ["fini"])
    assert ecran.recus == []


def test_only_the_latest_of_a_series_answers(
    operations: Operations, travailleur: Travailleur, ecran: Ecran, qtbot: QtBot
) -> None:
    attente = threading.Event()
    operations.run_latest(travailleur, lambda: attente.wait() and "première", ecran.reponses, suite="apercu")
    operations.run_latest(travailleur, lambda: "deuxième", ecran.reponses, suite="apercu")
    operations.run_latest(travailleur, lambda: "troisième", ecran.reponses, suite="apercu")
    operations.run_latest(travailleur, lambda: "autre", ecran.reponses, suite="ailleurs")
    attente.set()
    qtbot.waitUntil(lambda: "autre" in ecran.recus)
    assert ecran.recus == ["troisième", "autre"]


def test_a_late_failure_of_a_former_one_is_not_said(
    operations: Operations, travailleur: Travailleur, ecran: Ecran, qtbot: QtBot
) -> None:
    attente = threading.Event()

    def refuse() -> None:
        attente.wait()
        raise ExpectedError(Panne.DISQUE_PLEIN)

    operations.run_latest(travailleur, refuse, ecran.reponses, suite="apercu")
    operations.run_latest(travailleur, lambda: "deuxième", ecran.reponses, suite="apercu")
    attente.set()
    qtbot.waitUntil(lambda: bool(ecran.recus))
    assert ecran.recus == ["deuxième"]


def test_long_work_says_how_far_it_is(operations: Operations, travailleur: Travailleur, ecran: Ecran, qtbot: QtBot) -> None:
    etapes = [Avancement(1, 2), Avancement(2, 2)]
    operations.run_units(travailleur, lambda: iter(etapes), ecran.reponses)
    qtbot.waitUntil(lambda: len(ecran.recus) == 3)
    assert ecran.recus == [*etapes, etapes[-1]]


def test_long_work_can_be_cancelled(operations: Operations, travailleur: Travailleur, ecran: Ecran, qtbot: QtBot) -> None:
    attente = threading.Event()

    def units() -> Iterator[Avancement]:
        yield Avancement(1)
        attente.wait()
        yield Avancement(2)
        yield Avancement(3)

    tache = operations.run_units(travailleur, units, ecran.reponses)
    qtbot.waitUntil(lambda: ecran.recus == [Avancement(1)])
    tache.cancel()
    attente.set()
    qtbot.waitUntil(lambda: len(ecran.recus) >= 2)
    assert Avancement(3) not in ecran.recus


def test_something_short_is_tried_on_the_spot(operations: Operations, ecran: Ecran) -> None:
    refus = ExpectedError(Panne.PAS_D_IMPRIMANTE)
    assert operations.attempt(lambda: "imprimé", ecran.receive) == "imprimé"
    assert operations.attempt(lambda: fail(refus), ecran.receive) is None
    assert ecran.recus == [refus]


def test_a_bug_met_anywhere_is_shown_from_any_thread(operations: Operations, qtbot: QtBot) -> None:
    bug = ZeroDivisionError()
    with qtbot.waitSignal(operations.bug_met) as rencontre:
        fil = threading.Thread(target=lambda: operations.on_uncaught(ZeroDivisionError, bug, None))
        fil.start()
        fil.join()
    assert rencontre.args == [bug]
    with qtbot.waitSignal(operations.bug_met):
        arguments = threading.ExceptHookArgs((ZeroDivisionError, bug, None, None))
        operations.on_uncaught_in_thread(arguments)


# Where what a task was made of dies: a widget that dies elsewhere than in the window's thread takes the program with it.


class Porte:
    """Stands for a widget: told of, held and let go of like one."""

    def touch(self, *_: object) -> None:
        """What a screen would do with an answer."""


@dataclass
class Deces:
    """In which thread each thing died."""

    fils: dict[str, threading.Thread] = field(default_factory=dict)

    def watch(self, nom: str) -> Porte:
        porte = Porte()
        weakref.finalize(porte, lambda: self.fils.update({nom: threading.current_thread()}))
        return porte


#: Asks for something and keeps nothing of it: the widget of the work, and that of the answers.
Demander = Callable[[Operations, Travailleur, Ecran, Porte, Porte], None]


def answers_of(ecran: Ecran, porte: Porte) -> Reponses:
    def receive(recu: object) -> None:
        porte.touch()
        ecran.receive(recu)

    return Reponses(ecran, receive, receive, receive, receive)


def succeed(operations: Operations, travailleur: Travailleur, ecran: Ecran, *portes: Porte) -> None:
    operations.run(travailleur, portes[0].touch, answers_of(ecran, portes[1]))


def succeed_with_it(operations: Operations, travailleur: Travailleur, ecran: Ecran, *portes: Porte) -> None:
    operations.run(travailleur, lambda: [portes[0]], answers_of(ecran, portes[1]))


def refuse(operations: Operations, travailleur: Travailleur, ecran: Ecran, *portes: Porte) -> None:
    def task() -> None:
        ici = portes[0]
        raise ExpectedError(Panne.DISQUE_PLEIN, porte=type(ici).__name__)

    operations.run(travailleur, task, answers_of(ecran, portes[1]))


def break_down(operations: Operations, travailleur: Travailleur, ecran: Ecran, *portes: Porte) -> None:
    def inner(porte: Porte) -> None:
        raise AttributeError(obj=porte)

    def task() -> None:
        ici = portes[0]
        try:
            inner(ici)
        except AttributeError as error:
            raise ZeroDivisionError from error

    operations.run(travailleur, task, answers_of(ecran, portes[1]))


def advance(operations: Operations, travailleur: Travailleur, ecran: Ecran, *portes: Porte) -> None:
    def units() -> Unites[None]:
        ici = portes[0]
        yield Avancement(1)
        ici.touch()
        yield Avancement(2)

    operations.run_units(travailleur, units, answers_of(ecran, portes[1]))


def break_down_on_the_way(operations: Operations, travailleur: Travailleur, ecran: Ecran, *portes: Porte) -> None:
    def units() -> Unites[None]:
        ici = portes[0]
        yield Avancement(1)
        raise ExpectedError(Panne.DISQUE_PLEIN, porte=type(ici).__name__)

    operations.run_units(travailleur, units, answers_of(ecran, portes[1]))


def cancel_before_it_starts(operations: Operations, travailleur: Travailleur, ecran: Ecran, *portes: Porte) -> None:
    libre = threading.Event()
    operations.run(travailleur, libre.wait, ecran.reponses)
    operations.run(travailleur, portes[0].touch, answers_of(ecran, portes[1])).cancel()
    libre.set()


def cancel_on_the_way(operations: Operations, travailleur: Travailleur, ecran: Ecran, *portes: Porte) -> None:
    def units() -> Unites[None]:
        ici = portes[0]
        travailleur.cancel_bulk()
        yield Avancement(1)
        ici.touch()

    operations.run_units(travailleur, units, answers_of(ecran, portes[1]))


def ask_again(operations: Operations, travailleur: Travailleur, ecran: Ecran, *portes: Porte) -> None:
    libre = threading.Event()
    operations.run_latest(travailleur, lambda: (libre.wait(), portes[0]), answers_of(ecran, portes[1]), suite="apercu")
    operations.run_latest(travailleur, lambda: None, ecran.reponses, suite="apercu")
    libre.set()


def ask_and_go_away(operations: Operations, travailleur: Travailleur, _ecran: Ecran, *portes: Porte) -> None:
    partant, libre = Ecran(), threading.Event()
    operations.run(travailleur, lambda: (libre.wait(), portes[0]), answers_of(partant, portes[1]))
    partant.deleteLater()
    settle()
    libre.set()


@pytest.mark.parametrize("closing", [False, True], ids=["the worker goes on", "the worker is stopped"])
@pytest.mark.parametrize(
    "demander",
    [
        succeed,
        succeed_with_it,
        refuse,
        break_down,
        advance,
        break_down_on_the_way,
        cancel_before_it_starts,
        cancel_on_the_way,
        ask_again,
        ask_and_go_away,
    ],
)
def test_what_a_task_holds_dies_in_the_window_s_thread(
    operations: Operations, travailleur: Travailleur, ecran: Ecran, qtbot: QtBot, *, demander: Demander, closing: bool
) -> None:
    deces = Deces()
    demander(operations, travailleur, ecran, deces.watch("travail"), deces.watch("réponses"))
    if closing:
        travailleur.stop()
    else:
        # Long after: the worker has had something else in hand.
        operations.run(travailleur, lambda: "suite", ecran.reponses)
        qtbot.waitUntil(lambda: "suite" in ecran.recus)

    def all_dead() -> bool:
        # The screen is done with what it was answered.
        ecran.recus.clear()
        return len(deces.fils) == 2

    qtbot.waitUntil(all_dead)
    assert set(deces.fils.values()) == {threading.main_thread()}
