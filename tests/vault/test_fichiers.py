"""A file is put in its place whole, lasts through a power cut, and leaves nothing half-made beside it."""

import errno
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from droits_usagers.vault.fichiers import (
    discard,
    private_temp,
    publish,
    publish_all,
    publish_new,
    remove,
    remove_temps,
    remove_temps_of,
)
from tests.chaque import chaque
from tests.outils import sous_linux


def written(destination: Path, contenu: bytes) -> Path:
    """A temporary file, finished."""
    temp = private_temp(destination)
    temp.write_bytes(contenu)
    return temp


def names(dossier: Path) -> list[str]:
    return sorted(fichier.name for fichier in dossier.iterdir())


class Disque:
    """What was asked to last, in order: the file or folder, and what was in the folder at that moment."""

    def __init__(self) -> None:
        self.appels: list[tuple[str, list[str]]] = []
        self._fsync = os.fsync

    def fsync(self, descripteur: int) -> None:
        chemin = Path(f"/proc/self/fd/{descripteur}").readlink()
        dossier = chemin if chemin.is_dir() else chemin.parent
        genre = "dossier" if chemin.is_dir() else "fichier"
        self.appels.append((genre, [nom for nom in names(dossier) if not nom.startswith(".")]))
        self._fsync(descripteur)


@pytest.fixture
def disque(monkeypatch: pytest.MonkeyPatch) -> Disque:
    disque = Disque()
    monkeypatch.setattr(os, "fsync", disque.fsync)
    return disque


def without_hard_links(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "hardlink_to", refuse)


def test_a_temporary_file_is_beside_its_destination_hidden_and_for_its_owner_alone(tmp_path: Path) -> None:
    premier, second = (private_temp(tmp_path / "a.coffre") for _ in range(2))
    for temp in (premier, second):
        assert re.fullmatch(r"\.a\.coffre\.[0-9a-f]{8}\.tmp", temp.name)
        assert (temp.parent, temp.read_bytes()) == (tmp_path, b"")
        if os.name == "posix":
            assert stat.S_IMODE(temp.stat().st_mode) == 0o600
    assert premier != second
    with pytest.raises(FileNotFoundError):
        private_temp(tmp_path / "absent" / "a")


def test_a_temporary_file_goes_with_its_journal_and_what_cannot_go_hides_nothing(tmp_path: Path) -> None:
    temp = private_temp(tmp_path / "a")
    journal = temp.with_name(f"{temp.name}-journal")
    journal.touch()
    discard(temp)
    assert names(tmp_path) == []
    discard(temp)
    temp.mkdir()
    journal.touch()
    discard(temp)
    assert names(tmp_path) == [temp.name]


def test_a_file_that_is_gone_already_may_be_removed(tmp_path: Path) -> None:
    chemin = tmp_path / "a"
    chemin.touch()
    for _ in range(2):
        remove(chemin)
    assert names(tmp_path) == []


@chaque("nom", ["a.coffre", "a[b].coffre", "a*.coffre", "a?.coffre"] if os.name == "posix" else ["a.coffre", "a[b].coffre"])
def test_what_an_interruption_left_beside_a_file_is_removed_and_nothing_else(tmp_path: Path, nom: str) -> None:
    gardes = [tmp_path / autre for autre in (nom, ".ab.coffre.0a1b2c3d.tmp", f".{nom}.0a1b2c3d", f"{nom}.0a1b2c3d.tmp")]
    for fichier in gardes:
        fichier.touch()
    restes = [private_temp(tmp_path / nom), private_temp(tmp_path / nom)]
    restes[0].with_name(f"{restes[0].name}-journal").touch()
    remove_temps(tmp_path / nom)
    assert names(tmp_path) == sorted(fichier.name for fichier in gardes)
    for fichier in gardes:
        fichier.unlink()


def test_what_was_left_beside_many_files_is_removed_in_each_of_their_folders(tmp_path: Path) -> None:
    destinations = [tmp_path / dossier / nom for dossier in ("un", "deux") for nom in ("a", "b")]
    for destination in destinations:
        destination.parent.mkdir(exist_ok=True)
        private_temp(destination)
    gardes = [private_temp(tmp_path / "un" / "c"), tmp_path / "un" / ".a.xyz.tmp", tmp_path / "deux" / "a"]
    for garde in gardes:
        garde.touch()
    remove_temps_of(destinations)
    assert names(tmp_path / "un") == sorted(garde.name for garde in gardes[:2])
    assert names(tmp_path / "deux") == ["a"]


@sous_linux
def test_a_file_is_on_the_disk_before_it_takes_its_place_and_its_place_is_too_afterwards(
    tmp_path: Path, disque: Disque
) -> None:
    for publier, nom in ((publish, "a"), (publish_new, "b")):
        disque.appels.clear()
        avant = [autre for autre in names(tmp_path) if not autre.startswith(".")]
        temp = written(tmp_path / nom, b"contenu")
        publier(temp, tmp_path / nom)
        assert disque.appels == [("fichier", avant), ("dossier", [*avant, nom])]
        assert (tmp_path / nom).read_bytes() == b"contenu"
        assert not temp.exists()


@sous_linux
def test_many_files_are_on_the_disk_before_the_first_takes_its_place(tmp_path: Path, disque: Disque) -> None:
    destinations = [tmp_path / nom for nom in "abc"]
    publish_all({written(destination, destination.name.encode()): destination for destination in destinations})
    assert disque.appels == [("fichier", [])] * 3 + [("dossier", ["a", "b", "c"])]
    assert [destination.read_bytes() for destination in destinations] == [b"a", b"b", b"c"]
    assert names(tmp_path) == ["a", "b", "c"]


def test_many_files_take_their_places_or_none_does(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"avant")
    with pytest.raises(FileExistsError):
        publish_all({written(tmp_path / nom, b"neuf"): tmp_path / nom for nom in "abc"})
    assert [nom for nom in names(tmp_path) if not nom.startswith(".")] == ["b"]
    assert (tmp_path / "b").read_bytes() == b"avant"


def test_a_file_replaces_another_only_where_it_is_meant_to(tmp_path: Path) -> None:
    destination = tmp_path / "a"
    destination.write_bytes(b"avant")
    temp = written(destination, b"neuf")
    with pytest.raises(FileExistsError):
        publish_new(temp, destination)
    assert destination.read_bytes() == b"avant"
    publish(temp, destination)
    assert destination.read_bytes() == b"neuf"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("error", [PermissionError(errno.EPERM, ""), NotImplementedError()], ids=repr)
def test_a_disk_without_hard_links_keeps_the_same_promise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    without_hard_links(monkeypatch, error)
    publish_new(written(tmp_path / "a", b"neuf"), tmp_path / "a")
    assert (names(tmp_path), (tmp_path / "a").read_bytes()) == (["a"], b"neuf")
    temp = written(tmp_path / "a", b"plus neuf")
    with pytest.raises(FileExistsError):
        publish_new(temp, tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"neuf"

    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="space"):
        publish_new(temp, tmp_path / "b")
    assert not (tmp_path / "b").exists()
    assert temp.read_bytes() == b"plus neuf"


@pytest.mark.parametrize("numero", [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_a_disk_that_fails_is_not_taken_for_one_without_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, numero: int
) -> None:
    without_hard_links(monkeypatch, OSError(numero, os.strerror(numero)))
    temp = written(tmp_path / "a", b"neuf")
    with pytest.raises(OSError, match=re.escape(os.strerror(numero))):
        publish_new(temp, tmp_path / "a")
    assert names(tmp_path) == [temp.name]


@sous_linux
@pytest.mark.parametrize("publier", [publish, publish_new])
def test_no_handle_is_left_open(tmp_path: Path, publier: Callable[[Path, Path], None]) -> None:
    avant = len(list(Path("/proc/self/fd").iterdir()))
    for rang in range(4):
        publier(written(tmp_path / str(rang), b""), tmp_path / str(rang))
    assert len(list(Path("/proc/self/fd").iterdir())) == avant
