"""What tests of the window do with it, as someone would: keys, words typed everywhere, and looking for what is left."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.ui.composants import BoutonLigne
from droits_usagers.ui.composants.peinture import Peint
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.page import Page

ENTREE = Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier
#: Above every line of a model.
RACINE = QModelIndex()
CANARI = "Zéphyrine-Quetzalcóatl"


#: What is being watched for; given up at the end of each test (see `menage` in conftest.py).
GUETS: list[QTimer] = []


def as_soon_as(look: Callable[[], bool]) -> None:
    """Looks again and again, in whatever loop of Qt is running, until it says True or the test is over."""
    guet = QTimer()
    guet.setSingleShot(True)

    def again() -> None:
        if not look():
            guet.start(10)

    guet.timeout.connect(again)
    guet.start(0)
    GUETS.append(guet)


def show_alone(page: Page, qtbot: QtBot, largeur: int = 1366, haut: int = 768) -> None:
    """A page in a window of its own, active."""
    qtbot.addWidget(page)
    page.resize(largeur, haut)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()


def press(fenetre: Fenetre, touche: Qt.Key, avec: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key where the focus is."""
    ici: QWidget | None = fenetre.focusWidget()
    QTest.keyClick(fenetre if ici is None else ici, touche, avec)
    QApplication.processEvents()


def type_in(champ: QWidget, mot: str) -> None:
    """Types a word in a field, accents included."""
    champ.setFocus()
    for lettre in mot:
        for sens in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(champ, QKeyEvent(sens, 0, Qt.KeyboardModifier.NoModifier, lettre))


def type_everywhere(fenetre: Fenetre, mot: str) -> int:
    """Types a word in every field that is shown; returns in how many."""
    champs: list[QLineEdit | QPlainTextEdit] = [*fenetre.findChildren(QLineEdit), *fenetre.findChildren(QPlainTextEdit)]
    remplis = [champ for champ in champs if champ.isVisible() and champ.isEnabled() and not champ.isReadOnly()]
    for champ in remplis:
        type_in(champ, mot)
    QApplication.processEvents()
    return len(remplis)


def begin_a_letter(fenetre: Fenetre, mot: str = CANARI, *, ecrans: int = 2) -> int:
    """Starts a letter with the keyboard and types a word wherever one can, on so many screens; stays on the last.

    Returns in how many fields.
    """
    if fenetre.contexte.services.seance.coffre is None:
        press(fenetre, ENTREE)
    else:
        # There, what Enter begins depends on what is read from it.
        fenetre.pages.go_to("assistant")
    carte = next(bouton for bouton in fenetre.findChildren(BoutonLigne) if bouton.isVisible())
    carte.setFocus()
    press(fenetre, ENTREE)
    remplis: list[int] = []
    for _ in range(12):
        if sum(map(bool, remplis)) < ecrans:
            press(fenetre, ENTREE, CTRL)
            remplis.append(type_everywhere(fenetre, mot))
    return sum(remplis)


def everything_shown() -> Iterator[str]:
    """Every text that a widget of the program holds, shown or not, and the clipboard."""
    for widget in QApplication.allWidgets():
        yield from _texts_of(widget)
    yield QGuiApplication.clipboard().text()


def _texts_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    for lire in ("text", "toPlainText", "placeholderText", "currentText", "title"):
        methode = getattr(widget, lire, None)
        if methode is not None:
            yield str(methode())
    if isinstance(widget, Peint):
        yield from (widget.titre, widget.sous_titre, widget.note)
    if isinstance(widget, QPlainTextEdit | QTextEdit) and widget.document().isUndoAvailable():
        widget.undo()
        yield widget.toPlainText()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _texts_in(widget.model())


def _texts_in(modele: QAbstractItemModel) -> Iterator[str]:
    colonnes = 1 if isinstance(modele, QAbstractListModel) else modele.columnCount(RACINE)
    for ligne in range(modele.rowCount(RACINE)):
        for colonne in range(colonnes):
            yield str(modele.data(modele.index(ligne, colonne)))


def settle() -> None:
    """Lets what was asked to be deleted be deleted."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
