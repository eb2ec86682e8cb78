"""What tests of a grille do with it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.grille import Point
from droits_usagers.ui.composants import Avis
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.grille.modele import ModeleGrille
from droits_usagers.ui.grille.page import PageGrille


def key(page: QWidget, touche: Qt.Key, avec: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key where the focus is."""
    ici = page.focusWidget()
    assert ici is not None
    QTest.keyClick(ici, touche, avec)
    QApplication.processEvents()


def button(widget: QWidget, titre: str) -> Bouton:
    return next(bouton for bouton in widget.findChildren(Bouton) if bouton.titre == titre and bouton.isVisible())


def said(widget: QWidget) -> str:
    return " ".join(
        label.text() for avis in widget.findChildren(Avis) if avis.isVisible() for label in avis.findChildren(QLabel)
    )


def rules(page: PageGrille) -> list[str]:
    """The findings listed, by their rule; those set aside after the others."""
    lignes = page.editeur.ecarts.liste.lignes
    return [lignes.line(rang).id for rang in range(lignes.rowCount())]


def look_at(page: PageGrille, regle: str) -> None:
    """Goes to a finding of the list."""
    page.editeur.disposition.show_side("ecarts")
    page.editeur.ecarts.liste.go_to(next(id_ for id_ in rules(page) if id_.startswith(regle)))


def cell(page: PageGrille, source: str, point: Point, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return page.editeur.modele.place((source, point)).data(role)


def numbers(page: PageGrille, source: str, point: Point) -> list[int]:
    """The findings drawn in a cell."""
    return [trouve.numero for trouve in cell(page, source, point, ModeleGrille.CELLULE).trouves]  # type: ignore[attr-defined]


def paste(texte: str) -> None:
    QGuiApplication.clipboard().setText(texte)


def examined(page: PageGrille, qtbot: QtBot, geste: object) -> None:
    """Does something, and waits for what is found after it."""
    with qtbot.waitSignal(page.editeur.examined):
        geste()  # type: ignore[operator] # something to call


def confirm_all(page: PageGrille, qtbot: QtBot) -> None:
    """Says of each finding that one looked at it again."""
    for trouve in page.editeur._examen.trouves:  # noqa: SLF001 # what was found
        page.atelier.confirm(trouve, confirme=True)
    examined(page, qtbot, page.editeur.refresh)
