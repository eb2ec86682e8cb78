"""Someone must not know: what the screens show of it, and what leaves."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from droits_usagers.ui.lettre.ecran_relire import EcranRelire
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.questions.formulaire import Formulaire
from tests.ui.lettre.conftest import SortiesFausses
from tests.ui.lettre.parcours import (
    ALT,
    CTRL,
    ENTREE,
    answer,
    ask_danger,
    field,
    focused,
    go_to,
    letter_shown,
    press,
    say,
    screen,
    tab_to,
    texts_of,
    title,
    type_text,
)

CHEZ_ELLE = "12 rue des Lilas\n93000 Bobigny"


def asked(page: AssistantPage) -> None:
    """From the search to the question, and yes."""
    ask_danger(page)
    press(Qt.Key.Key_Space)


def lived_at(page: AssistantPage, qtbot: QtBot) -> QPlainTextEdit:
    """The address is typed, and left."""
    asked(page)
    go_to(page, say(page, "groupes.soi.titre"), qtbot)
    adresse = field(page, "concerne_adresse")
    assert isinstance(adresse, QPlainTextEdit)
    type_text(CHEZ_ELLE)
    press(Qt.Key.Key_Tab)
    return adresse


def test_the_address_is_gone_from_the_screen_once_typed(page: AssistantPage, qtbot: QtBot) -> None:
    adresse = lived_at(page, qtbot)
    assert adresse.toPlainText() == ""
    assert adresse.placeholderText() == say(page, "adresse_tue.gardee")
    adresse.undo()
    assert adresse.toPlainText() == ""
    press(ENTREE, CTRL)
    press(Qt.Key.Key_Left, ALT)
    assert title(page) == say(page, "groupes.soi.titre")
    assert not [texte for texte in texts_of(page) if "Lilas" in texte]
    assert "Lilas" not in letter_shown(page, qtbot)


def test_it_can_be_typed_again(page: AssistantPage, qtbot: QtBot) -> None:
    lived_at(page, qtbot)
    answer(page, "concerne_adresse", "3 rue Neuve")
    press(Qt.Key.Key_Tab)
    formulaire = screen(page).findChild(Formulaire)
    assert isinstance(formulaire, Formulaire)
    assert formulaire.value("concerne_adresse") == "3 rue Neuve"


def test_only_the_reply_address_is_on_what_is_printed_and_nothing_is_carried_home(
    page: AssistantPage, qtbot: QtBot, sorties: SortiesFausses
) -> None:
    lived_at(page, qtbot)
    go_to(page, say(page, "groupes.reponse.titre"), qtbot)
    answer(page, "reponse_adresse", "9 place Jules Verne\n75012 Paris")
    # What was typed is decided before anything leaves.
    go_to(page, say(page, "relire.titre"), qtbot)
    relire = screen(page)
    assert isinstance(relire, EcranRelire)
    relire.lignes.focus_first()
    for _ in relire.lignes.relues:
        press(Qt.Key.Key_L)
    assert relire.lignes.reste == 0
    go_to(page, say(page, "fin.titre"), qtbot)
    qtbot.waitUntil(lambda: say(page, "fin.kit.lettre") in list(texts_of(screen(page))))
    texte = letter_shown(page, qtbot)
    assert "9 place Jules Verne" in texte
    assert "Lilas" not in texte
    assert "À aucun particulier" in texte.replace("\u00a0", " ")
    press(ENTREE, CTRL)
    qtbot.waitUntil(lambda: bool(sorties.liasses))
    assert [liasse.nombre for liasse in sorties.liasses] == [1]
    # Nobody is told to keep paper at home.
    assert say(page, "fin.apres_phrase_protegee") in list(texts_of(screen(page)))
    assert not any(say(page, "fin.apres_phrase") in dit for dit in texts_of(screen(page)))
    # Ticked: offered, and printed this time.
    tab_to(say(page, "fin.emporter.apres"))
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: say(page, "fin.kit.apres") in list(texts_of(screen(page))))
    press(ENTREE, CTRL)
    qtbot.waitUntil(lambda: len(sorties.liasses) == 2)


def test_what_is_to_be_remembered_is_said_where_nothing_is_carried_home(page: AssistantPage, qtbot: QtBot) -> None:
    lived_at(page, qtbot)
    go_to(page, say(page, "fin.titre"), qtbot)
    qtbot.waitUntil(lambda: say(page, "fin.retenir.titre") in list(texts_of(screen(page))))
    dits = [dit.replace("\u00a0", " ") for dit in texts_of(screen(page))]
    assert any(dit.endswith("vous avez alors deux mois pour saisir la CADA.") for dit in dits)
    assert any(dit.startswith("Revenez le ") for dit in dits)


def test_the_sheet_with_the_address_is_printed_alone_by_a_gesture_of_its_own(
    page: AssistantPage, qtbot: QtBot, sorties: SortiesFausses
) -> None:
    lived_at(page, qtbot)
    go_to(page, say(page, "fin.titre"), qtbot)
    tab_to(say(page, "fin.feuille_adresse.bouton"))
    press(ENTREE)
    qtbot.waitUntil(lambda: bool(sorties.liasses))
    assert [(len(liasse.pages), liasse.nombre) for liasse in sorties.liasses] == [(1, 1)]


def test_the_answer_is_hidden_from_someone_who_looks_over_the_shoulder(page: AssistantPage) -> None:
    asked(page)
    page.be_discreet(discreet=True)
    QApplication.processEvents()
    formulaire = screen(page).findChild(Formulaire)
    assert isinstance(formulaire, Formulaire)
    assert not formulaire.isVisible()
    assert not screen(page).titre.isVisible()
    page.be_discreet(discreet=False)
    assert formulaire.isVisible()


@pytest.mark.parametrize("rang", [1, 2])
def test_the_question_has_three_answers_and_each_is_a_key_away(page: AssistantPage, rang: int) -> None:
    asked(page)
    for _ in range(rang):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    press(ENTREE)
    suite = "groupes.qualite.titre" if rang == 1 else "groupes.taire.titre"
    assert title(page) == say(page, suite)
    assert focused() is not None


def test_a_menu_opened_in_the_middle_of_an_address_loses_nothing(page: AssistantPage, qtbot: QtBot) -> None:
    asked(page)
    go_to(page, say(page, "groupes.soi.titre"), qtbot)
    adresse = field(page, "concerne_adresse")
    assert isinstance(adresse, QPlainTextEdit)
    type_text("12 rue")
    QApplication.sendEvent(adresse, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))
    assert adresse.toPlainText() == "12 rue"
