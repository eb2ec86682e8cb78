"""What can still be read of a damaged file, brought together in memory. The file itself is only read.

Once a page failed its HMAC, SQLCipher refuses every other one to the same connection. So what is read is a copy, as encrypted
as the file, where blank pages that pass are in place of the damaged ones: SQLite then refuses those, and no other.
"""

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vault.diagnostic import inspect, why_closed
from droits_usagers.vault.driver import PAGE_SIZE, Cle, salt_of
from droits_usagers.vault.fichiers import discard, private_temp
from droits_usagers.vault.migrations import FORMAT, format_of, migrations
from droits_usagers.vault.moteur import APPLICATION_ID, Database, ForeignError, dbapi2, rows, run, scalar
from droits_usagers.vault.personnes import Organismes
from droits_usagers.vault.sauvegardes import backups_of

#: Those of the first format, and the present ones. What the Suivi computes is not there: it is computed again.
TABLES_1 = (
    *("personnes", "organismes", "affaires", "dossiers", "roles", "evenements", "courriers", "pieces", "pieces_jointes"),
    *("brouillons", "corbeille", "compteurs", "journal"),
)
#: A body called otherwise, and what its dossiers were addressed to.
_CHANGEMENTS = ("changements_organismes", "organismes_avant")
#: The bodies it knows by itself.
_ANNUAIRE = ("annuaire_imports", "annuaire")
_AUTOUR = ("notes", "mandats", "lots", "reglages", "consignes", "a_verifier", "attaches", "lignes_reprises")
#: What was answered of addresses that nobody may read.
_ADRESSES = ("adresses_tues", "adresses_liberees")
TABLES = (*TABLES_1, *_AUTOUR, *_CHANGEMENTS, *_ANNUAIRE, *_ADRESSES)
#: Those that SQLite gives no number to the rows of.
_SANS_RANG = ("roles", "reglages")
#: Those with a column `dossier`.
_OF_A_DOSSIER = (
    "roles",
    "evenements",
    "courriers",
    "pieces_jointes",
    "notes",
    "corbeille",
    "brouillons",
    "consignes",
    "a_verifier",
    "attaches",
    "lignes_reprises",
    "organismes_avant",
)
#: Rows asked for at once; of files, one at a time.
_ENSEMBLE = 256
#: Up to where rows are looked for when nothing says which is the last.
_PLUS_LOIN = 20_000
#: How many rows are tried, all along, before a table is given up.
_SONDES = 400


@dataclass(frozen=True, slots=True)
class Lacunes:
    """What could not be read."""

    #: Damaged pages, of 4096 bytes each.
    pages: int
    #: Dossiers that something still points to, and that are not there any more.
    dossiers: int
    #: The tables some rows of which are lost.
    tables: frozenset[str]


class LectureTable:
    """The rows of a table that can be read, around those that cannot."""

    def __init__(self, db: Database, table: str, colonnes: tuple[str, ...]) -> None:
        self._db = db
        self._table = table
        self._colonnes = ", ".join(colonnes)
        self.complete = True

    def rows(self, ensemble: int = _ENSEMBLE) -> Iterator[tuple[Any, ...]]:
        """Each of them, by the number SQLite gives to rows."""
        derniere = self._last()
        for debut in range(1, derniere + 1, ensemble):
            pile = [(debut, min(debut + ensemble - 1, derniere))]
            while pile:
                de, a = pile.pop()
                try:
                    yield from self._between(de, a)
                except dbapi2.DatabaseError:
                    self.complete = False
                    if de < a:
                        milieu = (de + a) // 2
                        pile += [(milieu + 1, a), (de, milieu)]

    def _between(self, de: int, a: int) -> list[tuple[Any, ...]]:
        sql = f"SELECT {self._colonnes} FROM {self._table} WHERE rowid BETWEEN ? AND ?"  # noqa: S608 - our own names
        return rows(self._db, sql, (de, a))

    def _last(self) -> int:
        """The number of the last row, or one that is beyond it; 0 when nothing can be read anywhere."""
        trouvee = self._asked(f"SELECT max(rowid) FROM {self._table}")  # noqa: S608 - our own names
        if trouvee is not None:
            return trouvee
        self.complete = False
        loin = self._asked(f"SELECT seq FROM sqlite_sequence WHERE name = '{self._table}'") or _PLUS_LOIN  # noqa: S608 - idem
        sondes = range(1, loin + 1, max(1, loin // _SONDES))
        return loin if any(self._answers(sonde) for sonde in sondes) else 0

    def _asked(self, sql: str) -> int | None:
        try:
            return int(scalar(self._db, sql) or 0)
        except dbapi2.DatabaseError:
            return None

    def _answers(self, rang: int) -> bool:
        try:
            self._between(rang, rang)
        except dbapi2.DatabaseError:
            return False
        return True


class CopieSauvee:
    """From what is left of a file to a whole base."""

    def __init__(self, source: Database, vers: Database) -> None:
        self._source = source
        self._vers = vers
        self._perdues: set[str] = set()
        #: Rows that the tables they were found in cannot hold.
        self.refused = 0

    def run(self, pages: int) -> Lacunes:
        """Copy every table, then take away what points to nothing."""
        for table in TABLES:
            if table not in _SANS_RANG:
                self._copy(table)
        self._copy_by_dossier()
        self._copy_settings()
        manquants = self._mend()
        return Lacunes(pages, manquants, frozenset(self._perdues))

    def _columns(self, table: str) -> tuple[str, ...]:
        """Those that both have: an older format lacks some."""
        la, ici = (
            {nom for (nom,) in rows(db, "SELECT name FROM pragma_table_info(?)", (table,))} for db in (self._source, self._vers)
        )
        return tuple(sorted(la & ici))

    def _copy(self, table: str) -> None:
        colonnes = self._columns(table)
        if not colonnes:
            return
        lecture = LectureTable(self._source, table, colonnes)
        for ligne in lecture.rows(1 if table == "pieces" else _ENSEMBLE):
            self._put(table, colonnes, ligne)
        if not lecture.complete:
            self._perdues.add(table)

    def _copy_by_dossier(self) -> None:
        colonnes = self._columns("roles")
        sql = f"SELECT {', '.join(colonnes)} FROM roles WHERE dossier = ?"  # noqa: S608 - our own names
        for (dossier,) in rows(self._vers, "SELECT id FROM dossiers"):
            try:
                lues = rows(self._source, sql, (dossier,))
            except dbapi2.DatabaseError:
                self._perdues.add("roles")
            else:
                for ligne in lues:
                    self._put("roles", colonnes, ligne)

        if "roles" in self._perdues:
            self._copy_names()

    def _copy_names(self) -> None:
        """Whom a dossier is about, as an index still tells where the table does not.

        Whether nobody may read their address is lost: then nobody may.
        """
        sql = """SELECT dossier, role, rang, personne FROM roles INDEXED BY roles_personne
                 WHERE personne = ? AND role = 'concerne'"""
        colonnes = ("dossier", "role", "rang", "personne", "qualite", "enveloppe_neutre", "adresse_protegee")
        connus = {dossier for (dossier,) in rows(self._vers, "SELECT dossier FROM roles WHERE role = 'concerne'")}
        for (personne,) in rows(self._vers, "SELECT id FROM personnes"):
            with contextlib.suppress(dbapi2.DatabaseError):
                for ligne in rows(self._source, sql, (personne,)):
                    if ligne[0] not in connus:
                        self._put("roles", colonnes, (*ligne, "", 0, 1))

    def _copy_settings(self) -> None:
        if not self._columns("reglages"):
            # An older format has none: nothing is lost.
            return
        try:
            lues = rows(self._source, "SELECT cle, valeur FROM reglages WHERE cle <> ''")
        except dbapi2.DatabaseError:
            self._perdues.add("reglages")
        else:
            for ligne in lues:
                self._put("reglages", ("cle", "valeur"), ligne)

    def _put(self, table: str, colonnes: tuple[str, ...], ligne: tuple[Any, ...]) -> None:
        if _is_zeroed(table, colonnes, ligne):
            self._perdues.add(table)
            return
        marques = ", ".join("?" * len(colonnes))
        try:
            run(self._vers, f"INSERT INTO {table} ({', '.join(colonnes)}) VALUES ({marques})", ligne)  # noqa: S608 - our own names
        except dbapi2.IntegrityError:
            self.refused += 1
            self._perdues.add(table)

    def _mend(self) -> int:
        """Leave nothing that points to nothing. Gives how many dossiers are known to be lost."""
        vers = self._vers
        union = " UNION ".join(f"SELECT dossier FROM {table}" for table in _OF_A_DOSSIER)  # noqa: S608 - our own names
        # NULL is not in an empty list: « no dossier » is not « a dossier that is lost ».
        perdu = "dossier IS NOT NULL AND dossier NOT IN (SELECT id FROM dossiers)"
        manquants = int(scalar(vers, f"SELECT count(*) FROM ({union}) WHERE {perdu}"))  # noqa: S608 - our own names
        for table in _OF_A_DOSSIER:
            run(vers, f"DELETE FROM {table} WHERE {perdu}")  # noqa: S608 - our own names
        run(vers, "INSERT INTO annuaire_recherche (annuaire_recherche) VALUES ('rebuild')")
        run(vers, "UPDATE annuaire SET import = NULL WHERE import NOT IN (SELECT id FROM annuaire_imports)")
        for colonne, table in (("affaire", "affaires"), ("mandat", "mandats"), ("lot", "lots")):
            run(vers, f"UPDATE dossiers SET {colonne} = NULL WHERE {colonne} NOT IN (SELECT id FROM {table})")  # noqa: S608 - idem
        for table, colonne, cible in (
            ("roles", "personne", "id FROM personnes"),
            ("consignes", "personne", "id FROM personnes"),
            ("adresses_liberees", "personne", "id FROM personnes"),
            ("organismes_avant", "changement", "id FROM changements_organismes"),
            ("pieces_jointes", "piece", "empreinte FROM pieces"),
            ("pieces_jointes", "courrier", "id FROM courriers"),
            ("evenements", "annule", "id FROM evenements"),
        ):
            sql = f"DELETE FROM {table} WHERE {colonne} IS NOT NULL AND {colonne} NOT IN (SELECT {cible})"  # noqa: S608 - idem
            if run(vers, sql):
                self._perdues.add(table)
        sans_organisme = "organisme NOT IN (SELECT id FROM organismes)"
        if scalar(vers, f"SELECT EXISTS (SELECT 1 FROM dossiers WHERE {sans_organisme})"):  # noqa: S608 - our own names
            personne = Organismes(vers).find_or_add(Organisme())
            run(vers, f"UPDATE dossiers SET organisme = ? WHERE {sans_organisme}", (personne,))  # noqa: S608 - our own names
        return manquants


def _is_zeroed(table: str, colonnes: tuple[str, ...], ligne: tuple[Any, ...]) -> bool:
    """True for a value whose last pages came as zeros, without the engine saying so."""
    if table == "pieces":
        contenu, empreinte = ligne[colonnes.index("contenu")], ligne[colonnes.index("empreinte")]
        return hashlib.sha256(bytes(contenu)).hexdigest() != str(empreinte)
    return any(isinstance(valeur, str) and "\0" in valeur for valeur in ligne)


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
            # Make a copy as long as the file: its first page also says how many pages there are.
            manque = pages - int(scalar(db, "PRAGMA page_count"))
            if manque > 0:
                with db.atomic():
                    # In a table that is read last, and never for this row.
                    run(db, "INSERT INTO reglages VALUES ('', ?)", ("-" * ((manque + 1) * PAGE_SIZE),))
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
