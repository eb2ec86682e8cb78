"""Where things stand: by the room there is, and in the order of Tab."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.ui.lettre.etapes import BoutonStep
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import VersDemarche
from tests.ui.lettre.parcours import (
    ENTREE,
    apercu,
    begin,
    field,
    focused,
    go_to,
    press,
    say,
    screen,
    settle,
    tab_to,
    texts_of,
)


@pytest.mark.parametrize(("largeur", "zoom", "cotes"), [(1366, 1.0, True), (1000, 1.0, False), (1366, 2.0, False)])
def test_the_letter_goes_behind_a_tab_where_there_is_no_room(
    page: AssistantPage, qtbot: QtBot, theme: Callable[[float], None], largeur: int, zoom: float, *, cotes: bool
) -> None:
    theme(zoom)
    page.resize(largeur, 768)
    begin(page)
    settle(page, qtbot)
    assert apercu(page).isVisible() is cotes
    if not cotes:
        tab_to(say(page, "onglets"))
        press(Qt.Key.Key_Right)
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


def test_where_there_is_hardly_any_room_the_steps_are_one_line(page: AssistantPage, theme: Callable[[float], None]) -> None:
    begin(page)
    theme(2.0)
    noms = list(texts_of(page))
    assert say(page, "step_courant", rang=2, total=6, nom=say(page, "steps.vous")) in noms


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


def test_a_note_that_names_nobody_has_one_step_less(page: AssistantPage) -> None:
    """« Vous » is not on the way, nor counted."""
    page.arrive(VersDemarche("note_dpo"))
    press(ENTREE)
    press(ENTREE)

    etapes = [bouton for bouton in page.findChildren(BoutonStep) if not bouton.isHidden()]
    assert page.textes("assistant.steps.vous") not in [bouton.titre for bouton in etapes]
    assert [bouton.rang for bouton in etapes] == [1, 2, 3, 4, 5]
    assert etapes[1].here
