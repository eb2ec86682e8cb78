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

JOUR = dt.date(2026, 11, 24)


@dataclass(frozen=True)
class Fin:
    """How a command ended."""

    code: int
    out: str
    err: str


Lance = Callable[..., Fin]


@pytest.fixture(scope="session")
def lance(places: Places) -> Lance:
    """Runs a command and tells how it ended. Bugs rise."""
    services = Services(places=places, today=lambda: JOUR, now=lambda: dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC))

    def lance(*arguments: object) -> Fin:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run([str(argument) for argument in arguments], services)
        return Fin(code, out.getvalue(), err.getvalue())

    return lance
