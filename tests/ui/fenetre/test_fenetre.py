"""The window when nothing is kept: by keyboard alone, hidden, erased, and handed to the next person."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.controle.libre import grant
from droits_usagers.places import Places
from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.fenetre.bilan import BilanEffacement
from droits_usagers.ui.fenetre.depart import Depart
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.rail import Barre, BoutonRail, Rail
from droits_usagers.ui.fenetre.recherche import Recherche
from droits_usagers.ui.fenetre.voile import Voile
from droits_usagers.ui.socle.destination import VersPartie
from tests.coffres import Horloge
from tests.ui.avec_coffre import open_coffre
from tests.ui.conftest import MakeFenetre
from tests.ui.gestes import CANARI, CTRL, ENTREE, begin_a_letter, everything_shown, press, settle, type_in


def wait(fenetre: Fenetre, horloge: Horloge, **duree: float) -> None:
    """Lets time pass as the window sees it: one beat a second."""
    fin = horloge.maintenant + dt.timedelta(**duree)
    while horloge.maintenant < fin:
        horloge.advance(seconds=1)
        fenetre.garde.beat()
    QApplication.processEvents()


def seen(fenetre: Fenetre, classe: type[QWidget]) -> bool:
    """True if one of these is on screen."""
    return any(widget.isVisible() for widget in fenetre.findChildren(classe))


def test_enter_on_the_first_screen_starts_a_letter(fenetre: Fenetre) -> None:
    press(fenetre, ENTREE)
    assert fenetre.pages.current_id == "assistant"


def test_the_title_of_the_window_names_nobody(fenetre: Fenetre) -> None:
    begin_a_letter(fenetre)
    assert fenetre.windowTitle() == "Droits des usagers"
    assert QGuiApplication.applicationDisplayName() == "Droits des usagers"


def test_every_button_of_the_first_screen_leads_somewhere(fenetre: Fenetre) -> None:
    vus = set()
    for _ in range(12):
        fenetre.focusNextChild()
        bouton = fenetre.focusWidget()
        press(fenetre, ENTREE)
        vus.add(fenetre.pages.current_id)
        fenetre.pages.go_to("accueil")
        bouton.setFocus()
    assert {"assistant", "textes", "aide", "reglages"} <= vus
    assert "accueil" not in vus


def test_ctrl_l_hides_what_was_typed_and_resuming_gives_it_back(fenetre: Fenetre) -> None:
    assert begin_a_letter(fenetre)
    page = fenetre.pages.currentWidget()
    assert page is not None
    press(fenetre, Qt.Key.Key_L, CTRL)
    assert seen(fenetre, Voile)
    assert not page.isVisible()
    press(fenetre, ENTREE)
    assert page.isVisible()
    assert any(CANARI in texte for texte in everything_shown())


def test_ctrl_l_on_an_untouched_first_screen_hides_nothing(fenetre: Fenetre) -> None:
    press(fenetre, Qt.Key.Key_L, CTRL)
    assert not seen(fenetre, Voile)


def test_after_five_minutes_alone_the_screen_is_hidden_with_a_countdown(fenetre: Fenetre, horloge: Horloge) -> None:
    begin_a_letter(fenetre)
    wait(fenetre, horloge, minutes=5)
    voile = fenetre.findChild(Voile)
    assert voile is not None
    assert voile.isVisible()
    assert "25 min 00 s" in voile.compte.text().replace("\u00a0", " ").replace("\u202f", " ")
    wait(fenetre, horloge, seconds=61)
    assert "23 min 59 s" in voile.compte.text().replace("\u00a0", " ").replace("\u202f", " ")


def test_after_thirty_minutes_alone_everything_is_erased(fenetre: Fenetre, horloge: Horloge) -> None:
    begin_a_letter(fenetre)
    wait(fenetre, horloge, minutes=30)
    settle()
    assert fenetre.pages.current_id == "accueil"
    assert not [texte for texte in everything_shown() if CANARI in texte]


def test_a_key_or_the_mouse_puts_hiding_off(fenetre: Fenetre, horloge: Horloge) -> None:
    begin_a_letter(fenetre)
    fenetre.watch()
    poignee = fenetre.windowHandle()
    for _ in range(3):
        wait(fenetre, horloge, minutes=4)
        QTest.mouseMove(poignee)
        QTest.keyClick(poignee, Qt.Key.Key_Shift)
    assert not seen(fenetre, Voile)


def test_the_hidden_screen_closes_dialogs(fenetre: Fenetre) -> None:
    begin_a_letter(fenetre)
    fenetre.search()
    fenetre.garde.protect()
    settle()
    assert fenetre.findChild(Recherche) is None


def test_three_people_in_a_row_leave_nothing_to_the_next(fenetre: Fenetre) -> None:
    for rang in range(3):
        mot = f"{CANARI}-{rang}"
        assert begin_a_letter(fenetre, mot, ecrans=4) > 8
        fenetre.contexte.sorties().copy_text(grant(mot))
        fenetre.start_over()
        press(fenetre, ENTREE, CTRL)
        settle()
        assert fenetre.pages.current_id == "accueil"
        assert not [texte for texte in everything_shown() if CANARI in texte]


@pytest.mark.parametrize("touche", [ENTREE, Qt.Key.Key_Escape])
def test_the_next_person_button_says_what_is_lost_and_offers_the_way_back_first(fenetre: Fenetre, touche: Qt.Key) -> None:
    begin_a_letter(fenetre)
    fenetre.start_over()
    assert seen(fenetre, Depart)
    press(fenetre, touche)
    assert not seen(fenetre, Depart)
    assert any(CANARI in texte for texte in everything_shown())


def test_with_nothing_typed_the_next_person_starts_at_once(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("textes")
    fenetre.start_over()
    assert fenetre.pages.current_id == "accueil"


def test_files_saved_are_listed_and_those_ticked_are_deleted(fenetre: Fenetre, tmp_path: Path) -> None:
    garde, jete = tmp_path / "2026-11-24-acces-demande.pdf", tmp_path / "acces-demande.docx"
    for fichier in (garde, jete):
        fichier.write_bytes(b"lettre")
        fenetre.contexte.services.seance.remember_file(fichier)
    fenetre.start_over()
    depart = fenetre.findChild(Depart)
    assert depart is not None
    assert depart.choix is not None
    depart.choix.set_value(["1"])
    press(fenetre, ENTREE, CTRL)
    settle()
    assert garde.exists()
    assert not jete.exists()
    assert fenetre.contexte.services.seance.fichiers == ()
    assert seen(fenetre, BilanEffacement)
    press(fenetre, ENTREE)
    settle()
    assert not [texte for texte in everything_shown() if "acces-demande" in texte]


def test_a_file_that_cannot_be_deleted_is_said_before_anything_is_erased(fenetre: Fenetre, tmp_path: Path) -> None:
    bloque = tmp_path / "ouvert-ailleurs.docx"
    bloque.mkdir()
    fenetre.contexte.services.seance.remember_file(bloque)
    begin_a_letter(fenetre)
    fenetre.start_over()
    depart = fenetre.findChild(Depart)
    assert depart is not None
    assert depart.choix is not None
    depart.choix.set_value(["0"])
    press(fenetre, ENTREE, CTRL)
    assert seen(fenetre, Depart)
    assert any("ouvert-ailleurs.docx" in texte for texte in everything_shown())
    assert fenetre.pages.occupied


def test_closing_the_window_says_what_would_be_lost(fenetre: Fenetre) -> None:
    begin_a_letter(fenetre)
    assert not fenetre.close()
    assert seen(fenetre, Depart)
    press(fenetre, ENTREE, CTRL)
    assert not fenetre.isVisible()


def test_the_first_screen_offers_to_go_back_to_the_letter_that_was_begun(fenetre: Fenetre) -> None:
    begin_a_letter(fenetre)
    fenetre.pages.go_to("accueil")
    assert fenetre.contexte.textes("ouverture.reprendre") in everything_shown()
    press(fenetre, ENTREE)
    assert fenetre.pages.current_id == "assistant"
    assert any(CANARI in texte for texte in everything_shown())


def test_closing_an_untouched_window_closes_it(fenetre: Fenetre) -> None:
    assert fenetre.close()


def test_nothing_is_written_at_home_when_nothing_is_kept(make_fenetre: MakeFenetre, maison: Path, places: Places) -> None:
    fenetre = make_fenetre(places=replace(places, reglages=maison / ".config" / "droits-usagers" / "reglages.toml"))
    begin_a_letter(fenetre)
    press(fenetre, Qt.Key.Key_Plus, CTRL)
    fenetre.pages.go_to("reglages")
    press(fenetre, Qt.Key.Key_Down)
    fenetre.start_over()
    press(fenetre, ENTREE, CTRL)
    fenetre.close()
    assert [fichier for fichier in maison.rglob("*") if fichier.is_file()] == []


def test_ctrl_plus_and_minus_change_the_size_of_text(fenetre: Fenetre) -> None:
    for touche, zoom in ((Qt.Key.Key_Plus, 1.25), (Qt.Key.Key_Plus, 1.5), (Qt.Key.Key_Minus, 1.25), (Qt.Key.Key_0, 1.0)):
        press(fenetre, touche, CTRL)
        assert current_theme().zoom == zoom


def test_what_was_typed_survives_another_size_of_text(fenetre: Fenetre) -> None:
    begin_a_letter(fenetre)
    press(fenetre, Qt.Key.Key_Plus, CTRL)
    assert any(CANARI in texte for texte in everything_shown())


def test_f9_makes_every_screen_discreet_until_pressed_again(fenetre: Fenetre, monkeypatch: pytest.MonkeyPatch) -> None:
    fenetre.pages.go_to("textes")
    dits: list[bool] = []
    page = fenetre.pages.currentWidget()
    monkeypatch.setattr(page, "be_discreet", lambda *, discreet: dits.append(discreet))
    press(fenetre, Qt.Key.Key_F9)
    press(fenetre, Qt.Key.Key_F9)
    assert dits == [True, False]


def test_ctrl_k_finds_a_demarche_and_goes_there(fenetre: Fenetre) -> None:
    press(fenetre, Qt.Key.Key_K, CTRL)
    recherche = fenetre.findChild(Recherche)
    assert recherche is not None
    type_in(recherche.champ, "copie dossier")
    QTest.keyClick(recherche.champ, ENTREE)
    assert fenetre.pages.current_id == "assistant"


def test_ctrl_k_finds_an_article_with_the_arrows(fenetre: Fenetre) -> None:
    press(fenetre, Qt.Key.Key_K, CTRL)
    recherche = fenetre.findChild(Recherche)
    assert recherche is not None
    type_in(recherche.champ, "article du RGPD")
    QTest.keyClick(recherche.champ, Qt.Key.Key_Down)
    QTest.keyClick(recherche.champ, ENTREE)
    assert fenetre.pages.current_id == "textes"


def test_a_search_without_answer_says_so_and_enter_changes_nothing(fenetre: Fenetre) -> None:
    press(fenetre, Qt.Key.Key_K, CTRL)
    recherche = fenetre.findChild(Recherche)
    assert recherche is not None
    type_in(recherche.champ, "xyzzy")
    QTest.keyClick(recherche.champ, ENTREE)
    assert recherche.isVisible()
    QTest.keyClick(recherche.champ, Qt.Key.Key_Escape)
    assert fenetre.pages.current_id == "accueil"


@pytest.mark.parametrize(("largeur", "rail"), [(1366, True), (800, False)])
def test_the_rail_folds_into_a_bar_where_there_is_no_room(fenetre: Fenetre, largeur: int, rail: bool) -> None:  # noqa: FBT001
    fenetre.pages.go_to("textes")
    fenetre.resize(largeur, 768)
    QApplication.processEvents()
    assert seen(fenetre, Rail) is rail
    assert seen(fenetre, Barre) is not rail


def test_the_rail_leaves_its_room_to_the_list_of_dossiers(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    open_coffre(fenetre, tmp_path / "a.coffre", qtbot)

    def words(largeur: int, page: str) -> list[str]:
        fenetre.resize(largeur, 768)
        fenetre.pages.go_to(page)
        QApplication.processEvents()
        (rail,) = [rail for rail in fenetre.findChildren(Rail) if rail.isVisible()]
        boutons = rail.findChildren(Bouton)
        assert all(bouton.accessibleName() for bouton in boutons)
        assert all(bool(bouton.titre) is not bool(bouton.toolTip()) for bouton in boutons)
        return [bouton.titre for bouton in boutons if bouton.titre]

    assert words(1366, "suivi") == []
    assert "Suivi" in words(1366, "textes")
    assert "Suivi" in words(1920, "suivi")


def test_the_rail_marks_where_one_is_and_nothing_elsewhere(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("textes")
    assert [bouton.titre for bouton in fenetre.findChildren(BoutonRail) if bouton.isChecked()] == ["Textes"]
    fenetre.pages.go_to("coffre", VersPartie("ouvrir"))
    assert [bouton.titre for bouton in fenetre.findChildren(BoutonRail) if bouton.isChecked()] == []


def test_the_menu_of_a_narrow_window_leads_to_every_screen(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("textes")
    fenetre.resize(800, 700)
    QApplication.processEvents()
    menu = fenetre.findChild(QMenu)
    assert menu is not None
    for action in menu.actions():
        action.trigger()
    assert fenetre.pages.current_id == "reglages"


def test_a_first_screen_with_nothing_to_erase_is_bare(fenetre: Fenetre) -> None:
    assert not seen(fenetre, Rail)
    assert not seen(fenetre, Barre)
    begin_a_letter(fenetre)
    fenetre.pages.go_to("accueil")
    assert seen(fenetre, Rail)


@pytest.fixture
def poste_partage(make_fenetre: MakeFenetre, places: Places, programme: Path) -> Fenetre:
    (programme / "poste-partage").touch()
    return make_fenetre(places=replace(places, programme=programme))


def test_a_shared_computer_offers_a_letter_and_nothing_else(poste_partage: Fenetre) -> None:
    assert poste_partage.contexte.services.seance.mode is Mode.POSTE_PARTAGE
    for page in ("fiches", "textes", "notices", "coffre", "suivi"):
        poste_partage.pages.go_to(page)
        assert poste_partage.pages.current_id == "accueil"
    press(poste_partage, Qt.Key.Key_K, CTRL)
    assert poste_partage.findChild(Recherche) is None
    press(poste_partage, ENTREE)
    assert poste_partage.pages.current_id == "assistant"


def test_a_shared_computer_hides_after_two_minutes_and_erases_after_ten(poste_partage: Fenetre, horloge: Horloge) -> None:
    begin_a_letter(poste_partage)
    wait(poste_partage, horloge, minutes=2)
    assert seen(poste_partage, Voile)
    wait(poste_partage, horloge, minutes=8)
    settle()
    assert not [texte for texte in everything_shown() if CANARI in texte]


def test_midnight_reaches_every_screen(fenetre: Fenetre, horloge: Horloge, qtbot: QtBot) -> None:
    horloge.advance(days=1)
    with qtbot.waitSignal(fenetre.jour.day_changed) as jour:
        fenetre.jour.look()
    assert jour.args == [dt.date(2026, 11, 25)]
