"""A choice where nothing is ticked: the whole has the focus, and going on says what that means, once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.ui.composants import Avis, BoutonPrimaire, Champ, ChoixMultiples, ChoixUnique, Intitule, LigneTexte, Option
from droits_usagers.ui.composants.choix import Vide
from droits_usagers.ui.composants.entendre import tell_screen_readers
from droits_usagers.ui.composants.mise_en_page import Defilement
from droits_usagers.ui.composants.theme import Teinte, current_theme
from tests.ui.gestes import settle

OPTIONS = (Option("oui", "Oui"), Option("non", "Non"), Option("tait", "Je préfère ne pas répondre"))
VIDE = Vide("3 choix, rien n'est coché.", "Sans réponse, rien ne sera dit.", "Sans réponse")


class Formulaire(QWidget):
    """A short field, a question, a button that Enter presses."""

    def __init__(self) -> None:
        super().__init__()
        self.ligne, self.choix, self.suite = LigneTexte(passe=True), ChoixUnique(OPTIONS, vide=VIDE), BoutonPrimaire("Suite")
        self.presses = 0
        colonne = QVBoxLayout(self)
        for widget in (
            self.ligne,
            Champ(Intitule("Quelqu'un doit-il l'ignorer ?", "Rien n'est obligatoire."), self.choix),
            self.suite,
        ):
            colonne.addWidget(widget)
        self.suite.bind_enter(self)
        self.suite.clicked.connect(self._press)

    def _press(self) -> None:
        self.presses += 1


@pytest.fixture
def formulaire(qtbot: QtBot) -> Formulaire:
    formulaire = Formulaire()
    qtbot.addWidget(formulaire)
    formulaire.resize(500, 500)
    formulaire.show()
    qtbot.waitExposed(formulaire)
    return formulaire


def here() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(touche: Qt.Key) -> None:
    QTest.keyClick(here(), touche)


def ring_on(widget: QWidget) -> bool:
    """True if the left edge of what is there is in the colour of the focus, half way down."""
    image = widget.window().grab(widget.rect().translated(widget.mapTo(widget.window(), widget.rect().topLeft()))).toImage()
    return any(image.pixelColor(x, image.height() // 2) == current_theme().color(Teinte.FOCUS) for x in range(4))


def test_the_ring_is_around_the_whole_and_on_none_of_them(formulaire: Formulaire) -> None:
    formulaire.choix.setFocus()
    assert here() is formulaire.choix
    assert not [carte for carte in ("oui", "non", "tait") if formulaire.choix.card(carte).hasFocus()]
    assert ring_on(formulaire.choix)
    formulaire.ligne.setFocus()
    assert not ring_on(formulaire.choix)


@pytest.mark.parametrize(
    ("touche", "attendu"),
    [
        (Qt.Key.Key_Space, "oui"),
        (Qt.Key.Key_Down, "oui"),
        (Qt.Key.Key_Right, "oui"),
        (Qt.Key.Key_Up, "tait"),
        (Qt.Key.Key_Left, "tait"),
    ],
)
def test_a_key_ticks_one_and_the_ring_goes_there(formulaire: Formulaire, touche: Qt.Key, attendu: str) -> None:
    formulaire.choix.setFocus()
    press(touche)
    assert formulaire.choix.value() == attendu
    assert here() is formulaire.choix.card(attendu)
    # From then on the arrows are Qt's own.
    press(Qt.Key.Key_Down if attendu == "oui" else Qt.Key.Key_Up)
    assert formulaire.choix.value() == "non"
    assert here() is formulaire.choix.card(formulaire.choix.value())


def test_only_what_can_be_chosen_is_ticked_by_a_key(formulaire: Formulaire) -> None:
    formulaire.choix.card("oui").hide()
    formulaire.choix.card("non").setEnabled(False)
    formulaire.choix.setFocus()
    press(Qt.Key.Key_Down)
    assert formulaire.choix.value() == "tait"


def test_tab_stops_once_whatever_is_ticked(formulaire: Formulaire) -> None:
    for coche in ("", "non"):
        formulaire.choix.set_value(coche)
        formulaire.ligne.setFocus()
        press(Qt.Key.Key_Tab)
        assert here() is (formulaire.choix.card(coche) if coche else formulaire.choix)
        press(Qt.Key.Key_Tab)
        assert here() is formulaire.suite
        QTest.keyClick(here(), Qt.Key.Key_Backtab)
        assert here() is (formulaire.choix.card(coche) if coche else formulaire.choix)


def test_enter_comes_to_the_whole_says_what_going_on_means_then_goes_on(formulaire: Formulaire) -> None:
    formulaire.ligne.setFocus()
    press(Qt.Key.Key_Return)
    assert here() is formulaire.choix
    assert not formulaire.findChildren(Avis)
    press(Qt.Key.Key_Return)
    assert [avis.texte for avis in formulaire.findChildren(Avis) if avis.isVisible()] == [VIDE.laisse]
    assert (formulaire.presses, here()) == (0, formulaire.choix)
    press(Qt.Key.Key_Return)
    assert formulaire.presses == 1


def test_what_is_said_is_in_sight_however_little_room_there_is(qtbot: QtBot) -> None:
    formulaire = Formulaire()
    defilement = Defilement(formulaire)
    qtbot.addWidget(defilement)
    defilement.resize(500, 160)
    with qtbot.waitActive(defilement):
        defilement.show()
        defilement.activateWindow()
    formulaire.choix.setFocus()
    settle()
    press(Qt.Key.Key_Return)
    # It has its place, then is scrolled to.
    settle()
    settle()
    (avis,) = formulaire.findChildren(Avis)
    assert defilement.shows(avis)
    assert ring_on(avis)


def test_what_was_said_goes_away_with_an_answer_and_enter_goes_on(formulaire: Formulaire) -> None:
    formulaire.choix.setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    assert not [avis for avis in formulaire.findChildren(Avis) if avis.isVisible()]
    press(Qt.Key.Key_Return)
    assert formulaire.presses == 1


def test_control_enter_goes_on_at_once(formulaire: Formulaire) -> None:
    formulaire.choix.setFocus()
    QTest.keyClick(here(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert formulaire.presses == 1


def test_taking_an_answer_back_gives_the_whole_its_focus_again(formulaire: Formulaire) -> None:
    formulaire.choix.setFocus()
    press(Qt.Key.Key_Space)
    formulaire.choix.clear()
    assert here() is formulaire.choix
    formulaire.choix.set_value("non")
    assert here() is formulaire.choix.card("non")


def test_who_listens_is_told_the_question_and_how_many_choices(formulaire: Formulaire) -> None:
    tell_screen_readers()
    dit = QAccessible.queryAccessibleInterface(formulaire.choix)
    assert dit.text(QAccessible.Text.Name) == "Quelqu'un doit-il l'ignorer ?"
    assert dit.text(QAccessible.Text.Description) == "3 choix, rien n'est coché. Rien n'est obligatoire."
    formulaire.choix.set_value("oui")
    assert dit.text(QAccessible.Text.Description) == "Rien n'est obligatoire."


def test_of_those_that_may_apply_together_each_has_its_own_ring(qtbot: QtBot) -> None:
    choix = ChoixMultiples(OPTIONS)
    qtbot.addWidget(choix)
    choix.show()
    choix.activateWindow()
    qtbot.waitExposed(choix)
    choix.setFocus()
    assert choix.focusWidget() is choix.card("oui")
