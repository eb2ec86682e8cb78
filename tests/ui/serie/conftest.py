"""Series and mandats on their own: real data, a coffre with a fast key, and ways out that only remember what left."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.places import Places
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.modes import REGLES
from droits_usagers.services.socle.sorties import SortiesPermises
from droits_usagers.ui.socle.destination import Destination, Quoi
from droits_usagers.ui.socle.operations import Operations
from droits_usagers.ui.socle.page import Contexte, Page
from tests.coffres import PHRASE, fast
from tests.ui.avec_coffre import ask, fill
from tests.ui.gestes import settle
from tests.ui.lettre.conftest import SortiesFausses

T = TypeVar("T")
P = TypeVar("P", bound=Page)
JOUR = dt.date(2026, 11, 24)


@pytest.fixture
def sorties(tmp_path: Path) -> SortiesFausses:
    return SortiesFausses(tmp_path)


@pytest.fixture(scope="module")
def communs(places: Places) -> Services:
    """What is the same for everyone, and slow to make ready."""
    return Services(places, lambda: JOUR, lambda: dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC))


@pytest.fixture
def contexte(places: Places, communs: Services, sorties: SortiesFausses, qapp: QApplication) -> Iterator[Contexte]:
    services = Services(places, communs.today, communs.now)
    services.__dict__.update(catalogue=communs.catalogue, courriers=communs.courriers)
    permises = SortiesPermises(sorties, lambda: REGLES[services.seance.mode].sorties)
    operations = Operations(services.catalogue.textes, qapp)
    operations.bug_met.connect(_raise)
    yield Contexte(services, operations, lambda: permises)
    services.rendu.stop()
    services.travail.stop()


def _raise(error: BaseException) -> None:
    raise error


class Permanence:
    """A coffre and a screen shown on it."""

    def __init__(self, contexte: Contexte, chemin: Path, qtbot: QtBot) -> None:
        self.contexte, self._chemin, self._qtbot = contexte, chemin, qtbot
        self.wanted: list[Destination] = []
        self._pages: list[Page] = []

    @property
    def coffre(self) -> Coffre:
        coffre = self.contexte.services.seance.coffre
        assert coffre is not None
        return coffre

    def open(self, demandes: Iterable[Demande] = ()) -> None:
        """A new coffre, with these dossiers."""
        services = self.contexte.services
        coffres = fast(services)
        services.seance.open_coffre(self.ask(lambda: fill(coffres.create(self._chemin, PHRASE, accept_weak=True), demandes)))

    def ask(self, action: Callable[[], T]) -> T:
        """Something of the coffre, in its own thread."""
        return ask(self.contexte.services, action, self._qtbot)

    def show(self, page: P, quoi: Quoi | None = None) -> P:
        """A screen, in a window of its own."""
        self._qtbot.addWidget(page)
        page.page_wanted.connect(self.wanted.append)
        page.resize(1366, 768)
        with self._qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.arrive(quoi)
        self._pages.append(page)
        return page

    def leave(self) -> None:
        """Before the workers stop: screens ask them nothing more."""
        for page in self._pages:
            page.clear()
            page.hide()
        settle()


@pytest.fixture
def permanence(contexte: Contexte, tmp_path: Path, qtbot: QtBot) -> Iterator[Permanence]:
    permanence = Permanence(contexte, tmp_path / "permanence.coffre", qtbot)
    yield permanence
    permanence.leave()
