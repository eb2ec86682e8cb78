"""What is handed in is a regular file, and not a huge one."""

from pathlib import Path

import pytest

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.exchange.toml import TAILLE_MAXIMALE
from droits_usagers.services.socle.lecture import read_file
from tests.outils import sous_linux


def refusal(chemin: Path) -> tuple[Panne, str]:
    with pytest.raises(ExpectedError) as refus:
        read_file(chemin)
    return refus.value.panne, refus.value.faits["fichier"]


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "R.toml").write_bytes(b"a\r\n\x00")

    assert read_file(tmp_path / "R.toml") == b"a\r\n\x00"


def test_no_more_is_read_than_it_takes_to_refuse(tmp_path: Path) -> None:
    (tmp_path / "R.toml").write_bytes(b" " * (TAILLE_MAXIMALE + 1000))

    assert len(read_file(tmp_path / "R.toml")) == TAILLE_MAXIMALE + 1


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "fichier").touch()

    assert refusal(tmp_path / "R.toml") == (Panne.FICHIER_ABSENT, "R.toml")
    assert refusal(tmp_path / "fichier" / "R.toml") == (Panne.FICHIER_ABSENT, "R.toml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "R.toml").mkdir()

    assert refusal(tmp_path / "R.toml") == (Panne.FICHIER_ILLISIBLE, "R.toml")


def test_a_name_too_long_is_said_short(tmp_path: Path) -> None:
    panne, nom = refusal(tmp_path / ("x" * 5000))

    assert panne is Panne.FICHIER_ILLISIBLE
    assert len(nom) == 60


@sous_linux
def test_an_endless_device_is_refused_without_being_read() -> None:
    assert refusal(Path("/dev/zero")) == (Panne.FICHIER_ILLISIBLE, "zero")


@sous_linux
def test_a_file_that_cannot_be_read_to_the_end_is_refused() -> None:
    assert refusal(Path("/proc/self/mem")) == (Panne.FICHIER_ILLISIBLE, "mem")
