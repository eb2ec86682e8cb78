"""A process of its own is given a time to compute, not a time that passes: a busy computer refuses nobody's file."""

import ctypes
import multiprocessing
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection

import pytest

from droits_usagers.letters.lettre.processus import Limites, Processus, answer_all
from tests.outils import sous_linux

UNE_DEMI_SECONDE = Limites(0.5)


def attendre(fil: Connection) -> None:
    """Computes nothing for longer than it may compute, as where everything else runs first."""
    answer_all(fil, lambda _question: str(threading.Event().wait(1.0)).encode())


def attendre_sans_minuterie(fil: Connection) -> None:
    """As under Windows."""
    del signal.setitimer
    attendre(fil)


def calculer(fil: Connection) -> None:
    """Without end, unless it is asked for less."""

    def answer(question: object) -> bytes:
        while question != "court":
            pass
        return b"fait"

    answer_all(fil, answer)


def calculer_sans_minuterie(fil: Connection) -> None:
    """As under Windows, where the system does not count what a process computes."""
    del signal.setitimer
    calculer(fil)


def dire(fil: Connection) -> None:
    """What is still allowed to it: how much memory, and being read by another program."""

    def answer(question: object) -> bytes:
        import resource

        del question
        return f"{resource.getrlimit(resource.RLIMIT_AS)} {ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)}".encode()

    answer_all(fil, answer)


@sous_linux
def test_a_child_has_a_gigabyte_and_its_memory_is_read_by_nobody() -> None:
    processus = Processus(dire, UNE_DEMI_SECONDE)

    assert processus.ask(None) == b"(1073741824, 1073741824) 0"
    processus.close()


def test_a_child_does_not_keep_the_program_from_ending_and_is_gone_once_closed() -> None:
    autres = set(multiprocessing.active_children())
    processus = Processus(calculer, UNE_DEMI_SECONDE)
    assert not processus.alive
    assert processus.ask("court") == b"fait"

    (enfant,) = set(multiprocessing.active_children()) - autres
    assert enfant.daemon
    assert processus.alive
    processus.close()
    assert not processus.alive
    assert set(multiprocessing.active_children()) <= autres


@sous_linux
def test_what_had_to_wait_for_its_turn_is_answered() -> None:
    processus = Processus(attendre, UNE_DEMI_SECONDE)

    assert processus.ask(None) == b"False"
    processus.close()


@pytest.mark.parametrize("serve", [calculer, calculer_sans_minuterie])
def test_what_computes_without_end_is_ended_and_what_follows_is_answered(serve: Callable[[Connection], None]) -> None:
    # Nothing but what it computes ends it in the time that a test is given.
    processus = Processus(serve, UNE_DEMI_SECONDE)

    assert processus.ask("court") == b"fait"
    with pytest.raises(EOFError):
        processus.ask("long")
    assert processus.ask("court") == b"fait"
    processus.close()


@sous_linux
def test_without_the_count_of_the_system_what_had_to_wait_for_its_turn_is_answered() -> None:
    processus = Processus(attendre_sans_minuterie, UNE_DEMI_SECONDE)

    assert processus.ask(None) == b"False"
    processus.close()
