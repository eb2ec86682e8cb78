"""« Numéros utiles »: reached by a plain line, read at once, hidden at once, and left for where one was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.ui.composants import Libelle
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.droit.numeros import PageNumeros
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.rail import BoutonPorte
from droits_usagers.ui.lettre.page import AssistantPage
from tests.ui.gestes import CTRL, ENTREE, press
from tests.ui.lettre.parcours import answer, ask_danger, go_to, say, screen, tab_to, title


def shown(fenetre: Fenetre) -> QWidget:
    page = fenetre.pages.currentWidget()
    assert page is not None
    return page


def said(page: QWidget) -> list[str]:
    return [libelle.text() for libelle in page.findChildren(Libelle) if libelle.isVisible()]


def at_the_question(fenetre: Fenetre) -> AssistantPage:
    fenetre.pages.go_to("assistant")
    page = shown(fenetre)
    assert isinstance(page, AssistantPage)
    ask_danger(page)
    return page


@pytest.mark.parametrize("ensuite", ["danger", "taire", "ouverts"])
def test_a_plain_line_leads_there_and_back_to_the_question(fenetre: Fenetre, qtbot: QtBot, ensuite: str) -> None:
    page = at_the_question(fenetre)
    for pas in range(("danger", "taire", "ouverts").index(ensuite)):
        if not pas:
            press(fenetre, Qt.Key.Key_Space)
        press(fenetre, ENTREE, CTRL)
    assert title(page) == page.textes(f"assistant.groupes.{ensuite}.titre")
    tab_to(page.textes("rail.numeros"))
    press(fenetre, ENTREE)
    numeros = shown(fenetre)
    assert isinstance(numeros, PageNumeros)
    assert page.textes("urgence.numero.3919") in said(numeros)
    qtbot.waitUntil(lambda: any("ordonnance de protection" in dit for dit in said(numeros)))
    press(fenetre, Qt.Key.Key_Escape)
    assert shown(fenetre) is page
    assert title(page) == page.textes(f"assistant.groupes.{ensuite}.titre")


def hiding(fenetre: Fenetre) -> list[BoutonPorte]:
    """What hides the screen, in sight."""
    cacher = fenetre.contexte.textes("rail.cacher")
    return [pied for pied in fenetre.findChildren(BoutonPorte) if pied.accessibleName() == cacher and pied.isVisible()]


@pytest.mark.parametrize("ou", ["groupes.repondre.titre", "relire.titre", "fin.titre"])
def test_the_last_screens_of_a_letter_lead_there_with_tab_alone(fenetre: Fenetre, qtbot: QtBot, ou: str) -> None:
    page = at_the_question(fenetre)
    press(fenetre, ENTREE, CTRL)
    go_to(page, say(page, "groupes.soi.titre"), qtbot)
    answer(page, "concerne_nom", "Le Bihan")
    go_to(page, say(page, ou), qtbot)
    assert hiding(fenetre)
    tab_to(page.textes("rail.numeros"))
    press(fenetre, ENTREE)
    assert isinstance(shown(fenetre), PageNumeros)
    press(fenetre, Qt.Key.Key_Escape)
    assert shown(fenetre) is page
    assert title(page) == say(page, ou)


def test_the_screen_is_hidden_from_there(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("numeros")
    assert hiding(fenetre)


def test_nobody_reads_it_over_the_shoulder(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("numeros")
    numeros = shown(fenetre)
    assert said(numeros)
    fenetre.pages.toggle_discreet()
    assert not said(numeros)


def test_nothing_but_the_way_back_is_pressed_there(fenetre: Fenetre) -> None:
    """It prints nothing, saves nothing, copies nothing."""
    fenetre.pages.go_to("numeros")
    boutons = [bouton.accessibleName() or bouton.titre for bouton in shown(fenetre).findChildren(Bouton)]
    assert boutons == [fenetre.contexte.textes("commun.retour")]


def test_the_line_is_hidden_with_the_question(fenetre: Fenetre) -> None:
    page = at_the_question(fenetre)
    fenetre.pages.toggle_discreet()
    assert page.textes("rail.numeros") not in [un.titre for un in screen(page).findChildren(Bouton) if un.isVisible()]
