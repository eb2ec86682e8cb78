"""What every benchmark is made of: what the program does, and the best known way of doing only that, timed in turns in one run.

Only their ratio travels from one machine to another; the other figures are those of the machine that measured. A benchmark says
whether it keeps its budget (budgets.toml). It never fails a build.
"""

import atexit
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from droits_usagers.services.socle.travail import Travailleur
    from droits_usagers.ui.socle.operations import Operations

ICI = Path(__file__).resolve().parent
RACINE = ICI.parent


class Sur(StrEnum):
    """What of the measures a budget bears on."""

    MEDIANE = "mediane"
    #: What 95 of 100 keep under: where each one is felt, a key for example.
    P95 = "p95"


@dataclass(frozen=True, slots=True)
class Releve:
    """What one benchmark measured, in `unite`: each run of the program, and each run of its reference beside it."""

    mesures: tuple[float, ...]
    references: tuple[float, ...]
    unite: str = "ms"

    @property
    def n(self) -> int:
        """How many times the program was measured."""
        return len(self.mesures)

    def mesure(self, sur: Sur) -> float:
        """What the program took, in `unite`."""
        return _kept(self.mesures, sur)

    def reference(self, sur: Sur) -> float:
        """What the reference took, in `unite`."""
        return _kept(self.references, sur)

    def ratio(self, sur: Sur) -> float:
        """How many times the reference, without unit."""
        return self.mesure(sur) / self.reference(sur)


@dataclass(frozen=True, slots=True)
class Budget:
    """How many times its reference the program may take, and why that many."""

    limite: float
    sur: Sur
    #: In French: what it is compared to, and why this limit.
    reference: str
    raison: str
    #: What a person bears, in the unit of the measure: a note, that nothing is judged by. It depends on the machine.
    plafond: float | None = None


@dataclass(frozen=True, slots=True)
class Resultat:
    """A named measure beside its budget. `charge`: the load average of the machine when it began; None where it tells none."""

    nom: str
    releve: Releve
    budget: Budget
    charge: float | None = None

    @property
    def ratio(self) -> float:
        """The one that the budget bears on."""
        return self.releve.ratio(self.budget.sur)

    @property
    def tient(self) -> bool:
        """True within the budget."""
        return self.ratio <= self.budget.limite

    def as_json(self) -> dict[str, object]:
        """The keys that `start.py bench --json` promises."""
        releve, budget = self.releve, self.budget
        return {
            "nom": self.nom,
            "mesure": round(releve.mesure(Sur.MEDIANE), 3),
            "mesure_p95": round(releve.mesure(Sur.P95), 3),
            "reference": round(releve.reference(Sur.MEDIANE), 3),
            "reference_p95": round(releve.reference(Sur.P95), 3),
            "unite": releve.unite,
            "n": releve.n,
            "charge": self.charge,
            "sur": budget.sur.value,
            "ratio": round(self.ratio, 3),
            "budget": budget.limite,
            "tient": self.tient,
            "plafond": budget.plafond,
        }


#: Dossiers of the large coffre: by default, and for `--grand`.
_PETIT, _GRAND = 10_000, 100_000
_OPTION = "DROITS_USAGERS_BENCH_GRAND"


def measure_whole() -> None:
    """From now on, the large coffre is ten times as large."""
    os.environ[_OPTION] = "1"


def is_whole() -> bool:
    """True once it is."""
    return bool(os.environ.get(_OPTION))


def dossiers() -> int:
    """How many dossiers the large coffre has."""
    return _GRAND if is_whole() else _PETIT


Banc = Callable[[], Releve]
Action = Callable[[], object]
#: What the program does, and its reference.
Paire = tuple[Action, Action]

#: Every benchmark that registered itself, by name.
BANCS: dict[str, Banc] = {}


def banc(nom: str) -> Callable[[Banc], Banc]:
    """Registers a function as the benchmark of that name, which must have a budget."""

    def register(fonction: Banc) -> Banc:
        BANCS[nom] = fonction
        return fonction

    return register


def budgets() -> dict[str, Budget]:
    """The budget of each benchmark, by name."""
    lus = tomllib.loads((ICI / "budgets.toml").read_text("utf-8"))
    return {nom: Budget(**lu | {"sur": Sur(lu["sur"])}) for nom, lu in lus.items()}


def compare(mesure: Action, reference: Action, *, n: int, warm_up: int = 2) -> Releve:
    """Times both `n` times, once they are warm."""
    for _ in range(warm_up):
        mesure()
        reference()
    return alternate(repeat((mesure, reference), n))


def alternate(paires: Iterable[Paire], *, chronometre: "Callable[[Action], float] | None" = None, unite: str = "ms") -> Releve:
    """Times both sides of each pair, one right after the other: a slow moment of the machine weighs on both.

    Which comes first changes from a pair to the next, so that what the first one warms serves both as often. `chronometre`
    says how long an action takes, in `unite`: by default, it times it.
    """
    mesurer = chronometre or duration
    durees: list[tuple[float, float]] = []
    for rang, (mesure, reference) in enumerate(paires):
        if rang % 2 == 0:
            premiere = mesurer(mesure)
            durees.append((premiere, mesurer(reference)))
        else:
            premiere = mesurer(reference)
            durees.append((mesurer(mesure), premiere))
    mesures, references = zip(*durees, strict=True)
    return Releve(mesures, references, unite)


def in_turn(rounds: int, mesure: Callable[[int], Sequence[float]], reference: Callable[[int], Sequence[float]]) -> Releve:
    """The same where each side gives many durations at once, in milliseconds, given the rank of the round."""
    mesures: list[float] = []
    references: list[float] = []
    cotes = [(mesures, mesure), (references, reference)]
    for rang in range(rounds):
        for durees, cote in cotes if rang % 2 == 0 else reversed(cotes):
            durees.extend(cote(rang))
    return Releve(tuple(mesures), tuple(references))


def duration(action: Action) -> float:
    """How long one call takes, in milliseconds."""
    debut = time.perf_counter()
    action()
    return (time.perf_counter() - debut) * 1000


def wait_for(fait: Action) -> None:
    """Sleeps until events bring what is awaited, as a window does: going round without end, it would slow what it waits for."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    while not fait():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def rest(secondes: float) -> None:
    """Leaves a window to its events for so long."""
    from PySide6.QtCore import QEventLoop, QTimer

    boucle = QEventLoop()
    QTimer.singleShot(round(secondes * 1000), boucle.quit)
    boucle.exec()


def settle(operations: "Operations", pour: "QObject", *travailleurs: "Travailleur") -> None:
    """Once these threads have done what was asked of them before."""
    from droits_usagers.ui.socle.operations import Reponses

    faits: list[object] = []
    for travailleur in travailleurs:
        operations.run(travailleur, lambda: None, Reponses(pour, faits.append, faits.append))
    wait_for(lambda: len(faits) == len(travailleurs))


def printed(action: Action) -> float:
    """What a program printed, in seconds, as milliseconds: it timed itself."""
    return float(str(action())) * 1000


def p95(durees: Iterable[float]) -> float:
    """The duration that 95 calls out of 100 keep under."""
    rangees = sorted(durees)
    return rangees[max(0, -(-95 * len(rangees) // 100) - 1)]


def exponent(tailles: Sequence[float], valeurs: Sequence[float]) -> float:
    """How a value grows with the size: the slope of its logarithm. 0: not at all; 1: as the size; 2: as its square."""
    return statistics.linear_regression([*map(math.log, tailles)], [*map(math.log, valeurs)]).slope


def load() -> float | None:
    """How many programs were waiting for the processor, over the last minute; None where the system does not tell."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def _kept(durees: Sequence[float], sur: Sur) -> float:
    return statistics.median(durees) if sur is Sur.MEDIANE else p95(durees)


@cache
def compiled() -> str:
    """A folder of this run where every Python started here keeps what it compiles."""
    dossier = tempfile.TemporaryDirectory(prefix="droits-usagers-bench-")
    atexit.register(dossier.cleanup)
    return dossier.name


def python(*arguments: str) -> Callable[[], str]:
    """A run of this Python with these arguments, from the root of the checkout; returns what it printed.

    Everything is compiled once, apart: what is measured is what a second start costs, whatever the state of this checkout.
    """
    environnement = dict(os.environ, PYTHONPATH=str(RACINE), QT_QPA_PLATFORM="offscreen")
    environnement.pop("PYTHONDONTWRITEBYTECODE", None)

    def run() -> str:
        environnement["PYTHONPYCACHEPREFIX"] = compiled()
        return subprocess.run(
            [sys.executable, *arguments], cwd=RACINE, env=environnement, check=True, capture_output=True, encoding="utf-8"
        ).stdout

    return run
