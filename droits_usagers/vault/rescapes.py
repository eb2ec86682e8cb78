"""From what is left of a damaged file to a whole base: row by row, around what cannot be read.

A row that comes from a damaged page is not kept: it is counted as lost, and what hangs on it with it.
"""

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.vault.moteur import Database, dbapi2, rows, run, scalar
from droits_usagers.vault.personnes import Organismes

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
