"""Who must not know, left without an answer: said at once, said again before paper, and on no paper the home."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from droits_usagers.services.lettre.ecrans import Step
from droits_usagers.ui.composants import Avis, BoutonSecondaire, ChoixUnique, Libelle
from droits_usagers.ui.composants.mise_en_page import Defilement
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.questions.formulaire import Formulaire
from tests.ui.lettre.conftest import SortiesFausses
from tests.ui.lettre.parcours import (
    ALT,
    CTRL,
    ENTREE,
    answer,
    ask_danger,
    focused,
    go_to,
    is_at_the_end,
    letter_shown,
    press,
    said,
    say,
    screen,
    settle,
    texts_of,
    title,
)

CHEZ_ELLE = "8 venelle du Puits\n35000 Rennes"
INDICES = ("venelle", "35000", "Rennes")


def told(page: AssistantPage) -> bool:
    return say(page, "retenue.dit") in said(screen(page))


def tells(texte: str) -> list[str]:
    return [indice for indice in INDICES if indice in texte]


def steps_to(page: AssistantPage, step: Step) -> None:
    """By the name of the step, in the line of the title."""
    page.passages[list(Step).index(step)].go()


def choice(page: AssistantPage, question: str) -> ChoixUnique:
    formulaire = screen(page).findChild(Formulaire)
    assert isinstance(formulaire, Formulaire)
    editeur = formulaire.champ(question).editeur
    assert isinstance(editeur, ChoixUnique)
    return editeur


def lived_at(page: AssistantPage, qtbot: QtBot) -> None:
    """Passed over, and an address typed."""
    ask_danger(page)
    press(ENTREE, CTRL)
    go_to(page, say(page, "groupes.soi.titre"), qtbot)
    answer(page, "concerne_adresse", CHEZ_ELLE)


def test_the_whole_has_the_focus_and_enter_says_what_passing_means_once(page: AssistantPage) -> None:
    ask_danger(page)
    question = choice(page, "danger")
    assert focused() is question
    press(ENTREE)
    assert title(page) == say(page, "groupes.danger.titre")
    assert said(screen(page)) == [say(page, "questions.danger.laisse")]
    press(ENTREE)
    assert title(page) == say(page, "groupes.qualite.titre")
    assert told(page)


def test_in_large_text_and_little_room_all_that_is_said_of_it_is_in_sight(
    page: AssistantPage, qtbot: QtBot, theme: Callable[[float], None]
) -> None:
    theme(2.0)
    page.resize(880, 520)
    ask_danger(page)
    for dit in ("questions.danger.laisse", "retenue.dit"):
        settle(page, qtbot)
        press(ENTREE)
        settle(page, qtbot)
        (avis,) = [un for un in screen(page).findChildren(Avis) if un.isVisible()]
        assert avis.texte == say(page, dit)
        (defilement,) = [un for un in screen(page).findChildren(Defilement) if un.isAncestorOf(avis)]
        qtbot.waitUntil(partial(defilement.shows, avis), timeout=5_000)


def test_who_listens_hears_the_question_and_how_many_answers_it_has(page: AssistantPage) -> None:
    ask_danger(page)
    dit = QAccessible.queryAccessibleInterface(focused())
    assert dit.text(QAccessible.Text.Name) == say(page, "questions.danger.libelle")
    assert page.textes("commun.choix.vide", nombre=3) in dit.text(QAccessible.Text.Description)


def test_one_is_asked_first_whether_anyone_looks_on(page: AssistantPage) -> None:
    ask_danger(page)
    seule = next(un for un in screen(page).findChildren(Libelle) if un.text() == say(page, "groupes.danger.aide"))
    haut = choice(page, "danger")
    assert seule.isVisible()
    assert seule.mapTo(page, seule.rect().bottomLeft()).y() < haut.mapTo(page, haut.rect().topLeft()).y()


def test_nothing_printed_shows_the_home_and_it_is_said_before(
    page: AssistantPage, qtbot: QtBot, sorties: SortiesFausses
) -> None:
    lived_at(page, qtbot)
    assert told(page)
    assert not tells(letter_shown(page, qtbot))
    go_to(page, say(page, "relire.titre"), qtbot)
    assert told(page)
    press(ENTREE, CTRL)
    assert title(page) == say(page, "groupes.repondre.titre")
    assert focused() is choice(page, "ou_repondre")
    press(ENTREE)
    assert title(page) == say(page, "groupes.repondre.titre")
    press(ENTREE)
    assert is_at_the_end(page)
    qtbot.waitUntil(lambda: say(page, "fin.kit.lettre_plusieurs", nombre=2) in list(texts_of(screen(page))))
    texte = letter_shown(page, qtbot).replace("\u00a0", " ")
    assert not tells(texte)
    # Neither the sentence about anyone else, nor what is left out of the kit where someone must not know.
    assert "À aucun particulier" not in texte
    assert say(page, "fin.apres_phrase_protegee") not in list(texts_of(screen(page)))
    press(ENTREE, CTRL)
    qtbot.waitUntil(lambda: bool(sorties.liasses))


@pytest.mark.parametrize("step", [Step.VOUS, Step.ORGANISME, Step.DEMANDE, Step.RELIRE])
def test_it_is_said_wherever_one_goes_from_there(page: AssistantPage, qtbot: QtBot, step: Step) -> None:
    ask_danger(page)
    steps_to(page, step)
    settle(page, qtbot)
    assert told(page)


def test_the_question_is_met_before_paper_by_the_steps_too(page: AssistantPage) -> None:
    ask_danger(page)
    steps_to(page, Step.FIN)
    assert title(page) == say(page, "groupes.repondre.titre")


def test_an_address_elsewhere_is_the_one_printed(page: AssistantPage, qtbot: QtBot) -> None:
    lived_at(page, qtbot)
    steps_to(page, Step.FIN)
    press(Qt.Key.Key_Down)
    answer(page, "reponse_adresse", "9 place Jules Verne\n75012 Paris")
    texte = letter_shown(page, qtbot)
    assert "9 place Jules Verne" in texte
    assert not tells(texte)
    press(ENTREE, CTRL)
    assert is_at_the_end(page)


def test_at_home_after_all_writes_the_address_and_going_back_takes_it_off(page: AssistantPage, qtbot: QtBot) -> None:
    lived_at(page, qtbot)
    steps_to(page, Step.FIN)
    press(Qt.Key.Key_Up)
    assert choice(page, "ou_repondre").value() == "chez_moi"
    assert "venelle" in letter_shown(page, qtbot)
    press(Qt.Key.Key_Up)
    assert choice(page, "ou_repondre").value() == "ailleurs"
    assert not tells(letter_shown(page, qtbot))


def test_reading_the_letter_leads_back_to_the_question(page: AssistantPage, qtbot: QtBot) -> None:
    lived_at(page, qtbot)
    go_to(page, say(page, "relire.titre"), qtbot)
    next(un for un in screen(page).findChildren(BoutonSecondaire) if un.text() == say(page, "retenue.repondre")).setFocus()
    press(ENTREE)
    assert title(page) == say(page, "groupes.danger.titre")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    go_to(page, say(page, "relire.titre"), qtbot)
    assert not told(page)
    assert "venelle" in letter_shown(page, qtbot)
    press(ENTREE, CTRL)
    assert is_at_the_end(page)


def test_going_back_past_the_question_changes_nothing(page: AssistantPage, qtbot: QtBot) -> None:
    lived_at(page, qtbot)
    for _ in range(4):
        press(Qt.Key.Key_Left, ALT)
    steps_to(page, Step.RELIRE)
    settle(page, qtbot)
    assert told(page)
    assert not tells(letter_shown(page, qtbot))


def test_what_was_not_answered_is_hidden_from_someone_who_looks_over_the_shoulder(page: AssistantPage, qtbot: QtBot) -> None:
    lived_at(page, qtbot)
    page.be_discreet(discreet=True)
    assert not told(page)
    go_to(page, say(page, "relire.titre"), qtbot)
    assert not told(page)
    page.be_discreet(discreet=False)
    assert told(page)


def test_the_address_stays_on_the_screen_where_it_is_typed(page: AssistantPage, qtbot: QtBot) -> None:
    """What is taken off the screen is for who said that someone must not know."""
    lived_at(page, qtbot)
    press(Qt.Key.Key_Tab)
    assert [avis for avis in screen(page).findChildren(Avis) if avis.isVisible()]
    assert [texte for texte in texts_of(page) if "venelle" in texte]
