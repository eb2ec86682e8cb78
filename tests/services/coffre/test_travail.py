"""The worker: what goes first, what stops, what comes back."""

import os
import queue
import threading
import weakref
from collections.abc import Iterator

import pytest

from droits_usagers.services.socle.travail import Avancement, Priorite, Rappels, Travailleur


@pytest.fixture
def travailleur() -> Iterator[Travailleur]:
    travailleur = Travailleur()
    yield travailleur
    travailleur.stop()


class Boite:
    """Receives what the worker says, in order; the test waits for facts."""

    def __init__(self) -> None:
        self._recus: queue.Queue[object] = queue.Queue()

    def __call__(self, value: object) -> None:
        self._recus.put(value)

    def next(self) -> object:
        return self._recus.get(timeout=300)

    def all_until(self, last: object) -> list[object]:
        recus = [self.next()]
        while recus[-1] != last:
            recus.append(self.next())
        return recus


def hold(travailleur: Travailleur) -> threading.Event:
    """Occupies the worker until the event is set, so that what follows really waits in the queue."""
    commence, libre = threading.Event(), threading.Event()

    def occupy() -> None:
        commence.set()
        libre.wait(20)

    travailleur.submit(occupy, on_success=lambda _: None, on_failure=lambda _: None)
    assert commence.wait(20)
    return libre


def rappels(boite: Boite, nom: str = "longue") -> Rappels:
    return Rappels(
        on_progress=lambda a: boite((nom, a.fait)),
        on_success=lambda _: boite(f"{nom} finie"),
        on_failure=boite,
        on_cancelled=lambda a: boite(f"{nom} arrêtée à {a.fait}"),
    )


def test_a_result_comes_back_from_the_worker_s_own_thread(travailleur: Travailleur) -> None:
    boite = Boite()
    travailleur.submit(threading.current_thread, on_success=boite, on_failure=boite)
    travailleur.submit(threading.current_thread, on_success=boite, on_failure=boite)
    premier, second = boite.next(), boite.next()
    assert premier is second
    assert premier is not threading.current_thread()


def test_an_exception_is_delivered_and_the_worker_lives_on(travailleur: Travailleur) -> None:
    boite = Boite()
    travailleur.submit(lambda: os.environ["ABSENT"], on_success=boite, on_failure=boite)
    assert isinstance(boite.next(), KeyError)
    travailleur.submit(lambda: "vivant", on_success=boite, on_failure=boite)
    assert boite.next() == "vivant"


def test_the_visible_page_passes_before_writes_and_writes_before_bulk(travailleur: Travailleur) -> None:
    boite = Boite()
    libre = hold(travailleur)
    travailleur.submit_units(lambda: iter((Avancement(1, 1),)), rappels(boite))
    for nom, priorite in (
        ("écriture 1", Priorite.ECRITURE),
        ("page", Priorite.PAGE_VISIBLE),
        ("écriture 2", Priorite.ECRITURE),
    ):
        travailleur.submit(lambda nom=nom: nom, priorite=priorite, on_success=boite, on_failure=boite)  # type: ignore[misc]
    libre.set()
    assert boite.all_until("longue finie") == ["page", "écriture 1", "écriture 2", ("longue", 1), "longue finie"]


def test_something_urgent_passes_between_two_units_of_a_long_task(travailleur: Travailleur) -> None:
    boite = Boite()

    def units() -> Iterator[Avancement]:
        yield Avancement(1, 2)
        travailleur.submit(lambda: "urgent", priorite=Priorite.PAGE_VISIBLE, on_success=boite, on_failure=boite)
        yield Avancement(2, 2)

    travailleur.submit_units(units, rappels(boite))
    assert boite.all_until("longue finie") == [("longue", 1), ("longue", 2), "urgent", "longue finie"]


def test_long_tasks_follow_one_another(travailleur: Travailleur) -> None:
    boite = Boite()
    libre = hold(travailleur)
    for nom in ("a", "b"):
        travailleur.submit_units(lambda: iter((Avancement(1), Avancement(2))), rappels(boite, nom))
    libre.set()
    assert boite.all_until("b finie") == [("a", 1), ("a", 2), "a finie", ("b", 1), ("b", 2), "b finie"]


def test_cancelling_a_long_task_stops_it_between_two_units_and_runs_its_cleanup(travailleur: Travailleur) -> None:
    boite = Boite()

    def units() -> Iterator[Avancement]:
        try:
            for fait in range(1, 1000):
                if fait == 3:
                    travailleur.cancel_bulk()
                yield Avancement(fait, 1000)
        finally:
            boite("rangé")

    travailleur.submit_units(units, rappels(boite))
    assert boite.all_until("longue arrêtée à 3") == [
        ("longue", 1),
        ("longue", 2),
        ("longue", 3),
        "rangé",
        "longue arrêtée à 3",
    ]


def test_a_long_task_cancelled_before_it_starts_does_nothing(travailleur: Travailleur) -> None:
    boite = Boite()
    libre = hold(travailleur)

    def units() -> Iterator[Avancement]:
        boite("commencée")
        yield Avancement(1)

    tache = travailleur.submit_units(units, rappels(boite))
    tache.cancel()
    assert tache.cancelled
    libre.set()
    assert boite.next() == "longue arrêtée à 0"


def test_a_failing_unit_ends_the_long_task_and_is_delivered(travailleur: Travailleur) -> None:
    boite = Boite()

    def units() -> Iterator[Avancement]:
        yield Avancement(1)
        raise OSError

    travailleur.submit_units(units, rappels(boite))
    assert boite.next() == ("longue", 1)
    assert isinstance(boite.next(), OSError)
    travailleur.submit(lambda: "suite", on_success=boite, on_failure=boite)
    assert boite.next() == "suite"


def test_a_short_task_cancelled_before_its_turn_is_dropped_without_a_word(travailleur: Travailleur) -> None:
    boite = Boite()
    libre = hold(travailleur)
    travailleur.submit(lambda: "périmée", priorite=Priorite.PAGE_VISIBLE, on_success=boite, on_failure=boite).cancel()
    travailleur.submit(lambda: "voulue", on_success=boite, on_failure=boite)
    libre.set()
    assert boite.next() == "voulue"


def test_stopping_finishes_what_was_asked_and_drops_the_long_tasks() -> None:
    travailleur, boite = Travailleur(), Boite()
    libre = hold(travailleur)
    travailleur.submit_units(lambda: iter(map(Avancement, range(10**9))), rappels(boite))
    travailleur.submit(lambda: "écrit", on_success=boite, on_failure=boite)
    libre.set()
    travailleur.stop()
    travailleur.stop()
    assert boite.all_until("longue arrêtée à 0") == ["écrit", "longue arrêtée à 0"]
    with pytest.raises(RuntimeError):
        travailleur.submit(lambda: None, on_success=boite, on_failure=boite)


def test_stopping_a_worker_that_never_worked_is_harmless() -> None:
    Travailleur().stop()


def test_a_callback_that_fails_reaches_the_crash_hook_and_the_worker_lives_on(
    travailleur: Travailleur, monkeypatch: pytest.MonkeyPatch
) -> None:
    boite = Boite()
    monkeypatch.setattr(threading, "excepthook", lambda args: boite(args.exc_type))
    travailleur.submit(lambda: 0, on_success=lambda zero: boite(1 // zero), on_failure=boite)
    assert boite.next() is ZeroDivisionError
    travailleur.submit(lambda: "suite", on_success=boite, on_failure=boite)
    assert boite.next() == "suite"


class Travail:
    """What a task is made of: it can be asked whether it is still held."""

    def __call__(self) -> Iterator[Avancement]:
        yield Avancement(1)
        yield Avancement(2)


@pytest.mark.parametrize("cancelled", [False, True])
@pytest.mark.parametrize("longue", [False, True])
def test_a_task_is_let_go_of_before_its_release_is_told(travailleur: Travailleur, *, longue: bool, cancelled: bool) -> None:
    boite, libre = Boite(), hold(travailleur)
    travail = Travail()
    tenu = weakref.ref(travail)

    def tell() -> None:
        boite(tenu() is None)

    def ignore(_: object) -> None:
        pass

    if longue:
        rien = Rappels(on_progress=ignore, on_success=ignore, on_failure=ignore, on_cancelled=ignore, on_released=tell)
        tache = travailleur.submit_units(travail, rien)
    else:
        tache = travailleur.submit(travail, on_success=ignore, on_failure=ignore, on_released=tell)
    del travail
    if cancelled:
        tache.cancel()
    libre.set()
    assert boite.next() is True


def test_a_failure_is_let_go_of_before_its_release_is_told(travailleur: Travailleur) -> None:
    boite, tenus = Boite(), []

    def fail() -> None:
        ici = Travail()
        tenus.append(weakref.ref(ici))
        raise OSError

    def ignore(_: object) -> None:
        pass

    travailleur.submit(fail, on_success=ignore, on_failure=ignore, on_released=lambda: boite(tenus[0]() is None))
    assert boite.next() is True


def test_work_elsewhere_waits_for_what_the_screen_waits_for_and_for_nothing_else(travailleur: Travailleur) -> None:
    boite = Boite()

    def work() -> None:
        travailleur.wait_for_calm()
        boite("ailleurs")

    libre = hold(travailleur)
    # Something is written: the screen waits for nothing.
    travailleur.wait_for_calm()
    travailleur.submit(lambda: "cherché", priorite=Priorite.PAGE_VISIBLE, on_success=boite, on_failure=boite)
    jetee = travailleur.submit(lambda: "jeté", priorite=Priorite.PAGE_VISIBLE, on_success=boite, on_failure=boite)
    jetee.cancel()
    ailleurs = threading.Thread(target=work)
    ailleurs.start()
    libre.set()
    assert boite.all_until("ailleurs") == ["cherché", "ailleurs"]
    ailleurs.join()
