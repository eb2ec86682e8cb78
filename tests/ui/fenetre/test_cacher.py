"""« Cacher » always hides: whatever is on screen, whatever is open over it, by its key, its button, time and the system."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.ui.coffre.champ_phrase import ChampPhrase
from droits_usagers.ui.coffre.page import PageCoffre
from droits_usagers.ui.fenetre.application import Incident
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.verrouillage import Verrou
from droits_usagers.ui.fenetre.voile import Voile
from droits_usagers.ui.socle.destination import VersCoffre, VersPartie
from droits_usagers.ui.socle.garde import PLACE_DU_L
from tests.coffres import PHRASE, Horloge
from tests.ui.avec_coffre import open_coffre, said
from tests.ui.gestes import CTRL, everything_shown, press, settle, type_in

TOUCHE = Qt.Key.Key_L


def covers(fenetre: Fenetre) -> list[Voile | Verrou]:
    """What hides the window, if anything does."""
    couvertures: list[Voile | Verrou] = [*fenetre.findChildren(Voile), *fenetre.findChildren(Verrou)]
    return [une for une in couvertures if une.isVisible()]


def over(fenetre: Fenetre) -> list[QWidget]:
    """Every other window of the program that can be seen."""
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and widget is not fenetre]


def strike() -> None:
    """Ctrl+L, as the system gives it: to the window of the system that has the focus."""
    fenetre = QApplication.focusWindow()
    assert fenetre is not None
    QTest.keyClick(fenetre, TOUCHE, CTRL)
    QApplication.processEvents()


def wait_alone(fenetre: Fenetre, horloge: Horloge) -> None:
    """Five minutes, each second seen by the window."""
    for _ in range(300):
        horloge.advance(seconds=1)
        fenetre.garde.beat()


def deaf(fenetre: Fenetre) -> Iterator[str]:
    """Keys that Qt hears for two things at once, and therefore for none."""
    entendus: dict[tuple[QWidget, str], list[QWidget]] = {}
    for raccourci in fenetre.findChildren(QShortcut):
        porteur = raccourci.parent()
        if isinstance(porteur, QWidget) and porteur.isVisible() and porteur.isEnabled() and raccourci.isEnabled():
            partout = raccourci.context() is Qt.ShortcutContext.WindowShortcut
            ou = porteur.window() if partout else porteur
            entendus.setdefault((porteur.window(), raccourci.key().toString()), []).append(ou)
    for (_, touche), ceux in entendus.items():
        if any(un is autre or un.isAncestorOf(autre) for un, autre in permutations(ceux, 2)):
            yield touche


def check_hiding(fenetre: Fenetre, qtbot: QtBot) -> None:
    """Whatever it shows is hidden by its key and by the system; tests/ui/test_chaque_ecran.py asks it of every scene."""
    assert list(deaf(fenetre)) == []
    strike()
    assert over(fenetre) == []
    (couverture,) = covers(fenetre)
    if isinstance(couverture, Voile):
        couverture.reprendre.click()
        assert covers(fenetre) == []
        fenetre.garde.systeme.on_lock()
        assert len(covers(fenetre)) == 1
    else:
        qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is None)


@pytest.mark.parametrize(
    "page", ["accueil", "refus", "notices", "fiches", "grille", "textes", "numeros", "reglages", "aide", "coffre"]
)
def test_a_screen_where_nothing_was_typed_is_hidden_by_time_and_by_its_button(
    fenetre: Fenetre, horloge: Horloge, page: str
) -> None:
    fenetre.pages.go_to(page)
    wait_alone(fenetre, horloge)
    (voile,) = covers(fenetre)
    assert isinstance(voile, Voile)
    assert "Ce que vous avez tapé" not in said(voile)
    assert voile.phrase.text() in voile.accessibleName()
    voile.reprendre.click()
    assert fenetre.pages.current_id == page
    bouton = next(un for un in fenetre.findChildren(QWidget) if un.accessibleName().startswith("Cacher") and un.isVisible())
    QTest.mouseClick(bouton, Qt.MouseButton.LeftButton)
    assert covers(fenetre) == [voile]


def test_once_time_erased_everything_the_next_person_finds_the_first_screen(fenetre: Fenetre, horloge: Horloge) -> None:
    for _ in range(20):
        wait_alone(fenetre, horloge)
    assert covers(fenetre) == []
    assert fenetre.pages.current_id == "accueil"
    press(fenetre, Qt.Key.Key_Tab)
    fenetre.contexte.services.seance.touch()
    wait_alone(fenetre, horloge)
    assert len(covers(fenetre)) == 1


@pytest.mark.parametrize(("place", "cachee"), [(PLACE_DU_L, 1), (PLACE_DU_L - 1, 0)])
def test_a_keyboard_without_latin_letters_hides_by_where_the_key_stands(fenetre: Fenetre, place: int, cachee: int) -> None:
    d_cyrillique = 0x414
    sienne = QApplication.focusWindow()
    assert sienne is not None
    QApplication.sendEvent(sienne, QKeyEvent(QEvent.Type.KeyPress, d_cyrillique, CTRL, place, 0, 0, "\x04"))
    assert len(covers(fenetre)) == cachee


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_an_open_menu_gives_way(fenetre: Fenetre) -> None:
    menu = QMenu(fenetre)
    menu.addAction(QAction("Dossier de Mme Diallo", menu))
    menu.popup(fenetre.mapToGlobal(fenetre.rect().center()))
    QApplication.processEvents()
    strike()
    assert len(covers(fenetre)) == 1
    assert over(fenetre) == []


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_an_open_list_gives_way(fenetre: Fenetre) -> None:
    liste = QComboBox(fenetre.centralWidget())
    liste.addItems(["un", "deux"])
    liste.show()
    liste.showPopup()
    QApplication.processEvents()
    fenetre.garde.systeme.on_sleep(commence=True)
    assert len(covers(fenetre)) == 1
    assert over(fenetre) == []


@pytest.mark.parametrize("how", ["window", "box"])
def test_a_box_that_asks_something_gives_way(fenetre: Fenetre, qtbot: QtBot, how: str) -> None:
    boite = QDialog(fenetre)
    boite.setModal(True)
    champ = QLineEdit(boite)
    boite.open()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is boite)
    champ.setFocus()
    if how == "window":
        strike()
    else:
        QTest.keyClick(champ, TOUCHE, CTRL)
        QApplication.processEvents()
    assert not boite.isVisible()
    assert len(covers(fenetre)) == 1


def test_a_box_that_comes_once_the_screen_is_hidden_does_not_stay(fenetre: Fenetre, qtbot: QtBot) -> None:
    strike()
    boite, incident = QDialog(fenetre), Incident(KeyError(), fenetre.contexte.textes, fenetre)
    boite.open()
    qtbot.waitUntil(lambda: not boite.isVisible())
    incident.show()
    settle()
    assert over(fenetre) == [incident]
    incident.reject()


# Phrases.


@pytest.mark.parametrize("partie", ["ouvrir", "secours"])
def test_a_phrase_typed_and_shown_is_erased_and_said_to_be(fenetre: Fenetre, partie: str) -> None:
    fenetre.pages.go_to("coffre", VersPartie(partie))
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageCoffre)
    champ = page.findChildren(ChampPhrase)[0]
    type_in(champ.ligne, PHRASE)
    champ.montrer.setChecked(True)
    strike()
    assert len(covers(fenetre)) == 1
    assert not [texte for texte in everything_shown() if PHRASE in texte]
    assert champ.ligne.echoMode() is QLineEdit.EchoMode.Password
    fenetre.findChildren(Voile)[0].reprendre.click()
    assert "effacée" in said(champ)


def test_the_phrases_of_a_coffre_being_made_are_erased_drawn_ones_too(fenetre: Fenetre, qtbot: QtBot, tmp_path: Path) -> None:
    fenetre.pages.go_to("coffre", VersPartie("creer"))
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageCoffre)
    ecran = page.ecran
    assert ecran is not None
    ecran.lieu.propose(tmp_path / "x.coffre")  # type: ignore[attr-defined]
    ecran.go_on()
    ecran.go_on()
    nouvelle = ecran.phrase  # type: ignore[attr-defined]
    nouvelle.proposer.click()
    qtbot.waitUntil(lambda: bool(nouvelle.proposition.texte.text()))
    tiree = nouvelle.proposition.texte.text()
    nouvelle.proposition.prendre.click()
    nouvelle.proposer.click()
    strike()
    assert len(covers(fenetre)) == 1
    assert not [texte for texte in everything_shown() if tiree in texte]
    fenetre.findChildren(Voile)[0].reprendre.click()
    settle()
    assert not nouvelle.phrase.phrase
    assert not nouvelle.proposition.texte.text()


def test_a_coffre_that_was_being_opened_is_locked_and_its_phrase_is_asked_for(
    fenetre: Fenetre, qtbot: QtBot, tmp_path: Path
) -> None:
    chemin = tmp_path / "permanence.coffre"
    open_coffre(fenetre, chemin, qtbot)
    fenetre.garde.protect()
    verrou = fenetre.findChild(Verrou)
    assert verrou is not None
    qtbot.waitUntil(verrou.saisie.isEnabled)
    verrou.left.emit()
    fenetre.pages.go_to("coffre", VersCoffre(chemin))
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageCoffre)
    assert page.ecran is not None
    page.findChildren(ChampPhrase)[0].ligne.setText(PHRASE)
    page.ecran.go_on()
    strike()
    assert len(covers(fenetre)) == 1
    qtbot.waitUntil(verrou.isVisible)
    qtbot.waitUntil(verrou.saisie.isEnabled)
    assert fenetre.contexte.services.seance.coffre is None


def test_what_is_begun_on_the_cover_is_hidden_too(fenetre: Fenetre, qtbot: QtBot, tmp_path: Path, horloge: Horloge) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    fenetre.garde.protect()
    verrou = fenetre.findChild(Verrou)
    assert verrou is not None
    qtbot.waitUntil(verrou.saisie.isEnabled)
    type_in(verrou.saisie, PHRASE)
    fenetre.contexte.services.seance.touch()
    wait_alone(fenetre, horloge)
    assert verrou.saisie.text() == ""
    type_in(verrou.saisie, PHRASE)
    press(fenetre, Qt.Key.Key_Return)
    strike()
    qtbot.waitUntil(verrou.saisie.isEnabled)
    settle()
    assert covers(fenetre) == [verrou]
    assert fenetre.contexte.services.seance.coffre is None


def test_files_about_to_be_deleted_are_not_named_on_the_cover(fenetre: Fenetre, tmp_path: Path) -> None:
    lettre = tmp_path / "acces-zephyrine.pdf"
    lettre.write_bytes(b"lettre")
    fenetre.contexte.services.seance.remember_file(lettre)
    fenetre.start_over()
    strike()
    settle()
    assert len(covers(fenetre)) == 1
    assert not [texte for texte in everything_shown() if lettre.name in texte]
