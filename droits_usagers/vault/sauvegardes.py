"""Backups: encrypted copies beside the coffre, checked before they count, thinned with age, rewritten when someone is erased.

A copy keeps the salt and the key of its coffre, so `ATTACH` opens it without deriving the key again, and refuses those that an
older phrase protects. Never `Connection.backup`: it waits for ever on an open transaction.
"""

import datetime as dt
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.domain.unites import run_through
from droits_usagers.vault.controle import bad_pages
from droits_usagers.vault.driver import Database, dbapi2, rows, salt_of, scalar
from droits_usagers.vault.eclaircie import outdated, removal_days
from droits_usagers.vault.effacement import erase, holds
from droits_usagers.vault.fichiers import private_temp, publish, publish_new, remove_temps
from droits_usagers.vault.gateway import UNREADABLE, result_code

_NOM = re.compile(r"(\d{4}-\d\d-\d\d_\d{6})\.coffre")
_HORODATE = "%Y-%m-%d_%H%M%S"
_OWNER_ONLY = 0o700


def backup_folder(chemin: Path) -> Path:
    """Where the backups of a coffre are: beside it."""
    return chemin.with_name(chemin.name + ".sauvegardes")


def backups_of(chemin: Path) -> dict[Path, dt.datetime]:
    """The backups of a coffre and when they were made (local time), newest first."""
    found: dict[Path, dt.datetime] = {}
    for sauvegarde in sorted(backup_folder(chemin).glob("*.coffre"), reverse=True):
        nom = _NOM.fullmatch(sauvegarde.name)
        if nom and sauvegarde.is_file():
            found[sauvegarde] = dt.datetime.strptime(nom[1], _HORODATE)  # noqa: DTZ007 - file names are in local time
    return found


class Sauvegardes:
    """The backups of an opened coffre. Nothing here may be called inside a transaction."""

    def __init__(self, db: Database, chemin: Path) -> None:
        self._db = db
        self._chemin = chemin

    def all(self) -> dict[Path, dt.datetime]:
        """The backups and when they were made, newest first."""
        return backups_of(self._chemin)

    def removal_days(self) -> dict[Path, dt.date | None]:
        """The day each one is removed by thinning; None for the newest."""
        faites = self.all()
        jours = removal_days(tuple(faites.values()))
        return {chemin: jours[moment] for chemin, moment in faites.items()}

    def make(self, moment: dt.datetime) -> Path:
        """Add a checked backup beside the coffre. Raises ExpectedError as `copy_to` does."""
        return run_through(self.making(moment))

    def making(self, moment: dt.datetime) -> Generator[None, None, Path]:
        """The same, in parts: whatever is written in between is in the backup or not, never half of it."""
        dossier = backup_folder(self._chemin)
        dossier.mkdir(mode=_OWNER_ONLY, exist_ok=True)
        for reste in dossier.glob(".*.tmp*"):
            reste.unlink(missing_ok=True)
        destination = dossier / f"{moment:{_HORODATE}}.coffre"
        yield from self.copying(destination, replace=True)
        return destination

    def thin(self, today: dt.date) -> None:
        """Remove the backups whose day has come."""
        faites = self.all()
        trop_vieilles = outdated(faites.values(), today)
        for sauvegarde, moment in faites.items():
            if moment in trop_vieilles:
                sauvegarde.unlink(missing_ok=True)

    def copy_to(self, destination: Path, *, replace: bool = False) -> None:
        """Write a checked copy of a coffre that was checked first: a damaged one is not copied as if it were whole.

        Raises FileExistsError unless `replace`, ExpectedError COFFRE_ABIME or COPIE_INFIDELE.
        """
        run_through(self.copying(destination, replace=replace))

    def copying(self, destination: Path, *, replace: bool = False) -> Generator[None, None, None]:
        """The same, in parts. Nothing stays attached between two of them."""
        if self._db.conn.in_transaction:
            msg = "a copy made inside a transaction would miss it"
            raise RuntimeError(msg)
        if bad_pages(self._db):
            raise ExpectedError(Panne.COFFRE_ABIME, fichier=self._chemin.name)
        yield
        remove_temps(destination)
        temp = private_temp(destination)
        try:
            self._db.conn.execute("VACUUM INTO ?", (str(temp),))
            attendus = self._counts("main")
            yield
            yield from self._checking(temp, attendus)
            (publish if replace else publish_new)(temp, destination)
        finally:
            temp.unlink(missing_ok=True)

    def opens_with_this_key(self, sauvegarde: Path) -> bool:
        """False when another phrase protects it, or when its beginning is damaged."""
        try:
            with self._attached(sauvegarde, writable=False):
                return True
        except dbapi2.Error:
            return False

    def erasing_in(self, sauvegarde: Path, cles: str) -> Generator[None, None, bool]:
        """Rewrite a backup without these dossiers and drafts (`effacement`), in parts.

        False if it is out of reach: protected by another phrase, of another format, or damaged.
        """
        temp = private_temp(sauvegarde)
        try:
            with self._attached(sauvegarde, writable=False):
                if not self._is_current("copie"):
                    return False
                if not holds(self._db, "copie", cles):
                    return True
                self._db.conn.execute("VACUUM copie INTO ?", (str(temp),))
            yield
            yield from self._rewriting(temp, cles)
            publish(temp, sauvegarde)
        except dbapi2.Error as error:
            if result_code(error) in UNREADABLE:
                return False
            raise
        finally:
            temp.unlink(missing_ok=True)
        return True

    def _is_current(self, schema: str) -> bool:
        """True for a whole file of the format of this one: copying a damaged page would make its loss look sound."""
        return not bad_pages(self._db, schema) and bool(
            scalar(self._db, f"PRAGMA {schema}.user_version") == scalar(self._db, "PRAGMA main.user_version")
        )

    def _rewriting(self, temp: Path, cles: str) -> Generator[None, None, None]:
        with self._attached(temp, writable=True), self._db.atomic():
            erase(self._db, "copie", cles)
        yield
        with self._attached(temp, writable=True):
            self._db.conn.execute("VACUUM copie")
        yield
        with self._attached(temp, writable=False):
            if bad_pages(self._db, "copie"):
                raise ExpectedError(Panne.COPIE_INFIDELE)

    def _checking(self, temp: Path, attendus: dict[str, int]) -> Generator[None, None, None]:
        """Read the copy back from the disk: every page, the structure, and as many rows as the original in each table."""
        checks: tuple[Callable[[], bool], ...] = (
            lambda: not bad_pages(self._db, "copie"),
            lambda: scalar(self._db, "PRAGMA copie.quick_check") == "ok",
            lambda: self._counts("copie") == attendus and salt_of(temp) == salt_of(self._chemin),
        )
        for check in checks:
            with self._attached(temp, writable=False):
                if not check():
                    raise ExpectedError(Panne.COPIE_INFIDELE)
            yield

    def _counts(self, schema: str) -> dict[str, int]:
        tables = rows(self._db, f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' ORDER BY name")  # noqa: S608 - our own names
        return {nom: scalar(self._db, f'SELECT count(*) FROM {schema}."{nom}"') for (nom,) in tables}  # noqa: S608 - idem

    @contextmanager
    def _attached(self, fichier: Path, *, writable: bool) -> Iterator[None]:
        """The file as schema `copie`, under the key of this coffre. Raises dbapi2.Error if that key does not open it."""
        # With a mode, a file that vanished is not created; without KEY, it is never in clear.
        self._db.conn.execute("ATTACH ? AS copie", (f"{fichier.absolute().as_uri()}?mode={'rw' if writable else 'ro'}",))
        try:
            rows(self._db, "SELECT count(*) FROM copie.sqlite_master")
            yield
        finally:
            self._db.conn.execute("DETACH copie")
