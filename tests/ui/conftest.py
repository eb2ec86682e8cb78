"""The window on its own: real data, a clock the test moves, and nothing of anyone on disk."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.modes import REGLES
from droits_usagers.services.socle.sorties import SortiesPermises
from droits_usagers.ui.composants.theme import Theme, apply_theme
from droits_usagers.ui.fenetre.allure import Allure
from droits_usagers.ui.fenetre.application import make_application
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.operations import Operations
from droits_usagers.ui.socle.page import Contexte
from tests.coffres import Horloge
from tests.limite import alarme_entendue
from tests.ui.gestes import GUETS, settle
from tests.ui.lettre.conftest import SortiesFausses

__all__ = ["alarme_entendue"]  # heard in every test of the window

MakeFenetre = Callable[..., Fenetre]


@pytest.fixture(autouse=True)
def habille(qapp: QApplication, places: Places) -> None:
    """The usual look, whatever the test before left."""
    apply_theme(qapp, Theme(icones=places.resources / "icones"))


@pytest.fixture(autouse=True)
def menage(qapp: QApplication) -> Iterator[None]:  # noqa: ARG001 - there is a clipboard
    """Collects garbage between tests only: see ui/socle/menage.py."""
    gc.disable()
    # The window of the test before: pytest held it until that test was wholly over. Frozen, it would stay for ever.
    gc.collect()
    # What was there before is not gone through after each test: letters, catalogue, libraries.
    gc.freeze()
    yield
    # A dialog that did not come is not looked for in the next test.
    for guet in GUETS:
        guet.stop()
    GUETS.clear()
    # What one test copied is not what another finds.
    QGuiApplication.clipboard().clear()
    gc.collect()
    gc.enable()


@cache
def _commons(places: Places, langue: str) -> Services:
    """What nothing of anyone is in, and is slow to make ready."""
    repere = Horloge()
    return Services(places, repere.today, repere.now, langue)


def services_of(places: Places, horloge: Horloge, langue: str = "fr") -> Services:
    """Those of a program that has just started."""
    services = Services(places, horloge.today, horloge.now, langue)
    # Neither settings nor what a desk decided change anything in them.
    communs = _commons(replace(places, programme=places.resources, reglages=None), langue)
    for nom in ("catalogue", "annuaire", "articles", "courriers", "usages"):
        services.__dict__[nom] = getattr(communs, nom)
    return services


#: Milliseconds that a slow computer may need: what never comes is still said, a little later.
PATIENCE = 120_000


@pytest.fixture
def qtbot(request: pytest.FixtureRequest) -> QtBot:
    """That of pytest-qt, which gives up after five seconds unless told otherwise."""
    request.getfixturevalue("qapp")
    bot = QtBot(request)
    for attente in ("waitUntil", "waitActive", "waitSignal"):
        setattr(bot, attente, partial(getattr(bot, attente), timeout=PATIENCE))
    return bot


@pytest.fixture
def make_fenetre(qtbot: QtBot, qapp: QApplication, places: Places, horloge: Horloge) -> Iterator[MakeFenetre]:
    """Opens windows as the program does. A bug met on the way fails the test."""
    ouvertes: list[tuple[Fenetre, QObject, QObject]] = []

    def make(*, langue: str = "fr", places: Places = places) -> Fenetre:
        services = services_of(places, horloge, langue)
        make_application(services)
        operations = Operations(services.catalogue.textes, qapp)
        operations.bug_met.connect(_raise)
        allure = Allure(qapp, services.carnet, places.resources / "icones")
        fenetre = Fenetre(services, operations, allure)
        # The heart beats when a test says so: the clock that it moves would otherwise lock the coffre, on a slow computer.
        for rythme in fenetre.garde.veille.findChildren(QTimer):
            rythme.stop()
        ouvertes.append((fenetre, operations, allure))
        fenetre.resize(1366, 768)
        with qtbot.waitActive(fenetre):
            fenetre.show()
            fenetre.activateWindow()
        return fenetre

    yield make
    for fenetre, operations, allure in ouvertes:
        # Not left to qtbot, which closes windows before workers stop asking for their answers to be shown.
        fenetre.pages.discard()
        fenetre.hide()
        fenetre.deleteLater()
        settle()
        fenetre.contexte.services.travail.stop()
        fenetre.contexte.services.rendu.stop()
        # Those of a program end with it: they would hear of every later change of theme.
        for objet in (operations, allure):
            objet.deleteLater()
    make_application(services_of(places, horloge))


@pytest.fixture
def fenetre(make_fenetre: MakeFenetre) -> Fenetre:
    return make_fenetre()


@pytest.fixture
def listening() -> Iterator[None]:
    """Someone listens to the window."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def annonces(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is announced, in order."""
    dites: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            dites.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return dites


@pytest.fixture
def sorties(tmp_path: Path) -> SortiesFausses:
    """Ways out that only remember what left."""
    return SortiesFausses(tmp_path)


@pytest.fixture
def contexte(fenetre: Fenetre, sorties: SortiesFausses) -> Contexte:
    """For a page on its own: that of the window, with those ways out."""
    permises = SortiesPermises(sorties, lambda: REGLES[fenetre.contexte.services.seance.mode].sorties)
    return replace(fenetre.contexte, sorties=lambda: permises)


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    """A folder that the program could have been put in."""
    dossier = tmp_path / "programme"
    dossier.mkdir()
    return dossier


def _raise(error: BaseException) -> None:
    raise error
