"""« Refuser l'ordinateur »: what can be refused is read first, then three doors lead where they say, by the keyboard."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.places import Places
from droits_usagers.ui.accueil.refus import PageRefus
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.volets import Carte, Volets
from droits_usagers.ui.droit.fiches import PageFiches
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.recherche import Recherche
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import DepuisEcran
from tests.ui.avec_coffre import button, demande, focused, open_coffre, page_of, said
from tests.ui.conftest import MakeFenetre
from tests.ui.gestes import CTRL, ENTREE, press, type_in
from tests.ui.lettre.parcours import title
from tests.ui.test_pseudo import make_small

ECHAP, TAB = Qt.Key.Key_Escape, Qt.Key.Key_Tab


def refus(fenetre: Fenetre, element: str = "") -> PageRefus:
    fenetre.pages.go_to("refus", DepuisEcran(element) if element else None)
    return page_of(fenetre, PageRefus)


def offers(page: PageRefus) -> list[str]:
    return [bouton.titre for bouton in page.findChildren(Bouton) if bouton.isVisible() and bouton is not page.retour]


def reached(fenetre: Fenetre) -> Iterator[str]:
    """The name of everything Tab goes to, once round."""
    premier = focused()
    while True:
        courant = focused()
        assert isinstance(courant, Bouton)
        yield courant.titre
        press(fenetre, TAB)
        if focused() is premier or not isinstance(focused(), Bouton):
            return


@pytest.mark.parametrize("coffre", [False, True])
def test_the_first_question_of_the_letter_is_three_presses_from_the_first_screen(
    fenetre: Fenetre, tmp_path: Path, qtbot: QtBot, *, coffre: bool
) -> None:
    if coffre:
        open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [demande()])
        # The first screen repeats no door of the window: these lead there.
        fenetre.pages.go_to("refus")
    else:
        button(fenetre, "Refuser l’").click()
    page_of(fenetre, PageRefus)
    press(fenetre, ENTREE)
    assistant = page_of(fenetre, AssistantPage)
    qtbot.waitUntil(lambda: title(assistant) == assistant.textes("assistant.attente.titre"))
    press(fenetre, ENTREE)
    # Whatever the letter, whether someone must not know is asked first.
    assert title(assistant) == assistant.textes("assistant.groupes.danger.titre")


def test_ecrire_une_lettre_keeps_the_focus_of_the_first_screen(fenetre: Fenetre) -> None:
    courant = fenetre.focusWidget()
    assert isinstance(courant, Bouton)
    assert courant.titre == "Écrire une lettre"


def test_what_can_be_refused_and_what_cannot_is_said_by_a_word_and_not_only_a_colour(fenetre: Fenetre) -> None:
    cartes = refus(fenetre).findChildren(Carte)
    assert {carte.accessibleName().split(" : ")[0] for carte in cartes} == {"Oui", "Non", "Attention"}
    assert all(carte.accessibleDescription() for carte in cartes)
    assert "Ce que vous ne pouvez pas refuser" in said(page_of(fenetre, PageRefus))


def test_cards_stand_side_by_side_where_there_is_room_and_one_under_the_other_where_there_is_none(
    make_fenetre: MakeFenetre, qtbot: QtBot
) -> None:
    volets = refus(make_small(make_fenetre, "fr", 1.0)).findChild(Volets)
    assert isinstance(volets, Volets)
    qtbot.waitUntil(lambda: volets.columns == 4)
    volets.resize(300, 2_000)
    assert volets.columns == 1


def test_it_is_read_from_its_top_even_where_the_first_door_is_below(make_fenetre: MakeFenetre, qtbot: QtBot) -> None:
    fenetre = make_small(make_fenetre, "fr", 2.0)
    page = refus(fenetre)
    defilement = page.findChild(QScrollArea)
    assert isinstance(defilement, QScrollArea)
    barre = defilement.verticalScrollBar()
    qtbot.waitUntil(lambda: barre.maximum() > 0)
    press(fenetre, TAB)
    qtbot.waitUntil(lambda: barre.value() > 0)
    fenetre.pages.go_to("aide")
    fenetre.pages.go_to("refus")
    qtbot.waitUntil(lambda: barre.value() == 0)
    assert page.isAncestorOf(fenetre.focusWidget())


def test_coming_back_to_the_window_leaves_it_on_its_title(make_fenetre: MakeFenetre, qtbot: QtBot) -> None:
    fenetre = make_small(make_fenetre, "fr", 2.0)
    page = refus(fenetre)
    barre = page.findChildren(QScrollArea)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: barre.maximum() > 0)
    ailleurs = QWidget()
    qtbot.addWidget(ailleurs)
    ailleurs.show()
    ailleurs.activateWindow()
    qtbot.waitUntil(ailleurs.isActiveWindow)
    fenetre.activateWindow()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QScrollArea))
    assert barre.value() == 0
    press(fenetre, TAB)
    qtbot.waitUntil(lambda: barre.value() > 0)


def test_everything_offered_is_reached_with_tab_the_person_concerned_first(fenetre: Fenetre) -> None:
    page = refus(fenetre)
    assert list(reached(fenetre))[: len(offers(page))] == offers(page)
    assert offers(page)[0] == page.textes("refus.demarches.opposition.titre")


def test_who_works_in_the_service_reads_the_warning_beside_what_they_take(fenetre: Fenetre) -> None:
    page = refus(fenetre)
    assert page.textes("refus.portes.service.avis").replace("\u00a0", " ") in said(page)


@pytest.mark.parametrize(("origine", "retour"), [("", "accueil"), ("fiches", "fiches")])
def test_escape_leads_back_where_one_came_from(fenetre: Fenetre, origine: str, retour: str) -> None:
    refus(fenetre, origine)
    press(fenetre, ECHAP)
    assert fenetre.pages.current_id == retour


def test_a_fiche_offered_is_shown_and_the_fiches_lead_to_the_page(fenetre: Fenetre, qtbot: QtBot) -> None:
    page = refus(fenetre)
    portes = page.contexte.services.catalogue.portes_refus
    fiche = next(offre.fiche for porte in portes for offre in porte.offres if offre.fiche)
    button(page, page.textes(f"refus.fiches.{fiche}.titre")).click()
    fiches = page_of(fenetre, PageFiches)
    qtbot.waitUntil(lambda: fiches.liste.current() == fiche)
    fiches.refus.click()
    assert fenetre.pages.current_id == "refus"


def test_a_letter_begins_in_the_capacity_of_who_took_the_door(fenetre: Fenetre) -> None:
    page = refus(fenetre)
    button(page, page.textes("refus.demarches.registre_aipd.titre")).click()
    press(fenetre, ENTREE)
    assistant = page_of(fenetre, AssistantPage)
    press(fenetre, ENTREE, CTRL)
    assert title(assistant) == assistant.textes("assistant.groupes.qualite.titre")
    press(fenetre, ENTREE, CTRL)
    assert title(assistant) == assistant.textes("assistant.groupes.auteur.titre")


def test_a_shared_computer_offers_letters_and_no_fiche(make_fenetre: MakeFenetre, places: Places, programme: Path) -> None:
    (programme / "poste-partage").touch()
    fenetre = make_fenetre(places=replace(places, programme=programme))
    button(fenetre, "Refuser l’ordinateur").click()
    page = page_of(fenetre, PageRefus)
    fiches = [page.textes(id_) for id_ in page.textes if id_.startswith("refus.fiches.") and id_.endswith(".titre")]
    assert page.textes("refus.demarches.opposition.titre") in offers(page)
    assert not set(fiches) & set(offers(page))


@pytest.mark.parametrize("mots", ["refus", "informatisation", "ordinateur", "fiché", "opposition papier"])
def test_it_is_found_by_the_words_people_have(fenetre: Fenetre, mots: str) -> None:
    press(fenetre, Qt.Key.Key_K, CTRL)
    recherche = fenetre.findChild(Recherche)
    assert recherche is not None
    type_in(recherche.champ, mots)
    lignes = recherche.liste.lignes
    titres = [lignes.line(rang).titre for rang in range(lignes.rowCount())]
    assert "Refuser l’ordinateur" in titres
    QTest.keyClick(recherche.champ, ECHAP)


def test_nothing_is_occupied_by_reading_it(fenetre: Fenetre) -> None:
    assert not refus(fenetre).occupied
