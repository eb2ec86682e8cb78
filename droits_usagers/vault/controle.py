"""A full check: every page is what was written, every index agrees with its table, every link leads somewhere."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from droits_usagers.vault.moteur import Database, rows


@dataclass(frozen=True, slots=True)
class Degats:
    """Pages (of 4096 bytes) that are not what was written; indexes and links that are broken."""

    pages: int = 0
    liens: int = 0


INTACT = Degats()


def bad_pages(db: Database, schema: str = "main") -> int:
    """How many pages do not pass their HMAC. Asked twice: a disk that failed once to read a page has not lost it."""
    # The pragma reads the file as it lies, without undoing an interrupted write first; any real read does.
    rows(db, f"SELECT count(*) FROM {schema}.sqlite_master")  # noqa: S608 - our own names
    verifier = f"PRAGMA {schema}.cipher_integrity_check"
    return len(rows(db, verifier)) if rows(db, verifier) else 0


def broken_links(db: Database) -> int:
    """How many rows name one that is not there."""
    return len(rows(db, "PRAGMA foreign_key_check"))


def broken_links_by_table(db: Database) -> Iterator[int]:
    """The same, of each table."""
    for (nom,) in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
        yield len(rows(db, f'PRAGMA foreign_key_check ("{nom}")'))


def damage_by_parts(db: Database) -> Generator[None, None, Degats]:
    """The same as `damage`, a table at a time, so that others may use the connection in between."""
    pages = bad_pages(db)
    if pages:
        return Degats(pages=pages)
    liens = 0
    for (nom,) in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
        yield
        liens += sum(texte != "ok" for (texte,) in rows(db, f'PRAGMA integrity_check ("{nom}")'))
        liens += len(rows(db, f'PRAGMA foreign_key_check ("{nom}")'))
    return Degats(liens=liens)


def damage(db: Database) -> Degats:
    """What is damaged in an opened file."""
    pages = bad_pages(db)
    if pages:
        # The structure cannot be read through damaged pages.
        return Degats(pages=pages)
    structure = [texte for (texte,) in rows(db, "PRAGMA integrity_check") if texte != "ok"]
    return Degats(liens=len(structure) + broken_links(db))
