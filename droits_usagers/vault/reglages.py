"""What screens remember in a coffre, as JSON by key."""

import json
from typing import Any

from droits_usagers.vault.driver import Database, run, scalar


class ReglagesGardes:
    """The settings of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def read(self, cle: str) -> Any:  # noqa: ANN401 - JSON
        """What is kept under this key, None if nothing is."""
        valeur = scalar(self._db, "SELECT valeur FROM reglages WHERE cle = ?", (cle,))
        return None if valeur is None else json.loads(valeur)

    def keep(self, cle: str, valeur: object) -> None:
        """Keep a value that JSON can hold; None: nothing any more."""
        if valeur is None:
            run(self._db, "DELETE FROM reglages WHERE cle = ?", (cle,))
            return
        run(
            self._db,
            "INSERT INTO reglages (cle, valeur) VALUES (?, ?) ON CONFLICT (cle) DO UPDATE SET valeur = excluded.valeur",
            (cle, json.dumps(valeur)),
        )
