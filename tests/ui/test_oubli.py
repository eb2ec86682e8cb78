"""What was typed is let go of: nothing to undo, no phrase in any field, no key in memory once the coffre is locked."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from droits_usagers.ui.coffre.champ_phrase import ChampPhrase
from droits_usagers.ui.coffre.nouvelle_phrase import EcranChangement
from droits_usagers.ui.coffre.page import PageCoffre
from droits_usagers.ui.composants import LigneTexte, TexteLong
from droits_usagers.ui.fenetre.ecrans import screens
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.verrouillage import Verrou
from droits_usagers.ui.socle.destination import VersPartie
from droits_usagers.ui.socle.page import Page
from droits_usagers.vault.driver import Cle
from tests.coffres import AUTRE_PHRASE, PHRASE
from tests.ui.avec_coffre import demande, open_coffre, page_of, wait_for_upkeep
from tests.ui.gestes import CANARI, CTRL, ENTREE, everything_shown, press, settle, type_everywhere, type_in


def undo_everything(champ: QLineEdit | QPlainTextEdit | QTextEdit) -> str:
    """Whatever Undo and Redo can bring back."""
    revenu = []
    for geste in (champ.undo, champ.redo):
        for _ in range(50):
            geste()
            revenu.append(champ.text() if isinstance(champ, QLineEdit) else champ.toPlainText())
    return " ".join(revenu)


@pytest.mark.parametrize("make", [LigneTexte, TexteLong])
def test_a_field_that_was_cleared_has_nothing_to_undo(qtbot: QtBot, make: type[LigneTexte | TexteLong]) -> None:
    champ = make()
    qtbot.addWidget(champ)
    type_in(champ, CANARI)
    champ.clear()
    assert CANARI not in undo_everything(champ)
    assert not undo_everything(champ).strip()


def test_a_phrase_that_was_shown_then_cleared_does_not_come_back(fenetre: Fenetre, qtbot: QtBot) -> None:
    champ = ChampPhrase(fenetre.contexte.textes, "Phrase")
    qtbot.addWidget(champ)
    champ.montrer.click()
    type_in(champ.ligne, PHRASE)
    champ.clear()
    champ.montrer.click()
    assert not undo_everything(champ.ligne).strip()


def test_once_locked_no_field_and_no_key_hold_the_phrase(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    open_coffre(fenetre, tmp_path / "a.coffre", qtbot)
    fenetre.pages.go_to("coffre", VersPartie("changement"))
    ecran = page_of(fenetre, PageCoffre).ecran
    assert isinstance(ecran, EcranChangement)
    for champ in (ecran.actuelle, ecran.nouvelle.phrase):
        champ.montrer.click()
    type_in(ecran.actuelle.ligne, PHRASE)
    type_in(ecran.nouvelle.phrase.ligne, AUTRE_PHRASE)
    del ecran, champ
    press(fenetre, Qt.Key.Key_L, CTRL)
    verrou = fenetre.findChild(Verrou)
    assert verrou is not None
    qtbot.waitUntil(verrou.saisie.isEnabled)
    settle()
    # Typed wrong, then left: neither stays.
    type_in(verrou.saisie, AUTRE_PHRASE)
    press(fenetre, ENTREE)
    qtbot.waitUntil(verrou.saisie.isEnabled)
    assert verrou.saisie.text() == AUTRE_PHRASE
    verrou.quitter.click()
    assert verrou.saisie.text() == ""
    settle()
    gc.collect()
    restes: list[QLineEdit | QPlainTextEdit] = [*fenetre.findChildren(QLineEdit), *fenetre.findChildren(QPlainTextEdit)]
    for reste in restes:
        revenu = undo_everything(reste)
        assert PHRASE not in revenu
        assert AUTRE_PHRASE not in revenu
    assert not [texte for texte in everything_shown() if PHRASE in texte or AUTRE_PHRASE in texte]
    assert not [objet for objet in gc.get_objects() if type(objet) is Cle]


@pytest.mark.parametrize("coffre", [False, True], ids=["sans coffre", "dans un coffre"])
def test_no_screen_keeps_what_was_typed_on_it_once_it_is_cleared(
    fenetre: Fenetre, tmp_path: Path, qtbot: QtBot, *, coffre: bool
) -> None:
    if coffre:
        open_coffre(fenetre, tmp_path / "a.coffre", qtbot, [demande("Gardée", envoyee=3)])
    for ecran in screens(fenetre.contexte.services.seance.mode):
        fenetre.pages.go_to(ecran.id)
        wait_for_upkeep(fenetre.contexte.services, qtbot)
        page = fenetre.pages.currentWidget()
        assert isinstance(page, Page)
        type_everywhere(fenetre, CANARI)
        page.clear()
        settle()
        restes: list[QLineEdit | QPlainTextEdit] = [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
        assert not [reste for reste in restes if CANARI in undo_everything(reste)], f"{type(page).__name__}.clear"
