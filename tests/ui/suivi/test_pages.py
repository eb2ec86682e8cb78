"""A list longer than what is read at once: pages come as one scrolls, and only those in sight."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersDossier
from droits_usagers.ui.suivi.modele import TAILLE
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.coffres import PHRASE, Horloge, fast
from tests.ui.avec_coffre import demande, fill, page_of, reopen_coffre
from tests.ui.gestes import press, type_in

NOMBRE = 2 * TAILLE + 30


@pytest.fixture(scope="module")
def longue(catalogue: Catalogue, places: Places, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A coffre of so many dossiers, made once: each is a write that waits for the disk."""
    horloge = Horloge()
    services = Services(places, horloge.today, horloge.now)
    services.__dict__["catalogue"] = catalogue
    chemin = tmp_path_factory.mktemp("longue") / "longue.coffre"
    coffre = fast(services).create(chemin, PHRASE, accept_weak=True)
    fill(coffre, (demande(f"Nom{rang:04}", envoyee=3) for rang in range(NOMBRE))).close()
    return chemin


@pytest.fixture
def suivi(fenetre: Fenetre, longue: Path, chemin: Path, qtbot: QtBot) -> EcranSuivi:
    shutil.copy(longue, chemin)
    reopen_coffre(fenetre, chemin, qtbot)
    fenetre.pages.go_to("suivi")
    page = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: page.modele.rowCount() == NOMBRE)
    return page


def test_the_end_of_the_list_is_read_when_one_goes_there(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    assert suivi.modele.line(NOMBRE - 1) is None
    suivi.table.setFocus()
    press(fenetre, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: suivi.modele.line(NOMBRE - 1) is not None)
    qtbot.waitUntil(lambda: suivi.panneau.dossier is not None and suivi.panneau.dossier.reference == f"2026-{NOMBRE:04}")


def test_a_row_passed_over_too_fast_can_be_read_later(suivi: EcranSuivi, qtbot: QtBot) -> None:
    for rang in (TAILLE + 40, 2 * TAILLE + 10, TAILLE + 40):
        suivi.table.scrollTo(suivi.modele.index(rang, 0))
    qtbot.waitUntil(lambda: suivi.modele.line(TAILLE + 40) is not None)


def test_a_page_asked_for_before_another_search_is_dropped(suivi: EcranSuivi, qtbot: QtBot) -> None:
    suivi.modele.index(NOMBRE - 1, 0).data()
    type_in(suivi.filtres.recherche, "nom0007")
    # Those that only resemble come after the one that was meant.
    qtbot.waitUntil(lambda: suivi.modele.rowCount() < NOMBRE)
    qtbot.waitUntil(lambda: suivi.modele.line(0) is not None)
    assert suivi.modele.row_of("2026-0008") == 0


def test_coming_back_keeps_the_place_in_the_list(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    suivi.table.setFocus()
    press(fenetre, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: suivi.place == VersDossier(f"2026-{NOMBRE:04}"))
    fenetre.pages.go_to("accueil")
    fenetre.pages.go_to("suivi")
    qtbot.waitUntil(lambda: suivi.modele.line(NOMBRE - 1) is not None and suivi.table.currentIndex().row() == NOMBRE - 1)
