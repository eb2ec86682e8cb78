"""What every test gets: an isolated home, no tolerance for noise, and the places of this checkout."""

import gc
import importlib.util
import logging
import os
import signal
from collections.abc import Generator, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import HealthCheck, settings

from droits_usagers.places import Places, find_places
from tests.limite import Alarme
from tests.outils import SANS_SAUT

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.services.coffres import Coffres
    from tests.coffres import Horloge
    from tests.partage import Partage

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

RACINE = Path(__file__).resolve().parent.parent

# Set before Qt is imported anywhere. A test that wants a real screen starts Xvfb and a process of its own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# No test is timed: a slow machine is not a failure.
settings.register_profile("sans_chrono", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sans_chrono")


#: Objects made, then collections of each age, before the next age is collected: a fifth of a run went there (700, 10, 10).
RARE = (50_000, 20, 20)

#: What the coverage of the layers is measured on (`tool.droits-usagers.couverture`): their folders, and that of what they load.
COUCHES = frozenset({"domain", "catalogue", "letters", "services", "vault", "donnees", "exchange"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tells apart the tests of a layer, but the slow ones: only these are traced (tools/controles.py)."""
    for item in items:
        dossier, *_ = item.path.relative_to(RACINE / "tests").parts if item.path.is_relative_to(RACINE / "tests") else ("",)
        if dossier in COUCHES and item.get_closest_marker("lent") is None:
            item.add_marker(pytest.mark.couche)


def pytest_collection_finish() -> None:
    """What was loaded to find the tests stays: what they leave is looked for beside it, and less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that was skipped, where none may be. What the alarm raised is raised until it comes here."""
    if call.excinfo is not None:
        Alarme.was_seen()
    report = yield
    return _forbid_skip(report, item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A whole file that was skipped, where none may be."""
    report = yield
    return _forbid_skip(report, collector.nodeid)


def _forbid_skip(report: Report, nodeid: str) -> Report:
    """Turns a skip into a failure where the environment promises every tool (see tests/outils.py)."""
    if report.skipped and SANS_SAUT in os.environ and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{nodeid} was skipped, and {SANS_SAUT} forbids it: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_timeout_set_timer() -> Generator[None, object, object]:
    """The alarm of a test too long closes what waits for someone (see tests/limite.py)."""
    pose = yield
    alarme = getattr(signal, "SIGALRM", None)  # Windows has none: there, a test too long still ends its process
    handler = signal.getsignal(alarme) if alarme else None
    if alarme and callable(handler):
        signal.signal(alarme, Alarme(handler).ring)
    return pose


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> "Partage | None":
    """Takes the place of `--dist loadgroup`, that gives the test a process died of to the next one (see tests/partage.py)."""
    from tests.partage import Partage

    return Partage(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.fixture
def horloge() -> "Horloge":
    """The clock of a test, that moves it."""
    from tests.coffres import Horloge

    return Horloge()


@pytest.fixture
def coffres(horloge: "Horloge") -> "Coffres":
    """Those of the program, by that clock, with a key that costs nothing."""
    from tests.coffres import make_coffres

    return make_coffres(horloge)


@pytest.fixture(autouse=True)
def maison(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test, so that no setting of the developer is read and nothing is left behind."""
    maison = tmp_path_factory.mktemp("maison")
    for nom in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(nom, str(maison))
    for nom, dossier in {
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CACHE_HOME": ".cache",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
    }.items():
        monkeypatch.setenv(nom, str(maison / dossier))
    monkeypatch.delenv("DROITS_USAGERS_PHRASE", raising=False)
    return maison


class _Ecoute(logging.Handler):
    """Keeps what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.entendus: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.entendus.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def aucun_avertissement(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that logs a warning, unless it is marked `avertissement_attendu` (and reads it with caplog)."""
    ecoute = _Ecoute()
    logging.getLogger().addHandler(ecoute)
    yield
    logging.getLogger().removeHandler(ecoute)
    if ecoute.entendus and request.node.get_closest_marker("avertissement_attendu") is None:
        pytest.fail("logged unexpectedly: " + "; ".join(ecoute.entendus))


@pytest.fixture(scope="session")
def racine() -> Path:
    """The root of the checkout."""
    return RACINE


@pytest.fixture(scope="session")
def places() -> Places:
    """Where the data of this checkout is, with nothing that may be kept."""
    return find_places().without_trace()


@pytest.fixture(scope="session")
def catalogue(places: Places) -> "Catalogue":
    """The real data shipped with the program, loaded once."""
    from droits_usagers.catalogue import load_catalogue

    return load_catalogue(places.resources)


@pytest.fixture
def start(racine: Path, tmp_path: Path) -> ModuleType:
    """start.py as found in a copy of the checkout, where .venv does not exist yet."""
    (tmp_path / "start.py").write_bytes((racine / "start.py").read_bytes())
    (tmp_path / "requirements").mkdir()
    for jeu in ("uv", "base", "dev"):
        (tmp_path / "requirements" / f"{jeu}.txt").write_text(f"# {jeu}\n", "utf-8")
    spec = importlib.util.spec_from_file_location("start_copie", tmp_path / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def commandes(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs that start.py would have run. `venv` and what it holds are made of an empty file."""
    lancees: list[list[str]] = []

    def note(commande: list[str], **_options: object) -> int:
        lancees.append(commande)
        if "venv" in commande:
            python = Path(commande[-1]) / start.PYTHON
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        return 0

    monkeypatch.setattr(start.subprocess, "check_call", note)
    monkeypatch.setattr(start.subprocess, "check_output", lambda *_args, **_options: "")
    return lancees
