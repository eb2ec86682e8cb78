"""What the program did: when, what, and an opaque number. Nobody's name; only added to (triggers hold it)."""

import datetime as dt

from droits_usagers.domain.dossier.dossiers import Action, LigneJournal
from droits_usagers.vault.driver import Database, rows, run, scalar


class Journal:
    """The journal of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, moment: dt.datetime, action: Action, numero: int | None = None) -> None:
        """Add one line."""
        run(
            self._db,
            "INSERT INTO journal (quand, action, numero) VALUES (?, ?, ?)",
            (moment.isoformat(timespec="seconds"), action, numero),
        )

    def latest(self, taille: int) -> tuple[LigneJournal, ...]:
        """The last lines, newest first."""
        lues = rows(self._db, "SELECT quand, action, numero FROM journal ORDER BY id DESC LIMIT ?", (taille,))
        return tuple(LigneJournal(dt.datetime.fromisoformat(quand), Action(action), numero) for quand, action, numero in lues)

    def changed_since_backup(self) -> bool:
        """True if something was done after the last backup, or if none was ever made."""
        return bool(scalar(self._db, "SELECT action <> ? FROM journal ORDER BY id DESC LIMIT 1", (Action.SAUVEGARDE,)))
