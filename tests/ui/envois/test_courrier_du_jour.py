"""« Courrier du jour », from the keyboard: a slip is a few digits and Enter."""

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.services.coffre.valeurs import FaitANoter, FaitPris
from droits_usagers.services.envois.courrier_du_jour import SaisieCourrier
from droits_usagers.services.socle.travail import Priorite
from droits_usagers.ui.envois.courrier_du_jour import PageCourrierDuJour
from droits_usagers.ui.fenetre.fenetre import Fenetre
from tests.coffres import Horloge, erase
from tests.ui.avec_coffre import AUJOURDHUI, ask, demande, focused, open_coffre, page_of, said
from tests.ui.gestes import CTRL, ENTREE, everything_shown, press

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre

_T = TypeEvenement
T = TypeVar("T")
NOMS = (
    "Œuvrardin",
    "Diallossa",
    "Nguyen",
    "Martin",
    "Benali",
    "Kowalski",
    "Lopez",
    "Petit",
    "Moreau",
    "Traoré",
    "Garcia",
    "Roux",
)
TAB = Qt.Key.Key_Tab


class Poste:
    """A window on the post of a coffre where letters left registered eight days ago, and someone who types."""

    def __init__(self, fenetre: Fenetre, chemin: Path, qtbot: QtBot, combien: int) -> None:
        self.fenetre, self.qtbot = fenetre, qtbot
        self.coffre: Coffre = open_coffre(fenetre, chemin, qtbot)
        self.references = self.ask(lambda: [self._make(rang) for rang in range(combien)])
        fenetre.pages.go_to("courrier_du_jour")
        self.page = page_of(fenetre, PageCourrierDuJour)
        self.touches = 0

    def _make(self, rang: int) -> str:
        reference = self.coffre.dossiers.create(demande(NOMS[rang % len(NOMS)]))
        numero = f"1A 234 567 {rang:03} {_fin(rang)}"
        self.coffre.faits.take(FaitANoter(reference, Evenement(_day(8), _T.ENVOYE), recommande=numero))
        return reference

    def ask(self, action: Callable[[], T]) -> T:
        return ask(self.fenetre.contexte.services, action, self.qtbot)

    def type(self, texte: str) -> None:
        """Each letter is a keystroke, where the focus is."""
        for lettre in texte:
            self.touches += 1
            QTest.keyClicks(self.fenetre.focusWidget(), lettre)

    def press(self, touche: Qt.Key, avec: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.touches += 1
        press(self.fenetre, touche, avec)

    def find(self, texte: str) -> None:
        """Types, and waits for the answer as eyes do."""
        self.type(texte)
        self.qtbot.waitUntil(lambda: bool(self.page.saisie.trouve.text()) or self.page.saisie.propositions.isVisible())

    def hold_answers(self) -> threading.Event:
        """Nothing is answered until it is set."""
        suite = threading.Event()
        travail = self.fenetre.contexte.services.travail
        travail.submit(suite.wait, priorite=Priorite.PAGE_VISIBLE, on_success=lambda _: None, on_failure=lambda _: None)
        return suite

    def lines(self) -> list[str]:
        modele = self.page.liste.lignes
        lignes = [modele.line(rang) for rang in range(modele.rowCount())]
        return [f"{ligne.mot} · {ligne.titre} · {ligne.sous_titre}" for ligne in lignes]

    def written(self, combien: int) -> list[str]:
        """The lines, once so many are recorded."""
        self.qtbot.waitUntil(lambda: sum(ligne.startswith("Noté ·") for ligne in self.lines()) == combien)
        return self.lines()

    def facts(self, reference: str) -> list[TypeEvenement]:
        return [fait.type for fait in self.ask(lambda: self.coffre.dossiers.read(reference)).demande.evenements]


def _fin(rang: int) -> str:
    return f"{(rang * 3541 + 4821) % 10000:04}"


def _day(jours: int) -> dt.date:
    return AUJOURDHUI - dt.timedelta(days=jours)


@pytest.fixture
def poste(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> Poste:
    return Poste(fenetre, tmp_path / "permanence.coffre", qtbot, 15)


def test_fifteen_slips_without_the_mouse(poste: Poste) -> None:
    """As fast as they are typed: nothing waits for the disk."""
    poste.type(_fin(0))
    poste.press(ENTREE)
    # The first line has no date to repeat.
    poste.qtbot.waitUntil(lambda: focused() is poste.page.saisie.date)
    poste.type("20")
    poste.press(ENTREE)
    for rang in range(1, 15):
        poste.type(_fin(rang))
        poste.press(ENTREE)
        # The day of the line above is that of this one too, once it is said.
        poste.qtbot.waitUntil(lambda: focused() is poste.page.saisie.date)
        poste.press(ENTREE)
    lignes = poste.written(15)
    assert poste.touches == 15 * 6 + 2
    assert "15 lignes notées aujourd" in said(poste.page)
    assert "réponse due le 21 décembre 2026" in lignes[0].replace("\u00a0", " ")
    for reference in poste.references:
        assert poste.facts(reference) == [_T.ENVOYE, _T.RECU]


def test_another_date_and_another_fact_are_a_tab_away(poste: Poste) -> None:
    poste.find(_fin(0))
    poste.press(TAB)
    poste.type("ref")
    poste.press(TAB)
    assert poste.page.saisie.fait.text() == "Refus écrit"
    poste.type("23/11")
    poste.press(ENTREE)
    (ligne,) = poste.written(1)
    assert "Refus écrit, 23 novembre 2026" in ligne.replace("\u00a0", " ")
    assert poste.touches == 4 + 1 + 3 + 1 + 5 + 1
    assert focused() is poste.page.saisie.dossier


def test_several_are_chosen_from_with_arrows(poste: Poste) -> None:
    poste.find("oeuv")
    assert poste.page.saisie.propositions.lignes.rowCount() == 2
    poste.press(Qt.Key.Key_Down)
    poste.press(ENTREE)
    assert focused() is poste.page.saisie.fait
    assert poste.page.saisie.trouve.text().startswith(poste.references[12])
    assert poste.lines() == []


def test_no_fact_is_highlighted_that_enter_would_not_take_and_arrows_still_choose_once_it_was_said(poste: Poste) -> None:
    poste.ask(lambda: poste.coffre.faits.take(FaitANoter(poste.references[0], Evenement(_day(6), _T.RECU))))
    poste.find(_fin(0))
    poste.press(ENTREE)
    saisie = poste.page.saisie
    assert focused() is saisie.fait
    assert saisie.propositions.isVisible()
    assert not saisie.propositions.currentIndex().isValid()
    poste.press(ENTREE)
    assert "Choisissez d" in said(poste.page)

    poste.press(Qt.Key.Key_Down)

    assert saisie.propositions.isVisible()
    assert saisie.propositions.currentIndex().row() == 0
    assert "Choisissez d" not in said(poste.page)
    choisi = saisie.fait.text()
    assert choisi
    poste.press(ENTREE)
    assert focused() is saisie.date
    assert saisie.fait.text() == choisi


def test_going_on_before_several_are_found_comes_back_to_choose(poste: Poste) -> None:
    suite = poste.hold_answers()
    poste.type("oeuv")
    poste.press(TAB)
    assert focused() is poste.page.saisie.fait
    suite.set()
    poste.qtbot.waitUntil(lambda: focused() is poste.page.saisie.dossier)
    assert poste.page.saisie.propositions.lignes.rowCount() == 2


def test_a_first_line_may_be_typed_whole_before_any_answer(poste: Poste) -> None:
    suite = poste.hold_answers()
    for texte in (_fin(0), "20", _fin(1)):
        poste.type(texte)
        poste.press(ENTREE)
    suite.set()
    poste.qtbot.waitUntil(lambda: "la date de la ligne d’avant" in said(poste.page))
    poste.press(ENTREE)
    assert [ligne.split(" · ")[1] for ligne in poste.written(2)] == ["2026-0002", "2026-0001"]


def test_what_was_typed_blindly_after_several_were_found_is_dropped(poste: Poste) -> None:
    """« ref » could be the name on the next slip: it must not become a refusal on this one."""
    suite = poste.hold_answers()
    for texte in ("oeuv", "ref", "20"):
        poste.type(texte)
        poste.press(ENTREE)
    suite.set()
    poste.qtbot.waitUntil(lambda: focused() is poste.page.saisie.fait)
    assert poste.page.saisie.fait.text() == "Reçue"
    assert poste.lines() == []


def test_enter_pressed_before_the_answer_waits_and_what_follows_is_the_next_line(poste: Poste) -> None:
    poste.find(_fin(0))
    poste.press(ENTREE)
    poste.type("20")
    poste.press(ENTREE)
    poste.written(1)
    suite = poste.hold_answers()
    for rang in (1, 2):
        poste.type(_fin(rang))
        poste.press(ENTREE)
        poste.type("21")
        poste.press(ENTREE)
    assert len(poste.lines()) == 1
    suite.set()
    lignes = poste.written(3)
    assert [poste.facts(reference)[-1] for reference in poste.references[:3]] == [_T.RECU] * 3
    assert ["21 novembre" in ligne.replace("\u00a0", " ") for ligne in lignes] == [True, True, False]


@pytest.mark.parametrize("tape", ["diallos", _fin(1)])
def test_enter_never_records_the_day_of_another_slip_before_it_was_shown_as_that_of_this_one(poste: Poste, tape: str) -> None:
    poste.find(_fin(0))
    poste.press(ENTREE)
    poste.type("17")
    poste.press(ENTREE)
    poste.written(1)
    poste.find(tape)
    saisie = poste.page.saisie

    poste.press(ENTREE)
    if focused() is saisie.fait:
        poste.press(ENTREE)

    assert focused() is saisie.date
    assert saisie.date.selectedText() == saisie.date.text()
    assert saisie.date.text().replace("\u00a0", " ") == "17 novembre 2026"
    assert "mardi 17 novembre 2026 : la date de la ligne d’avant" in said(poste.page).replace("\u00a0", " ")
    # Of another dossier than the one it was shown for, it is shown again: one's own day, typed for the other, too.
    poste.type("18")
    saisie.start()
    poste.press(Qt.Key.Key_Backspace)
    poste.find(_fin(2))
    poste.press(ENTREE)
    assert focused() is saisie.date
    assert "mercredi 18 novembre 2026 : la date déjà dans la case" in said(poste.page).replace("\u00a0", " ")
    assert len(poste.lines()) == 1
    poste.type("22")
    poste.press(ENTREE)
    assert "22 novembre" in poste.written(2)[0].replace("\u00a0", " ")


@pytest.mark.parametrize("vers_la_date", [[], [TAB, TAB]])
def test_no_enter_pressed_before_the_day_of_another_slip_was_said_records_it(poste: Poste, vers_la_date: list[Qt.Key]) -> None:
    poste.find(_fin(0))
    poste.press(ENTREE)
    poste.type("17")
    poste.press(ENTREE)
    poste.written(1)
    suite = poste.hold_answers()
    poste.type(_fin(1))
    for touche in (*vers_la_date, ENTREE, ENTREE, ENTREE, ENTREE):
        poste.press(touche)
    suite.set()
    poste.qtbot.waitUntil(lambda: "la date de la ligne d’avant" in said(poste.page))
    assert focused() is poste.page.saisie.date
    assert len(poste.lines()) == 1

    poste.press(ENTREE)

    assert "17 novembre" in poste.written(2)[0].replace("\u00a0", " ")


def test_what_is_not_there_is_said_and_nothing_recorded(poste: Poste) -> None:
    poste.type("99999")
    poste.press(ENTREE)
    poste.qtbot.waitUntil(lambda: "Rien ne correspond à « 99999 »" in said(poste.page))
    assert focused() is poste.page.saisie.dossier
    assert poste.lines() == []


@pytest.mark.parametrize(
    ("date", "dit"), [("10/11", "Cette date est avant"), ("24/11/2027", "pas encore"), ("zut", "pas reconnue")]
)
def test_a_date_that_makes_no_sense_is_refused_beside_the_line_which_stays(poste: Poste, date: str, dit: str) -> None:
    poste.find(_fin(0))
    poste.press(ENTREE)
    poste.type(date)
    poste.press(ENTREE)
    assert dit in said(poste.page)
    assert focused() is poste.page.saisie.date
    assert poste.page.saisie.dossier.text() == _fin(0)
    poste.page.saisie.date.selectAll()
    poste.type("20")
    poste.press(ENTREE)
    poste.written(1)


def test_the_same_slip_twice_is_refused(poste: Poste) -> None:
    for _ in range(2):
        poste.find(_fin(0))
        poste.press(TAB)
        poste.type("rec")
        poste.press(TAB)
        poste.type("20")
        poste.press(ENTREE)
        poste.written(1)
    assert "C’est déjà noté" in said(poste.page)
    assert len(poste.lines()) == 1


def test_the_same_slip_twice_as_fast_as_can_be_is_refused_too(poste: Poste) -> None:
    """The second line is ready before the first is written."""
    trouves = poste.ask(lambda: poste.page.courrier.find(poste.coffre, _fin(0)))
    saisie = SaisieCourrier(trouves.candidats[0], "recu", _day(4))
    for _ in range(2):
        poste.page.saisie.line_given.emit(saisie)
    poste.written(1)
    # The second one is looked at once the first is written.
    poste.qtbot.waitUntil(lambda: poste.lines()[0].startswith("Pas noté · 2026-0001"))
    assert "C’est déjà noté" in said(poste.page)


def test_the_last_line_is_undone_from_the_keyboard(poste: Poste) -> None:
    for rang in (0, 1):
        poste.find(_fin(rang))
        poste.press(ENTREE)
        if rang == 0:
            poste.type("20")
        poste.press(ENTREE)
    poste.written(2)
    poste.press(Qt.Key.Key_Z, CTRL)
    poste.qtbot.waitUntil(lambda: poste.lines()[0].startswith("Annulé"))
    assert "Annulé : 2026-0002" in said(poste.page)
    assert poste.facts(poste.references[1]) == [_T.ENVOYE]
    poste.page.liste.setFocus()
    poste.press(Qt.Key.Key_End)
    poste.press(Qt.Key.Key_Delete)
    poste.qtbot.waitUntil(lambda: poste.lines()[1].startswith("Annulé"))
    assert poste.facts(poste.references[0]) == [_T.ENVOYE]
    poste.press(Qt.Key.Key_Z, CTRL)
    assert "plus rien à annuler" in said(poste.page)


def test_a_line_that_could_not_be_written_says_so(poste: Poste) -> None:
    poste.find(_fin(0))
    poste.press(ENTREE)
    poste.type("20")
    # Erased where this window hears nothing of it.
    poste.coffre.effacement.heard = lambda _: None
    poste.ask(lambda: erase(poste.coffre, [poste.references[0]]))
    poste.press(ENTREE)
    poste.qtbot.waitUntil(lambda: bool(poste.lines()) and poste.lines()[0].startswith("Pas noté"))
    assert "Ce dossier n’est plus dans le coffre" in poste.lines()[0]
    assert "Ce dossier n’est plus dans le coffre" in said(poste.page)
    assert "Noté aujourd" in said(poste.page)
    poste.press(Qt.Key.Key_Z, CTRL)
    assert "plus rien à annuler" in said(poste.page)


def test_lines_come_back_after_locking_and_say_what_was_cancelled_elsewhere(poste: Poste) -> None:
    for rang in (0, 1):
        poste.find(_fin(rang))
        poste.press(ENTREE)
        if rang == 0:
            poste.type("20")
        poste.press(ENTREE)
    poste.written(2)
    pages = poste.fenetre.pages
    pages.discard()
    pages.go_to("courrier_du_jour")
    poste.page = page_of(poste.fenetre, PageCourrierDuJour)
    assert "2026-0002" in poste.written(2)[0]
    fait = poste.ask(lambda: poste.coffre.dossiers.read("2026-0002")).faits[-1].numero
    poste.ask(lambda: poste.coffre.faits.give_back(FaitPris("2026-0002", fait)))
    pages.go_to("suivi")
    pages.go_to("courrier_du_jour")
    poste.qtbot.waitUntil(lambda: poste.lines()[0].startswith("Annulé · 2026-0002"))
    assert "1 ligne notée" in said(poste.page)


def test_another_day_begins_an_empty_list(poste: Poste, horloge: Horloge) -> None:
    poste.find(_fin(0))
    poste.press(ENTREE)
    poste.type("20")
    poste.press(ENTREE)
    poste.written(1)
    horloge.advance(days=1)
    poste.fenetre.jour.look()
    assert poste.lines() == []


def test_a_slip_of_a_reminder_says_that_it_moves_no_date(poste: Poste) -> None:
    premier = poste.references[0]
    poste.ask(
        lambda: poste.coffre.faits.take(FaitANoter(premier, Evenement(_day(3), _T.RELANCE_ENVOYEE), recommande="1A 7777 7"))
    )
    poste.find("77777")
    assert "la relance envoyée (21 novembre 2026)" in said(poste.page)
    poste.press(ENTREE)
    poste.type("23")
    poste.press(ENTREE)
    assert "aucune date ne change" in poste.written(1)[0]
    assert poste.facts(premier) == [_T.ENVOYE, _T.RELANCE_ENVOYEE]


def test_nothing_of_anyone_stays_and_f9_hides_names(poste: Poste) -> None:
    poste.find(_fin(0))
    poste.press(ENTREE)
    poste.type("20")
    poste.press(ENTREE)
    poste.written(1)
    poste.find(_fin(1))
    poste.press(Qt.Key.Key_F9)
    assert not any("Diallossa" in texte or "Œuvrardin" in texte for texte in everything_shown())
    poste.press(Qt.Key.Key_F9)
    assert any("Diallossa" in texte for texte in everything_shown())
    press(poste.fenetre, Qt.Key.Key_L, CTRL)
    poste.qtbot.waitUntil(lambda: poste.fenetre.contexte.services.seance.coffre is None)
    assert not any("Diallossa" in texte or "Œuvrardin" in texte for texte in everything_shown())


def test_a_slip_by_name_asks_of_which_letter_and_says_what_changes_first(poste: Poste) -> None:
    reference = poste.references[1]
    poste.ask(lambda: poste.coffre.faits.take(FaitANoter(reference, Evenement(_day(3), _T.RELANCE_ENVOYEE))))
    poste.find("diallossa")
    poste.press(ENTREE)
    saisie = poste.page.saisie
    assert saisie.fait.text() == ""
    assert "De quelle lettre" in said(poste.page)
    # The last sent first: of the reminder.
    poste.press(Qt.Key.Key_Down)
    poste.press(ENTREE)
    poste.type("23")
    poste.press(ENTREE)
    assert "Aucune date ne change" in said(poste.page)
    assert poste.facts(reference) == [_T.ENVOYE, _T.RELANCE_ENVOYEE]
    poste.press(ENTREE)
    poste.written(1)
    assert poste.facts(reference) == [_T.ENVOYE, _T.RELANCE_ENVOYEE]


def test_of_the_request_the_day_that_moves_is_said_before_it_does(poste: Poste) -> None:
    reference = poste.references[1]
    poste.ask(lambda: poste.coffre.faits.take(FaitANoter(reference, Evenement(_day(3), _T.RELANCE_ENVOYEE))))
    poste.find("diallossa")
    poste.press(ENTREE)
    poste.type("recue dem")
    poste.press(ENTREE)
    poste.type("23")
    poste.press(ENTREE)
    assert "saisir la CADA, 23 février 2027 (c’était le 16 février 2027)" in said(poste.page).replace("\u00a0", " ")
    assert poste.facts(reference) == [_T.ENVOYE, _T.RELANCE_ENVOYEE]
    # Another day is another line: it is said anew.
    poste.page.saisie.date.selectAll()
    poste.type("22")
    poste.press(ENTREE)
    assert _T.RECU not in poste.facts(reference)
    poste.press(ENTREE)
    poste.written(1)
    assert _T.RECU in poste.facts(reference)
