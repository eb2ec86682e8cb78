"""Backups: faithful, encrypted, thinned, and never a half-made one."""

import datetime as dt
import errno
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.vault.driver import PAGE_SIZE, Cle
from droits_usagers.vault.moteur import Database
from droits_usagers.vault.sauvegardes import backup_folder, backups_of, lifetime, removal_days
from tests.chaque import chaque
from tests.coffres import AUTRE_PHRASE, KDF_RAPIDE, PHRASE, Horloge, erase, full, simple


def test_a_backup_opens_with_the_phrase_and_holds_everything(coffres: Coffres, coffre: Coffre, tmp_path: Path) -> None:
    reference = coffre.dossiers.create(full())
    ailleurs = tmp_path / "clé usb.coffre"
    run_through(coffre.protection.copying_as(ailleurs))
    copie = coffres.open(ailleurs, PHRASE)
    assert copie.dossiers.read(reference).demande == full()
    assert copie.verify().saine
    copie.close()


def test_a_backup_is_read_by_its_owner_only(coffre: Coffre) -> None:
    sauvegarde = coffre.backup()
    if os.name == "posix":
        assert sauvegarde.chemin.stat().st_mode & 0o077 == 0
        assert sauvegarde.chemin.parent.stat().st_mode & 0o077 == 0


def test_a_backup_never_replaces_a_file_that_was_there(coffre: Coffre, tmp_path: Path) -> None:
    (tmp_path / "occupé").write_text("à moi")
    with pytest.raises(ExpectedError) as refus:
        run_through(coffre.protection.copying_as(tmp_path / "occupé"))
    assert refus.value.panne is Panne.FICHIER_EXISTE
    assert (tmp_path / "occupé").read_text() == "à moi"


def test_a_backup_to_a_folder_that_is_not_there_is_refused_in_words(coffre: Coffre, tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as refus:
        run_through(coffre.protection.copying_as(tmp_path / "absent" / "copie.coffre"))
    assert refus.value.panne is Panne.DOSSIER_INACCESSIBLE


def test_a_damaged_coffre_is_not_backed_up_as_if_it_were_whole(coffres: Coffres, coffre: Coffre, chemin: Path) -> None:
    reference = coffre.dossiers.create(simple())
    coffre.pieces.attach(reference, b"a" * 20_000, nom="a")
    coffre.close()
    # The last page of a long value reads as zeros, and no read of it fails by itself.
    pages = chemin.stat().st_size // PAGE_SIZE
    for page in range(4, pages):
        contenu = chemin.read_bytes()
        debut = page * PAGE_SIZE + 700
        chemin.write_bytes(contenu[:debut] + bytes([contenu[debut] ^ 1]) + contenu[debut + 1 :])
        try:
            rouvert = coffres.open(chemin, PHRASE)
        except ExpectedError as error:
            assert error.panne is Panne.COFFRE_ABIME  # noqa: PT017 - damage may show as soon as the coffre is opened
        else:
            with pytest.raises(ExpectedError) as refus:
                rouvert.backup()
            rouvert.close()
            assert refus.value.panne is Panne.COFFRE_ABIME
        chemin.write_bytes(contenu)
    assert not backups_of(chemin)


def test_what_an_interrupted_backup_left_goes_with_the_next_one(coffre: Coffre, chemin: Path) -> None:
    backup_folder(chemin).mkdir()
    reste = backup_folder(chemin) / ".2026-11-23_101500.coffre.0a1b2c3d.tmp"
    reste.write_bytes(b"moitie")
    coffre.backup()
    assert not reste.exists()


def test_a_copy_is_never_made_inside_a_transaction(coffre: Coffre, tmp_path: Path) -> None:
    with coffre._depot.writing(), pytest.raises(RuntimeError):  # noqa: SLF001 - no use case does it
        run_through(coffre._depot.sauvegardes.copying(tmp_path / "a"))  # noqa: SLF001 - idem


def test_files_that_are_no_backup_are_left_alone(coffre: Coffre, chemin: Path) -> None:
    backup_folder(chemin).mkdir()
    (backup_folder(chemin) / "notes.coffre").write_text("à moi")
    (backup_folder(chemin) / "2026-11-24_101500.coffre").mkdir()
    assert coffre.backups() == ()


def test_backups_are_thinned_as_they_age(horloge: Horloge, coffre: Coffre) -> None:
    faites = []
    for _ in range(40):
        faites.append(coffre.backup().faite_le.date())
        horloge.advance(days=1)
    restantes = [sauvegarde.faite_le.date() for sauvegarde in coffre.backups()]
    assert restantes[0] == faites[-1]
    assert restantes[:14] == faites[:-15:-1]
    assert len(restantes) < 20


def work(horloge: Horloge, coffre: Coffre, *, jours: int) -> list[str]:
    """Something is written each of these days, then backed up; the names of the backups."""
    faites = []
    for jour in range(jours):
        coffre.dossiers.create(simple(f"Du {jour}"))
        faites.append(coffre.backup().chemin.name)
        horloge.advance(days=1)
    return faites


def names(coffre: Coffre) -> list[str]:
    return [sauvegarde.chemin.name for sauvegarde in coffre.backups()]


def test_a_clock_that_is_years_ahead_for_an_afternoon_leaves_five_days_of_what_was_there(
    horloge: Horloge, coffre: Coffre
) -> None:
    faites = work(horloge, coffre, jours=8)
    horloge.advance(days=800)
    for _ in range(6):
        coffre.dossiers.create(simple("Ce jour-là"))
        coffre.backup()
        horloge.advance(minutes=30)
    assert names(coffre)[-4:] == faites[:3:-1]
    assert {sauvegarde.retiree_le for sauvegarde in coffre.backups()[-4:]} == {None}


def test_backups_of_a_coffre_in_which_nothing_is_written_take_nobody_s_place(horloge: Horloge, coffre: Coffre) -> None:
    faites = work(horloge, coffre, jours=8)
    horloge.advance(days=800)
    for _ in range(9):
        coffre.backup()
        horloge.advance(days=1)
    # The last one made before is in each of those made since.
    assert [nom for nom in names(coffre) if nom in faites] == faites[6:2:-1]


def test_backups_of_days_to_come_take_no_place_of_what_was_written_since(horloge: Horloge, coffre: Coffre) -> None:
    """The clock is ahead for a week, put right, and ahead again for a minute."""
    vrai = horloge.maintenant
    horloge.advance(days=800)
    a_venir = work(horloge, coffre, jours=6)
    horloge.maintenant = vrai
    faites = work(horloge, coffre, jours=6)
    # What is of a day to come stays no longer than a year after it: five days hold more.
    assert {un.chemin.name: un.retiree_le for un in coffre.backups()}[a_venir[-1]] == vrai.date() + dt.timedelta(805 + 365)
    horloge.maintenant = vrai + dt.timedelta(days=4000)
    derniere = work(horloge, coffre, jours=1)
    assert {*names(coffre)} == {*derniere, *faites[-4:]}


def test_the_last_backups_of_what_a_restoration_gave_up_stay_through_a_clock_that_is_wrong(
    horloge: Horloge, coffres: Coffres, coffre: Coffre, chemin: Path
) -> None:
    """Both versions number their lines alike."""
    (debut, laissee) = work(horloge, coffre, jours=2)
    coffre.close()
    chemin.write_bytes((backup_folder(chemin) / debut).read_bytes())
    autre = coffres.open(chemin, PHRASE)
    # A line that the other version has too.
    autre.backup()
    reprise = work(horloge, autre, jours=1)
    horloge.advance(days=4000)
    derniere = work(horloge, autre, jours=1)
    assert {*names(autre)} >= {laissee, *reprise, *derniere}
    # Five days of this one, and the other goes as any does.
    work(horloge, autre, jours=6)
    assert laissee not in names(autre)
    autre.close()


def test_once_the_day_of_a_false_name_has_passed_it_is_still_what_a_backup_holds_that_tells_the_last(
    horloge: Horloge, coffres: Coffres, coffre: Coffre, chemin: Path
) -> None:
    """The clock is fifteen days ahead for two days, then right."""
    work(horloge, coffre, jours=5)
    horloge.advance(days=15)
    fausses = work(horloge, coffre, jours=2)
    horloge.advance(days=-15)
    faites = work(horloge, coffre, jours=7)
    horloge.advance(days=30)
    rang = names(coffre).index
    assert names(coffre)[0] == faites[-1]
    assert rang(faites[0]) < rang(fausses[1]) < rang(fausses[0])
    lue = run_through(coffre.protection.reading())
    assert lue.faite_le == coffre.backups()[0].faite_le
    assert lue.abimees == 0
    coffre.close()
    secours = coffres.secours(chemin, PHRASE)
    assert [une.dossiers for une in secours.sauvegardes] == sorted((une.dossiers for une in secours.sauvegardes), reverse=True)
    # Nor by the latest day that one of its dossiers is said to have changed.
    assert secours.sauvegardes[0].dernier == secours.sauvegardes[0].date.date()

    # The furthest is put back, and nothing is to be said of the others; of an older one that is chosen, there is.
    remise = coffres.restore(chemin, PHRASE)
    assert (remise.mise.chemin.name, remise.mise.dossiers, remise.autres) == (faites[-1], 14, ())
    ancienne = coffres.restore(chemin, PHRASE, sauvegarde=backup_folder(chemin) / faites[-3])
    assert [(une.chemin.name, une.dossiers) for une in ancienne.autres] == [(faites[-1], 14)]
    # Damaged, it is passed over, and that is told.
    spoilt = backup_folder(chemin) / faites[-1]
    octets = bytearray(spoilt.read_bytes())
    octets[-PAGE_SIZE + 100] ^= 1
    spoilt.write_bytes(octets)
    remise = coffres.restore(chemin, PHRASE)
    assert (remise.mise.dossiers, [(une.chemin, une.lisible) for une in remise.autres]) == (13, [(spoilt, False)])


def test_what_a_restoration_gave_up_comes_after_what_was_done_since(
    horloge: Horloge, coffres: Coffres, coffre: Coffre, chemin: Path
) -> None:
    """It has more lines, and its names are later: the clock was ahead."""
    (debut,) = work(horloge, coffre, jours=1)
    horloge.advance(days=40)
    abandon = work(horloge, coffre, jours=3)
    horloge.advance(days=-40)
    coffre.close()
    coffres.restore(chemin, PHRASE, sauvegarde=backup_folder(chemin) / debut)
    reprise = coffres.open(chemin, PHRASE)
    (faite,) = work(horloge, reprise, jours=1)
    assert names(reprise) == [faite, debut, *reversed(abandon)]
    reprise.close()
    assert [une.chemin.name for une in coffres.secours(chemin, PHRASE).sauvegardes] == [faite, *reversed(abandon), debut]


def test_a_backup_is_due_on_the_eve_of_a_day_that_was_false(horloge: Horloge, coffre: Coffre) -> None:
    horloge.advance(days=9)
    coffre.backup()
    horloge.advance(days=-1, hours=2)
    coffre.dossiers.create(simple())
    # The last one was made at an hour to come: nobody knows how long ago.
    assert coffre.etat().sauvegarde_due
    coffre.backup()
    coffre.dossiers.create(simple())
    assert not coffre.etat().sauvegarde_due
    horloge.advance(minutes=30)
    assert coffre.etat().sauvegarde_due


def test_each_backup_says_when_it_goes(horloge: Horloge, coffre: Coffre) -> None:
    coffre.backup()
    horloge.advance(hours=3)
    coffre.backup()
    derniere, premiere = coffre.backups()
    assert derniere.retiree_le is None
    assert premiere.retiree_le == dt.date(2026, 11, 26)


def test_a_backup_is_due_once_something_changed_and_half_an_hour_passed(horloge: Horloge, coffre: Coffre) -> None:
    assert coffre.etat().sauvegarde_due
    coffre.backup()
    assert not coffre.etat().sauvegarde_due
    coffre.dossiers.create(simple())
    assert not coffre.etat().sauvegarde_due
    horloge.advance(minutes=30)
    assert coffre.etat().sauvegarde_due
    coffre.backup()
    horloge.advance(days=3)
    assert not coffre.etat().sauvegarde_due


def test_after_the_phrase_changed_the_former_backups_are_named_and_remade_on_request(horloge: Horloge, coffre: Coffre) -> None:
    coffre.dossiers.create(simple())
    coffre.backup()
    horloge.advance(hours=1)
    anciennes = coffre.change_phrase(PHRASE, AUTRE_PHRASE)
    assert [sauvegarde.phrase_actuelle for sauvegarde in anciennes] == [False, False]
    horloge.advance(hours=1)
    coffre.remake_backups()
    assert [sauvegarde.phrase_actuelle for sauvegarde in coffre.backups()] == [True]


def test_a_former_backup_still_opens_with_the_former_phrase(coffres: Coffres, coffre: Coffre) -> None:
    reference = coffre.dossiers.create(simple())
    anciennes = coffre.change_phrase(PHRASE, AUTRE_PHRASE)
    copie = coffres.open(anciennes[0].chemin, PHRASE)
    assert copie.dossiers.read(reference).demande == simple()
    copie.close()


# While a backup is being made.


def drive(unites: Iterator[object]) -> int:
    """Goes to the end, and counts the units."""
    return sum(1 for _ in unites)


def heavy(coffre: Coffre) -> str:
    """A dossier with a file of several pieces of a copy."""
    reference = coffre.dossiers.create(simple("Gardée"))
    coffre.pieces.attach(reference, os.urandom(3 * 2**20), nom="lourd")
    return reference


def test_what_is_written_while_a_backup_is_made_is_in_it_whole(coffres: Coffres, coffre: Coffre) -> None:
    reference = heavy(coffre)
    unites = coffre.backing_up()
    next(unites)
    coffre.faits.take(FaitANoter(reference, Evenement(dt.date(2026, 11, 20), TypeEvenement.ENVOYE)))
    next(unites)
    coffre.dossiers.create(simple("Deuxième"))
    assert drive(unites) > 3
    (sauvegarde,) = coffre.backups()
    copie = coffres.open(sauvegarde.chemin, PHRASE)
    assert copie.liste.page().total == 2
    assert len(copie.dossiers.read(reference).faits) == 1
    assert copie.verify().saine
    copie.close()


def test_a_backup_is_made_even_if_someone_never_stops_writing(coffres: Coffres, coffre: Coffre) -> None:
    heavy(coffre)
    for rang, _ in enumerate(coffre.backing_up()):
        coffre.brouillons.save(simple(str(rang)), cle="b")
    (sauvegarde,) = coffre.backups()
    copie = coffres.open(sauvegarde.chemin, PHRASE)
    assert copie.liste.page().total == 1
    assert copie.verify().saine
    copie.close()


def test_the_coffre_is_read_between_two_units_of_an_erasure(coffre: Coffre) -> None:
    garde, efface = coffre.dossiers.create(simple("Gardée")), heavy(coffre)
    coffre.backup()
    totaux = {coffre.liste.page().total for _ in coffre.effacement.erasing([efface])}
    assert totaux == {2, 1}
    assert coffre.dossiers.read(garde).demande == simple("Gardée")


@pytest.mark.parametrize("unites", range(1, 6))
def test_a_backup_stopped_before_its_end_leaves_none(coffre: Coffre, chemin: Path, unites: int) -> None:
    heavy(coffre)
    travail = coffre.backing_up()
    for _ in zip(range(unites), travail, strict=False):
        pass
    travail.close()
    assert backups_of(chemin) == {}
    assert not backup_folder(chemin).exists()
    coffre.backup()
    assert len(coffre.backups()) == 1


# What must not be in a copy that was begun before.


def checking(coffre: Coffre, chemin: Path) -> Iterator[object]:
    """A backup whose copy is written, and is being read back."""
    unites = coffre.backing_up()
    for _ in unites:
        (temp,) = backup_folder(chemin).glob(".*.tmp")
        if temp.stat().st_size == chemin.stat().st_size:
            next(unites)
            return unites
    raise AssertionError(chemin)


def test_a_backup_begun_before_an_erasure_holds_nothing_of_it(coffres: Coffres, coffre: Coffre, chemin: Path) -> None:
    garde, efface = coffre.dossiers.create(simple("Gardée")), heavy(coffre)
    unites = checking(coffre, chemin)
    erase(coffre, [efface])
    drive(unites)
    (sauvegarde,) = coffre.backups()
    copie = coffres.open(sauvegarde.chemin, PHRASE)
    assert [ligne.reference for ligne in copie.liste.page().lignes] == [garde]
    copie.close()


def test_a_backup_begun_before_the_phrase_changed_opens_with_the_new_one(coffre: Coffre, chemin: Path) -> None:
    heavy(coffre)
    depot = coffre._depot  # noqa: SLF001 - the phrase alone, without the backup that comes before
    unites = checking(coffre, chemin)
    depot.change_key(Cle(AUTRE_PHRASE, kdf_iter=KDF_RAPIDE), Horloge().now())
    drive(unites)
    assert [sauvegarde.phrase_actuelle for sauvegarde in coffre.backups()] == [True]


def test_a_backup_made_while_another_is_rewritten_disturbs_it_not_and_is_rewritten_too(
    horloge: Horloge, coffres: Coffres, coffre: Coffre, chemin: Path
) -> None:
    garde, efface = coffre.dossiers.create(simple("Gardée")), heavy(coffre)
    coffre.backup()
    horloge.advance(hours=1)
    unites = coffre.effacement.erasing([efface])
    next(unites)
    coffre.change_phrase(PHRASE, AUTRE_PHRASE)
    effacement = run_through(unites)
    lisibles = [sauvegarde.chemin for sauvegarde in coffre.backups() if sauvegarde not in effacement.sauvegardes_hors_de_portee]
    coffre.close()
    for sauvegarde in lisibles:
        copie = coffres.open(sauvegarde, PHRASE)
        assert [ligne.reference for ligne in copie.liste.page().lignes] == [garde]
        copie.close()
    assert len(lisibles) + len(effacement.sauvegardes_hors_de_portee) == 2
    assert not list(backup_folder(chemin).glob(".*"))


def test_a_file_rewritten_within_the_same_instant_is_copied_anew(coffres: Coffres, coffre: Coffre, chemin: Path) -> None:
    heavy(coffre)
    unites = coffre.backing_up()
    next(unites)
    date = chemin.stat().st_mtime_ns
    coffre._depot.compact()  # noqa: SLF001 - every page is written, and no line changes
    os.utime(chemin, ns=(date, date))
    drive(unites)
    (sauvegarde,) = coffre.backups()
    assert sauvegarde.chemin.read_bytes() == chemin.read_bytes() or coffres.open(sauvegarde.chemin, PHRASE).verify().saine


@pytest.mark.skipif(os.name != "posix", reason="Windows replaces no file that is open")
def test_a_file_put_in_place_of_the_coffre_is_not_copied_for_it(coffre: Coffre, chemin: Path, tmp_path: Path) -> None:
    heavy(coffre)
    run_through(coffre.protection.copying_as(tmp_path / "ancienne"))
    coffre.dossiers.create(simple("Deuxième"))
    unites = coffre.backing_up()
    next(unites)
    (tmp_path / "ancienne").replace(chemin)
    with pytest.raises(ExpectedError) as refus:
        drive(unites)
    assert refus.value.panne is Panne.COPIE_INFIDELE
    assert backups_of(chemin) == {}


def test_the_coffre_is_not_touched_by_the_thread_that_reads_a_copy_back(
    coffre: Coffre, chemin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing any handle on it would let go of the locks of whoever writes to it at that moment."""
    heavy(coffre)
    fils: set[str] = set()
    ouvrir = Path.open

    def heard(self: Path, *args: object, **kwargs: object) -> object:
        if self == chemin:
            fils.add(threading.current_thread().name)
        return ouvrir(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", heard)
    coffre.backup()
    assert fils == {threading.current_thread().name}


@pytest.mark.parametrize("fois", [1, 10**6])
def test_a_read_that_fails_says_nothing_of_where_the_copy_goes(
    fois: int, coffre: Coffre, chemin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restent, ouvrir = [fois], Path.open

    def failing(self: Path, *args: object, **kwargs: object) -> object:
        if self == chemin and restent[0] > 0:
            restent[0] -= 1
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(self))
        return ouvrir(self, *args, **kwargs)  # type: ignore[call-overload]

    copie = tmp_path / "clé.coffre"
    monkeypatch.setattr(Path, "open", failing)
    if fois == 1:
        run_through(coffre.protection.copying_as(copie))
        assert copie.exists()
    else:
        with pytest.raises(ExpectedError) as refus:
            run_through(coffre.protection.copying_as(copie))
        assert (refus.value.panne, refus.value.faits["fichier"]) == (Panne.COFFRE_ILLISIBLE, chemin.name)
        assert not copie.exists()


def test_backups_come_the_newest_first_and_those_of_one_second_are_all_kept(
    coffres: Coffres, horloge: Horloge, coffre: Coffre, chemin: Path
) -> None:
    coffre.backup()
    horloge.advance(seconds=1)
    coffre.backup()
    coffre.dossiers.create(simple())
    coffre.backup()
    faites = backups_of(chemin)
    assert list(faites.values()) == [dt.datetime(2026, 11, 24, 10, 15, seconde) for seconde in (2, 1, 0)]  # noqa: DTZ001 - local
    assert [fichier.name for fichier in faites] == [f"2026-11-24_10150{seconde}.coffre" for seconde in (2, 1, 0)]
    copie = coffres.open(next(iter(faites)), PHRASE)
    assert copie.liste.page().total == 1
    copie.close()


MARDI = dt.datetime(2026, 11, 24, 10, 15)  # noqa: DTZ001 - file names are in local time


@chaque(
    ("suivant", "jours"),
    [
        (MARDI + dt.timedelta(hours=1), 2),
        (MARDI + dt.timedelta(days=1), 14),
        (MARDI + dt.timedelta(days=5), 14),
        (MARDI + dt.timedelta(days=6), 60),
        (MARDI + dt.timedelta(days=7), 365),
        (MARDI.replace(year=2027), 365),
    ],
)
def test_the_last_of_its_day_week_or_month_stays_longer(suivant: dt.datetime, jours: int) -> None:
    assert lifetime(MARDI, suivant) == dt.timedelta(days=jours)
    jour = MARDI.date() + dt.timedelta(days=jours)
    assert removal_days([suivant, MARDI, MARDI]) == {MARDI: jour, suivant: None}
    assert removal_days([MARDI]) == {MARDI: None}
    assert removal_days([]) == {}


def test_what_a_copy_elsewhere_left_goes_with_the_next_one(coffre: Coffre, tmp_path: Path) -> None:
    reste = tmp_path / ".copie.coffre.0a1b2c3d.tmp"
    reste.touch()
    run_through(coffre.protection.copying_as(tmp_path / "copie.coffre"))
    assert sorted(fichier.name for fichier in tmp_path.glob("*copie*")) == ["copie.coffre"]


def test_a_copy_that_is_refused_leaves_nothing(coffre: Coffre, tmp_path: Path) -> None:
    (tmp_path / "occupé").touch()
    with pytest.raises(ExpectedError):
        run_through(coffre.protection.copying_as(tmp_path / "occupé"))
    assert not list(tmp_path.glob(".occupé*"))


def _counting_more(temp: Path) -> None:
    db = Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(temp)
    with db.atomic():
        db.conn.execute("INSERT INTO affaires (titre) VALUES ('x')")
    db.close()


def _of_another_salt(temp: Path) -> None:
    temp.write_bytes(bytes(16) + temp.read_bytes()[16:])


def _damaged(temp: Path) -> None:
    octets = bytearray(temp.read_bytes())
    octets[-3000] ^= 1
    temp.write_bytes(octets)


@pytest.mark.parametrize("spoil", [_counting_more, _of_another_salt, _damaged])
def test_a_copy_that_is_not_what_the_coffre_is_counts_for_none(
    coffre: Coffre, chemin: Path, spoil: Callable[[Path], None]
) -> None:
    heavy(coffre)
    unites = coffre.backing_up()
    for _ in unites:
        (temp,) = backup_folder(chemin).glob(".*.tmp")
        if temp.stat().st_size == chemin.stat().st_size:
            # Just before it is read back.
            spoil(temp)
            break
    with pytest.raises(ExpectedError) as refus:
        drive(unites)
    assert refus.value.panne is Panne.COPIE_INFIDELE
    assert backups_of(chemin) == {}
    assert not backup_folder(chemin).exists()


def test_whether_a_key_opens_a_backup_of_another_salt_is_tried_once(
    horloge: Horloge, coffre: Coffre, monkeypatch: pytest.MonkeyPatch
) -> None:
    coffre.backup()
    horloge.advance(hours=1)
    coffre.change_phrase(PHRASE, AUTRE_PHRASE)
    essais: list[Path] = []
    consulter = Cle.consult

    def counted(self: Cle, chemin: Path) -> Database:
        essais.append(chemin)
        return consulter(self, chemin)

    monkeypatch.setattr(Cle, "consult", counted)
    for _ in range(3):
        assert [sauvegarde.phrase_actuelle for sauvegarde in coffre.backups()] == [False, False]
    assert len(essais) <= 1


def test_a_backup_whose_beginning_is_damaged_is_not_said_to_open(coffre: Coffre) -> None:
    sauvegarde = coffre.backup().chemin
    assert [une.phrase_actuelle for une in coffre.backups()] == [True]
    with sauvegarde.open("r+b") as fichier:
        fichier.seek(100)
        fichier.write(bytes(50))
    assert [une.phrase_actuelle for une in coffre.backups()] == [False]
    # The coffre itself goes on, nothing else being attached to it.
    coffre.dossiers.create(simple())
