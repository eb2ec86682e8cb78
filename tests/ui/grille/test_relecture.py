"""« Relire un écrit »: what is typed is looked at, hidden with the rest, and forgotten; the fiche is beside it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from droits_usagers.ui.grille.relecture import PageRelecture
from droits_usagers.ui.socle.destination import Destination, VersFiche
from droits_usagers.ui.socle.page import Contexte
from tests.ui.gestes import everything_shown, show_alone

TEXTE = "\U0001f600 Mme Kerbrat est venue. Famille peu coopérative."


@pytest.fixture
def page(contexte: Contexte, qtbot: QtBot) -> Iterator[PageRelecture]:
    page = PageRelecture(contexte)
    show_alone(page, qtbot, 1290, 720)
    page.arrive()
    yield page
    page.clear()


def test_what_is_typed_is_looked_at_and_forgotten(page: PageRelecture, qtbot: QtBot) -> None:
    assert page.texte.hasFocus()
    assert not page.liste.isVisible()
    page.texte.insertPlainText(TEXTE)
    qtbot.waitUntil(page.liste.isVisible)
    assert page.liste.lignes.rowCount() == 2
    assert page.dit.text().startswith("2 passages")
    page.liste.line_opened.emit("1")
    assert page.texte.textCursor().selectedText() == "Famille peu coopérative."
    assert page.occupied

    page.be_discreet(discreet=True)
    assert not any("Kerbrat" in ligne.titre for ligne in map(page.liste.lignes.line, range(2)))
    page.clear()
    assert not page.occupied
    assert not any("Kerbrat" in texte for texte in everything_shown())


def test_what_raises_nothing_is_said_and_the_fiche_is_beside(page: PageRelecture, qtbot: QtBot) -> None:
    page.texte.insertPlainText("Demande de secours déposée le 3 mars.")
    qtbot.waitUntil(lambda: page.dit.text().startswith("Ce programme n’a rien relevé"))
    vers: list[Destination] = []
    page.page_wanted.connect(vers.append)
    page.fiche.click()
    assert vers == [Destination("fiches", VersFiche("ecrits"))]
    page.resize(500, 700)
    assert page.texte.isVisible()
