"""What has been closed for so long that it may be erased."""

import datetime as dt

from droits_usagers.domain.dossier.dossiers import DossierClos
from droits_usagers.vault.driver import Database, rows, scalar

_DEPUIS = "FROM suivi_index WHERE clos_le IS NOT NULL AND clos_le <= ?"


class ClosDepuis:
    """The closed dossiers of an opened coffre, by their lines in the Suivi."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def closed_by(self, jour: dt.date, *, plus: int) -> tuple[DossierClos, ...]:
        """Those that were closed by that day, the oldest first, at most so many."""
        lues = rows(
            self._db,
            f"SELECT reference, demarche, personne, organisme, clos_le {_DEPUIS} ORDER BY clos_le, reference LIMIT ?",
            (jour.isoformat(), plus),
        )
        return tuple(
            DossierClos(reference, demarche, personne, organisme, dt.date.fromisoformat(clos_le))
            for reference, demarche, personne, organisme, clos_le in lues
        )

    def count_closed_by(self, jour: dt.date) -> int:
        """How many they are."""
        return int(scalar(self._db, f"SELECT count(*) {_DEPUIS}", (jour.isoformat(),)))
