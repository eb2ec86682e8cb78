"""What was put in an agenda, so that the next export changes it there. Goes away with its dossier."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from droits_usagers.domain.dossier.agenda import Trace
from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.vault.moteur import Database, rows, run, scalar

#: Two days and the spaces after them, then what no content gives.
_JOURS, _DOUTEUSE = 22, "?"


class Nom(NamedTuple):
    """What a dossier is called: by the program alone, and by people."""

    cle: str
    reference: str


class Agenda:
    """The exported dates of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def traces(self) -> dict[str, Trace]:
        """Everything remembered, by uid."""
        lues = rows(self._db, "SELECT uid, dossier, code, empreinte, sequence FROM agenda")
        return {trace.uid: trace for trace in map(_trace, lues)}

    def remember(self, traces: Iterable[Trace]) -> None:
        """Remember these, in place of all others. Those of a dossier erased meanwhile are not."""
        run(self._db, "DELETE FROM agenda")
        self._db.conn.executemany(
            "INSERT INTO agenda SELECT ?1, id, ?3, ?4, ?5 FROM dossiers WHERE id = ?2",
            [
                (
                    trace.uid,
                    trace.dossier,
                    trace.cle,
                    f"{trace.jour.isoformat()} {trace.dernier.isoformat()} {trace.empreinte}",
                    trace.sequence,
                )
                for trace in traces
            ],
        )

    def awaiting(self, finis: Collection[str]) -> list[int]:
        """The dossiers outside the bin whose état is none of these."""
        marques = ", ".join("?" * len(finis))
        sql = f"SELECT dossier FROM suivi_index WHERE etat NOT IN ({marques}) ORDER BY dossier"  # noqa: S608 - only marks
        return [ligne[0] for ligne in rows(self._db, sql, tuple(finis))]

    def listed(self, references: Collection[str]) -> list[int]:
        """Those of these dossiers that are outside the bin."""
        sql = "SELECT dossier FROM suivi_index WHERE reference IN (SELECT value FROM json_each(?)) ORDER BY dossier"
        return [ligne[0] for ligne in rows(self._db, sql, (json.dumps(list(references)),))]

    def still_listed(self, numeros: Collection[int]) -> list[int]:
        """Those of these dossiers that are outside the bin."""
        sql = "SELECT dossier FROM suivi_index WHERE dossier IN (SELECT value FROM json_each(?)) ORDER BY dossier"
        return [ligne[0] for ligne in rows(self._db, sql, (json.dumps(list(numeros)),))]

    def names(self, numeros: Collection[int]) -> Mapping[int, Nom]:
        """What these dossiers are called; in the bin too."""
        sql = "SELECT id, cle, reference FROM dossiers WHERE id IN (SELECT value FROM json_each(?))"
        return {numero: Nom(cle, reference) for numero, cle, reference in rows(self._db, sql, (json.dumps(list(numeros)),))}

    def erased_since_export(self) -> int:
        """How many dossiers were erased for good since dates last went to an agenda; 0 if none ever did."""
        sql = """SELECT count(*) FROM journal WHERE action = ? AND id > (SELECT max(id) FROM journal WHERE action = ?)"""
        return int(scalar(self._db, sql, (Action.DOSSIER_EFFACE.value, Action.AGENDA_EXPORTE.value)))


def doubt_exports(db: Database) -> None:
    """After a coffre was put back as it was: an agenda may hold later events, that only a greater sequence changes.

    Each date will be exported as if it had changed.
    """
    if scalar(db, "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'agenda')"):
        with db.atomic():
            run(db, "UPDATE agenda SET empreinte = substr(empreinte, 1, ?) || ?", (_JOURS, _DOUTEUSE))


def _trace(lue: tuple[Any, ...]) -> Trace:
    uid, dossier, cle, empreinte, sequence = lue
    jour, dernier, contenu = empreinte.split(" ")
    return Trace(uid, dossier, cle, dt.date.fromisoformat(jour), dt.date.fromisoformat(dernier), contenu, sequence)
