"""What leaves a coffre, by keyboard: dates for an agenda, a table for a spreadsheet, and what is said of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.socle.modes import REGLES
from droits_usagers.services.socle.sorties import SortiesPermises
from droits_usagers.services.socle.travail import Priorite
from droits_usagers.services.suivi.exports import ColonneExport
from droits_usagers.ui.controle.page_sortie import PageSortie
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.page import Contexte
from droits_usagers.ui.suivi.export import AVEC, PageAgenda, PageExport
from tests.coffres import PHRASE, erase, make_coffres, simple
from tests.ui.avec_coffre import AUJOURDHUI, ask, button, demande, fill, open_coffre, page_of, reopen_coffre, said
from tests.ui.gestes import CANARI, ENTREE, press
from tests.ui.lettre.conftest import SortiesFausses

Show = Callable[[type[PageSortie]], PageSortie]
REFERENCES = ("2026-0002", "2026-0001")


@pytest.fixture
def sorties(tmp_path: Path) -> SortiesFausses:
    dossier = tmp_path / "sortie"
    dossier.mkdir()
    return SortiesFausses(dossier)


@pytest.fixture
def contexte(fenetre: Fenetre, sorties: SortiesFausses, tmp_path: Path, qtbot: QtBot) -> Contexte:
    open_coffre(
        fenetre,
        tmp_path / "permanence.coffre",
        qtbot,
        [demande(CANARI, envoyee=10, recue=8), demande("Diallo", envoyee=60, organisme="+CCAS"), demande("Roux", envoyee=3)],
    )
    permises = SortiesPermises(sorties, lambda: REGLES[fenetre.contexte.services.seance.mode].sorties)
    return replace(fenetre.contexte, sorties=lambda: permises)


@pytest.fixture
def show(contexte: Contexte, qtbot: QtBot) -> Iterator[Show]:
    pages: list[PageSortie] = []

    def make(genre: type[PageSortie]) -> PageSortie:
        page = genre(contexte)  # type: ignore[call-arg] # each knows its own name
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1366, 768)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        arrive(page, qtbot)
        return page

    yield make
    for page in pages:
        page.clear()


def arrive(page: PageSortie, qtbot: QtBot) -> None:
    """Comes to the screen, and waits for what it asks of the coffre."""
    page.arrive()
    settled(page, qtbot)


def settled(page: PageSortie, qtbot: QtBot) -> None:
    """Everything asked of the coffre was done, and answered."""
    services = page.contexte.services
    ask(services, lambda: None, qtbot)
    faits: list[None] = []
    services.travail.submit(
        lambda: None, priorite=Priorite.MASSE, on_success=faits.append, on_failure=lambda error: pytest.fail(repr(error))
    )
    qtbot.waitUntil(lambda: bool(faits))
    QApplication.processEvents()


def finish(page: PageSortie, qtbot: QtBot) -> str:
    """What is said once everything is done."""
    qtbot.waitUntil(lambda: not page.is_working and page.dit.count() > 0)
    settled(page, qtbot)
    return said(page)


def press_enter(page: PageSortie) -> None:
    QTest.keyClick(page.focusWidget(), ENTREE)


# The agenda


def test_the_dates_are_written_where_one_says_and_the_next_file_corrects_them(
    show: Show, sorties: SortiesFausses, contexte: Contexte, qtbot: QtBot
) -> None:
    page = show(PageAgenda)
    press_enter(page)
    assert "Dates à venir : 5. Nouvelles depuis le dernier fichier : 5 ; changées : 0 ; retirées : 0" in finish(page, qtbot)
    assert sorties.fichiers[0].name == "echeances.ics"
    titres = [str(event["SUMMARY"]) for event in Calendar.from_ical(sorties.fichiers[0].read_bytes()).walk("VEVENT")]
    assert len(titres) == 5
    assert CANARI not in str(titres)

    coffre = contexte.services.seance.coffre
    assert coffre is not None
    ask(contexte.services, lambda: coffre.faits.take(FaitANoter("2026-0001", Evenement(AUJOURDHUI, TypeEvenement.CLOS))), qtbot)
    page.hush()
    press_enter(page)
    assert "Nouvelles depuis le dernier fichier : 0 ; changées : 0 ; retirées : 2" in finish(page, qtbot)


def test_what_was_chosen_is_proposed_again_and_the_dossiers_come_from_the_suivi(
    show: Show, contexte: Contexte, sorties: SortiesFausses, qtbot: QtBot
) -> None:
    contexte.services.selection.give(("2026-0003",))
    page = show(PageAgenda)
    assert isinstance(page, PageAgenda)
    assert page.dossiers.card("selection").text() == "Du dossier venu du suivi"
    page.jours.set_value(("leurs",))
    page.rappel.setCurrentIndex(page.rappel.findData("veille"))
    press_enter(page)
    finish(page, qtbot)
    (event,) = Calendar.from_ical(sorties.fichiers[0].read_bytes()).walk("VEVENT")
    assert str(event["SUMMARY"]).startswith("2026-0003")

    contexte.services.selection.clear()
    page = show(PageAgenda)
    assert isinstance(page, PageAgenda)
    qtbot.waitUntil(lambda: page.rappel.value() == "veille")
    assert page.jours.value() == ("leurs",)
    assert not page.dossiers.isVisible()
    # Without a day there is nothing to write.
    page.jours.clear()
    assert not page.suite.isEnabled()


def test_dossiers_that_no_agenda_may_speak_of_are_counted(
    show: Show, contexte: Contexte, sorties: SortiesFausses, qtbot: QtBot
) -> None:
    coffre = contexte.services.seance.coffre
    assert coffre is not None
    recue = simple(evenements=(Evenement(AUJOURDHUI, TypeEvenement.RECU),))
    tue = replace(recue, concerne=Personne(nom="Œuvrard", adresse_protegee=True))
    ask(contexte.services, lambda: coffre.dossiers.create(tue), qtbot)
    page = show(PageAgenda)
    press_enter(page)
    assert page.textes("agenda.tus_un").replace("\u00a0", " ") in finish(page, qtbot)
    assert sorties.fichiers


def test_when_nothing_is_to_come_no_file_is_written(
    show: Show, contexte: Contexte, sorties: SortiesFausses, qtbot: QtBot
) -> None:
    contexte.services.selection.give(("2026-9999",))
    page = show(PageAgenda)
    press_enter(page)

    assert page.textes("agenda.rien").replace("\u00a0", " ") in finish(page, qtbot)
    assert sorties.fichiers == []


def test_dossiers_that_were_erased_are_said_to_be_out_of_reach(show: Show, contexte: Contexte, qtbot: QtBot) -> None:
    page = show(PageAgenda)
    press_enter(page)
    finish(page, qtbot)
    coffre = contexte.services.seance.coffre
    assert coffre is not None
    ask(contexte.services, lambda: erase(coffre, ("2026-0001",)), qtbot)

    arrive(page, qtbot)
    qtbot.waitUntil(lambda: "Un dossier a été effacé depuis le dernier fichier" in said(page))
    ask(contexte.services, lambda: erase(coffre, ("2026-0002",)), qtbot)
    arrive(page, qtbot)
    qtbot.waitUntil(lambda: "2 dossiers ont été effacés" in said(page))


def test_where_nothing_can_be_remembered_nothing_is_offered(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    chemin = tmp_path / "ailleurs.coffre"
    tenu = fill(make_coffres().create(chemin, PHRASE, accept_weak=True), [demande(CANARI, envoyee=10)])
    reopen_coffre(fenetre, chemin, qtbot)
    fenetre.pages.go_to("agenda")
    page = page_of(fenetre, PageAgenda)

    assert "lecture seule" in said(page)
    assert not page.suite.isEnabled()
    assert page.retour.hasFocus()
    tenu.close()


# The table


def test_a_table_without_names_is_the_rule(show: Show, sorties: SortiesFausses, contexte: Contexte, qtbot: QtBot) -> None:
    page = show(PageExport)
    press_enter(page)
    dit = finish(page, qtbot)

    assert "3 dossiers sont dans dossiers.xlsx" in dit
    feuille = load_workbook(sorties.fichiers[0])["Dossiers"]
    assert feuille.max_row == 4
    contenu = str([[cellule.value for cellule in ligne] for ligne in feuille])
    assert CANARI not in contenu
    assert "+CCAS" in contenu
    coffre = contexte.services.seance.coffre
    assert coffre is not None
    qtbot.waitUntil(lambda: ask(contexte.services, lambda: coffre.journal(taille=1)[0].action, qtbot) is Action.TABLEAU_EXPORTE)


def test_names_leave_when_they_are_ticked_this_time_only(
    show: Show, sorties: SortiesFausses, contexte: Contexte, qtbot: QtBot
) -> None:
    contexte.services.selection.give(REFERENCES)
    page = show(PageExport)
    assert isinstance(page, PageExport)
    assert "laisse de côté la personne, les notes" in said(page)
    page.noms.card(AVEC).setFocus()
    QTest.keyClick(page.noms.card(AVEC), Qt.Key.Key_Space)
    assert "plus rien ne le protège" in said(page)
    page.format_.set_value("csv")
    press_enter(page)
    dit = finish(page, qtbot)

    assert "2 dossiers sont dans dossiers-avec-noms.csv" in dit
    assert "Cellules qui commençaient comme une formule : 1" in dit
    lignes = sorties.fichiers[0].read_text(encoding="utf-8-sig").splitlines()
    assert ["Diallo" in lignes[1], CANARI in lignes[2], len(lignes)] == [True, True, 3]

    arrive(page, qtbot)
    assert page.noms.value() == ()
    page.hush()
    press_enter(page)
    assert "dossiers.csv" in finish(page, qtbot)
    assert CANARI not in sorties.fichiers[1].read_text(encoding="utf-8-sig")
    # The same again: it says that the file was replaced.
    page.hush()
    press_enter(page)
    assert "a été remplacé" in finish(page, qtbot)


def test_columns_are_chosen_and_proposed_again(show: Show, sorties: SortiesFausses, qtbot: QtBot) -> None:
    page = show(PageExport)
    assert isinstance(page, PageExport)
    button(page, "Choisir les colonnes (15)").click()
    page.colonnes.set_value((ColonneExport.ETAT, ColonneExport.REFERENCE))
    button(page, "Choisir les colonnes (2)")
    press_enter(page)
    finish(page, qtbot)
    assert [cellule.value for cellule in load_workbook(sorties.fichiers[0])["Dossiers"][1]] == ["Référence", "État"]

    arrive(page, qtbot)
    qtbot.waitUntil(lambda: page.colonnes.value() == ("reference", "etat"))
    page.colonnes.clear()
    assert not page.suite.isEnabled()


def test_stopped_nothing_is_written(show: Show, sorties: SortiesFausses, qtbot: QtBot) -> None:
    page = show(PageExport)
    page.go_on()
    page.progres.arreter.click()

    assert "Arrêté" in finish(page, qtbot)
    assert list(sorties.dossier.iterdir()) == []


def test_a_folder_that_is_gone_is_said(show: Show, sorties: SortiesFausses, qtbot: QtBot) -> None:
    page = show(PageExport)
    sorties.dossier.rmdir()
    press_enter(page)
    assert "Rien n’a été écrit" in finish(page, qtbot)


def test_locked_in_the_middle_it_writes_nothing_and_says_nothing(
    show: Show, sorties: SortiesFausses, contexte: Contexte, qtbot: QtBot
) -> None:
    page = show(PageExport)
    page.go_on()
    page.clear()
    ask(contexte.services, lambda: None, qtbot)
    QApplication.processEvents()

    assert page.dit.count() == 0
    assert list(sorties.dossier.iterdir()) == []
    assert not page.is_working


def test_giving_up_in_the_dialog_changes_nothing(show: Show, sorties: SortiesFausses, monkeypatch: pytest.MonkeyPatch) -> None:
    page = show(PageExport)
    monkeypatch.setattr(SortiesFausses, "choose_file", lambda *_: None)
    page.go_on()
    assert not page.is_working

    def refuse(*_: object) -> Path:
        raise ExpectedError(Panne.INTERDIT_ICI)

    monkeypatch.setattr(SortiesFausses, "choose_file", refuse)
    page.go_on()
    assert sorties.fichiers == []
    assert "ce n’est pas possible ici" in said(page)


def test_both_are_reached_in_a_coffre_and_lead_back_to_the_suivi(fenetre: Fenetre, contexte: Contexte) -> None:
    del contexte
    for id_, genre in (("agenda", PageAgenda), ("export", PageExport)):
        fenetre.pages.go_to(id_)
        page = page_of(fenetre, genre)
        page.retour.setFocus()
        press(fenetre, ENTREE)
        assert fenetre.pages.current_id == "suivi"
        fenetre.pages.discard()


# What is held back


def kept_in(page: PageSortie, sorties: SortiesFausses) -> bool:
    """Nothing is written, and the page says why where it is."""
    return page.retenue.isVisible() and list(sorties.dossier.iterdir()) == []


def test_a_table_leaves_without_the_cells_that_say_what_must_not_be_and_says_how_many(
    show: Show, contexte: Contexte, sorties: SortiesFausses, qtbot: QtBot
) -> None:
    page = show(PageExport)
    contexte.services.controle.hear(Cadre(a_taire=("CCAS de Pantin",)))
    press_enter(page)
    dit = finish(page, qtbot)

    assert page.textes("export.tues", nombre=2).replace("\u00a0", " ") in dit
    assert "Pantin" not in str([*load_workbook(sorties.dossier / "dossiers.xlsx").worksheets[0].values])


def test_an_agenda_that_says_what_must_not_be_is_held_back(
    show: Show, contexte: Contexte, sorties: SortiesFausses, qtbot: QtBot
) -> None:
    page = show(PageAgenda)
    contexte.services.controle.hear(Cadre(a_taire=("2026-0001",)))
    press_enter(page)
    qtbot.waitUntil(page.retenue.isVisible)
    settled(page, qtbot)

    assert kept_in(page, sorties)
    page.clear()
    assert not page.retenue.isVisible()


def test_what_was_heard_is_forgotten_with_the_coffre_and_with_the_person(fenetre: Fenetre, contexte: Contexte) -> None:
    controle = contexte.services.controle
    controle.hear(Cadre(a_taire=("Pantin",)))
    fenetre.garde.protect()
    assert controle.cadre == Cadre()
