"""Making a coffre, from the keyboard: where, what to know, the phrase."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.ui.coffre.creation import EcranCreer, PasCreation
from droits_usagers.ui.coffre.ouverture import EcranOuvrir
from droits_usagers.ui.coffre.page import PageCoffre
from droits_usagers.ui.composants import Libelle
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersPartie
from tests.coffres import PHRASE, fast
from tests.ui.avec_coffre import focused, page_of, said
from tests.ui.ecouter import heard_on_arrival, tree
from tests.ui.gestes import CTRL, ENTREE, everything_shown, press, settle, type_in

FAIBLE = "bonjour93"
PRIERE = "Notre Père qui es aux cieux, que ton nom soit sanctifié, que ton règne vienne"


@pytest.fixture
def creer(fenetre: Fenetre, chemin: Path) -> EcranCreer:
    fast(fenetre.contexte.services)
    fenetre.pages.go_to("coffre", VersPartie("creer"))
    ecran = page_of(fenetre, PageCoffre).ecran
    assert isinstance(ecran, EcranCreer)
    ecran.lieu.propose(chemin)
    return ecran


@pytest.fixture
def a_la_phrase(fenetre: Fenetre, creer: EcranCreer) -> EcranCreer:
    press(fenetre, ENTREE)
    press(fenetre, ENTREE)
    assert creer.pas is PasCreation.PHRASE
    return creer


def is_open(fenetre: Fenetre) -> Callable[[], bool]:
    return lambda: fenetre.contexte.services.seance.coffre is not None


def test_enter_four_times_and_a_phrase_typed_twice_make_a_coffre(
    fenetre: Fenetre, a_la_phrase: EcranCreer, chemin: Path, qtbot: QtBot
) -> None:
    type_in(a_la_phrase.phrase.phrase.ligne, PHRASE)
    type_in(a_la_phrase.phrase.encore.ligne, PHRASE)
    press(fenetre, ENTREE)
    qtbot.waitUntil(is_open(fenetre))
    assert chemin.is_file()
    assert fenetre.pages.current_id == "accueil"


def test_the_next_step_takes_the_focus_and_nothing_has_it_on_the_way(fenetre: Fenetre, creer: EcranCreer) -> None:
    press(fenetre, ENTREE)
    passes: list[QWidget | None] = []
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.focusChanged.connect(lambda _avant, apres: passes.append(apres))
    press(fenetre, ENTREE)
    assert creer.pas is PasCreation.PHRASE
    assert [un for un in passes if un is not None] == [fenetre.focusWidget()]


def test_nothing_of_the_phrase_stays_on_the_screen(fenetre: Fenetre, a_la_phrase: EcranCreer, qtbot: QtBot) -> None:
    type_in(a_la_phrase.phrase.phrase.ligne, PHRASE)
    a_la_phrase.phrase.phrase.montrer.click()
    press(fenetre, ENTREE)
    qtbot.waitUntil(is_open(fenetre))
    settle()
    assert PHRASE not in " ".join(everything_shown())


def test_two_different_phrases_make_nothing(fenetre: Fenetre, a_la_phrase: EcranCreer, chemin: Path, qtbot: QtBot) -> None:
    type_in(a_la_phrase.phrase.phrase.ligne, PHRASE)
    type_in(a_la_phrase.phrase.encore.ligne, PHRASE + "x")
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: "ne sont pas pareilles" in said(a_la_phrase))
    assert not chemin.exists()


def test_a_weak_phrase_is_insisted_upon_and_kept_only_by_a_distinct_action(
    fenetre: Fenetre, a_la_phrase: EcranCreer, chemin: Path, qtbot: QtBot
) -> None:
    phrase = a_la_phrase.phrase
    type_in(phrase.phrase.ligne, FAIBLE)
    type_in(phrase.encore.ligne, FAIBLE)
    press(fenetre, ENTREE)
    qtbot.waitUntil(phrase.insistance.isVisible)
    assert not chemin.exists()
    assert focused() is phrase.changer
    press(fenetre, Qt.Key.Key_Tab)
    assert focused() is phrase.garder
    press(fenetre, ENTREE)
    press(fenetre, ENTREE)
    qtbot.waitUntil(is_open(fenetre))


def test_strength_is_said_while_typing(a_la_phrase: EcranCreer, qtbot: QtBot) -> None:
    type_in(a_la_phrase.phrase.phrase.ligne, FAIBLE)
    qtbot.waitUntil(lambda: a_la_phrase.phrase.force.accessibleName().startswith("Très facile"))
    type_in(a_la_phrase.phrase.phrase.ligne, PHRASE)
    qtbot.waitUntil(lambda: a_la_phrase.phrase.force.accessibleName().startswith("Solide si personne"))


def test_a_prayer_is_never_said_to_be_beyond_finding(a_la_phrase: EcranCreer, qtbot: QtBot) -> None:
    """The longest of the known texts scores 140 bits: no measure tells that others know it."""
    type_in(a_la_phrase.phrase.phrase.ligne, PRIERE)
    qtbot.waitUntil(a_la_phrase.phrase.force.isVisible)
    dit = f"{said(a_la_phrase)} {a_la_phrase.phrase.force.accessibleName()}".lower()
    assert "solide si personne" in dit
    assert "très solide" not in dit
    assert "bits" not in dit


def test_only_a_phrase_drawn_by_the_program_is_given_its_number(
    fenetre: Fenetre, a_la_phrase: EcranCreer, qtbot: QtBot
) -> None:
    phrase = a_la_phrase.phrase
    phrase.proposer.click()
    qtbot.waitUntil(lambda: focused() is phrase.proposition.prendre)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: "88 bits" in phrase.force.accessibleName())
    type_in(phrase.phrase.ligne, "x")
    qtbot.waitUntil(lambda: phrase.force.accessibleName().startswith("Solide si personne"))


def test_a_generated_phrase_is_taken_in_one_key_and_can_be_read(
    fenetre: Fenetre, a_la_phrase: EcranCreer, qtbot: QtBot
) -> None:
    phrase = a_la_phrase.phrase
    phrase.proposer.click()
    qtbot.waitUntil(lambda: focused() is phrase.proposition.prendre)
    press(fenetre, ENTREE)
    assert len(phrase.phrase.phrase.split()) == 8
    assert phrase.phrase.shown
    qtbot.waitUntil(phrase.copies.isVisible)
    phrase.copies.copier.click()
    assert QGuiApplication.clipboard().text() == phrase.phrase.phrase
    assert fenetre.presse_papiers.remaining.total_seconds() == 30
    press(fenetre, ENTREE)
    qtbot.waitUntil(is_open(fenetre))
    fenetre.presse_papiers.empty()


def test_an_agent_is_sent_to_the_dpo_first(fenetre: Fenetre, creer: EcranCreer) -> None:
    press(fenetre, ENTREE)
    assert creer.pas is PasCreation.SAVOIR
    creer.savoir.tenant.set_value("agent")
    assert "délégué à la protection des données" in said(creer)


def test_a_folder_copied_elsewhere_is_said(creer: EcranCreer, tmp_path: Path, qtbot: QtBot) -> None:
    creer.lieu.propose(tmp_path / "OneDrive" / "dossiers.coffre")
    qtbot.waitUntil(lambda: "OneDrive" in said(creer))


def test_a_file_that_exists_is_left_alone_and_said_where_the_place_is_chosen(
    fenetre: Fenetre, a_la_phrase: EcranCreer, chemin: Path, qtbot: QtBot
) -> None:
    chemin.write_bytes(b"autre chose")
    type_in(a_la_phrase.phrase.phrase.ligne, PHRASE)
    a_la_phrase.phrase.phrase.montrer.click()
    a_la_phrase.phrase.phrase.ligne.setFocus()
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: a_la_phrase.pas is PasCreation.LIEU)
    assert "existe déjà" in said(a_la_phrase)
    assert chemin.read_bytes() == b"autre chose"


def test_a_name_without_suffix_gets_one(creer: EcranCreer, tmp_path: Path) -> None:
    creer.lieu.propose(tmp_path / "permanence")
    assert creer.lieu.chemin == tmp_path / "permanence.coffre"


def test_capitals_are_noticed_while_typing(a_la_phrase: EcranCreer) -> None:
    def noticed() -> bool:
        return any("majuscules" in libelle.text() for libelle in a_la_phrase.findChildren(Libelle) if libelle.isVisible())

    type_in(a_la_phrase.phrase.phrase.ligne, "ABC")
    assert noticed()
    type_in(a_la_phrase.phrase.phrase.ligne, "abc")
    assert not noticed()


def test_the_notice_to_read_to_the_person_can_be_printed(fenetre: Fenetre, creer: EcranCreer, qtbot: QtBot) -> None:
    press(fenetre, ENTREE)
    assert "Avec votre accord" in said(creer)
    creer.savoir.imprimer.click()
    # No printer here: the whole way to one was gone.
    qtbot.waitUntil(lambda: "imprimante" in said(creer))


def test_the_sheet_to_keep_under_lock_can_be_printed(a_la_phrase: EcranCreer, qtbot: QtBot) -> None:
    type_in(a_la_phrase.phrase.phrase.ligne, PHRASE)
    qtbot.waitUntil(a_la_phrase.phrase.copies.isVisible)
    a_la_phrase.phrase.copies.imprimer.click()
    qtbot.waitUntil(lambda: "imprimante" in said(a_la_phrase))


def test_back_goes_one_step_back_then_to_what_opens_one_and_then_home(fenetre: Fenetre, a_la_phrase: EcranCreer) -> None:
    for pas in (PasCreation.SAVOIR, PasCreation.LIEU):
        a_la_phrase.retour.click()
        assert a_la_phrase.pas is pas
    a_la_phrase.retour.click()
    ouvrir = page_of(fenetre, PageCoffre).ecran
    assert isinstance(ouvrir, EcranOuvrir)
    ouvrir.retour.click()
    assert fenetre.pages.current_id == "accueil"


def test_no_phrase_and_no_place_are_said(fenetre: Fenetre, creer: EcranCreer) -> None:
    creer.lieu.fichier.ligne.clear()
    press(fenetre, ENTREE)
    assert creer.pas is PasCreation.LIEU
    assert "Indiquez où ranger le coffre" in said(creer)


@pytest.mark.usefixtures("listening")
def test_who_listens_hears_what_she_makes_then_each_step(fenetre: Fenetre, creer: EcranCreer) -> None:
    creer.start()
    dits = [heard_on_arrival(tree(fenetre))]
    for _ in range(2):
        press(fenetre, ENTREE, CTRL)
        dits.append(heard_on_arrival(tree(fenetre)))
    assert "Créer un coffre, Où le ranger ?, Étape 1 sur 3" in dits[0]
    assert [f"Étape {rang} sur 3" in dit for rang, dit in enumerate(dits, 1)] == [True] * 3
