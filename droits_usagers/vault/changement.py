"""Changing the phrase: the coffre is copied under the new key into a new file, read back whole, then put in place at once.

Nothing is rewritten where it lies: whatever fails, the former file is there, and opens with the former phrase.
"""

import contextlib
import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vault.carnet import Journal
from droits_usagers.vault.colonnes import INTACT, damage
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.fichiers import discard, private_temp, publish, sync_file, sync_folder
from droits_usagers.vault.moteur import Database, ForeignError, rows, scalar

#: What a copy takes besides its pages: the journal of a new file, the entries of folders.
_EN_PLUS = 2**18
_IDENTITE = ("application_id", "user_version", "page_size", "encoding", "auto_vacuum")
_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"


def room_needed(chemin: Path) -> int:
    """Bytes it takes: the backup made before, and the new file."""
    return 2 * chemin.stat().st_size + _EN_PLUS


def copy_under(nouvelle: Cle, chemin: Path, db: Database, *, actuelle: Cle, moment: dt.datetime) -> Path:
    """A new file beside the coffre, under the new key and a new salt, that says in its journal that the phrase was changed.

    `db` is the opened coffre: it is only compared with. Raises ExpectedError COPIE_INFIDELE if the file read back does not hold
    the same; nothing is then left of it.
    """
    temp = private_temp(chemin)
    try:
        actuelle.export(chemin, temp, nouvelle=nouvelle)
        with contextlib.closing(nouvelle.connect(temp)) as copie:
            copie.conn.execute(f"PRAGMA application_id = {scalar(db, 'PRAGMA application_id'):d}")
            copie.conn.execute(f"PRAGMA user_version = {scalar(db, 'PRAGMA user_version'):d}")
            with copie.atomic():
                Journal(copie).add(moment, Action.PHRASE_CHANGEE)
        shutil.copymode(chemin, temp)
        sync_file(temp)
        # From the disk, through a connection that has written nothing.
        with contextlib.closing(nouvelle.consult(temp)) as relue:
            _require_same(relue, db, chemin)
    except ForeignError as error:
        discard(temp)
        raise ExpectedError(Panne.COPIE_INFIDELE, fichier=chemin.name) from error
    except BaseException:
        discard(temp)
        raise
    return temp


@contextlib.contextmanager
def swapped(temp: Path, chemin: Path) -> Iterator[None]:
    """Around reopening the new file in the place of the former one, which comes back if that fails.

    To be entered with the coffre closed: some systems do not replace a file that is open.
    """
    garde = private_temp(chemin)
    garde.unlink()
    with contextlib.suppress(OSError, NotImplementedError):
        # FAT has no hard links: the backup just made is then what is kept of the former file.
        garde.hardlink_to(chemin)
    try:
        publish(temp, chemin)
        yield
    except BaseException:
        if garde.exists():
            garde.replace(chemin)
            sync_folder(chemin.parent)
        raise
    finally:
        for fichier in (temp, garde):
            discard(fichier)
    with contextlib.suppress(OSError):
        # The former file is gone for good only once its name is.
        sync_folder(chemin.parent)


def _require_same(relue: Database, db: Database, chemin: Path) -> None:
    """Raises ExpectedError COPIE_INFIDELE unless the copy is whole, and holds what the coffre does and one line of journal."""
    if damage(relue) != INTACT or _held(relue) != _held(db, en_plus={"journal": 1}):
        raise ExpectedError(Panne.COPIE_INFIDELE, fichier=chemin.name)


def _held(db: Database, *, en_plus: dict[str, int] | None = None) -> tuple[Any, ...]:
    """What two files that hold the same have in common."""
    schema = rows(db, _SCHEMA)
    en_plus = en_plus or {}
    comptes = {
        nom: scalar(db, f'SELECT count(*) FROM "{nom}"') + en_plus.get(nom, 0)  # noqa: S608 - our own names
        for genre, nom, _, sql in schema
        if genre == "table" and not sql.startswith("CREATE VIRTUAL")
    }
    suites = {nom: seq + en_plus.get(nom, 0) for nom, seq in rows(db, "SELECT name, seq FROM sqlite_sequence")}
    return schema, comptes, suites, [scalar(db, f"PRAGMA {nom}") for nom in _IDENTITE]
