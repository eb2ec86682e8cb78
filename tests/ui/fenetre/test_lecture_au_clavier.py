"""What is read is read with the keyboard, wherever the focus is; and Enter never presses what is not in sight."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.services.socle.reglages import Reglages
from droits_usagers.ui.accueil.refus import PageRefus
from droits_usagers.ui.composants import Defilement
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import Quoi, VersDemarche, VersPartie
from tests.coffres import fast
from tests.ui.avec_coffre import ask, demande, focused, open_coffre, page_of, wait_for_upkeep
from tests.ui.gestes import ENTREE, press, settle
from tools.scenes import SCENES

BAS, HAUT, FIN, DEBUT = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_Home


def set_zoom(fenetre: Fenetre, zoom: float) -> None:
    fenetre.contexte.services.carnet.set(Reglages(zoom=zoom), keep=False)
    fenetre.allure.apply()
    fenetre.resize(1366, 768)
    settle()


def read_with_keys(fenetre: Fenetre, page: QWidget, qtbot: QtBot) -> None:
    """All of it, to its end and back."""
    qtbot.waitUntil(lambda: any(z.isVisible() and z.verticalScrollBar().maximum() > 0 for z in page.findChildren(Defilement)))
    zone = next(z for z in page.findChildren(Defilement) if z.isVisible() and z.verticalScrollBar().maximum() > 0)
    barre = zone.verticalScrollBar()
    press(fenetre, DEBUT)
    assert barre.value() == 0
    press(fenetre, BAS)
    assert barre.value() > 0
    press(fenetre, HAUT)
    assert barre.value() == 0
    press(fenetre, FIN)
    assert barre.value() == barre.maximum()


@pytest.mark.parametrize("demarche", ["acces", "opposition", "somme_reclamee"])
def test_what_can_be_expected_is_read_with_the_keyboard_where_text_is_large(
    fenetre: Fenetre, qtbot: QtBot, demarche: str
) -> None:
    set_zoom(fenetre, 2.0)
    fenetre.pages.go_to("assistant", VersDemarche(demarche))
    settle()
    read_with_keys(fenetre, page_of(fenetre, AssistantPage), qtbot)


@pytest.mark.parametrize(("ecran", "quoi"), [("coffre", VersPartie("etat")), ("aide", None), ("reglages", None)])
def test_so_is_any_other_page(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot, ecran: str, quoi: Quoi | None) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [demande()])
    set_zoom(fenetre, 2.0)
    fenetre.pages.go_to(ecran, quoi)
    # What a coffre does by itself after opening, and what this page asked of it, make the page longer.
    wait_for_upkeep(fenetre.contexte.services, qtbot)
    ask(fenetre.contexte.services, lambda: None, qtbot)
    settle()
    page = fenetre.pages.currentWidget()
    assert page is not None
    read_with_keys(fenetre, page, qtbot)


def test_what_can_be_expected_has_the_sheet_to_itself(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("assistant", VersDemarche("acces"))
    settle()
    page = page_of(fenetre, AssistantPage)
    press(fenetre, ENTREE)
    assert any("Masquer" in bouton.titre for bouton in page.findChildren(Bouton) if bouton.isVisible())
    fenetre.pages.go_to("assistant", VersDemarche("opposition"))
    settle()
    assert not any("Masquer" in bouton.titre for bouton in page.findChildren(Bouton) if bouton.isVisible())


def in_sight(fenetre: Fenetre, widget: QWidget) -> bool:
    """True if all of it is seen, through whatever scrolls it."""
    parent, ici = widget.parentWidget(), QRect(widget.mapTo(fenetre, QPoint(0, 0)), widget.size())
    while parent is not None:
        if isinstance(parent, Defilement):
            vue = parent.viewport()
            if not QRect(vue.mapTo(fenetre, QPoint(0, 0)), vue.size()).contains(ici):
                return False
        parent = parent.parentWidget()
    return True


@pytest.mark.parametrize("zoom", [1.0, 2.0])
@pytest.mark.parametrize("scene", ["refus", "assistant-relire", "assistant-somme-relire", "notices-suites"])
def test_the_focus_is_on_something_seen(fenetre: Fenetre, qtbot: QtBot, scene: str, zoom: float) -> None:
    fast(fenetre.contexte.services)
    set_zoom(fenetre, zoom)
    SCENES[scene](fenetre)
    qtbot.wait(50)
    ici = fenetre.focusWidget()
    assert in_sight(fenetre, ici)


def test_tab_goes_on_to_the_first_door_and_enter_opens_nothing_before(fenetre: Fenetre, qtbot: QtBot) -> None:
    set_zoom(fenetre, 2.0)
    fenetre.pages.go_to("refus")
    page = page_of(fenetre, PageRefus)
    qtbot.waitUntil(lambda: isinstance(focused(), Defilement))
    press(fenetre, ENTREE)
    assert page_of(fenetre, PageRefus) is page
    press(fenetre, Qt.Key.Key_Tab)
    premiere = focused()
    assert isinstance(premiere, Bouton)
    assert premiere.titre == page.textes("refus.demarches.opposition.titre")
    qtbot.waitUntil(lambda: in_sight(fenetre, premiere))
