"""Why a file does not open: wrong phrase, damaged, empty, or no coffre at all. SQLCipher itself says the same for all four.

What allows to tell them apart, without anything beside the file:
- `PRAGMA cipher_integrity_check` verifies every page on its own, even when page 1 fails. A page that passes proves the phrase.
- The salt (the first 16 bytes) only changes with the phrase, and backups made since share it. Pages that pass under the salt of
  a backup prove that the file lost its own.
- A coffre is a whole number of pages of noise. A document, an image or a text is not.
When none of this settles it, the answer is « wrong phrase », and its sentence says that damage at the very beginning of the
file would look the same.
"""

import stat
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vault.driver import PAGE_SIZE, SALT_SIZE, Cle, salt_of
from droits_usagers.vault.gateway import gateway
from droits_usagers.vault.moteur import dbapi2

_PLAIN_SQLITE = b"SQLite format 3\0"
# Compressed or encrypted by others: noise too, but it says what it is. (zip and Office, PDF, JPEG, PNG, GIF, gzip, 7z, RAR,
# xz, old Office, KeePass.) Three bytes at least: a salt begins with one of them once in a million coffres.
_KNOWN_STARTS = (
    *(b"PK\x03\x04", b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"\x1f\x8b\x08", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ"),
    *(b"\xd0\xcf\x11\xe0", b"\x03\xd9\xa2\x9a"),
)
_SAMPLES = 16
_MORCEAU = 2**20
#: Chi-square of byte frequencies with 255 degrees of freedom: noise stays under 400 but once in ten million pages.
_NOISE_MAX = 400.0


def inspect(chemin: Path) -> None:
    """Refuse, before asking the engine, what is plainly no coffre.

    Raises ExpectedError FICHIER_ABSENT, PAS_UN_COFFRE, COFFRE_VIDE, COFFRE_INACCESSIBLE.
    """
    faits = {"fichier": chemin.name}
    try:
        etat = chemin.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise ExpectedError(Panne.FICHIER_ABSENT, **faits) from None
    except OSError as error:
        raise ExpectedError(Panne.COFFRE_INACCESSIBLE, **faits) from error
    # A folder, a pipe (which would be waited on for ever), a device.
    if not stat.S_ISREG(etat.st_mode):
        raise ExpectedError(Panne.PAS_UN_COFFRE, **faits)
    if etat.st_size == 0:
        raise ExpectedError(Panne.COFFRE_VIDE, **faits)
    with gateway(chemin), chemin.open("rb") as fichier:
        debut = fichier.read(len(_PLAIN_SQLITE))
    if debut == _PLAIN_SQLITE:
        raise ExpectedError(Panne.PAS_UN_COFFRE, **faits)


def why_closed(cle: Cle, chemin: Path, sauvegardes: Sequence[Path]) -> Panne:
    """Why `chemin`, which passed `inspect`, does not open with this key. `sauvegardes` are its backups, newest first."""
    taille = chemin.stat().st_size
    if some_page_passes(cle, chemin):
        return Panne.COFFRE_ABIME
    if not _looks_like_coffre(chemin, taille):
        # Nothing but zeros: what a failing disk or an interrupted synchronisation leaves of a file.
        return Panne.COFFRE_ABIME if sauvegardes or (not any(map(any, _samples(chemin)))) else Panne.PAS_UN_COFFRE
    if taille % PAGE_SIZE or _salt_is_damaged(cle, chemin, sauvegardes):
        return Panne.COFFRE_ABIME
    return Panne.PHRASE_REFUSEE


def can_be_read(chemin: Path) -> bool:
    """False where the disk does not give back all of a file: nothing can then be said of what it holds."""
    try:
        with chemin.open("rb") as fichier:
            while fichier.read(_MORCEAU):
                pass
    except OSError:
        return False
    return True


def some_page_passes(cle: Cle, chemin: Path) -> bool:
    """True proves that the phrase is the right one, whatever else does not open."""
    taille = chemin.stat().st_size
    with closing(cle.prepare(chemin, "ro")) as connexion:
        try:
            failed = connexion.execute("PRAGMA cipher_integrity_check").fetchall()
        except dbapi2.Error:
            return False
    return len(failed) < -(-taille // PAGE_SIZE)


def _salt_is_damaged(cle: Cle, chemin: Path, sauvegardes: Sequence[Path]) -> bool:
    salt = salt_of(chemin)
    pages = -(-chemin.stat().st_size // PAGE_SIZE)
    autres = dict.fromkeys(map(salt_of, sauvegardes))
    return not any(salt) or any(len(cle.damaged_pages(chemin, sel=autre)) < pages for autre in autres if autre != salt)


def _samples(chemin: Path) -> list[bytes]:
    """Some pages, spread over the file."""
    pages = max(1, chemin.stat().st_size // PAGE_SIZE)
    pas = max(1, pages // _SAMPLES)
    with chemin.open("rb") as fichier:
        prises = []
        for page in range(0, pages, pas):
            fichier.seek(page * PAGE_SIZE)
            prises.append(fichier.read(PAGE_SIZE))
    return prises


def _looks_like_coffre(chemin: Path, taille: int) -> bool:
    """Mostly noise, and not the beginning of a known kind of file."""
    prises = _samples(chemin)
    if prises[0].startswith(_KNOWN_STARTS):
        return False
    bruit = sum(_chi_square(prise) < _NOISE_MAX for prise in prises)
    return taille >= SALT_SIZE and bruit * 2 >= len(prises)


def _chi_square(octets: bytes) -> float:
    expected = len(octets) / 256
    counts = Counter(octets).values()
    return sum((n - expected) ** 2 for n in counts) / expected + (256 - len(counts)) * expected
