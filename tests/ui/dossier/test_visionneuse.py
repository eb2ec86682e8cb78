"""A kept file, shown in the window: real files, and no trace of them outside."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.dossier.dossiers import GenrePiece
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.dossier.visionneuse import PageVisionneuse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersPiece
from droits_usagers.ui.socle.images import renew
from droits_usagers.ui.socle.sorties import SortiesEcran
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.coffres import CANARI, files_holding
from tests.ui.avec_coffre import ask, button, demande, focused, open_coffre, page_of, said
from tests.ui.gestes import CTRL, everything_shown, press, settle
from tests.ui.suivi.papiers import pdf, photo, word

Show = Callable[..., PageVisionneuse]


@pytest.fixture
def coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> Coffre:
    return open_coffre(fenetre, chemin, qtbot, [demande("Durand", envoyee=10)])


@pytest.fixture
def show(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> Show:
    """Keeps a file, and goes to see it."""

    def keep(contenu: bytes, *, nom: str = "scan", courrier: int | None = None) -> int:
        coffre.pieces.attach("2026-0001", contenu, nom=nom, genre=GenrePiece.REPONSE, courrier=courrier)
        lu = coffre.dossiers.read("2026-0001")
        gardees = (*lu.pieces, *(un.piece for un in lu.courriers if un.piece is not None))
        return max(piece.numero for piece in gardees)

    def show(contenu: bytes, *, courrier: int | None = None) -> PageVisionneuse:
        numero = ask(fenetre.contexte.services, lambda: keep(contenu, courrier=courrier), qtbot)
        fenetre.pages.go_to("piece", VersPiece("2026-0001", numero))
        page = page_of(fenetre, PageVisionneuse)
        qtbot.waitUntil(lambda: "Ouverture du document" not in said(page))
        return page

    return show


def says(page: PageVisionneuse, phrase: str) -> bool:
    return phrase in said(page)


def drawn(page: PageVisionneuse, texte: str) -> Callable[[], bool]:
    return lambda: page.vue.shown and page.texte.toPlainText() == texte


def test_where_the_height_is_short_the_menu_of_the_title_does_what_is_above_the_page(
    fenetre: Fenetre, show: Show, qtbot: QtBot
) -> None:
    page = show(pdf())
    qtbot.waitUntil(drawn(page, "Premier feuillet"))
    assert (page.compte, page.passages) == ("", ())
    fenetre.resize(1366, 400)
    qtbot.waitUntil(lambda: page.compte == "1/2")
    assert page._nom.text() in page.titre  # noqa: SLF001 - what was above the page
    assert "page 1 sur 2" not in said(page)
    page_, texte, plus, moins, ailleurs, masquer = page.passages
    texte.go()
    assert page.texte.isVisible()
    assert len(page.passages) == 4
    page_.go()
    assert page.vue.isVisible()
    assert plus.permis
    assert plus.titre == page.agrandir.titre
    assert moins.titre == page.reduire.titre
    assert (ailleurs.titre, page.ailleurs.isVisible()) == (page.ailleurs.titre, False)
    assert (masquer.titre, page.masquer.isVisible()) == (page.masquer.titre, False)


def test_a_pdf_is_leafed_through_with_the_keyboard(fenetre: Fenetre, show: Show, qtbot: QtBot) -> None:
    page = show(pdf())
    qtbot.waitUntil(drawn(page, "Premier feuillet"))
    assert "page 1 sur 2" in said(page)
    assert "Réponse reçue" in page.titre
    assert focused() is page.vue
    press(fenetre, Qt.Key.Key_End)
    press(fenetre, Qt.Key.Key_PageDown)
    qtbot.waitUntil(drawn(page, "Second feuillet"))
    assert page.vue.verticalScrollBar().value() == 0
    assert not page.suivante.isEnabled()
    press(fenetre, Qt.Key.Key_PageDown)
    press(fenetre, Qt.Key.Key_Home)
    press(fenetre, Qt.Key.Key_PageUp)
    qtbot.waitUntil(drawn(page, "Premier feuillet"))
    assert page.vue.verticalScrollBar().value() == page.vue.verticalScrollBar().maximum()
    page.suivante.click()
    page.precedente.click()
    qtbot.waitUntil(drawn(page, "Premier feuillet"))


def test_a_page_is_made_larger_and_smaller(fenetre: Fenetre, show: Show, qtbot: QtBot) -> None:
    page = show(pdf())
    qtbot.waitUntil(drawn(page, "Premier feuillet"))
    avant = page.vue.page_width()
    page.agrandir.click()
    assert page.vue.page_width() > avant
    page.vue.setFocus()
    for _ in range(4):
        press(fenetre, Qt.Key.Key_Plus)
    assert not page.vue.can_grow
    assert page.vue.horizontalScrollBar().maximum() > 0
    for _ in range(4):
        press(fenetre, Qt.Key.Key_Minus)
    page.reduire.click()
    assert page.vue.page_width() == avant


def test_its_text_is_for_who_listens(show: Show, qtbot: QtBot) -> None:
    page = show(pdf())
    qtbot.waitUntil(drawn(page, "Premier feuillet"))
    page._onglets.setCurrentIndex(1)  # noqa: SLF001 - the tab
    assert page.texte.isVisible()
    assert page.texte.accessibleName() == "Texte de la page 1"


def test_a_picture_has_no_text_and_says_so(show: Show, qtbot: QtBot) -> None:
    page = show(renew(photo(), "photo"))
    qtbot.waitUntil(lambda: page.vue.shown)
    assert page.texte.toPlainText().startswith("Cette page est une image")
    assert not page.suivante.isVisible()


def test_word_and_text_are_read(show: Show) -> None:
    for contenu, texte in ((word("Madame,"), "Madame,"), ("Élodie".encode("cp1252"), "Élodie")):
        page = show(contenu)
        assert page.texte.isVisible()
        assert page.texte.toPlainText().strip() == texte


@pytest.mark.qt_log_ignore(".*")
def test_what_cannot_be_shown_is_one_clear_sentence(show: Show, qtbot: QtBot) -> None:
    for contenu, phrase in (
        (b"%PDF-1.7 rien", "abîmé"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ne montre pas ce genre"),
        (b"PK\x03\x04word/document.xml", "abîmé"),
        (b"\x89PNG\r\n\x1a\n", "abîmé"),
    ):
        page = show(contenu)
        qtbot.waitUntil(partial(says, page, phrase))
        assert page.ailleurs.isVisible()
        assert not page.vue.shown


def test_a_file_that_is_gone_is_said(fenetre: Fenetre, show: Show, qtbot: QtBot) -> None:
    page = show(pdf())
    fenetre.pages.go_to("piece", VersPiece("2026-0001", 99))
    qtbot.waitUntil(lambda: "n’est plus dans le coffre" in said(page))


def test_the_file_of_a_letter_is_shown_too(fenetre: Fenetre, coffre: Coffre, show: Show, qtbot: QtBot) -> None:
    gabarit = GabaritUtilise("acces/demande", "1", "0" * 16)
    courrier = ask(fenetre.contexte.services, lambda: coffre.lettres.keep("2026-0001", etape="demande", gabarit=gabarit), qtbot)
    page = show(pdf(), courrier=courrier)
    qtbot.waitUntil(drawn(page, "Premier feuillet"))


def test_f9_covers_it(show: Show, qtbot: QtBot) -> None:
    page = show(pdf())
    qtbot.waitUntil(drawn(page, "Premier feuillet"))
    page.be_discreet(discreet=True)
    assert not page.vue.isVisible()
    assert "scan" not in said(page)
    page.be_discreet(discreet=False)
    assert page.vue.isVisible()


def test_going_back_leaves_nothing_of_it(fenetre: Fenetre, show: Show, qtbot: QtBot) -> None:
    page = show(pdf(CANARI))
    qtbot.waitUntil(drawn(page, CANARI))
    press(fenetre, Qt.Key.Key_Escape)
    suivi = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: suivi.panneau.dossier is not None)
    settle()
    assert not page.vue.shown
    assert not [texte for texte in everything_shown() if CANARI in texte]


def test_looking_elsewhere_meanwhile_keeps_nothing_of_it(fenetre: Fenetre, show: Show, qtbot: QtBot) -> None:
    page = show(pdf(CANARI))
    qtbot.waitUntil(drawn(page, CANARI))
    fenetre.pages.go_to("reglages")
    assert page.texte.toPlainText() == ""
    fenetre.pages.go_to("piece")
    qtbot.waitUntil(drawn(page, CANARI))
    assert isinstance(page.place, VersPiece)
    assert page.place.reference == "2026-0001"


# Outside.


def test_nothing_is_written_before_the_place_is_chosen(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    contenu, ailleurs = pdf(CANARI), tmp_path / "choisi.pdf"
    proposes: list[str] = []
    ouverts: list[Path] = []

    def save(_sorties: SortiesEcran, libre: Libre[bytes], nom: str, _original: Path | None = None) -> Path:
        proposes.append(nom)
        ailleurs.write_bytes(libre.contenu)
        return ailleurs

    monkeypatch.setattr(SortiesEcran, "save_file", save)
    monkeypatch.setattr(SortiesEcran, "open_file", lambda _sorties, chemin: ouverts.append(chemin))
    page = show(contenu)
    page.ailleurs.click()
    assert "Le programme qui l’ouvrira peut en garder une trace" in said(page)
    button(page, "Ne rien écrire").click()
    settle()
    assert proposes == []
    page.ailleurs.click()
    button(page, "Choisir où l’écrire").click()
    qtbot.waitUntil(lambda: bool(proposes))
    assert proposes == ["2026-0001-reponse.pdf"]
    assert ailleurs.read_bytes() == contenu
    button(page, "Ouvrir la copie").click()
    assert ouverts == [ailleurs]


def test_a_file_that_was_looked_at_is_nowhere_in_clear(
    fenetre: Fenetre, show: Show, tmp_path: Path, chemin: Path, qtbot: QtBot
) -> None:
    page = show(word(CANARI))
    assert CANARI in page.texte.toPlainText()
    page = show(pdf(CANARI))
    qtbot.waitUntil(drawn(page, CANARI))
    press(fenetre, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is None)
    assert chemin.exists()
    assert files_holding(tmp_path, CANARI) == []
    assert files_holding(Path.home(), CANARI) == []
    settle()
    assert not [texte for texte in everything_shown() if CANARI in texte]
