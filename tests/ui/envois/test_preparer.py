"""Many letters in one go: what will be made is shown first, then made, and what is left aside is said."""

import errno
import os
import stat
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.personnes.personnes import CodeConsigne, Consigne, Consignes
from droits_usagers.services.dossier.dossiers_coffre import CourrierANoter
from droits_usagers.services.envois.tri import Motif
from droits_usagers.ui.composants.peinture import lay_out
from droits_usagers.ui.envois.page import PageMasse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import Destination, VersEnvois
from droits_usagers.ui.socle.sorties import SortiesEcran
from tests.ui.avec_coffre import ask, page_of, said
from tests.ui.envois.conftest import CANARI, SILENCE, Masse, T, choose_folder, coffre_of, late, wait_made
from tests.ui.gestes import ENTREE, everything_shown, press, settle

DOUZE = [late(*SILENCE) for _ in range(12)]


def ticked(page: PageMasse) -> list[str]:
    return [*page.preparer.modele.ticked]


def etapes(fenetre: Fenetre, qtbot: QtBot) -> dict[str, list[str]]:
    """The letters remembered, by dossier."""
    coffre = coffre_of(fenetre)

    def read() -> dict[str, list[str]]:
        lignes = coffre.liste.page(taille=100).lignes
        return {ligne.reference: [c.etape for c in coffre.dossiers.read(ligne.reference).courriers] for ligne in lignes}

    return ask(fenetre.contexte.services, read, qtbot)


def test_twelve_reminders_are_made_and_noted_as_sent_in_five_keystrokes(
    fenetre: Fenetre, masse: Masse, dossier: Path, qtbot: QtBot
) -> None:
    """Enter, Enter in the dialog (answered here), Enter, paste, Ctrl+Enter."""
    page = masse("relance", *DOUZE)
    assert said(page).startswith("12 lettres à écrire, sur les 12 dossiers choisis.")
    choose_folder(dossier)

    press(fenetre, ENTREE)
    wait_made(page, qtbot)
    assert [fichier.name for fichier in dossier.iterdir()] == ["relances-2026-11-24.docx"]
    assert set(map(tuple, etapes(fenetre, qtbot).values())) == {("relance",)}
    assert "12 lettres écrites" in said(page)

    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: page.envoi.modele.rowCount() == 12)
    QApplication.clipboard().setText("\n".join(f"2C 123 456 78{rang:02} 1" for rang in range(12)))
    press(fenetre, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    press(fenetre, ENTREE, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Noté : 12 envois" in said(page))

    coffre = coffre_of(fenetre)
    faits = ask(
        fenetre.contexte.services, lambda: [coffre.dossiers.read(f"2026-{rang:04}").faits[-1] for rang in range(1, 13)], qtbot
    )
    assert [(fait.evenement.type, fait.recommande) for fait in faits] == [
        (T.RELANCE_ENVOYEE, f"2C 123 456 78{rang:02} 1") for rang in range(12)
    ]


def test_what_is_left_aside_is_said_and_may_be_made_all_the_same(fenetre: Fenetre, masse: Masse, qtbot: QtBot) -> None:
    page = masse("relance", late(*SILENCE), late((5, T.ENVOYE)), late(*SILENCE, (1, T.CLOS)), late(*SILENCE))
    coffre = coffre_of(fenetre)
    deja = CourrierANoter("2026-0004", "relance", GabaritUtilise("essai", "1", ""))
    ask(fenetre.contexte.services, lambda: coffre.lettres.keep_all([deja]), qtbot)
    page.arrive(VersEnvois("relance"))
    qtbot.waitUntil(lambda: Motif.DEJA_FAITE in page.preparer.groupes.boutons)

    dit = said(page)
    assert "1 lettre à écrire, sur les 4 dossiers choisis." in dit
    for motif in ("1 : Déjà faite, et pas notée comme envoyée", "1 : Le délai n’est pas passé", "1 : Le dossier est clos"):
        assert motif in dit.replace("'", "’")
    page.preparer.groupes.boutons[Motif.DEJA_FAITE].click()
    assert ticked(page) == ["2026-0001", "2026-0004"]
    page.preparer.groupes.boutons[Motif.DEJA_FAITE].click()
    assert ticked(page) == ["2026-0001"]


def test_lines_are_ticked_from_the_keyboard(fenetre: Fenetre, masse: Masse) -> None:
    page = masse("relance", late(*SILENCE), late(*SILENCE), late((5, T.ENVOYE)))
    ctrl = Qt.KeyboardModifier.ControlModifier

    press(fenetre, Qt.Key.Key_Space)
    assert ticked(page) == ["2026-0002"]
    press(fenetre, Qt.Key.Key_A, ctrl)
    assert ticked(page) == ["2026-0001", "2026-0002"]
    press(fenetre, Qt.Key.Key_A, ctrl)
    assert ticked(page) == []
    assert not page.preparer.suite.isEnabled()
    for _ in range(2):
        press(fenetre, Qt.Key.Key_Down)
    press(fenetre, Qt.Key.Key_Space)
    assert ticked(page) == []


@pytest.mark.parametrize(("forme", "fichiers"), [("docx", 2), ("pdf", 1)])
def test_letters_are_written_in_the_form_chosen(masse: Masse, dossier: Path, qtbot: QtBot, forme: str, fichiers: int) -> None:
    page = masse("saisine_cada", late(*SILENCE), late(*SILENCE))
    page.preparer.forme.setCurrentIndex(page.preparer.forme.findData(forme))
    choose_folder(dossier)

    page.preparer.suite.click()
    wait_made(page, qtbot)

    assert len(list(dossier.glob(f"*.{forme}"))) == fichiers
    assert not page.preparer.forme.isEnabled()
    # The next time, the same form; what was made is not made again unasked.
    page.arrive(VersEnvois("saisine_cada"))
    qtbot.waitUntil(lambda: Motif.DEJA_FAITE in page.preparer.groupes.boutons)
    assert page.preparer.forme.value() == forme
    assert ticked(page) == []
    page.preparer.groupes.boutons[Motif.DEJA_FAITE].click()
    choose_folder(dossier)
    page.preparer.suite.click()
    wait_made(page, qtbot)
    assert len(list(dossier.glob(f"*.{forme}"))) == 2 * fichiers


def test_a_batch_stopped_in_its_middle_does_not_say_that_nothing_was_written(
    masse: Masse, dossier: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full once the first letters are there, and remembered."""
    monkeypatch.setattr("droits_usagers.services.envois.chantier.LOT", 1)
    page = masse("saisine_cada", late(*SILENCE), late(*SILENCE))
    page.preparer.forme.setCurrentIndex(page.preparer.forme.findData("docx"))
    vraie = os.fsync

    def fsync(descripteur: int) -> None:
        if list(dossier.glob("*.docx")) and stat.S_ISREG(os.fstat(descripteur).st_mode):
            raise OSError(errno.ENOSPC, "plein")
        vraie(descripteur)

    monkeypatch.setattr(os, "fsync", fsync)
    choose_folder(dossier)
    page.preparer.suite.click()
    qtbot.waitUntil(lambda: "1 lettres sur 2 sont faites" in said(page))

    assert len(list(dossier.glob("*.docx"))) == 1
    assert "Rien n’a été" not in said(page)


def test_a_complaint_comes_with_its_exhibits_and_says_what_is_missing(masse: Masse, dossier: Path, qtbot: QtBot) -> None:
    page = masse("plainte_cnil", late(*SILENCE))
    assert page.preparer.pieces.isChecked()
    choose_folder(dossier)

    page.preparer.suite.click()
    wait_made(page, qtbot)

    assert sorted(fichier.name for fichier in dossier.iterdir()) == ["2026-0001-pieces.pdf", "plaintes-cnil-2026-11-24.docx"]
    assert "2026-0001 : à joindre vous-même, pièces 1, 2." in said(page)


def test_giving_up_in_the_dialog_makes_nothing(masse: Masse, dossier: Path) -> None:
    page = masse("relance", late(*SILENCE))
    choose_folder(None)

    page.preparer.suite.click()

    assert not page.preparer.fabrication.under_way
    assert list(dossier.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_remembered(
    fenetre: Fenetre, masse: Masse, dossier: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = masse("relance", late(*SILENCE))
    choose_folder(dossier)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "refus")

    monkeypatch.setattr("droits_usagers.vault.fichiers.os.open", refuse)
    page.preparer.suite.click()
    wait_made(page, qtbot)
    monkeypatch.undo()

    assert "Aucune lettre n’a été notée." in said(page).replace("'", "’")
    assert etapes(fenetre, qtbot) == {"2026-0001": []}


def test_stopped_before_the_end_nothing_is_half_made(fenetre: Fenetre, masse: Masse, dossier: Path, qtbot: QtBot) -> None:
    """One file for all: there is none unless all are in it."""
    page = masse("relance", *DOUZE * 4)
    choose_folder(dossier)
    page.preparer.fabrication.progressed.connect(lambda _: page.preparer.progres.arreter.click())

    page.preparer.suite.click()
    wait_made(page, qtbot)

    assert "Arrêté avant la première lettre." in said(page).replace("'", "’")
    assert list(dossier.iterdir()) == []
    assert not any(etapes(fenetre, qtbot).values())


def test_what_is_being_written_is_remembered_before_the_coffre_is_locked(
    fenetre: Fenetre, masse: Masse, dossier: Path, qtbot: QtBot
) -> None:
    page = masse("relance", *DOUZE * 4)
    page.preparer.forme.setCurrentIndex(page.preparer.forme.findData("docx"))
    choose_folder(dossier)
    page.preparer.suite.click()
    assert page.occupied
    finis: list[str] = []

    page.keep_draft(finis.append)
    qtbot.waitUntil(lambda: finis == [""])

    faites = [reference for reference, lettres in etapes(fenetre, qtbot).items() if lettres]
    assert sorted(fichier.name[:9] for fichier in dossier.iterdir()) == sorted(faites)
    page.keep_draft(finis.append)
    assert finis == ["", ""]


def test_the_letter_of_a_line_is_hidden_by_f9_and_nothing_stays_once_locked(
    fenetre: Fenetre, masse: Masse, qtbot: QtBot
) -> None:
    page = masse("relance", late(*SILENCE), late(*SILENCE, organisme=""))
    page.preparer.resize(1366, 700)
    qtbot.waitUntil(lambda: CANARI in page.preparer.apercu.texte.toPlainText())

    page.be_discreet(discreet=True)
    assert not page.preparer.apercu.feuilles.isVisible()
    page.be_discreet(discreet=False)
    press(fenetre, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: CANARI not in page.preparer.apercu.texte.toPlainText())
    press(fenetre, Qt.Key.Key_Up)
    fenetre.pages.discard()
    settle()
    assert not any(CANARI in texte for texte in everything_shown())


def test_names_are_hidden_by_f9_once_letters_are_made_too(masse: Masse, dossier: Path, qtbot: QtBot) -> None:
    page = masse("relance", late(*SILENCE))
    choose_folder(dossier)
    page.preparer.suite.click()
    wait_made(page, qtbot)
    modele = page.preparer.modele

    def words() -> tuple[str, ...]:
        return tuple(str(modele.index(0, colonne).data()) for colonne in range(modele.columnCount()))

    avant = words()
    assert any(CANARI in mot for mot in avant)
    page.be_discreet(discreet=True)
    assert not any(CANARI in mot for mot in words())
    page.be_discreet(discreet=False)
    assert words() == avant


def test_nothing_chosen_says_where_to_choose(fenetre: Fenetre, masse: Masse) -> None:
    masse("relance")
    page = page_of(fenetre, PageMasse)

    assert "Aucun dossier n’est choisi." in said(page).replace("'", "’")
    assert not page.preparer.suite.isEnabled()
    voulues: list[Destination] = []
    page.page_wanted.connect(voulues.append)
    page.preparer.retour.click()
    assert voulues == [Destination("suivi")]


def test_another_day_reads_again(masse: Masse, qtbot: QtBot) -> None:
    page = masse("relance", late(*SILENCE))
    page.preparer.modele.show_rows(())

    page.day_changed(page.contexte.services.today())

    qtbot.waitUntil(lambda: page.preparer.modele.rowCount() == 1)


@pytest.mark.parametrize("parti", [True, False])
def test_letters_are_made_once_the_printer_took_them_and_not_when_one_gives_up(
    fenetre: Fenetre, masse: Masse, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, parti: bool
) -> None:
    page = masse("relance", late(*SILENCE), late(*SILENCE))
    page.preparer.forme.setCurrentIndex(page.preparer.forme.findData("imprimer"))
    recues: list[object] = []

    def print_pages(_sorties: SortiesEcran, liasses: object) -> frozenset[int] | None:
        recues.append(liasses)
        return frozenset(range(2)) if parti else None

    monkeypatch.setattr(SortiesEcran, "print_pages", print_pages)
    page.preparer.suite.click()
    qtbot.waitUntil(lambda: bool(recues))
    wait_made(page, qtbot)

    assert ("2 lettres écrites" in said(page)) is parti
    assert (page.textes("masse.annule_rien") in said(page)) is not parti
    assert set(map(tuple, etapes(fenetre, qtbot).values())) == {("relance",) if parti else ()}


def test_only_what_was_printed_whole_is_noted(
    fenetre: Fenetre, masse: Masse, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One may ask for some pages only, to try the printer: the letters of the others are not made."""
    page = masse("relance", late(*SILENCE), late(*SILENCE), late(*SILENCE))
    page.preparer.forme.setCurrentIndex(page.preparer.forme.findData("imprimer"))
    monkeypatch.setattr(SortiesEcran, "print_pages", lambda *_: frozenset({1}))
    page.preparer.suite.click()
    wait_made(page, qtbot)

    assert "Arrêté à 1 sur 3." in said(page)
    assert sorted(map(tuple, etapes(fenetre, qtbot).values())) == [(), (), ("relance",)]


def test_who_leaves_gives_up_what_was_being_prepared_and_no_other_count_is_ever_shown(
    fenetre: Fenetre, masse: Masse, qtbot: QtBot
) -> None:
    page = masse("relance", *DOUZE)
    services = fenetre.contexte.services
    # Twelve being read, then three: those of the first are not heard any more.
    fenetre.pages.go_to("masse", VersEnvois("relance"))
    fenetre.pages.go_to("suivi")
    services.selection.give(["2026-0001", "2026-0002", "2026-0003"])
    fenetre.pages.go_to("masse", VersEnvois("plainte_cnil"))
    comptes = set[str]()

    def settled() -> bool:
        comptes.add(page.preparer.compte.text())
        return page.preparer.modele.rowCount() == 3

    qtbot.waitUntil(settled)
    assert not any("12" in compte for compte in comptes)


def test_who_left_a_consigne_is_left_aside_and_it_is_said(fenetre: Fenetre, masse: Masse, qtbot: QtBot) -> None:
    page = masse("relance", *DOUZE[:3])
    coffre = coffre_of(fenetre)
    consignes = Consignes(dossier=(Consigne(CodeConsigne.NE_PAS_ECRIRE_AU_DOMICILE),))
    ask(fenetre.contexte.services, lambda: coffre.consignes.put("2026-0002", consignes), qtbot)
    fenetre.pages.go_to("masse", VersEnvois("relance", ("2026-0001", "2026-0002", "2026-0003")))
    qtbot.waitUntil(lambda: len(ticked(page)) == 2)
    assert "2026-0002" not in ticked(page)
    assert "lisez sa consigne avant" in said(page)


def test_each_line_says_whose_letter_it_is_unless_names_are_hidden(fenetre: Fenetre, masse: Masse, qtbot: QtBot) -> None:
    page = masse("relance", *DOUZE[:2])
    noms = [rangee.cellules[1] for rangee in page.preparer.modele.rows]
    assert noms == [f"Élodie {CANARI}"] * 2
    press(fenetre, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: CANARI not in "".join(rangee.cellules[1] for rangee in page.preparer.modele.rows))


def test_each_letter_bears_the_reference_of_its_dossier_unless_it_is_hidden(
    fenetre: Fenetre, masse: Masse, dossier: Path, qtbot: QtBot
) -> None:
    page = masse("relance", *DOUZE[:2])
    choose_folder(dossier)
    press(fenetre, ENTREE)
    wait_made(page, qtbot)
    (fichier,) = dossier.iterdir()
    textes = [paragraphe.text.replace("\u00a0", " ") for paragraphe in Document(str(fichier)).paragraphs]
    assert [texte for texte in textes if "Notre référence" in texte] == [
        "Notre référence : 2026-0001",
        "Notre référence : 2026-0002",
    ]
    fichier.unlink()
    fenetre.pages.go_to("masse", VersEnvois("relance", ("2026-0001", "2026-0002")))
    qtbot.waitUntil(lambda: page.preparer.modele.rowCount() == 2)
    page.preparer.modele.tick(frozenset({"2026-0001", "2026-0002"}), cochees=True)
    page.preparer.references.setChecked(False)
    choose_folder(dossier)
    page.preparer.go_on()
    wait_made(page, qtbot)
    (fichier,) = dossier.iterdir()
    assert not any("Notre référence" in paragraphe.text for paragraphe in Document(str(fichier)).paragraphs)


def test_a_day_is_read_whole_in_its_line_and_the_letter_has_what_a_wide_window_leaves(fenetre: Fenetre, masse: Masse) -> None:
    fenetre.resize(1366, 768)
    page = masse("relance", late(*SILENCE), late((5, T.ENVOYE)))
    settle()
    table = page.preparer.table
    colonne = table.modele.columnCount() - 1
    dit = next(
        str(table.modele.index(rang, colonne).data()) for rang in range(2) if table.modele.index(rang, 0).data() == "2026-0002"
    )
    assert "2026" in dit
    assert lay_out(dit, table.font(), table.columnWidth(colonne) - 16, direction=table.layoutDirection()).lineCount() <= 2, dit
    fenetre.resize(1920, 1080)
    settle()
    assert page.preparer.apercu.width() >= 600


def test_who_listens_hears_a_line_once_then_each_cell_as_she_moves_in_it(masse: Masse) -> None:
    table = masse("relance", late(*SILENCE), late(*SILENCE)).preparer.table

    def said() -> list[str]:
        cellules = (table.modele.index(table.currentIndex().row(), rang) for rang in range(table.modele.columnCount()))
        return [str(un.data(Qt.ItemDataRole.AccessibleTextRole)).strip() for un in cellules]

    table.go_to(1)
    assert [" ; " in un for un in said() if un] == [True]
    table.setCurrentIndex(table.modele.index(1, 1))
    assert len([un for un in said() if un]) > 1
    # As a number: that is what assistive technologies ask for.
    assert table.modele.index(1, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
