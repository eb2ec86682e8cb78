"""A command line run in this very process, on a fixed day."""

import contextlib
import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from droits_usagers.cli.programme import run
from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from tests.coffres import fast

JOUR = dt.date(2026, 11, 24)


@dataclass(frozen=True)
class Fin:
    """How a command ended."""

    code: int
    out: str
    err: str


Lance = Callable[..., Fin]


def lance_with(places: Places, *, rapide: bool = True) -> Lance:
    """Runs commands of one program, with those data, and tells how they ended. Bugs rise. `rapide`: keys cost nothing."""
    services = Services(places=places, today=lambda: JOUR, now=lambda: dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC))
    if rapide:
        fast(services)

    def lance(*arguments: object) -> Fin:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run([str(argument) for argument in arguments], services)
        return Fin(code, out.getvalue(), err.getvalue())

    return lance


@pytest.fixture(scope="session")
def lance(places: Places) -> Lance:
    return lance_with(places)
