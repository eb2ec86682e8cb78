"""A damaged coffre leads somewhere: its backups, what they hold, and whatever can still be read of it."""

import datetime as dt
import os
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.personnes.personnes import CodeConsigne, Consigne, Consignes, Personne
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.vault.depot import Depot
from droits_usagers.vault.driver import PAGE_SIZE, Cle
from droits_usagers.vault.moteur import scalar
from droits_usagers.vault.sauvegardes import backups_of
from droits_usagers.vault.secours import Contenu, CopieLue, content_of, contents_of_backups
from droits_usagers.vault.verrou import LectureSeule
from tests.coffres import AUTRE_PHRASE, KDF_RAPIDE, PHRASE, Horloge, erase, full, make_coffres, simple, write_note
from tests.vault.contenu import MOMENT, add, discard
from tests.vault.test_migrations import load_version

DOSSIERS = 60
PIECE = bytes(range(256)) * 200


@pytest.fixture(scope="module")
def modele(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed coffre of 61 dossiers; its two backups hold 1 and 60 of them."""
    horloge, chemin = Horloge(), tmp_path_factory.mktemp("modele") / "permanence.coffre"
    coffres = make_coffres(horloge)
    coffre = coffres.create(chemin, PHRASE, accept_weak=True)
    reference = coffre.dossiers.create(full())
    coffre.pieces.attach(reference, PIECE, nom="réponse")
    coffre.backup()
    horloge.advance(hours=1)
    for rang in range(DOSSIERS - 1):
        coffre.dossiers.create(simple(f"Nom{rang}"))
    write_note(coffre, reference, "À rappeler " * 900)
    coffre.backup()
    horloge.advance(hours=1)
    coffre.dossiers.create(simple("Dernière"))
    coffre.close()
    return chemin


@pytest.fixture
def chemin_sauve(modele: Path, tmp_path: Path) -> Path:
    shutil.copytree(modele.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / modele.name


def spoil(chemin: Path, *pages: int) -> None:
    contenu = bytearray(chemin.read_bytes())
    for page in pages:
        contenu[(page - 1) * PAGE_SIZE + 700] ^= 1
    chemin.write_bytes(contenu)


def names(coffre: Coffre) -> list[str]:
    return sorted(ligne.personne for ligne in coffre.liste.page(taille=500).lignes)


def test_each_backup_says_what_it_holds_more_and_less_than_the_damaged_coffre(coffres: Coffres, chemin_sauve: Path) -> None:
    spoil(chemin_sauve, 1)
    secours = coffres.secours(chemin_sauve, PHRASE)
    recente, ancienne = secours.sauvegardes
    assert secours.dossiers == DOSSIERS + 1
    assert [(une.dossiers, une.en_plus, une.en_moins, une.difference) for une in (recente, ancienne)] == [
        (DOSSIERS, 0, 1, -1),
        (1, 0, DOSSIERS, -DOSSIERS),
    ]
    assert all(une.lisible for une in secours.sauvegardes)


def test_a_backup_that_does_not_open_or_is_damaged_is_said_not_to_be_readable(coffres: Coffres, chemin_sauve: Path) -> None:
    spoil(next(iter(backups_of(chemin_sauve))), 4)
    assert [une.lisible for une in coffres.secours(chemin_sauve, PHRASE).sauvegardes] == [False, True]
    autres = coffres.secours(chemin_sauve, AUTRE_PHRASE)
    assert (autres.dossiers, [une.lisible for une in autres.sauvegardes]) == (None, [False, False])


def test_a_backup_is_put_back_and_the_damaged_file_kept_under_a_name(coffres: Coffres, chemin_sauve: Path) -> None:
    spoil(chemin_sauve, 1)
    abime = chemin_sauve.read_bytes()
    ancienne = coffres.secours(chemin_sauve, PHRASE).sauvegardes[1]
    garde = coffres.remettre(chemin_sauve, ancienne.chemin, PHRASE).ancien
    assert garde is not None
    assert garde.read_bytes() == abime
    coffre = coffres.open(chemin_sauve, PHRASE)
    assert coffre.liste.page().total == 1
    coffre.close()


def test_whatever_page_is_damaged_all_that_lies_elsewhere_is_read_and_the_file_is_left_as_it_was(
    coffres: Coffres, chemin_sauve: Path
) -> None:
    intact = chemin_sauve.read_bytes()
    entiers = 0
    pages = range(1, len(intact) // PAGE_SIZE + 1)
    essayees = [1, *random.Random(12).sample(pages, 24)]
    for page in essayees:
        spoil(chemin_sauve, page)
        abime = chemin_sauve.read_bytes()
        coffre = coffres.ouvrir_ce_qui_se_lit(chemin_sauve, PHRASE)
        assert coffre.lacunes is not None
        assert coffre.etat().raison_lecture_seule == LectureSeule.ABIME
        lus = set(names(coffre))
        assert lus <= {*(f"Élodie Nom{rang}" for rang in range(DOSSIERS)), "Élodie Dernière", *names_of_full()} | {""}
        entiers += len(coffre.liste.page(taille=500).lignes) == DOSSIERS + 1
        assert len(lus) > 1 or "dossiers" in coffre.lacunes.tables or "personnes" in coffre.lacunes.tables
        for ligne in coffre.liste.page(taille=500).lignes:
            coffre.dossiers.read(ligne.reference)
        with pytest.raises(ExpectedError) as refus:
            coffre.dossiers.create(simple())
        assert refus.value.panne is Panne.COFFRE_LECTURE_SEULE
        assert not coffre.verify().saine
        coffre.close()
        assert chemin_sauve.read_bytes() == abime
        chemin_sauve.write_bytes(intact)
    # Most pages hold something else than the dossiers themselves.
    assert entiers > len(essayees) / 2
    assert not list(chemin_sauve.parent.glob(".*"))


def names_of_full() -> set[str]:
    demande = full()
    assert demande.concerne is not None
    return {demande.concerne.nom_complet, demande.signataire.nom_complet}


def test_a_lost_salt_is_taken_from_a_backup(coffres: Coffres, chemin_sauve: Path) -> None:
    contenu = chemin_sauve.read_bytes()
    chemin_sauve.write_bytes(os.urandom(16) + contenu[16:])
    coffre = coffres.ouvrir_ce_qui_se_lit(chemin_sauve, PHRASE)
    assert len(names(coffre)) == DOSSIERS + 1
    coffre.close()


@pytest.mark.parametrize("reste", [0.3, 0.6, 0.9])
def test_a_file_cut_short_gives_what_is_left(coffres: Coffres, chemin_sauve: Path, reste: float) -> None:
    contenu = chemin_sauve.read_bytes()
    chemin_sauve.write_bytes(contenu[: int(len(contenu) * reste)])
    coffre = coffres.ouvrir_ce_qui_se_lit(chemin_sauve, PHRASE)
    assert coffre.lacunes is not None
    for ligne in coffre.liste.page(taille=500).lignes:
        coffre.dossiers.read(ligne.reference)
    coffre.close()


def test_many_damaged_pages_at_once(coffres: Coffres, chemin_sauve: Path) -> None:
    intact = chemin_sauve.read_bytes()
    pages = len(intact) // PAGE_SIZE
    for graine in range(12):
        spoil(chemin_sauve, *random.Random(graine).sample(range(1, pages + 1), pages // 4))
        try:
            coffre = coffres.ouvrir_ce_qui_se_lit(chemin_sauve, PHRASE)
        except ExpectedError as error:
            assert error.panne is Panne.COFFRE_ABIME  # noqa: PT017 - what says where the tables are may be lost
        else:
            for ligne in coffre.liste.page(taille=500).lignes:
                coffre.dossiers.read(ligne.reference)
            coffre.close()
        chemin_sauve.write_bytes(intact)


def test_a_wrong_phrase_shows_nothing(coffres: Coffres, chemin_sauve: Path) -> None:
    with pytest.raises(ExpectedError) as refus:
        coffres.ouvrir_ce_qui_se_lit(chemin_sauve, AUTRE_PHRASE)
    assert refus.value.panne is Panne.PHRASE_REFUSEE


def test_what_is_read_of_a_whole_coffre_is_all_of_it(coffres: Coffres, chemin_sauve: Path) -> None:
    coffre = coffres.ouvrir_ce_qui_se_lit(chemin_sauve, PHRASE)
    assert coffre.dossiers.read("2026-0001").demande == full()
    assert coffre.pieces.content(coffre.dossiers.read("2026-0001").pieces[0].empreinte) == PIECE
    assert coffre.lacunes is not None
    assert (coffre.lacunes.pages, coffre.lacunes.dossiers, coffre.lacunes.tables) == (0, 0, frozenset())
    assert coffre.etat().lacunes == ()
    coffre.close()


def test_without_its_first_page_a_file_rewritten_since_its_backups_is_not_misread(coffres: Coffres, chemin_sauve: Path) -> None:
    coffre = coffres.open(chemin_sauve, PHRASE)
    erase(coffre, ["2026-0002", "2026-0003", "2026-0001"])
    coffre.close()
    for sauvegarde in backups_of(chemin_sauve):
        # Of before the erasure, as a copy elsewhere would be.
        assert sauvegarde.exists()
    spoil(chemin_sauve, 1)
    try:
        coffre = coffres.ouvrir_ce_qui_se_lit(chemin_sauve, PHRASE)
    except ExpectedError as error:
        assert error.panne is Panne.COFFRE_ABIME  # noqa: PT017 - refused rather than guessed
    else:
        assert set(names(coffre)) <= {*(f"Élodie Nom{rang}" for rang in range(DOSSIERS)), "Élodie Dernière"}
        coffre.close()


def test_consignes_are_read_with_the_rest(coffres: Coffres, chemin: Path, coffre: Coffre) -> None:
    reference = coffre.dossiers.create(simple())
    gardees = Consignes((Consigne(CodeConsigne.NE_PAS_ECRIRE_AU_DOMICILE),), (Consigne(CodeConsigne.AUTRE, "Le frère"),))
    coffre.consignes.put(reference, gardees)
    coffre.close()
    lu = coffres.ouvrir_ce_qui_se_lit(chemin, PHRASE)
    assert lu.dossiers.read(reference).consignes == gardees
    assert lu.liste.page().lignes[0].consigne
    lu.close()


def test_an_address_that_nobody_may_read_stays_so_where_the_mark_is_lost(
    coffres: Coffres, chemin: Path, coffre: Coffre
) -> None:
    personne = Personne(nom="Œuvrard", adresse=("Villa Zanzibar", "59123 Quetzalville"), adresse_protegee=True)
    reference = coffre.dossiers.create(replace(simple(), concerne=personne))
    racine = scalar(coffre._depot._db, "SELECT rootpage FROM sqlite_master WHERE name = 'roles'")  # noqa: SLF001 - where it lies
    coffre.close()
    spoil(chemin, int(racine))
    lu = coffres.ouvrir_ce_qui_se_lit(chemin, PHRASE)
    assert lu.lacunes is not None
    assert "roles" in lu.lacunes.tables
    assert lu.etat().lacunes == ("personnes",)
    assert lu.dossiers.read(reference).demande.concerne == personne
    lu.close()


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_coffre_of_a_former_format_is_read_too(coffres: Coffres, chemin: Path, version: int) -> None:
    load_version(chemin, version)
    avant = chemin.read_bytes()
    lu = coffres.ouvrir_ce_qui_se_lit(chemin, PHRASE)
    assert lu.dossiers.read("2026-0001").demande == full("Aurélie")
    assert lu.liste.page().total == 1
    assert lu.lacunes is not None
    assert lu.lacunes.tables == frozenset()
    lu.close()
    assert chemin.read_bytes() == avant


def test_what_a_file_holds_is_counted_without_the_bin_and_told_by_its_last_day(depot: Depot, chemin: Path) -> None:
    cle = depot.sauvegardes.cle
    assert content_of(cle, chemin).contenu == Contenu(0, 0, None, frozenset())
    numeros = [add(depot, simple(nom)) for nom in ("Une", "Deux", "Jetée")]
    discard(depot, numeros[-1])
    with depot.writing():
        depot.journal.add(MOMENT + dt.timedelta(days=3), Action.FAIT_NOTE, numeros[0])
        for _ in range(4):
            depot.dossiers.pieces.add_letter(numeros[0], "demande", GabaritUtilise("a", "1", "b"), moment=MOMENT)
    attendu = Contenu(2, 4, MOMENT.date() + dt.timedelta(days=3), frozenset({"cle0", "cle1", "cle2"}))
    assert content_of(cle, chemin).contenu == attendu
    sauvegarde = depot.sauvegardes.make(MOMENT)
    ((sauvee, lue),) = contents_of_backups(cle, chemin).items()
    assert (sauvee, lue.contenu, lue.moment(sauvee)) == (sauvegarde, attendu, MOMENT.replace(tzinfo=None))
    for autre, ou in ((Cle(AUTRE_PHRASE, kdf_iter=KDF_RAPIDE), chemin), (cle, chemin.with_name("absent"))):
        assert content_of(autre, ou) == CopieLue()
    spoil(sauvegarde, 3)
    assert content_of(cle, sauvegarde).contenu is None


def test_what_can_be_read_is_never_copied_as_if_it_were_whole(coffres: Coffres, chemin_sauve: Path, tmp_path: Path) -> None:
    spoil(chemin_sauve, 5)
    lu = coffres.ouvrir_ce_qui_se_lit(chemin_sauve, PHRASE)
    with pytest.raises(ExpectedError) as refus:
        run_through(lu.protection.copying_as(tmp_path / "copie.coffre"))
    assert refus.value.panne in {Panne.COFFRE_ABIME, Panne.COFFRE_LECTURE_SEULE}
    assert not (tmp_path / "copie.coffre").exists()
    lu.close()
