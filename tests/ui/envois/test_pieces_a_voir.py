"""What is joined to a complaint is read first: a number nobody needs, a page nobody read, are looked at before it leaves."""

from pathlib import Path

import typst
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.domain.dossier.dossiers import GenrePiece
from droits_usagers.ui.envois.page import PageMasse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from tests.bavards import lettre, scan
from tests.services.grilles import pages
from tests.ui.avec_coffre import ask, said
from tests.ui.envois.conftest import SILENCE, Masse, T, choose_folder, coffre_of, late, wait_made
from tests.ui.gestes import ENTREE, press

REFUS = (*SILENCE, (20, T.REFUS))
NIR = "1 85 05 78 006 084 91"
REPONSE = f"""Madame, nous ne donnons pas suite à votre demande du 3 mars.
Votre numéro de sécurité sociale : {NIR}.
Accueil : 01 49 15 40 00."""
PIECES = "2026-0001-pieces.pdf"


def keep(fenetre: Fenetre, qtbot: QtBot, contenu: bytes, nom: str = "r.pdf", genre: GenrePiece = GenrePiece.REPONSE) -> None:
    coffre = coffre_of(fenetre)
    ask(fenetre.contexte.services, lambda: coffre.pieces.attach("2026-0001", contenu, nom=nom, genre=genre), qtbot)


def go_on(page: PageMasse, qtbot: QtBot) -> None:
    page.preparer.suite.click()
    wait_made(page, qtbot)


def told(fichier: Path) -> str:
    return " ".join(pages(fichier.read_bytes()))


def lines(page: PageMasse) -> list[str]:
    modele = page.preparer.a_voir.liste.lignes
    return [str(modele.index(rang).data()).replace("\N{NO-BREAK SPACE}", " ") for rang in range(modele.rowCount())]


def test_an_exhibit_with_nothing_to_look_at_leaves_without_a_question(
    fenetre: Fenetre, masse: Masse, dossier: Path, qtbot: QtBot
) -> None:
    page = masse("plainte_cnil", late(*REFUS))
    keep(fenetre, qtbot, lettre("Nous ne donnons pas suite à votre demande du 3 mars 2026. Accueil : 01 49 15 40 00."))
    choose_folder(dossier)

    go_on(page, qtbot)

    assert "Nous ne donnons pas suite" in told(dossier / PIECES)
    assert not page.preparer.a_voir.isVisible()


def test_a_number_is_said_before_anything_is_written_and_leaves_only_where_it_is_ticked(
    fenetre: Fenetre, masse: Masse, dossier: Path, qtbot: QtBot
) -> None:
    page = masse("plainte_cnil", late(*REFUS))
    keep(fenetre, qtbot, lettre(REPONSE))
    choose_folder(dossier)

    go_on(page, qtbot)

    assert [*dossier.iterdir()] == []
    assert lines(page) == [f"2026-0001, pièce n° 3 (Lettre de refus) : Un numéro de sécurité sociale : {NIR} (page 1)"]
    assert fenetre.focusWidget() is page.preparer.a_voir.liste
    # The folder was chosen: one key joins it, one goes on.
    fenetre.activateWindow()
    qtbot.waitUntil(fenetre.isActiveWindow)
    press(fenetre, Qt.Key.Key_Space)
    press(fenetre, ENTREE)
    wait_made(page, qtbot)
    assert NIR in told(dossier / PIECES)
    assert lines(page) == []


def test_what_is_not_ticked_is_left_out_and_it_is_said(fenetre: Fenetre, masse: Masse, dossier: Path, qtbot: QtBot) -> None:
    page = masse("plainte_cnil", late(*REFUS))
    keep(fenetre, qtbot, lettre(REPONSE))
    choose_folder(dossier)
    go_on(page, qtbot)

    go_on(page, qtbot)

    assert NIR not in told(dossier / PIECES)
    assert "Pièce n° 3 Lettre de refus À joindre" in told(dossier / PIECES)
    assert "2026-0001 : de celles-ci, ce qui n’était pas coché des pièces 3 n’a pas été joint" in said(page)


def test_a_page_without_text_is_never_said_to_hold_nothing(fenetre: Fenetre, masse: Masse, dossier: Path, qtbot: QtBot) -> None:
    page = masse("plainte_cnil", late(*REFUS))
    keep(fenetre, qtbot, scan())
    photo = bytes(typst.compile(b"#set page(width: 100pt, height: 60pt, fill: blue)", format="png"))
    keep(fenetre, qtbot, photo, "avis.png", GenrePiece.PREUVE)
    choose_folder(dossier)

    go_on(page, qtbot)

    assert [*dossier.iterdir()] == []
    avis, reponse = lines(page)
    assert avis.startswith("2026-0001, pièce n° 2 (")
    assert "image" in avis
    assert "pages 1 à 2 : une image, sans texte lisible" in reponse


def test_the_list_is_hidden_by_f9_opens_its_dossier_and_nothing_of_it_stays(
    fenetre: Fenetre, masse: Masse, dossier: Path, qtbot: QtBot
) -> None:
    page = masse("plainte_cnil", late(*REFUS))
    keep(fenetre, qtbot, lettre(REPONSE))
    choose_folder(dossier)
    go_on(page, qtbot)
    fenetre.activateWindow()
    qtbot.waitUntil(fenetre.isActiveWindow)

    for masque in (True, False):
        press(fenetre, Qt.Key.Key_F9)
        assert page.preparer.a_voir.isVisible() is not masque
        assert page.preparer.a_voir.liste.hasFocus() is not masque
    with qtbot.waitSignal(page.preparer.dossier_asked) as ouvert:
        page.preparer.a_voir.voir.click()
    assert ouvert.args == ["2026-0001"]
    page.preparer.clear()
    assert lines(page) == []
    assert NIR not in repr(vars(page.preparer.a_voir))
