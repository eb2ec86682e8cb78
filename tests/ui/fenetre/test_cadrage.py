"""The window and its frame fit the screen of a laptop, whatever the size of text: no footer is under its edge."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.socle.reglages import Reglages
from droits_usagers.ui.composants import BoutonPrimaire, Defilement, Nature
from droits_usagers.ui.fenetre.allure import CADRE, first_size, keep_on_screen
from droits_usagers.ui.fenetre.corps import LigneTitre
from droits_usagers.ui.fenetre.ecrans import screens
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import Quoi, VersDemarche, VersDossier, VersModele, VersPartie
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.coffres import fast
from tests.ui.avec_coffre import demande, open_coffre, page_of
from tests.ui.conftest import MakeFenetre
from tests.ui.gestes import begin_a_letter, settle
from tools.scenes import SCENES

#: A screen of 1366×768, with a bar of 40 pixels at the bottom.
PLACE = QSize(1366 - CADRE.left() - CADRE.right(), 768 - 40 - CADRE.top() - CADRE.bottom())


def set_zoom(fenetre: Fenetre, zoom: float) -> None:
    fenetre.contexte.services.carnet.set(Reglages(zoom=zoom), keep=False)
    fenetre.allure.apply()
    settle()


def show_at_largest(fenetre: Fenetre, scene: str) -> None:
    """A scene on the screen of a laptop, with the largest text."""
    fast(fenetre.contexte.services)
    set_zoom(fenetre, 2.0)
    fenetre.resize(1366, 768)
    SCENES[scene](fenetre)
    settle()


def too_large(fenetre: Fenetre) -> list[str]:
    """Screens that would make the window larger than the screen of the computer."""
    trop = []
    for ecran in screens(fenetre.contexte.services.seance.mode):
        fenetre.pages.go_to(ecran.id)
        settle()
        besoin = fenetre.minimumSizeHint()
        if besoin.width() > PLACE.width() or besoin.height() > PLACE.height():
            trop.append(f"{ecran.id}: {besoin.width()}×{besoin.height()}")
    return trop


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_no_screen_needs_more_than_a_laptop_has(fenetre: Fenetre, zoom: float) -> None:
    set_zoom(fenetre, zoom)
    assert not too_large(fenetre)


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_nor_in_a_coffre(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot, zoom: float) -> None:
    open_coffre(fenetre, tmp_path / "a.coffre", qtbot, [demande(envoyee=3)])
    set_zoom(fenetre, zoom)
    assert not too_large(fenetre)


def test_nor_with_a_long_notice_above_the_list(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    open_coffre(fenetre, tmp_path / "a.coffre", qtbot, [demande(envoyee=3)])
    fenetre.pages.go_to("suivi")
    set_zoom(fenetre, 2.0)
    fenetre.resize(PLACE)
    suivi = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: bool(suivi.liste.table.modele.rowCount()))
    erreur = ExpectedError(Panne.COFFRE_ABIME, fichier="permanence.coffre")
    suivi.liste.tell(fenetre.contexte.operations.sentence(erreur), nature=Nature.ATTENTION)
    settle()
    assert fenetre.minimumSizeHint().height() <= PLACE.height()


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_nor_while_a_letter_is_written(fenetre: Fenetre, zoom: float) -> None:
    set_zoom(fenetre, zoom)
    begin_a_letter(fenetre)
    settle()
    besoin = fenetre.minimumSizeHint()
    assert besoin.width() <= PLACE.width()
    assert besoin.height() <= PLACE.height()


def test_the_window_starts_within_the_screen_with_room_for_its_frame(make_fenetre: MakeFenetre) -> None:
    fenetre = make_fenetre()
    ecran = fenetre.screen().availableGeometry()
    taille = first_size(fenetre, QSize(5000, 5000))
    assert taille.height() + CADRE.top() + CADRE.bottom() <= ecran.height()
    assert taille.width() + CADRE.left() + CADRE.right() <= ecran.width()
    assert first_size(fenetre, QSize(300, 200)) == QSize(300, 200)


def test_a_window_that_went_under_the_edge_comes_back_whole(fenetre: Fenetre) -> None:
    ecran = fenetre.screen().availableGeometry()
    fenetre.setGeometry(ecran.right() - 100, ecran.bottom() - 100, ecran.width() + 200, ecran.height() + 200)
    keep_on_screen(fenetre)
    settle()
    assert ecran.contains(fenetre.frameGeometry())


def test_a_window_that_someone_stretched_over_two_screens_is_left_alone(fenetre: Fenetre) -> None:
    ecran = fenetre.screen().availableGeometry()
    fenetre.resize(ecran.width() + 500, 600)
    set_zoom(fenetre, 1.25)
    settle()
    assert fenetre.width() == ecran.width() + 500


def test_larger_text_does_not_push_the_footer_off_the_screen(fenetre: Fenetre, qtbot: QtBot) -> None:
    ecran = fenetre.screen().availableGeometry()
    fenetre.setGeometry(ecran.x() + 40, ecran.bottom() - 500, 600, 480)
    set_zoom(fenetre, 2.0)
    qtbot.waitUntil(lambda: ecran.contains(fenetre.frameGeometry()))
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("ecran", "quoi"),
    [
        ("assistant", VersDemarche("acces")),
        ("notices", VersModele("service-social")),
        ("coffre", VersPartie("creer")),
        ("coffre", VersPartie("ouvrir")),
    ],
)
def test_with_the_largest_text_bars_take_a_quarter_of_the_height_at_most(fenetre: Fenetre, ecran: str, quoi: Quoi) -> None:
    set_zoom(fenetre, 2.0)
    fenetre.resize(1366, 768)
    fenetre.pages.go_to(ecran, quoi)
    settle()
    page = fenetre.pages.currentWidget()
    assert page is not None
    (entete,) = [entete for entete in fenetre.findChildren(LigneTitre) if entete.isVisible()]
    (suite,) = [bouton for bouton in page.findChildren(BoutonPrimaire) if bouton.isVisible()]
    pied = fenetre.height() - suite.mapTo(fenetre, QPoint(0, 0)).y()
    assert entete.height() + pied <= fenetre.height() / 4


def test_nor_do_they_take_more_beside_a_dossier(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [demande(envoyee=60, recue=58)])
    set_zoom(fenetre, 2.0)
    fenetre.resize(1366, 768)
    fenetre.pages.go_to("suivi", VersDossier("2026-0001"))
    suivi = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(suivi.panneau.noter.isVisible)
    settle()
    (entete,) = [entete for entete in fenetre.findChildren(LigneTitre) if entete.isVisible()]
    assert suivi.panneau.fermer.isVisible()
    pied = fenetre.height() - suivi.panneau.noter.mapTo(fenetre, QPoint(0, 0)).y()
    assert entete.height() + pied <= fenetre.height() / 4
    assert suivi.panneau.fermer.mapTo(fenetre, QPoint(0, 0)).y() >= fenetre.height() - pied


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_a_long_title_leaves_the_field_on_one_line(fenetre: Fenetre, zoom: float) -> None:
    set_zoom(fenetre, zoom)
    fenetre.resize(1366, 768)
    settle()
    (entete,) = [entete for entete in fenetre.findChildren(LigneTitre) if entete.isVisible()]
    haut, large = entete.height(), entete.champ.width()
    entete.titre.say("Suivi des enfants confiés et de leurs familles d\u2019accueil, site de Bellerive " * 2, "4/6")
    settle()
    assert (entete.height(), entete.champ.width()) == (haut, large)


def test_a_line_feed_in_a_name_is_drawn_as_a_space(fenetre: Fenetre) -> None:
    (entete,) = [entete for entete in fenetre.findChildren(LigneTitre) if entete.isVisible()]
    haut = entete.height()
    entete.titre.say("Accueil\nde jour\tet de nuit\u2028le soir", "")
    settle()
    assert entete.titre.text() == "Accueil de jour et de nuit le soir"
    assert entete.height() == haut


@pytest.mark.parametrize("scene", ["assistant-vous", "assistant-organisme", "assistant-demande"])
def test_with_the_largest_text_most_of_the_height_is_left_for_what_is_answered(fenetre: Fenetre, scene: str) -> None:
    show_at_largest(fenetre, scene)
    zones = [zone for zone in fenetre.pages.findChildren(Defilement) if zone.isVisible()]
    assert max(zone.viewport().height() for zone in zones) >= 0.6 * fenetre.height()


def test_what_is_cut_is_said_under_the_pointer_and_not_what_was_there_before(fenetre: Fenetre) -> None:
    (entete,) = [entete for entete in fenetre.findChildren(LigneTitre) if entete.isVisible()]
    for nom in ("Premier nom très long " * 20, "Second nom très long " * 20, "Court"):
        entete.titre.say(nom, "")
        settle()
        coupe = entete.titre.width() < entete.titre.sizeHint().width()
        assert entete.titre.toolTip() == (entete.titre.text() if coupe else "")
        assert coupe == (nom != "Court")
