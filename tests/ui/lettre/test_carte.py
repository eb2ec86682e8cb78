"""The card to keep, printed with an opposition: it is among what is printed, and is not made to be copied elsewhere."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import VersLettre
from tests.ui.avec_coffre import demande, open_coffre, page_of
from tests.ui.conftest import MakeFenetre
from tests.ui.lettre.parcours import go_to, screen, settle, texts_of


@pytest.fixture
def fenetre(make_fenetre: MakeFenetre) -> Fenetre:
    return make_fenetre()


def test_the_card_is_printed_with_the_letter_and_has_no_button_of_its_own(
    fenetre: Fenetre, tmp_path: Path, qtbot: QtBot
) -> None:
    opposition = replace(
        demande(), demarche="opposition", reponses={"situations": ("proche",), "fait_proche": "Ma belle-sœur est à l'accueil."}
    )
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [opposition])
    fenetre.pages.go_to("assistant", VersLettre("2026-0001", "opposition", "demande"))
    QApplication.processEvents()
    page = page_of(fenetre, AssistantPage)
    qtbot.waitUntil(lambda: page.occupied)
    settle(page, qtbot)
    go_to(page, page.textes("assistant.fin.titre"), qtbot)

    qtbot.waitUntil(lambda: page.textes("assistant.fin.kit.guichet") in list(texts_of(screen(page))))
    noms = [bouton.accessibleName() for bouton in screen(page).findChildren(Bouton)]
    assert [nom for nom in noms if nom.startswith("Copier")] == [page.textes("assistant.fin.copier")]
