"""To whom one writes, found rather than typed; what was found can be typed over."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.ui.annuaire.garder import GarderAdresse
from droits_usagers.ui.annuaire.recherche import RechercheService
from droits_usagers.ui.composants import Avis, BoutonSecondaire
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.questions.formulaire import Formulaire
from tests.ui.lettre.parcours import (
    CTRL,
    ENTREE,
    answer,
    begin,
    field,
    focused,
    letter_shown,
    press,
    texts_of,
    type_text,
)


def test_a_body_taken_by_the_keyboard_fills_in_the_letter(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    press(ENTREE)
    answer(page, "concerne_nom", "Quetzalcóatl")
    press(ENTREE, CTRL)
    press(ENTREE)
    service = page.findChild(RechercheService)
    assert isinstance(service, RechercheService)
    assert focused() is service.mots

    type_text("pmi blanc mesnil")
    qtbot.waitUntil(lambda: service.liste.isVisible() and "Blanc-Mesnil" in service.liste.lignes.line(0).titre)
    assert focused() is service.mots
    press(ENTREE)

    nom, adresse = field(page, "organisme_nom"), field(page, "organisme_adresse")
    assert isinstance(nom, QLineEdit)
    assert isinstance(adresse, QPlainTextEdit)
    assert nom.text() == "Département de la Seine-Saint-Denis"
    assert adresse.toPlainText() == "3 rue de la Justice\n93150 Le Blanc-Mesnil"
    assert "octobre 2019" in " ".join(texts_of(service))
    assert "93150 Le Blanc-Mesnil" in letter_shown(page, qtbot)
    formulaire = page.findChild(Formulaire)
    assert isinstance(formulaire, Formulaire)
    # The postcode tells the territoire: it is not asked.
    assert formulaire.champ("organisme_territoire").isHidden()

    nom.clear()
    answer(page, "organisme_nom", "La PMI")
    assert nom.text() == "La PMI"


def test_a_postcode_typed_by_hand_is_told_its_communes(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    press(ENTREE)
    press(ENTREE, CTRL)
    press(ENTREE)
    service = page.findChild(RechercheService)
    assert isinstance(service, RechercheService)

    answer(page, "organisme_adresse", "3 rue de la Justice\n93150")
    qtbot.waitUntil(lambda: any("Le Blanc-Mesnil" in texte for texte in texts_of(service)))

    answer(page, "organisme_adresse", "\nRoubaix")
    qtbot.waitUntil(lambda: any("59100" in texte for texte in texts_of(service)))


ADRESSE = "5 rue Neuve\n93150 Le Blanc-Mesnil"


def take_pmi(page: AssistantPage, qtbot: QtBot, *, chez: str = "") -> GarderAdresse:
    """Who writes may say where they live; then the body is taken, and its address is typed over."""
    begin(page)
    press(ENTREE)
    answer(page, "concerne_nom", "Quetzalcóatl")
    if chez:
        answer(page, "concerne_adresse", chez)
    press(ENTREE, CTRL)
    press(ENTREE)
    service = page.findChild(RechercheService)
    assert isinstance(service, RechercheService)
    type_text("pmi blanc mesnil")
    qtbot.waitUntil(lambda: service.liste.isVisible() and "Blanc-Mesnil" in service.liste.lignes.line(0).titre)
    press(ENTREE)
    adresse = field(page, "organisme_adresse")
    assert isinstance(adresse, QPlainTextEdit)
    adresse.setPlainText(ADRESSE)
    garder = page.findChild(GarderAdresse)
    assert isinstance(garder, GarderAdresse)
    return garder


def buttons(widget: QWidget) -> list[BoutonSecondaire]:
    return [bouton for bouton in widget.findChildren(BoutonSecondaire) if bouton.isVisibleTo(widget)]


def said(widget: QWidget) -> str:
    return " ".join(avis.texte for avis in widget.findChildren(Avis) if avis.isVisibleTo(widget))


def kept(page: AssistantPage) -> list[tuple[str, ...]]:
    return [entree.lignes for entree in page.contexte.services.corrections.search("pmi", 5)]


def test_another_address_typed_for_it_is_kept_by_nobody_who_did_not_ask(page: AssistantPage, qtbot: QtBot) -> None:
    garder = take_pmi(page, qtbot)
    assert len(buttons(garder)) == 1
    press(ENTREE, CTRL)
    assert kept(page) == []


def test_it_is_shown_then_kept_by_a_gesture_and_taken_back_by_another(page: AssistantPage, qtbot: QtBot) -> None:
    garder = take_pmi(page, qtbot)
    buttons(garder)[0].click()
    assert ", ".join(ADRESSE.split("\n")) in said(garder)
    laisser, _ = buttons(garder)
    assert focused() is laisser
    laisser.click()
    assert (kept(page), said(garder)) == ([], "")

    buttons(garder)[0].click()
    buttons(garder)[1].click()
    assert kept(page) == [tuple(ADRESSE.split("\n"))]
    (oter,) = buttons(garder)
    assert focused() is oter
    oter.click()
    assert kept(page) == []
    # Undone.
    (reprendre,) = buttons(garder)
    reprendre.click()
    assert len(kept(page)) == 1


def test_the_home_of_someone_in_the_letter_is_kept_as_that_of_no_body(page: AssistantPage, qtbot: QtBot) -> None:
    garder = take_pmi(page, qtbot, chez="5, R. NEUVE\n93150 LE BLANC MESNIL")
    assert buttons(garder) == []
    assert said(garder) == page.textes("annuaire.garder.chez_quelqu_un")


@pytest.mark.parametrize("chez", ["5, imp. Neuve\n93150 LE BLANC-MESNIL", "Appt 12\n5 impasse Neuve\n93150 Le Blanc Mesnil"])
def test_a_home_that_is_written_otherwise_is_the_same_home(
    page: AssistantPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, chez: str
) -> None:
    monkeypatch.setattr("tests.ui.lettre.test_service.ADRESSE", "5 impasse Neuve\n93150 Le Blanc-Mesnil")
    garder = take_pmi(page, qtbot, chez=chez)
    assert buttons(garder) == []
    assert said(garder) == page.textes("annuaire.garder.chez_quelqu_un")


def test_one_that_was_kept_can_be_let_go_where_it_is_proposed(page: AssistantPage, qtbot: QtBot) -> None:
    garder = take_pmi(page, qtbot)
    buttons(garder)[0].click()
    buttons(garder)[1].click()
    service = page.findChild(RechercheService)
    assert isinstance(service, RechercheService)
    service.mots.setFocus()
    type_text("pmi blanc mesnil")
    qtbot.waitUntil(lambda: service.liste.isVisible() and "rue Neuve" in service.liste.lignes.line(0).sous_titre)
    press(ENTREE)
    (oter,) = buttons(garder)
    oter.click()
    assert kept(page) == []
