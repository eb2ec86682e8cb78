"""The page of notices on its own: real data, files of the test, and ways out that only remember what left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from droits_usagers.services.notice.atelier import FichiersFiche
from droits_usagers.ui.notice.page import PageNotices
from droits_usagers.ui.socle.page import Contexte
from tests.domain.notice.test_mentions import SAINE
from tests.ui.gestes import show_alone

LARGE, HAUT = 1130, 768


@pytest.fixture
def page(contexte: Contexte, qtbot: QtBot) -> Iterator[PageNotices]:
    page = PageNotices(contexte)
    show_alone(page, qtbot, LARGE, HAUT)
    page.arrive()
    yield page
    page.clear()


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    """A sound fiche in a file."""
    chemin = tmp_path / "saine.toml"
    chemin.write_bytes(FichiersFiche.write(SAINE))
    return chemin


@pytest.fixture
def ouverte(page: PageNotices, chemin: Path) -> PageNotices:
    """The page, with that fiche open."""
    page.ask_file = lambda: chemin
    page.choix.boutons["ouvrir"].click()
    return page
