"""The only door to an encrypted file: its key, its settings, and nothing in it that this program did not make."""

import re
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Literal

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vault.moteur import Database, check_engine, dbapi2, scalar
from droits_usagers.vault.structure import refuse_foreign

#: Rounds of PBKDF2-HMAC-SHA512 (OWASP asks for 210 000 at least): 0.2 s on a recent computer, about one second on an old one.
KDF_ITER = 600_000
#: SQLCipher 4's default; every coffre is a whole number of these.
PAGE_SIZE = 4096
#: The first bytes of the file, in clear: random, never rewritten, shared by the backups.
SALT_SIZE = 16

#: A value holds a thousand million bytes at most.
_PAGES_D_UN_COUP = 100_000
#: What reading a file over takes, at least, in bytes of memory.
_ASSEZ = 2**20
#: How the engine names a damaged page.
_PAGE_DITE = re.compile(r"page (\d+)")

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    # One file to copy or to carry, nothing beside it but during a write.
    "PRAGMA journal_mode = DELETE",
    # EXTRA also syncs the folder once the journal is gone: a power cut cannot bring an old journal back.
    "PRAGMA synchronous = EXTRA",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    # A file is never trusted to call functions.
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA busy_timeout = 3000",
    # In KiB: the lines of the Suivi of 100 000 dossiers, in every order, and the words they are found by, stay at hand.
    "PRAGMA cache_size = -96000",
)


class Cle:
    """A phrase, ready to open files. Nothing shows it: not `repr`, not an exception, not a log."""

    __slots__ = ("_kdf_iter", "_phrase")

    def __init__(self, phrase: str, *, kdf_iter: int = KDF_ITER) -> None:
        """`kdf_iter` is for tests only: a file made with another count than `KDF_ITER` opens nowhere else.

        Raises ExpectedError PHRASE_INUTILISABLE for an empty phrase, or one with characters no keyboard types (NUL, lone
        surrogates), and MOTEUR_TROP_ANCIEN as `check_engine` does.
        """
        check_engine()
        # « é » is one character on some keyboards and two on others.
        normal = unicodedata.normalize("NFC", phrase)
        if not normal or any(c == "\0" or "\ud800" <= c <= "\udfff" for c in normal):
            raise ExpectedError(Panne.PHRASE_INUTILISABLE)
        self._phrase = normal
        self._kdf_iter = kdf_iter

    def __eq__(self, autre: object) -> bool:
        return isinstance(autre, Cle) and self._phrase == autre._phrase and self._kdf_iter == autre._kdf_iter

    def __hash__(self) -> int:
        return hash((Cle, self._phrase, self._kdf_iter))

    def connect(self, chemin: Path) -> Database:
        """A connection to a file that exists and that this phrase opens. It belongs to the thread that asks for it.

        Raises dbapi2.Error when the file does not open (`diagnostic` says why), ForeignError where it is not of ours.
        """
        return self._settled(self.prepare(chemin, "rw"))

    def consult(self, chemin: Path) -> Database:
        """The same, through which nothing can be written."""
        return self._settled(self.prepare(chemin, "ro"))

    def in_memory(self) -> Database:
        """An empty base that no file holds, encrypted like the others: what asks whether it is sound gets an answer."""
        return self._settled(self._keyed(dbapi2.connect(":memory:")))

    def engine_works(self) -> bool:
        """False where memory is short: the engine then takes whole pages for damaged ones.

        Asked of a base that nothing can damage.
        """
        try:
            with closing(self.in_memory()) as db:
                return bool(scalar(db, "SELECT length(zeroblob(?))", (_ASSEZ,)) == _ASSEZ)
        except (dbapi2.Error, MemoryError):
            return False

    def salvaging(self, chemin: Path) -> Database:
        """A connection to what is left of a file, some tables of which may be lost. Nothing is written. Raises dbapi2.Error."""
        connexion = self.prepare(chemin, "ro")
        connexion.execute("PRAGMA writable_schema = ON")
        return self._settled(connexion, rest=True)

    def damaged_pages(self, chemin: Path, *, sel: bytes) -> tuple[int, ...]:
        """The numbers of the pages that are not what was written under this salt, from 1: all of them with a wrong phrase."""
        with closing(self.prepare(chemin, "ro")) as connexion:
            connexion.execute(f"PRAGMA cipher_salt = \"x'{sel.hex()}'\"")
            dites = connexion.execute("PRAGMA cipher_integrity_check").fetchall()
        return tuple(int(numero) for (texte,) in dites for numero in _PAGE_DITE.findall(texte))

    def blank(self, vide: Path, *, sel: bytes, pages: int) -> None:
        """Make an empty file into that many pages, at least, that pass under this key and this salt, and hold nothing."""
        with closing(self.prepare(vide, "rw")) as connexion:
            connexion.execute(f"PRAGMA cipher_salt = \"x'{sel.hex()}'\"")
            connexion.execute("CREATE TABLE t (v)")
            for debut in range(0, pages, _PAGES_D_UN_COUP):
                connexion.execute("INSERT INTO t VALUES (zeroblob(?))", (min(pages - debut, _PAGES_D_UN_COUP) * PAGE_SIZE,))
            connexion.commit()

    @staticmethod
    def _settled(connexion: dbapi2.Connection, *, rest: bool = False) -> Database:
        try:
            # The first read, which a wrong phrase does not pass.
            refuse_foreign(connexion, rest=rest)
            for setting in _SETTINGS:
                connexion.execute(setting)
            # Plugins of sqlite-utils are other people's code: none gets near this connection.
            return Database(connexion, execute_plugins=False, strict=True)
        except BaseException:
            connexion.close()
            raise

    def prepare(self, chemin: Path, mode: Literal["ro", "rw"]) -> dbapi2.Connection:
        """A connection that has its key, and has read nothing yet. Never "rwc": a file that vanished must not come back empty.

        Raises RuntimeError if the engine does not encrypt: nothing must be written then.
        """
        return self._keyed(dbapi2.connect(f"{chemin.absolute().as_uri()}?mode={mode}", uri=True))

    def _keyed(self, connexion: dbapi2.Connection) -> dbapi2.Connection:
        connexion.execute("PRAGMA cipher_log_level = NONE")
        # Not `PRAGMA key = '…'`: a phrase that never becomes SQL needs no quoting, and no error message can quote it.
        connexion.set_key(self._phrase)
        if not connexion.execute("PRAGMA cipher_version").fetchall():
            msg = "this engine does not encrypt"
            raise RuntimeError(msg)
        connexion.execute(f"PRAGMA kdf_iter = {self._kdf_iter:d}")
        return connexion

    def export(self, chemin: Path, vide: Path, *, nouvelle: "Cle") -> None:
        """Write all that a file of this key holds into an empty file, under a new key and a new salt."""
        with closing(self.prepare(chemin, "ro")) as connexion:
            nouvelle.attach_to(connexion, vide)
            # It is thrown away if anything fails, and made to last by whoever asked for it.
            connexion.execute("PRAGMA neuf.journal_mode = OFF")
            connexion.execute("PRAGMA neuf.synchronous = OFF")
            connexion.execute("SELECT sqlcipher_export('neuf')").fetchall()

    def attach_to(self, connexion: dbapi2.Connection, vide: Path) -> None:
        """Have an empty file at hand as schema `neuf`, under this key. The phrase is a value here too: it never becomes SQL."""
        # With a mode, a file that vanished is not created.
        connexion.execute("ATTACH ? AS neuf KEY ?", (f"{vide.absolute().as_uri()}?mode=rw", self._phrase))
        connexion.execute(f"PRAGMA neuf.kdf_iter = {self._kdf_iter:d}")


def salt_of(chemin: Path) -> bytes:
    """The salt of a file: the only clear part of it, the same for its whole life and in its backups. Raises OSError."""
    with chemin.open("rb") as fichier:
        return fichier.read(SALT_SIZE)
