"""After a failure that is not understood, the coffre is closed, read again, and what is said of it is true."""

import os
from pathlib import Path

import pytest

from droits_usagers.catalogue.textes import load_textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import find_places
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.gateway import gateway
from droits_usagers.vault.moteur import Database, dbapi2
from tests.coffres import PHRASE, simple


def fail_once(coffre: Coffre, error: BaseException) -> Panne:
    """What is said when this comes out of a write."""
    with pytest.raises(ExpectedError) as refus, coffre._depot.writing():  # noqa: SLF001 - as the engine would, half-way
        raise error
    return refus.value.panne


@pytest.mark.parametrize(
    "error", [dbapi2.OperationalError("disk I/O error"), dbapi2.DatabaseError(""), OSError(5, os.strerror(5))], ids=repr
)
def test_it_is_closed_and_said_to_be_whole_once_read_again(
    coffres: Coffres, coffre: Coffre, chemin: Path, error: BaseException
) -> None:
    reference = coffre.dossiers.create(simple())
    assert fail_once(coffre, error) is Panne.COFFRE_RELU
    for demande in (coffre.etat, coffre.liste.page, lambda: coffre.brouillons.save(simple()), coffre.backup):
        with pytest.raises(ExpectedError) as refus:
            demande()
        assert refus.value.panne is Panne.COFFRE_RELU
    coffre.close()
    rouvert = coffres.open(chemin, PHRASE)
    assert not rouvert.lecture_seule
    assert rouvert.dossiers.read(reference).demande == simple()
    rouvert.close()


def test_where_it_cannot_be_read_again_it_is_not_said_to_be_whole(coffre: Coffre, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Database:
        raise OSError(5, os.strerror(5))

    monkeypatch.setattr(Cle, "prepare", refuse)
    assert fail_once(coffre, OSError(5, os.strerror(5))) is Panne.COFFRE_NON_RELU


@pytest.mark.parametrize(
    ("error", "panne"),
    [
        (dbapi2.OperationalError("database or disk is full"), Panne.DISQUE_PLEIN),
        (dbapi2.OperationalError("out of memory"), Panne.MEMOIRE_PLEINE),
        (MemoryError(), Panne.MEMOIRE_PLEINE),
        (OSError(28, os.strerror(28)), Panne.DISQUE_PLEIN),
        (OSError(2, os.strerror(2)), Panne.COFFRE_INACCESSIBLE),
        (dbapi2.OperationalError("unable to open database file"), Panne.COFFRE_INACCESSIBLE),
    ],
    ids=repr,
)
def test_what_is_understood_leaves_it_open_even_when_the_engine_gives_no_code(
    coffre: Coffre, error: BaseException, panne: Panne
) -> None:
    assert fail_once(coffre, error) is panne
    coffre.dossiers.create(simple())


@pytest.mark.parametrize(
    "error", [dbapi2.IntegrityError("UNIQUE"), dbapi2.ProgrammingError("closed"), dbapi2.OperationalError("no such table: a")]
)
def test_a_mistake_of_ours_is_not_taken_for_the_disk(chemin: Path, error: dbapi2.Error) -> None:
    if isinstance(error, dbapi2.OperationalError):
        error.sqlite_errorname = "SQLITE_ERROR"
    with pytest.raises(type(error)), gateway(chemin):
        raise error


def test_where_memory_is_exhausted_it_is_not_said_to_be_damaged(coffre: Coffre, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine then takes whole pages for damaged ones: what it says of a file is believed only if it works at all."""

    def refuse(*_: object, **__: object) -> Database:
        raise MemoryError

    monkeypatch.setattr(Cle, "prepare", refuse)
    monkeypatch.setattr(Cle, "in_memory", refuse)
    assert fail_once(coffre, dbapi2.DatabaseError("database disk image is malformed")) is Panne.COFFRE_NON_RELU
    with pytest.raises(ExpectedError):
        coffre.etat()


def test_no_sentence_says_after_a_failure_that_what_was_kept_still_is() -> None:
    textes = load_textes(find_places().resources / "textes", "fr")
    for panne in (Panne.DISQUE_INCOMPRIS, Panne.MEMOIRE_PLEINE, Panne.COFFRE_RELU, Panne.COFFRE_NON_RELU):
        assert "gardé" not in textes(f"pannes.{panne}")
