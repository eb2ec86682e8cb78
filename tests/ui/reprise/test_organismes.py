"""« Organismes »: two made one from the keyboard, one corrected, both taken back."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.domain.dossier.dossiers import Filtre
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.reprise.organismes_page import PageOrganismes
from tests.ui.avec_coffre import ask, button, demande, open_coffre, page_of, said
from tests.ui.gestes import everything_shown, press

PANTIN, AUTREMENT = "CCAS de Pantin", "C.C.A.S. Pantin"


@pytest.fixture
def coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> Coffre:

    autres = [replace(demande(f"Nom{rang}"), organisme=Organisme(nom)) for rang, nom in enumerate((AUTREMENT, "CAF du Canal"))]
    return open_coffre(fenetre, chemin, qtbot, [demande("A"), demande("B"), *autres])


@pytest.fixture
def page(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> PageOrganismes:
    assert not coffre.lecture_seule
    fenetre.pages.go_to("organismes")
    page = page_of(fenetre, PageOrganismes)
    qtbot.waitUntil(lambda: page.liste.model().rowCount() == 3)
    return page


def _lines(page: PageOrganismes) -> list[str]:
    modele = page.liste.model()
    return [str(modele.index(rang, 0).data()) for rang in range(modele.rowCount())]


def _count(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot, nom: str) -> int:
    return ask(fenetre.contexte.services, lambda: coffre.liste.page(Filtre(organismes=frozenset({nom}))).total, qtbot)


def _tick(page: PageOrganismes, *rangs: int) -> None:
    for rang in rangs:
        page.liste.model().setData(page.liste.model().index(rang, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)


def test_two_are_made_one_and_taken_back(page: PageOrganismes, fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    assert [ligne.split("\n")[0] for ligne in _lines(page)] == [PANTIN, AUTREMENT, "CAF du Canal"]
    assert "écrit aussi autrement" in _lines(page)[0]
    page.liste.setFocus()
    page.liste.setCurrentIndex(page.liste.model().index(0, 0))
    press(fenetre, Qt.Key.Key_Space)
    assert page.corriger.titre == "Corriger partout"
    _tick(page, 1)
    assert page.corriger.titre == "Réunir ces 2 organismes"
    assert page.nom.text() == PANTIN
    page.corriger.click()
    qtbot.waitUntil(lambda: "C’est fait dans 3 dossiers" in said(page) and page.liste.model().rowCount() == 2)
    assert _count(fenetre, coffre, qtbot, PANTIN) == 3
    assert "Derniers changements" in said(page)
    button(page, "Annuler").click()
    qtbot.waitUntil(lambda: page.liste.model().rowCount() == 3 and "Derniers changements" not in said(page))
    assert _count(fenetre, coffre, qtbot, AUTREMENT) == 1


def test_one_is_found_corrected_and_taken_back_later(
    page: PageOrganismes, fenetre: Fenetre, coffre: Coffre, qtbot: QtBot
) -> None:
    page.cherche.setText("canal")
    assert len(_lines(page)) == 1
    _tick(page, 0)
    page.nom.setText(" ")
    page.corriger.click()
    assert "Donnez-lui un nom" in said(page)
    page.nom.setText("CAF du Grand Canal")
    page.adresse.setPlainText("1 quai\n93999 Champbourg\n")
    page.corriger.click()
    qtbot.waitUntil(lambda: "C’est fait dans 1 dossier." in said(page))
    adresse = ask(fenetre.contexte.services, lambda: coffre.dossiers.read("2026-0004").demande.organisme.adresse, qtbot)
    assert adresse == ("1 quai", "93999 Champbourg")
    page.arrive()
    qtbot.waitUntil(lambda: "CAF du Grand Canal : 1 dossier" in said(page))
    button(page, "Annuler ce changement").click()
    qtbot.waitUntil(lambda: "ont retrouvé leur organisme" in said(page) and "Derniers changements" not in said(page))
    assert "CAF du Grand Canal : 1 dossier" not in said(page)
    assert _count(fenetre, coffre, qtbot, "CAF du Canal") == 1


def test_bodies_are_hidden_with_the_names_and_nothing_stays(page: PageOrganismes, fenetre: Fenetre) -> None:
    _tick(page, 2)
    page.adresse.setPlainText("1 quai de la Forge")
    fenetre.pages.toggle_discreet()
    assert page.liste.isHidden()
    fenetre.pages.toggle_discreet()
    assert not page.liste.isHidden()
    page.clear()
    assert not [texte for texte in everything_shown() if "CAF du Canal" in texte or "quai de la Forge" in texte]


def test_erased_while_it_corrects_the_page_corrects_again(page: PageOrganismes, qtbot: QtBot) -> None:
    _tick(page, 2)
    page.corriger.click()
    page.clear()
    page.arrive()
    qtbot.waitUntil(lambda: page.liste.model().rowCount() == 3)
    _tick(page, 2)
    assert page.corriger.isEnabled()


def test_a_change_already_shown_hides_its_body_with_the_names(page: PageOrganismes, fenetre: Fenetre, qtbot: QtBot) -> None:
    _tick(page, 2)
    page.nom.setText("Docteur Grandvaux")
    page.corriger.click()
    qtbot.waitUntil(lambda: "Docteur Grandvaux : 1 dossier" in said(page))
    fenetre.pages.toggle_discreet()
    assert "Docteur Grandvaux" not in said(page)
    qtbot.waitUntil(lambda: f"{fenetre.contexte.textes('suivi.nom_masque')} : 1 dossier" in said(page))
    assert "Docteur Grandvaux" not in said(page)
    fenetre.pages.toggle_discreet()
    qtbot.waitUntil(lambda: "Docteur Grandvaux : 1 dossier" in said(page))
