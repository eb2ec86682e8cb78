"""A damaged coffre leads somewhere, from any screen and from the lock: its backups, and what can still be read."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.coffre.ouverture import EcranOuvrir
from droits_usagers.ui.coffre.page import PageCoffre
from droits_usagers.ui.coffre.secours import EcranSecours
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.fenetre.boite import CoffreEnPanne
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.verrouillage import Verrou
from droits_usagers.ui.socle.destination import VersPartie
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.coffres import AUTRE_PHRASE, PHRASE, Horloge, fast
from tests.ui.avec_coffre import ask, button, demande, page_of, reopen_coffre, said, wait_for_upkeep
from tests.ui.gestes import CTRL, ENTREE, everything_shown, press, settle, type_in

PAGE = 4096
DOSSIERS = 40


@pytest.fixture
def garde(fenetre: Fenetre, chemin: Path, horloge: Horloge, qtbot: QtBot) -> Path:
    """A closed coffre of 41 dossiers; its two backups hold 1 and 40 of them."""
    services = fenetre.contexte.services
    coffres = fast(services)

    def make() -> None:
        coffre = coffres.create(chemin, PHRASE, accept_weak=True)
        coffre.dossiers.create(demande(envoyee=3))
        coffre.backup()
        horloge.advance(hours=1)
        for rang in range(DOSSIERS - 1):
            coffre.dossiers.create(demande(f"Nom{rang}", envoyee=3))
        coffre.backup()
        horloge.advance(hours=1)
        coffre.dossiers.create(demande("Dernière", envoyee=1))
        coffre.close()

    ask(services, make, qtbot)
    # Hours have passed, and someone came back.
    services.seance.tick(occupied=False)
    services.seance.resume()
    return chemin


#: Where SQLite looks to know whether another program wrote: what it remembers of the file is then read again.
COMPTEUR = 30


def spoil(chemin: Path, *pages: int, ou: int = 700) -> None:
    """Changes a byte of these pages: none of them is what was written."""
    octets = bytearray(chemin.read_bytes())
    for page in pages:
        octets[(page - 1) * PAGE + ou] ^= 1
    with chemin.open("r+b") as fichier:
        fichier.write(octets)


def ecran_of(fenetre: Fenetre) -> EcranSecours:
    ecran = page_of(fenetre, PageCoffre).ecran
    assert isinstance(ecran, EcranSecours)
    return ecran


def found(ecran: EcranSecours, qtbot: QtBot) -> str:
    """What is said once backups were looked for."""
    qtbot.waitUntil(lambda: ecran.suite.isEnabled() and ecran.ailleurs.isVisible())
    return said(ecran)


def open_at(fenetre: Fenetre, chemin: Path, phrase: str, qtbot: QtBot) -> EcranOuvrir:
    """Tries to open it with this phrase."""
    fenetre.pages.go_to("coffre", VersPartie("ouvrir"))
    ecran = page_of(fenetre, PageCoffre).ecran
    assert isinstance(ecran, EcranOuvrir)
    ecran.fichier.show_path(chemin)
    type_in(ecran.phrase.ligne, phrase)
    ecran.go_on()
    qtbot.waitUntil(ecran.suite.isEnabled)
    return ecran


@pytest.fixture
def secours(fenetre: Fenetre, garde: Path, qtbot: QtBot) -> EcranSecours:
    """The first page is hit, and one asked what can be done."""
    spoil(garde, 1)
    button(open_at(fenetre, garde, PHRASE, qtbot), "Voir les sauvegardes").click()
    ecran = ecran_of(fenetre)
    found(ecran, qtbot)
    return ecran


# What there is.


def test_each_backup_is_shown_with_its_date_and_what_it_holds_more_or_less(secours: EcranSecours) -> None:
    assert "41 dossiers peuvent encore être lus" in said(secours)
    assert secours.choix is not None
    textes = " ".join(everything_shown()).replace("\u00a0", " ")
    assert "24 novembre 2026, 11 h 15" in textes
    assert "40 dossiers, 0 lettres" in textes
    assert "Il y manque 1 dossier qui se lit encore." in textes
    assert "Il y manque 40 dossiers qui se lisent encore." in textes
    assert "Œuvrard" not in textes


def test_enter_puts_the_newest_back_keeps_the_damaged_file_and_opens(
    fenetre: Fenetre, secours: EcranSecours, garde: Path, qtbot: QtBot
) -> None:
    abime = garde.read_bytes()
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: "La sauvegarde est en place" in said(secours))
    aside = next(fichier for fichier in garde.parent.iterdir() if "abîmé" in fichier.name)
    assert aside.read_bytes() == abime
    assert aside.name in said(secours)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is not None)
    coffre = fenetre.contexte.services.seance.coffre
    assert coffre is not None
    assert ask(fenetre.contexte.services, coffre.etat, qtbot).dossiers == DOSSIERS
    settle()
    assert PHRASE not in " ".join(everything_shown())


def test_an_older_one_can_be_chosen(fenetre: Fenetre, secours: EcranSecours, qtbot: QtBot) -> None:
    assert secours.choix is not None
    secours.choix.setFocus()
    press(fenetre, Qt.Key.Key_Down)
    press(fenetre, Qt.Key.Key_Space)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: "La sauvegarde est en place" in said(secours))
    # And another goes further.
    assert "(1 dossier, 0 lettres" in said(secours)
    assert "(40 dossiers, 0 lettres" in said(secours)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is not None)
    coffre = fenetre.contexte.services.seance.coffre
    assert coffre is not None
    assert ask(fenetre.contexte.services, coffre.etat, qtbot).dossiers == 1


def test_what_can_be_read_is_opened_to_be_read_and_the_file_is_untouched(
    fenetre: Fenetre, secours: EcranSecours, garde: Path, qtbot: QtBot
) -> None:
    avant = garde.read_bytes()
    secours.lire.click()
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is not None)
    qtbot.waitUntil(lambda: "vous voyez ce qui peut encore s’y lire" in " ".join(everything_shown()))
    fenetre.pages.go_to("suivi")
    suivi = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: "41" in said(suivi))
    assert garde.read_bytes() == avant
    # And back to its backups.
    command(fenetre).click()
    qtbot.waitUntil(lambda: fenetre.pages.current_id == "coffre")
    assert ecran_of(fenetre).fichier.chemin == garde


def test_what_was_lost_is_named_where_one_reads_what_is_left(fenetre: Fenetre, garde: Path, qtbot: QtBot) -> None:
    spoil(garde, *range(1, garde.stat().st_size // PAGE, 3))
    button(open_at(fenetre, garde, PHRASE, qtbot), "Voir les sauvegardes").click()
    ecran = ecran_of(fenetre)
    found(ecran, qtbot)
    ecran.lire.click()
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is not None)
    coffre = fenetre.contexte.services.seance.coffre
    assert coffre is not None
    lacunes = ask(fenetre.contexte.services, coffre.etat, qtbot).lacunes
    assert lacunes
    perdus = ", ".join(fenetre.contexte.textes(f"coffre.lacunes.{quoi}") for quoi in lacunes)
    dit = f"Ce qui a été perdu, en tout ou en partie : {perdus}."
    qtbot.waitUntil(lambda: dit in " ".join(everything_shown()).replace("\u00a0", " "))
    fenetre.pages.go_to("coffre", VersPartie("etat"))
    qtbot.waitUntil(lambda: dit in said(page_of(fenetre, PageCoffre)).replace("\u00a0", " "))


def test_a_backup_kept_elsewhere_can_be_put_back(
    secours: EcranSecours, garde: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    cle_usb = tmp_path / "cle"
    cle_usb.mkdir()
    une = next(fichier for fichier in garde.parent.rglob("*") if fichier.is_file() and "sauvegardes" in str(fichier.parent))
    ailleurs = Path(shutil.copy(une, cle_usb / "copie.coffre"))
    monkeypatch.setattr("droits_usagers.ui.coffre.secours.ask_file", lambda *_: ailleurs)
    secours.ailleurs.click()
    qtbot.waitUntil(lambda: "La sauvegarde est en place" in said(secours))


def test_without_any_backup_what_can_be_read_is_still_offered(
    fenetre: Fenetre, garde: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    seul = tmp_path / "seul" / "seul.coffre"
    seul.parent.mkdir()
    shutil.copy(garde, seul)
    spoil(seul, 3)
    fenetre.pages.go_to("coffre", VersPartie("secours"))
    page_of(fenetre, PageCoffre).help_with(seul, PHRASE)
    ecran = ecran_of(fenetre)
    assert "Aucune sauvegarde" in found(ecran, qtbot)
    assert ecran.lire.isVisible()


def test_a_file_emptied_by_an_accident_is_put_back(fenetre: Fenetre, garde: Path, qtbot: QtBot) -> None:
    garde.write_bytes(b"")
    button(open_at(fenetre, garde, PHRASE, qtbot), "Voir les sauvegardes").click()
    ecran = ecran_of(fenetre)
    assert "plus aucun dossier ne se lit" in found(ecran, qtbot)
    assert not ecran.lire.isVisible()
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: "La sauvegarde est en place" in said(ecran))


def test_a_phrase_that_opens_nothing_can_be_typed_again(fenetre: Fenetre, garde: Path, qtbot: QtBot) -> None:
    button(open_at(fenetre, garde, AUTRE_PHRASE, qtbot), "Voir les sauvegardes").click()
    ecran = ecran_of(fenetre)
    assert "Essayez celle que vous aviez avant" in found(ecran, qtbot)
    press(fenetre, ENTREE)
    assert ecran.phrase.ligne.hasFocus()
    assert ecran.phrase.phrase == ""
    type_in(ecran.phrase.ligne, PHRASE)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: ecran.choix is not None)


# From everywhere.


def command(fenetre: Fenetre) -> Bouton:
    """What leads to the backups from any screen, with its words or its icon alone."""
    return next(un for un in fenetre.findChildren(Bouton) if un.isVisible() and un.accessibleName() == "Coffre abîmé")


@pytest.mark.parametrize("page", ["accueil", "suivi", "conservation", "mandats", "agenda", "chiffres", "export"])
def test_damage_met_on_any_screen_leads_to_the_backups(fenetre: Fenetre, garde: Path, qtbot: QtBot, page: str) -> None:
    reopen_coffre(fenetre, garde, qtbot)
    fenetre.pages.go_to(page)
    wait_for_upkeep(fenetre.contexte.services, qtbot)
    spoil(garde, 1, ou=COMPTEUR)
    fenetre.pages.go_to("coffre", VersPartie("etat"))
    fenetre.pages.go_to(page)
    qtbot.waitUntil(lambda: fenetre.findChild(CoffreEnPanne) is not None)
    boite = fenetre.findChild(CoffreEnPanne)
    assert boite is not None
    boite.rester.click()
    settle()
    with qtbot.waitActive(fenetre):
        fenetre.activateWindow()
    # Said once; then always at hand.
    fenetre.pages.go_to("coffre", VersPartie("etat"))
    fenetre.pages.go_to(page)
    ask(fenetre.contexte.services, lambda: None, qtbot)
    assert fenetre.findChild(CoffreEnPanne) is None
    command(fenetre).click()
    qtbot.waitUntil(lambda: fenetre.pages.current_id == "coffre" and fenetre.contexte.services.seance.mode is not Mode.COFFRE)
    ecran = ecran_of(fenetre)
    assert ecran.fichier.chemin == garde
    assert fenetre.focusWidget() is ecran.phrase.ligne
    type_in(ecran.phrase.ligne, PHRASE)
    press(fenetre, ENTREE)
    found(ecran, qtbot)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: "La sauvegarde est en place" in said(ecran))
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is not None)
    assert "Coffre abîmé" not in " ".join(everything_shown())


def test_the_box_leads_there_in_one_key(fenetre: Fenetre, garde: Path, qtbot: QtBot) -> None:
    reopen_coffre(fenetre, garde, qtbot)
    wait_for_upkeep(fenetre.contexte.services, qtbot)
    spoil(garde, 1, ou=COMPTEUR)
    fenetre.pages.go_to("suivi")
    qtbot.waitUntil(lambda: fenetre.findChild(CoffreEnPanne) is not None)
    boite = fenetre.findChild(CoffreEnPanne)
    assert boite is not None
    boite.suite.click()
    qtbot.waitUntil(lambda: fenetre.pages.current_id == "coffre" and fenetre.contexte.services.seance.mode is not Mode.COFFRE)
    assert ecran_of(fenetre).fichier.chemin == garde


def test_damage_found_by_verifying_leads_there_too(fenetre: Fenetre, garde: Path, qtbot: QtBot) -> None:
    reopen_coffre(fenetre, garde, qtbot)
    fenetre.pages.go_to("coffre", VersPartie("etat"))
    ecran = page_of(fenetre, PageCoffre).ecran
    assert ecran is not None
    qtbot.waitUntil(lambda: "41 dossiers" in said(ecran))
    spoil(garde, len(garde.read_bytes()) // PAGE)
    button(ecran, "Vérifier").click()
    qtbot.waitUntil(lambda: "sont abîmées" in said(ecran))
    button(ecran, "Voir les sauvegardes").click()
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is None and fenetre.pages.current_id == "coffre")
    assert ecran_of(fenetre).fichier.chemin == garde


def test_from_the_lock_the_phrase_just_typed_is_enough(fenetre: Fenetre, garde: Path, qtbot: QtBot) -> None:
    reopen_coffre(fenetre, garde, qtbot)
    press(fenetre, Qt.Key.Key_L, CTRL)
    verrou = fenetre.findChild(Verrou)
    assert verrou is not None
    qtbot.waitUntil(verrou.saisie.isEnabled)
    spoil(garde, 1)
    type_in(verrou.saisie, PHRASE)
    press(fenetre, ENTREE)
    qtbot.waitUntil(verrou.saisie.isEnabled)
    assert "a été gardé" not in said(verrou)
    button(verrou, "Voir les sauvegardes").click()
    ecran = ecran_of(fenetre)
    assert "41 dossiers peuvent encore" in found(ecran, qtbot)
    assert verrou.saisie.text() == ""
