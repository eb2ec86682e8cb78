"""Every screen of the wizard in a longer language, written right to left, up to 200 %: no word is cut or out of reach."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.lettre.page import AssistantPage
from tests.ui.avec_coffre import page_of
from tests.ui.conftest import MakeFenetre
from tests.ui.lettre.parcours import CTRL, ENTREE, begin, field, is_at_the_end, press, settle, title, type_text
from tests.ui.test_pseudo import cut

#: Every screen of the wizard.
pytestmark = pytest.mark.lent


@pytest.mark.parametrize("zoom", [1.0, 2.0])
@pytest.mark.parametrize("langue", ["fr", "pseudo"])
def test_no_word_of_the_wizard_is_cut(make_fenetre: MakeFenetre, qtbot: QtBot, langue: str, zoom: float) -> None:
    fenetre = make_fenetre(langue=langue)
    carnet = fenetre.contexte.services.carnet
    carnet.set(replace(carnet.reglages, zoom=zoom), keep=False)
    fenetre.allure.apply()
    fenetre.resize(1366, 768)
    fenetre.pages.go_to("assistant")
    page = page_of(fenetre, AssistantPage)
    coupes = {"situation": list(cut(fenetre))}
    begin(page)
    while not is_at_the_end(page):
        coupes[title(page)] = _cut(fenetre, page, qtbot)
        press(ENTREE, CTRL)
    coupes[title(page)] = _cut(fenetre, page, qtbot)
    assert {ecran: mots for ecran, mots in coupes.items() if mots} == {}
    assert (fenetre.width(), fenetre.height()) == (1366, 768)


def _cut(fenetre: Fenetre, page: AssistantPage, qtbot: QtBot) -> list[str]:
    settle(page, qtbot)
    for _ in range(3):
        QApplication.processEvents()
    return list(cut(fenetre))


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_names_of_any_length_and_direction_change_nothing_around_them(
    make_fenetre: MakeFenetre, qtbot: QtBot, zoom: float
) -> None:
    fenetre = make_fenetre()
    carnet = fenetre.contexte.services.carnet
    carnet.set(replace(carnet.reglages, zoom=zoom), keep=False)
    fenetre.allure.apply()
    fenetre.resize(1366, 768)
    fenetre.pages.go_to("assistant")
    page = page_of(fenetre, AssistantPage)
    begin(page)
    press(ENTREE)
    for question, texte in (
        ("concerne_prenom", "شهرزاد"),
        ("concerne_nom", "W" * 200),
        ("concerne_adresse", "שלום עולם " * 20),
    ):
        field(page, question)
        type_text(texte)
    press(Qt.Key.Key_Tab)
    assert _cut(fenetre, page, qtbot) == []
    assert fenetre.width() == 1366
