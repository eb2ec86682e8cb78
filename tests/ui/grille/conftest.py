"""The grille d'écarts on its own: real data, files of the test, and ways out that only remember what left."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from droits_usagers.domain.grille import NaturePassage
from droits_usagers.services.grille.documents import FichiersGrille
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.ui.socle.page import Contexte
from tests.ecarts import grille
from tests.ui.gestes import show_alone

LARGE, HAUT = 1290, 720
REFUS = "Sans saisie dans le logiciel, aucune demande de secours ne sera examinée."
DUREE = "Rien n'est jamais effacé : des dossiers de 2003 remontent encore."
_NOTEE = grille(("note", "refus", REFUS), ("temoignage", "conservation", DUREE), ("declaration", "conservation", "6 mois"))
#: The first passage was marked; nobody said yet what the others are.
DEPART = replace(
    _NOTEE,
    titre="Dossier social",
    passages=(replace(_NOTEE.passages[0], nature=NaturePassage.EXIGE), *_NOTEE.passages[1:]),
)


@pytest.fixture
def page(contexte: Contexte, qtbot: QtBot) -> Iterator[PageGrille]:
    page = PageGrille(contexte)
    show_alone(page, qtbot, LARGE, HAUT)
    page.arrive()
    yield page
    page.clear()


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    """A grille in a file."""
    chemin = tmp_path / "grille.toml"
    chemin.write_bytes(FichiersGrille.write(DEPART))
    return chemin


@pytest.fixture
def ouverte(page: PageGrille, chemin: Path, qtbot: QtBot) -> PageGrille:
    """The page, with that grille open, and what is found in it known."""
    page.ask_file = lambda: chemin
    with qtbot.waitSignal(page.editeur.examined):
        page.choix.boutons["ouvrir"].click()
    return page
