"""« Mandats » at the keyboard: what needs doing first, several signed at once, what makes no sense, and what is printed."""

import datetime as dt
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import Mandat
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.ui.dossier.mandats_page import MONTREES, PageMandats
from droits_usagers.ui.dossier.mandats_panneau import ActionMandat, GesteMandat
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.lettre.remise import AvisMandat
from droits_usagers.ui.socle.destination import Destination, VersDossier, VersLettre, VersPartie, VersSelection
from tests.ui.avec_coffre import button, said
from tests.ui.gestes import CANARI, ENTREE, everything_shown, settle
from tests.ui.lettre.conftest import SortiesFausses
from tests.ui.serie.conftest import JOUR, Permanence

SYNDICAT = "Syndicat du département"
MAJ = Qt.KeyboardModifier.ShiftModifier


def letter(nom: str) -> Demande:
    return Demande(
        "acces",
        concerne=Personne(nom=nom),
        auteur=Auteur(Qualite.MANDATAIRE, Personne(denomination=SYNDICAT)),
        organisme=Organisme("CCAS de Pantin", GenreOrganisme.CCAS),
    )


def fill(permanence: Permanence, mandats: dict[str, tuple[dt.date | None, dt.date | None, dt.date | None]]) -> None:
    """A dossier for each name, resting on a mandat with these dates."""
    permanence.open()
    coffre = permanence.coffre

    def make() -> bool:
        coffre.series.create([letter(nom) for nom in mandats], mandats=True)
        coffre.mandats.update_all([Mandat(m.mandant, SYNDICAT, *mandats[m.mandant], m.numero) for m in coffre.mandats.all()])
        return True

    permanence.ask(make)


def shown(page: PageMandats) -> list[str]:
    """The names of the list, in order."""
    return [page.liste.lignes.line(rang).titre for rang in range(page.liste.lignes.rowCount())]


def states(page: PageMandats) -> list[str]:
    return [page.liste.lignes.line(rang).mot for rang in range(page.liste.lignes.rowCount())]


@pytest.fixture
def quatre(permanence: Permanence, qtbot: QtBot) -> PageMandats:
    """One of each, but for those that nothing is to be done about."""
    fill(
        permanence,
        {
            "Benali": (None, None, None),
            "Diallo": (None, None, None),
            "Lopez": (JOUR - dt.timedelta(200), JOUR - dt.timedelta(1), None),
            "Petit": (JOUR - dt.timedelta(20), JOUR + dt.timedelta(300), None),
        },
    )
    page = permanence.show(PageMandats(permanence.contexte))
    qtbot.waitUntil(lambda: len(shown(page)) == 4)
    return page


def test_what_needs_doing_comes_first(quatre: PageMandats) -> None:
    assert shown(quatre) == ["Lopez", "Benali", "Diallo", "Petit"]
    assert states(quatre) == ["Terminé", "À faire signer", "À faire signer", "En cours"]
    assert "Lopez" in said(quatre.panneau)
    assert "jusqu" in said(quatre.panneau)


def test_an_empty_list_teaches_what_it_is_for(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageMandats(permanence.contexte))
    assert "Aucun mandat." in said(page)
    assert not page.liste.isVisible()
    qtbot.waitUntil(page.cherche.hasFocus)


def test_several_are_signed_at_once_with_the_keyboard_and_put_back(
    quatre: PageMandats, permanence: Permanence, qtbot: QtBot
) -> None:
    quatre.liste.setFocus()
    QTest.keyClick(quatre.liste, Qt.Key.Key_Down)
    QTest.keyClick(quatre.liste, Qt.Key.Key_Down, MAJ)
    assert "2 mandats choisis" in said(quatre.panneau)
    QTest.keyClick(quatre.liste, ENTREE)
    formulaire = quatre.formulaire
    assert formulaire.jour.hasFocus()
    dits = list[str]()
    quatre.keep_draft(dits.append)
    QTest.keyClicks(formulaire.fin, "x")
    quatre.keep_draft(dits.append)
    assert [bool(un) for un in dits] == [False, True]
    QTest.keyClick(formulaire.fin, Qt.Key.Key_Backspace)
    QTest.keyClick(formulaire.jour, ENTREE)
    qtbot.waitUntil(lambda: states(quatre).count("En cours") == 3)
    mandats = {mandat.mandant: mandat for mandat in permanence.ask(permanence.coffre.mandats.all)}
    assert (mandats["Benali"].signe_le, mandats["Benali"].fin_le) == (JOUR, dt.date(2027, 5, 24))
    button(quatre, "Annuler").click()
    qtbot.waitUntil(lambda: states(quatre).count("À faire signer") == 2)


def test_a_click_chooses_and_does_nothing(quatre: PageMandats, permanence: Permanence) -> None:
    centre = quatre.liste.visualRect(quatre.liste.lignes.index(1)).center()
    QTest.mouseClick(quatre.liste.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert "Benali" in said(quatre.panneau)
    assert not quatre.formulaire.isVisible()
    assert len(permanence.ask(permanence.coffre.mandats.all)) == 4


def test_dates_that_make_no_sense_are_refused_beside_them(quatre: PageMandats, permanence: Permanence) -> None:
    quatre.liste.go_to(quatre.liste.lignes.line(1).id)
    quatre.panneau.first_action()
    formulaire = quatre.formulaire
    for jour, fin, dit in (
        ("demain peut-être", "", "pas comprise"),
        ("25/11/2026", "", "pas encore venu"),
        ("24/11/2026", "bientôt", "Cette fin n"),
        ("24/11/2026", "1er mars", "avant la signature"),
    ):
        formulaire.jour.setText(jour)
        formulaire.fin.setText(fin)
        formulaire.noter.click()
        assert dit in said(formulaire)
    assert {mandat.signe_le for mandat in permanence.ask(permanence.coffre.mandats.all)} >= {None}
    QTest.keyClick(formulaire.jour, Qt.Key.Key_Escape)
    assert not formulaire.isVisible()
    assert quatre.liste.hasFocus()


def test_a_mandat_is_stopped_and_another_is_prepared_for_its_dossiers(
    quatre: PageMandats, permanence: Permanence, qtbot: QtBot
) -> None:
    quatre.liste.go_to(quatre.liste.lignes.line(3).id)
    button(quatre.panneau, "Noter qu").click()
    quatre.formulaire.noter.click()
    qtbot.waitUntil(lambda: "Arrêté" in states(quatre))
    quatre.liste.go_to(quatre.liste.lignes.line(states(quatre).index("Arrêté")).id)
    quatre.panneau.first_action()
    qtbot.waitUntil(lambda: "nouveau mandat est à faire signer" in said(quatre))
    qtbot.waitUntil(lambda: len(shown(quatre)) == 5)
    neuf = max(permanence.ask(permanence.coffre.mandats.all), key=lambda mandat: mandat.numero)
    assert (neuf.mandant, neuf.signe_le, neuf.dossiers) == ("Petit", None, 1)
    # The former one, on which nothing rests, comes last.
    assert (shown(quatre)[-1], states(quatre)[-1]) == ("Petit", "Arrêté")


def test_its_end_alone_is_changed(quatre: PageMandats, permanence: Permanence, qtbot: QtBot) -> None:
    quatre.liste.go_to(quatre.liste.lignes.line(0).id)
    button(quatre.panneau, "Changer la date de fin").click()
    assert quatre.formulaire.fin.hasFocus()
    quatre.formulaire.fin.setText("")
    quatre.formulaire.noter.click()
    qtbot.waitUntil(lambda: states(quatre).count("En cours") == 2)
    lopez = next(mandat for mandat in permanence.ask(permanence.coffre.mandats.all) if mandat.mandant == "Lopez")
    assert (lopez.signe_le, lopez.fin_le) == (JOUR - dt.timedelta(200), None)
    assert "sans date de fin" in quatre.liste.lignes.line(shown(quatre).index("Lopez")).sous_titre


def test_those_without_a_mandat_are_listed_and_given_one(permanence: Permanence, sorties: SortiesFausses, qtbot: QtBot) -> None:
    permanence.open([letter("Martin"), letter("Martin"), letter("")])
    page = permanence.show(PageMandats(permanence.contexte))
    qtbot.waitUntil(lambda: shown(page) == ["Personne sans nom", "Martin"])
    assert states(page) == ["Aucun mandat"] * 2
    page.liste.go_to(page.liste.lignes.line(1).id)
    button(page.panneau, "Imprimer le mandat").click()
    # One paper for the two letters of the same person, for each of the two who sign it.
    qtbot.waitUntil(lambda: bool(sorties.liasses))
    assert [liasse.nombre for liasse in sorties.liasses] == [2]
    qtbot.waitUntil(lambda: "imprimante" in said(page))
    button(page.panneau, "Voir ses dossiers").click()
    qtbot.waitUntil(lambda: permanence.wanted == [Destination("suivi", VersSelection())])
    assert permanence.contexte.services.selection.references == ("2026-0001", "2026-0002")
    page.panneau.first_action()
    qtbot.waitUntil(lambda: states(page) == ["Aucun mandat", "À faire signer"])
    page.liste.go_to(page.liste.lignes.line(0).id)
    button(page.panneau, "Voir ses dossiers").click()
    qtbot.waitUntil(lambda: permanence.wanted[-1] == Destination("suivi", VersDossier("2026-0003")))
    page.retour.click()
    assert permanence.wanted[-1] == Destination("suivi")


def test_the_signed_paper_is_kept_without_what_a_camera_adds(
    quatre: PageMandats, permanence: Permanence, tmp_path: Path, qtbot: QtBot
) -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.setText("Comment", CANARI)
    photo, pdf = tmp_path / "photo.png", tmp_path / "mandat.pdf"
    image.save(str(photo))
    pdf.write_bytes(b"%PDF-1.7 signed")
    petit = next(mandat for mandat in permanence.ask(permanence.coffre.mandats.all) if mandat.mandant == "Petit")
    for chemin in (photo, pdf):
        with qtbot.waitSignal(quatre._ecriture.written):  # noqa: SLF001 - past the dialog
            quatre._ecriture.attach_file(petit, chemin)  # noqa: SLF001
        assert "joint à son dossier" in said(quatre)
    lu = permanence.ask(lambda: permanence.coffre.dossiers.read("2026-0004"))
    assert [piece.nom for piece in lu.pieces] == ["photo.png", "mandat.pdf"]
    assert CANARI.encode() not in permanence.ask(lambda: permanence.coffre.pieces.content(lu.pieces[0].empreinte))
    quatre._ecriture.attach_file(petit, tmp_path / "absent.pdf")  # noqa: SLF001
    qtbot.waitUntil(lambda: "absent.pdf" in said(quatre))


def test_the_list_is_narrowed_by_name_and_by_state(quatre: PageMandats, qtbot: QtBot) -> None:
    quatre.arrive(VersPartie("a_signer"))
    assert shown(quatre) == ["Benali", "Diallo"]
    assert "À faire signer (2)" in quatre.filtre.currentText()
    quatre.cherche.setText("dial")
    assert shown(quatre) == ["Diallo"]
    quatre.cherche.setText("personne")
    assert "Aucun mandat ne correspond" in said(quatre)
    qtbot.waitUntil(lambda: not quatre.liste.isVisible())


def test_a_long_list_is_cut_and_says_so(permanence: Permanence, qtbot: QtBot) -> None:
    fill(permanence, {f"Nom{rang:03}": (JOUR, None, None) for rang in range(MONTREES + 2)})
    page = permanence.show(PageMandats(permanence.contexte))
    qtbot.waitUntil(lambda: len(shown(page)) == MONTREES)
    assert "Et 2 autres" in said(page)


def test_names_are_hidden_by_f9_and_gone_once_cleared(permanence: Permanence, qtbot: QtBot) -> None:
    fill(permanence, {CANARI: (JOUR, None, None)})
    page = permanence.show(PageMandats(permanence.contexte))
    qtbot.waitUntil(lambda: shown(page) == [CANARI])
    page.be_discreet(discreet=True)
    assert shown(page) == ["nom masqué"]
    assert CANARI not in said(page)
    page.be_discreet(discreet=False)
    page.day_changed(JOUR)
    page.panneau.asked.emit(ActionMandat.REVOQUER)
    page.clear()
    settle()
    assert not [texte for texte in everything_shown() if CANARI in texte]


def test_nothing_is_written_in_a_coffre_that_is_only_read(
    quatre: PageMandats, permanence: Permanence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(permanence.coffre, "lecture_seule", True)
    quatre.arrive(VersPartie("a_signer"))
    assert "Noter la signature" not in [
        bouton.titre for bouton in quatre.panneau.findChildren(type(quatre.retour)) if bouton.isVisible()
    ]


def test_the_panel_takes_turns_with_the_list_where_there_is_no_room(quatre: PageMandats) -> None:
    def in_view() -> tuple[bool, bool]:
        QApplication.processEvents()
        return quatre.liste.isVisible(), quatre.panneau.isVisible()

    assert in_view() == (True, True)
    quatre.resize(500, 700)
    assert in_view() == (True, False)
    # One thing scrolls, not two.
    assert quatre.liste.verticalScrollBar().maximum() == 0
    quatre.liste.setFocus()
    QTest.keyClick(quatre.liste, Qt.Key.Key_Return)
    assert in_view() == (False, True)
    assert quatre.panneau.isAncestorOf(quatre.focusWidget())
    quatre.retour.click()
    assert in_view() == (True, False)
    quatre.voir.click()
    assert in_view() == (False, True)
    QTest.keyClick(quatre.panneau, Qt.Key.Key_Escape)
    assert in_view() == (True, False)


# Where a letter leaves


def test_a_letter_in_someones_name_is_questioned_before_it_leaves(permanence: Permanence, qtbot: QtBot) -> None:
    fill(permanence, {"Petit": (JOUR, None, None), "Lopez": (JOUR - dt.timedelta(9), JOUR - dt.timedelta(1), None)})

    def about(nom: str) -> str:
        avis = AvisMandat(permanence.contexte, letter(nom))
        qtbot.addWidget(avis)
        avis.show()
        qtbot.waitUntil(lambda: bool(said(avis)))
        return said(avis)

    assert "signé le 24 novembre 2026" in about("Petit")
    assert "le mandat est terminé" in about("Lopez")
    assert "aucun mandat n" in about("Martin")


def test_the_wizard_says_it_where_one_reads_the_letter_again(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    permanence.ask(lambda: permanence.coffre.dossiers.create(letter("Martin")))
    page = permanence.show(AssistantPage(permanence.contexte), VersLettre("2026-0001", "acces", "demande"))
    qtbot.waitUntil(lambda: page.place is None and "CCAS" in page._apercu.texte.toPlainText())  # noqa: SLF001
    relire = page.textes("assistant.steps.relire")
    next(passage for passage in page.passages if passage.titre == relire).go()
    qtbot.waitUntil(lambda: "aucun mandat n" in said(page))


def test_every_gesture_has_its_words(permanence: Permanence) -> None:
    textes = permanence.contexte.textes
    for geste in GesteMandat:
        assert textes(f"mandats.formulaire.{geste}_titre")
        assert textes(f"mandats.formulaire.{geste}_titre_plusieurs", nombre=2)


def test_going_to_a_line_chooses_it_alone_whatever_key_is_held(quatre: PageMandats) -> None:
    quatre.liste.go_to(quatre.liste.lignes.line(0).id)
    # Ctrl is still down when a shortcut leads to another line.
    QTest.keyClick(quatre.cherche, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    quatre.liste.go_to(quatre.liste.lignes.line(2).id)
    assert [index.row() for index in quatre.liste.selectedIndexes()] == [2]


def test_without_a_printer_the_forms_are_saved_as_they_would_have_come_out(
    permanence: Permanence, sorties: SortiesFausses, qtbot: QtBot
) -> None:
    permanence.open([letter("Martin"), letter("Martin")])
    page = permanence.show(PageMandats(permanence.contexte))
    qtbot.waitUntil(lambda: shown(page) == ["Martin"])
    sorties.without_printer()
    page.liste.go_to(page.liste.lignes.line(0).id)
    button(page.panneau, "Imprimer le mandat").click()
    qtbot.waitUntil(lambda: "Aucune imprimante" in said(page))
    button(page, "Tout enregistrer").click()
    qtbot.waitUntil(lambda: "mandats.pdf" in said(page))
    # Two copies, each on the front of a sheet.
    assert len(PdfDocument(sorties.fichiers[-1].read_bytes())) == 3


def test_a_button_pressed_twice_prints_once(permanence: Permanence, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    permanence.open([letter("Martin"), letter("Martin")])
    page = permanence.show(PageMandats(permanence.contexte))
    qtbot.waitUntil(lambda: shown(page) == ["Martin"])
    imprimees: list[object] = []
    monkeypatch.setattr(SortiesFausses, "print_pages", lambda _self, liasses: imprimees.append(liasses))
    page.liste.go_to(page.liste.lignes.line(0).id)
    for _ in range(3):
        button(page.panneau, "Imprimer le mandat").click()
    qtbot.waitUntil(lambda: bool(imprimees))
    button(page.panneau, "Voir ses dossiers").click()
    qtbot.waitUntil(lambda: permanence.wanted == [Destination("suivi", VersSelection())])
    assert len(imprimees) == 1
