"""Dossiers made together: taken over from a table, or created in series."""

import datetime as dt

from droits_usagers.domain.dossier.dossiers import GenreLot, Lot
from droits_usagers.vault.moteur import Database, rows, scalar


class Lots:
    """The lots of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, genre: GenreLot, moment: dt.datetime) -> int:
        """Make one. Returns its number."""
        sql = "INSERT INTO lots (genre, fait_le) VALUES (?, ?) RETURNING id"
        return int(scalar(self._db, sql, (genre, moment.isoformat(timespec="seconds"))))

    def all(self) -> tuple[Lot, ...]:
        """Every lot that still has dossiers outside the bin, latest first, with how many."""
        lues = rows(
            self._db,
            """SELECT lots.id, genre, fait_le, count(dossiers.id) FROM lots JOIN dossiers ON lot = lots.id
               WHERE dossiers.id NOT IN (SELECT dossier FROM corbeille) GROUP BY lots.id ORDER BY lots.id DESC""",
        )
        return tuple(
            Lot(numero, GenreLot(genre), dt.datetime.fromisoformat(fait_le), dossiers)
            for numero, genre, fait_le, dossiers in lues
        )

    def dossiers_of(self, lot: int) -> tuple[tuple[int, str, bool], ...]:
        """Number and reference of its dossiers outside the bin, and whether something happened to each since it was made."""
        lues = rows(
            self._db,
            """SELECT id, reference, modifie_le <> cree_le FROM dossiers
               WHERE lot = ? AND id NOT IN (SELECT dossier FROM corbeille) ORDER BY id""",
            (lot,),
        )
        return tuple((numero, reference, bool(touche)) for numero, reference, touche in lues)
