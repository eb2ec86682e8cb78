"""A coffre of late dossiers, opened in the window, and letters written where the test says."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.envois.page import PageMasse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersEnvois
from tests.ui.avec_coffre import AUJOURDHUI, ask, open_coffre, page_of
from tests.ui.gestes import as_soon_as

CANARI = "Zéphyrine-Quetzalcóatl"
T = TypeEvenement
SILENCE = ((60, T.ENVOYE), (58, T.RECU))
Masse = Callable[..., PageMasse]


def late(*faits: tuple[int, TypeEvenement], nom: str = CANARI, organisme: str = "CCAS de Pantin") -> Demande:
    evenements = tuple(Evenement(AUJOURDHUI - dt.timedelta(days=jours), type_) for jours, type_ in faits)
    concerne = Personne(prenom="Élodie", nom=nom)
    return Demande("acces", concerne=concerne, organisme=Organisme(organisme, genre=GenreOrganisme.CCAS), evenements=evenements)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    (tmp_path / "lettres").mkdir()
    return tmp_path / "lettres"


@pytest.fixture
def masse(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> Masse:
    """Opens the screen on these dossiers, all chosen, as the Suivi would."""

    def go(element: str, *demandes: Demande) -> PageMasse:
        services = fenetre.contexte.services
        coffre = open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, demandes)
        references = ask(services, lambda: [f"2026-{rang:04}" for rang in range(1, coffre.liste.page().total + 1)], qtbot)
        services.selection.give(references)
        fenetre.pages.go_to("masse", VersEnvois(element))
        page = page_of(fenetre, PageMasse)
        ecran = page.envoi if element == "envoyees" else page.preparer
        qtbot.waitUntil(lambda: ecran.modele.rowCount() == len(references))
        return page

    return go


def coffre_of(fenetre: Fenetre) -> Coffre:
    coffre = fenetre.contexte.services.seance.coffre
    assert coffre is not None
    return coffre


def choose_folder(dossier: Path | None) -> None:
    """Answers the dialog that asks where by pressing Enter, once it has the focus; None gives up."""

    def look() -> bool:
        dialogue, ici = QApplication.activeModalWidget(), QApplication.focusWidget()
        if not isinstance(dialogue, QFileDialog) or ici is None or not dialogue.isAncestorOf(ici):
            return False
        if dossier is None:
            dialogue.reject()
        else:
            dialogue.setDirectory(str(dossier))
            QTest.keyClick(ici, Qt.Key.Key_Return)
        return True

    as_soon_as(look)


def wait_made(page: PageMasse, qtbot: QtBot) -> None:
    """Until nothing more is being read or written."""
    qtbot.waitUntil(lambda: not page.preparer.fabrication.under_way and page.preparer.suite.isEnabled())


def numbered(demande: Demande, service: str) -> Demande:
    """The same, to a service whose name holds a number."""
    return replace(demande, organisme=replace(demande.organisme, service=service))
