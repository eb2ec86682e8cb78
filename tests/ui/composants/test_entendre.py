"""What a screen reader is told of one widget."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.ui.composants import Avis, BoutonDepliant, Champ, Intitule, Libelle, LigneTexte, Titre
from droits_usagers.ui.composants.entendre import CADRE, GROUPE, SECTION, Role, tell_screen_readers

ARRET = Qt.FocusPolicy.TabFocus


@pytest.fixture(autouse=True)
def told(qapp: QApplication) -> None:  # noqa: ARG001 - a window could not be told without it
    tell_screen_readers()


def test_a_title_is_a_heading_even_when_it_is_said_as_it_is_made(listening: None) -> None:  # noqa: ARG001
    titre = Titre("Que se passe-t-il ?")
    dit = QAccessible.queryAccessibleInterface(titre)
    assert (dit.role(), dit.text(QAccessible.Text.Name)) == (Role.Heading, "Que se passe-t-il ?")
    # Some read it as a text, and say how deep it is.
    assert dit.textInterface().text(0, dit.textInterface().characterCount()) == "Que se passe-t-il ?"
    assert dit.attributesInterface().attributeValue(QAccessible.Attribute.Level) == 1
    assert dit.actionInterface() is None


def test_what_unfolds_says_whether_it_is_and_can_be_pressed(qtbot: QtBot) -> None:
    bouton = BoutonDepliant("Pourquoi cette question ?")
    qtbot.addWidget(bouton)
    dit = QAccessible.queryAccessibleInterface(bouton)
    assert dit.role() == Role.Button
    assert (dit.state().expandable, dit.state().expanded, dit.state().collapsed) == (1, 0, 1)
    dit.actionInterface().doAction(dit.actionInterface().pressAction())
    assert (dit.state().expanded, dit.state().collapsed) == (1, 0)


def test_what_holds_screens_is_called_as_the_one_it_shows(qtbot: QtBot) -> None:
    pile, ecran = QStackedWidget(), QWidget()
    qtbot.addWidget(pile)
    ecran.setAccessibleName("Réglages")
    pile.addWidget(ecran)
    dit = QAccessible.queryAccessibleInterface(pile)
    assert (dit.role(), dit.text(QAccessible.Text.Name)) == (CADRE.role, "Réglages")
    # It is not said again on the way into what it holds.
    assert not dit.state().focusable


def test_a_part_is_said_by_its_name_alone_on_the_way_in(qtbot: QtBot) -> None:
    part = QWidget()
    part.entendu = GROUPE  # type: ignore[attr-defined]
    qtbot.addWidget(part)
    part.setAccessibleName("Qui êtes-vous ?, étape 2 sur 6")
    dit = QAccessible.queryAccessibleInterface(part)
    # On Linux, a panel would say all its texts too, and a section that could have no focus nothing.
    assert (dit.role() == Role.Section) == dit.state().focusable == SECTION


def test_tab_stops_at_what_is_read_only_while_someone_listens(qtbot: QtBot) -> None:
    phrase = Libelle("Ce qu'on risque.")
    qtbot.addWidget(phrase)
    assert phrase.focusPolicy() is Qt.FocusPolicy.NoFocus
    QAccessible.setActive(True)
    try:
        phrase.show()
        assert phrase.focusPolicy() is ARRET
        phrase.setText("")
        assert phrase.focusPolicy() is Qt.FocusPolicy.NoFocus
    finally:
        QAccessible.setActive(False)


def test_what_a_field_says_is_not_stopped_at_twice(qtbot: QtBot, listening: None) -> None:  # noqa: ARG001
    champ = Champ(Intitule("Nom", "Comme sur ses courriers."), LigneTexte())
    qtbot.addWidget(champ)
    assert [dit.text() for dit in champ.findChildren(Libelle) if dit.focusPolicy() is ARRET] == []


def test_a_notice_is_one_stop_with_all_that_it_says(qtbot: QtBot, listening: None) -> None:  # noqa: ARG001
    avis = Avis("Rien n'est perdu.", mot="À savoir")
    qtbot.addWidget(avis)
    assert avis.focusPolicy() is ARRET
    assert [dit.text() for dit in avis.findChildren(Libelle) if dit.focusPolicy() is ARRET] == []
