"""Coming back with a paper: what had been asked, in one's own words, and the letters one may write now."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.services.lettre.ecrans import following
from droits_usagers.ui.composants.choix import CarteUnique
from droits_usagers.ui.lettre.page import AssistantPage
from tests.ui.lettre.parcours import (
    ENTREE,
    TAB,
    answer,
    focused,
    go_to,
    letter_shown,
    press,
    said,
    say,
    screen,
    tab_to,
    title,
    type_text,
)


def test_a_paper_brought_back_gives_the_reminder(page: AssistantPage, qtbot: QtBot) -> None:
    tab_to(say(page, "situation.papier"))
    press(ENTREE)
    assert title(page) == say(page, "groupes.papier.titre")
    go_to(page, say(page, "groupes.papier_faits.titre"), qtbot)
    answer(page, "papier_envoye", "1/10/26")
    answer(page, "papier_recu", "bientôt")
    press(Qt.Key.Key_Tab)
    assert said(page) == [say(page, "constats.date_illisible")]
    assert "1er octobre 2026" in letter_shown(page, qtbot)
    go_to(page, say(page, "relire.titre"), qtbot)
    assert "1er octobre 2026" in letter_shown(page, qtbot)


def _come_back(page: AssistantPage) -> None:
    """One step from where one starts, before all the sentences."""
    press(TAB)
    assert focused().accessibleName() == say(page, "situation.papier")
    press(ENTREE)


def test_who_comes_back_finds_what_they_had_asked_in_their_own_words(page: AssistantPage, qtbot: QtBot) -> None:
    _come_back(page)
    type_text("corrigé")
    press(ENTREE)
    # Chosen, and seen before going on.
    assert title(page) == say(page, "groupes.papier.titre")
    assert focused().accessibleName() == page.contexte.services.catalogue.textes_demarche("rectification")("titre")
    assert "rectification" in letter_shown(page, qtbot)
    press(ENTREE)
    assert title(page) != say(page, "groupes.papier.titre")


def test_the_letters_one_may_write_are_those_of_what_was_asked(page: AssistantPage) -> None:
    _come_back(page)
    textes = page.contexte.services.catalogue.textes_demarche
    assert textes("acces")("etapes.complement.titre") in _cards(page)
    type_text("ma plainte")
    press(ENTREE)
    assert focused().accessibleName() == textes("plainte_cnil")("titre")
    assert textes("acces")("etapes.complement.titre") not in _cards(page)


def test_every_demarche_can_be_listed(page: AssistantPage) -> None:
    _come_back(page)
    avant = len(_cards(page))
    ids = page.contexte.services.catalogue.demarches
    tab_to(say(page, "choix_cherche.toutes", nombre=sum(len(following(demarche)) > 0 for demarche in ids.values())))
    press(ENTREE)
    assert len(_cards(page)) > avant + 10
    assert isinstance(focused(), CarteUnique)


def test_a_paper_may_lead_to_an_authority(page: AssistantPage) -> None:
    _come_back(page)
    tab_to(page.contexte.services.catalogue.textes_demarche("saisine_cada")("titre"))
    press(ENTREE)
    assert title(page) == say(page, "attente.titre")


def _cards(page: AssistantPage) -> list[str]:
    return [carte.accessibleName() for carte in screen(page).findChildren(CarteUnique) if carte.isVisible()]
