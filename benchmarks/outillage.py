"""What every benchmark is made of: two things that do the same, timed in turns in one run, and the ratio between them.

Only ratios travel from one machine to another; the other figures are those of the machine that measured. A benchmark says
whether it keeps its budget (budgets.toml). It never fails a build.
"""

import atexit
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ICI = Path(__file__).resolve().parent
RACINE = ICI.parent


@dataclass(frozen=True, slots=True)
class Releve:
    """What one benchmark measured, in `unite`; without a reference, the budget bears on the measure itself."""

    mesure: float
    unite: str
    n: int
    reference: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the reference."""
        return None if self.reference is None else self.mesure / self.reference


@dataclass(frozen=True, slots=True)
class Resultat:
    """A named measure beside its budget."""

    nom: str
    releve: Releve
    budget: float

    @property
    def tient(self) -> bool:
        """True within the budget."""
        ratio = self.releve.ratio
        return (self.releve.mesure if ratio is None else ratio) <= self.budget

    def as_json(self) -> dict[str, object]:
        """The keys that `start.py bench --json` promises."""
        releve = self.releve
        return {
            "nom": self.nom,
            "mesure": round(releve.mesure, 3),
            "reference": None if releve.reference is None else round(releve.reference, 3),
            "unite": releve.unite,
            "n": releve.n,
            "ratio": None if releve.ratio is None else round(releve.ratio, 3),
            "budget": self.budget,
        }


#: Dossiers of the large coffre: by default, and for `--grand`.
_PETIT, _GRAND = 10_000, 100_000
_OPTION = "DROITS_USAGERS_BENCH_GRAND"


def measure_whole() -> None:
    """From now on, the large coffre is as large as the budgets say."""
    os.environ[_OPTION] = "1"


def dossiers() -> int:
    """How many dossiers the large coffre has."""
    return _GRAND if os.environ.get(_OPTION) else _PETIT


Banc = Callable[[], Releve]

#: Every benchmark that registered itself, by name.
BANCS: dict[str, Banc] = {}


def banc(nom: str) -> Callable[[Banc], Banc]:
    """Registers a function as the benchmark of that name, which must have a budget."""

    def register(fonction: Banc) -> Banc:
        BANCS[nom] = fonction
        return fonction

    return register


def budgets() -> dict[str, float]:
    """The budget of each benchmark, by name."""
    return {nom: float(valeur) for nom, valeur in tomllib.loads((ICI / "budgets.toml").read_text("utf-8"))["budgets"].items()}


def compare(mesure: Callable[[], object], reference: Callable[[], object], *, n: int, warm_up: int = 2) -> Releve:
    """Times both in turns, so that a slow moment of the machine weighs on both, and keeps the medians, in milliseconds."""
    for _ in range(warm_up):
        mesure()
        reference()
    durees = [(duration(mesure), duration(reference)) for _ in range(n)]
    medianes = [statistics.median(cote) for cote in zip(*durees, strict=True)]
    return Releve(mesure=medianes[0], reference=medianes[1], unite="ms", n=n)


@cache
def compiled() -> str:
    """A folder of this run where every Python started here keeps what it compiles."""
    dossier = tempfile.TemporaryDirectory(prefix="droits-usagers-bench-")
    atexit.register(dossier.cleanup)
    return dossier.name


def duration(action: Callable[[], object]) -> float:
    """How long one call takes, in milliseconds."""
    debut = time.perf_counter()
    action()
    return (time.perf_counter() - debut) * 1000


def p95(durees: Iterable[float]) -> float:
    """The duration that 95 calls out of 100 keep under."""
    rangees = sorted(durees)
    return rangees[max(0, -(-95 * len(rangees) // 100) - 1)]


def python(*arguments: str) -> Callable[[], str]:
    """A run of this Python with these arguments, from the root of the checkout; returns what it printed.

    Everything is compiled once, apart: what is measured is what a second start costs.
    """
    environnement = dict(os.environ, PYTHONPATH=str(RACINE), QT_QPA_PLATFORM="offscreen")
    environnement.pop("PYTHONDONTWRITEBYTECODE", None)

    def run() -> str:
        environnement["PYTHONPYCACHEPREFIX"] = compiled()
        return subprocess.run(
            [sys.executable, *arguments], cwd=RACINE, env=environnement, check=True, capture_output=True, encoding="utf-8"
        ).stdout

    return run
