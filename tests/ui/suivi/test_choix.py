"""Choosing dossiers in the list, and doing something with all of them, from the keyboard."""

import shutil
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.dossier.dossiers import Filtre
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.ensemble import Services
from droits_usagers.services.suivi.criteres import Axe
from droits_usagers.services.suivi.lignes import Rubrique
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import TOUS, Destination, VersEnvois
from droits_usagers.ui.suivi.colonnes import ReglageColonnes
from droits_usagers.ui.suivi.dossiers_choisis import DitGesteListe, FormulaireReunir, GesteListeEnCours
from droits_usagers.ui.suivi.modele import CHOIX, TAILLE
from droits_usagers.ui.suivi.page import EcranSuivi
from droits_usagers.ui.suivi.table import LARGEURS
from tests.coffres import PHRASE, Horloge, fast
from tests.ui.avec_coffre import ask, button, demande, fill, focused, page_of, reopen_coffre, said
from tests.ui.gestes import CTRL, ENTREE, press, settle, type_in

MAJ = Qt.KeyboardModifier.ShiftModifier
BAS, HAUT, ESPACE = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space
#: More than is read at once.
NOMBRE = TAILLE + 20


@pytest.fixture(scope="module")
def modele(tmp_path_factory: pytest.TempPathFactory, services: Services) -> Path:
    """A coffre made once."""
    chemin = tmp_path_factory.mktemp("choix") / "choix.coffre"
    demandes = [
        demande(f"Nom{rang:03}", envoyee=5, organisme="MDPH 93" if rang < 3 else "CCAS de Pantin") for rang in range(NOMBRE)
    ]
    fill(fast(services).create(chemin, PHRASE, accept_weak=True), demandes).close()
    return chemin


@pytest.fixture(scope="module")
def services(places: object) -> Services:
    horloge = Horloge()
    return Services(places, horloge.today, horloge.now)  # type: ignore[arg-type] # a fixture of the session


@pytest.fixture
def coffre(fenetre: Fenetre, modele: Path, chemin: Path, qtbot: QtBot) -> Coffre:
    shutil.copy(modele, chemin)
    return reopen_coffre(fenetre, chemin, qtbot)


@pytest.fixture
def suivi(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> EcranSuivi:  # noqa: ARG001 - opened first
    fenetre.pages.go_to("suivi")
    page = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: page.modele.rowCount() == NOMBRE and focused() is page.table)
    return page


@pytest.fixture
def parties(fenetre: Fenetre, suivi: EcranSuivi) -> list[Destination]:
    """Where the screen asks to go; the window stays there."""
    demandees: list[Destination] = []
    suivi.page_wanted.disconnect(fenetre.pages.follow)
    suivi.page_wanted.connect(demandees.append)
    return demandees


def chosen(page: EcranSuivi) -> list[int]:
    """The rows chosen, among those read."""
    coche = Qt.CheckState.Checked.value
    return [rang for rang in range(TAILLE) if page.modele.index(rang, CHOIX).data(Qt.ItemDataRole.CheckStateRole) == coche]


def test_shift_and_arrows_choose_several_and_other_moves_lose_nothing(fenetre: Fenetre, suivi: EcranSuivi) -> None:
    for _ in range(4):
        press(fenetre, BAS, MAJ)
    press(fenetre, HAUT, MAJ)
    assert chosen(suivi) == [0, 1, 2, 3]
    press(fenetre, BAS)
    press(fenetre, BAS, CTRL)
    press(fenetre, ESPACE)
    assert chosen(suivi) == [0, 1, 2, 3, 5]
    press(fenetre, ESPACE)
    press(fenetre, Qt.Key.Key_PageDown)
    assert chosen(suivi) == [0, 1, 2, 3]
    assert "4 dossiers choisis" in said(suivi)
    press(fenetre, Qt.Key.Key_A, CTRL | MAJ)
    assert chosen(suivi) == []
    assert not suivi.liste.barre.isVisible()


def test_all_means_all_even_what_was_not_read(
    fenetre: Fenetre, suivi: EcranSuivi, parties: list[Destination], qtbot: QtBot
) -> None:
    press(fenetre, Qt.Key.Key_A, CTRL)
    assert suivi.modele.line(NOMBRE - 1) is None
    assert f"{NOMBRE} dossiers choisis : tous ceux de la liste" in said(suivi)
    press(fenetre, BAS)
    press(fenetre, ESPACE)
    assert f"{NOMBRE - 1} dossiers choisis" in said(suivi)
    press(fenetre, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: parties == [Destination("masse", VersEnvois("relance"))])
    references = fenetre.contexte.services.selection.references
    assert references == tuple(f"2026-{rang:04}" for rang in range(1, NOMBRE + 1) if rang != 2)


def test_a_range_may_end_where_nothing_was_read_yet(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    press(fenetre, BAS)
    press(fenetre, Qt.Key.Key_End, CTRL | MAJ)
    qtbot.waitUntil(lambda: suivi.liste.choisir.nombre == NOMBRE - 1)
    assert not suivi.modele.choix.holds("2026-0001")


def test_another_filter_gives_up_what_was_chosen_and_says_so(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    press(fenetre, BAS, MAJ)
    suivi.filtres.sort_by(next(iter(suivi.filtres.actions_tris)))
    qtbot.waitUntil(lambda: chosen(suivi) == [0, 1])
    type_in(suivi.filtres.recherche, "mdph")
    qtbot.waitUntil(lambda: suivi.modele.rowCount() == 3)
    assert suivi.liste.choisir.nombre == 0
    assert "les 2 dossiers choisis ne le sont plus" in said(suivi)


def test_what_only_looks_like_it_is_not_part_of_all(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    type_in(suivi.filtres.recherche, "nom007")
    qtbot.waitUntil(lambda: 1 < suivi.modele.rowCount() < NOMBRE)
    assert "ressemblent seulement" in said(suivi)
    press(fenetre, BAS)
    press(fenetre, Qt.Key.Key_A, CTRL)
    qtbot.waitUntil(lambda: "1 dossier choisi" in said(suivi))
    assert suivi.modele.choix.holds("2026-0008")
    proche = suivi.modele.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "; ressemble seulement" in proche


def test_many_go_to_the_bin_and_can_be_taken_back(fenetre: Fenetre, suivi: EcranSuivi, coffre: Coffre, qtbot: QtBot) -> None:
    for _ in range(11):
        press(fenetre, BAS, MAJ)
    press(fenetre, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: suivi.modele.rowCount() == NOMBRE - 12)
    assert "12 dossiers sont dans la corbeille" in said(suivi)
    button(suivi, "Les reprendre").click()
    qtbot.waitUntil(lambda: suivi.modele.rowCount() == NOMBRE and suivi.liste.choisir.nombre == 12)
    assert ask(fenetre.contexte.services, coffre.corbeille.content, qtbot) == ()


def test_many_are_closed_and_it_can_be_taken_back(fenetre: Fenetre, suivi: EcranSuivi, coffre: Coffre, qtbot: QtBot) -> None:
    clos = Filtre(etats=frozenset({"clos"}))
    press(fenetre, BAS, MAJ)
    next(action for action in suivi.liste.barre.menu.actions() if action.data() == "clore").trigger()
    qtbot.waitUntil(lambda: "2 dossiers sont notés clos" in said(suivi))
    assert ask(fenetre.contexte.services, lambda: coffre.liste.count(clos), qtbot) == 2
    button(suivi, "Annuler").click()
    qtbot.waitUntil(lambda: "ne sont plus notés clos" in said(suivi))
    assert ask(fenetre.contexte.services, lambda: coffre.liste.count(clos), qtbot) == 0


def test_what_is_done_to_many_can_be_stopped_and_says_how_far_it_went(
    fenetre: Fenetre, suivi: EcranSuivi, coffre: Coffre, qtbot: QtBot
) -> None:
    arrete = threading.Event()

    def stop(dit: DitGesteListe) -> None:
        if isinstance(dit, GesteListeEnCours):
            suivi.liste.dossiers_choisis.stop()
            arrete.set()

    suivi.liste.dossiers_choisis.said.connect(stop)
    press(fenetre, Qt.Key.Key_A, CTRL)
    # The coffre does not run ahead of whoever presses « Arrêter », however slow the window is.
    arrivee = fenetre.contexte.operations._arrived  # noqa: SLF001 - said in the coffre's own thread
    arrivee.connect(lambda: bool(coffre.corbeille.content()) and arrete.wait(20), Qt.ConnectionType.DirectConnection)
    press(fenetre, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Arrêté après" in said(suivi))
    jetes = len(ask(fenetre.contexte.services, coffre.corbeille.content, qtbot))
    assert f"Arrêté après {jetes} dossiers sur {NOMBRE}" in said(suivi)
    qtbot.waitUntil(lambda: suivi.modele.rowCount() == NOMBRE - jetes)
    button(suivi, "Les reprendre").click()
    qtbot.waitUntil(lambda: suivi.modele.rowCount() == NOMBRE)


def test_dossiers_are_gathered_in_a_new_affaire_that_one_can_look_at(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    press(fenetre, BAS, MAJ)
    for touche in (Qt.Key.Key_G, Qt.Key.Key_Escape, Qt.Key.Key_G):
        press(fenetre, touche, CTRL if touche == Qt.Key.Key_G else Qt.KeyboardModifier.NoModifier)
        qtbot.waitUntil(lambda t=touche: ("Réunir 2 dossiers" in said(suivi)) == (t == Qt.Key.Key_G))  # type: ignore[misc]
    press(fenetre, ENTREE)
    assert "Donnez un nom" in said(suivi)
    type_in(focused(), "Fichiers du centre")  # type: ignore[arg-type] # the field of its name
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: "2 dossiers sont dans l’affaire « Fichiers du centre »" in said(suivi))
    button(suivi, "Voir cette affaire").click()
    qtbot.waitUntil(lambda: suivi.modele.rowCount() == 2)
    qtbot.waitUntil(lambda: suivi.textes("suivi.retirer_filtre", filtre="Fichiers du centre") in _names(suivi))
    # A title may name someone.
    press(fenetre, Qt.Key.Key_F9)
    settle()
    assert not any("Fichiers du centre" in nom for nom in _names(suivi.liste))


@pytest.mark.parametrize("looked_at", [True, False])
def test_after_gathering_the_panel_shows_one_of_the_affaire_and_all_can_go_back(
    fenetre: Fenetre, suivi: EcranSuivi, coffre: Coffre, qtbot: QtBot, *, looked_at: bool
) -> None:
    services = fenetre.contexte.services
    references = [str(suivi.modele.index(rang, 0).data(suivi.modele.REFERENCE)) for rang in range(4)]
    ancienne = ask(services, lambda: coffre.affaires.create("Ancienne", references[1:2]), qtbot)
    suivi.table.select_row(2 if looked_at else 3)
    suivi.modele.choix.take(references[1:3])
    suivi.liste.do(next(acte for acte in TOUS if acte.id == "reunir"))
    qtbot.waitUntil(lambda: "Réunir 2 dossiers" in said(suivi))
    suivi.liste.dossiers_choisis.gather(None, "Fichiers du centre")
    qtbot.waitUntil(lambda: suivi.panneau.dossier is not None and suivi.panneau.dossier.affaire is not None)
    assert suivi.panneau.dossier is not None
    assert suivi.panneau.dossier.reference in references[1:3]
    button(suivi, suivi.textes("liste.reunir.annuler")).click()
    qtbot.waitUntil(lambda: "chaque dossier est revenu là où il était" in said(suivi))
    apres = [ask(services, partial(coffre.dossiers.read, reference), qtbot).affaire for reference in references[1:3]]
    assert apres == [ancienne, None]
    qtbot.waitUntil(lambda: _affaire(suivi) in (None, ancienne))


def test_gathering_fits_the_smallest_screen_at_the_largest_text(
    fenetre: Fenetre, suivi: EcranSuivi, coffre: Coffre, qtbot: QtBot
) -> None:
    ask(fenetre.contexte.services, lambda: coffre.affaires.create("Ancienne", ("2026-0001",)), qtbot)
    fenetre.contexte.services.carnet.set(replace(fenetre.contexte.services.carnet.reglages, zoom=2.0), keep=False)
    fenetre.allure.apply()
    press(fenetre, Qt.Key.Key_A, CTRL)
    press(fenetre, Qt.Key.Key_G, CTRL)
    qtbot.waitUntil(lambda: bool(suivi.findChildren(FormulaireReunir)))
    settle()
    formulaire = suivi.findChild(FormulaireReunir)
    assert isinstance(formulaire, FormulaireReunir)
    assert fenetre.minimumSizeHint().height() <= 768
    reunir = button(formulaire, suivi.textes("liste.reunir.reunir"))
    assert reunir.mapTo(fenetre, reunir.rect().bottomLeft()).y() <= 768


def _affaire(page: EcranSuivi) -> int | None:
    dossier = page.panneau.dossier
    return None if dossier is None or dossier.affaire is None else dossier.affaire.numero


def _names(page: QWidget) -> set[str]:
    return {bouton.accessibleName() for bouton in page.findChildren(Bouton) if bouton.isVisible()}


def test_without_a_choice_an_act_is_about_the_dossier_looked_at_or_about_what_is_listed(
    fenetre: Fenetre, suivi: EcranSuivi, parties: list[Destination], qtbot: QtBot
) -> None:
    selection = fenetre.contexte.services.selection
    press(fenetre, BAS)
    press(fenetre, Qt.Key.Key_M, CTRL)
    assert (parties.pop(), selection.references) == (Destination("masse", VersEnvois("envoyees")), ("2026-0002",))
    press(fenetre, Qt.Key.Key_S, CTRL | MAJ)
    assert (parties.pop(), selection.references) == (Destination("export"), ())
    suivi.filtres.toggle(Axe.ORGANISME, "MDPH 93")
    qtbot.waitUntil(lambda: suivi.modele.rowCount() == 3)
    press(fenetre, Qt.Key.Key_S, CTRL | MAJ)
    qtbot.waitUntil(lambda: bool(parties))
    assert (parties.pop(), len(selection.references)) == (Destination("export"), 3)


def _act(page: EcranSuivi, id_: str) -> None:
    """As the menu does it."""
    next(action for action in page.liste.menu_plus.actions() if action.data() == id_).trigger()


def test_every_act_has_a_key_of_its_own_and_leads_where_it_says(suivi: EcranSuivi, parties: list[Destination]) -> None:
    touches = [acte.touche for acte in TOUS if acte.touche]
    assert len(set(touches)) == len(touches)
    # Columns are arranged here.
    ici = ("masse", "export", "agenda", "suivi")
    vers = [(acte.id, acte.vers) for acte in TOUS if acte.vers and acte.vers.ecran not in ici]
    for id_, ou in vers:
        _act(suivi, id_)
        assert parties.pop() == ou
    assert not parties


def test_nothing_chosen_stays_after_locking(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    press(fenetre, BAS, MAJ)
    press(fenetre, Qt.Key.Key_F, CTRL | MAJ)
    volet = suivi.volet
    qtbot.waitUntil(lambda: Axe.AFFAIRE not in volet.vues and bool(volet.vues))
    press(fenetre, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is None)
    assert suivi.liste.choisir.nombre == 0
    assert volet.vues == {}


def test_filters_stand_beside_the_list_with_what_each_would_leave(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    press(fenetre, Qt.Key.Key_F, CTRL | MAJ)
    qtbot.waitUntil(lambda: Axe.ORGANISME in suivi.volet.vues)
    cartes = suivi.volet.vues[Axe.ORGANISME].cartes
    qtbot.waitUntil(lambda: [carte.note for carte in cartes.values()] == [str(NOMBRE - 3), "3"])
    cartes["MDPH 93"].setFocus()
    press(fenetre, ESPACE)
    qtbot.waitUntil(lambda: suivi.modele.rowCount() == 3)
    (attente,) = suivi.volet.vues[Axe.ETAT].cartes.values()
    qtbot.waitUntil(lambda: attente.note == "3")
    assert [carte.note for carte in cartes.values()] == [str(NOMBRE - 3), "3"]
    assert cartes["MDPH 93"].isChecked()
    press(fenetre, Qt.Key.Key_Escape)
    assert not suivi.volet.isVisible()
    assert focused() is suivi.table
    button(suivi, "MDPH 93").click()
    qtbot.waitUntil(lambda: suivi.modele.rowCount() == NOMBRE)


def test_columns_arranged_once_stay_so_in_this_coffre(
    fenetre: Fenetre, suivi: EcranSuivi, coffre: Coffre, qtbot: QtBot
) -> None:
    _act(suivi, "colonnes")
    qtbot.waitUntil(lambda: "Colonnes du tableau" in said(suivi))
    reglage = suivi.findChild(ReglageColonnes)
    assert isinstance(reglage, ReglageColonnes)
    qtbot.waitUntil(lambda: focused() is reglage.lignes[Rubrique.ETAT].carte)
    entete, largeur = suivi.table.entete, reglage.lignes[Rubrique.PERSONNE]
    reglage.lignes[Rubrique.ETAT].fleches[1].click()
    assert entete.logicalIndex(1) == 1
    largeur.carte.setFocus()
    for touche in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        press(fenetre, touche)
    assert entete.colonnes.largeurs[Rubrique.PERSONNE] == LARGEURS[Rubrique.PERSONNE][1] + 40
    reglage.lignes[Rubrique.DEMARCHE].carte.click()
    assert entete.isSectionHidden(2)
    services = fenetre.contexte.services
    qtbot.waitUntil(lambda: ask(services, lambda: coffre.reglages.read("suivi.colonnes"), qtbot) is not None)
    press(fenetre, Qt.Key.Key_Escape)
    assert focused() is suivi.table
    fenetre.pages.discard()
    fenetre.pages.go_to("suivi")
    neuve = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: neuve.table.entete.colonnes == entete.colonnes)


def test_each_column_is_one_plain_line_and_only_where_one_is_shows_its_arrows(
    fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot
) -> None:
    _act(suivi, "colonnes")
    reglage = suivi.findChild(ReglageColonnes)
    assert isinstance(reglage, ReglageColonnes)
    qtbot.waitUntil(lambda: focused() is reglage.lignes[Rubrique.ETAT].carte)
    settle()

    def with_arrows() -> list[Rubrique]:
        return [une for une, ligne in reglage.lignes.items() if any(fleche.isVisible() for fleche in ligne.fleches)]

    assert {ligne.height() for ligne in reglage.lignes.values()} == {current_theme().px(40)}
    assert with_arrows() == [Rubrique.ETAT]
    assert [fleche.accessibleName() for fleche in reglage.lignes[Rubrique.ETAT].fleches] == [
        "Avancer la colonne État",
        "Reculer la colonne État",
    ]
    reglage.lignes[Rubrique.PERSONNE].carte.setFocus()
    assert with_arrows() == [Rubrique.PERSONNE]
    press(fenetre, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    ordre = suivi.table.entete.colonnes.ordre
    assert ordre.index(Rubrique.PERSONNE) < ordre.index(Rubrique.DEMARCHE)
    assert focused() is reglage.lignes[Rubrique.PERSONNE].carte


def test_the_menu_of_what_is_always_there_has_three_headings(suivi: EcranSuivi) -> None:
    actions = suivi.liste.menu_plus.actions()
    assert [action.text() for action in actions if action.isSeparator()] == ["Ajouter", "Sortir", "Soigner"]


def test_the_bar_of_acts_never_makes_the_window_larger(fenetre: Fenetre, suivi: EcranSuivi, qtbot: QtBot) -> None:
    avant = fenetre.size()
    press(fenetre, Qt.Key.Key_A, CTRL)
    qtbot.waitUntil(suivi.liste.barre.isVisible)
    assert fenetre.size() == avant
    assert suivi.minimumSizeHint().width() <= suivi.width()
