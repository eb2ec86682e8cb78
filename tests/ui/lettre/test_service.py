"""To whom one writes, found rather than typed; what was found can be typed over."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from droits_usagers.ui.annuaire.recherche import RechercheService
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


def test_another_address_typed_for_it_is_proposed_the_next_time(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    press(ENTREE)
    answer(page, "concerne_nom", "Quetzalcóatl")
    press(ENTREE, CTRL)
    press(ENTREE)
    service = page.findChild(RechercheService)
    assert isinstance(service, RechercheService)
    type_text("pmi blanc mesnil")
    qtbot.waitUntil(lambda: service.liste.isVisible() and "Blanc-Mesnil" in service.liste.lignes.line(0).titre)
    press(ENTREE)
    adresse = field(page, "organisme_adresse")
    assert isinstance(adresse, QPlainTextEdit)
    adresse.setPlainText("5 rue Neuve\n93150 Le Blanc-Mesnil")
    corrections = page.contexte.services.corrections
    assert not corrections.search("pmi", 5)
    press(ENTREE, CTRL)

    dites = corrections.search("pmi", 5)
    assert [dite.lignes for dite in dites] == [("5 rue Neuve", "93150 Le Blanc-Mesnil")]
    page.clear()
    # The screen is emptied of it; only « Effacer » forgets it.
    assert corrections.search("pmi", 5) == dites
