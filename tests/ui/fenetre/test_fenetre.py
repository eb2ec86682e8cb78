"""The window when nothing is kept: by keyboard alone, hidden, erased, and handed to the next person."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.controle.libre import grant
from droits_usagers.places import Places
from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.fenetre.corps import CorpsFenetre, LigneTitre
from droits_usagers.ui.fenetre.ecrans import PorteFenetre
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.rail import BoutonPorte, Rail
from droits_usagers.ui.fenetre.recherche import Recherche
from droits_usagers.ui.fenetre.sortie_personne import BilanEffacement, Depart
from droits_usagers.ui.fenetre.voile import Voile
from tests.coffres import Horloge
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
    premier = fenetre.pages.currentWidget()
    assert premier is not None
    for bouton in [bouton for bouton in premier.findChildren(Bouton) if bouton.isVisible()]:
        bouton.setFocus()
        press(fenetre, ENTREE)
        vus.add(fenetre.pages.current_id)
        fenetre.pages.go_to("accueil")
    assert {"assistant", "notices"} <= vus
    assert "accueil" not in vus


def test_ctrl_l_hides_what_was_typed_and_resuming_gives_it_back(fenetre: Fenetre) -> None:
    assert begin_a_letter(fenetre)
    page = fenetre.pages.currentWidget()
    assert page is not None
    champ = [un for un in page.findChildren(QLineEdit) if un.isVisible()][-1]
    champ.setFocus()
    press(fenetre, Qt.Key.Key_L, CTRL)
    assert seen(fenetre, Voile)
    assert not page.isVisible()
    press(fenetre, ENTREE)
    assert page.isVisible()
    assert champ.hasFocus()
    assert any(CANARI in texte for texte in everything_shown())


def test_what_is_disabled_under_the_focus_gives_it_to_no_button(fenetre: Fenetre) -> None:
    page = fenetre.pages.currentWidget()
    assert page is not None
    for bouton in [un for un in page.findChildren(Bouton) if un.isVisible()]:
        bouton.setFocus()
        bouton.setEnabled(False)
        assert fenetre.focusWidget() is not None
        assert not isinstance(fenetre.focusWidget(), Bouton)


def test_ctrl_l_hides_an_untouched_first_screen_too(fenetre: Fenetre) -> None:
    press(fenetre, Qt.Key.Key_L, CTRL)
    assert seen(fenetre, Voile)


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


def doors(fenetre: Fenetre) -> list[str]:
    """The words of the rail, in order."""
    (rail,) = [rail for rail in fenetre.findChildren(Rail) if rail.isVisible()]
    return [bouton.accessibleName() for bouton in rail.findChildren(BoutonPorte)]


def title(fenetre: Fenetre) -> str:
    """What the title line says."""
    (entete,) = [entete for entete in fenetre.findChildren(LigneTitre) if entete.isVisible()]
    return entete.titre.text()


@pytest.mark.parametrize("page", ["accueil", "assistant", "textes", "notices", "reglages"])
@pytest.mark.parametrize("largeur", [1920, 1366, 700])
def test_the_same_three_doors_are_there_on_every_screen_at_every_width(fenetre: Fenetre, largeur: int, page: str) -> None:
    fenetre.resize(largeur, 768)
    fenetre.pages.go_to(page)
    QApplication.processEvents()
    assert doors(fenetre)[:3] == ["Écrire", "Suivre", "Informer"]
    (rail,) = [rail for rail in fenetre.findChildren(Rail) if rail.isVisible()]
    assert rail.width() == current_theme().px(72)


def test_the_doors_come_first_for_who_goes_through_the_window_in_order(fenetre: Fenetre) -> None:
    corps = next(corps for corps in fenetre.findChildren(CorpsFenetre))
    (rail,) = [rail for rail in fenetre.findChildren(Rail) if rail.isVisible()]
    lisible = QAccessible.queryAccessibleInterface(corps)
    assert lisible is not None
    assert lisible.child(0).object() is rail


def test_where_there_is_little_height_words_give_way_and_names_stay(fenetre: Fenetre) -> None:
    (rail,) = [rail for rail in fenetre.findChildren(Rail) if rail.isVisible()]
    hauts = []
    for haut in (760, 400, 250):
        rail.resize(rail.width(), haut)
        hauts.append(sum(bouton.heightForWidth(rail.width()) for bouton in rail.findChildren(BoutonPorte)))
    assert hauts[0] > hauts[1] > hauts[2]
    assert all(bouton.accessibleName() and bouton.toolTip() for bouton in rail.findChildren(BoutonPorte))


def test_a_door_leads_where_one_was_behind_it_then_to_its_first_screen(fenetre: Fenetre) -> None:
    (rail,) = [rail for rail in fenetre.findChildren(Rail) if rail.isVisible()]
    informer = rail.portes[PorteFenetre.INFORMER]
    fenetre.pages.go_to("grille")
    fenetre.pages.go_to("assistant")
    vus = []
    for _ in range(2):
        informer.click()
        vus.append(fenetre.pages.current_id)
    assert vus == ["grille", "notices"]
    assert informer.isChecked()


def test_the_rail_marks_the_door_one_is_behind_and_none_elsewhere(fenetre: Fenetre) -> None:
    (rail,) = [rail for rail in fenetre.findChildren(Rail) if rail.isVisible()]
    for page, marquees in (("grille", [PorteFenetre.INFORMER]), ("textes", []), ("coffre", [PorteFenetre.SUIVRE])):
        fenetre.pages.go_to(page)
        assert [porte for porte, bouton in rail.portes.items() if bouton.isChecked()] == marquees


def test_the_title_says_where_one_is_and_its_menu_leads_beside(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("notices")
    (entete,) = [entete for entete in fenetre.findChildren(LigneTitre) if entete.isVisible()]
    assert title(fenetre) == "Notices"
    assert entete.menu.isVisible()
    for action in entete.passages.actions():
        if action.text().startswith("Grille"):
            action.trigger()
            break
    assert fenetre.pages.current_id == "grille"
    assert title(fenetre) == "Grille d’écarts"


def test_what_is_behind_no_door_is_in_the_menu_of_the_foot(fenetre: Fenetre) -> None:
    (rail,) = [rail for rail in fenetre.findChildren(Rail) if rail.isVisible()]
    vus = []
    (menu,) = rail.findChildren(QMenu)
    for action in menu.actions():
        action.trigger()
        vus.append(fenetre.pages.current_id)
    assert vus == ["accueil", "textes", "aide", "reglages"]


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
