"""« Relire un écrit »: what is typed is looked at, hidden with the rest, and forgotten; the fiche is beside it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from droits_usagers.ui.grille.relecture import PageRelecture
from droits_usagers.ui.socle.destination import Destination, VersFiche
from droits_usagers.ui.socle.page import Contexte
from tests.bavards import SECRET, lettre, read_by_machine, scan, with_picture
from tests.ui.avec_coffre import plain, said
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
    # The sign that no French is written with, the name, the judgement.
    assert page.liste.lignes.rowCount() == 3
    assert page.dit.text().startswith("3 passages")
    page.liste.line_opened.emit("2")
    assert page.texte.textCursor().selectedText() == "Famille peu coopérative."
    assert page.occupied

    page.be_discreet(discreet=True)
    assert not any("Kerbrat" in ligne.titre for ligne in map(page.liste.lignes.line, range(3)))
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


def shows(page: PageRelecture, muettes: list[str]) -> bool:
    return lines(page) == muettes


def lines(page: PageRelecture) -> list[str]:
    return [plain(page.liste.lignes.line(rang).titre) for rang in range(page.liste.lignes.rowCount())]


def test_of_a_file_what_is_not_read_is_listed_and_nothing_is_said_of_it(
    page: PageRelecture, tmp_path: Path, qtbot: QtBot
) -> None:
    fichier = tmp_path / "recu.pdf"
    page.ask_file = lambda: fichier
    for contenu, muettes in (
        (scan(), ["Pages 1 à 2 : une image, sans texte lisible"]),
        (with_picture(), ["Page 1 : une image ou un dessin, que ce programme n’a pas lu"]),
    ):
        fichier.write_bytes(contenu)
        page.ouvrir.click()
        qtbot.waitUntil(partial(shows, page, muettes))
        assert page.dit.text().startswith("Tout n’a pas pu être lu")
        page.liste.line_opened.emit("muette0")
    fichier.write_bytes(read_by_machine())
    page.ouvrir.click()
    qtbot.waitUntil(lambda: len(lines(page)) > 2)
    assert lines(page)[0].startswith("Page 1 : un texte qui ne se voit pas, lu par une machine")
    assert "Kerborgme" in lines(page)[-1]
    # Once nothing is left of it, what is typed is another text.
    page.texte.clear()
    page.texte.insertPlainText("Demande de secours déposée le 3 mars.")
    qtbot.waitUntil(lambda: page.dit.text().startswith("Ce programme n’a rien relevé"))
    assert lines(page) == []


def test_a_file_that_is_read_whole_is_as_a_text_and_one_that_cannot_be_is_said(
    page: PageRelecture, tmp_path: Path, qtbot: QtBot
) -> None:
    fichier = tmp_path / "recu.pdf"
    page.ask_file = lambda: fichier
    fichier.write_bytes(lettre(f"Elle vit à {SECRET}."))
    page.ouvrir.click()
    qtbot.waitUntil(lambda: lines(page) == [SECRET])
    assert page.dit.text().startswith("Un passage")
    fichier.write_bytes(b"%PDF-1.7 rien")
    page.ouvrir.click()
    qtbot.waitUntil(lambda: "abîmé" in said(page))
    assert lines(page) == [SECRET]
