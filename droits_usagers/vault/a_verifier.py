"""The cells of a table that were not read for sure: kept word for word beside the dossier, until someone has seen them."""

from collections.abc import Iterable

from droits_usagers.domain.dossier.a_verifier import AVerifier, RaisonAVerifier
from droits_usagers.vault.encodage import cleaned
from droits_usagers.vault.moteur import Database, rows, run


class CellulesAVerifier:
    """Those of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, dossier: int, cellules: Iterable[AVerifier]) -> None:
        """Keep these with a dossier; under the number they had, if they had one."""
        for cellule in cellules:
            run(
                self._db,
                "INSERT INTO a_verifier (id, dossier, colonne, texte, raison, lu) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    cellule.numero or None,
                    dossier,
                    cleaned(cellule.colonne),
                    cleaned(cellule.texte),
                    cellule.raison.value,
                    cellule.lu,
                ),
            )

    def delete(self, dossier: int, numero: int) -> None:
        """Someone has seen it. Harmless if it is not there."""
        run(self._db, "DELETE FROM a_verifier WHERE id = ? AND dossier = ?", (numero, dossier))

    def of(self, dossier: int) -> tuple[AVerifier, ...]:
        """Those of a dossier, in the order of the table they come from."""
        lues = rows(self._db, "SELECT id, colonne, texte, raison, lu FROM a_verifier WHERE dossier = ? ORDER BY id", (dossier,))
        return tuple(
            AVerifier(colonne, texte, RaisonAVerifier(raison), lu, numero) for numero, colonne, texte, raison, lu in lues
        )
