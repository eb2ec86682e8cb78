"""From what a grille is started, and what becomes of the one that is not saved."""

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from droits_usagers.ui.composants import Libelle
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.ui.socle.destination import VersModele
from tests.ui.gestes import settle

EXEMPLE = VersModele("service-social-2011")


def test_one_comes_back_to_the_grille_one_left(page: PageGrille) -> None:
    page.arrive(EXEMPLE)
    titre = page.atelier.grille.titre
    page.arrive()
    assert page.is_building
    assert page.atelier.grille.titre == titre


def test_an_example_does_not_take_the_place_of_what_is_not_saved(page: PageGrille) -> None:
    page.arrive(EXEMPLE)
    page.atelier.remove_source(page.atelier.grille.sources[0].id)
    avant = page.atelier.grille
    page.arrive(VersModele("circonscription-2012"))
    assert page.atelier.grille == avant


def test_an_example_that_does_not_exist_begins_a_grille(page: PageGrille) -> None:
    page.arrive(VersModele("nulle-part"))
    assert page.atelier.grille.sources == ()


def test_what_an_empty_grille_says_is_just_under_its_head(page: PageGrille) -> None:
    page.choix.boutons["vierge"].click()
    page.editeur.arrive()
    settle()
    dit = next(un for un in page.findChildren(Libelle) if un.isVisible() and un.text() == page.textes("grille.sans_source"))
    sous = page.editeur.tete.boutons.mapTo(page, QPoint(0, page.editeur.tete.boutons.height())).y()
    assert 16 <= dit.mapTo(page, QPoint(0, 0)).y() - sous <= 64
    assert dit.mapTo(page, QPoint(0, 0)).x() == 24


def test_only_a_grille_that_is_in_no_file_is_left_unfinished(page: PageGrille) -> None:
    dits: list[str] = []
    page.keep_draft(dits.append)
    page.arrive(EXEMPLE)
    page.keep_draft(dits.append)
    page.atelier.remove_source(page.atelier.grille.sources[0].id)
    page.keep_draft(dits.append)
    assert dits == ["", "", page.textes("grille.verrouillage")]


def test_what_is_hidden_stays_hidden_in_a_grille_that_is_opened_later(page: PageGrille, qtbot: QtBot) -> None:
    page.be_discreet(discreet=True)
    page.arrive(EXEMPLE)
    editeur = page.editeur
    with qtbot.waitSignal(editeur.examined):
        editeur.refresh()
    titre = page.atelier.grille.titre
    assert titre not in editeur.tete.sujet.titre
    page.be_discreet(discreet=False)
    assert titre in editeur.tete.sujet.titre
