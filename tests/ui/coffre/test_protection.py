"""What a coffre would be mended from is said, and acted on, from its screen; what went wrong by itself, from any screen."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from droits_usagers.domain.dossier.dossiers import GenreLot
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.accueil.accueil import PageAccueil
from droits_usagers.ui.coffre.etat import EcranEtat, RechercheEmpreinte
from droits_usagers.ui.coffre.page import PageCoffre
from droits_usagers.ui.coffre.secours import EcranSecours
from droits_usagers.ui.composants import BoutonLigne
from droits_usagers.ui.fenetre.corps import BandeauCoffre
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import VersPartie
from droits_usagers.ui.socle.disques import Disque, SorteDisque, kind_of
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.vault.sauvegardes import backup_folder, backups_of
from tests.chaque import chaque
from tests.coffres import Horloge, simple
from tests.outils import sous_linux
from tests.ui.avec_coffre import ask, button, demande, open_coffre, page_of, said, wait_for_upkeep
from tests.ui.gestes import ENTREE, press, type_in


@pytest.fixture
def coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot, horloge: Horloge) -> Coffre:
    """Backed up by itself as it was opened; three days ago."""
    coffre = open_coffre(fenetre, chemin, qtbot, [demande("Une", envoyee=3)])
    wait_for_upkeep(fenetre.contexte.services, qtbot)
    assert len(backups_of(chemin)) == 1
    horloge.advance(days=3)
    return coffre


def look(fenetre: Fenetre, qtbot: QtBot) -> EcranEtat:
    """The screen of the opened coffre, once it knows."""
    fenetre.pages.go_to("coffre", VersPartie("etat"))
    ecran = page_of(fenetre, PageCoffre).ecran
    assert isinstance(ecran, EcranEtat)
    qtbot.waitUntil(ecran.protection.isVisible)
    return ecran


def everything(accueil: PageAccueil) -> str:
    return " ".join(bouton.titre for bouton in accueil.findChildren(BoutonLigne))


def plain(texte: str) -> str:
    return texte.replace("\u2019", "'").replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.usefixtures("coffre")
def test_the_screen_says_when_and_where_and_follows(fenetre: Fenetre, qtbot: QtBot) -> None:
    ecran = look(fenetre, qtbot)
    assert "Sauvegardé il y a 3 jours, sur cette machine seulement" in said(ecran)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: "Sauvegardé aujourd'hui, sur cette machine seulement" in plain(said(ecran)))


@pytest.mark.usefixtures("coffre")
def test_a_copy_is_offered_on_each_stick_and_is_kept_once_read_back(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    ecran = look(fenetre, qtbot)
    cle = tmp_path / "cle"
    cle.mkdir()
    ecran.cles = lambda: ()
    button(ecran, "Copier sur une clé").click()
    assert "Aucune clé n'est branchée" in plain(said(ecran))
    ecran.cles = lambda: (Disque("CLÉ (E:)", cle, SorteDisque.AMOVIBLE),)
    button(ecran, "Chercher les clés").click()
    button(ecran, "Sur CLÉ (E:)").click()
    # The same disk, here: it is said.
    qtbot.waitUntil(lambda: "Copie relue et gardée" in said(ecran))
    assert "sur le même disque que le coffre" in said(ecran)
    (copie,) = cle.iterdir()
    assert copie.name == "2026-11-27_101500.coffre"


@pytest.mark.usefixtures("coffre")
def test_a_copy_that_fails_is_not_said_to_be_kept(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    ecran = look(fenetre, qtbot)
    ecran.cles = lambda: (Disque("CLÉ", tmp_path / "retirée", SorteDisque.AMOVIBLE),)
    button(ecran, "Copier sur une clé").click()
    button(ecran, "Sur CLÉ").click()
    qtbot.waitUntil(lambda: "Choisissez un autre dossier" in said(ecran))
    assert "gardée" not in said(ecran)


@pytest.mark.usefixtures("coffre")
def test_putting_a_backup_back_is_one_press_away(fenetre: Fenetre, qtbot: QtBot) -> None:
    ecran = look(fenetre, qtbot)
    button(ecran, "Voir les sauvegardes").click()
    qtbot.waitUntil(lambda: isinstance(page_of(fenetre, PageCoffre).ecran, EcranSecours))


@pytest.mark.usefixtures("coffre")
def test_a_digest_read_from_a_paper_is_looked_for_once_the_journal_was_followed(fenetre: Fenetre, qtbot: QtBot) -> None:
    ecran = look(fenetre, qtbot)
    button(ecran, "Vérifier").click()
    qtbot.waitUntil(lambda: "Son journal se suit" in said(ecran))
    assert "qui a la phrase de passe peut tout réécrire" in plain(said(ecran))
    (champ,) = ecran.findChildren(RechercheEmpreinte)
    dite = plain(said(ecran)).partition("jusqu'à la ligne ")[2].partition(". Cela")[0]
    type_in(champ.ligne, dite)
    champ.chercher.click()
    qtbot.waitUntil(lambda: "Le journal a bien cette empreinte" in said(ecran))
    champ.ligne.clear()
    type_in(champ.ligne, f"9{dite}")
    champ.chercher.click()
    qtbot.waitUntil(lambda: "Le journal n'a pas cette empreinte" in plain(said(ecran)))
    champ.ligne.clear()
    type_in(champ.ligne, "gkbc")
    champ.chercher.click()
    assert "Il faut le numéro de la ligne" in said(ecran)


def test_the_week_says_it_too_and_leads_there(fenetre: Fenetre, coffre: Coffre, chemin: Path, qtbot: QtBot) -> None:
    shutil.copy(chemin, chemin.with_name("permanence (copie en conflit de PC-ACCUEIL 2026-11-24).coffre"))
    accueil = page_of(fenetre, PageAccueil)
    accueil.arrive()
    # What the week held before is still there as it is shown again; what the copy holds is read after its name.
    qtbot.waitUntil(lambda: "copie en conflit de PC-ACCUEIL" in said(accueil))
    qtbot.waitUntil(lambda: "rien n'est à fusionner" in plain(said(accueil)))
    assert "Sauvegardé il y a 3 jours, sur cette machine seulement" in everything(accueil)
    button(accueil, "Sauvegardé il y a 3 jours").click()
    assert isinstance(page_of(fenetre, PageCoffre).ecran, EcranEtat)
    del coffre


def test_many_dossiers_written_at_once_are_backed_up_behind(
    fenetre: Fenetre, coffre: Coffre, chemin: Path, qtbot: QtBot
) -> None:
    avant = len(backups_of(chemin))

    def write(ouvert: Coffre) -> object:
        return ouvert.lots.create(GenreLot.SERIE, [NouveauDossier(simple(f"N{rang}")) for rang in range(4)])

    AccesCoffre(fenetre.contexte).write(write, Reponses(fenetre, lambda _: None, lambda _: None))
    qtbot.waitUntil(lambda: len(backups_of(chemin)) == avant + 1)
    qtbot.waitUntil(lambda: not ask(fenetre.contexte.services, lambda: coffre.protection.wanted, qtbot))


def test_a_backup_that_could_not_be_made_is_said_on_any_screen_until_it_is_read(
    fenetre: Fenetre, coffre: Coffre, chemin: Path, qtbot: QtBot
) -> None:
    bandeau = fenetre.findChild(BandeauCoffre)
    assert isinstance(bandeau, BandeauCoffre)
    # Something else has the name of the folder.
    shutil.rmtree(backup_folder(chemin), ignore_errors=True)
    backup_folder(chemin).write_text("")

    def write(ouvert: Coffre) -> object:
        return ouvert.lots.create(GenreLot.SERIE, [NouveauDossier(simple(f"N{rang}")) for rang in range(4)])

    fenetre.pages.go_to("aide")
    AccesCoffre(fenetre.contexte).write(write, Reponses(fenetre, lambda _: None, lambda _: None))
    qtbot.waitUntil(bandeau.isVisible)
    assert "puis sauvegardez" in plain(said(bandeau))
    bandeau.compris.click()
    assert not bandeau.isVisible()
    assert ask(fenetre.contexte.services, lambda: coffre.liste.page().total, qtbot) == 5
    backup_folder(chemin).unlink()


@sous_linux
@chaque(
    ("racine", "systeme", "peripherique", "sorte"),
    [
        ("/media/awa/CLE", "vfat", "/dev/sdz1", "amovible"),
        ("/run/media/awa/CLE", "exfat", "/dev/sdz1", "amovible"),
        ("/Volumes/CLE", "exfat", "/dev/disk9s1", "amovible"),
        ("/mnt/partage", "cifs", "//serveur/partage", "reseau"),
        ("/home", "nfs4", "serveur:/home", "reseau"),
        ("/", "ext4", "/dev/nvme9n1p2", "fixe"),
        ("/home", "btrfs", "", "fixe"),
        ("/mediatheque", "ext4", "/dev/nvme9n1p3", "fixe"),
    ],
)
def test_a_disk_is_told_by_where_it_begins_and_what_it_is(racine: str, systeme: str, peripherique: str, sorte: str) -> None:
    assert kind_of(racine, systeme, peripherique) == sorte
