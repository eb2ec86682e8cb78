"""Stories that several dossiers belong to."""

from droits_usagers.domain.dossier.dossiers import Affaire
from droits_usagers.vault.driver import Database, rows, run, scalar
from droits_usagers.vault.encodage import cleaned


class Affaires:
    """The affaires of an opened coffre. One that no dossier belongs to any more goes away when something is erased."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, titre: str) -> int:
        """Make one. Returns its number."""
        return int(scalar(self._db, "INSERT INTO affaires (titre) VALUES (?) RETURNING id", (cleaned(titre),)))

    def all(self) -> tuple[Affaire, ...]:
        """Every affaire, latest first, with how many dossiers it has."""
        lues = rows(
            self._db,
            """SELECT affaires.id, titre, count(dossiers.id) FROM affaires
               LEFT JOIN dossiers ON affaire = affaires.id GROUP BY affaires.id ORDER BY affaires.id DESC""",
        )
        return tuple(Affaire(*lue) for lue in lues)

    def title(self, numero: int) -> str:
        """What one is called; empty when there is none of that number."""
        return str(scalar(self._db, "SELECT titre FROM affaires WHERE id = ?", (numero,)) or "")

    def rename(self, numero: int, titre: str) -> None:
        """Call one otherwise. Harmless if it is not there."""
        run(self._db, "UPDATE affaires SET titre = ? WHERE id = ?", (cleaned(titre), numero))
