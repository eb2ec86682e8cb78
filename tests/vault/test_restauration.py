"""Damage is found, never erased, and repaired from a backup."""

import contextlib
import datetime as dt
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from droits_usagers.domain.dossier.agenda import Trace
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.vault.depot import Depot
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.fichiers import private_temp
from droits_usagers.vault.moteur import Database, dbapi2
from droits_usagers.vault.ouverture import ContexteOuverture, open_depot
from droits_usagers.vault.restauration import former_files, restore
from droits_usagers.vault.retablissement import is_intact, journal_of
from droits_usagers.vault.sauvegardes import backups_of
from tests.coffres import AUTRE_PHRASE, KDF_RAPIDE, PHRASE, full, make_coffres, simple
from tests.vault.contenu import MOMENT, add
from tests.vault.test_disque_plein import no_file_beyond


@pytest.fixture
def sauve(coffres: Coffres, chemin: Path) -> Path:
    """A closed coffre of one dossier, with one backup."""
    coffre = coffres.create(chemin, PHRASE, accept_weak=True)
    reference = coffre.dossiers.create(full())
    coffre.pieces.attach(reference, bytes(range(256)) * 80, nom="réponse")
    coffre.backup()
    coffre.close()
    return chemin


def test_a_damaged_coffre_is_moved_aside_and_its_newest_backup_put_in_place(coffres: Coffres, sauve: Path) -> None:
    sauve.write_bytes(b"\0" * 5000)
    ancien = coffres.restore(sauve, PHRASE).ancien
    assert ancien == sauve.with_name("permanence.coffre.abîmé-2026-11-24")
    assert ancien.read_bytes() == b"\0" * 5000
    coffre = coffres.open(sauve, PHRASE)
    assert coffre.dossiers.read("2026-0001").demande == full()
    coffre.close()


def test_restoring_twice_the_same_day_keeps_both_former_files(coffres: Coffres, sauve: Path) -> None:
    anciens = {coffres.restore(sauve, PHRASE).ancien for _ in range(3)}
    assert len(anciens) == 3
    assert all(ancien is not None and ancien.exists() for ancien in anciens)


def test_a_coffre_that_was_deleted_comes_back(coffres: Coffres, sauve: Path) -> None:
    sauve.unlink()
    assert coffres.restore(sauve, PHRASE).ancien is None
    coffres.open(sauve, PHRASE).close()


def test_a_damaged_backup_is_passed_over_for_an_older_one(coffres: Coffres, sauve: Path) -> None:
    bonne = next(iter(backups_of(sauve)))
    mauvaise = bonne.with_name("2026-11-25_101500.coffre")
    mauvaise.write_bytes(bonne.read_bytes()[:-4096] + os.urandom(4096))
    coffres.restore(sauve, PHRASE)
    coffre = coffres.open(sauve, PHRASE)
    assert coffre.verify().saine
    coffre.close()


def test_without_a_whole_backup_nothing_is_touched(coffres: Coffres, sauve: Path) -> None:
    avant = sauve.read_bytes()
    with pytest.raises(ExpectedError) as refus:
        coffres.restore(sauve, AUTRE_PHRASE)
    assert refus.value.panne is Panne.SAUVEGARDE_REFUSEE
    assert sauve.read_bytes() == avant
    assert sorted(fichier.name for fichier in sauve.parent.iterdir()) == [
        "permanence.coffre",
        "permanence.coffre.sauvegardes",
        "permanence.coffre.verrou",
    ]


@pytest.mark.parametrize(
    ("make", "panne"), [(Path.touch, Panne.COFFRE_VIDE), (Path.mkdir, Panne.PAS_UN_COFFRE), (str, Panne.FICHIER_ABSENT)]
)
def test_a_backup_chosen_by_hand_that_is_none_is_refused_for_what_it_is(
    coffres: Coffres, sauve: Path, tmp_path: Path, make: object, panne: Panne
) -> None:
    choisie = tmp_path / "choisie.coffre"
    assert callable(make)
    make(choisie)
    with pytest.raises(ExpectedError) as refus:
        coffres.restore(sauve, PHRASE, sauvegarde=choisie)
    assert refus.value.panne is panne


def test_the_journal_of_the_former_file_is_not_played_into_the_backup(coffres: Coffres, sauve: Path) -> None:
    journal_of(sauve).write_bytes(b"journal d'un autre fichier" * 300)
    ancien = coffres.restore(sauve, PHRASE).ancien
    assert ancien is not None
    assert journal_of(ancien).exists()
    assert not journal_of(sauve).exists()


# Whatever happens to the bytes of a file: it is told at the opening or by a check, or nothing was lost.

DEGAT = st.tuples(
    st.sampled_from(["flip", "zero", "noise", "truncate"]), st.floats(0, 1, exclude_max=True), st.integers(1, 6000)
)


def damaged(contenu: bytes, genre: str, ou: float, longueur: int) -> bytes:
    debut = int(len(contenu) * ou)
    fin = min(len(contenu), debut + longueur)
    milieu = {
        "flip": bytes([contenu[debut] ^ 0x10]) + contenu[debut + 1 : fin],
        "zero": bytes(fin - debut),
        "noise": os.urandom(fin - debut),
    }
    return contenu[:debut] if genre == "truncate" else contenu[:debut] + milieu[genre] + contenu[fin:]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEGAT)
@example(("truncate", 2.893178500828534e-06, 1))  # one byte is left: nothing says that it was a coffre
def test_any_damage_is_found_and_never_made_worse(sauve: Path, degat: tuple[str, float, int]) -> None:
    coffres = make_coffres()
    intact = sauve.read_bytes()
    abime = damaged(intact, *degat)
    try:
        sauve.write_bytes(abime)
        if found_by_opening_or_checking(coffres, sauve):
            assert sauve.read_bytes() == abime
        else:
            assert abime == intact
    finally:
        sauve.write_bytes(intact)


def found_by_opening_or_checking(coffres: Coffres, chemin: Path) -> bool:
    try:
        coffre = coffres.open(chemin, PHRASE)
    except ExpectedError as error:
        return error.panne in {Panne.COFFRE_ABIME, Panne.COFFRE_VIDE, Panne.PAS_UN_COFFRE}
    try:
        return not coffre.verify().saine
    finally:
        coffre.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEGAT)
def test_what_is_read_from_a_damaged_file_is_right_or_refused(sauve: Path, degat: tuple[str, float, int]) -> None:
    coffres = make_coffres()
    intact = sauve.read_bytes()
    try:
        sauve.write_bytes(damaged(intact, *degat))
        with contextlib.suppress(ExpectedError):
            read_everything(coffres, sauve)
    finally:
        sauve.write_bytes(intact)


def read_everything(coffres: Coffres, chemin: Path) -> None:
    coffre = coffres.open(chemin, PHRASE)
    try:
        lu = coffre.dossiers.read("2026-0001")
        assert lu.demande == full()
        assert coffre.pieces.content(lu.pieces[0].empreinte) == bytes(range(256)) * 80
    finally:
        coffre.close()


# Journals: what a crash leaves beside the file.


def half_written(chemin: Path, coffre: Coffre) -> None:
    """Leaves the file as a kill in the middle of a large write does, with its journal, under another name."""
    db = coffre._depot._db  # noqa: SLF001 - a use case is never half-way
    db.conn.execute("PRAGMA cache_size = 10")
    db.begin()
    db.conn.execute("UPDATE pieces SET contenu = zeroblob(length(contenu))")
    db.conn.execute("INSERT INTO affaires (titre) SELECT hex(randomblob(2000)) FROM json_each('[1,2,3,4,5,6,7,8,9]')")
    shutil.copy(chemin, chemin.with_name("coupe.coffre"))
    shutil.copy(journal_of(chemin), journal_of(chemin.with_name("coupe.coffre")))
    db.rollback()


@pytest.fixture
def coupe(coffres: Coffres, sauve: Path) -> Path:
    coffre = coffres.open(sauve, PHRASE)
    half_written(sauve, coffre)
    coffre.close()
    return sauve.with_name("coupe.coffre")


def is_as_before(coffres: Coffres, chemin: Path) -> bool:
    coffre = coffres.open(chemin, PHRASE)
    lu = coffre.dossiers.read("2026-0001")
    entier = (
        coffre.verify().saine
        and lu.demande == full()
        and coffre.pieces.content(lu.pieces[0].empreinte) == bytes(range(256)) * 80
    )
    coffre.close()
    return entier


def test_an_interrupted_write_is_undone(coffres: Coffres, coupe: Path) -> None:
    assert is_as_before(coffres, coupe)


def test_a_wrong_phrase_after_an_interrupted_write_loses_nothing(coffres: Coffres, coupe: Path) -> None:
    with pytest.raises(ExpectedError) as refus:
        coffres.open(coupe, AUTRE_PHRASE)
    assert refus.value.panne is Panne.PHRASE_REFUSEE
    assert is_as_before(coffres, coupe)


def test_the_journal_of_another_file_does_not_spoil_a_whole_coffre(coffres: Coffres, sauve: Path, coupe: Path) -> None:
    autre = sauve.with_name("autre.coffre")
    coffre = coffres.create(autre, PHRASE, accept_weak=True)
    reference = coffre.dossiers.create(simple())
    coffre.pieces.attach(reference, b"x" * 60_000, nom="x")
    coffre.close()
    shutil.copy(journal_of(coupe), journal_of(autre))
    rouvert = coffres.open(autre, PHRASE)
    assert rouvert.dossiers.read(reference).demande == simple()
    assert rouvert.verify().saine
    rouvert.close()


def test_what_a_kill_left_among_the_backups_is_removed_by_the_next_opening(coffres: Coffres, sauve: Path) -> None:
    reste = sauve.with_name("permanence.coffre.sauvegardes") / ".2026-11-24_101500.coffre.0a1b2c3d.tmp"
    reste.write_bytes(sauve.read_bytes())
    coffres.open(sauve, PHRASE).close()
    assert not reste.exists()


@pytest.mark.parametrize("octets", [b"", bytes(512)])
def test_a_journal_that_a_kill_left_with_nothing_to_undo_is_removed_by_the_next_opening(
    coffres: Coffres, sauve: Path, octets: bytes
) -> None:
    journal_of(sauve).write_bytes(octets)
    assert is_as_before(coffres, sauve)
    assert not journal_of(sauve).exists()


@pytest.mark.parametrize("debut", [4096, 200, 30_000])
def test_a_damaged_file_with_a_journal_is_left_as_it_was(coffres: Coffres, coupe: Path, debut: int) -> None:
    contenu = coupe.read_bytes()
    coupe.write_bytes(contenu[:debut] + os.urandom(8000) + contenu[debut + 8000 :])
    journal_of(coupe).write_bytes(journal_of(coupe).read_bytes()[:512])
    avant = {fichier: fichier.read_bytes() for fichier in (coupe, journal_of(coupe))}
    with pytest.raises(ExpectedError) as refus:
        coffres.open(coupe, PHRASE)
    assert refus.value.panne is Panne.COFFRE_ABIME
    assert {fichier: fichier.read_bytes() for fichier in avant} == avant


def test_an_interrupted_write_is_undone_even_without_room_for_a_copy(coffres: Coffres, coupe: Path) -> None:
    with no_file_beyond(coupe.stat().st_size - 1):
        coffre = coffres.open(coupe, PHRASE)
        assert coffre.dossiers.read("2026-0001").demande == full()
        coffre.close()
    assert is_as_before(coffres, coupe)


def test_what_a_killed_program_left_goes_at_the_next_opening(coffres: Coffres, sauve: Path) -> None:
    restes = [sauve.with_name(f".permanence.coffre{suite}.0a1b2c3d.tmp") for suite in ("", "-journal")]
    for reste in restes:
        reste.touch()
    coffres.open(sauve, PHRASE).close()
    assert not any(reste.exists() for reste in restes)


def test_a_disk_without_hard_links_restores_and_creates_all_the_same(
    coffres: Coffres, sauve: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    ancien = coffres.restore(sauve, PHRASE).ancien
    assert ancien is not None
    assert ancien.exists()
    coffres.open(sauve, PHRASE).close()
    coffres.create(sauve.with_name("neuf.coffre"), PHRASE, accept_weak=True).close()
    with pytest.raises(ExpectedError) as refus:
        run_through(coffres.open(sauve, PHRASE).protection.copying_as(sauve))
    assert refus.value.panne is Panne.FICHIER_EXISTE


def test_another_program_s_file_is_not_put_in_place(coffres: Coffres, sauve: Path, tmp_path: Path) -> None:
    autre = private_temp(tmp_path / "autre")
    db = Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(autre)
    db.conn.execute("CREATE TABLE t (v TEXT) STRICT")
    db.close()
    with pytest.raises(ExpectedError) as refus:
        coffres.restore(sauve, PHRASE, sauvegarde=autre)
    assert refus.value.panne is Panne.SAUVEGARDE_REFUSEE


def test_former_files_of_one_day_are_numbered_from_two(coffres: Coffres, sauve: Path) -> None:
    noms = []
    for _ in range(3):
        ancien = coffres.restore(sauve, PHRASE).ancien
        assert ancien is not None
        noms.append(ancien.name)
    base = "permanence.coffre.abîmé-2026-11-24"
    assert noms == [base, f"{base}-2", f"{base}-3"]
    assert [fichier.name for fichier in former_files(sauve)] == noms


def test_restoring_removes_what_an_interruption_left_and_leaves_nothing(coffres: Coffres, sauve: Path) -> None:
    reste = sauve.with_name(".permanence.coffre.0a1b2c3d.tmp")
    reste.touch()
    coffres.restore(sauve, PHRASE)
    assert not list(sauve.parent.glob(".*"))
    reste.touch()
    with pytest.raises(ExpectedError):
        coffres.restore(sauve, AUTRE_PHRASE)
    assert not list(sauve.parent.glob(".*"))


def test_a_backup_that_a_short_memory_made_look_damaged_is_looked_at_again(
    coffres: Coffres, sauve: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    consulter, refus = Cle.consult, [dbapi2.DatabaseError("file is not a database")]

    def once(self: Cle, chemin: Path) -> Database:
        if refus:
            raise refus.pop()
        return consulter(self, chemin)

    monkeypatch.setattr(Cle, "consult", once)
    assert coffres.restore(sauve, PHRASE).ancien is not None
    assert refus == []


def test_a_disk_that_fails_while_a_backup_is_looked_at_is_not_a_damaged_backup(
    coffres: Coffres, sauve: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Database:
        message = "out of memory"
        raise dbapi2.OperationalError(message)

    monkeypatch.setattr(Cle, "consult", fail)
    with pytest.raises(ExpectedError) as refus:
        coffres.restore(sauve, PHRASE)
    assert refus.value.panne is Panne.MEMOIRE_PLEINE


def test_dates_exported_since_the_backup_go_again_to_the_agenda(depot: Depot, chemin: Path) -> None:
    numero = add(depot, simple())
    trace = Trace("uid", numero, "cle", dt.date(2026, 1, 2), dt.date(2026, 3, 4), "empreinte", 5)
    with depot.writing():
        depot.agenda.remember([trace, replace(trace, uid="annulee", empreinte="")])
    depot.sauvegardes.make(MOMENT)
    depot.close()
    cle = depot.sauvegardes.cle
    restore(cle, chemin, MOMENT)
    rouvert = open_depot(cle, chemin, ContexteOuverture(now=lambda: MOMENT, regles=1))
    traces = rouvert.agenda.traces()
    assert {uid: replace(lue, empreinte="") for uid, lue in traces.items()} == {
        uid: replace(trace, uid=uid, empreinte="") for uid in ("uid", "annulee")
    }
    assert not {lue.empreinte for lue in traces.values()} & {"", "empreinte"}
    rouvert.close()


def test_the_journal_of_a_file_of_another_phrase_loses_nothing(coffres: Coffres, chemin: Path, tmp_path: Path) -> None:
    """Once it was played, no page passes any more: only without it does the phrase prove right."""
    ailleurs = tmp_path / "ailleurs" / "permanence.coffre"
    ailleurs.parent.mkdir()
    autre = coffres.create(ailleurs, AUTRE_PHRASE)
    reference = autre.dossiers.create(full())
    autre.pieces.attach(reference, bytes(range(256)) * 80, nom="réponse")
    half_written(ailleurs, autre)
    autre.close()
    coffre = coffres.create(chemin, PHRASE, accept_weak=True)
    coffre.dossiers.create(simple("Gardée"))
    coffre.close()
    avant = chemin.read_bytes()
    shutil.copy(journal_of(ailleurs.with_name("coupe.coffre")), journal_of(chemin))
    rouvert = coffres.open(chemin, PHRASE)
    assert rouvert.dossiers.read("2026-0001").demande == simple("Gardée")
    assert rouvert.verify().saine
    rouvert.close()
    assert chemin.read_bytes() == avant
    assert not list(chemin.parent.glob(".*"))
    assert [fichier.name for fichier in chemin.parent.glob("*abîmé*")] == ["permanence.coffre-journal.abîmé"]


def test_nothing_is_left_of_the_copies_made_before_an_interrupted_write_is_undone(coffres: Coffres, coupe: Path) -> None:
    coffres.open(coupe, PHRASE).close()
    assert not list(coupe.parent.glob(".*"))
    assert not journal_of(coupe).exists()


def test_whoever_may_not_write_undoes_nothing_to_know_whether_a_file_is_whole(coupe: Path, sauve: Path) -> None:
    cle = Cle(PHRASE, kdf_iter=KDF_RAPIDE)
    assert is_intact(cle, sauve, writable=False)
    assert is_intact(cle, sauve, writable=True)
    avant = {fichier: fichier.read_bytes() for fichier in (coupe, journal_of(coupe))}
    assert not is_intact(cle, coupe, writable=False)
    assert {fichier: fichier.read_bytes() for fichier in avant} == avant
    assert not is_intact(Cle(AUTRE_PHRASE, kdf_iter=KDF_RAPIDE), coupe, writable=True)
    assert not is_intact(cle, coupe.with_name("absent"), writable=True)
    assert is_intact(cle, coupe, writable=True)
    assert not journal_of(coupe).exists()
    contenu = bytearray(sauve.read_bytes())
    contenu[-3000] ^= 1
    sauve.write_bytes(contenu)
    assert not is_intact(cle, sauve, writable=True)
