"""Each reason for which a file does not open has its own name (and its own sentence)."""

import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffres import Coffres
from droits_usagers.vault.diagnostic import inspect, some_page_passes
from droits_usagers.vault.driver import PAGE_SIZE, Cle
from droits_usagers.vault.fichiers import private_temp
from droits_usagers.vault.moteur import APPLICATION_ID
from tests.coffres import AUTRE_PHRASE, KDF_RAPIDE, PHRASE, full
from tests.outils import sous_linux


@pytest.fixture
def ferme(coffres: Coffres, chemin: Path) -> Path:
    """A closed coffre with a little in it, and no backup."""
    coffre = coffres.create(chemin, PHRASE, accept_weak=True)
    coffre.dossiers.create(full())
    coffre.close()
    return chemin


def why(coffres: Coffres, chemin: Path, phrase: str = PHRASE) -> Panne:
    """Why it does not open. The file must be left exactly as it was."""
    avant = chemin.read_bytes() if chemin.is_file() else None
    with pytest.raises(ExpectedError) as refus:
        coffres.open(chemin, phrase)
    assert (chemin.read_bytes() if chemin.is_file() else None) == avant
    assert phrase not in repr(refus.value) + repr(refus.value.faits)
    return refus.value.panne


def overwrite(chemin: Path, debut: int, octets: bytes) -> None:
    with chemin.open("r+b") as fichier:
        fichier.seek(debut)
        fichier.write(octets)


def alter(chemin: Path, place: int) -> None:
    """Another byte there, whatever it was: a salt is drawn, and may hold any."""
    overwrite(chemin, place, bytes([chemin.read_bytes()[place] ^ 1]))


def test_a_wrong_phrase_is_a_wrong_phrase(coffres: Coffres, ferme: Path) -> None:
    assert why(coffres, ferme, AUTRE_PHRASE) is Panne.PHRASE_REFUSEE


def test_a_former_phrase_is_a_wrong_phrase_even_if_a_backup_opens_with_it(coffres: Coffres, ferme: Path) -> None:
    coffre = coffres.open(ferme, PHRASE)
    coffre.change_phrase(PHRASE, AUTRE_PHRASE)
    coffre.close()
    assert why(coffres, ferme, PHRASE) is Panne.PHRASE_REFUSEE


@pytest.mark.parametrize("debut", [16, 100, 2000, PAGE_SIZE - 40])
def test_a_damaged_first_page_is_told_from_a_wrong_phrase(coffres: Coffres, ferme: Path, debut: int) -> None:
    overwrite(ferme, debut, b"\0" * 16)
    assert why(coffres, ferme) is Panne.COFFRE_ABIME


def test_a_zeroed_salt_is_damage(coffres: Coffres, ferme: Path) -> None:
    overwrite(ferme, 0, bytes(16))
    assert why(coffres, ferme) is Panne.COFFRE_ABIME


def test_an_altered_salt_is_damage_where_a_backup_tells_so(coffres: Coffres, ferme: Path) -> None:
    coffre = coffres.open(ferme, PHRASE)
    coffre.backup()
    coffre.close()
    alter(ferme, 3)
    assert why(coffres, ferme) is Panne.COFFRE_ABIME
    assert why(coffres, ferme, AUTRE_PHRASE) is Panne.PHRASE_REFUSEE


def test_an_altered_salt_without_a_backup_cannot_be_told_from_a_wrong_phrase(coffres: Coffres, ferme: Path) -> None:
    alter(ferme, 3)
    assert why(coffres, ferme) is Panne.PHRASE_REFUSEE


@pytest.mark.parametrize("reste", [PAGE_SIZE * 3 + 12, PAGE_SIZE - 1, 900])
def test_a_truncated_coffre_is_damaged(coffres: Coffres, ferme: Path, reste: int) -> None:
    os.truncate(ferme, reste)
    assert why(coffres, ferme) is Panne.COFFRE_ABIME


def test_a_coffre_of_zeros_is_damaged(coffres: Coffres, ferme: Path) -> None:
    ferme.write_bytes(bytes(ferme.stat().st_size))
    assert why(coffres, ferme) is Panne.COFFRE_ABIME


def test_text_written_over_a_coffre_that_has_backups_is_damage(coffres: Coffres, ferme: Path) -> None:
    coffre = coffres.open(ferme, PHRASE)
    coffre.backup()
    coffre.close()
    ferme.write_text("synchronisation interrompue\n" * 500)
    assert why(coffres, ferme) is Panne.COFFRE_ABIME


def test_an_empty_file_is_an_empty_file(coffres: Coffres, chemin: Path) -> None:
    chemin.touch()
    assert why(coffres, chemin) is Panne.COFFRE_VIDE


def test_a_file_that_is_not_there_is_not_there(coffres: Coffres, chemin: Path) -> None:
    assert why(coffres, chemin) is Panne.FICHIER_ABSENT


def _plain_sqlite(chemin: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", f"import sqlite3; sqlite3.connect({str(chemin)!r}).execute('create table t(a)')"], check=True
    )


def _zip(chemin: Path) -> None:
    with zipfile.ZipFile(chemin, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", random.Random(1).randbytes(50_000))


def _other_sqlcipher(chemin: Path) -> None:
    """A file of another program that happens to have the same phrase."""
    db = Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(private_temp(chemin).rename(chemin))
    db.conn.execute("CREATE TABLE t (v TEXT) STRICT")
    db.close()


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(Path.mkdir, id="dossier"),
        pytest.param(lambda chemin: chemin.write_text("Bonjour,\nVoici ma lettre.\n" * 400), id="texte"),
        pytest.param(lambda chemin: chemin.write_bytes(b"%PDF-1.7\n" + random.Random(2).randbytes(9000)), id="pdf"),
        pytest.param(_plain_sqlite, id="sqlite en clair"),
        pytest.param(_zip, id="zip"),
        pytest.param(_other_sqlcipher, id="autre programme"),
        pytest.param(os.mkfifo, id="tube", marks=sous_linux),
    ],
)
def test_what_is_no_coffre_is_said_to_be_none(coffres: Coffres, chemin: Path, make: Callable[[Path], object]) -> None:
    make(chemin)
    assert why(coffres, chemin) is Panne.PAS_UN_COFFRE


def test_a_coffre_of_a_newer_format_is_left_alone(coffres: Coffres, ferme: Path) -> None:
    db = Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(ferme)
    db.conn.execute("PRAGMA user_version = 99")
    db.close()
    assert why(coffres, ferme) is Panne.COFFRE_PLUS_RECENT


@pytest.mark.parametrize("table", ["journal", "dossiers"])
def test_a_coffre_without_one_of_its_tables_was_made_otherwise(coffres: Coffres, ferme: Path, table: str) -> None:
    with closing(Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(ferme)) as db:
        db.conn.execute("PRAGMA foreign_keys = OFF")
        db.conn.execute(f"DROP TABLE {table}")
    assert why(coffres, ferme) is Panne.COFFRE_INCOMPRIS


def test_the_file_says_whose_it_is_once_opened(ferme: Path) -> None:
    db = Cle(PHRASE, kdf_iter=KDF_RAPIDE).consult(ferme)
    assert db.conn.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


_AS_NOBODY = """
import os, sys
sys.path.insert(0, {racine!r})
from contextlib import closing
from pathlib import Path
import droits_usagers.vault.emplacement, droits_usagers.vault.ouverture
from tests.coffres import PHRASE, make_coffres
from droits_usagers.domain.socle.errors import ExpectedError
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    etat = make_coffres().open(Path({chemin!r}), PHRASE).etat()
    print(etat.raison_lecture_seule, etat.dossiers)
except ExpectedError as error:
    print(error.panne)
"""


def as_nobody(racine: Path, chemin: Path) -> str:
    """What someone without any right on the file is told (root has every right, so the process gives them up)."""
    code = _AS_NOBODY.format(racine=str(racine), chemin=str(chemin))
    fini = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=300)
    assert fini.returncode == 0, fini.stderr
    return fini.stdout.strip()


@pytest.fixture
def pour_tous(ferme: Path) -> Iterator[Path]:
    """The same, where anyone may look: another run of the tests may close their common folder at any time."""
    with TemporaryDirectory() as dossier:
        Path(dossier).chmod(0o755)
        yield Path(shutil.copy(ferme, dossier))


@sous_linux
def test_a_file_that_may_not_be_read_is_out_of_reach(racine: Path, pour_tous: Path) -> None:
    pour_tous.chmod(0o000)
    assert as_nobody(racine, pour_tous) == Panne.COFFRE_INACCESSIBLE


@sous_linux
def test_a_folder_where_nothing_may_be_written_opens_read_only_and_says_why(racine: Path, pour_tous: Path) -> None:
    pour_tous.chmod(0o444)
    assert as_nobody(racine, pour_tous) == "dossier_protege 1"


def pages(*genres: str) -> bytes:
    """Pages of noise, of text or of zeros."""
    hasard = random.Random(7)
    contenu = {"bruit": lambda: hasard.randbytes(PAGE_SIZE), "texte": lambda: (b"Bonjour, " * 500)[:PAGE_SIZE]}
    return b"".join(contenu.get(genre, lambda: bytes(PAGE_SIZE))() for genre in genres)


@pytest.mark.parametrize(
    ("octets", "panne"),
    [
        (pages("texte", "bruit", "texte", "bruit"), Panne.PHRASE_REFUSEE),
        (pages("bruit", "texte", "bruit", "texte"), Panne.PHRASE_REFUSEE),
        (pages("texte", "texte", "bruit", "texte"), Panne.PAS_UN_COFFRE),
        (pages("texte", "texte", "texte", "bruit"), Panne.PAS_UN_COFFRE),
        (pages(*["bruit"] * 16, *["texte"] * 18), Panne.PAS_UN_COFFRE),
        (pages(*["bruit"] * 18, *["texte"] * 16), Panne.PHRASE_REFUSEE),
        (pages("bruit") + b"?", Panne.COFFRE_ABIME),
        (pages("zéros", "zéros", "zéros", "zéros"), Panne.COFFRE_ABIME),
        (pages("zéros", "zéros", "zéros", "texte"), Panne.PAS_UN_COFFRE),
        (bytes(range(100, 115)), Panne.PAS_UN_COFFRE),
        (bytes(range(100, 116)), Panne.COFFRE_ABIME),
        (pages("bruit")[:1024], Panne.COFFRE_ABIME),
    ],
    ids=str,
)
def test_what_is_mostly_noise_may_be_a_coffre_and_nothing_else(
    coffres: Coffres, chemin: Path, octets: bytes, panne: Panne
) -> None:
    chemin.write_bytes(octets)
    assert why(coffres, chemin) is panne


@pytest.mark.parametrize(
    "debut",
    [
        *(b"PK\x03\x04", b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"\x1f\x8b\x08", b"7z\xbc\xaf", b"Rar!"),
        *(b"\xfd7zXZ", b"\xd0\xcf\x11\xe0", b"\x03\xd9\xa2\x9a"),
    ],
    ids=repr,
)
def test_noise_that_says_what_it_is_is_no_coffre(coffres: Coffres, chemin: Path, debut: bytes) -> None:
    chemin.write_bytes(debut + pages("bruit", "bruit")[len(debut) :])
    assert why(coffres, chemin) is Panne.PAS_UN_COFFRE


def test_a_page_that_passes_proves_the_phrase(coffres: Coffres, ferme: Path) -> None:
    cle = Cle(PHRASE, kdf_iter=KDF_RAPIDE)
    assert some_page_passes(cle, ferme)
    assert not some_page_passes(Cle(AUTRE_PHRASE, kdf_iter=KDF_RAPIDE), ferme)
    octets = bytearray(ferme.read_bytes())
    for page in range(len(octets) // PAGE_SIZE - 1):
        octets[page * PAGE_SIZE + 300] ^= 1
    ferme.write_bytes(octets)
    assert some_page_passes(cle, ferme)
    assert why(coffres, ferme) is Panne.COFFRE_ABIME
    octets[-3000] ^= 1
    ferme.write_bytes(octets)
    assert not some_page_passes(cle, ferme)


def test_a_file_out_of_reach_is_said_to_be_so(chemin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (chemin.parent / "fichier").touch()
    with pytest.raises(ExpectedError) as absent:
        inspect(chemin.parent / "fichier" / "a.coffre")
    assert (absent.value.panne, absent.value.faits) == (Panne.FICHIER_ABSENT, {"fichier": "a.coffre"})

    def refuse(*_: object, **__: object) -> os.stat_result:
        raise PermissionError

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(ExpectedError) as refus:
        inspect(chemin)
    assert refus.value.panne is Panne.COFFRE_INACCESSIBLE
