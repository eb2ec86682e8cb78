"""The program starts, says its own defects, and leaves."""

import gc
import sys
import threading
import weakref
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from droits_usagers.services.lettre.courriers import Courriers
from droits_usagers.ui.composants import theme as themes
from droits_usagers.ui.composants.theme import CLAIR, SOMBRE, Apparence, Teinte, choose_theme
from droits_usagers.ui.fenetre.allure import is_small
from droits_usagers.ui.fenetre.application import Incident, make_application, run, show_incident, warm_up
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersArticle
from droits_usagers.ui.socle.sans_trace import Menage, speak_our_language
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.coffres import Horloge
from tests.ui.avec_coffre import demande, open_coffre
from tests.ui.gestes import settle


@pytest.fixture
def services(places: Places, horloge: Horloge) -> Services:
    return Services(places, horloge.today, horloge.now)


def shown_windows() -> list[Fenetre]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Fenetre) and widget.isVisible()]


def test_it_opens_a_window_and_leaves_when_it_is_closed(qapp: QApplication, services: Services) -> None:
    titres: list[str] = []

    def close() -> None:
        for fenetre in shown_windows():
            titres.append(fenetre.windowTitle())
            fenetre.close()

    QTimer.singleShot(0, close)
    crochets = sys.excepthook, threading.excepthook
    assert run(services) == 0
    settle()
    assert titres == ["Droits des usagers"]
    assert (sys.excepthook, threading.excepthook) == crochets
    assert qapp.applicationName() == "droits-usagers"
    assert not qapp.windowIcon().pixmap(16, 16).isNull()


def test_the_first_window_has_all_the_room_of_a_small_screen(services: Services) -> None:
    vues: list[tuple[bool, bool]] = []

    def close() -> None:
        for fenetre in shown_windows():
            vues.append((is_small(fenetre), fenetre.isMaximized()))
            fenetre.close()

    QTimer.singleShot(0, close)
    run(services)
    settle()
    assert vues == [(True, True)]


def test_after_it_closed_no_worker_is_left(services: Services) -> None:
    QTimer.singleShot(0, lambda: [fenetre.close() for fenetre in shown_windows()])
    run(services)
    with pytest.raises(RuntimeError):
        services.travail.submit(lambda: None, on_success=lambda _: None, on_failure=lambda _: None)


def test_qt_speaks_french_in_its_own_dialogs(services: Services) -> None:
    make_application(services)
    assert QCoreApplication.translate("QFileDialog", "&Save") == "&Enregistrer"
    dialogue = QFileDialog()
    dialogue.setOption(QFileDialog.Option.DontUseNativeDialog, on=True)
    speak_our_language(dialogue)
    assert dialogue.labelText(QFileDialog.DialogLabel.LookIn).startswith("Voir dans")
    assert dialogue.labelText(QFileDialog.DialogLabel.FileType).startswith("Fichiers de type")


def test_the_first_letter_is_prepared_once_the_window_is_shown(
    fenetre: Fenetre, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chauffes: list[str] = []
    monkeypatch.setattr(Courriers, "warm_up", lambda _courriers: chauffes.append(threading.current_thread().name))
    warm_up(fenetre.contexte.services, fenetre.contexte.operations, fenetre)
    qtbot.waitUntil(lambda: chauffes == ["rendu"])


def test_the_screen_wanted_next_is_built_while_the_first_is_read(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    warm_up(fenetre.contexte.services, fenetre.contexte.operations, fenetre)
    open_coffre(fenetre, tmp_path / "a.coffre", qtbot, [demande(envoyee=3)])
    fenetre.pages.go_to("accueil")
    qtbot.waitUntil(lambda: any(isinstance(page, EcranSuivi) for page in fenetre.pages))
    suivi = next(page for page in fenetre.pages if isinstance(page, EcranSuivi))
    assert (fenetre.pages.current_id, suivi.isVisible(), suivi.modele.rowCount()) == ("accueil", False, 0)
    focus = QApplication.focusWidget()
    assert focus is None or not suivi.isAncestorOf(focus)
    fenetre.pages.go_to("suivi")
    qtbot.waitUntil(lambda: suivi.modele.rowCount() == 1)
    assert suivi.isVisible()


def test_one_defect_is_one_box_however_often_it_happens(fenetre: Fenetre) -> None:
    for _ in range(3):
        show_incident(ZeroDivisionError(), fenetre.contexte.services, fenetre)
    incidents = fenetre.findChildren(Incident)
    assert len(incidents) == 1
    incidents[0].accept()
    settle()
    assert fenetre.findChild(Incident) is None


# Colours


@pytest.mark.parametrize(("apparence", "couleurs"), [(Apparence.CLAIRE, CLAIR), (Apparence.SOMBRE, SOMBRE)])
@pytest.mark.usefixtures("qapp")
def test_the_colours_asked_for_are_given(apparence: Apparence, couleurs: Mapping[Teinte, str]) -> None:
    assert choose_theme(apparence, zoom=1.0, icones=None).couleurs == couleurs


@pytest.mark.parametrize("apparence", Apparence)
@pytest.mark.usefixtures("qapp")
def test_a_high_contrast_computer_always_wins(apparence: Apparence, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(themes, "system_wants_contrast", lambda: True)
    theme = choose_theme(apparence, zoom=1.5, icones=None)
    systeme = QGuiApplication.palette()
    assert theme.contraste
    assert theme.zoom == 1.5
    assert theme.color(Teinte.TEXTE) == systeme.color(QPalette.ColorRole.WindowText)
    assert theme.color(Teinte.RETARD) == theme.color(Teinte.TEXTE)
    assert theme.filet == theme.hexa(Teinte.TRAIT)


def test_a_high_contrast_computer_draws_what_qt_draws_in_its_own_colours(
    fenetre: Fenetre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(themes, "system_wants_contrast", lambda: True)
    fenetre.allure.apply()
    assert QGuiApplication.palette().color(QPalette.ColorRole.Window) == themes.current_theme().color(Teinte.FOND)
    fenetre.pages.go_to("textes", VersArticle("rgpd-15"))
    assert not fenetre.grab().isNull()


def test_settings_out_of_bounds_are_brought_back(fenetre: Fenetre) -> None:
    carnet = fenetre.contexte.services.carnet
    for zoom, attendu in ((12.0, 2.0), (0.1, 1.0)):
        carnet.set(type(carnet.reglages)(apparence="fluo", zoom=zoom), keep=False)
        fenetre.allure.apply()
        assert themes.current_theme().zoom == attendu


# Memory


def test_garbage_is_collected_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    class Cycle:
        """Refers to itself, so that only a collection can free it."""

        def __init__(self) -> None:
            self.moi = self

    menage = Menage()
    assert not gc.isenabled()
    freed: list[threading.Thread] = []
    weakref.finalize(Cycle(), lambda: freed.append(threading.current_thread()))
    cycles = [Cycle() for _ in range(gc.get_threshold()[0] + 10)]
    cycles.clear()
    menage.tidy()
    qtbot.waitUntil(lambda: bool(freed))
    assert freed == [threading.main_thread()]
    menage.stop()
    assert gc.isenabled()
