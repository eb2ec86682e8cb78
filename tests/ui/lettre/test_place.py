"""Where things stand: by the room there is, and in the order of Tab."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.ui.composants import BoutonPrimaire, Champ
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import VersDemarche
from tests.ui.lettre.parcours import (
    CTRL,
    ENTREE,
    apercu,
    begin,
    field,
    focused,
    go_to,
    is_at_the_end,
    press,
    say,
    screen,
    settle,
    tab_to,
)


@pytest.mark.parametrize(
    ("largeur", "zoom", "cotes"), [(1294, 1.0, True), (1208, 1.0, True), (1000, 1.0, False), (1294, 2.0, False)]
)
def test_the_letter_goes_behind_a_tab_where_there_is_no_room(
    page: AssistantPage, qtbot: QtBot, theme: Callable[[float], None], largeur: int, zoom: float, *, cotes: bool
) -> None:
    theme(zoom)
    page.resize(largeur, 768)
    begin(page)
    settle(page, qtbot)
    assert apercu(page).isVisible() is cotes
    if not cotes:
        # Where the height is short, a button stands for the tabs.
        tab_to(say(page, "onglets" if zoom == 1.0 else "onglet.lettre"))
        press(Qt.Key.Key_Right if zoom == 1.0 else ENTREE)
        settle(page, qtbot)
        assert apercu(page).isVisible()
        assert not screen_shown(page)
        press(ENTREE)
        assert screen_shown(page)


def screen_shown(page: AssistantPage) -> bool:
    try:
        screen(page)
    except StopIteration:
        return False
    return True


@pytest.mark.parametrize(("largeur", "colonne"), [(1294, 480), (1848, 640)])
def test_a_letter_is_large_beside_its_questions_and_what_goes_on_stays_in_its_place(
    page: AssistantPage, qtbot: QtBot, largeur: int, colonne: int
) -> None:
    """In what a screen of 1366 or of 1920 leaves: a column of questions, and a page that can be read."""
    page.resize(largeur, 720)
    begin(page)
    places = set()
    while not is_at_the_end(page):
        settle(page, qtbot)
        suite = next(bouton for bouton in page.findChildren(BoutonPrimaire) if bouton.isVisible())
        fin = suite.mapTo(page, suite.rect().bottomRight())
        places.add((fin.x(), fin.y()))
        assert apercu(page).page_width() >= 620
        for champ in screen(page).findChildren(Champ):
            if champ.isVisible():
                assert champ.mapTo(page, champ.rect().topLeft()).x() == 24
                assert champ.width() == pytest.approx(colonne, abs=1)
        press(ENTREE, CTRL)
    assert len(places) == 1


def test_tab_goes_from_the_questions_to_the_buttons_to_the_letter(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    press(ENTREE)
    settle(page, qtbot)
    field(page, "concerne_reference_dossier")
    vus: list[str] = []
    while focused() is not apercu(page).feuilles:
        press(Qt.Key.Key_Tab)
        vus.append(focused().accessibleName())
    boutons = [page.textes("commun.retour"), say(page, "suite"), say(page, "apercu.onglets"), say(page, "apercu.page_nom")]
    assert vus[-4:] == boutons
    assert vus[:-4] == [page.textes("commun.pourquoi")]


def test_a_line_added_is_reached_where_it_stands(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    go_to(page, say(page, "groupes.organisme.titre"), qtbot)
    for _ in range(2):
        tab_to(say(page, "modeles.dpo.bouton"))
        press(ENTREE)
    vus = [focused().accessibleName()]
    while focused().accessibleName() != say(page, "ajouter_ligne"):
        press(Qt.Key.Key_Tab)
        vus.append(focused().accessibleName())
    boutons = [say(page, "modeles.dpo.bouton"), say(page, "modeles.prada.bouton"), say(page, "ajouter_ligne")]
    questions = [say(page, "questions.nom.libelle"), say(page, "questions.adresse.libelle")]
    assert vus == [*questions, say(page, "retirer_ligne"), *boutons]


def test_the_title_says_the_demarche_how_far_one_is_and_leads_to_the_steps(page: AssistantPage, qtbot: QtBot) -> None:
    assert (page.titre, page.compte, page.passages) == ("", "", ())
    with qtbot.waitSignal(page.titled):
        begin(page)
    assert page.titre == page.contexte.services.catalogue.textes_demarche("acces")("titre")
    assert page.compte == "2/6"
    assert page.passages[1].titre == say(page, "etat_step.ici", nom=say(page, "steps.vous"))
    assert page.passages[2].titre == say(page, "steps.organisme")
    with qtbot.waitSignal(page.titled):
        page.passages[3].go()
    assert page.compte == "4/6"
    assert page.passages[3].titre == say(page, "etat_step.ici", nom=say(page, "steps.demande"))
    page.clear()
    assert (page.titre, page.compte, page.passages) == ("", "", ())


def test_a_note_that_names_nobody_has_one_step_less(page: AssistantPage) -> None:
    """« Vous » is not on the way, nor counted."""
    page.arrive(VersDemarche("note_dpo"))
    press(ENTREE)
    press(ENTREE, CTRL)

    assert page.compte == "2/5"
    noms = [passage.titre for passage in page.passages]
    assert not any(nom.startswith(page.textes("assistant.steps.vous")) for nom in noms)
    assert len(noms) == 5
