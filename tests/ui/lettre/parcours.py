"""What a person does in the wizard, with the keyboard alone."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.ui.apercu.dessinateur import Dessinateur
from droits_usagers.ui.apercu.lettre import Apercu
from droits_usagers.ui.composants import Avis, Libelle
from droits_usagers.ui.composants.peinture import Peint
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.questions.ecran import EcranAssistant
from droits_usagers.ui.questions.formulaire import Formulaire

ENTREE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
#: More than any screen has things to go to.
ASSEZ = 60


def focused() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(touche: Qt.Key, avec: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, where the focus is."""
    QTest.keyClick(focused(), touche, avec)
    QApplication.processEvents()


def type_text(texte: str) -> None:
    """Letters, accents included, where the focus is; a line end is Enter."""
    for lettre in texte:
        touche = ENTREE if lettre == "\n" else Qt.Key.Key_unknown
        for sens in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused(), QKeyEvent(sens, touche, Qt.KeyboardModifier.NoModifier, lettre))


def tab_to(nom: str) -> QWidget:
    """Tab until the focus is on what bears this name."""
    vus = []
    for _ in range(ASSEZ):
        if focused().accessibleName() == nom:
            return focused()
        vus.append(focused().accessibleName())
        press(TAB)
    raise AssertionError(vus)


def field(page: AssistantPage, question: str) -> QWidget:
    """Tab to a question of the present screen."""
    formulaire = screen(page).findChild(Formulaire)
    assert isinstance(formulaire, Formulaire)
    return tab_to(formulaire.champ(question).libelle.text())


def answer(page: AssistantPage, question: str, texte: str) -> None:
    """Tab to a question and type."""
    assert isinstance(field(page, question), QLineEdit | QPlainTextEdit)
    type_text(texte)


def screen(page: AssistantPage) -> EcranAssistant:
    """The screen shown."""
    return next(ecran for ecran in page.findChildren(EcranAssistant) if ecran.isVisible())


def title(page: AssistantPage) -> str:
    """The name of the screen shown."""
    return screen(page).titre.text()


def say(page: AssistantPage, id_: str, **valeurs: object) -> str:
    """A sentence of the wizard."""
    return page.textes(f"assistant.{id_}", **valeurs)


def apercu(page: AssistantPage) -> Apercu:
    """Where the letter is shown."""
    found = page.findChild(Apercu)
    assert isinstance(found, Apercu)
    return found


def ask_danger(page: AssistantPage, mots: str = "lire mon dossier") -> None:
    """From the search to the question of who must not know."""
    type_text(mots)
    press(ENTREE)
    press(ENTREE)
    press(ENTREE)
    assert title(page) == page.textes("assistant.groupes.danger.titre")


def begin(page: AssistantPage, mots: str = "lire mon dossier") -> None:
    """From the search to the first screen of questions; nobody has to be kept from knowing."""
    ask_danger(page, mots)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(ENTREE)
    assert title(page) == page.textes("assistant.groupes.qualite.titre")


def is_at_the_end(page: AssistantPage) -> bool:
    """True on the last screen, called ready or not yet."""
    return title(page) in {say(page, "fin.titre"), say(page, "fin.a_decider.titre")}


def go_to(page: AssistantPage, titre: str, qtbot: QtBot) -> None:
    """Enter until this screen; the last one is not called ready before it is known to be."""
    for _ in range(ASSEZ):
        if title(page) == titre or (titre == say(page, "fin.titre") and is_at_the_end(page)):
            settle(page, qtbot)
            return
        press(ENTREE, CTRL)
    raise AssertionError(titre)


def settle(page: AssistantPage, qtbot: QtBot) -> None:
    """Wait until the letter shown is that of what was answered."""
    dessinateur = page.findChild(Dessinateur)
    assert isinstance(dessinateur, Dessinateur)
    qtbot.waitUntil(lambda: dessinateur.idle)


def said(page: QWidget) -> list[str]:
    """Notices shown."""
    return [avis.texte for avis in page.findChildren(Avis) if avis.isVisible()]


def texts_of(racine: QWidget) -> Iterator[str]:
    """Every text that a widget holds, shown or not."""
    for widget in (racine, *racine.findChildren(QWidget)):
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
        if isinstance(widget, QLineEdit | Libelle):
            yield widget.text()
        if isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText()
            widget.undo()
            yield widget.toPlainText()
        if isinstance(widget, Peint):
            yield from (widget.titre, widget.sous_titre)


def letter_shown(page: AssistantPage, qtbot: QtBot) -> str:
    settle(page, qtbot)
    return apercu(page).texte.toPlainText()
