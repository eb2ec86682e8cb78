"""A file is written whole or not at all."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from droits_usagers.domain.controle.libre import grant
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.socle.ecriture import free_place, write_file, write_new_files, write_together
from droits_usagers.vault import fichiers


def test_a_file_is_written_for_its_owner_only_and_nothing_else_is_left(tmp_path: Path) -> None:
    chemin = tmp_path / "acces.pdf"
    write_file(chemin, grant(b"lettre"))
    assert chemin.read_bytes() == b"lettre"
    assert [fichier.name for fichier in tmp_path.iterdir()] == ["acces.pdf"]
    if os.name == "posix":
        assert stat.S_IMODE(chemin.stat().st_mode) == 0o600


def test_what_is_there_is_never_replaced_unasked(tmp_path: Path) -> None:
    chemin = tmp_path / "acces.pdf"
    chemin.write_bytes(b"ancienne")
    with pytest.raises(ExpectedError) as refus:
        write_file(chemin, grant(b"nouvelle"))
    assert refus.value.panne is Panne.FICHIER_EXISTE
    assert refus.value.faits == {"fichier": "acces.pdf"}
    assert chemin.read_bytes() == b"ancienne"


def test_what_is_there_is_replaced_when_asked(tmp_path: Path) -> None:
    chemin = tmp_path / "acces.pdf"
    chemin.write_bytes(b"ancienne")
    write_file(chemin, grant(b"nouvelle"), remplacer=True)
    assert chemin.read_bytes() == b"nouvelle"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as refus:
        write_file(tmp_path / "absent" / "acces.pdf", grant(b"lettre"))
    assert refus.value.panne is Panne.DOSSIER_INACCESSIBLE


def test_its_folder_is_made_when_asked(tmp_path: Path) -> None:
    chemin = tmp_path / "nouveau" / "acces.pdf"
    write_file(chemin, grant(b"lettre"), creer_dossier=True)
    assert chemin.read_bytes() == b"lettre"


def test_a_full_disk_leaves_the_former_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chemin = tmp_path / "acces.pdf"
    chemin.write_bytes(b"ancienne")

    def refuse(_chemin: Path, _contenu: bytes) -> int:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(ExpectedError) as refus:
        write_file(chemin, grant(b"nouvelle"), remplacer=True)
    monkeypatch.undo()
    assert refus.value.panne is Panne.DISQUE_PLEIN
    assert chemin.read_bytes() == b"ancienne"
    assert [fichier.name for fichier in tmp_path.iterdir()] == ["acces.pdf"]


def test_several_files_are_written_at_once_each_under_a_name_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"ancienne")
    places = write_new_files(tmp_path, {"a.docx": grant(b"une"), "a-2.docx": grant(b"deux"), "b.docx": grant(b"trois")})
    assert {nom: chemin.name for nom, chemin in places.items()} == {
        "a.docx": "a-2.docx",
        "a-2.docx": "a-2-2.docx",
        "b.docx": "b.docx",
    }
    assert {chemin.name: chemin.read_bytes() for chemin in tmp_path.iterdir()} == {
        "a.docx": b"ancienne",
        "a-2.docx": b"une",
        "a-2-2.docx": b"deux",
        "b.docx": b"trois",
    }


def test_several_files_are_written_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vraie = Path.hardlink_to

    def hardlink_to(destination: Path, temp: Path) -> None:
        if destination.name == "c.docx":
            # Someone took the name just before.
            raise FileExistsError
        vraie(destination, temp)

    monkeypatch.setattr(Path, "hardlink_to", hardlink_to)
    with pytest.raises(ExpectedError) as refus:
        write_new_files(tmp_path, {f"{nom}.docx": grant(b"lettre") for nom in "abcd"})
    assert refus.value.panne is Panne.DOSSIER_INACCESSIBLE
    assert list(tmp_path.iterdir()) == []


def test_what_an_interrupted_writing_left_under_these_names_goes_with_the_next_one(tmp_path: Path) -> None:
    restes = [tmp_path / nom for nom in (".acces.docx.0a1b2c3d.tmp", ".autre.docx.0a1b2c3d.tmp", ".acces.docx.tmp")]
    for reste in restes:
        reste.write_bytes(b"lettre")
    write_new_files(tmp_path, {"acces.docx": grant(b"lettre")})
    assert [reste.exists() for reste in restes] == [False, True, True]
    assert (tmp_path / "acces.docx").exists()


def test_the_same_thing_in_several_formats_is_written_all_or_none(tmp_path: Path) -> None:
    un, deux = tmp_path / "a.pdf", tmp_path / "a.docx"
    write_together(grant({un: b"1", deux: b"2"}))
    assert (un.read_bytes(), deux.read_bytes()) == (b"1", b"2")
    with pytest.raises(ExpectedError) as refus:
        write_together(grant({tmp_path / "b.pdf": b"3", deux: b"4"}))
    assert refus.value.panne is Panne.FICHIER_EXISTE
    write_together(grant({un: b"3", deux: b"4"}), remplacer=True)
    assert (un.read_bytes(), deux.read_bytes()) == (b"3", b"4")
    assert sorted(chemin.name for chemin in tmp_path.iterdir()) == ["a.docx", "a.pdf"]


def test_the_first_of_several_is_put_back_when_the_second_cannot_be(tmp_path: Path) -> None:
    un, deux, neuf = tmp_path / "a.pdf", tmp_path / "a.docx", tmp_path / "b.pdf"
    un.write_bytes(b"avant")
    deux.mkdir()
    with pytest.raises(ExpectedError) as refus:
        write_together(grant({un: b"1", neuf: b"2", deux: b"3"}), remplacer=True)
    assert refus.value.panne is Panne.DOSSIER_INACCESSIBLE
    assert un.read_bytes() == b"avant"
    assert sorted(chemin.name for chemin in tmp_path.iterdir()) == ["a.docx", "a.pdf"]


def test_a_free_place_is_beside_what_is_taken(tmp_path: Path) -> None:
    assert free_place(tmp_path / "a.docx") == tmp_path / "a.docx"
    (tmp_path / "a.docx").touch()
    assert free_place(tmp_path / "a.docx") == tmp_path / "a-2.docx"


def _held(replace: Callable[[Path, Path], Path], fois: int, winerror: int) -> Callable[[Path, Path], Path]:
    """What Windows answers, so many times, of a file that Word holds."""
    reste = [fois]

    def try_to(temp: Path, destination: Path) -> Path:
        if reste[0]:
            reste[0] -= 1
            error = PermissionError(errno.EACCES, "held")
            error.winerror = winerror  # type: ignore[attr-defined, unused-ignore]
            raise error
        return replace(temp, destination)

    return try_to


@pytest.fixture
def lettre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One that is there. Nobody waits."""
    monkeypatch.setattr(fichiers, "_ATTENTES", (0.0, 0.0))
    lettre = tmp_path / "lettre.docx"
    lettre.write_bytes(b"former")
    return lettre


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_file_that_another_program_holds_for_an_instant_is_written(winerror: int, lettre: Path) -> None:
    with pytest.MonkeyPatch.context() as word:
        word.setattr(Path, "replace", _held(Path.replace, 2, winerror))
        write_file(lettre, grant(b"new"), remplacer=True)

    assert lettre.read_bytes() == b"new"


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_file_that_another_program_goes_on_holding_is_said_so_and_left(winerror: int, lettre: Path) -> None:
    with pytest.MonkeyPatch.context() as word:
        word.setattr(Path, "replace", _held(Path.replace, 9, winerror))
        with pytest.raises(ExpectedError) as refus:
            write_file(lettre, grant(b"new"), remplacer=True)

    assert refus.value.panne is Panne.FICHIER_TENU
    assert [*lettre.parent.iterdir()] == [lettre]
    assert lettre.read_bytes() == b"former"


def test_a_folder_where_nothing_may_be_written_is_not_said_to_be_held(lettre: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lettre.unlink()
    monkeypatch.setattr(Path, "replace", _held(Path.replace, 9, 5))

    with pytest.raises(ExpectedError) as refus:
        write_file(lettre, grant(b"new"), remplacer=True)

    assert refus.value.panne is Panne.DOSSIER_INACCESSIBLE
