"""What the window says of backups is true; one is made by itself after bulk and before imports, and nothing is lost without."""

import datetime as dt
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.dossier.dossiers import GenreLot
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.protection import said, said_of
from droits_usagers.services.coffre.valeurs import CopieEnConflit, EtatProtection, FaitANoter, NouveauDossier
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.services.reprise.coffre import Annulation, Reprise
from droits_usagers.vault.chaine import Parente
from droits_usagers.vault.driver import PAGE_SIZE
from droits_usagers.vault.sauvegardes import backup_folder, backups_of
from tests.chaque import chaque
from tests.coffres import AUTRE_PHRASE, CANARI, PHRASE, Horloge, erase, full, simple
from tests.outils import besoin_de

ICI = Path(__file__).parent


@pytest.fixture
def ailleurs(tmp_path: Path) -> Iterator[Path]:
    """A folder of another disk than that of the tests."""
    ici = tmp_path.stat().st_dev
    autres = (Path(nom) for nom in ("/tmp", "/dev/shm", "/var/tmp", "/run"))  # noqa: S108 - whichever is on another disk
    autre = next(dossier for dossier in autres if dossier.is_dir() and dossier.stat().st_dev != ici)
    with tempfile.TemporaryDirectory(dir=autre) as dossier:
        yield Path(dossier)


def read(coffre: Coffre) -> EtatProtection:
    return run_through(coffre.protection.reading())


def plain(texte: str) -> str:
    """Without what typography adds to it."""
    return texte.replace("\u2019", "'").replace("\u00a0", " ").replace("\u202f", " ")


def many(combien: int) -> list[NouveauDossier]:
    return [NouveauDossier(simple(f"N{rang}")) for rang in range(combien)]


# What is said.


def test_it_is_said_when_and_that_one_disk_holds_all_of_it(coffre: Coffre, horloge: Horloge, catalogue: Catalogue) -> None:
    def told(disque: str = "fixe") -> str:
        return plain(said(read(coffre), catalogue.textes, horloge.today(), disque=disque))

    assert told() == "Pas encore sauvegardé"
    coffre.backup()
    assert told() == "Sauvegardé aujourd'hui, sur cette machine seulement"
    horloge.advance(days=1)
    assert told() == "Sauvegardé hier, sur cette machine seulement"
    horloge.advance(days=2)
    assert told() == "Sauvegardé il y a 3 jours, sur cette machine seulement"
    assert told("amovible") == "Sauvegardé il y a 3 jours, sur cette clé seulement"
    assert told("reseau") == "Sauvegardé il y a 3 jours, sur ce partage seulement"
    # Set back: nobody knows how long ago that is.
    horloge.advance(days=-10)
    assert told() == "Sauvegardé le 24 novembre 2026 (une date à venir pour cet ordinateur), sur cette machine seulement"


def test_a_backup_is_counted_if_it_is_there_and_reads_to_its_last_page(coffre: Coffre, horloge: Horloge) -> None:
    coffre.dossiers.create(full())
    premiere = coffre.backup()
    horloge.advance(hours=5)
    seconde = coffre.backup()
    assert read(coffre).faite_le == seconde.faite_le
    # Damaged after it was read back, in the middle.
    octets = bytearray(seconde.chemin.read_bytes())
    octets[3 * PAGE_SIZE + 100] ^= 1
    seconde.chemin.write_bytes(octets)
    lu = read(coffre)
    assert (lu.faite_le, lu.abimees) == (premiere.faite_le, 1)
    premiere.chemin.unlink()
    assert (read(coffre).faite_le, read(coffre).abimees) == (None, 1)


def test_one_that_only_a_former_phrase_opens_is_not_counted(coffre: Coffre, horloge: Horloge) -> None:
    coffre.backup()
    horloge.advance(hours=1)
    coffre.change_phrase(PHRASE, AUTRE_PHRASE, accept_weak=True)
    assert (read(coffre).faite_le, read(coffre).abimees) == (None, 0)
    horloge.advance(hours=1)
    coffre.backup()
    assert read(coffre).faite_le == horloge.now().replace(tzinfo=None)


@chaque("parente", [*Parente])
@chaque("recente", [True, False])
def test_a_conflict_is_one_sentence_that_names_the_file(catalogue: Catalogue, parente: str, recente: bool) -> None:  # noqa: FBT001 - a table
    conflit = CopieEnConflit("a-PC.coffre", parente, dt.datetime(2026, 11, 24, tzinfo=dt.UTC), plus_recente=recente)
    dit = said_of(conflit, catalogue.textes)
    assert "a-PC.coffre" in dit
    assert "fusionn" in dit
    assert dit.count(". ") == 0


# Copies elsewhere.


def test_a_copy_elsewhere_is_read_back_named_by_its_moment_and_remembered(
    coffres: Coffres, coffre: Coffre, horloge: Horloge, ailleurs: Path, catalogue: Catalogue
) -> None:
    reference = coffre.dossiers.create(full())
    copie = run_through(coffre.protection.copying(ailleurs, "CLÉ"))
    assert (copie.fichier.name, copie.ailleurs) == ("2026-11-24_101500.coffre", True)
    autre = coffres.open(copie.fichier, PHRASE)
    assert autre.dossiers.read(reference).demande == full()
    autre.close()
    dit = said(read(coffre), catalogue.textes, horloge.today(), disque="fixe")
    assert plain(dit) == "Pas de sauvegarde à côté, mais une copie du 24 novembre 2026 sur « CLÉ »"
    coffre.backup()
    dit = said(read(coffre), catalogue.textes, horloge.today(), disque="fixe")
    assert plain(dit) == "Sauvegardé aujourd'hui, et copié le 24 novembre 2026 sur « CLÉ »"
    assert CANARI not in repr(copie)


def test_a_copy_on_the_same_disk_is_no_copy_elsewhere(coffre: Coffre, tmp_path: Path) -> None:
    copie = run_through(coffre.protection.copying(tmp_path))
    assert not copie.ailleurs
    assert read(coffre).copie is None


def test_a_copy_of_before_the_phrase_was_changed_says_so(
    coffre: Coffre, horloge: Horloge, ailleurs: Path, catalogue: Catalogue
) -> None:
    run_through(coffre.protection.copying(ailleurs, "CLÉ"))
    horloge.advance(hours=1)
    coffre.change_phrase(PHRASE, AUTRE_PHRASE, accept_weak=True)
    assert plain(said(read(coffre), catalogue.textes, horloge.today(), disque="fixe")).endswith(
        "copié le 24 novembre 2026 sur « CLÉ », avec une ancienne phrase de passe"
    )


def test_a_copy_that_cannot_be_made_is_not_remembered(coffre: Coffre, ailleurs: Path) -> None:
    with pytest.raises(ExpectedError) as refus:
        run_through(coffre.protection.copying(ailleurs / "absent"))
    assert refus.value.panne is Panne.DOSSIER_INACCESSIBLE
    # Stopped half-way: no file, and nothing said.
    copie = coffre.protection.copying(ailleurs)
    next(copie)
    copie.close()
    assert ([*ailleurs.iterdir()], coffre.protection.copies()) == ([], ())


def test_erasing_recalls_the_copies_that_left(coffre: Coffre, ailleurs: Path) -> None:
    reference = coffre.dossiers.create(full())
    copie = run_through(coffre.protection.copying(ailleurs, "CLÉ"))
    assert erase(coffre, [reference]).copies_sorties == (copie,)


# By itself.


def test_what_is_done_to_many_dossiers_wants_a_backup_and_to_one_does_not(coffre: Coffre) -> None:
    _, references = coffre.lots.create(GenreLot.SERIE, many(3))

    def sent(combien: int) -> list[FaitANoter]:
        return [FaitANoter(une, Evenement(dt.date(2026, 11, 1), TypeEvenement.ENVOYE)) for une in references[:combien]]

    def asked() -> bool:
        voulue = coffre.protection.wanted
        run_through(coffre.protection.after_bulk())
        assert not coffre.protection.wanted
        return voulue

    assert asked()
    pris = coffre.faits.take(*sent(3))
    assert asked()
    coffre.faits.give_back(*pris)
    assert asked()
    run_through(coffre.liste.discarding(references[1:]))
    assert asked()
    coffre.faits.take(*sent(1))
    coffre.dossiers.create(simple())
    run_through(coffre.liste.discarding(references[:1]))
    assert not asked()


def test_the_backup_that_follows_holds_all_of_it(coffres: Coffres, coffre: Coffre, tmp_path: Path) -> None:
    coffre.lots.create(GenreLot.SERIE, many(5))
    # As the window does behind everything else, half an hour not being over.
    run_through(coffre.tidying())
    (sauvegarde,) = backups_of(coffre.chemin)
    copie = tmp_path / "autre" / "b.coffre"
    copie.parent.mkdir()
    copie.write_bytes(sauvegarde.read_bytes())
    autre = coffres.open(copie, PHRASE)
    assert autre.liste.page().total == 5
    autre.close()


def test_a_table_is_taken_over_after_a_backup_of_what_was_there(coffres: Coffres, coffre: Coffre, horloge: Horloge) -> None:
    coffre.dossiers.create(simple())
    run_through(coffre.reprise.creating(reprise := Reprise(many(20))))
    (avant,) = backups_of(coffre.chemin)
    assert coffre.liste.page().total == 21
    horloge.advance(minutes=1)
    run_through(coffre.protection.after_bulk())
    assert len(backups_of(coffre.chemin)) == 2
    # Taken back, then over again: what is in the newest backup needs no other one before.
    horloge.advance(minutes=1)
    run_through(coffre.reprise.undoing(Annulation(reprise.lot)))
    run_through(coffre.protection.after_bulk())
    assert len(backups_of(coffre.chemin)) == 3
    horloge.advance(minutes=1)
    run_through(coffre.reprise.creating(Reprise(many(2))))
    assert len(backups_of(coffre.chemin)) == 3
    coffre.close()
    coffres.restore(coffre.chemin, PHRASE, sauvegarde=avant)
    remis = coffres.open(coffre.chemin, PHRASE)
    assert remis.liste.page().total == 1
    remis.close()


def test_the_backup_of_before_is_still_there_when_all_is_done_within_a_second(coffre: Coffre) -> None:
    coffre.dossiers.create(simple())
    run_through(coffre.reprise.creating(Reprise(many(20))))
    run_through(coffre.protection.after_bulk())
    assert len(backups_of(coffre.chemin)) == 2


def test_stopped_during_the_backup_nothing_is_taken_over(coffre: Coffre) -> None:
    coffre.dossiers.create(simple())
    unites = coffre.reprise.creating(Reprise(many(20)))
    next(unites)
    unites.close()
    assert (coffre.liste.page().total, [*backups_of(coffre.chemin)]) == (1, [])


def test_where_no_backup_can_be_made_what_was_asked_is_done_and_it_is_told_once(coffre: Coffre) -> None:
    coffre.dossiers.create(simple())
    # Something else has the name of the folder.
    backup_folder(coffre.chemin).write_text("")
    run_through(coffre.reprise.creating(Reprise(many(20))))
    assert coffre.liste.page().total == 21
    manquee = coffre.protection.take_missed()
    assert manquee is not None
    assert coffre.protection.take_missed() is None
    # Wanted after it too; tried once.
    run_through(coffre.protection.after_bulk())
    assert coffre.protection.take_missed() is not None
    run_through(coffre.protection.after_bulk())
    assert coffre.protection.take_missed() is None
    assert coffre.verify().saine


@besoin_de("unshare")
def test_a_full_disk_loses_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    commande = ["unshare", "-rm", sys.executable, str(ICI / "plein.py"), str(tmp_path)]
    fini = subprocess.run(commande, capture_output=True, text=True, check=False)
    assert (fini.stdout.split(), fini.stderr) == (["disque_plein", "disque_plein", "31", "True", "0"], "")


def test_a_damaged_coffre_takes_nothing_in(coffre: Coffre) -> None:
    coffre.dossiers.create(full())
    coffre.pieces.attach("2026-0001", b"x" * 10 * PAGE_SIZE, nom="longue")
    octets = bytearray(coffre.chemin.read_bytes())
    octets[-2 * PAGE_SIZE + 50] ^= 1
    coffre.chemin.write_bytes(octets)
    with pytest.raises(ExpectedError) as refus:
        run_through(coffre.reprise.creating(Reprise(many(2))))
    assert refus.value.panne is Panne.COFFRE_ABIME


def of_a_day_to_come(coffre: Coffre) -> Path:
    """The newest backup, as it would be called had the clock been five years ahead."""
    faite = coffre.backups()[0].chemin
    return faite.rename(faite.with_name("2031-01-01_000000.coffre"))


def test_a_backup_of_a_day_to_come_keeps_no_other_from_being_made_told_or_put_back(
    coffres: Coffres, coffre: Coffre, horloge: Horloge, catalogue: Catalogue
) -> None:
    coffre.backup()
    vieille = of_a_day_to_come(coffre)
    coffre.dossiers.create(full())
    horloge.advance(minutes=30)
    # Its name is not when it was made.
    assert coffre.etat().sauvegarde_due
    faite = coffre.backup()

    assert faite.chemin != vieille
    assert faite.faite_le.date() == horloge.today()
    assert [une.chemin for une in coffre.backups()] == [faite.chemin, vieille]
    assert plain(said(read(coffre), catalogue.textes, horloge.today(), disque="fixe")).startswith("Sauvegardé aujourd'hui")
    chemin = coffre.chemin
    coffre.close()
    coffres.restore(chemin, PHRASE)
    remis = coffres.open(chemin, PHRASE)
    assert remis.etat().dossiers == 1
    remis.close()


def test_before_an_import_a_backup_that_does_not_read_back_is_made_again(coffre: Coffre) -> None:
    coffre.dossiers.create(full())
    coffre.backup()
    abimee = coffre.backups()[0].chemin
    octets = bytearray(abimee.read_bytes())
    octets[-2000:-1000] = bytes(1000)
    abimee.write_bytes(octets)

    run_through(coffre.protection.before_import())

    assert len(coffre.backups()) == 2
    # Read back once, it is not made again.
    run_through(coffre.protection.before_import())
    assert len(coffre.backups()) == 2
