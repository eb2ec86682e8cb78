"""« Fiches »: read, printed and saved by keyboard; and the calendar of a dossier, from the Suivi."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.composants import Avis
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.droit.fiches import PageFiches
from droits_usagers.ui.fenetre.ecrans import ECRANS, INFORMER
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersFiche
from droits_usagers.ui.socle.page import Contexte
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.ui.avec_coffre import demande, open_coffre
from tests.ui.gestes import ENTREE, settle, show_alone
from tests.ui.lettre.conftest import SortiesFausses


def shown(page: PageFiches, qtbot: QtBot, largeur: int = 1366) -> PageFiches:
    show_alone(page, qtbot, largeur)
    return page


@pytest.fixture
def page(contexte: Contexte, qtbot: QtBot) -> Iterator[PageFiches]:
    page = shown(PageFiches(contexte), qtbot)
    page.arrive()
    qtbot.waitUntil(lambda: page.apercu.feuilles.has_pages)
    yield page
    page.clear()


def lines(page: PageFiches) -> list[str]:
    return [page.liste.lignes.line(rang).id for rang in range(page.liste.lignes.rowCount())]


def button(page: PageFiches | EcranSuivi, titre: str) -> Bouton:
    return next(bouton for bouton in page.findChildren(Bouton) if bouton.titre == titre and bouton.isVisible())


def said(page: PageFiches | EcranSuivi) -> str:
    return " ".join(label.text() for avis in page.findChildren(Avis) if avis.isVisible() for label in avis.findChildren(QLabel))


def test_every_fiche_is_listed_with_what_it_is_for(page: PageFiches, contexte: Contexte) -> None:
    assert lines(page) == list(contexte.services.fiches.ids)
    for rang, id_ in enumerate(lines(page)):
        ligne = page.liste.lignes.line(rang)
        assert ligne.titre
        assert contexte.services.fiches.make(id_).en_clair[0] in ligne.sous_titre


def test_arrows_show_the_next_one(page: PageFiches, qtbot: QtBot) -> None:
    avant = page.apercu.texte.toPlainText()
    QTest.keyClick(page.liste, Qt.Key.Key_Down)

    qtbot.waitUntil(lambda: page.apercu.texte.toPlainText() != avant)
    assert page.liste.current() == lines(page)[1]


def test_it_is_printed_in_one_copy(page: PageFiches, qtbot: QtBot, sorties: SortiesFausses) -> None:
    page.imprimer.click()

    qtbot.waitUntil(lambda: bool(sorties.liasses))
    assert [liasse.nombre for liasse in sorties.liasses] == [1]
    assert sorties.liasses[0].pdf.startswith(b"%PDF")
    qtbot.waitUntil(lambda: page.textes("assistant.fin.fait.imprime") in said(page))


def test_it_is_saved_for_word_and_as_a_pdf(page: PageFiches, qtbot: QtBot, sorties: SortiesFausses) -> None:
    for titre in ("fiches.docx", "fiches.pdf"):
        fichiers = len(sorties.fichiers)
        button(page, page.textes(titre)).click()
        qtbot.waitUntil(lambda avant=fichiers: len(sorties.fichiers) > avant)  # type: ignore[misc] # a lambda of its own
    docx, pdf = sorties.fichiers

    assert docx.name == "fiche-ecrits.docx"
    assert any("lire" in paragraphe.text for paragraphe in Document(str(docx)).paragraphs)
    assert pdf.read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: "fiche-ecrits.pdf" in said(page))


def test_without_a_printer_it_is_said_and_what_was_said_goes_with_the_next(
    page: PageFiches, qtbot: QtBot, sorties: SortiesFausses
) -> None:
    sorties.without_printer()
    page.imprimer.click()
    qtbot.waitUntil(lambda: page.textes("pannes.pas_d_imprimante") in said(page))

    QTest.keyClick(page.liste, Qt.Key.Key_Down)
    assert said(page) == ""


@pytest.mark.parametrize(("id_", "dit"), [("secret", "secret professionnel"), ("refus", "une note sans récit")])
def test_one_can_be_asked_for_by_name(contexte: Contexte, qtbot: QtBot, id_: str, dit: str) -> None:
    page = shown(PageFiches(contexte), qtbot)
    page.arrive(VersFiche(id_))

    qtbot.waitUntil(lambda: dit in page.apercu.texte.toPlainText().replace("\u00a0", " "))
    page.clear()


def test_where_there_is_no_room_the_list_and_the_page_take_turns(contexte: Contexte, qtbot: QtBot) -> None:
    page = shown(PageFiches(contexte), qtbot, largeur=600)
    page.arrive()
    qtbot.waitUntil(lambda: page.liste.lignes.rowCount() > 0)
    assert page.liste.isVisible()
    assert not page.apercu.isVisible()

    QTest.keyClick(page.liste, ENTREE)
    qtbot.waitUntil(lambda: page.apercu.feuilles.has_pages)
    assert not page.liste.isVisible()
    assert QApplication.focusWidget() is page.apercu.feuilles

    button(page, page.textes("fiches.retour")).click()
    assert page.liste.isVisible()
    assert QApplication.focusWidget() is page.liste
    page.clear()


def test_they_need_no_coffre_and_are_in_the_menu_of_informer(fenetre: Fenetre) -> None:
    (ecran,) = [ecran for ecran in ECRANS if ecran.id == "fiches"]
    assert (ecran.porte, ecran.au_menu) == (INFORMER, True)
    fenetre.pages.go_to("fiches")

    assert fenetre.pages.current_id == "fiches"
    assert not fenetre.pages.occupied
    settle()


def test_a_shared_computer_does_not_offer_them() -> None:
    from droits_usagers.ui.fenetre.ecrans import exists

    assert [mode for mode in Mode if exists("fiches", mode)] == [Mode.SANS_ENREGISTREMENT, Mode.COFFRE]


# From the Suivi


def test_the_calendar_of_a_dossier_is_printed_without_any_name(
    fenetre: Fenetre, contexte: Contexte, tmp_path: Path, qtbot: QtBot, sorties: SortiesFausses
) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [demande("Quetzalcoatl", envoyee=10, recue=8)])
    suivi = EcranSuivi(contexte)
    qtbot.addWidget(suivi)
    suivi.resize(1366, 768)
    suivi.show()
    suivi.arrive()
    qtbot.waitUntil(lambda: suivi.panneau.dossier is not None)

    button(suivi, suivi.textes("suivi.panneau.calendrier")).click()

    qtbot.waitUntil(lambda: bool(sorties.liasses))
    assert len(sorties.liasses[0].pages) == 1
    qtbot.waitUntil(lambda: suivi.textes("suivi.panneau.calendrier_imprime") in said(suivi))
    services = contexte.services
    dossier = suivi.panneau.dossier
    assert dossier is not None
    feuille = services.fiches.calendar(services.suivant.faits(dossier.demande), services.today())
    assert "Quetzalcoatl" not in services.courriers.text(feuille)
    suivi.clear()


def test_a_dossier_without_a_date_has_no_calendar(fenetre: Fenetre, contexte: Contexte, tmp_path: Path, qtbot: QtBot) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [demande()])
    suivi = EcranSuivi(contexte)
    qtbot.addWidget(suivi)
    suivi.resize(1366, 768)
    suivi.show()
    suivi.arrive()
    qtbot.waitUntil(lambda: suivi.panneau.dossier is not None)

    assert suivi.textes("suivi.panneau.calendrier") not in {bouton.titre for bouton in suivi.findChildren(Bouton)}
    suivi.clear()
