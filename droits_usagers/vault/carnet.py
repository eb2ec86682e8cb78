"""Small tables beside the dossiers: affaires, what screens were left as, and what the program did and when."""

import datetime as dt
import json
from collections.abc import Generator
from typing import Any

from droits_usagers.domain.dossier.dossiers import Action, Affaire, LigneJournal, TeteJournal
from droits_usagers.vault.chaine import SuiteJournal, digest, end_of, following
from droits_usagers.vault.encodage import cleaned
from droits_usagers.vault.moteur import Database, rows, run, scalar


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


class Journal:
    """The journal of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, moment: dt.datetime, action: Action, numero: int | None = None) -> None:
        """Add one line, chained to the last one."""
        derniere, avant = end_of(self._db)
        ligne = derniere + 1, moment.isoformat(timespec="seconds"), action.value, numero
        run(
            self._db,
            "INSERT INTO journal (id, quand, action, numero, empreinte) VALUES (?, ?, ?, ?, ?)",
            (*ligne, digest(avant, ligne)),
        )

    def head(self) -> TeteJournal | None:
        """What stands for all of it: the last line, and its digest; None where nothing is left of it."""
        numero, empreinte = end_of(self._db)
        return TeteJournal(numero, empreinte.hex()) if empreinte else None

    def digest_of(self, ligne: int) -> str | None:
        """The digest of a line, in hexadecimal; None when there is no such line."""
        lu = scalar(self._db, "SELECT empreinte FROM journal WHERE id = ?", (ligne,))
        return None if lu is None else lu.hex()

    def following(self) -> Generator[None, None, SuiteJournal]:
        """How far its lines follow one another, by parts."""
        return following(self._db)

    def latest(self, taille: int) -> tuple[LigneJournal, ...]:
        """The last lines, newest first."""
        lues = rows(self._db, "SELECT quand, action, numero FROM journal ORDER BY id DESC LIMIT ?", (taille,))
        return tuple(LigneJournal(dt.datetime.fromisoformat(quand), Action(action), numero) for quand, action, numero in lues)

    def changed_since_backup(self) -> bool:
        """True if something was done after the last backup, or if none was ever made. A copy that left changes nothing."""
        sql = "SELECT action <> ? FROM journal WHERE action <> ? ORDER BY id DESC LIMIT 1"
        return bool(scalar(self._db, sql, (Action.SAUVEGARDE, Action.COPIE_SORTIE)))

    def last_backup(self) -> dt.datetime | None:
        """When the last backup was made, as the clock said then; None if none ever was."""
        quand = scalar(self._db, "SELECT quand FROM journal WHERE action = ? ORDER BY id DESC LIMIT 1", (Action.SAUVEGARDE,))
        return None if quand is None else dt.datetime.fromisoformat(quand)
