"""What can still be read of a damaged file, brought together in memory. The file itself is only read.

Once a page failed its HMAC, SQLCipher refuses every other one to the same connection. So what is read is a copy, as encrypted
as the file, where blank pages that pass are in place of the damaged ones: SQLite then refuses those, and no other.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vault.diagnostic import inspect, why_closed
from droits_usagers.vault.driver import PAGE_SIZE, Cle, salt_of
from droits_usagers.vault.fichiers import discard, private_temp
from droits_usagers.vault.migrations import FORMAT, format_of, migrations
from droits_usagers.vault.moteur import APPLICATION_ID, Database, ForeignError, dbapi2, rows, run, scalar
from droits_usagers.vault.rescapes import TABLES, TABLES_1, CopieSauvee, Lacunes, LectureTable
from droits_usagers.vault.sauvegardes import backups_of

#: How often a backup is opened without some pages, to know which ones describe the tables.
_ESSAIS = 64


@dataclass(frozen=True, slots=True)
class _Reste:
    """A damaged file, the salt it was written under, and which of its pages do not pass."""

    chemin: Path
    sel: bytes
    pages: int
    abimees: frozenset[int]


def salvage(cle: Cle, chemin: Path) -> tuple[Database, Lacunes]:
    """A base in memory with all that can be read, and what could not.

    Raises ExpectedError COFFRE_ABIME if nothing can be, PHRASE_REFUSEE, COFFRE_PLUS_RECENT, PAS_UN_COFFRE, FICHIER_ABSENT.
    """
    reste = _what_is_left(cle, chemin)
    with _way_in(cle, reste) as source:
        db = _empty(cle)
        try:
            with db.atomic():
                lacunes = CopieSauvee(source, db).run(len(reste.abimees))
            db.conn.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            db.close()
            raise
    return db, lacunes


def readable_keys(cle: Cle, chemin: Path) -> frozenset[str] | None:
    """The random keys of the dossiers that can be read of a file, those in the bin too; None when none can be counted."""
    try:
        with _way_in(cle, _what_is_left(cle, chemin)) as source:
            return frozenset(cle for (cle,) in LectureTable(source, "dossiers", ("cle",)).rows())
    except (ExpectedError, OSError, dbapi2.Error):
        return None


def _what_is_left(cle: Cle, chemin: Path) -> _Reste:
    """A page that passes proves the phrase and the salt, which may be the one of the backups where the file lost its own."""
    inspect(chemin)
    pages = -(-chemin.stat().st_size // PAGE_SIZE)
    sauvegardes = tuple(backups_of(chemin))
    for sel in dict.fromkeys(map(salt_of, (chemin, *sauvegardes))):
        abimees = frozenset(cle.damaged_pages(chemin, sel=sel))
        if len(abimees) < pages:
            return _Reste(chemin, sel, pages, abimees)
    raise ExpectedError(why_closed(cle, chemin, sauvegardes), fichier=chemin.name)


@contextlib.contextmanager
def _way_in(cle: Cle, reste: _Reste) -> Iterator[Database]:
    """A connection by the first way that leads in: the file itself, or with the pages of a backup that describe the tables."""
    temp = private_temp(reste.chemin)
    try:
        with contextlib.closing(_first_way(cle, reste, temp)) as db:
            if format_of(db) > FORMAT:
                raise ExpectedError(Panne.COFFRE_PLUS_RECENT, fichier=reste.chemin.name)
            yield db
    finally:
        discard(temp)


def _first_way(cle: Cle, reste: _Reste, temp: Path) -> Database:
    _rebuild(cle, reste, temp, pages=reste.pages)
    if 1 not in reste.abimees:
        trouvee = _opened(lambda: cle.salvaging(temp))
        if trouvee is not None:
            return trouvee
    for sauvegarde in backups_of(reste.chemin):
        if salt_of(sauvegarde) == reste.sel and not cle.damaged_pages(sauvegarde, sel=reste.sel):
            greffee = _grafted(cle, reste, temp, sauvegarde=sauvegarde)
            if greffee is not None:
                return greffee
    raise ExpectedError(Panne.COFFRE_ABIME, fichier=reste.chemin.name)


def _rebuild(cle: Cle, reste: _Reste, temp: Path, *, pages: int) -> None:
    """Make `temp` that many pages: those of the file that pass, blank ones elsewhere."""
    temp.write_bytes(b"")
    cle.blank(temp, sel=reste.sel, pages=pages)
    with temp.open("r+b") as copie, reste.chemin.open("rb") as fichier:
        for page in range(1, reste.pages + 1):
            octets = fichier.read(PAGE_SIZE)
            if page not in reste.abimees:
                _put(copie, page, octets if page > 1 else reste.sel + octets[len(reste.sel) :])
        copie.truncate(pages * PAGE_SIZE)


def _grafted(cle: Cle, reste: _Reste, temp: Path, *, sauvegarde: Path) -> Database | None:
    """What is left, with the pages of a backup that say what the tables are and where each begins.

    Where the file was rewritten since, tables are elsewhere: nothing then, rather than one table taken for another.
    """
    pages = max(reste.pages, sauvegarde.stat().st_size // PAGE_SIZE)
    plan = private_temp(reste.chemin)
    try:
        plan.write_bytes(sauvegarde.read_bytes())
        perdues = sorted(reste.abimees | {*range(reste.pages + 1, pages + 1)})
        du_plan = {1, *_describing(cle, plan, perdues, essais=iter(range(_ESSAIS)))}
        with contextlib.closing(cle.connect(plan)) as db:
            _lengthen(db, pages)
        _rebuild(cle, reste, temp, pages=pages)
        with temp.open("r+b") as copie, plan.open("rb") as fichier:
            for page in du_plan:
                fichier.seek((page - 1) * PAGE_SIZE)
                _put(copie, page, fichier.read(PAGE_SIZE))
    finally:
        discard(plan)
    greffee = _opened(lambda: cle.salvaging(temp))
    if greffee is not None and not _tables_are_where_they_were(cle, greffee):
        greffee.close()
        return None
    return greffee


def _describing(cle: Cle, plan: Path, pages: Sequence[int], *, essais: Iterator[int]) -> set[int]:
    """Those of these pages of a whole file that say what its tables are: nothing opens without them."""
    if not pages or next(essais, None) is None:
        return set()
    with plan.open("r+b") as fichier:
        gardees = {page: _take(fichier, page) for page in pages if page * PAGE_SIZE <= plan.stat().st_size}
    db = _opened(lambda: cle.salvaging(plan))
    with plan.open("r+b") as fichier:
        for page, octets in gardees.items():
            _put(fichier, page, octets)
    if db is not None:
        db.close()
        return set()
    milieu = len(pages) // 2
    if not milieu:
        return set(pages)
    return _describing(cle, plan, pages[:milieu], essais=essais) | _describing(cle, plan, pages[milieu:], essais=essais)


def _opened(connect: Callable[[], Database]) -> Database | None:
    """A connection that is one of ours, with all its tables to look into, or None."""
    try:
        db = connect()
    except ForeignError:
        raise
    except dbapi2.DatabaseError:
        return None
    try:
        if scalar(db, "PRAGMA application_id") == APPLICATION_ID:
            # What describes a table may be lost too: it is then as if there had never been one.
            for table in TABLES if format_of(db) >= FORMAT else TABLES_1:
                rows(db, f"SELECT * FROM {table} LIMIT 0")  # noqa: S608 - our own names
            return db
    except dbapi2.DatabaseError:
        pass
    db.close()
    return None


def _lengthen(db: Database, pages: int) -> None:
    """Make a copy as long as the file: its first page also says how many pages there are."""
    manque = pages - int(scalar(db, "PRAGMA page_count"))
    if manque > 0:
        with db.atomic():
            # In a table that is read last, and never for this row.
            run(db, "INSERT INTO reglages VALUES ('', ?)", ("-" * ((manque + 1) * PAGE_SIZE),))


def _tables_are_where_they_were(cle: Cle, db: Database) -> bool:
    """True if no table gives rows that it would refuse: a base made for that tries to hold them."""
    with contextlib.closing(_empty(cle)) as essai, essai.atomic():
        copie = CopieSauvee(db, essai)
        copie.run(0)
        return not copie.refused


def _empty(cle: Cle) -> Database:
    """A base in memory with the tables of a coffre, that does not yet watch over what is put in or taken away."""
    db = cle.in_memory()
    migrations.apply(db)
    for nom in ("evenements_sans_oubli", "evenements_sans_reecriture", "journal_sans_oubli", "journal_sans_reecriture"):
        db.conn.execute(f"DROP TRIGGER {nom}")
    db.conn.execute("PRAGMA foreign_keys = OFF")
    return db


def _take(fichier: BinaryIO, page: int) -> bytes:
    """A page, zeros being left in its place."""
    fichier.seek((page - 1) * PAGE_SIZE)
    octets = fichier.read(PAGE_SIZE)
    _put(fichier, page, bytes(PAGE_SIZE))
    return octets


def _put(fichier: BinaryIO, page: int, octets: bytes) -> None:
    fichier.seek((page - 1) * PAGE_SIZE)
    fichier.write(octets)
