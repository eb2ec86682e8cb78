"""Cells of a table to be checked: kept with their dossier, counted, put away one by one, erased with it everywhere."""

from pathlib import Path

from droits_usagers.domain.dossier.attaches import A_VERIFIER
from droits_usagers.domain.dossier.dossiers import AVerifier, Filtre, RaisonAVerifier
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.services.reprise.coffre import Reprise
from droits_usagers.vault.moteur import scalar
from tests.coffres import PHRASE, erase, simple
from tests.vault.test_migrations import database

CELLULES = (
    AVerifier("Envoyé le", "fin mai"),
    AVerifier("AR reçu le", "le 27/05", RaisonAVerifier.LU, "2026-05-27"),
)
ONT_A_VERIFIER = Filtre(a_verifier=True)


def take_over(coffre: Coffre) -> tuple[str, str]:
    reprise = Reprise([NouveauDossier(simple("Un"), a_verifier=CELLULES), NouveauDossier(simple("Deux"))])
    list(coffre.reprise.creating(reprise))
    un, deux = reprise.references
    return un, deux


def test_cells_are_kept_word_for_word_and_their_dossiers_found(coffre: Coffre) -> None:
    un, deux = take_over(coffre)
    lues = coffre.dossiers.read(un).a_verifier
    assert [(lue.colonne, lue.texte, lue.raison, lue.lu) for lue in lues] == [
        ("Envoyé le", "fin mai", RaisonAVerifier.LAISSE, ""),
        ("AR reçu le", "le 27/05", RaisonAVerifier.LU, "2026-05-27"),
    ]
    assert coffre.dossiers.read(deux).a_verifier == ()
    assert [ligne.reference for ligne in coffre.liste.page(ONT_A_VERIFIER).lignes] == [un]
    assert run_through(coffre.liste.counting())["a_verifier"] == {0: 1, 2: 1}


def test_each_is_put_away_once_seen_and_can_be_put_back(coffre: Coffre) -> None:
    un, _ = take_over(coffre)
    premiere, seconde = coffre.dossiers.read(un).a_verifier
    assert coffre.attaches.take(un, A_VERIFIER, premiere.numero) == premiere
    assert coffre.attaches.take(un, A_VERIFIER, premiere.numero) is None
    assert coffre.dossiers.read(un).a_verifier == (seconde,)
    coffre.attaches.take(un, A_VERIFIER, seconde.numero)
    assert coffre.liste.page(ONT_A_VERIFIER).total == 0
    coffre.attaches.put(un, A_VERIFIER, seconde)
    coffre.attaches.put(un, A_VERIFIER, premiere)
    assert coffre.dossiers.read(un).a_verifier == (premiere, seconde)
    assert coffre.liste.page(ONT_A_VERIFIER).total == 1


def test_what_is_written_of_a_dossier_leaves_its_cells(coffre: Coffre) -> None:
    un, _ = take_over(coffre)
    coffre.dossiers.update(un, simple("Autre"))
    assert len(coffre.dossiers.read(un).a_verifier) == 2
    assert coffre.liste.page(ONT_A_VERIFIER).total == 1


def test_they_follow_their_dossier_to_the_bin_and_back(coffre: Coffre) -> None:
    un, _ = take_over(coffre)
    coffre.corbeille.put(un)
    assert coffre.liste.page(ONT_A_VERIFIER).total == 0
    coffre.corbeille.take_back(un)
    assert coffre.liste.page(ONT_A_VERIFIER).total == 1


def test_they_are_erased_with_their_dossier_in_the_backups_too(coffres: Coffres, coffre: Coffre, chemin: Path) -> None:
    un, deux = take_over(coffre)
    sauvegarde = coffre.backup().chemin
    erase(coffre, [un])
    assert scalar(database(coffre), "SELECT count(*) FROM a_verifier") == 0
    coffre.close()
    coffres.restore(chemin, PHRASE, sauvegarde=sauvegarde)
    rouvert = coffres.open(chemin, PHRASE)
    assert [ligne.reference for ligne in rouvert.liste.page().lignes] == [deux]
    assert scalar(database(rouvert), "SELECT count(*) FROM a_verifier") == 0
    rouvert.close()
