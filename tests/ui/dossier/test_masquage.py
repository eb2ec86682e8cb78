"""« Masquer » in the viewer of a file: by hand, by keys, by words; the copy is kept beside the file, that does not change."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from docx import Document
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from droits_usagers.domain.dossier.dossiers import GenrePiece, Piece
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.dossier.visionneuse import PageVisionneuse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.verrouillage import Verrou
from droits_usagers.ui.socle.destination import VersPiece
from droits_usagers.ui.socle.images import renew
from tests.bavards import SECRET, lettre, pages_of, picture_of, scan, stamped
from tests.ui.avec_coffre import ask, button, demande, focused, open_coffre, page_of, plain, said
from tests.ui.gestes import CTRL, press
from tests.ui.suivi.papiers import photo, word

REF = "2026-0001"
Show = Callable[[bytes], PageVisionneuse]


@pytest.fixture
def coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> Coffre:
    return open_coffre(fenetre, chemin, qtbot, [demande("Durand", envoyee=10)])


@pytest.fixture
def show(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> Show:
    """Keeps a file, and goes to see it."""

    def show(contenu: bytes) -> PageVisionneuse:
        services = fenetre.contexte.services
        ask(services, lambda: coffre.pieces.attach(REF, contenu, nom="scan.pdf", genre=GenrePiece.REPONSE), qtbot)
        fenetre.pages.go_to("piece", VersPiece(REF, kept(fenetre, coffre, qtbot)[-1][0].numero))
        page = page_of(fenetre, PageVisionneuse)
        qtbot.waitUntil(lambda: "Ouverture du document" not in said(page))
        return page

    return show


def kept(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> list[tuple[Piece, bytes]]:
    """The files of the dossier, and what is in them."""
    return ask(
        fenetre.contexte.services,
        lambda: [(piece, coffre.pieces.content(piece.empreinte)) for piece in coffre.dossiers.read(REF).pieces],
        qtbot,
    )


def begin(page: PageVisionneuse, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.vue.shown)
    page.masquer.click()
    assert page.masquage.isVisible()


def keep(page: PageVisionneuse, qtbot: QtBot) -> None:
    page.masquage.garder.click()
    qtbot.waitUntil(lambda: "Masqué :" in said(page), timeout=60_000)


def black_part(contenu: bytes, rang: int = 0) -> tuple[float, float, float, float]:
    """What is covered of a page, as parts of it."""
    vue = picture_of(contenu, rang).convert("L").point(lambda teinte: 255 if teinte == 0 else 0)
    # What is written is thinner than that.
    boite = vue.resize((vue.width // 8, vue.height // 8)).point(lambda teinte: 255 if teinte > 250 else 0).getbbox()
    assert boite is not None
    return tuple(round(8 * cote / (vue.height if rang_ % 2 else vue.width), 2) for rang_, cote in enumerate(boite))  # type: ignore[return-value]


def test_a_part_drawn_with_the_mouse_is_covered_in_a_copy_kept_beside_the_file(
    fenetre: Fenetre, coffre: Coffre, show: Show, qtbot: QtBot
) -> None:
    page = show(lettre())
    begin(page, qtbot)
    assert not page.masquage.garder.isEnabled()
    feuille = page.vue.widget()
    assert feuille is not None
    debut, fin = (QPoint(round(x * feuille.width()), round(y * feuille.height())) for x, y in ((0.1, 0.06), (0.6, 0.2)))
    QTest.mousePress(feuille, Qt.MouseButton.LeftButton, pos=debut)
    QTest.mouseMove(feuille, fin)
    QTest.mouseRelease(feuille, Qt.MouseButton.LeftButton, pos=fin)
    assert plain(page.masquage.compte.text()) == "Caches : 1. Pages : 1."

    keep(page, qtbot)

    (originale, avant), (copie, apres) = kept(fenetre, coffre, qtbot)
    assert (originale.nom, avant) == ("scan.pdf", lettre())
    assert (plain(copie.nom), copie.genre) == ("scan (masqué).pdf", GenrePiece.REPONSE)
    assert PdfDocument(apres)[0].get_textpage().count_chars() == 0
    assert black_part(apres) == pytest.approx((0.1, 0.06, 0.6, 0.2), abs=0.02)
    assert copie.masque_de == originale.empreinte
    assert "à la place de l’original" in said(page)


def test_the_copy_can_be_looked_at_and_taken_back(fenetre: Fenetre, coffre: Coffre, show: Show, qtbot: QtBot) -> None:
    page = show(lettre())
    begin(page, qtbot)
    page.masquage.entiere.click()
    keep(page, qtbot)
    button(page, "Retirer la copie").click()
    qtbot.waitUntil(lambda: "La copie est retirée" in said(page))
    assert [contenu for _, contenu in kept(fenetre, coffre, qtbot)] == [lettre()]
    button(page, "Retour au document").click()
    assert not page.masquage.isVisible()

    begin(page, qtbot)
    page.masquage.ajouter.click()
    keep(page, qtbot)
    button(page, "Voir la copie").click()
    qtbot.waitUntil(lambda: "(masqué)" in plain(page._nom.text()) and page.vue.shown)  # noqa: SLF001 - what is above the page
    assert "une image, sans texte lisible" in said(page)


def test_all_of_it_is_done_and_heard_with_the_keyboard(fenetre: Fenetre, show: Show, annonces: list[str], qtbot: QtBot) -> None:
    page = show(lettre())
    begin(page, qtbot)
    page.masquage.ajouter.click()
    assert focused() is page.vue
    press(fenetre, Qt.Key.Key_Right)
    press(fenetre, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert any("Les flèches le déplacent" in plain(dit) for dit in annonces)
    assert any("% de la hauteur" in plain(dit) for dit in annonces)
    assert page.masquage.dirty
    press(fenetre, Qt.Key.Key_Escape)
    assert focused() is page.masquage.renoncer
    page.vue.setFocus()
    page.masquage.retirer.click()
    assert not page.masquage.dirty
    press(fenetre, Qt.Key.Key_Escape)
    assert not page.masquage.active
    assert page_of(fenetre, PageVisionneuse) is page


def test_words_are_covered_wherever_they_are_and_pages_that_are_pictures_are_said(show: Show, qtbot: QtBot) -> None:
    page = show(lettre(f"{SECRET}\n#pagebreak()\nAilleurs.\n#pagebreak()\nà {SECRET.upper()}."))
    begin(page, qtbot)
    page.masquage.mots.mots.setText("kerborgne")
    page.masquage.mots.chercher.click()
    qtbot.waitUntil(lambda: "Mots couverts 2 fois (pages : 1, 3)." in said(page))

    page = show(scan())
    begin(page, qtbot)
    page.masquage.mots.mots.setText("kerborgne")
    page.masquage.mots.chercher.click()
    qtbot.waitUntil(lambda: "ne sont écrits sur aucune page" in said(page))
    assert "pages 1 à 2 : une image, sans texte lisible" in said(page)
    assert not page.masquage.garder.isEnabled()


def test_a_photograph_is_covered_too_and_what_has_no_pages_is_not(
    fenetre: Fenetre, coffre: Coffre, show: Show, qtbot: QtBot
) -> None:
    page = show(renew(photo(600, 400), "photo"))
    begin(page, qtbot)
    assert not page.masquage.mots.mots.isEnabled()
    page.masquage.ajouter.click()
    keep(page, qtbot)
    copie = kept(fenetre, coffre, qtbot)[-1][1]
    assert len(PdfDocument(copie)) == 1
    assert picture_of(copie).getpixel((5, 5)) != (0, 0, 0)

    page = show(word("Madame,"))
    qtbot.waitUntil(page.texte.isVisible)
    assert not page.masquer.isVisible()


def test_nothing_of_it_is_left_when_it_is_given_up_or_the_file_is_left(fenetre: Fenetre, show: Show, qtbot: QtBot) -> None:
    page = show(lettre())
    begin(page, qtbot)
    page.masquage.entiere.click()
    page.masquage.renoncer.click()
    assert (page.masquage.active, page.masquage.dirty) == (False, False)

    begin(page, qtbot)
    page.masquage.mots.mots.setText(SECRET)
    page.masquage.entiere.click()
    fenetre.pages.go_to("suivi")
    assert (page.masquage.dirty, page.masquage.mots.mots.text()) == (False, "")


def test_it_fits_where_text_is_twice_as_large(fenetre: Fenetre, show: Show, qtbot: QtBot) -> None:
    fenetre.resize(1366, 400)
    page = show(lettre())
    qtbot.waitUntil(lambda: page.vue.shown)
    next(renvoi for renvoi in page.passages if renvoi.titre == page.masquer.titre).go()
    titres = [renvoi.titre for renvoi in page.passages]
    assert {page.masquage.ajouter.titre, page.masquage.entiere.titre} <= set(titres)
    boutons = [bouton for bouton in page.findChildren(Bouton) if bouton.isVisible()]
    assert page.masquage.garder in boutons
    assert page.vue.height() > 60


def test_what_is_not_read_of_a_page_is_said_above_it(show: Show, qtbot: QtBot) -> None:
    page = show(scan())
    qtbot.waitUntil(lambda: "Le texte ne dit pas tout ici : une image, sans texte lisible." in said(page))


def test_a_word_file_that_only_holds_a_picture_says_so_and_one_that_holds_a_text_says_what_is_left_out(
    show: Show, qtbot: QtBot
) -> None:
    for texte, dit in (("", "Ce document n’a pas de texte"), ("Madame,", "Le texte ne dit pas tout ici : une image")):
        document, vue, sortie = Document(), io.BytesIO(), io.BytesIO()
        if texte:
            document.add_paragraph(texte)
        picture_of(lettre()).save(vue, "JPEG")
        document.add_picture(vue)
        document.save(sortie)
        page = show(sortie.getvalue())
        qtbot.waitUntil(partial(says, page, dit))


def says(page: PageVisionneuse, dit: str) -> bool:
    return dit in said(page)


@pytest.mark.parametrize("geste", ["dessine", "copie"])
def test_locked_before_the_copy_is_kept_the_lock_says_what_is_lost(
    fenetre: Fenetre, show: Show, qtbot: QtBot, geste: str
) -> None:
    page = show(pages_of(60))
    begin(page, qtbot)
    page.masquage.ajouter.click()
    if geste == "copie":
        page.masquage.garder.click()
        qtbot.waitUntil(page.masquage.progres.isVisible)

    press(fenetre, Qt.Key.Key_L, CTRL)
    verrou = fenetre.findChild(Verrou)
    assert verrou is not None
    qtbot.waitUntil(verrou.champ.isEnabled, timeout=20_000)

    assert plain(fenetre.contexte.textes("visionneuse.masquage.perdu")) in said(verrou)
    assert "a été gardé" not in said(verrou)


def test_a_stamp_that_is_not_read_is_said_before_while_and_once_words_are_covered(show: Show, qtbot: QtBot) -> None:
    dit = "une image ou un dessin, que ce programme n’a pas lu"
    page = show(stamped(60, 12))
    qtbot.waitUntil(partial(says, page, f"Le texte ne dit pas tout ici : {dit}."))
    begin(page, qtbot)
    assert f"Le texte ne dit pas tout ici : {dit}." in said(page)

    page.masquage.mots.mots.setText("refaite")
    page.masquage.mots.chercher.click()
    qtbot.waitUntil(partial(says, page, f"pas pu être cherchés partout : page 1 : {dit}"))
    keep(page, qtbot)

    assert f"pas pu être cherchés partout : page 1 : {dit}" in said(page)
