"""« Relire un écrit »: what is typed is looked at, hidden with the rest, and forgotten; the fiche is beside it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from droits_usagers.services.dossier.masquage import PdfAMasquer
from droits_usagers.services.socle.travail import Avancement, Rappels
from droits_usagers.ui.composants import TexteLong
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.grille.relecture import PageRelecture
from droits_usagers.ui.socle.destination import Destination, VersFiche
from droits_usagers.ui.socle.page import Contexte
from tests.bavards import SECRET, bavard, lettre, picture_of, read_by_machine, scan, with_picture
from tests.cli.test_masquer import said_by
from tests.outils import besoin_de
from tests.ui.avec_coffre import button, plain, said
from tests.ui.gestes import everything_shown, show_alone
from tests.ui.lettre.conftest import SortiesFausses
from tests.ui.socle.test_sorties import accept, answer

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
    # The sign that no French is written with and the name, in one sentence; the judgement.
    assert page.liste.lignes.rowCount() == 2
    assert page.dit.text().startswith("2 phrases")
    assert "Kerbrat" in page.liste.lignes.line(0).sous_titre
    page.liste.line_opened.emit(page.liste.lignes.line(1).id)
    assert page.texte.textCursor().selectedText() == "Famille peu coopérative."
    assert page.occupied

    page.be_discreet(discreet=True)
    assert not any("Kerbrat" in ligne.titre for ligne in map(page.liste.lignes.line, range(2)))
    assert page.relues.phrase is None
    page.clear()
    assert not page.occupied
    qtbot.waitUntil(lambda: not any("Kerbrat" in texte for texte in everything_shown()))


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
        (scan(), ["Page 1 : une image, sans texte lisible", "Page 2 : une image, sans texte lisible"]),
        (with_picture(), ["Page 1 : une image ou un dessin, que ce programme n’a pas lu"]),
    ):
        fichier.write_bytes(contenu)
        page.ouvrir.click()
        qtbot.waitUntil(partial(shows, page, muettes))
        assert page.dit.text().startswith("Tout n’a pas pu être lu")
        page.liste.line_opened.emit(page.liste.lignes.line(0).id)
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
    qtbot.waitUntil(lambda: lines(page) == [f"Elle vit à {SECRET}."])
    assert page.dit.text().startswith("Une phrase")
    fichier.write_bytes(b"%PDF-1.7 rien")
    page.ouvrir.click()
    qtbot.waitUntil(lambda: "abîmé" in said(page))
    assert lines(page) == [f"Elle vit à {SECRET}."]


L, R, E = Qt.Key.Key_L, Qt.Key.Key_R, Qt.Key.Key_E
ECRIT = "Reçue le 3 mars. Mme Kerbrat vit à Guiscriff. Elle demande un secours. Son voisin M. Diallo le dit."


def word(chemin: Path, *paragraphes: str) -> Path:
    document = Document()
    for texte in paragraphes:
        document.add_paragraph(texte)
    document.core_properties.author = "Nadia Le Goff"
    document.save(str(chemin))
    return chemin


def open_there(page: PageRelecture, fichier: Path, qtbot: QtBot) -> None:
    page.ask_file = lambda: fichier
    page.ouvrir.click()
    qtbot.waitUntil(lambda: page.liste.lignes.rowCount() > 0)
    page.relues.focus_undecided()


def press(page: PageRelecture, *touches: Qt.Key) -> None:
    for touche in touches:
        QTest.keyClick(page.liste, touche)


def states(page: PageRelecture) -> list[str]:
    return [plain(page.liste.lignes.line(rang).mot) for rang in range(page.liste.lignes.rowCount())]


def copied(page: PageRelecture, sorties: SortiesFausses, qtbot: QtBot) -> Path:
    page.copier.click()
    qtbot.waitUntil(lambda: bool(sorties.fichiers), timeout=20_000)
    return sorties.fichiers[-1]


def test_a_copy_says_what_is_left_once_all_is_decided_and_the_file_is_as_it_was(
    page: PageRelecture, sorties: SortiesFausses, tmp_path: Path, qtbot: QtBot
) -> None:
    fichier = word(tmp_path / "kerbrat.docx", *ECRIT.split(" Elle "))
    avant = fichier.read_bytes()
    open_there(page, fichier, qtbot)
    qtbot.waitUntil(lambda: len(states(page)) > 1)
    assert states(page)[0] == "À décider"
    page.copier.click()
    qtbot.waitUntil(lambda: "La copie ne peut pas être faite avant" in said(page))
    press(page, R)
    while page.relues.reste:
        press(page, L)
    assert states(page)[0] == "Retirée de la copie"
    copie = copied(page, sorties, qtbot)
    assert copie.name == "ecrit-relu.docx"
    dit = "\n".join(paragraphe.text for paragraphe in Document(str(copie)).paragraphs)
    assert "Kerbrat" not in dit
    assert "M. Diallo" in dit
    assert Document(str(copie)).core_properties.author == ""
    assert fichier.read_bytes() == avant
    qtbot.waitUntil(lambda: "La copie, relue" in said(page))
    assert "Retirées : 1. Laissées par vous : " in said(page)
    assert "Diallo" in said(page)


def test_a_copy_never_takes_the_place_of_the_file_that_was_opened(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    page = PageRelecture(fenetre.contexte)
    show_alone(page, qtbot, 1290, 720)
    fichier = word(tmp_path / "ecrit-relu.docx", "Mme Kerbrat est venue.", "Elle demande un secours.")
    avant = fichier.read_bytes()
    open_there(page, fichier, qtbot)
    qtbot.waitUntil(lambda: len(states(page)) > 1)
    while page.relues.reste:
        press(page, R)
    answer(accept(tmp_path))
    page.copier.click()
    qtbot.waitUntil(lambda: "ecrit-relu.docx est le document à masquer" in said(page))
    assert fichier.read_bytes() == avant
    (tmp_path / "copie").mkdir()
    answer(accept(tmp_path / "copie"))
    page.copier.click()
    qtbot.waitUntil(lambda: "La copie, relue" in said(page))
    assert [*(tmp_path / "copie").iterdir()] == [tmp_path / "copie" / "ecrit-relu.docx"]
    page.clear()


def test_what_was_typed_is_taken_out_put_back_rewritten_or_all_at_once(
    page: PageRelecture, sorties: SortiesFausses, qtbot: QtBot
) -> None:
    page.texte.insertPlainText(ECRIT)
    qtbot.waitUntil(lambda: len(states(page)) > 1)
    page.relues.focus_undecided()
    press(page, R)
    page.liste.go_to(page.liste.lignes.line(0).id)
    press(page, R)
    assert states(page)[0] == "À décider"
    assert page.relues.phrase is not None
    assert "ligne 1 sur" in plain(page.relues.phrase.accessibleName())
    press(page, E)
    assert page.relues.phrase.is_being_written
    (saisie,) = page.relues.phrase.findChildren(TexteLong)
    saisie.setPlainText("Elle vit en ville.")
    button(page, "Écrire cela").click()
    qtbot.waitUntil(lambda: "Guiscriff" not in page.texte.toPlainText() and not any("Guiscriff" in un for un in lines(page)))
    assert page.texte.toPlainText().startswith("Reçue le 3 mars. Elle vit en ville. Elle demande")
    page.relues.tout.click() if page.relues.reste > 1 else press(page, R)
    assert not page.relues.reste
    copie = copied(page, sorties, qtbot)
    assert copie.suffix == ".txt"
    assert "Diallo" not in copie.read_text()
    assert copie.read_text().startswith("Reçue le 3 mars. Elle vit en ville.")


def test_where_all_was_taken_out_no_file_is_written_and_it_is_said(
    page: PageRelecture, sorties: SortiesFausses, qtbot: QtBot
) -> None:
    page.copier.click()
    qtbot.waitUntil(lambda: "pas de texte à copier" in said(page))
    page.texte.insertPlainText("Mme Kerbrat vit à Guiscriff.")
    qtbot.waitUntil(lambda: states(page) == ["À décider"])
    page.relues.focus_undecided()
    press(page, R)
    page.copier.click()
    qtbot.waitUntil(lambda: "pas de texte à copier" in said(page))
    assert sorties.fichiers == []


def test_a_sentence_that_a_page_folds_is_one_line_and_is_covered_whole(
    page: PageRelecture, sorties: SortiesFausses, tmp_path: Path, qtbot: QtBot
) -> None:
    fichier = tmp_path / "recu.pdf"
    fichier.write_bytes(lettre("Vue hier au guichet. Elle dort depuis mardi chez son\\ \namie Rozenn Bescond, de Guiscriff."))
    open_there(page, fichier, qtbot)
    qtbot.waitUntil(lambda: lines(page) == ["Elle dort depuis mardi chez son amie Rozenn Bescond, de Guiscriff."])
    page.relues.focus_undecided()
    press(page, R)
    source = PdfAMasquer(lettre("Vue hier au guichet. Elle dort depuis mardi chez son\\ \namie Rozenn Bescond, de Guiscriff."))
    source.open()
    zones = [zone for dit in ("mardi chez son", "amie Rozenn Bescond") for zone in source.find(0, dit)]
    source.close()
    assert len(zones) > 1
    vue = picture_of(copied(page, sorties, qtbot).read_bytes())
    for zone in zones:
        gauche, haut, droite, bas = zone.pixels(*vue.size)
        assert len(vue.crop((gauche + 3, haut + 3, droite - 3, bas - 3)).getcolors(100_000) or ()) == 1


@besoin_de("pdftotext")
def test_of_pages_the_copy_is_pictures_where_the_sentences_are_covered(
    page: PageRelecture, sorties: SortiesFausses, tmp_path: Path, qtbot: QtBot
) -> None:
    fichier = tmp_path / "recu.pdf"
    fichier.write_bytes(bavard())
    open_there(page, fichier, qtbot)
    qtbot.waitUntil(lambda: f"Elle vit à {SECRET}." in lines(page))
    assert page.copier.titre == "Faire une copie masquée…"
    page.relues.tout.click()
    for rang in range(page.liste.lignes.rowCount()):
        # The page is left once it was looked at: only its sentences are covered.
        if page.liste.lignes.line(rang).titre.startswith("Page"):
            page.liste.go_to(page.liste.lignes.line(rang).id)
            press(page, R, L)
    copie = copied(page, sorties, qtbot)
    assert said_by("pdftotext", copie, "-").split() == []
    assert SECRET.encode() not in copie.read_bytes()
    source = PdfAMasquer(bavard())
    source.open()
    (zone,) = source.find(0, f"Elle vit à {SECRET}")
    source.close()
    vue = picture_of(copie.read_bytes())
    gauche, haut, droite, bas = zone.pixels(*vue.size)
    assert vue.crop((gauche + 2, haut + 2, droite - 2, bas - 2)).getcolors() == [
        ((droite - gauche - 4) * (bas - haut - 4), (0, 0, 0))
    ]
    # The rest is seen.
    assert len(vue.crop((0, bas + 4, *vue.size)).getcolors(100_000) or ()) > 2
    assert fichier.read_bytes() == bavard()
    qtbot.waitUntil(lambda: "Masqué : " in said(page))


def test_a_page_without_text_is_shown_and_leaves_only_once_decided(
    page: PageRelecture, sorties: SortiesFausses, tmp_path: Path, qtbot: QtBot
) -> None:
    fichier = tmp_path / "recu.pdf"
    fichier.write_bytes(scan())
    open_there(page, fichier, qtbot)
    qtbot.waitUntil(lambda: page.vue.shown)
    assert page.vue.isVisible()
    assert not page.texte.isVisible()
    page.be_discreet(discreet=True)
    assert not page.vue.viewport().isVisible()
    page.be_discreet(discreet=False)
    press(page, L, R)
    copie = copied(page, sorties, qtbot)
    vues = [picture_of(copie.read_bytes(), rang).getcolors(100_000) or () for rang in range(2)]
    assert len(vues[0]) > 1
    assert len(vues[1]) == 1


def test_a_photograph_is_shown_and_its_copy_is_a_page(
    page: PageRelecture, sorties: SortiesFausses, tmp_path: Path, qtbot: QtBot
) -> None:
    fichier = tmp_path / "photo.png"
    Image.effect_noise((300, 200), 40).save(fichier)
    open_there(page, fichier, qtbot)
    assert page.copier.titre == "Faire une copie masquée…"
    press(page, R)
    assert len(picture_of(copied(page, sorties, qtbot).read_bytes()).getcolors(100_000) or ()) == 1
    # What is typed then is another text: nothing is said of the picture.
    page.texte.insertPlainText("Demande de secours déposée le 3 mars.")
    qtbot.waitUntil(lambda: page.dit.text().startswith("Ce programme n’a rien relevé"))


def test_a_copy_that_is_being_made_is_forgotten_with_the_rest(
    page: PageRelecture, contexte: Contexte, sorties: SortiesFausses, tmp_path: Path, qtbot: QtBot
) -> None:
    fichier, finis = tmp_path / "photo.png", list[Avancement]()
    Image.effect_noise((300, 200), 40).save(fichier)
    open_there(page, fichier, qtbot)
    press(page, R)
    page.copier.click()
    assert page.images.progres.isVisible()
    page.clear()
    # Long works follow one another: the copy is over, one way or the other.
    rappels = Rappels(on_progress=print, on_success=finis.append, on_failure=print, on_cancelled=finis.append)
    contexte.services.rendu.submit_units(lambda: iter(()), rappels)
    qtbot.waitUntil(lambda: bool(finis))
    assert not page.images.progres.isVisible()
    assert sorties.fichiers == []
