"""What a session does when nobody is there."""

import datetime as dt
import errno
from pathlib import Path

import pytest

from droits_usagers.services.accueil.seance import Ordre, Seance
from droits_usagers.services.socle.modes import Mode
from droits_usagers.vault import fichiers
from tests.coffres import Horloge


class Veilleur:
    """A session looked at every second of an invented time."""

    def __init__(self, mode: Mode) -> None:
        self.horloge = Horloge()
        self.seance = Seance(mode, self.horloge.now)

    def wait(self, *, occupied: bool = True, **duree: float) -> list[Ordre]:
        """Every order given meanwhile, in order."""
        fin = self.horloge.maintenant + dt.timedelta(**duree)
        ordres: list[Ordre] = []
        while self.horloge.maintenant < fin:
            self.horloge.advance(seconds=1)
            ordre = self.seance.tick(occupied=occupied)
            if ordre is not Ordre.RIEN:
                ordres.append(ordre)
                if ordre is Ordre.EFFACER:
                    self.seance.forget()
        return ordres


@pytest.mark.parametrize(("mode", "cache", "efface"), [(Mode.SANS_ENREGISTREMENT, 5, 30), (Mode.POSTE_PARTAGE, 2, 10)])
def test_what_was_typed_is_hidden_then_erased(mode: Mode, cache: int, efface: int) -> None:
    veilleur = Veilleur(mode)
    assert veilleur.wait(minutes=cache, seconds=-1) == []
    assert veilleur.wait(seconds=1) == [Ordre.CACHER]
    assert veilleur.wait(minutes=efface - cache, seconds=-1) == []
    assert veilleur.wait(seconds=1) == [Ordre.EFFACER]
    assert veilleur.wait(occupied=False, hours=2) == []


def test_someone_at_the_computer_keeps_it_open() -> None:
    veilleur = Veilleur(Mode.SANS_ENREGISTREMENT)
    for _ in range(10):
        assert veilleur.wait(minutes=4) == []
        veilleur.seance.touch()


def test_touching_a_hidden_screen_does_not_put_off_erasing() -> None:
    veilleur = Veilleur(Mode.SANS_ENREGISTREMENT)
    veilleur.wait(minutes=5)
    veilleur.horloge.advance(minutes=0)
    veilleur.seance.touch()
    assert veilleur.wait(minutes=25) == [Ordre.RECOUVRIR, Ordre.EFFACER]


def test_resuming_gives_the_whole_time_again() -> None:
    veilleur = Veilleur(Mode.SANS_ENREGISTREMENT)
    veilleur.wait(minutes=29)
    veilleur.seance.resume()
    assert veilleur.seance.time_left() == dt.timedelta(minutes=30)
    assert veilleur.wait(minutes=5) == [Ordre.CACHER]


def test_the_time_left_is_counted_from_the_last_sign_of_someone() -> None:
    veilleur = Veilleur(Mode.SANS_ENREGISTREMENT)
    veilleur.wait(minutes=12)
    assert veilleur.seance.time_left() == dt.timedelta(minutes=18)


def test_a_screen_where_nothing_was_typed_is_hidden_then_back_to_the_first_one_where_it_stays() -> None:
    veilleur = Veilleur(Mode.SANS_ENREGISTREMENT)
    assert veilleur.wait(occupied=False, hours=3) == [Ordre.CACHER, Ordre.EFFACER]
    veilleur.seance.touch()
    assert veilleur.wait(occupied=False, minutes=5) == [Ordre.CACHER]


def test_a_coffre_is_locked_even_if_nothing_was_typed_and_never_erased() -> None:
    veilleur = Veilleur(Mode.COFFRE)
    assert veilleur.wait(occupied=False, minutes=5) == [Ordre.VERROUILLER]
    assert veilleur.wait(occupied=False, hours=3) == []
    assert veilleur.seance.time_left() is None


def test_a_computer_that_slept_a_little_wakes_up_hidden() -> None:
    veilleur = Veilleur(Mode.SANS_ENREGISTREMENT)
    veilleur.wait(seconds=5)
    veilleur.horloge.advance(minutes=2)
    assert veilleur.seance.tick(occupied=True) is Ordre.CACHER


def test_a_computer_that_slept_all_night_wakes_up_empty() -> None:
    veilleur = Veilleur(Mode.SANS_ENREGISTREMENT)
    veilleur.wait(seconds=5)
    veilleur.horloge.advance(hours=9)
    assert veilleur.seance.tick(occupied=True) is Ordre.EFFACER


def test_a_clock_set_back_does_not_keep_the_screen_open() -> None:
    veilleur = Veilleur(Mode.SANS_ENREGISTREMENT)
    veilleur.horloge.advance(days=-1)
    assert veilleur.seance.tick(occupied=True) is Ordre.RIEN
    assert veilleur.wait(minutes=5) == [Ordre.CACHER]


def test_hiding_twice_is_hiding_once() -> None:
    seance = Veilleur(Mode.SANS_ENREGISTREMENT).seance
    assert seance.protect() is Ordre.CACHER
    assert seance.protect() is Ordre.RECOUVRIR


def test_saved_files_are_listed_until_the_next_person(tmp_path: Path) -> None:
    seance = Veilleur(Mode.SANS_ENREGISTREMENT).seance
    lettre, autre = tmp_path / "acces.pdf", tmp_path / "acces.docx"
    for fichier in (lettre, autre, lettre):
        fichier.write_bytes(b"x")
        seance.remember_file(fichier)
    assert list(seance.fichiers) == [lettre, autre]
    assert seance.delete_files([lettre]) == ()
    assert list(seance.fichiers) == [autre]
    seance.forget()
    assert list(seance.fichiers) == []
    assert autre.exists()


def test_only_files_of_this_session_can_be_deleted(tmp_path: Path) -> None:
    seance = Veilleur(Mode.SANS_ENREGISTREMENT).seance
    ailleurs = tmp_path / "autre.pdf"
    ailleurs.write_bytes(b"x")
    seance.delete_files([ailleurs])
    assert ailleurs.exists()


def test_a_file_that_cannot_be_deleted_is_said(tmp_path: Path) -> None:
    seance = Veilleur(Mode.SANS_ENREGISTREMENT).seance
    dossier = tmp_path / "un-dossier.pdf"
    dossier.mkdir()
    seance.remember_file(dossier)
    assert seance.delete_files([dossier]) == (dossier,)


def test_a_file_that_another_program_held_for_an_instant_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seance = Veilleur(Mode.SANS_ENREGISTREMENT).seance
    lettre = tmp_path / "lettre.docx"
    lettre.write_bytes(b"x")
    seance.remember_file(lettre)
    unlink, refus = Path.unlink, [PermissionError(errno.EACCES, "held")]
    refus[0].winerror = 32  # type: ignore[attr-defined, unused-ignore]

    def hold(chemin: Path, **options: bool) -> None:
        if refus:
            raise refus.pop()
        unlink(chemin, **options)

    monkeypatch.setattr(fichiers, "_ATTENTES", (0.0,))
    monkeypatch.setattr(Path, "unlink", hold)
    assert seance.delete_files([lettre]) == ()
    assert not lettre.exists()


def test_leaving_a_coffre_goes_back_to_keeping_nothing() -> None:
    seance = Veilleur(Mode.COFFRE).seance
    seance.leave_coffre()
    assert seance.mode is Mode.SANS_ENREGISTREMENT
    assert seance.take_coffre() is None
