"""The Suivi driven by keyboard, on a real coffre."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.dossier.attaches import NOTE
from droits_usagers.domain.dossier.dossiers import Tri
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.suivi.criteres import Axe
from droits_usagers.services.suivi.lignes import Rubrique, Tranche
from droits_usagers.ui.composants import Avis, Defilement, Libelle
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import VersDossier, VersTranche
from droits_usagers.ui.socle.disposition import stops_in
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.ui.avec_coffre import AUJOURDHUI, ask, button, demande, focused, open_coffre, page_of, wait_for_upkeep
from tests.ui.ecouter import heard_on_arrival, tree
from tests.ui.gestes import CTRL, ENTREE, press, settle, type_in

DEMANDES = (
    demande("Attend", envoyee=10, recue=8),
    demande("Retard", envoyee=60, recue=55),
    demande("", envoyee=30, recue=28, organisme="MDPH 93"),
)
_RUBRIQUES = tuple(Rubrique)


@pytest.fixture
def coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> Coffre:
    return open_coffre(fenetre, chemin, qtbot, DEMANDES)


@pytest.fixture
def suivi(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> EcranSuivi:  # noqa: ARG001 - opened first
    fenetre.pages.go_to("suivi")
    page = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: page.panneau.dossier is not None and page.panneau.drawn)
    return page


def shown(page: EcranSuivi, rubrique: Rubrique) -> list[str]:
    colonne = _RUBRIQUES.index(rubrique)
    return [str(page.modele.index(rang, colonne).data()) for rang in range(page.modele.rowCount())]


def reads(page: EcranSuivi, reference: str) -> Callable[[], bool]:
    return lambda: page.panneau.drawn and page.panneau.dossier is not None and page.panneau.dossier.reference == reference


def test_the_latest_one_is_first_and_its_dossier_is_beside(suivi: EcranSuivi) -> None:
    assert shown(suivi, Rubrique.PERSONNE) == ["Élodie Retard", "anonyme", "Élodie Attend"]
    assert suivi.panneau.dossier is not None
    assert suivi.panneau.dossier.personne == "Élodie Retard"
    assert focused() is suivi.table


def test_arrows_move_from_dossier_to_dossier(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    press(fenetre, Qt.Key.Key_Down)
    qtbot.waitUntil(reads(suivi, "2026-0003"))
    press(fenetre, Qt.Key.Key_Down)
    qtbot.waitUntil(reads(suivi, "2026-0001"))


def test_letters_typed_in_the_list_search_the_whole_coffre(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    press(fenetre, Qt.Key.Key_M)
    assert focused() is suivi.filtres.recherche
    type_in(suivi.filtres.recherche, "dph")
    qtbot.waitUntil(lambda: shown(suivi, Rubrique.ORGANISME) == ["MDPH 93"])


def test_down_goes_from_the_search_to_the_list(fenetre: Fenetre, suivi: EcranSuivi) -> None:
    press(fenetre, Qt.Key.Key_F, CTRL)
    assert focused() is suivi.filtres.recherche
    press(fenetre, Qt.Key.Key_Down)
    assert focused() is suivi.table


def test_a_search_that_finds_nothing_says_so_and_offers_the_way_back(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    type_in(suivi.filtres.recherche, "zzz")
    qtbot.waitUntil(suivi.liste.sans_resultat.isVisible)
    press(fenetre, Qt.Key.Key_Down)
    assert focused() is suivi.liste.sans_resultat.bouton
    suivi.liste.sans_resultat.bouton.click()
    qtbot.waitUntil(lambda: len(shown(suivi, Rubrique.ETAT)) == 3)


def test_a_filter_is_seen_and_can_be_removed(suivi: EcranSuivi, qtbot: QtBot) -> None:
    suivi.filtres.toggle(Axe.A_FAIRE, Tranche.DEPASSEES)
    qtbot.waitUntil(lambda: shown(suivi, Rubrique.PERSONNE) == ["Élodie Retard"])
    button(suivi, "Service qui devait répondre").click()
    qtbot.waitUntil(lambda: len(shown(suivi, Rubrique.PERSONNE)) == 3)


def test_the_order_can_be_changed_without_the_mouse(suivi: EcranSuivi, qtbot: QtBot) -> None:
    suivi.filtres.actions_tris[Tri.REFERENCE].trigger()
    qtbot.waitUntil(lambda: shown(suivi, Rubrique.REFERENCE) == ["2026-0001", "2026-0002", "2026-0003"])


def test_a_header_clicked_again_shows_the_latest_first(suivi: EcranSuivi, qtbot: QtBot) -> None:
    entete = suivi.table.entete
    clic = suivi.table.horizontalHeader().sectionClicked
    colonne = list(Rubrique).index(Rubrique.REFERENCE)
    clic.emit(colonne)
    qtbot.waitUntil(lambda: shown(suivi, Rubrique.REFERENCE) == ["2026-0001", "2026-0002", "2026-0003"])
    assert entete.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
    clic.emit(colonne)
    qtbot.waitUntil(lambda: shown(suivi, Rubrique.REFERENCE) == ["2026-0003", "2026-0002", "2026-0001"])
    assert entete.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder


def test_enter_goes_into_the_dossier_and_escape_back_to_the_list(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: focused() is not suivi.table)
    assert isinstance(focused(), Bouton)
    press(fenetre, Qt.Key.Key_Escape)
    assert focused() is suivi.table


def test_whose_dossier_it_is_stays_in_sight_when_one_goes_into_it(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    fenetre.resize(1366, 768)
    for reference in ("2026-0002", "2026-0001", "2026-0002"):
        fenetre.pages.go_to("suivi", VersDossier(reference))
        qtbot.waitUntil(reads(suivi, reference))
        qtbot.waitUntil(lambda: isinstance(focused(), Bouton))
        titre = next(label for label in suivi.panneau.findChildren(QLabel) if label.text() == reference and label.isVisible())
        qtbot.waitUntil(partial(_is_whole, titre))


def _is_whole(label: QLabel) -> bool:
    return label.visibleRegion().boundingRect().height() == label.height()


def test_f9_hides_names_everywhere_on_the_screen(fenetre: Fenetre, suivi: EcranSuivi) -> None:
    press(fenetre, Qt.Key.Key_F9)
    settle()
    textes = [label.text() for label in suivi.findChildren(QLabel)] + shown(suivi, Rubrique.PERSONNE)
    assert not any("Élodie" in texte for texte in textes)
    press(fenetre, Qt.Key.Key_F9)
    assert "Élodie Retard" in shown(suivi, Rubrique.PERSONNE)


def test_the_day_to_aim_at_is_shown_without_being_asked(suivi: EcranSuivi) -> None:
    textes = [label.text() for label in suivi.panneau.findChildren(QLabel) if label.isVisible()]
    assert any("au plus tard" in texte and "visez le" in texte for texte in textes), textes


def test_each_date_says_why(suivi: EcranSuivi) -> None:
    bouton = button(suivi, "Pourquoi cette date")
    bouton.click()
    textes = [label.text() for label in suivi.panneau.findChildren(QLabel) if label.isVisible()]
    assert any(texte.startswith("Reçue le mercredi 30 septembre 2026") for texte in textes), textes
    assert any(texte.startswith("Règle") for texte in textes)


def test_what_is_nobodys_act_is_folded_under_its_title(suivi: EcranSuivi) -> None:
    bouton = button(suivi, "Dernier jour du service pour annoncer deux mois de plus")

    def seen() -> list[str]:
        return [label.text() for label in suivi.panneau.findChildren(QLabel) if label.isVisible()]

    avant = seen()
    bouton.click()
    ajoutes = [texte for texte in seen() if texte not in avant]
    assert ajoutes[0].replace("\u00a0", " ").startswith("30 octobre 2026")
    assert bouton.accessibleDescription().startswith(ajoutes[0])


def test_the_reason_is_in_full_ink_and_other_choices_come_under_their_heading(suivi: EcranSuivi) -> None:
    dossier = suivi.panneau.dossier
    assert dossier is not None
    premiere, *autres = dossier.etapes
    hauts = {
        mot: next(une for une in suivi.panneau.findChildren(QWidget) if words(une) == mot and une.isVisible())
        .mapTo(suivi.panneau, QPoint(0, 0))
        .y()
        for mot in (premiere.pourquoi, premiere.titre, "Autres choix", *(etape.titre for etape in autres))
    }
    assert autres
    assert list(hauts.values()) == sorted(hauts.values())
    raison = next(une for une in suivi.panneau.findChildren(Libelle) if une.text() == premiere.pourquoi)
    bouton = button(suivi.panneau, premiere.titre)
    # Twelve pixels, at 100 %.
    assert bouton.y() - (raison.y() + raison.height()) == current_theme().px(12)
    image = raison.grab().toImage()
    pixels = {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}
    assert current_theme().hexa(Teinte.TEXTE) in pixels


def words(widget: QWidget) -> str:
    return widget.titre if isinstance(widget, Bouton) else widget.text() if isinstance(widget, Libelle) else ""


def test_what_happened_can_be_noted_wherever_one_has_scrolled_to(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    panneau = suivi.panneau
    qtbot.waitUntil(lambda: panneau.drawn)
    barre = panneau.findChildren(Defilement)[0].verticalScrollBar()
    for valeur in (barre.minimum(), barre.maximum()):
        barre.setValue(valeur)
        settle()
        dans = QRect(panneau.noter.mapTo(fenetre, QPoint(0, 0)), panneau.noter.size())
        assert panneau.noter.isVisible()
        assert fenetre.rect().contains(dans)
    panneau.hold(held=True)
    assert not panneau.noter.isVisible()


# Recording.


def record(fenetre: Fenetre, suivi: EcranSuivi, *, choix: str, date: str) -> None:
    button(suivi, "Noter").click()
    formulaire = suivi.panneau.formulaires.fait
    if not _is_offered(suivi, choix):
        formulaire.autres.click()
    formulaire.choix.set_value(choix)
    formulaire.date.selectAll()
    type_in(formulaire.date, date)
    press(fenetre, ENTREE)


def _plain(avis: Avis) -> str:
    """Its sentence, without the spaces that do not break."""
    return avis.texte.replace("\u00a0", " ").replace("\u202f", " ")


def _is_offered(suivi: EcranSuivi, id_: str) -> bool:
    try:
        return suivi.panneau.formulaires.fait.choix.card(id_).isEnabled()
    except KeyError:
        return False


def test_what_happened_is_recorded_and_can_be_undone(fenetre: Fenetre, suivi: EcranSuivi, coffre: Coffre, qtbot: QtBot) -> None:
    services = fenetre.contexte.services
    record(fenetre, suivi, choix="refus", date="20/11")
    qtbot.waitUntil(lambda: suivi.panneau.dossier is not None and suivi.panneau.dossier.etat == "Refusé")
    assert any("Refus écrit, 20 novembre 2026" in _plain(avis) for avis in suivi.panneau.findChildren(Avis))
    button(suivi, "Annuler").click()
    qtbot.waitUntil(lambda: suivi.panneau.dossier is not None and suivi.panneau.dossier.etat != "Refusé")
    lu = ask(services, lambda: coffre.dossiers.read("2026-0002"), qtbot)
    assert [fait.annule for fait in lu.faits].count(True) == 1


def test_a_date_that_makes_no_sense_is_said_and_nothing_is_recorded(
    fenetre: Fenetre, suivi: EcranSuivi, coffre: Coffre, qtbot: QtBot
) -> None:
    services = fenetre.contexte.services
    avant = ask(services, lambda: coffre.dossiers.read("2026-0002").faits, qtbot)
    for date, dit in (
        ("1/1/2026", "Cette date est avant « Lettre envoyée »"),
        ("25/11/2026", "n’est pas encore arrivé"),
        ("hier", "n’est pas reconnue"),
    ):
        record(fenetre, suivi, choix="refus", date=date)
        assert any(dit in _plain(avis) for avis in suivi.panneau.formulaires.fait.findChildren(Avis)), date
        press(fenetre, Qt.Key.Key_Escape)
        suivi.panneau.show_dossier_side()
    assert ask(services, lambda: coffre.dossiers.read("2026-0002").faits, qtbot) == avant


def test_the_bin_says_until_when_and_gives_back(suivi: EcranSuivi, qtbot: QtBot) -> None:
    button(suivi, "Mettre à la corbeille").click()
    qtbot.waitUntil(lambda: len(shown(suivi, Rubrique.REFERENCE)) == 2)
    assert any("24 décembre 2026" in _plain(avis) for avis in suivi.findChildren(Avis))
    button(suivi, "Le reprendre").click()
    qtbot.waitUntil(lambda: len(shown(suivi, Rubrique.REFERENCE)) == 3)
    qtbot.waitUntil(reads(suivi, "2026-0002"))


def test_a_next_step_opens_the_wizard_on_that_letter(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    button(suivi, "Relancer").click()
    assistant = page_of(fenetre, AssistantPage)
    qtbot.waitUntil(lambda: assistant.occupied)


def test_an_answer_that_came_is_read_by_the_wizard(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    button(suivi.panneau, "J’ai reçu une réponse").click()
    suivi.panneau.formulaires.fait.lire.click()
    qtbot.waitUntil(lambda: page_of(fenetre, AssistantPage).isVisible())
    assistant = page_of(fenetre, AssistantPage)
    qtbot.waitUntil(lambda: assistant.occupied)
    titres = [label.text() for label in assistant.findChildren(QLabel) if label.isVisible()]
    assert assistant.textes("assistant.groupes.papier_faits.titre") in titres


def test_locking_leaves_nothing_in_the_list_nor_in_the_dossier(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    press(fenetre, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is None)
    assert suivi.modele.rowCount() == 0
    assert suivi.panneau.dossier is None


def test_a_narrow_window_shows_one_thing_at_a_time(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    fenetre.resize(760, 700)
    qtbot.waitUntil(lambda: not suivi.panneau.isVisible())
    press(fenetre, ENTREE)
    qtbot.waitUntil(suivi.panneau.isVisible)
    assert not suivi.table.isVisible()
    suivi.panneau.fermer.click()
    assert suivi.table.isVisible()


def test_an_empty_coffre_teaches_and_leads_to_the_first_letter(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
    open_coffre(fenetre, chemin, qtbot)
    fenetre.pages.go_to("suivi")
    page = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(page.liste.vide.isVisible)
    page.liste.vide.bouton.click()
    assert fenetre.pages.current_id == "assistant"


@pytest.mark.usefixtures("coffre")
def test_where_there_is_little_height_lines_come_first_and_take_the_focus(fenetre: Fenetre, qtbot: QtBot) -> None:
    fenetre.resize(700, 480)
    fenetre.pages.go_to("suivi")
    page = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: page.panneau.dossier is not None)
    assert focused() is page.table
    assert page.liste.plus.isVisible()
    assert "Courrier du jour" not in {bouton.titre for bouton in page.findChildren(Bouton) if bouton.isVisible()}


def held(page: EcranSuivi) -> bool:
    """True when it is said that the list does not hold the dossier, and nothing can be done with it."""
    texte = page.textes("suivi.hors_liste.texte")
    dit = any(
        avis.isVisible() and texte in avis.accessibleName() + avis.accessibleDescription() for avis in page.findChildren(Avis)
    )
    actifs = {bouton.titre for bouton in page.panneau.findChildren(Bouton) if bouton.isVisible() and bouton.isEnabled()}
    gestes = {page.textes(f"suivi.panneau.{geste}") for geste in ("fait", "jeter", "calendrier")}
    return dit and not gestes & actifs


def test_a_search_takes_the_panel_along_even_from_inside_a_dossier(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: any(bouton.hasFocus() for bouton in suivi.panneau.findChildren(Bouton)))
    press(fenetre, Qt.Key.Key_F, CTRL)
    type_in(suivi.filtres.recherche, "attend")
    qtbot.waitUntil(reads(suivi, "2026-0001"))
    assert not held(suivi)


def leaves_the_list(page: EcranSuivi, fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    """Of two dossiers that are late, the one looked at is not any more, and the list is read again."""
    ask(fenetre.contexte.services, lambda: coffre.dossiers.create(demande("Autre", envoyee=70, recue=65)), qtbot)
    page.arrive(VersTranche(Tranche.DEPASSEES))
    qtbot.waitUntil(lambda: page.modele.row_of("2026-0002") >= 0 and page.modele.rowCount() == 2)
    page.table.select_row(page.modele.row_of("2026-0002"))
    qtbot.waitUntil(reads(page, "2026-0002"))
    recu = Evenement(AUJOURDHUI, TypeEvenement.REPONSE_COMPLETE)
    ask(fenetre.contexte.services, lambda: coffre.faits.take(FaitANoter("2026-0002", recu)), qtbot)


def test_a_dossier_that_leaves_the_list_is_not_acted_upon_and_can_be_shown_again(
    fenetre: Fenetre, suivi: EcranSuivi, coffre: Coffre, qtbot: QtBot
) -> None:
    leaves_the_list(suivi, fenetre, coffre, qtbot)
    suivi.day_changed(AUJOURDHUI)
    qtbot.waitUntil(lambda: held(suivi))
    assert suivi.panneau.dossier is not None
    assert suivi.panneau.dossier.reference == "2026-0002"
    button(suivi, suivi.textes("suivi.hors_liste.montrer")).click()
    qtbot.waitUntil(lambda: suivi.modele.rowCount() == 4)
    qtbot.waitUntil(lambda: suivi.panneau.drawn and not held(suivi))
    assert reads(suivi, "2026-0002")()
    assert button(suivi, suivi.textes("suivi.panneau.jeter")).isEnabled()


def test_what_is_typed_about_a_dossier_that_left_the_list_waits_for_it(
    fenetre: Fenetre, suivi: EcranSuivi, coffre: Coffre, qtbot: QtBot
) -> None:
    leaves_the_list(suivi, fenetre, coffre, qtbot)
    suivi.panneau.show_attache_form(NOTE)
    note = suivi.panneau.formulaires.attache(NOTE)
    suivi.day_changed(AUJOURDHUI)
    qtbot.waitUntil(lambda: held(suivi))
    assert not note.isEnabled()
    button(suivi, suivi.textes("suivi.hors_liste.montrer")).click()
    qtbot.waitUntil(note.isEnabled)


def test_a_neighbour_that_a_filter_hides_is_shown_and_not_acted_upon(suivi: EcranSuivi, qtbot: QtBot) -> None:
    suivi.arrive(VersTranche(Tranche.DEPASSEES))
    qtbot.waitUntil(lambda: shown(suivi, Rubrique.PERSONNE) == ["Élodie Retard"])
    qtbot.waitUntil(reads(suivi, "2026-0002"))
    suivi.panneau.geste.emit(lambda vers: vers.neighbour_wanted.emit("2026-0001"))
    qtbot.waitUntil(reads(suivi, "2026-0001"))
    qtbot.waitUntil(lambda: held(suivi))
    suivi.table.select_row(0)
    suivi.table.dossier_selected.emit("2026-0002")
    qtbot.waitUntil(reads(suivi, "2026-0002"))
    assert not held(suivi)


def test_an_empty_search_field_that_nobody_chose_gives_the_focus_to_the_list(
    fenetre: Fenetre, chemin: Path, qtbot: QtBot
) -> None:
    open_coffre(fenetre, chemin, qtbot, [demande("Un"), demande("Deux")])
    fenetre.pages.go_to("suivi")
    page = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: focused() is page.table)
    fenetre.pages.go_to("aide")
    fenetre.pages.go_to("suivi")
    # Qt gives it to the first field, before the list is read.
    page.filtres.recherche.setFocus()
    qtbot.waitUntil(lambda: focused() is page.table)
    # Whoever asks for it keeps it.
    fenetre.pages.go_to("aide")
    fenetre.pages.go_to("suivi")
    press(fenetre, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not page.liste.takes_focus and page.modele.rowCount() == 2)
    wait_for_upkeep(fenetre.contexte.services, qtbot)
    assert focused() is page.filtres.recherche


def test_the_line_one_is_on_stays_in_sight_when_the_list_becomes_shorter(suivi: EcranSuivi) -> None:
    table = suivi.table
    table.setFixedHeight(table.horizontalHeader().height() + 2 * table.rowHeight(0) + 8)
    settle()
    table.select_row(table.modele.rowCount() - 1)
    table.setFixedHeight(table.height() - 32)
    settle()
    ligne = table.visualRect(table.currentIndex())
    assert table.viewport().rect().contains(ligne), (ligne, table.viewport().rect())


def test_the_filters_open_for_who_came_for_a_dossier(fenetre: Fenetre, suivi: EcranSuivi) -> None:
    fenetre.resize(1366, 768)
    suivi.arrive(VersDossier("2026-0001"))
    settle()
    suivi.filtres.filtrer.click()
    settle()
    assert suivi.volet.isVisible()
    assert suivi.liste.isVisible()


def test_tab_goes_down_a_dossier_of_a_long_history(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
    une = demande(envoyee=60, recue=55)
    relances = (Evenement(AUJOURDHUI - dt.timedelta(jours), TypeEvenement.RELANCE_ENVOYEE) for jours in range(1, 21))
    open_coffre(fenetre, chemin, qtbot, [replace(une, evenements=(*une.evenements, *relances))])
    fenetre.pages.go_to("suivi")
    panneau = page_of(fenetre, EcranSuivi).panneau
    qtbot.waitUntil(lambda: panneau.dossier is not None and panneau.drawn)
    zones = panneau.findChildren(Defilement)
    arrets = [un for un in stops_in(panneau) if un.isVisible() and any(zone.isAncestorOf(un) for zone in zones)]
    hauts = [un.mapTo(panneau, QPoint(0, 0)).y() for un in arrets]
    assert len(hauts) > 20
    assert hauts == sorted(hauts)


@pytest.mark.usefixtures("listening")
def test_who_listens_hears_where_she_comes_then_whose_dossier_it_is_now(
    fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot
) -> None:
    fenetre.pages.go_to("accueil")
    fenetre.pages.go_to("suivi")
    qtbot.waitUntil(suivi.table.hasFocus)
    assert str(suivi.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)).startswith("Suivi, 3 dossiers")
    qtbot.waitUntil(reads(suivi, "2026-0002"))
    panneau = QAccessible.queryAccessibleInterface(suivi.panneau)
    press(fenetre, Qt.Key.Key_Down)
    assert str(suivi.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)).startswith("État")
    qtbot.waitUntil(reads(suivi, "2026-0003"))
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: not suivi.table.hasFocus())
    assert "Dossier 2026-0003" in heard_on_arrival(tree(fenetre))
    # The same one: a screen reader remembers what it was told of the first.
    assert QAccessible.uniqueId(panneau) == QAccessible.uniqueId(QAccessible.queryAccessibleInterface(suivi.panneau))


def test_after_all_were_chosen_tab_comes_to_what_can_be_done_with_them(
    fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot
) -> None:
    press(fenetre, Qt.Key.Key_A, CTRL)
    qtbot.waitUntil(suivi.liste.barre.isVisible)
    for _ in range(2):
        press(fenetre, Qt.Key.Key_Tab)
        assert suivi.liste.barre.isAncestorOf(fenetre.focusWidget())
