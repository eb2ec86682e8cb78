"""« Fiches et écarts »: one screen, two views; where there is little room, the grille takes it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from droits_usagers.ui.droit.fiches import PageFiches
from droits_usagers.ui.fenetre.fiches_et_ecarts import PageFichesEcarts, VueFiches
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.ui.socle.destination import VersFiche, VersGrille
from droits_usagers.ui.socle.page import Contexte
from tests.ui.gestes import show_alone

EXEMPLE = VersGrille("service-social-2011")


@pytest.fixture
def ensemble(contexte: Contexte, qtbot: QtBot) -> Iterator[PageFichesEcarts]:
    page = PageFichesEcarts(contexte)
    show_alone(page, qtbot, 1290, 720)
    yield page
    page.clear()


def grille(ensemble: PageFichesEcarts) -> PageGrille:
    assert isinstance(ensemble.page, PageGrille)
    return ensemble.page


def test_it_opens_on_the_fiches_and_a_fiche_can_be_named(ensemble: PageFichesEcarts) -> None:
    ensemble.arrive()
    assert isinstance(ensemble.page, PageFiches)
    ensemble.arrive(VersGrille())
    ensemble.arrive(VersFiche("secret"))
    assert ensemble.vue is VueFiches.FICHES


def test_one_comes_back_to_the_view_one_left(ensemble: PageFichesEcarts) -> None:
    ensemble.arrive(EXEMPLE)
    titre = grille(ensemble).atelier.grille.titre
    ensemble.arrive()
    assert grille(ensemble).atelier.grille.titre == titre
    assert ensemble.place == VersGrille()


def test_an_example_does_not_take_the_place_of_what_is_not_saved(ensemble: PageFichesEcarts) -> None:
    ensemble.arrive(EXEMPLE)
    atelier = grille(ensemble).atelier
    atelier.remove_source(atelier.grille.sources[0].id)
    avant = atelier.grille
    ensemble.arrive(VersGrille("circonscription-2012"))
    assert grille(ensemble).atelier.grille == avant


def test_an_example_that_does_not_exist_begins_a_grille(ensemble: PageFichesEcarts) -> None:
    ensemble.arrive(VersGrille("nulle-part"))
    assert grille(ensemble).atelier.grille.sources == ()


def test_where_there_is_little_room_the_tabs_give_way_to_the_grille(ensemble: PageFichesEcarts) -> None:
    ensemble.arrive(EXEMPLE)
    assert ensemble.onglets.isVisible()
    ensemble.resize(1290, 500)
    assert not ensemble.onglets.isVisible()
    grille(ensemble).editeur.ecran_suites.boutons["fermer"].click()
    assert ensemble.onglets.isVisible()


def test_only_a_grille_can_be_left_unfinished(ensemble: PageFichesEcarts) -> None:
    dits: list[str] = []
    ensemble.arrive()
    ensemble.keep_draft(dits.append)
    ensemble.arrive(EXEMPLE)
    ensemble.keep_draft(dits.append)
    atelier = grille(ensemble).atelier
    atelier.remove_source(atelier.grille.sources[0].id)
    ensemble.keep_draft(dits.append)
    assert dits == ["", "", ensemble.textes("grille.verrouillage")]


def test_what_is_hidden_stays_hidden_in_a_view_that_is_built_later(ensemble: PageFichesEcarts, qtbot: QtBot) -> None:
    ensemble.arrive()
    ensemble.be_discreet(discreet=True)
    ensemble.arrive(EXEMPLE)
    editeur = grille(ensemble).editeur
    with qtbot.waitSignal(editeur.examined):
        editeur.refresh()
    titre = grille(ensemble).atelier.grille.titre
    assert titre not in editeur.tete.sujet.titre
    ensemble.be_discreet(discreet=False)
    assert titre in editeur.tete.sujet.titre
