"""The digests that chain the lines of a journal: each is over the one before it, and over what its own line says.

They show an accident: a line that was lost, changed, or is not in its place. They do not hold whoever has the phrase, and can
write them all again. Nothing they are made of names anyone.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from droits_usagers.vault.moteur import Database, rows

#: The number of a line, when, what, and the opaque number of a dossier.
Ligne: TypeAlias = tuple[int, str, str, int | None]
#: Lines followed in one part: a few milliseconds.
_ENSEMBLE = 2_000
_DES = "SELECT id, quand, action, numero, empreinte FROM journal WHERE id >= ? ORDER BY id LIMIT ?"
#: The least number that a line can bear: what stands before the first one is seen too.
_MOINDRE = -(2**63)
#: The number of the last line that was written, and the digest of the last one there is.
_FIN = """SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'journal'), 0),
                     coalesce((SELECT max(id) FROM journal), 0)),
                 coalesce((SELECT empreinte FROM journal ORDER BY id DESC LIMIT 1), x'')"""

_DERNIERE = "SELECT id, quand FROM {schema}.journal ORDER BY id DESC LIMIT 1"
#: Lines that are the same in both are so from the first.
_COMMUNE = """SELECT max(j.id), j.quand FROM main.journal AS j JOIN {schema}.journal AS k
              ON k.id = j.id AND k.empreinte = j.empreinte"""


@dataclass(frozen=True, slots=True)
class SuiteJournal:
    """How far the lines of a journal follow one another."""

    lignes: int
    #: The number of the first line that does not follow from those before it; 0 where all do.
    rompue: int = 0


def digest(avant: bytes, ligne: Ligne) -> bytes:
    """The SHA-256 of a line, after the one before it (nothing, for the first)."""
    return hashlib.sha256(avant + json.dumps(ligne, separators=(",", ":")).encode()).digest()


def end_of(db: Database) -> tuple[int, bytes]:
    """The number and the digest of the last line. The number is counted apart: lines lost at the end are not given again."""
    ((numero, empreinte),) = rows(db, _FIN)
    return numero, empreinte


def following(db: Database) -> Generator[None, None, SuiteJournal]:
    """Follow the chain from its beginning to what is its end now, by parts: what is written in between would have no end.

    Making a coffre writes a first line: a journal without any was cut.
    """
    fin = max(end_of(db)[0], 1)
    numero, avant, debut = 0, b"", _MOINDRE
    while numero < fin and (lues := rows(db, _DES, (debut, _ENSEMBLE))):
        for lue in lues:
            if not _follows(lue, numero, avant):
                return SuiteJournal(numero, numero + 1)
            numero, avant = lue[0], lue[-1]
        debut = numero + 1
        yield
    # What was lost at the end leaves nothing that does not follow.
    return SuiteJournal(numero, 0 if numero >= fin else numero + 1)


class Parente(StrEnum):
    """What another version of a coffre is to this one, as their journals tell."""

    #: All that its journal says is in this one too.
    ANCIENNE = "ancienne"
    #: All that this journal says is in it, and something came after.
    SUITE = "suite"
    #: Each says something that the other does not.
    DIVERGENTE = "divergente"
    #: It could not be read.
    INCONNUE = "inconnue"


@dataclass(frozen=True, slots=True)
class Voisinage:
    """What another version of a coffre is to this one."""

    parente: Parente
    #: When something was last written in it.
    ecrite_le: dt.datetime
    #: The last line that both have: what came after is only in one of them.
    depuis: dt.datetime | None = None
    #: The other one was written to last.
    plus_recente: bool = False


def compared(db: Database, schema: str) -> Voisinage | None:
    """What the journal of another file, at hand as `schema`, is to this one; None where one of them says nothing."""
    dernieres = [ligne for lu in ("main", schema) for ligne in rows(db, _DERNIERE.format(schema=lu))]
    if len(dernieres) < 2:  # noqa: PLR2004 - one of each
        return None
    ici, la = dernieres
    ((commun, depuis),) = rows(db, _COMMUNE.format(schema=schema))
    ecrite, ecrit = (dt.datetime.fromisoformat(quand) for _, quand in (la, ici))
    debut = dt.datetime.fromisoformat(depuis) if depuis else None
    if commun == la[0]:
        return Voisinage(Parente.ANCIENNE, ecrite, debut)
    parente = Parente.SUITE if commun == ici[0] else Parente.DIVERGENTE
    return Voisinage(parente, ecrite, debut, plus_recente=ecrite > ecrit)


def _follows(lue: tuple[Any, ...], numero: int, avant: bytes) -> bool:
    *ligne, empreinte = lue
    return bool(lue[0] == numero + 1 and empreinte == digest(avant, tuple(ligne)))


def chain_all(db: Database) -> None:
    """Chain the lines of a journal that was written without, as they read that day. Inside a transaction, triggers away."""
    avant = b""
    faites = []
    for ligne in rows(db, "SELECT id, quand, action, numero FROM journal ORDER BY id"):
        avant = digest(avant, ligne)
        faites.append((avant, ligne[0]))
    db.conn.executemany("UPDATE journal SET empreinte = ? WHERE id = ?", faites)
