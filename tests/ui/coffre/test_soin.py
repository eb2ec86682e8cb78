"""Looking after an opened coffre: backups, verification, another phrase, the bin."""

import resource
import threading
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.services.coffre.valeurs import Effacement
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.travail import Priorite, Tache, Unites
from droits_usagers.ui.coffre.ecran import EcranCoffre
from droits_usagers.ui.coffre.effacement import EcranCorbeille
from droits_usagers.ui.coffre.etat import EcranEtat
from droits_usagers.ui.coffre.nouvelle_phrase import EcranChangement
from droits_usagers.ui.coffre.page import PageCoffre
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersPartie
from tests.coffres import AUTRE_PHRASE, PHRASE
from tests.outils import sous_linux
from tests.ui.avec_coffre import ask, button, demande, open_coffre, page_of, said
from tests.ui.gestes import ENTREE, everything_shown, press, settle, type_in


@pytest.fixture
def coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> Coffre:
    return open_coffre(fenetre, chemin, qtbot, [demande("Jetée", envoyee=3), demande("Gardée", envoyee=3)])


def come_to(fenetre: Fenetre, id_: str) -> EcranCoffre:
    fenetre.pages.go_to("coffre", VersPartie(id_))
    ecran = page_of(fenetre, PageCoffre).ecran
    assert ecran is not None
    return ecran


def hold(fenetre: Fenetre) -> threading.Event:
    """The coffre's thread does nothing more until this is set: what is asked meanwhile waits."""
    suite = threading.Event()
    travail = fenetre.contexte.services.travail
    travail.submit(suite.wait, priorite=Priorite.PAGE_VISIBLE, on_success=lambda _: None, on_failure=lambda _: None)
    return suite


@pytest.mark.usefixtures("coffre")
def test_a_backup_is_made_by_enter_and_listed(fenetre: Fenetre, qtbot: QtBot) -> None:
    ecran = come_to(fenetre, "etat")
    assert isinstance(ecran, EcranEtat)
    qtbot.waitUntil(lambda: "2 dossiers" in said(ecran))
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: "Sauvegarde faite et relue" in said(ecran))
    qtbot.waitUntil(lambda: "24 novembre 2026, 10 h 15" in said(ecran))


@pytest.mark.usefixtures("coffre")
def test_a_whole_coffre_is_verified(fenetre: Fenetre, qtbot: QtBot) -> None:
    ecran = come_to(fenetre, "etat")
    button(ecran, "Vérifier").click()
    qtbot.waitUntil(lambda: "il est intact" in said(ecran))


@sous_linux
def test_what_was_read_of_a_coffre_moved_away_meanwhile_is_not_said_to_be_whole(
    fenetre: Fenetre, coffre: Coffre, qtbot: QtBot
) -> None:
    ecran, ailleurs = come_to(fenetre, "etat"), coffre.chemin.with_suffix(".parti")
    suite = hold(fenetre)
    button(ecran, "Vérifier").click()
    coffre.chemin.rename(ailleurs)
    suite.set()
    qtbot.waitUntil(lambda: "ne peut pas être lu ou écrit" in said(ecran))
    assert "il est intact" not in said(ecran)
    ailleurs.rename(coffre.chemin)


@pytest.mark.usefixtures("coffre")
def test_long_work_says_how_far_it_is_and_stops_when_asked(fenetre: Fenetre, qtbot: QtBot) -> None:
    ecran = come_to(fenetre, "etat")
    for commencer in (button(ecran, "Vérifier"), ecran.suite):
        suite = hold(fenetre)
        commencer.click()
        assert ecran.progres.isVisible()
        assert not ecran.suite.isEnabled()
        # Enter held down does not stop what it began: that is one Tab further.
        press(fenetre, ENTREE)
        press(fenetre, Qt.Key.Key_Tab)
        press(fenetre, ENTREE)
        suite.set()
        qtbot.waitUntil(lambda: not ecran.progres.isVisible())
        assert "Arrêté avant la fin" in said(ecran)
        assert ecran.suite.isEnabled()


def test_another_phrase_replaces_the_first_and_backups_of_the_former_can_be_remade(
    fenetre: Fenetre, coffre: Coffre, chemin: Path, qtbot: QtBot
) -> None:
    services = fenetre.contexte.services
    ecran = come_to(fenetre, "changement")
    assert isinstance(ecran, EcranChangement)
    type_in(ecran.actuelle.ligne, PHRASE)
    type_in(ecran.nouvelle.phrase.ligne, AUTRE_PHRASE)
    type_in(ecran.nouvelle.encore.ligne, AUTRE_PHRASE)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: "s'ouvre" in said(ecran).replace("’", "'") and "ancienne" in said(ecran))
    settle()
    assert PHRASE not in " ".join(everything_shown())
    button(ecran, "Refaire avec").click()
    qtbot.waitUntil(lambda: "les anciennes ont été retirées" in said(ecran))
    ask(services, coffre.close, qtbot)
    rouvert = ask(services, lambda: services.coffres.open(chemin, AUTRE_PHRASE), qtbot)
    assert all(sauvegarde.phrase_actuelle for sauvegarde in ask(services, rouvert.backups, qtbot))
    ask(services, rouvert.close, qtbot)


@pytest.mark.usefixtures("coffre")
def test_a_wrong_present_phrase_changes_nothing(fenetre: Fenetre, qtbot: QtBot) -> None:
    ecran = come_to(fenetre, "changement")
    assert isinstance(ecran, EcranChangement)
    type_in(ecran.actuelle.ligne, "une tout autre phrase que la bonne")
    type_in(ecran.nouvelle.phrase.ligne, AUTRE_PHRASE)
    type_in(ecran.nouvelle.encore.ligne, AUTRE_PHRASE)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: "n’est pas la phrase actuelle" in said(ecran))


@pytest.fixture
def corbeille(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> EcranCorbeille:
    ask(fenetre.contexte.services, lambda: coffre.corbeille.put("2026-0001"), qtbot)
    ecran = come_to(fenetre, "corbeille")
    assert isinstance(ecran, EcranCorbeille)
    qtbot.waitUntil(lambda: ecran.liste.current() == "2026-0001")
    return ecran


def lines(ecran: EcranCorbeille) -> str:
    modele = ecran.liste.lignes
    return " ".join(
        str(modele.data(modele.index(rang), Qt.ItemDataRole.AccessibleTextRole)) for rang in range(modele.rowCount())
    )


def test_the_bin_says_until_when(corbeille: EcranCorbeille) -> None:
    assert "Sera effacé le 24 décembre 2026" in lines(corbeille)
    assert "Élodie Jetée" in lines(corbeille)


def test_f9_hides_names_in_the_bin(fenetre: Fenetre, corbeille: EcranCorbeille) -> None:
    press(fenetre, Qt.Key.Key_F9)
    assert "Jetée" not in lines(corbeille)


def test_enter_takes_a_dossier_back(fenetre: Fenetre, corbeille: EcranCorbeille, coffre: Coffre, qtbot: QtBot) -> None:
    corbeille.suite.setFocus()
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: "de retour dans le suivi" in said(corbeille))
    assert ask(fenetre.contexte.services, coffre.corbeille.content, qtbot) == ()


def test_erasing_says_what_is_lost_and_offers_the_way_back_first(
    fenetre: Fenetre, corbeille: EcranCorbeille, coffre: Coffre, qtbot: QtBot
) -> None:
    corbeille.effacer.click()
    assert "Le dossier 2026-0001 sera perdu" in said(corbeille)
    assert "arrêter ensuite ne le fera pas revenir" in said(corbeille)
    press(fenetre, ENTREE)
    assert len(ask(fenetre.contexte.services, coffre.corbeille.content, qtbot)) == 1
    corbeille.effacer.click()
    button(corbeille, "Effacer pour toujours").click()
    qtbot.waitUntil(lambda: "C’est effacé, ici et dans les sauvegardes" in said(corbeille))
    assert ask(fenetre.contexte.services, coffre.corbeille.content, qtbot) == ()


def test_an_erasure_that_was_stopped_says_what_is_left(
    fenetre: Fenetre, corbeille: EcranCorbeille, coffre: Coffre, qtbot: QtBot
) -> None:
    suite = hold(fenetre)
    corbeille.effacer.click()
    button(corbeille, "Effacer pour toujours").click()
    corbeille.progres.arreter.click()
    suite.set()
    qtbot.waitUntil(lambda: "Arrêté avant d’effacer" in said(corbeille))
    assert [element.reference for element in ask(fenetre.contexte.services, coffre.corbeille.content, qtbot)] == ["2026-0001"]


def erase_and(corbeille: EcranCorbeille, then: Callable[[], None]) -> None:
    """Erases, something happening right after the point of no return."""

    def units(coffre: Coffre) -> Unites[Effacement]:
        suite = coffre.effacement.erasing(("2026-0001",))
        while True:
            try:
                avancement = next(suite)
            except StopIteration as fin:
                return cast("Effacement", fin.value)
            yield avancement
            if avancement.irrevocable:
                then()

    corbeille.erase(units)


def test_stopped_after_the_point_of_no_return_it_is_said_to_be_erased_and_the_rest_is_gone_on_with(
    fenetre: Fenetre, corbeille: EcranCorbeille, coffre: Coffre, qtbot: QtBot
) -> None:
    services = fenetre.contexte.services
    ask(services, coffre.backup, qtbot)
    taches: list[Tache | None] = []

    def stop() -> None:
        tache = corbeille._tache  # noqa: SLF001 - as « Arrêter » does, at that very moment
        taches.append(tache)
        if tache is not None:
            tache.cancel()

    erase_and(corbeille, stop)
    qtbot.waitUntil(lambda: "certaines le contiennent encore" in said(corbeille))
    assert taches[0] is not None
    assert ask(services, coffre.corbeille.content, qtbot) == ()
    assert ask(services, lambda: coffre.effacement.to_finish, qtbot)
    # The screen come to another day says it too.
    corbeille.hush()
    corbeille.start()
    qtbot.waitUntil(lambda: "Un effacement n’est pas terminé" in said(corbeille))
    button(corbeille, "Continuer le nettoyage").click()
    qtbot.waitUntil(lambda: "C’est effacé, ici et dans les sauvegardes" in said(corbeille))
    assert not ask(services, lambda: coffre.effacement.to_finish, qtbot)


@sous_linux
def test_on_a_disk_that_fills_up_meanwhile_it_is_erased_and_the_rest_waits(
    fenetre: Fenetre, corbeille: EcranCorbeille, coffre: Coffre, qtbot: QtBot
) -> None:
    services = fenetre.contexte.services
    ask(services, coffre.backup, qtbot)
    avant = resource.getrlimit(resource.RLIMIT_FSIZE)
    erase_and(corbeille, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, avant[1])))
    try:
        qtbot.waitUntil(lambda: bool(corbeille.dit.count()) and not corbeille.progres.isVisible())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, avant)
    assert "C’est effacé du coffre" in said(corbeille)
    assert ask(services, coffre.corbeille.content, qtbot) == ()
    button(corbeille, "Continuer le nettoyage").click()
    qtbot.waitUntil(lambda: "C’est effacé, ici et dans les sauvegardes" in said(corbeille))


@pytest.mark.usefixtures("coffre")
def test_what_is_to_be_erased_is_one_door_away(fenetre: Fenetre) -> None:
    button(come_to(fenetre, "etat"), "Conservation").click()
    assert fenetre.pages.current_id == "conservation"


@pytest.mark.usefixtures("coffre")
def test_back_leads_from_the_bin_to_the_coffre_then_home(fenetre: Fenetre) -> None:
    ecran = come_to(fenetre, "corbeille")
    ecran.retour.click()
    etat = page_of(fenetre, PageCoffre).ecran
    assert isinstance(etat, EcranEtat)
    etat.retour.click()
    assert fenetre.pages.current_id == "accueil"


@pytest.mark.usefixtures("coffre")
def test_no_present_phrase_is_asked_for(fenetre: Fenetre) -> None:
    ecran = come_to(fenetre, "changement")
    press(fenetre, ENTREE)
    assert "Tapez d’abord la phrase actuelle" in said(ecran)


def test_a_copy_left_by_a_synchronisation_program_is_said(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    dossier = tmp_path / "Nextcloud"
    dossier.mkdir()
    open_coffre(fenetre, dossier / "permanence.coffre", qtbot)
    (dossier / "permanence (conflicted copy 2026-11-20).coffre").write_bytes(b"x")
    ecran = come_to(fenetre, "etat")
    qtbot.waitUntil(lambda: "en conflit de ce coffre" in said(ecran))
    assert "Nextcloud" in said(ecran)
    assert "Aucun dossier" in said(ecran)
