"""Usual lines picked by keyboard, and what is proposed with the rights of a fiche."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu

from droits_usagers.domain.demarche.questions import lines_of
from droits_usagers.domain.notice.traitements import Contact
from droits_usagers.ui.notice.page import PageNotices
from tests.ui.gestes import ENTREE
from tests.ui.notice.gestes import button, part, write

#: A screen that nobody sees opens menus, and says what it cannot do of them.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


def menu(page: PageNotices, partie: str) -> QMenu:
    """The usual lines of a part, its menu open."""
    ecran = part(page, partie)
    bouton = button(ecran, page.textes("notices.referentiel.choisir"))
    assert "CNIL" in bouton.accessibleDescription()
    bouton.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bouton, Qt.Key.Key_Space)
    (ouvert,) = bouton.findChildren(QMenu)
    assert ouvert.isVisible()
    return ouvert


def test_a_usual_line_is_picked_by_keyboard_in_the_line_that_is_blank(page: PageNotices) -> None:
    page.choix.boutons["vierge"].click()
    for partie, champ in (
        ("finalites", "finalite_libelle"),
        ("donnees", "donnee_libelle"),
        ("conservations", "conservation_donnees"),
    ):
        ouvert = menu(page, partie)
        assert all("référentiel, à adapter" in action.text() for action in ouvert.actions())
        QTest.keyClick(ouvert, ENTREE)
        (ligne,) = lines_of(page.atelier.reponses[partie])
        focus = QApplication.focusWidget()
        assert isinstance(focus, QLineEdit)
        assert focus.text() == ligne[champ]


def test_a_line_that_says_something_is_left_alone(page: PageNotices) -> None:
    page.choix.boutons["vierge"].click()
    write(page, "finalites", "finalites", "Verser")
    QTest.keyClick(menu(page, "finalites"), ENTREE)
    premiere, seconde = lines_of(page.atelier.reponses["finalites"])
    assert premiere["finalite_libelle"] == "Verser"
    assert seconde["finalite_libelle"]


def test_what_follows_from_the_fiche_is_proposed_with_the_rights_and_said(page: PageNotices) -> None:
    page.choix.boutons["vierge"].click()
    page.atelier.answer("finalites", ({"finalite_libelle": "Verser l'aide", "finalite_base": "mission"},))
    page.atelier.answer("dpo_courriel", "dpo@exemple.fr")
    ecran = part(page, "droits")
    assert page.textes("notices.propositions") in {label.text() for label in ecran.findChildren(QLabel)}
    assert ecran.formulaire.value("droits_contact") == "dpo@exemple.fr"
    assert "opposition" in str(ecran.formulaire.value("droits_offerts"))
    assert isinstance(page.atelier.fiche.dpo, Contact)
