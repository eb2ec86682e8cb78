"""Opening a coffre: the phrase, and each reason why it may not open, said in place."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.domain.socle.errors import Panne
from droits_usagers.services.coffres import Coffres
from droits_usagers.services.socle.pannes import sentence_of
from droits_usagers.ui.coffre.creation import EcranCreer
from droits_usagers.ui.coffre.ouverture import EcranOuvrir
from droits_usagers.ui.coffre.page import PageCoffre
from droits_usagers.ui.composants.entendre import is_listening
from droits_usagers.ui.fenetre.application import Ouvertures
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersPartie
from droits_usagers.ui.socle.disposition import stops_in
from tests.coffres import AUTRE_PHRASE, PHRASE, fast
from tests.pannes import intact
from tests.ui.avec_coffre import ask, button, demande, focused, page_of, said
from tests.ui.gestes import ENTREE, everything_shown, press, settle, type_in


@pytest.fixture
def garde(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> Path:
    """A coffre with a dossier and a backup, closed."""
    services = fenetre.contexte.services
    coffres = fast(services)

    def make() -> None:
        coffre = coffres.create(chemin, PHRASE, accept_weak=True)
        coffre.dossiers.create(demande(envoyee=3))
        coffre.backup()
        coffre.close()

    ask(services, make, qtbot)
    return chemin


@pytest.fixture
def ouvrir(fenetre: Fenetre, garde: Path) -> EcranOuvrir:
    fenetre.pages.go_to("coffre", VersPartie("ouvrir"))
    ecran = page_of(fenetre, PageCoffre).ecran
    assert isinstance(ecran, EcranOuvrir)
    ecran.fichier.show_path(garde)
    ecran.start()
    return ecran


def attempt(fenetre: Fenetre, ecran: EcranOuvrir, qtbot: QtBot, phrase: str = PHRASE) -> str:
    """What is said once it was tried."""
    ecran.phrase.ligne.clear()
    type_in(ecran.phrase.ligne, phrase)
    press(fenetre, ENTREE)
    qtbot.waitUntil(ecran.suite.isEnabled)
    return said(ecran)


def test_who_has_none_yet_is_led_to_make_one(fenetre: Fenetre, qtbot: QtBot) -> None:
    button(fenetre, "Coffre").click()
    page = page_of(fenetre, PageCoffre)
    assert isinstance(page.ecran, EcranOuvrir)
    button(page, "Créer un coffre").click()
    qtbot.waitUntil(lambda: isinstance(page.ecran, EcranCreer))


def test_the_phrase_and_enter_open_it(fenetre: Fenetre, ouvrir: EcranOuvrir, qtbot: QtBot) -> None:
    assert focused() is ouvrir.phrase.ligne
    type_in(ouvrir.phrase.ligne, PHRASE)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is not None)
    assert fenetre.pages.current_id == "accueil"
    settle()
    assert PHRASE not in " ".join(everything_shown())


def test_a_coffre_given_to_the_program_asks_for_its_phrase_alone(fenetre: Fenetre, garde: Path, qtbot: QtBot) -> None:
    fenetre.open_file(garde)
    ecran = page_of(fenetre, PageCoffre).ecran
    assert isinstance(ecran, EcranOuvrir)

    assert ecran.fichier.chemin == garde
    assert focused() is ecran.phrase.ligne
    type_in(ecran.phrase.ligne, PHRASE)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is not None)


def test_a_file_that_macos_asks_for_is_opened_as_one_given_to_the_program(
    fenetre: Fenetre, garde: Path, qapp: QApplication
) -> None:
    ouvertures = Ouvertures(qapp)
    ouvertures.asked.connect(fenetre.open_file)
    QApplication.sendEvent(qapp, QFileOpenEvent(str(garde)))
    ouvertures.deleteLater()

    ecran = page_of(fenetre, PageCoffre).ecran
    assert isinstance(ecran, EcranOuvrir)
    assert ecran.fichier.chemin == garde


def test_the_window_stays_alive_and_says_so_while_the_key_derives(fenetre: Fenetre, ouvrir: EcranOuvrir, qtbot: QtBot) -> None:
    type_in(ouvrir.phrase.ligne, PHRASE)
    ouvrir.go_on()
    assert "Le coffre s’ouvre" in said(ouvrir)
    assert not ouvrir.suite.isEnabled()
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is not None)


@pytest.mark.parametrize("ecran", ["ouvrir", "creer"])
def test_what_opens_a_coffre_is_loaded_while_its_phrase_is_typed(
    fenetre: Fenetre, ecran: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepares: list[str] = []
    monkeypatch.setattr(Coffres, "prepare", lambda _coffres: prepares.append(threading.current_thread().name))
    fenetre.pages.go_to("coffre", VersPartie(ecran))
    qtbot.waitUntil(lambda: prepares == ["coffre"])


def sentence(fenetre: Fenetre, panne: Panne, fichier: str) -> str:
    dit = sentence_of(intact(panne, fichier=fichier), fenetre.contexte.textes)
    return dit.replace("\u00a0", " ").replace("\u202f", " ")


def test_another_phrase_is_said_beside_it_and_can_be_typed_again(fenetre: Fenetre, ouvrir: EcranOuvrir, qtbot: QtBot) -> None:
    assert sentence(fenetre, Panne.PHRASE_REFUSEE, "permanence.coffre") in attempt(fenetre, ouvrir, qtbot, AUTRE_PHRASE)
    assert focused() is ouvrir.phrase.ligne
    assert ouvrir.phrase.ligne.selectedText()


def test_no_phrase_is_said(fenetre: Fenetre, ouvrir: EcranOuvrir) -> None:
    press(fenetre, ENTREE)
    assert "Tapez la phrase" in said(ouvrir)


@pytest.mark.parametrize(
    ("contenu", "panne"), [(b"", Panne.COFFRE_VIDE), (b"Bonjour, je suis une lettre." * 400, Panne.PAS_UN_COFFRE)]
)
def test_a_file_that_is_not_a_coffre_is_said_apart(
    fenetre: Fenetre, ouvrir: EcranOuvrir, tmp_path: Path, qtbot: QtBot, contenu: bytes, panne: Panne
) -> None:
    autre = tmp_path / "autre.coffre"
    autre.write_bytes(contenu)
    ouvrir.fichier.show_path(autre)
    assert sentence(fenetre, panne, "autre.coffre") in attempt(fenetre, ouvrir, qtbot)


def test_a_file_that_is_gone_is_said(fenetre: Fenetre, ouvrir: EcranOuvrir, tmp_path: Path, qtbot: QtBot) -> None:
    ouvrir.fichier.show_path(tmp_path / "perdu.coffre")
    assert "perdu.coffre" in attempt(fenetre, ouvrir, qtbot)


def test_a_coffre_opened_elsewhere_opens_read_only_and_says_so(
    fenetre: Fenetre, ouvrir: EcranOuvrir, garde: Path, qtbot: QtBot
) -> None:
    services = fenetre.contexte.services
    autre = ask(services, lambda: services.coffres.open(garde, PHRASE), qtbot)
    type_in(ouvrir.phrase.ligne, PHRASE)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: services.seance.coffre is not None)
    qtbot.waitUntil(lambda: any("tout se lit" in texte for texte in everything_shown()))
    ask(services, autre.close, qtbot)


def test_the_only_coffre_among_papers_is_proposed(
    fenetre: Fenetre, garde: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("droits_usagers.ui.coffre.ouverture.documents", lambda: garde.parent)
    fenetre.pages.go_to("coffre", VersPartie("ouvrir"))
    ecran = page_of(fenetre, PageCoffre).ecran
    assert isinstance(ecran, EcranOuvrir)
    qtbot.waitUntil(lambda: ecran.fichier.chemin == garde)
    assert focused() is ecran.phrase.ligne


@pytest.mark.parametrize("partie", ["ouvrir", "creer"])
def test_tab_goes_down_the_screen(fenetre: Fenetre, partie: str) -> None:
    fenetre.pages.go_to("coffre", VersPartie(partie))
    settle()
    ecran = page_of(fenetre, PageCoffre).ecran
    assert ecran is not None
    arrets = [un for un in stops_in(fenetre) if un.isVisible() and ecran.isAncestorOf(un)]
    hauts = [un.mapTo(ecran, QPoint(0, 0)).y() for un in arrets]
    assert len(hauts) >= 4
    assert hauts == sorted(hauts)


@pytest.mark.usefixtures("listening")
def test_a_phrase_that_is_forgotten_is_told_to_nobody_who_listens(ouvrir: EcranOuvrir) -> None:
    ligne = ouvrir.phrase.ligne
    type_in(ligne, PHRASE)
    ecoutes: list[bool] = []
    ligne.textChanged.connect(lambda _: ecoutes.append(is_listening()))

    ouvrir.phrase.clear()

    assert ecoutes == [False]
    assert is_listening()
