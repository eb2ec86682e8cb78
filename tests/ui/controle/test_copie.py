"""Words of a document that is shown: whatever the gesture, they leave by the control, or stay."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTabBar
from pytestqt.qtbot import QtBot

from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.modes import REGLES
from droits_usagers.services.socle.sorties import SortiesPermises
from droits_usagers.ui.apercu.lettre import Apercu
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.page import Contexte
from tests.ui.avec_coffre import plain, said
from tests.ui.lettre.conftest import SortiesFausses

RACINE = Path(__file__).resolve().parents[3]
#: Who shows a text that is only read, and no document of ours: what someone pasted in a grille.
AUTRES = {"ui/composants/lecture.py", "ui/grille/vue_texte.py"}


@pytest.fixture
def sorties(tmp_path: Path) -> SortiesFausses:
    return SortiesFausses(tmp_path)


@pytest.fixture
def apercu(fenetre: Fenetre, sorties: SortiesFausses, qtbot: QtBot) -> Apercu:
    """The preview of a fiche, on its text."""
    avant = fenetre.contexte
    permises = SortiesPermises(sorties, lambda: REGLES[avant.services.seance.mode].sorties)
    contexte, services = Contexte(avant.services, avant.operations, lambda: permises), avant.services
    feuille = services.fiches.make("secret")
    apercu = Apercu(contexte, lambda: lambda: services.controle.release_document(feuille).map(services.courriers.text))
    qtbot.addWidget(apercu)
    apercu.show_letter((), services.courriers.text(feuille))
    apercu.texte.selectAll()
    apercu.show()
    return apercu


@pytest.fixture
def services(fenetre: Fenetre) -> Services:
    return fenetre.contexte.services


def test_nothing_selected_is_given_to_a_drag_or_to_the_middle_button(apercu: Apercu) -> None:
    """Qt makes both of what this gives."""
    assert apercu.texte.textCursor().hasSelection()
    assert apercu.texte.createMimeDataFromSelection().formats() == []


@pytest.mark.parametrize(("touche", "avec"), [(Qt.Key.Key_C, "Control"), (Qt.Key.Key_Insert, "Control")])
def test_what_the_control_holds_back_is_not_copied_and_why_is_said(
    apercu: Apercu, services: Services, sorties: SortiesFausses, qtbot: QtBot, touche: Qt.Key, avec: str
) -> None:
    QGuiApplication.clipboard().setText("avant")
    services.controle.hear(Cadre(a_taire=("secret professionnel",)))

    QTest.keyClick(apercu.texte, touche, Qt.KeyboardModifier[f"{avec}Modifier"])
    qtbot.waitUntil(lambda: "Retenu avant de sortir" in said(apercu))

    assert not sorties.copie
    assert QGuiApplication.clipboard().text() == "avant"


def test_what_a_screen_reader_takes_goes_by_the_control_and_it_changes_nothing(
    apercu: Apercu, services: Services, sorties: SortiesFausses, qtbot: QtBot
) -> None:
    services.controle.hear(Cadre(a_taire=("secret professionnel",)))
    onglets = apercu.findChild(QTabBar)
    assert onglets is not None
    onglets.setCurrentIndex(1)
    apercu.show_letter([QImage(100, 140, QImage.Format.Format_RGB32)], apercu.texte.toPlainText())
    assert apercu.texte.isVisible()
    apercu.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is apercu)
    acces = QAccessible.queryAccessibleInterface(apercu.texte)
    montre = acces.textInterface().text(0, acces.textInterface().characterCount())
    assert "secret professionnel" in montre
    assert acces.textInterface().selectionCount() == 1
    assert acces.state().readOnly
    acces.editableTextInterface().insertText(0, "Je retire ma demande.")
    assert plain(apercu.texte.toPlainText()) == plain(montre)

    # « CopyText », as Qt does it on Linux.
    QGuiApplication.clipboard().setText(montre)
    assert QGuiApplication.clipboard().text() == ""
    qtbot.waitUntil(lambda: "Retenu avant de sortir" in said(apercu))
    assert not sorties.copie
    # What is copied elsewhere is no words of it.
    QGuiApplication.clipboard().setText("ailleurs")
    assert QGuiApplication.clipboard().text() == "ailleurs"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_copies_what_the_control_lets_go_and_says_so(apercu: Apercu, sorties: SortiesFausses, qtbot: QtBot) -> None:
    curseur = apercu.texte.textCursor()
    curseur.setPosition(0)
    curseur.movePosition(curseur.MoveOperation.EndOfBlock, curseur.MoveMode.KeepAnchor)
    apercu.texte.setTextCursor(curseur)

    apercu.texte.setFocus()
    QTest.keyClick(apercu.texte, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: "Copié" in said(apercu))

    assert sorties.copie == "Le secret professionnel, en pratique"


def test_every_text_that_is_only_read_is_one_of_these() -> None:
    autres = {
        chemin.relative_to(RACINE / "droits_usagers").as_posix()
        for chemin in (RACINE / "droits_usagers" / "ui").rglob("*.py")
        if re.search(r"QTextBrowser|TextSelectableBy|(?:Plain)?TextEdit\(\)", chemin.read_text("utf-8"))
    }

    assert autres == AUTRES
