"""The lines of the Suivi of a coffre that can only be read, in memory: there, today can be written in them.

A temporary table bears the name of the one in the file, and the engine looks there first: whatever reads the lines reads these.
"""

import re
from collections.abc import Iterator

from droits_usagers.vault.moteur import Database, rows, run, scalar

#: Lines copied at a time: under 20 ms.
_COPIEES = 200
_INDEX = re.compile(r"CREATE INDEX (\w+) ON suivi_index")


class Ombre:
    """What is in memory, if anything is. It never outlives what it was copied from: another program may write to the file."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._copiee_de: int | None = None

    @property
    def stands(self) -> bool:
        """True while the lines that are read are those in memory."""
        return self._copiee_de is not None

    def keep_up(self) -> None:
        """Forget those in memory where the file changed: called before anything is read."""
        if self.stands and self._copiee_de != self._version():
            self._forget("suivi_index")
            self._copiee_de = None

    def casting(self) -> Iterator[None]:
        """Copy the lines of the file, some at a time; they are read once all are there, and the file did not change meanwhile.

        Each part is made inside `Depot.listing`.
        """
        version = self._version()
        self._forget("suivi_ombre")
        colonnes = rows(self._db, "SELECT name, type FROM pragma_table_info('suivi_index', 'main')")
        declarees = ", ".join(f"{nom} {type_}{' PRIMARY KEY' if nom == 'dossier' else ''}" for nom, type_ in colonnes)
        run(self._db, f"CREATE TEMP TABLE suivi_ombre ({declarees})")
        for (sql,) in rows(self._db, "SELECT sql FROM main.sqlite_master WHERE tbl_name = 'suivi_index' AND type = 'index'"):
            if sql is not None:
                run(self._db, _INDEX.sub(r"CREATE INDEX temp.\1 ON suivi_ombre", sql))
        noms, dernier = ", ".join(nom for nom, _ in colonnes), -1
        copie = f"""INSERT INTO suivi_ombre ({noms})
            SELECT {noms} FROM main.suivi_index WHERE dossier > ? ORDER BY dossier LIMIT ?"""  # noqa: S608 - our own names
        while run(self._db, copie, (dernier, _COPIEES)):
            dernier = int(scalar(self._db, "SELECT max(dossier) FROM suivi_ombre"))
            yield
        if version == self._version():
            run(self._db, "ALTER TABLE temp.suivi_ombre RENAME TO suivi_index")
            self._copiee_de = version
        else:
            self._forget("suivi_ombre")

    def _forget(self, table: str) -> None:
        run(self._db, f"DROP TABLE IF EXISTS temp.{table}")

    def _version(self) -> int:
        return int(scalar(self._db, "PRAGMA main.data_version"))
