"""What presses is said before any letter; one comes back to the letter, and nothing of it is kept."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.ui.composants import Libelle, LigneTexte
from droits_usagers.ui.composants.theme import apply_theme, current_theme
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.recherche import Recherche
from droits_usagers.ui.lettre.ecran_situation import Cartes, Dabord
from droits_usagers.ui.lettre.page import AssistantPage
from tests.ui.gestes import CTRL, ENTREE, press, type_in


def said(ecran: QWidget) -> list[str]:
    """What one reads, from top to bottom."""
    libelles = [libelle for libelle in ecran.findChildren(Libelle) if libelle.isVisible()]
    libelles.sort(key=lambda libelle: (libelle.mapTo(ecran, libelle.rect().topLeft()).y() // 12, libelle.x()))
    return [libelle.text() for libelle in libelles]


@pytest.fixture
def page(fenetre: Fenetre) -> AssistantPage:
    fenetre.pages.go_to("assistant")
    page = fenetre.pages.currentWidget()
    assert isinstance(page, AssistantPage)
    return page


def words(page: AssistantPage) -> LigneTexte:
    champ = page.findChild(LigneTexte)
    assert champ is not None
    return champ


def dabord_of(ecran: QWidget) -> Dabord:
    dabord = ecran.findChild(Dabord)
    assert dabord is not None
    return dabord


def numbers(dabord: Dabord) -> list[str]:
    return [dit for dit in said(dabord) if dit[0].isdigit()]


def test_it_comes_before_any_letter_and_leads_back_to_it(page: AssistantPage, fenetre: Fenetre) -> None:
    dabord, cartes = dabord_of(page), page.findChild(Cartes)
    assert cartes is not None
    type_in(words(page), "il me fr")
    assert not dabord.isVisible()
    type_in(words(page), "appe")
    assert dabord.isVisible()
    assert numbers(dabord) == ["17 ou 112", "114 par SMS", "3919", "119", "115", "3114"]
    assert not cartes.isVisible()
    # One goes on typing where one was.
    assert words(page).hasFocus()
    press(fenetre, ENTREE)
    assert dabord.retour.hasFocus()
    press(fenetre, ENTREE)
    assert not dabord.isVisible()
    assert cartes.isVisible()
    assert words(page).text() == "il me frappe"


def test_what_one_came_back_from_is_not_shown_again_but_something_else_is(page: AssistantPage) -> None:
    dabord = dabord_of(page)
    type_in(words(page), "je dors dehors")
    dabord.retour.click()
    type_in(words(page), " ce soir et")
    assert not dabord.isVisible()
    type_in(words(page), " il me frappe")
    assert numbers(dabord)[0] == "17 ou 112"
    dabord.retour.click()
    words(page).clear()
    type_in(words(page), "je dors dehors")
    assert numbers(dabord)[0] == "115"


def test_a_child_taken_away_also_needs_a_lawyer(page: AssistantPage) -> None:
    dabord = dabord_of(page)
    type_in(words(page), "ils veulent me prendre mon bébé demain")
    assert numbers(dabord)[0] == "119"
    assert any("avocat" in dit for dit in said(dabord))
    words(page).clear()
    type_in(words(page), "je veux mourir")
    assert numbers(dabord)[0] == "3114"
    assert not any("avocat" in dit for dit in said(dabord))


def test_usual_words_change_nothing(page: AssistantPage) -> None:
    cartes = page.findChild(Cartes)
    assert cartes is not None
    type_in(words(page), "mon dossier dort dans un tiroir")
    assert not dabord_of(page).isVisible()
    assert cartes.isVisible()


def test_the_next_person_finds_nothing_of_it(page: AssistantPage, fenetre: Fenetre) -> None:
    type_in(words(page), "je veux mourir")
    fenetre.pages.discard()
    fenetre.pages.go_to("assistant")
    suivante = fenetre.pages.currentWidget()
    assert suivante is not None
    assert not dabord_of(suivante).isVisible()
    assert page.place is None


def test_it_is_said_wherever_one_searches(fenetre: Fenetre) -> None:
    press(fenetre, Qt.Key.Key_K, CTRL)
    recherche = fenetre.findChild(Recherche)
    assert recherche is not None
    type_in(recherche.champ, "je veux mourir")
    assert numbers(recherche.dabord)[0] == "3114"
    assert not recherche.liste.isVisible()
    QTest.keyClick(recherche.champ, ENTREE)
    assert recherche.dabord.retour.hasFocus()
    QTest.keyClick(recherche.dabord.retour, ENTREE)
    assert recherche.liste.isVisible()
    assert recherche.champ.hasFocus()


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_every_word_has_its_place(page: AssistantPage, zoom: float, qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, replace(current_theme(), zoom=zoom))
    dabord = dabord_of(page)
    type_in(words(page), "ils veulent me prendre mon bébé demain")
    libelles = dabord.findChildren(Libelle)
    visibles = [libelle for libelle in libelles if libelle.isVisible()]
    qtbot.waitUntil(lambda: all(une.height() >= une.heightForWidth(une.width()) for une in visibles))
