"""What this program makes a coffre of. Whatever else is in one, something else wrote, and nothing of it is run.

A view may give rows without end, a trigger write anything at all, a column compute for hours: what a file is made of is read
before anything of it is asked for, and is that of its format to the letter.
"""

from functools import cache
from typing import Any

from droits_usagers.vault.migrations import FORMAT, migrations
from droits_usagers.vault.moteur import APPLICATION_ID, Database, ForeignError, OtherFileError, dbapi2, rows

#: Where the engine notes how tables are filled, if another program asked it to.
_DU_MOTEUR = frozenset(
    {
        ("table", "sqlite_stat1", "sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
        ("table", "sqlite_stat4", "sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
    }
)
#: Further than anyone counts: one more is a number still.
_AU_PLUS = 2**53
#: In bytes: longer than whatever is typed, printed or joined here (20 MB).
_TROP_LONG = 32 * 2**20
#: What a line and all that follows from it takes at most, on average, but for the files that are joined.
_PAR_LIGNE = 2**14
_LIGNES = "SELECT (SELECT count(*) FROM dossiers) + (SELECT count(*) FROM evenements) + (SELECT count(*) FROM journal)"
#: As the engine says it.
_ABIMEE = "database disk image is malformed"
#: The tables whose numbers are never given again.
_NUMEROTEES = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"


def refuse_foreign(connexion: dbapi2.Connection, *, rest: bool = False) -> None:
    """Refuse a coffre that is not made as this program makes one of its format; another program's file, for its views alone.

    `rest`: what is left of a damaged one, some tables of which may be lost. One of a newer format is only told to be.

    Raises ForeignError, and dbapi2.Error where the phrase is wrong: it is the first read.
    """
    faite = _made_of(connexion, "main")
    if rest:
        if not faite <= _of_any_format():
            raise ForeignError
    elif _said(connexion, "main", "application_id") == APPLICATION_ID:
        require_coffre(connexion)
    elif _has_views(faite):
        raise ForeignError


def require_coffre(connexion: dbapi2.Connection, schema: str = "main") -> None:
    """Refuse whatever is no coffre, made as this program makes one: nothing that could run is then in it.

    Raises OtherFileError for another program's, ForeignError.
    """
    marque, numero = (_said(connexion, schema, nom) for nom in ("application_id", "user_version"))
    faite = _made_of(connexion, schema)
    if _said(connexion, schema, "cipher_status") == "0":
        # A page that does not pass reads as zeros: nothing can be said of what it was.
        raise dbapi2.DatabaseError(_ABIMEE)
    if marque != APPLICATION_ID:
        raise OtherFileError
    if _has_views(faite) or (numero <= FORMAT and (numero < 1 or faite != _of_format(numero))):
        raise ForeignError


def counts_on(db: Database) -> bool:
    """False where what numbers the next dossier, or the next line, could not go on: nobody counts so far."""
    suites = "SELECT 1 FROM main.sqlite_sequence WHERE typeof(seq) <> 'integer' OR seq NOT BETWEEN 0 AND ?"
    annees = "SELECT 1 FROM compteurs WHERE dernier NOT BETWEEN 0 AND ?"
    return not any(rows(db, sql, (_AU_PLUS,)) for sql in (suites, annees)) and all(
        (plus_loin or 0) <= _AU_PLUS
        for (table,) in rows(db, _NUMEROTEES)
        for (plus_loin,) in rows(db, f'SELECT max(rowid) FROM "{table}"')  # noqa: S608 - our own names, as `refuse_foreign` saw
    )


def is_measured(db: Database) -> bool:
    """False where a value is longer than anything of ours: reading it would take the memory, and the time, of all the others.

    Each is measured, without being read, only in a file that is far too large for the lines it has.
    """
    pages, libres, taille = (int(_said(db.conn, "main", nom)) for nom in ("page_count", "freelist_count", "page_size"))
    place = (pages - libres) * taille
    if place <= _TROP_LONG:
        return True
    lignes = int(rows(db, _LIGNES)[0][0])
    jointes = int(rows(db, "SELECT coalesce(sum(octet_length(contenu)), 0) FROM pieces")[0][0])
    if place - jointes <= _TROP_LONG + lignes * _PAR_LIGNE and jointes <= place:
        return True
    for (table,) in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT'"):
        colonnes = [str(colonne[1]) for colonne in rows(db, f'PRAGMA table_info("{table}")')]
        longues = " OR ".join(f'octet_length("{colonne}") > {_TROP_LONG}' for colonne in colonnes)
        if rows(db, f'SELECT 1 FROM "{table}" WHERE {longues} LIMIT 1'):  # noqa: S608 - our own names, as `refuse_foreign` saw
            return False
    return True


def _made_of(connexion: dbapi2.Connection, schema: str) -> frozenset[tuple[str, ...]]:
    sql = f"SELECT type, name, tbl_name, coalesce(sql, '') FROM {schema}.sqlite_master"  # noqa: S608 - a schema of ours
    return frozenset(connexion.execute(sql).fetchall()) - _DU_MOTEUR


def _has_views(faite: frozenset[tuple[str, ...]]) -> bool:
    return any(sorte == "view" for sorte, *_ in faite)


def _said(connexion: dbapi2.Connection, schema: str, nom: str) -> Any:  # noqa: ANN401 - what a setting holds
    lue = connexion.execute(f"PRAGMA {schema}.{nom}").fetchone()
    return lue and lue[0]


@cache
def _of_format(numero: int) -> frozenset[tuple[str, ...]]:
    """What a coffre of that format is made of: it is made, in memory, by what made it then."""
    db = Database(dbapi2.connect(":memory:"), execute_plugins=False, strict=True)
    try:
        noms = [une.name for une in migrations.pending(db)]
        migrations.apply(db, stop_before=noms[numero:])
        return _made_of(db.conn, "main")
    finally:
        db.close()


@cache
def _of_any_format() -> frozenset[tuple[str, ...]]:
    return frozenset().union(*(_of_format(numero) for numero in range(1, FORMAT + 1)))
