"""What other programs do to the folder of a coffre is told by names alone."""

from pathlib import Path

from droits_usagers.vault.emplacement import conflicting_copies, synchronised_by
from tests.chaque import chaque


@chaque(
    ("dossier", "programme"),
    [
        *(("OneDrive", "OneDrive"), ("OneDrive - Département", "OneDrive"), ("Dropbox", "Dropbox")),
        *(("Google Drive", "Google Drive"), ("GoogleDrive", "Google Drive"), ("Mon Drive", "Google Drive")),
        *(("My Drive", "Google Drive"), ("iCloud Drive", "iCloud"), ("com~apple~CloudDocs", "iCloud")),
        *(("Nextcloud", "Nextcloud"), ("ownCloud", "ownCloud"), ("kDrive", "kDrive"), ("hubiC", "hubiC")),
        *(("MEGA", "MEGA"), ("pCloud", "pCloud"), ("Syncthing", "Syncthing")),
        *(("Documents", ""), ("Mes OneDrive", ""), ("Archives - Dropbox", "")),
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_known_by_its_name(tmp_path: Path, dossier: str, programme: str) -> None:
    assert synchronised_by(tmp_path / dossier / "permanence.coffre") == programme
    assert synchronised_by(tmp_path / dossier / "sous" / "dossier" / "permanence.coffre") == programme
    assert synchronised_by(tmp_path / f"{dossier}.coffre") == ""


def test_the_nearest_folder_tells(tmp_path: Path) -> None:
    assert synchronised_by(tmp_path / "Dropbox" / "MEGA" / "a.coffre") == "MEGA"


def test_copies_made_because_two_people_wrote_at_once_are_told_apart_from_others(tmp_path: Path) -> None:
    copies = [
        "permanence (conflicted copy 2026-11-24).coffre",
        "permanence (copie en conflit de Awa).coffre",
        "permanence.sync-Conflict-20261124.coffre",
    ]
    autres = ["permanence.coffre", "permanence - copie.coffre", "autre (conflit).coffre", "permanence (conflit).txt"]
    for nom in (*reversed(copies), *autres):
        (tmp_path / nom).touch()
    assert conflicting_copies(tmp_path / "permanence.coffre") == tuple(tmp_path / nom for nom in copies)
