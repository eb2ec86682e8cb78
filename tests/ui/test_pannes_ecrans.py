"""A disk that is full, a file damaged under the program: every screen says it, is ready again, and never says « gardé »."""

import re
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.coffre.conservation import PageConservation
from droits_usagers.ui.coffre.ecran import EcranCoffre
from droits_usagers.ui.coffre.effacement import EcranCorbeille
from droits_usagers.ui.coffre.nouvelle_phrase import EcranChangement
from droits_usagers.ui.coffre.page import PageCoffre
from droits_usagers.ui.fenetre.boite import CoffreEnPanne
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.verrouillage import Verrou
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import VersNouveau, VersPartie
from tests.coffres import AUTRE_PHRASE, PHRASE
from tests.outils import sous_linux
from tests.ui.avec_coffre import ask, button, demande, open_coffre, page_of, said, wait_for_upkeep
from tests.ui.gestes import everything_shown, settle, type_in
from tests.ui.lettre.parcours import answer, begin
from tests.ui.lettre.parcours import press as key

pytestmark = sous_linux
ATTENTES = re.compile("Un instant|s’efface, dans|phrase change :")


@pytest.fixture
def coffre(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> Coffre:
    coffre = open_coffre(
        fenetre, tmp_path / "permanence.coffre", qtbot, [demande("Jetée", envoyee=900), demande("Gardée", envoyee=900)]
    )
    ask(fenetre.contexte.services, lambda: coffre.corbeille.put("2026-0001"), qtbot)
    return coffre


@pytest.fixture
def vide(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> Coffre:
    """Where Enter starts a letter."""
    return open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)


@contextmanager
def full_disk(chemin: Path) -> Iterator[None]:
    """No file may become larger than what this one takes: what the program writes meets a disk that is full."""
    avant = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (min(chemin.stat().st_size, 4096), avant[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, avant)
        signal.signal(signal.SIGXFSZ, former)


@contextmanager
def damaged_file(chemin: Path) -> Iterator[None]:
    """The first page is not what was written, and the program finds it out at its next question."""
    with chemin.open("r+b") as fichier:
        octets = fichier.read(64)
        fichier.seek(30)
        fichier.write(bytes(octet ^ 255 for octet in octets[30:34]))
    yield


def of_coffre(fenetre: Fenetre, id_: str) -> EcranCoffre:
    fenetre.pages.go_to("coffre", VersPartie(id_))
    ecran = page_of(fenetre, PageCoffre).ecran
    assert ecran is not None
    return ecran


def back_up(fenetre: Fenetre, _qtbot: QtBot) -> Callable[[], None]:
    return of_coffre(fenetre, "etat").go_on


def verify(fenetre: Fenetre, _qtbot: QtBot) -> Callable[[], None]:
    return button(of_coffre(fenetre, "etat"), "Vérifier").click


def change_phrase(fenetre: Fenetre, qtbot: QtBot) -> Callable[[], None]:
    ecran = of_coffre(fenetre, "changement")
    assert isinstance(ecran, EcranChangement)
    type_in(ecran.actuelle.ligne, PHRASE)
    type_in(ecran.nouvelle.phrase.ligne, AUTRE_PHRASE)
    type_in(ecran.nouvelle.encore.ligne, AUTRE_PHRASE)
    qtbot.waitUntil(ecran.nouvelle.force.isVisible)
    return ecran.go_on


def bin_of(fenetre: Fenetre, qtbot: QtBot) -> EcranCorbeille:
    ecran = of_coffre(fenetre, "corbeille")
    assert isinstance(ecran, EcranCorbeille)
    qtbot.waitUntil(ecran.suite.isEnabled)
    return ecran


def take_back(fenetre: Fenetre, qtbot: QtBot) -> Callable[[], None]:
    return bin_of(fenetre, qtbot).go_on


def erase(fenetre: Fenetre, qtbot: QtBot) -> Callable[[], None]:
    ecran = bin_of(fenetre, qtbot)
    ecran.effacer.click()
    return button(ecran, "Effacer pour toujours").click


def erase_person(fenetre: Fenetre, qtbot: QtBot) -> Callable[[], None]:
    fenetre.pages.go_to("conservation", VersPartie("personne"))
    ecran = page_of(fenetre, PageConservation).ecran
    type_in(ecran.nom, "Gardée")
    qtbot.waitUntil(lambda: bool(ecran.liste.traces))
    ecran.tout.click()
    qtbot.waitUntil(ecran.suite.isEnabled)
    ecran.go_on()
    return button(ecran, "Effacer pour toujours").click


GESTES = (back_up, verify, change_phrase, take_back, erase, erase_person)


def screen(fenetre: Fenetre) -> QWidget:
    page = fenetre.pages.currentWidget()
    assert page is not None
    return page


def is_ready(fenetre: Fenetre) -> bool:
    """Nothing is awaited any more, and one can go back."""
    retour = [un for un in screen(fenetre).findChildren(EcranCoffre) if un.isVisible()]
    return all(un.retour.isEnabled() and not un.progres.isVisible() for un in retour) and not ATTENTES.search(
        said(screen(fenetre))
    )


@pytest.mark.parametrize("geste", GESTES, ids=lambda geste: geste.__name__)
@pytest.mark.parametrize("panne", [full_disk, damaged_file], ids=["full", "damaged"])
def test_whatever_fails_the_screen_is_ready_again_and_says_what_is_safe(
    fenetre: Fenetre,
    coffre: Coffre,
    qtbot: QtBot,
    geste: Callable[[Fenetre, QtBot], Callable[[], None]],
    panne: Callable[[Path], AbstractContextManager[None]],
) -> None:
    act = geste(fenetre, qtbot)
    settle()
    # What is in the middle of writing would write the damaged page anew.
    wait_for_upkeep(fenetre.contexte.services, qtbot)
    with panne(coffre.chemin):
        act()
        qtbot.waitUntil(lambda: is_ready(fenetre))
        ask(fenetre.contexte.services, lambda: None, qtbot)
    if geste is verify and panne is full_disk:
        assert "il est intact" in said(screen(fenetre))
        return
    dit = said(screen(fenetre)) + " ".join(said(boite) for boite in fenetre.findChildren(CoffreEnPanne))
    assert any(mot in dit for mot in ("permanence.coffre", "sont abîmées")), dit
    assert not re.search(r"\bgardée?s?\b(?! à côté)", dit.lower().replace("gardée,", "")), dit


def write_a_letter(fenetre: Fenetre, qtbot: QtBot) -> AssistantPage:
    """One that was kept a moment ago."""
    fenetre.pages.go_to("assistant", VersNouveau())
    QApplication.processEvents()
    page = page_of(fenetre, AssistantPage)
    begin(page)
    key(Qt.Key.Key_Return)
    answer(page, "concerne_nom", "Œuvrard")
    qtbot.waitUntil(lambda: "Brouillon gardé" in said(page))
    return page


def test_a_letter_that_could_not_be_kept_is_not_said_to_be(fenetre: Fenetre, vide: Coffre, qtbot: QtBot) -> None:
    write_a_letter(fenetre, qtbot)
    wait_for_upkeep(fenetre.contexte.services, qtbot)
    with damaged_file(vide.chemin):
        fenetre.pages.go_to("suivi")
        qtbot.waitUntil(lambda: fenetre.findChild(CoffreEnPanne) is not None)
    assert "Brouillon gardé" not in " ".join(everything_shown())


def test_a_draft_lost_with_its_coffre_is_not_said_to_be_kept_by_the_lock(fenetre: Fenetre, vide: Coffre, qtbot: QtBot) -> None:
    page = write_a_letter(fenetre, qtbot)
    wait_for_upkeep(fenetre.contexte.services, qtbot)
    with damaged_file(vide.chemin):
        answer(page, "concerne_prenom", "Élodie")
        fenetre.garde.protect()
        verrou = fenetre.findChild(Verrou)
        assert verrou is not None
        qtbot.waitUntil(verrou.saisie.isEnabled)
        assert verrou.perdu.isVisible()
    assert "n’a pas pu y être gardé" in said(verrou)
    assert "a été gardé, chiffré" not in said(verrou)


def test_a_defect_of_the_program_leaves_no_screen_waiting(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    ecran = of_coffre(fenetre, "etat")
    attendu = fenetre.contexte.operations.sentence(ExpectedError(Panne.DEFAUT))

    def fail(_: Coffre) -> object:
        raise ZeroDivisionError

    with qtbot.captureExceptions():
        ecran.work(fail, lambda _: None)  # type: ignore[arg-type] # what a defect would be
        qtbot.waitUntil(lambda: is_ready(fenetre))
    assert attendu[:60].replace("\u00a0", " ") in said(ecran)
    assert coffre.chemin.exists()
