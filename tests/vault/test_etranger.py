"""A coffre in which something else wrote: whatever a column holds, it is read, or refused in one sentence."""

import datetime as dt
from contextlib import closing
from pathlib import Path

import pytest

from droits_usagers.domain.dossier.dossiers import Filtre
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffres import Coffre
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.fichiers import private_temp
from droits_usagers.vault.migrations import FORMAT
from droits_usagers.vault.moteur import dbapi2, rows
from droits_usagers.vault.sauvegardes import backups_of
from droits_usagers.vault.structure import require_coffre
from tests.coffres import KDF_RAPIDE, PHRASE, make_coffres, write_note

_DUMP = (Path(__file__).parent / "versions" / f"{FORMAT}.sql").read_text(encoding="utf-8")
#: One row in the tables that the dump leaves empty.
_DE_PLUS = """
INSERT INTO affaires (titre) VALUES ('Une histoire');
INSERT INTO notes (dossier, texte, ecrite_le) VALUES (1, 'rappeler', '2026-11-24T10:00:00+00:00');
INSERT INTO mandats (mandant, mandataire, signe_le) VALUES ('a', 'b', '2026-11-24');
INSERT INTO lots (genre, fait_le) VALUES ('serie', '2026-11-24T10:00:00+00:00');
INSERT INTO reglages (cle, valeur) VALUES ('colonnes', '[]');
INSERT INTO a_verifier (dossier, colonne, texte, raison, lu) VALUES (1, 'Date', 'mai ?', 'laisse', '');
INSERT INTO changements_organismes (nom, fait_le) VALUES ('CAF', '2026-11-24T10:00:00+00:00');
INSERT INTO annuaire_imports (source, fait_le) VALUES ('liste', '2026-11-24T10:00:00+00:00');
"""
#: No date, no choice, no JSON; a text that is none; JSON of another shape; the number of nothing.
ETRANGES = ("'zzz'", "CAST(x'ff41' AS TEXT)", "'{}'", "-9223372036854775808")


def made(chemin: Path) -> Path:
    temp = private_temp(chemin)
    with closing(Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(temp)) as db:
        db.conn.executescript(_DUMP)
        db.conn.execute("PRAGMA ignore_check_constraints = ON")
        for ligne in _DE_PLUS.strip().splitlines():
            db.conn.execute(ligne)
        db.conn.commit()
    return temp.rename(chemin)


def columns(chemin: Path) -> list[tuple[str, str]]:
    with closing(Cle(PHRASE, kdf_iter=KDF_RAPIDE).consult(chemin)) as db:
        tables = rows(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT'")
        return [(table, str(colonne[1])) for (table,) in tables for colonne in rows(db, f'PRAGMA table_info("{table}")')]


def written_over(chemin: Path, ou: tuple[str, str], valeur: str) -> bool:
    """True if something else could be written there."""
    with closing(Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(chemin)) as db:
        db.conn.execute("PRAGMA foreign_keys = OFF")
        db.conn.execute("PRAGMA ignore_check_constraints = ON")
        try:
            ecrites = int(db.conn.execute(f'UPDATE "{ou[0]}" SET "{ou[1]}" = {valeur}').rowcount)  # noqa: S608 - our own names
        except dbapi2.Error:
            return False
        db.conn.commit()
        return ecrites > 0


def used(coffre: Coffre) -> None:
    """As someone would in a morning."""
    list(coffre.liste.refresh())
    references = [ligne.reference for ligne in coffre.liste.page().lignes]
    coffre.liste.page(Filtre(texte="aurelie"))
    for reference in references:
        coffre.dossiers.read(reference)
        write_note(coffre, reference, "vu")
    for lu in (
        coffre.journal,
        coffre.brouillons.latest,
        coffre.corbeille.content,
        coffre.etat,
        coffre.backups,
        coffre.verify,
        coffre.backup,
    ):
        lu()
    coffre.mandats.all()
    coffre.mandats.missing()
    coffre.mandats.doutes(references)
    coffre.annuaire.imports()
    coffre.annuaire.search("caf", 5)
    coffre.organismes.changes()
    coffre.reglages.read("colonnes")
    coffre.conservation.closed_by(dt.date(2030, 1, 1), plus=10)
    run_through(coffre.liste.counting())
    run_through(coffre.chiffres.gathering())


@pytest.mark.lent
def test_whatever_a_column_holds_it_is_read_or_refused_in_one_sentence(tmp_path: Path) -> None:
    modele = made(tmp_path / "modele.coffre")
    octets = modele.read_bytes()
    # As it is made, nothing in it is refused: what is below is refused for what was written over it.
    with closing(make_coffres().open(modele, PHRASE)) as coffre:
        used(coffre)
    dites: set[Panne | None] = set()
    essayees = 0
    for rang, ou in enumerate(columns(modele)):
        chemin = tmp_path / f"{rang}.coffre"
        for valeur in ETRANGES:
            chemin.write_bytes(octets)
            if not written_over(chemin, ou, valeur):
                continue
            essayees += 1
            try:
                with closing(make_coffres().open(chemin, PHRASE)) as coffre:
                    used(coffre)
            except ExpectedError as refus:
                dites.add(refus.panne)
            except Exception as error:  # noqa: BLE001 - which column it was is the point
                pytest.fail(f"{ou} = {valeur}: {error!r}")
    assert essayees > 200
    assert dites == {Panne.COFFRE_INCOMPRIS}


@pytest.mark.parametrize(
    "ecrit",
    [
        "CREATE TRIGGER intrus BEFORE INSERT ON notes BEGIN SELECT RAISE (ABORT, 'disk I/O error'); END",
        "ALTER TABLE personnes RENAME COLUMN prenom TO prenoms",
        "DELETE FROM suivi_recherche",
        "DROP TABLE suivi_recherche",
        "DELETE FROM annuaire_recherche_data",
    ],
)
def test_a_coffre_that_something_else_made_otherwise_is_refused_in_one_sentence(tmp_path: Path, ecrit: str) -> None:
    """Neither a fault of ours, nor of the disk or of the memory."""
    chemin = made(tmp_path / "autre.coffre")
    with closing(Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(chemin)) as db:
        db.conn.execute(ecrit)
        db.conn.commit()
    with pytest.raises(ExpectedError) as refus, closing(make_coffres().open(chemin, PHRASE)) as coffre:
        used(coffre)
    assert refus.value.panne is Panne.COFFRE_INCOMPRIS


@pytest.mark.parametrize("colonne", ["prochaine_date", "leur_date", "dernier_jour", "revoir_le"])
def test_a_line_of_the_suivi_that_holds_no_day_is_refused_in_one_sentence(tmp_path: Path, colonne: str) -> None:
    """As long as a month is: what is added to it makes no day either."""
    chemin = made(tmp_path / "autre.coffre")
    with closing(make_coffres().open(chemin, PHRASE)) as coffre:
        list(coffre.liste.refresh())
    assert written_over(chemin, ("suivi_index", colonne), "'bientôt'")
    with pytest.raises(ExpectedError) as refus, closing(make_coffres().open(chemin, PHRASE)) as coffre:
        coffre.liste.page()
    assert refus.value.panne is Panne.COFFRE_INCOMPRIS


def test_a_coffre_with_a_name_longer_than_anything_is_refused_unread_and_never_put_back(tmp_path: Path) -> None:
    chemin = made(tmp_path / "autre.coffre")
    assert written_over(chemin, ("personnes", "nom"), "printf('%.*c', 40000000, 'x')")
    with pytest.raises(ExpectedError) as refus:
        make_coffres().open(chemin, PHRASE)
    assert refus.value.panne is Panne.COFFRE_INCOMPRIS
    with pytest.raises(ExpectedError) as refus:
        make_coffres().restore(tmp_path / "neuf.coffre", PHRASE, sauvegarde=chemin)
    assert refus.value.panne is Panne.SAUVEGARDE_REFUSEE


def test_a_coffre_full_of_files_that_were_joined_opens(tmp_path: Path) -> None:
    chemin = made(tmp_path / "plein.coffre")
    with closing(make_coffres().open(chemin, PHRASE)) as coffre:
        reference = coffre.liste.page().lignes[0].reference
        for rang in range(3):
            coffre.pieces.attach(reference, bytes([rang]) * 18_000_000, nom=f"relevé {rang}")
    with closing(make_coffres().open(chemin, PHRASE)) as coffre:
        assert coffre.verify().saine


_SANS_FIN = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
_LONGUE = "hex(zeroblob(20))"


@pytest.mark.parametrize(
    "ecrit",
    [
        "ALTER TABLE notes DROP COLUMN texte",
        "DROP TABLE suivi_mots",
        f"CREATE TRIGGER intrus AFTER INSERT ON journal BEGIN INSERT INTO notes SELECT 1, 1, ({_SANS_FIN}), ''; END",
        "CREATE TRIGGER intrus AFTER INSERT ON journal BEGIN UPDATE personnes SET nom = 'VOLE'; END",
        "DROP TRIGGER journal_sans_oubli",
        f"ALTER TABLE personnes ADD zz TEXT GENERATED ALWAYS AS ({_LONGUE})",
        f"ALTER TABLE _sqlite_migrations ADD zz TEXT GENERATED ALWAYS AS ({_LONGUE})",
        f"ALTER TABLE notes ADD zz TEXT CHECK (length({_LONGUE}) > 0)",
        "CREATE INDEX intrus ON notes (length(texte))",
        "CREATE TABLE intruse (a)",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = 9",
        "UPDATE sqlite_sequence SET seq = 9223372036854775807",
        "UPDATE sqlite_sequence SET seq = 'zzz'",
        "UPDATE notes SET id = 9223372036854775807",
        "UPDATE compteurs SET dernier = 9223372036854775807",
    ],
)
def test_what_this_program_did_not_write_is_refused_at_the_door_and_never_run(tmp_path: Path, ecrit: str) -> None:
    chemin = made(tmp_path / "ecrite.coffre")
    with closing(Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(chemin)) as db:
        db.conn.execute(ecrit)
        db.conn.commit()
    octets = chemin.read_bytes()
    with pytest.raises(ExpectedError) as refus:
        make_coffres().open(chemin, PHRASE)
    assert refus.value.panne is Panne.COFFRE_INCOMPRIS
    assert chemin.read_bytes() == octets
    assert not backups_of(chemin)


@pytest.mark.parametrize("ecrit", ["UPDATE roles SET personne = 999999", "UPDATE dossiers SET organisme = 999999"])
def test_a_row_that_names_nothing_is_what_every_check_says_it_is(tmp_path: Path, ecrit: str) -> None:
    chemin = made(tmp_path / "ecrite.coffre")
    with closing(Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(chemin)) as db:
        db.conn.execute("PRAGMA foreign_keys = OFF")
        db.conn.execute(ecrit)
        db.conn.commit()
    for geste in (Coffre.verify, Coffre.backup, lambda coffre: run_through(coffre.protection.copying(tmp_path))):
        with pytest.raises(ExpectedError) as refus, closing(make_coffres().open(chemin, PHRASE)) as coffre:
            geste(coffre)
        assert refus.value.panne is Panne.COFFRE_INCOMPRIS
    assert not backups_of(chemin)


def test_what_is_made_by_every_format_is_what_a_coffre_of_it_holds() -> None:
    """The dumps stand for the files people have: none is refused at the door."""
    for numero in range(1, FORMAT + 1):
        dump = (Path(__file__).parent / "versions" / f"{numero}.sql").read_text(encoding="utf-8")
        with closing(Cle(PHRASE, kdf_iter=KDF_RAPIDE).in_memory()) as db:
            db.conn.executescript(dump)
            require_coffre(db.conn)


@pytest.mark.parametrize("table", ["reglages", "suivi_index", "journal"])
def test_a_view_that_never_ends_is_refused_by_every_way_in(tmp_path: Path, table: str) -> None:
    chemin = made(tmp_path / "sans_fin.coffre")
    with closing(make_coffres().open(chemin, PHRASE)) as coffre:
        (tmp_path / "saine.coffre").write_bytes(chemin.read_bytes())
        sauvegarde = coffre.backup().chemin
    with closing(Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(chemin)) as db:
        colonnes = [nom for (nom,) in rows(db, "SELECT name FROM pragma_table_info(?)", (table,))]
        db.conn.execute("PRAGMA foreign_keys = OFF")
        db.conn.execute(f"DROP TABLE {table}")
        # As many rows as one asks for, and one more.
        suite = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT 1 FROM n)"
        valeurs = ", ".join(f"i AS {nom}" for nom in colonnes)
        db.conn.execute(f"CREATE VIEW {table} AS {suite} SELECT {valeurs} FROM n")  # noqa: S608 - ours
        db.conn.commit()
    sauvegarde.write_bytes(chemin.read_bytes())
    for ouvrir in (make_coffres().open, make_coffres().ouvrir_ce_qui_se_lit):
        with pytest.raises(ExpectedError) as refus:
            ouvrir(chemin, PHRASE)
        assert refus.value.panne is Panne.COFFRE_INCOMPRIS
    # Beside a coffre that is sound, a backup that was tampered with is one that cannot be read.
    chemin.write_bytes((tmp_path / "saine.coffre").read_bytes())
    secours = make_coffres().secours(chemin, PHRASE)
    assert [une.lisible for une in secours.sauvegardes] == [False]


def test_a_fault_of_ours_in_a_coffre_of_ours_stays_one(coffre: Coffre) -> None:
    depot = coffre._depot  # noqa: SLF001 - what goes wrong there
    with pytest.raises(ZeroDivisionError), depot.reading():
        _ = 1 // len(coffre.backups())
    with pytest.raises(dbapi2.Error), depot.reading():
        rows(depot.sauvegardes._db, "SELECT absente FROM dossiers")  # noqa: SLF001 - the same
