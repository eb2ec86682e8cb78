"""From what is left of a damaged file to a whole base: all that can be read, and nothing that points to nothing."""

import hashlib
from collections.abc import Iterator

import pytest

from droits_usagers.vault.driver import Cle
from droits_usagers.vault.migrations import migrations
from droits_usagers.vault.moteur import Database, rows, run, scalar
from droits_usagers.vault.sauvetage import CopieSauvee, Lacunes, LectureTable
from tests.chaque import chaque
from tests.coffres import KDF_RAPIDE, PHRASE

#: What SQLite alone would refuse in a whole base.
GARDES = ("evenements_sans_oubli", "evenements_sans_reecriture", "journal_sans_oubli", "journal_sans_reecriture")


def bare() -> Database:
    """The tables of a coffre, that watch over nothing."""
    db = Cle(PHRASE, kdf_iter=KDF_RAPIDE).in_memory()
    migrations.apply(db)
    for nom in GARDES:
        db.conn.execute(f"DROP TRIGGER {nom}")
    db.conn.execute("PRAGMA foreign_keys = OFF")
    return db


@pytest.fixture
def source() -> Iterator[Database]:
    """Two dossiers, and one of everything that hangs on the first."""
    db = bare()
    empreinte = hashlib.sha256(b"contenu").hexdigest()
    for sql in (
        "INSERT INTO personnes VALUES (1, '', 'Awa', 'Koné', '', '', '', '', '[]', 'ici')",
        "INSERT INTO personnes VALUES (2, '', '', 'Diallo', '', '', '', '', '[]', 'ici')",
        "INSERT INTO organismes VALUES (1, 'CCAS', 'ccas', '', '[]', '', '', '')",
        "INSERT INTO affaires VALUES (1, 'Affaire')",
        "INSERT INTO mandats VALUES (1, 'a', 'b', NULL, NULL, NULL)",
        "INSERT INTO lots VALUES (1, 'serie', '')",
        """INSERT INTO dossiers VALUES (1, 'k1', '2026-0001', 'acces', NULL, '', 1, 1, '{}', '', '', 1, 1, NULL, NULL, ''),
            (2, 'k2', '2026-0002', 'acces', NULL, '', 1, NULL, '{}', '', '', NULL, NULL, NULL, NULL, '')""",
        "INSERT INTO roles VALUES (1, 'concerne', 0, 1, '', 0, 0), (2, 'concerne', 0, 2, '', 0, 1)",
        "INSERT INTO evenements VALUES (1, 1, '2026-01-01', 'envoye', '', NULL, '', ''), (2, 1, '', 'envoye', '', 1, '', '')",
        "INSERT INTO courriers VALUES (1, 1, 'demande', 'a', '1', 'b', '', '')",
        "INSERT INTO brouillons VALUES ('b1', 1, '{}', '', ''), ('b2', NULL, '{}', '', '')",
        "INSERT INTO corbeille VALUES (2, '', '')",
        "INSERT INTO compteurs VALUES (2026, 2)",
        "INSERT INTO journal VALUES (1, '', 'coffre_cree', NULL, x'')",
        "INSERT INTO notes VALUES (1, 1, 'note', '')",
        "INSERT INTO reglages VALUES ('cle', '1')",
        "INSERT INTO changements_organismes VALUES (1, 'CCAS', '')",
        "INSERT INTO organismes_avant VALUES (1, 1, 1, '[]')",
        "INSERT INTO lignes_reprises VALUES (1, 'abcd')",
        "INSERT INTO a_verifier VALUES (1, 1, 'Envoi', 'hier', 'laisse', '')",
        "INSERT INTO attaches VALUES (1, 1, 'etiquette', '{}')",
        "INSERT INTO adresses_tues VALUES (1, 'ici', 'tenue')",
        "INSERT INTO adresses_liberees VALUES (2)",
        "INSERT INTO consignes VALUES (1, 1, NULL, 'autre', 'x'), (2, NULL, 1, 'autre', 'y')",
    ):
        run(db, sql)
    run(db, "INSERT INTO pieces VALUES (?, 7, ?)", (empreinte, b"contenu"))
    run(db, "INSERT INTO pieces_jointes VALUES (1, 1, 1, ?, 'nom', '', '', '')", (empreinte,))
    yield db
    db.close()


TABLES = (
    *("personnes", "organismes", "affaires", "mandats", "lots", "dossiers", "roles", "evenements", "courriers", "pieces"),
    *("pieces_jointes", "brouillons", "corbeille", "compteurs", "journal", "notes", "reglages", "consignes", "a_verifier"),
    *("attaches", "lignes_reprises", "changements_organismes", "organismes_avant"),
    *("adresses_tues", "adresses_liberees"),
)


def content(db: Database) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted(rows(db, f"SELECT * FROM {table}"), key=repr) for table in TABLES}  # noqa: S608 - our own names


def saved(source: Database, pages: int = 3) -> tuple[Lacunes, dict[str, list[tuple[object, ...]]], int]:
    """What is said to be lost, what there is, and how many rows were refused. Nothing there points to nothing."""
    vers = bare()
    copie = CopieSauvee(source, vers)
    lacunes = copie.run(pages)
    assert rows(vers, "PRAGMA foreign_key_check") == []
    lu = content(vers)
    vers.close()
    return lacunes, lu, copie.refused


def test_all_that_a_whole_base_holds_is_copied(source: Database) -> None:
    lacunes, lu, refused = saved(source)
    assert lu == content(source)
    assert (lacunes, refused) == (Lacunes(3, 0, frozenset()), 0)


@chaque(
    ("perdre", "dossiers", "tables", "restent"),
    [
        # The dossier is lost, and with it all that hangs on it.
        (
            "DELETE FROM dossiers WHERE id = 1",
            1,
            set(),
            {
                "dossiers": 1,
                "roles": 1,
                "evenements": 0,
                "courriers": 0,
                "notes": 0,
                "consignes": 1,
                "brouillons": 1,
                "a_verifier": 0,
            },
        ),
        ("DELETE FROM dossiers WHERE id = 2", 1, set(), {"dossiers": 1, "corbeille": 0, "roles": 1}),
        ("DELETE FROM dossiers", 2, set(), {"dossiers": 0, "brouillons": 1, "pieces_jointes": 0}),
        # What it points to is lost: the link alone goes.
        ("DELETE FROM affaires", 0, set(), {"dossiers": 2, "affaires": 0}),
        ("DELETE FROM mandats", 0, set(), {"dossiers": 2, "mandats": 0}),
        ("DELETE FROM lots", 0, set(), {"dossiers": 2, "lots": 0}),
        ("DELETE FROM organismes", 0, set(), {"dossiers": 2, "organismes": 1}),
        ("DELETE FROM personnes WHERE id = 1", 0, {"roles", "consignes"}, {"dossiers": 2, "roles": 1, "consignes": 1}),
        ("DELETE FROM pieces", 0, {"pieces_jointes"}, {"pieces_jointes": 0, "courriers": 1}),
        ("DELETE FROM courriers", 0, {"pieces_jointes"}, {"pieces_jointes": 0, "pieces": 1}),
        ("DELETE FROM evenements WHERE id = 1", 0, {"evenements"}, {"evenements": 0}),
        # What came as zeros is not kept.
        ("UPDATE notes SET texte = 'a' || char(0)", 0, {"notes"}, {"notes": 0}),
        ("UPDATE pieces SET contenu = zeroblob(7)", 0, {"pieces", "pieces_jointes"}, {"pieces": 0}),
        ("UPDATE reglages SET valeur = char(0)", 0, {"reglages"}, {"reglages": 0}),
        ("UPDATE roles SET qualite = char(0) WHERE dossier = 1", 0, {"roles"}, {"roles": 2}),
        ("INSERT INTO reglages VALUES ('', 'comble')", 0, set(), {"reglages": 1}),
        # What an older format lacks.
        ("DROP TABLE reglages", 0, set(), {"reglages": 0}),
        ("DROP TABLE notes", 0, set(), {"notes": 0, "dossiers": 2}),
        ("ALTER TABLE courriers DROP COLUMN confirmees", 0, set(), {"courriers": 1}),
    ],
)
def test_what_is_lost_takes_with_it_what_hangs_on_it_and_is_told(
    source: Database, perdre: str, dossiers: int, tables: set[str], restent: dict[str, int]
) -> None:
    source.conn.execute("SAVEPOINT avant")
    try:
        run(source, perdre)
        lacunes, lu, refused = saved(source, pages=5)
    finally:
        source.conn.execute("ROLLBACK TO avant")
        source.conn.execute("RELEASE avant")
    assert (lacunes.pages, lacunes.dossiers, refused) == (5, dossiers, 0)
    assert lacunes.tables == tables
    assert {table: len(lu[table]) for table in restent} == restent


def test_a_row_that_its_table_cannot_hold_is_refused(source: Database) -> None:
    vers = bare()
    for sql in (
        "INSERT INTO personnes VALUES (2, '', '', 'Là', '', '', '', '', '[]', 'ici')",
        "INSERT INTO compteurs VALUES (2026, 1)",
    ):
        run(vers, sql)
    copie = CopieSauvee(source, vers)
    assert copie.run(0).tables == {"personnes", "compteurs"}
    assert copie.refused == 2
    assert scalar(vers, "SELECT nom FROM personnes WHERE id = 2") == "Là"
    vers.close()


def test_whom_a_dossier_is_about_is_told_by_an_index_where_the_table_is_lost(source: Database) -> None:
    """And nobody may read their address, since nobody knows whether they may."""
    run(source, "UPDATE roles SET qualite = char(0) WHERE dossier = 1")
    _, lu, _ = saved(source)
    assert lu["roles"] == [(1, "concerne", 0, 1, "", 0, 1), (2, "concerne", 0, 2, "", 0, 1)]


@pytest.fixture
def base() -> Iterator[Database]:
    """A table some rows of which cannot be read: what they say is no JSON."""
    db = Cle(PHRASE, kdf_iter=KDF_RAPIDE).in_memory()
    db.conn.execute("CREATE TABLE brut (id INTEGER PRIMARY KEY, v TEXT) STRICT")
    db.conn.execute("CREATE VIEW t AS SELECT id AS rowid, id, json(v) AS j FROM brut")
    yield db
    db.close()


@chaque("ensemble", [1, 2, 3, 4, 7, 256])
@pytest.mark.parametrize("mauvaises", [(), (1,), (13,), (4, 5), (1, 6, 7, 13), tuple(range(1, 14))])
def test_each_row_that_can_be_read_is_read_once_around_those_that_cannot(
    base: Database, ensemble: int, mauvaises: tuple[int, ...]
) -> None:
    for rang in range(1, 14):
        run(base, "INSERT OR REPLACE INTO brut (id, v) VALUES (?, ?)", (rang, "[" if rang in mauvaises else f"[{rang}]"))
    lecture = LectureTable(base, "t", ("id", "j"))
    assert lecture.complete
    assert list(lecture.rows(ensemble)) == [(rang, f"[{rang}]") for rang in range(1, 14) if rang not in mauvaises]
    assert lecture.complete == (not mauvaises)


def test_a_table_without_rows_is_whole(base: Database) -> None:
    lecture = LectureTable(base, "t", ("id", "j"))
    assert list(lecture.rows()) == []
    assert lecture.complete


def test_a_table_that_nothing_is_read_of_is_not_whole(base: Database) -> None:
    lecture = LectureTable(base, "absente", ("id",))
    assert list(lecture.rows()) == []
    assert not lecture.complete
