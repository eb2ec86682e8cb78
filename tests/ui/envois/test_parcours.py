"""From the list to the post office and back, from the keyboard alone, counting every key."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.ui.envois.page import PageMasse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.ui.avec_coffre import ask, open_coffre, page_of, said
from tests.ui.envois.conftest import SILENCE, T, choose_folder, coffre_of, late, wait_made
from tests.ui.gestes import CTRL, ENTREE

MAJ = Qt.KeyboardModifier.ShiftModifier
AUCUNE = Qt.KeyboardModifier.NoModifier


class Clavier:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, fenetre: Fenetre) -> None:
        self._fenetre = fenetre
        self.touches = 0

    def press(self, touche: Qt.Key, avec: Qt.KeyboardModifier = AUCUNE, *, fois: int = 1) -> None:
        for _ in range(fois):
            ici: QWidget | None = self._fenetre.focusWidget()
            QTest.keyClick(self._fenetre if ici is None else ici, touche, avec)
            QApplication.processEvents()
            self.touches += 1


@pytest.mark.parametrize(
    ("nombre", "choisir", "geste", "fait", "touches"),
    [
        # Shift and eleven arrows, the gesture, Enter, Enter in the dialog, Enter, paste, Ctrl+Enter.
        pytest.param(12, (Qt.Key.Key_Down, MAJ, 11), (Qt.Key.Key_R, CTRL), T.RELANCE_ENVOYEE, 17, id="douze_relances"),
        # Everything, then the same.
        pytest.param(30, (Qt.Key.Key_A, CTRL, 1), (Qt.Key.Key_D, CTRL), T.CADA_SAISIE, 7, id="cada_pour_trente"),
    ],
)
def test_letters_are_made_then_noted_as_sent_with_few_keys(
    fenetre: Fenetre,
    tmp_path: Path,
    dossier: Path,
    qtbot: QtBot,
    nombre: int,
    choisir: tuple[Qt.Key, Qt.KeyboardModifier, int],
    geste: tuple[Qt.Key, Qt.KeyboardModifier],
    fait: T,
    touches: int,
) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [late(*SILENCE) for _ in range(nombre)])
    fenetre.pages.go_to("suivi")
    suivi = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: suivi.table.model().rowCount() == nombre and bool(suivi.table.reference()))
    qtbot.waitUntil(suivi.table.hasFocus)
    clavier, services = Clavier(fenetre), fenetre.contexte.services

    clavier.press(*choisir[:2], fois=choisir[2])
    qtbot.waitUntil(lambda: suivi.modele.choix.count(nombre) == nombre)
    clavier.press(*geste)
    qtbot.waitUntil(lambda: isinstance(fenetre.pages.currentWidget(), PageMasse))
    page = page_of(fenetre, PageMasse)
    qtbot.waitUntil(lambda: page.preparer.modele.rowCount() == nombre)
    choose_folder(dossier)
    clavier.press(ENTREE)
    # The one pressed in the dialog.
    clavier.touches += 1
    wait_made(page, qtbot)
    clavier.press(ENTREE)
    qtbot.waitUntil(lambda: page.envoi.modele.rowCount() == nombre)
    QApplication.clipboard().setText("\n".join(f"2C 123 456 78{rang:02} 1" for rang in range(nombre)))
    clavier.press(Qt.Key.Key_V, CTRL)
    clavier.press(ENTREE, CTRL)
    qtbot.waitUntil(lambda: f"Noté : {nombre} envois" in said(page))

    assert clavier.touches == touches
    coffre = coffre_of(fenetre)
    lus = ask(services, lambda: [coffre.dossiers.read(f"2026-{rang:04}") for rang in range(1, nombre + 1)], qtbot)
    assert {lu.faits[-1].evenement.type for lu in lus} == {fait}
    assert len({lu.faits[-1].recommande for lu in lus}) == nombre
