"""One writer at a time; the lock names nobody and falls with the program that held it."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.vault.verrou import LectureSeule, VerrouFichier, exclusive, lock_path, take_lock
from tests.coffres import AUTRE_PHRASE, PHRASE, erase, full, simple
from tests.outils import sous_linux

_OTHER = """
import sys
sys.path.insert(0, {racine!r})
from pathlib import Path
from tests.coffres import PHRASE, make_coffres, simple
coffre = make_coffres().open(Path({chemin!r}), PHRASE)
print(coffre.etat().raison_lecture_seule or "peut écrire", flush=True)
sys.stdin.readline()
print(coffre.dossiers.create(simple("Ailleurs")), flush=True)
sys.stdin.readline()
"""


class Autre:
    """Another program that has opened the coffre, and does nothing until told to."""

    def __init__(self, racine: Path, chemin: Path) -> None:
        code = _OTHER.format(racine=str(racine), chemin=str(chemin))
        self._programme = subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def says(self) -> str:
        assert self._programme.stdout is not None
        return self._programme.stdout.readline().strip()

    def go_on(self) -> None:
        assert self._programme.stdin is not None
        self._programme.stdin.write("\n")
        self._programme.stdin.flush()

    def end(self, how: int = signal.SIGTERM) -> None:
        self._programme.send_signal(how)
        self._programme.wait()
        for flux in (self._programme.stdin, self._programme.stdout):
            if flux is not None:
                flux.close()


@pytest.fixture
def autre(racine: Path, coffres: Coffres, chemin: Path) -> Iterator[Autre]:
    coffres.create(chemin, PHRASE, accept_weak=True).close()
    autre = Autre(racine, chemin)
    assert autre.says() == "peut écrire"
    yield autre
    autre.end()


@pytest.mark.usefixtures("autre")
def test_the_second_program_reads_and_says_why_it_cannot_write(coffres: Coffres, chemin: Path) -> None:
    coffre = coffres.open(chemin, PHRASE)
    assert coffre.lecture_seule
    assert coffre.etat().raison_lecture_seule == LectureSeule.OUVERT_AILLEURS
    for refused in (
        lambda: coffre.dossiers.create(simple()),
        lambda: coffre.brouillons.save(simple()),
        coffre.backup,
        lambda: coffre.change_phrase(PHRASE, "une autre phrase bien assez longue pour cela"),
        lambda: erase(coffre, []),
    ):
        with pytest.raises(ExpectedError) as refus:
            refused()
        assert refus.value.panne is Panne.COFFRE_LECTURE_SEULE
    assert list(coffre.liste.refresh()) == []
    coffre.close()


def test_the_second_program_sees_what_the_first_writes(coffres: Coffres, chemin: Path, autre: Autre) -> None:
    coffre = coffres.open(chemin, PHRASE)
    assert coffre.liste.page().total == 0
    autre.go_on()
    assert autre.says() == "2026-0001"
    assert coffre.dossiers.read("2026-0001").demande == simple("Ailleurs")
    coffre.close()


@pytest.mark.usefixtures("autre")
def test_the_second_program_can_still_take_a_copy_elsewhere(coffres: Coffres, chemin: Path, tmp_path: Path) -> None:
    coffre = coffres.open(chemin, PHRASE)
    run_through(coffre.protection.copying_as(tmp_path / "copie.coffre"))
    coffre.close()
    coffres.open(tmp_path / "copie.coffre", PHRASE).close()


@pytest.mark.usefixtures("autre")
def test_a_coffre_open_elsewhere_is_not_restored_under_its_feet(coffres: Coffres, chemin: Path) -> None:
    with pytest.raises(ExpectedError) as refus:
        coffres.restore(chemin, PHRASE)
    assert refus.value.panne is Panne.COFFRE_DEJA_OUVERT


@sous_linux
def test_the_lock_of_a_program_that_was_killed_holds_nobody_up(coffres: Coffres, chemin: Path, autre: Autre) -> None:
    autre.end(signal.SIGKILL)
    coffre = coffres.open(chemin, PHRASE)
    assert not coffre.lecture_seule
    coffre.dossiers.create(full())
    coffre.close()


@pytest.mark.usefixtures("coffre")
def test_the_lock_names_nobody(chemin: Path) -> None:
    assert lock_path(chemin).read_bytes() == b""


def test_closing_gives_the_lock_up(coffres: Coffres, chemin: Path, coffre: Coffre) -> None:
    assert coffres.open(chemin, PHRASE).lecture_seule
    coffre.close()
    coffre.close()
    suivant = coffres.open(chemin, PHRASE)
    assert not suivant.lecture_seule
    suivant.close()


def test_a_refused_opening_keeps_no_lock(coffres: Coffres, chemin: Path, coffre: Coffre) -> None:
    coffre.close()
    with pytest.raises(ExpectedError):
        coffres.open(chemin, "une autre phrase")
    verrou = take_lock(chemin)
    assert isinstance(verrou, VerrouFichier)
    verrou.release()


def test_what_is_no_coffre_or_does_not_open_is_left_with_nothing_beside_it(
    coffres: Coffres, tmp_path: Path, chemin: Path, coffre: Coffre
) -> None:
    faux = tmp_path / "recettes.coffre"
    faux.write_bytes(b"Quatre-quarts, tarte aux pommes, far breton. " * 400)
    with pytest.raises(ExpectedError):
        coffres.open(faux, PHRASE)
    assert [fichier.name for fichier in tmp_path.iterdir() if fichier.name.startswith(faux.name)] == [faux.name]
    coffre.close()
    verrou = lock_path(chemin)
    # One that was there before stays: others may be waiting for it.
    for existe in (True, False):
        verrou.touch() if existe else verrou.unlink()
        with pytest.raises(ExpectedError):
            coffres.open(chemin, AUTRE_PHRASE)
        assert verrou.exists() is existe


@pytest.mark.usefixtures("coffre")
def test_two_ways_to_the_same_file_are_one_lock(coffres: Coffres, chemin: Path, tmp_path: Path) -> None:
    lien = tmp_path / "raccourci.coffre"
    lien.symlink_to(chemin)
    second = coffres.open(lien, PHRASE)
    assert second.lecture_seule
    second.close()


def test_a_disk_that_cannot_lock_opens_read_only(
    coffres: Coffres, chemin: Path, coffre: Coffre, monkeypatch: pytest.MonkeyPatch
) -> None:
    coffre.close()

    def refuse(*_: object) -> None:
        raise OSError(38, os.strerror(38))

    monkeypatch.setattr(FileLock, "acquire", refuse)
    assert coffres.open(chemin, PHRASE).etat().raison_lecture_seule == LectureSeule.SANS_VERROU


@sous_linux
@pytest.mark.usefixtures("coffre")
def test_another_name_of_the_same_file_is_not_a_second_writer(coffres: Coffres, chemin: Path, tmp_path: Path) -> None:
    ailleurs = tmp_path / "ailleurs"
    ailleurs.mkdir()
    lien = ailleurs / "autre nom.coffre"
    lien.hardlink_to(chemin)
    second = coffres.open(lien, PHRASE)
    assert second.etat().raison_lecture_seule == LectureSeule.OUVERT_AILLEURS
    second.close()


@sous_linux
def test_a_lock_file_that_was_deleted_does_not_let_a_second_writer_in(coffres: Coffres, chemin: Path, coffre: Coffre) -> None:
    lock_path(chemin).unlink()
    second = coffres.open(chemin, PHRASE)
    assert second.etat().raison_lecture_seule == LectureSeule.OUVERT_AILLEURS
    second.close()
    # The one that had it goes on.
    coffre.dossiers.create(simple())
    coffre.close()
    suivant = coffres.open(chemin, PHRASE)
    assert not suivant.lecture_seule
    suivant.close()


@sous_linux
def test_a_second_program_is_kept_out_though_the_lock_file_was_deleted(coffres: Coffres, chemin: Path, autre: Autre) -> None:
    lock_path(chemin).unlink()
    second = coffres.open(chemin, PHRASE)
    assert second.etat().raison_lecture_seule == LectureSeule.OUVERT_AILLEURS
    second.close()
    autre.go_on()
    assert autre.says() == "2026-0001"


@sous_linux
def test_the_file_put_back_by_a_restoration_is_held_by_whoever_opens_it(coffres: Coffres, chemin: Path, coffre: Coffre) -> None:
    coffre.backup()
    coffre.close()
    coffres.restore(chemin, PHRASE)
    premier = coffres.open(chemin, PHRASE)
    lock_path(chemin).unlink()
    assert coffres.open(chemin, PHRASE).lecture_seule
    premier.close()


@sous_linux
def test_a_disk_without_locks_gets_no_file_that_names_the_computer(
    coffres: Coffres, chemin: Path, coffre: Coffre, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    coffre.close()

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(fcntl, "flock", refuse)
    lu = coffres.open(chemin, PHRASE)
    assert lu.etat().raison_lecture_seule == LectureSeule.SANS_VERROU
    assert all(fichier.read_bytes() == b"" for fichier in chemin.parent.iterdir() if fichier != chemin)
    lu.close()


@pytest.mark.parametrize(
    ("numero", "raison"),
    [
        (errno.ENOTSUP, LectureSeule.SANS_VERROU),
        (errno.ENOLCK, LectureSeule.SANS_VERROU),
        (errno.EACCES, LectureSeule.DOSSIER_PROTEGE),
        (errno.EROFS, LectureSeule.DOSSIER_PROTEGE),
    ],
)
def test_what_kept_the_lock_from_being_taken_is_told(
    chemin: Path, monkeypatch: pytest.MonkeyPatch, numero: int, raison: LectureSeule
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(numero, os.strerror(numero))

    monkeypatch.setattr(FileLock, "acquire", refuse)
    assert take_lock(chemin) == raison


def test_each_reason_has_its_sentence_where_writing_was_needed() -> None:
    assert {raison: raison.panne for raison in LectureSeule} == {
        LectureSeule.OUVERT_AILLEURS: Panne.COFFRE_DEJA_OUVERT,
        LectureSeule.DOSSIER_PROTEGE: Panne.COFFRE_INACCESSIBLE,
        LectureSeule.SANS_VERROU: Panne.COFFRE_INACCESSIBLE,
        LectureSeule.ABIME: Panne.COFFRE_INACCESSIBLE,
    }


def test_a_lock_taken_in_one_thread_is_let_go_in_another(chemin: Path) -> None:
    with ThreadPoolExecutor(1) as fil:
        verrou = fil.submit(take_lock, chemin).result()
        assert isinstance(verrou, VerrouFichier)
        assert take_lock(chemin) is LectureSeule.OUVERT_AILLEURS
        verrou.release()
        suivant = take_lock(chemin)
        assert isinstance(suivant, VerrouFichier)
        suivant.release()


def test_a_lock_is_for_its_owner_alone_and_holds_while_one_is_busy(chemin: Path) -> None:
    with exclusive(chemin):
        if os.name == "posix":
            assert lock_path(chemin).stat().st_mode & 0o077 == 0
        with pytest.raises(ExpectedError) as refus, exclusive(chemin):
            pass
        assert (refus.value.panne, refus.value.faits) == (Panne.COFFRE_DEJA_OUVERT, {"fichier": chemin.name})
    with pytest.raises(ZeroDivisionError), exclusive(chemin):
        1 / 0  # noqa: B018 - fails
    with exclusive(chemin):
        pass


@sous_linux
def test_the_lock_goes_to_the_file_that_was_put_in_place(chemin: Path) -> None:
    chemin.touch()
    verrou = take_lock(chemin)
    assert isinstance(verrou, VerrouFichier)
    ouverts = len(list(Path("/proc/self/fd").iterdir()))
    verrou.follow()
    neuf = chemin.with_name("neuf")
    neuf.touch()
    neuf.replace(chemin)
    lock_path(chemin).unlink()
    verrou.follow()
    # The former file is let go of, the new one is held.
    assert len(list(Path("/proc/self/fd").iterdir())) == ouverts
    assert take_lock(chemin) is LectureSeule.OUVERT_AILLEURS
    chemin.unlink()
    verrou.follow()
    verrou.release()
    verrou.release()
    assert len(list(Path("/proc/self/fd").iterdir())) == ouverts - 2


@sous_linux
def test_the_lock_is_kept_while_another_holds_what_was_put_in_place(chemin: Path) -> None:
    neuf = chemin.with_name("neuf")
    for fichier in (chemin, neuf):
        fichier.touch()
    verrou, autre = take_lock(chemin), take_lock(neuf)
    assert isinstance(verrou, VerrouFichier)
    assert isinstance(autre, VerrouFichier)
    neuf.replace(chemin)
    with pytest.raises(BlockingIOError):
        verrou.follow()
    autre.release()
    verrou.follow()
    lock_path(chemin).unlink()
    assert take_lock(chemin) is LectureSeule.OUVERT_AILLEURS
    verrou.release()
