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


#: As the programs write them, in French and in English.
DITS = (
    "permanence (conflicted copy 2026-11-24 101500).coffre",
    "permanence (Awa's conflicted copy 2026-11-24).coffre",
    "permanence (copie en conflit de Awa 2026-11-24).coffre",
    "permanence (Copie en conflit de PC-ACCUEIL).coffre",
    "permanence (Case Conflict).coffre",
    "permanence (SFConflict awa@exemple.fr 2026-11-24-10-15-00).coffre",
    "permanence [conflicted].coffre",
    "permanence.sync-conflict-20261124-101500-ABCDEFG.coffre",
    "permanence_conflict-20261124-101500.coffre",
    "permanence_NAS_Nov-24-1015-2026_Conflict.coffre",
    "permanence_conf(1).coffre",
)
#: Only what is in the file tells them from a name that someone chose.
TUS = (
    "permanence-PC-ACCUEIL.coffre",
    "permanence-DESKTOP-4F2K1QX.coffre",
    "permanence-LAPTOP-7QD3-2.coffre",
    "permanence-MacBook Pro de Awa.coffre",
    "permanence-iMac.coffre",
    "permanence (1).coffre",
    "permanence(2).coffre",
    "permanence 2.coffre",
)
#: Chosen by someone, or of another file.
INNOCENTS = (
    "permanence - copie.coffre",
    "permanence - Copie (2).coffre",
    "permanence-2025.coffre",
    "permanence-2026-11-24.coffre",
    "permanence 2025.coffre",
    "permanence-nord.coffre",
    "permanence-Nord.coffre",
    "permanence avant ménage.coffre",
    "permanences.coffre",
    "permanence2.coffre",
    "permanence-nord (conflicted copy 2026-11-24).coffre",
    "permanence-conflits d'intérêts.coffres",
    "autre (conflit).coffre",
    "perm (conflit).coffre",
    "permanence (conflit).txt",
    "permanence (1).coffre.tmp",
)


def folder(ou: Path) -> Path:
    """A new one: nothing of what was tried before is in it."""
    dossier = ou / str(len([*ou.iterdir()]))
    dossier.mkdir()
    return dossier


SEL, AUTRE_SEL = b"0123456789abcdef", b"fedcba9876543210"


@chaque("nom", DITS)
def test_a_conflicting_copy_whose_name_says_so_is_told(tmp_path: Path, nom: str) -> None:
    dossier = folder(tmp_path)
    original, copie = dossier / "permanence.coffre", dossier / nom
    original.write_bytes(SEL)
    # Cut short, or under another phrase: its name is enough.
    copie.write_bytes(b"")
    assert conflicting_copies(original) == (copie,)
    assert conflicting_copies(copie) == (original,)


@chaque("nom", TUS)
def test_one_that_only_bears_a_number_or_a_computer_is_told_by_what_is_in_it(tmp_path: Path, nom: str) -> None:
    dossier = folder(tmp_path)
    original, copie = dossier / "permanence.coffre", dossier / nom
    original.write_bytes(SEL)
    copie.write_bytes(SEL + b"autre suite")
    assert conflicting_copies(original) == (copie,)
    assert conflicting_copies(copie) == (original,)
    # Another coffre, that someone called so.
    copie.write_bytes(AUTRE_SEL)
    assert conflicting_copies(original) == ()


@chaque("nom", INNOCENTS)
def test_a_name_that_someone_chose_is_no_conflict(tmp_path: Path, nom: str) -> None:
    dossier = folder(tmp_path)
    original = dossier / "permanence.coffre"
    original.write_bytes(SEL)
    (dossier / nom).write_bytes(SEL)
    assert conflicting_copies(original) == ()


def test_two_copies_of_one_coffre_are_not_taken_for_each_other(tmp_path: Path) -> None:
    for nom in ("permanence.coffre", DITS[0], TUS[0]):
        (tmp_path / nom).write_bytes(SEL)
    assert conflicting_copies(tmp_path / "permanence.coffre") == (tmp_path / DITS[0], tmp_path / TUS[0])


def test_an_accent_written_in_two_characters_is_the_same(tmp_path: Path) -> None:
    compose, decompose = "f\u00e9vrier.coffre", "fe\u0301vrier (conflicted copy 2026-02-02).coffre"
    for nom in (compose, decompose):
        (tmp_path / nom).write_bytes(SEL)
    assert conflicting_copies(tmp_path / compose) == (tmp_path / decompose,)
