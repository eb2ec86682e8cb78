"""The end of the wizard: what one leaves with when there is no printer."""

import pytest
from docx import Document
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.ui.composants import BoutonLien
from droits_usagers.ui.lettre.ecran_relire import EcranRelire
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.disposition import stops_in
from tests.ui.avec_coffre import button
from tests.ui.gestes import settle
from tests.ui.lettre.conftest import SortiesFausses
from tests.ui.lettre.parcours import (
    CTRL,
    ENTREE,
    TAB,
    answer,
    ask_danger,
    begin,
    go_to,
    is_at_the_end,
    press,
    said,
    say,
    screen,
    tab_to,
    texts_of,
    title,
)

NOM = "Quetzalcóatl"


@pytest.fixture
def fin(page: AssistantPage, qtbot: QtBot) -> AssistantPage:
    """A letter ready to leave, with what goes with it."""
    settle()
    begin(page)
    press(ENTREE)
    answer(page, "concerne_nom", NOM)
    go_to(page, say(page, "fin.titre"), qtbot)
    qtbot.waitUntil(lambda: say(page, "fin.kit.apres") in list(texts_of(screen(page))))
    return page


def test_all_of_it_is_saved_in_two_files(fin: AssistantPage, sorties: SortiesFausses, qtbot: QtBot) -> None:
    tab_to(say(fin, "fin.tout"))
    with qtbot.waitSignal(fin.letter_finished):
        press(ENTREE)
    pdf, word = sorties.fichiers
    assert (pdf.name, word.name) == ("2026-11-24-acces-demande-ensemble.pdf", "2026-11-24-acces-demande-ensemble.docx")
    lu = PdfDocument(pdf.read_bytes())
    pages = [page.get_textpage().get_text_bounded() for page in lu]
    debuts = [rang for rang, page in enumerate(pages) if "Objet" in page or "Et apr" in page]
    assert len(debuts) == 2
    assert {rang % 2 for rang in debuts} == {0}
    assert any(NOM in paragraphe.text for paragraphe in Document(str(word)).paragraphs)
    assert word.name in " ".join(texts_of(screen(fin)))


def count_stops(page: AssistantPage) -> int:
    """How many Tab stops at, from the top of the screen down to what is pressed under it."""
    press(TAB)
    arrets = [un for un in stops_in(page) if un.isVisible()]
    dedans = [un for un in arrets if screen(page).isAncestorOf(un)]
    hauts = [un.mapTo(screen(page), QPoint(0, 0)).y() for un in dedans]
    # One in the middle of a line may begin above or under what is beside it.
    remontent = [un for un, haut, avant in zip(dedans[1:], hauts[1:], hauts, strict=False) if haut + un.height() < avant]
    assert remontent == [], title(page)
    rangs = [arrets.index(un) for un in dedans]
    assert rangs == [*range(rangs[0], rangs[0] + len(rangs))]
    assert arrets[rangs[-1] + 1].titre == page.textes("commun.retour")  # type: ignore[attr-defined] # a button
    return len(dedans)


def test_tab_goes_down_each_screen_of_a_letter(page: AssistantPage, qtbot: QtBot) -> None:
    settle()
    begin(page)
    arrets = 0
    while not is_at_the_end(page):
        arrets += count_stops(page)
        press(ENTREE, CTRL)
    qtbot.waitUntil(lambda: say(page, "fin.kit.apres") in list(texts_of(screen(page))))
    assert count_stops(page) > 5
    assert arrets > 30


@pytest.mark.usefixtures("listening")
def test_tab_goes_down_what_comes_after_the_screen_was_shown(page: AssistantPage, qtbot: QtBot) -> None:
    """The lines to decide, what the letter says, what is missing, what to remember: all of it is read in its place."""
    settle()
    ask_danger(page)
    press(Qt.Key.Key_Space)
    go_to(page, say(page, "groupes.soi.titre"), qtbot)
    answer(page, "concerne_nom", NOM)
    go_to(page, say(page, "relire.titre"), qtbot)
    relire = screen(page)
    assert isinstance(relire, EcranRelire)
    qtbot.waitUntil(lambda: bool(relire.lignes.relues and said(page)))
    settle()
    assert count_stops(page) > 10
    go_to(page, say(page, "fin.titre"), qtbot)
    qtbot.waitUntil(lambda: say(page, "fin.retenir.titre") in list(texts_of(screen(page))))
    settle()
    assert count_stops(page) > 10


def test_each_page_is_saved_alone(fin: AssistantPage, sorties: SortiesFausses, qtbot: QtBot) -> None:
    seul = say(fin, "fin.seul_nom", quoi=say(fin, "fin.kit.apres"))
    bouton = next(un for un in screen(fin).findChildren(BoutonLien) if un.accessibleName() == seul)
    with qtbot.waitSignal(fin.letter_finished):
        bouton.click()
    (pdf,) = sorties.fichiers
    assert pdf.name == "2026-11-24-acces-demande-apres.pdf"
    assert PdfDocument(pdf.read_bytes())[0].get_textpage().get_text_bounded().startswith("Et apr")


@pytest.mark.parametrize("panne", [Panne.PAS_D_IMPRIMANTE, Panne.IMPRIMANTE_REFUSE])
def test_without_a_printer_one_leaves_with_the_files(
    fin: AssistantPage, sorties: SortiesFausses, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, panne: Panne
) -> None:
    def refuse(_self: SortiesFausses, _liasses: object) -> bool:
        raise ExpectedError(panne, imprimante="Accueil")

    monkeypatch.setattr(SortiesFausses, "print_pages", refuse)
    press(ENTREE)
    qtbot.waitUntil(lambda: say(fin, "fin.empeche") in list(texts_of(screen(fin))))
    assert say(fin, "fin.fait.imprime_mot") not in list(texts_of(screen(fin)))
    settle()
    bouton = button(screen(fin), say(fin, "fin.tout"))
    assert bouton.isVisible()
    bouton.click()
    qtbot.waitUntil(lambda: len(sorties.fichiers) == 2)


def test_a_key_pressed_twice_asks_once(
    fin: AssistantPage, sorties: SortiesFausses, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Making the pages takes a moment: someone tired presses again, and another dialog would open over the first."""
    demandes: list[object] = []
    monkeypatch.setattr(SortiesFausses, "print_pages", lambda _self, liasses: demandes.append(liasses))
    for _ in range(3):
        press(ENTREE)
    qtbot.waitUntil(lambda: bool(demandes))
    with qtbot.waitSignal(fin.letter_finished):
        button(screen(fin), say(fin, "fin.tout")).click()
    assert len(demandes) == 1
    assert len(sorties.fichiers) == 2
