"""What is attached to dossiers, line by line: a row each, in the table of its kind or in the one of those that have none."""

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar, cast, get_type_hints

from droits_usagers.domain.dossier.attaches import ATTACHES, Attache, LigneAttachee
from droits_usagers.vault.encodage import cleaned
from droits_usagers.vault.moteur import Database, rows, run, scalar

L = TypeVar("L", bound=LigneAttachee)
T = TypeVar("T")


class AttachesGardees:
    """Those of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, dossier: int) -> dict[str, tuple[Any, ...]]:
        """All those of a dossier, by the code of their kind, in the order they came."""
        return {code: self._read(rangement, dossier) for code, rangement in _RANGEMENTS.items()}

    def put(self, dossier: int, attache: Attache[L], ligne: L) -> L:
        """Keep a line, under the number it had if it had one. Returns it as it is kept."""
        rangement, propre = _RANGEMENTS[attache.code], cleaned(ligne)
        colonnes = {"id": propre.numero or None, "dossier": dossier} | rangement.row(propre)
        marques = ", ".join("?" * len(colonnes))
        sql = f"INSERT INTO {rangement.table} ({', '.join(colonnes)}) VALUES ({marques}) RETURNING id"  # noqa: S608 - our own names
        numero = int(scalar(self._db, sql, tuple(colonnes.values())))
        return dataclasses.replace(propre, numero=numero)  # type: ignore[type-var]  # a dataclass

    def take(self, dossier: int, attache: Attache[L], numero: int) -> L | None:
        """Take a line away. Returns what it was; None if it was not there."""
        rangement = _RANGEMENTS[attache.code]
        prise: L | None = next((une for une in self._read(rangement, dossier) if une.numero == numero), None)
        if prise is not None:
            run(self._db, f"DELETE FROM {rangement.table} WHERE id = ?", (numero,))  # noqa: S608 - our own name
        return prise

    def _read(self, rangement: "_Rangement", dossier: int) -> tuple[Any, ...]:
        return tuple(rangement.line(*lue) for lue in rows(self._db, rangement.sql, (dossier,)))


class _Rangement:
    """Where the lines of a kind are, and how."""

    def __init__(self, attache: Attache[Any]) -> None:
        self._vide, self._code, self._a_part = attache.ligne(), attache.code, bool(attache.table)
        self._types = {nom: type_ for nom, type_ in get_type_hints(attache.ligne).items() if nom != "numero"}
        self.table = attache.table or "attaches"
        colonnes, ou = (", ".join(self._types), "") if self._a_part else ("valeur", f" AND genre = '{attache.code}'")
        self.sql = f"SELECT id, {colonnes} FROM {self.table} WHERE dossier = ?{ou} ORDER BY id"  # noqa: S608 - our own names

    def row(self, ligne: object) -> dict[str, object]:
        valeurs = {nom: _plain(getattr(ligne, nom)) for nom in self._types}
        return valeurs if self._a_part else {"genre": self._code, "valeur": json.dumps(valeurs)}

    def line(self, numero: int, *lues: Any) -> Any:  # noqa: ANN401 - a line of its kind
        valeurs = dict(zip(self._types, lues, strict=True)) if self._a_part else _object(lues[0])
        lus = {nom: read_as(type_, valeurs.get(nom), getattr(self._vide, nom)) for nom, type_ in self._types.items()}
        return dataclasses.replace(self._vide, numero=numero, **lus)


def read_as(type_: type[T], valeur: object, defaut: T) -> T:
    """What was kept, as this type; for what nobody can read, the same as for what was never said: its dossier is still read."""
    if valeur is None:
        return defaut
    try:
        lue: Any = type_.fromisoformat(str(valeur)) if issubclass(type_, dt.date) else type_(valeur)  # type: ignore[call-arg]
    except ValueError:
        return defaut
    # One without a place would not be put in order with the others.
    if isinstance(lue, dt.datetime) and lue.tzinfo is None:
        lue = lue.replace(tzinfo=dt.UTC)
    return cast("T", lue)


def _object(texte: str) -> Mapping[str, object]:
    try:
        lu = json.loads(texte)
    except ValueError:
        return {}
    return lu if isinstance(lu, dict) else {}


def _plain(valeur: object) -> object:
    match valeur:
        case Enum():
            return valeur.value
        case dt.datetime():
            return valeur.isoformat(timespec="seconds")
        case dt.date():
            return valeur.isoformat()
    return valeur


_RANGEMENTS = {code: _Rangement(attache) for code, attache in ATTACHES.items()}
