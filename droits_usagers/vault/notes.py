"""What people write for themselves about a dossier. Erased with it."""

import datetime as dt

from droits_usagers.domain.dossier.dossiers import Note
from droits_usagers.vault.driver import Database, rows, run, scalar
from droits_usagers.vault.encodage import cleaned


class Notes:
    """The notes of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, dossier: int, texte: str, moment: dt.datetime) -> int:
        """Write one. Returns its number."""
        sql = "INSERT INTO notes (dossier, texte, ecrite_le) VALUES (?, ?, ?) RETURNING id"
        return int(scalar(self._db, sql, (dossier, cleaned(texte), moment.isoformat(timespec="seconds"))))

    def delete(self, dossier: int, numero: int) -> None:
        """Take one away. Harmless if it is not there."""
        run(self._db, "DELETE FROM notes WHERE id = ? AND dossier = ?", (numero, dossier))

    def of(self, dossier: int) -> tuple[Note, ...]:
        """The notes of a dossier, in the order they were written."""
        lues = rows(self._db, "SELECT id, texte, ecrite_le FROM notes WHERE dossier = ? ORDER BY id", (dossier,))
        return tuple(Note(numero, texte, dt.datetime.fromisoformat(ecrite_le)) for numero, texte, ecrite_le in lues)
