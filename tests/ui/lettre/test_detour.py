"""Opposition, the one demarche without a blank letter: it waits for words of one's own, and leads elsewhere without them."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import VersDemarche
from tests.ui.lettre.parcours import apercu, field, focused, go_to, press, said, settle, tab_to, texts_of, title, type_text


@pytest.fixture
def textes(page: AssistantPage) -> Textes:
    return page.contexte.services.catalogue.textes_demarche("opposition")


def begin_opposition(page: AssistantPage, textes: Textes, qtbot: QtBot) -> None:
    """Up to what makes the file a risk."""
    page.arrive(VersDemarche("opposition"))
    go_to(page, textes("groupes.situation.titre"), qtbot)


def tick(textes: Textes, situation: str) -> None:
    tab_to(textes(f"questions.situations.choix.{situation}"))
    press(Qt.Key.Key_Space)


def test_before_any_answer_the_letter_is_only_awaited(page: AssistantPage, textes: Textes, qtbot: QtBot) -> None:
    page.arrive(VersDemarche("opposition"))
    settle(page, qtbot)
    press(Qt.Key.Key_Return)
    settle(page, qtbot)

    assert said(page) == [textes("attendu.situations")]
    assert page.textes("assistant.apercu.pas_encore") in list(texts_of(apercu(page)))


def test_general_fears_alone_give_an_explanation(page: AssistantPage, textes: Textes, qtbot: QtBot) -> None:
    begin_opposition(page, textes, qtbot)
    tick(textes, "securite")
    settle(page, qtbot)

    assert said(page) == [textes("refus.situations")]
    assert page.textes("assistant.apercu.pas_de_lettre") in list(texts_of(apercu(page)))


def test_a_situation_waits_for_words_then_gives_a_letter(page: AssistantPage, textes: Textes, qtbot: QtBot) -> None:
    begin_opposition(page, textes, qtbot)
    tick(textes, "menaces")
    settle(page, qtbot)
    assert said(page) == [textes("attendu.fait_menaces")]

    go_to(page, textes("groupes.faits.titre"), qtbot)
    field(page, "fait_menaces")
    type_text("On me menace depuis mai.")
    settle(page, qtbot)
    assert said(page) == []
    assert "On me menace depuis mai." in apercu(page).texte.toPlainText()
    go_to(page, page.textes("assistant.fin.titre"), qtbot)


def test_without_them_one_is_led_to_another_demarche(page: AssistantPage, textes: Textes, qtbot: QtBot) -> None:
    begin_opposition(page, textes, qtbot)
    go_to(page, page.textes("assistant.detour.titre"), qtbot)
    registre = page.contexte.services.catalogue.textes_demarche("registre_aipd")

    assert focused().accessibleName().startswith(page.contexte.services.catalogue.textes_demarche("acces")("titre"))
    press(Qt.Key.Key_Tab)
    assert focused().accessibleName().startswith(registre("titre"))
    press(Qt.Key.Key_Return)
    settle(page, qtbot)
    assert title(page) == page.textes("assistant.attente.titre")
    assert said(page) == []
    assert apercu(page).texte.toPlainText()
