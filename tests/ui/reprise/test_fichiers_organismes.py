"""« Organismes »: a file of bodies is taken in, found, taken back; what is no list, stopped or read-only changes nothing."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.reprise.organismes_page import PageOrganismes
from tests.annuaires import fichier_cnil, ligne_cnil
from tests.ui.avec_coffre import ask, button, demande, open_coffre, page_of, said
from tests.ui.gestes import settle


@pytest.fixture
def coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> Coffre:
    return open_coffre(fenetre, chemin, qtbot, [demande("A")])


@pytest.fixture
def page(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> PageOrganismes:
    assert not coffre.lecture_seule
    fenetre.pages.go_to("organismes")
    page = page_of(fenetre, PageOrganismes)
    qtbot.waitUntil(lambda: page.liste.model().rowCount() == 1)
    return page


def _found(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot, mots: str) -> list[str]:
    trouves = ask(fenetre.contexte.services, lambda: coffre.annuaire.search(mots, 5), qtbot)
    return [entree.nom for entree in trouves]


def _give(page: PageOrganismes, chemin: Path, contenu: bytes) -> None:
    chemin.write_bytes(contenu)
    page.fichiers.ask_file = lambda: chemin
    page.fichiers.ajouter.click()


def test_a_file_is_taken_in_found_and_taken_back(
    page: PageOrganismes, fenetre: Fenetre, coffre: Coffre, qtbot: QtBot, tmp_path: Path
) -> None:
    _give(page, tmp_path / "cnil.csv", fichier_cnil([ligne_cnil("LA FORGE"), ligne_cnil("NULL")]))
    assert not page.fichiers.ajouter.isEnabled()
    qtbot.waitUntil(lambda: "le 24 novembre 2026 : 1 organisme" in said(page))
    assert "Organismes ajoutés : 1." in said(page)
    assert "sans nom d’organisme : 1." in said(page)
    assert page.fichiers.progres.isHidden()
    assert _found(fenetre, coffre, qtbot, "forge") == ["LA FORGE"]
    button(page, "Retirer ce fichier").click()
    qtbot.waitUntil(lambda: "Ce fichier est retiré" in said(page) and ": 1 organisme" not in said(page))
    assert _found(fenetre, coffre, qtbot, "forge") == []


def test_what_is_no_list_of_bodies_is_said_and_another_may_be_given(page: PageOrganismes, qtbot: QtBot, tmp_path: Path) -> None:
    _give(page, tmp_path / "photo.csv", b"\x89PNG\r\n\x1a\n\x00\x00")
    qtbot.waitUntil(lambda: "photo.csv" in said(page))
    assert page.fichiers.ajouter.isEnabled()
    assert page.fichiers.progres.isHidden()


def test_nobody_chose_a_file(page: PageOrganismes) -> None:
    avant = said(page)
    page.fichiers.ask_file = lambda: None
    page.fichiers.ajouter.click()
    assert page.fichiers.ajouter.isEnabled()
    assert said(page) == avant


def test_stopped_nothing_of_it_is_kept(
    page: PageOrganismes, fenetre: Fenetre, coffre: Coffre, qtbot: QtBot, tmp_path: Path
) -> None:
    _give(page, tmp_path / "cnil.csv", fichier_cnil([ligne_cnil(f"FORGE {rang}") for rang in range(5_000)]))
    page.fichiers.progres.arreter.click()
    qtbot.waitUntil(lambda: "C’est arrêté avant la fin" in said(page))
    assert _found(fenetre, coffre, qtbot, "forge") == []
    assert page.fichiers.ajouter.isEnabled()


def test_erased_while_a_file_is_read_nothing_of_it_is_kept(
    page: PageOrganismes, fenetre: Fenetre, coffre: Coffre, qtbot: QtBot, tmp_path: Path
) -> None:
    _give(page, tmp_path / "cnil.csv", fichier_cnil([ligne_cnil(f"FORGE {rang}") for rang in range(5_000)]))
    page.clear()
    settle()
    assert _found(fenetre, coffre, qtbot, "forge") == []
    assert page.fichiers.ajouter.isEnabled()
    # Whoever comes next is told nothing of it.
    assert "fichier n’est gardé" not in said(page)


def test_read_only_says_why(page: PageOrganismes, coffre: Coffre, qtbot: QtBot) -> None:
    coffre.lecture_seule = True
    page.arrive()
    qtbot.waitUntil(lambda: not page.fichiers.ajouter.isEnabled())
    assert page.fichiers.ajouter.raison
