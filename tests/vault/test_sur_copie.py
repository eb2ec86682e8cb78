"""Long work in a thread of its own ends with what it gives, or is interrupted."""

import threading
from collections.abc import Iterator

import pytest

from droits_usagers.domain.socle.unites import run_through
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.moteur import Database, dbapi2, scalar
from droits_usagers.vault.sauvegardes import Arret, aside
from tests.coffres import KDF_RAPIDE, PHRASE

CLE = Cle(PHRASE, kdf_iter=KDF_RAPIDE)
#: Would last for hours.
SANS_FIN = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000000000) SELECT count(*) FROM n"


@pytest.fixture
def db() -> Iterator[Database]:
    db = CLE.in_memory()
    yield db
    db.close()


def closed(db: Database) -> bool:
    try:
        scalar(db, "SELECT 1")
    except dbapi2.ProgrammingError:
        return True
    return False


def test_what_is_done_aside_is_given_once_it_is_done_in_another_thread() -> None:
    assert run_through(aside(lambda _: threading.current_thread().name)).startswith("copie")


def test_what_fails_aside_fails_here() -> None:
    def fail(_: Arret) -> None:
        message = "aside"
        raise ValueError(message)

    with pytest.raises(ValueError, match="aside"):
        run_through(aside(fail))


def test_others_go_on_until_it_is_done_and_stopping_interrupts_it() -> None:
    dits: list[str] = []

    def last(arret: Arret) -> None:
        base = arret.watch(CLE.in_memory())
        try:
            scalar(base, SANS_FIN)
        except dbapi2.OperationalError as error:
            dits.append(str(error))
        finally:
            arret.release()

    unites = aside(last)
    for _ in range(3):
        next(unites)
    assert dits == []
    unites.close()
    assert dits == ["interrupted"]


def test_a_connection_that_comes_too_late_is_closed_at_once(db: Database) -> None:
    arret = Arret()
    arret.ask()
    with pytest.raises(dbapi2.OperationalError, match="interrupted"):
        arret.watch(db)
    assert closed(db)


def test_a_connection_is_used_until_it_is_released(db: Database) -> None:
    arret = Arret()
    assert arret.watch(db) is db
    assert not closed(db)
    arret.release()
    assert closed(db)
    # Nothing is under way any more: neither stops anything.
    arret.ask()
    arret.release()
