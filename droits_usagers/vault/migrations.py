"""The tables of a coffre, and how an older one becomes a current one. Append only: a migration that was released never changes.

Each migration is one transaction, ends by setting `user_version` to its own number, and is preceded by a checked backup
(`ouverture`). No statement reads a clock: every date comes as a value.
"""

from collections.abc import Iterable

from droits_usagers.domain.mots.pliage import words
from droits_usagers.vault import formats
from droits_usagers.vault.chaine import chain_all
from droits_usagers.vault.moteur import APPLICATION_ID, Database, Migrations, rows, scalar

#: The format this program writes. A coffre with a greater one was made by a newer program, and is not touched.
FORMAT = 12

migrations = Migrations("coffre")

_TABLES_1 = (
    # Rows of personnes and organismes are never edited: a change points to another row, and rows nobody points to are removed.
    """CREATE TABLE personnes (
        id INTEGER PRIMARY KEY,
        civilite TEXT NOT NULL,
        prenom TEXT NOT NULL,
        nom TEXT NOT NULL,
        nom_naissance TEXT NOT NULL,
        naissance TEXT NOT NULL,
        denomination TEXT NOT NULL,
        reference_dossier TEXT NOT NULL,
        adresse TEXT NOT NULL,
        UNIQUE (nom, prenom, civilite, nom_naissance, naissance, denomination, reference_dossier, adresse)
    ) STRICT""",
    """CREATE TABLE organismes (
        id INTEGER PRIMARY KEY,
        nom TEXT NOT NULL,
        kind TEXT NOT NULL,
        service TEXT NOT NULL,
        adresse TEXT NOT NULL,
        siren TEXT NOT NULL,
        territoire TEXT NOT NULL,
        parent TEXT NOT NULL,
        UNIQUE (nom, kind, service, adresse, siren, territoire, parent)
    ) STRICT""",
    """CREATE TABLE affaires (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        titre TEXT NOT NULL
    ) STRICT""",
    # cle: drawn at random, the same in every backup; what erasing goes by. It is the key of the draft the dossier came from.
    """CREATE TABLE dossiers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        cle TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL UNIQUE,
        demarche TEXT NOT NULL,
        date TEXT,
        lieu TEXT NOT NULL,
        organisme INTEGER NOT NULL REFERENCES organismes (id),
        affaire INTEGER REFERENCES affaires (id),
        reponses TEXT NOT NULL,
        cree_le TEXT NOT NULL,
        modifie_le TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX dossiers_organisme ON dossiers (organisme)",
    "CREATE INDEX dossiers_affaire ON dossiers (affaire)",
    """CREATE TABLE roles (
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('concerne', 'auteur', 'reponse_a', 'copie')),
        rang INTEGER NOT NULL,
        personne INTEGER NOT NULL REFERENCES personnes (id),
        qualite TEXT NOT NULL,
        enveloppe_neutre INTEGER NOT NULL CHECK (enveloppe_neutre IN (0, 1)),
        PRIMARY KEY (dossier, role, rang)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX roles_personne ON roles (personne)",
    # annule: the fact that this row cancels. Cancelling is a fact too: neither is ever rewritten.
    """CREATE TABLE evenements (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        date TEXT NOT NULL,
        type TEXT NOT NULL,
        organisme TEXT NOT NULL,
        annule INTEGER UNIQUE REFERENCES evenements (id) ON DELETE CASCADE,
        saisi_le TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX evenements_dossier ON evenements (dossier)",
    """CREATE TRIGGER evenements_sans_reecriture BEFORE UPDATE ON evenements
       BEGIN SELECT RAISE (ABORT, 'a fact is cancelled by another row, never rewritten'); END""",
    """CREATE TRIGGER evenements_sans_oubli BEFORE DELETE ON evenements
       WHEN EXISTS (SELECT 1 FROM dossiers WHERE id = OLD.dossier)
       BEGIN SELECT RAISE (ABORT, 'a fact is erased with its dossier, never alone'); END""",
    """CREATE TABLE pieces (
        empreinte TEXT PRIMARY KEY,
        taille INTEGER NOT NULL,
        contenu BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE courriers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        etape TEXT NOT NULL,
        gabarit TEXT NOT NULL,
        gabarit_version TEXT NOT NULL,
        gabarit_empreinte TEXT NOT NULL,
        etabli_le TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX courriers_dossier ON courriers (dossier)",
    # Which dossier keeps which file, under which name; two dossiers may keep the same content, which is stored once.
    """CREATE TABLE pieces_jointes (
        id INTEGER PRIMARY KEY,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        courrier INTEGER REFERENCES courriers (id) ON DELETE CASCADE,
        piece TEXT NOT NULL REFERENCES pieces (empreinte),
        nom TEXT NOT NULL,
        ajoutee_le TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX pieces_jointes_dossier ON pieces_jointes (dossier)",
    "CREATE INDEX pieces_jointes_courrier ON pieces_jointes (courrier)",
    "CREATE INDEX pieces_jointes_piece ON pieces_jointes (piece)",
    """CREATE TABLE brouillons (
        cle TEXT PRIMARY KEY,
        dossier INTEGER REFERENCES dossiers (id) ON DELETE CASCADE,
        contenu TEXT NOT NULL,
        position TEXT NOT NULL,
        modifie_le TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX brouillons_dossier ON brouillons (dossier)",
    """CREATE TABLE corbeille (
        dossier INTEGER PRIMARY KEY REFERENCES dossiers (id) ON DELETE CASCADE,
        jete_le TEXT NOT NULL,
        efface_le TEXT NOT NULL
    ) STRICT""",
    # Last number given in a year: a reference that was erased is not given again.
    """CREATE TABLE compteurs (
        annee INTEGER PRIMARY KEY,
        dernier INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE journal (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        quand TEXT NOT NULL,
        action TEXT NOT NULL,
        numero INTEGER
    ) STRICT""",
    """CREATE TRIGGER journal_sans_reecriture BEFORE UPDATE ON journal
       BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END""",
    """CREATE TRIGGER journal_sans_oubli BEFORE DELETE ON journal
       BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END""",
)

# The index of the Suivi holds nothing that cannot be computed again.
_SUIVI_1 = (
    """CREATE TABLE suivi_index (
        dossier INTEGER PRIMARY KEY REFERENCES dossiers (id) ON DELETE CASCADE,
        reference TEXT NOT NULL,
        demarche TEXT NOT NULL,
        personne TEXT NOT NULL,
        personne_tri TEXT NOT NULL,
        organisme TEXT NOT NULL,
        organisme_tri TEXT NOT NULL,
        service TEXT NOT NULL,
        affaire INTEGER,
        envoyee_le TEXT,
        etat TEXT NOT NULL,
        prochaine_date TEXT,
        prochaine_etape TEXT NOT NULL,
        valable_jusqu_au TEXT,
        regles INTEGER NOT NULL,
        recherche TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX suivi_urgence ON suivi_index (prochaine_date IS NULL, prochaine_date, reference)",
    "CREATE INDEX suivi_reference ON suivi_index (reference)",
    "CREATE INDEX suivi_demarche ON suivi_index (demarche, reference)",
    "CREATE INDEX suivi_personne ON suivi_index (personne_tri, reference)",
    "CREATE INDEX suivi_organisme ON suivi_index (organisme_tri, reference)",
    "CREATE INDEX suivi_etat ON suivi_index (etat, reference)",
    "CREATE INDEX suivi_envoi ON suivi_index (envoyee_le, reference)",
    "CREATE INDEX suivi_perime ON suivi_index (regles, valable_jusqu_au)",
)


# Words by which a dossier is found, apart from its line: few pages to read when many lines are looked through. They start with
# a space, so that the beginning of a word is found as « space, letters ». FTS5 keeps which dossier has which word, nothing more
# (detail, columnsize); `ascii` only cuts at spaces, because `words` has cut before it.
# secure-delete: without it, the words of a deleted dossier stay in the index until it is merged.
_RECHERCHE_2 = (
    "ALTER TABLE suivi_index DROP COLUMN recherche",
    """CREATE TABLE suivi_mots (
        dossier INTEGER PRIMARY KEY REFERENCES suivi_index (dossier) ON DELETE CASCADE,
        mots TEXT NOT NULL
    ) STRICT""",
    """CREATE VIRTUAL TABLE suivi_recherche USING fts5 (
        mots, content='suivi_mots', content_rowid='dossier',
        tokenize='ascii', detail='none', columnsize=0, prefix='1 2 3 4 5 6 7 8 9 10 11'
    )""",
    "INSERT INTO suivi_recherche (suivi_recherche, rank) VALUES ('secure-delete', 1)",
    """CREATE TRIGGER suivi_mots_ajoutes AFTER INSERT ON suivi_mots
       BEGIN INSERT INTO suivi_recherche (rowid, mots) VALUES (NEW.dossier, NEW.mots); END""",
    """CREATE TRIGGER suivi_mots_retires AFTER DELETE ON suivi_mots
       BEGIN INSERT INTO suivi_recherche (suivi_recherche, rowid, mots) VALUES ('delete', OLD.dossier, OLD.mots); END""",
    """CREATE TRIGGER suivi_mots_changes AFTER UPDATE ON suivi_mots BEGIN
           INSERT INTO suivi_recherche (suivi_recherche, rowid, mots) VALUES ('delete', OLD.dossier, OLD.mots);
           INSERT INTO suivi_recherche (rowid, mots) VALUES (NEW.dossier, NEW.mots);
       END""",
)

#: In place of a version of the rules: a line that only its dossier can make whole again.
A_REFAIRE = 0


def _become(db: Database, numero: int, statements: Iterable[str]) -> None:
    for statement in statements:
        db.conn.execute(statement)
    db.conn.execute(f"PRAGMA user_version = {numero:d}")


@migrations()
def m0001_premier_format(db: Database) -> None:
    """The first format."""
    for statement in (*_TABLES_1, *_SUIVI_1):
        db.conn.execute(statement)
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    db.conn.execute("PRAGMA user_version = 1")


@migrations()
def m0002_recherche(db: Database) -> None:
    """Search by words. Until its line is made again, a dossier is found by what it was found by before."""
    connus = [(dossier, words(texte)) for dossier, texte in rows(db, "SELECT dossier, recherche FROM suivi_index")]
    for statement in _RECHERCHE_2:
        db.conn.execute(statement)
    db.conn.executemany("INSERT INTO suivi_mots VALUES (?, ?)", [(dossier, f" {' '.join(mots)}") for dossier, mots in connus])
    db.conn.execute("UPDATE suivi_index SET regles = ?", (A_REFAIRE,))
    db.conn.execute("PRAGMA user_version = 2")


@migrations()
def m0003_suivi(db: Database) -> None:
    """What the Suivi rests on."""
    for statement in formats.FORMAT_3:
        db.conn.execute(statement)
    db.conn.execute("UPDATE suivi_index SET regles = ?", (A_REFAIRE,))
    db.conn.execute("PRAGMA user_version = 3")


@migrations()
def m0004_ce_qui_protege(db: Database) -> None:
    """What keeps someone from harm: consignes, addresses nobody may read, what was confirmed before a letter left."""
    _become(db, 4, formats.FORMAT_4)


@migrations()
def m0005_vos_delais(db: Database) -> None:
    """The person's own last days, apart from those of others."""
    _become(db, 5, formats.FORMAT_5)


@migrations()
def m0006_ma_semaine(db: Database) -> None:
    """What a week is made of: what can be lost, what is owed, what to look at again. What a table says, to be checked."""
    _become(db, 6, (*formats.FORMAT_6_SUIVI, *formats.FORMAT_6_TABLEAU, *formats.FORMAT_6_ANNUAIRE))


@migrations()
def m0007_reserves(db: Database) -> None:
    """How sure the dates of a line are."""
    _become(db, 7, formats.FORMAT_7)


@migrations()
def m0008_journal_chaine(db: Database) -> None:
    """The lines of the journal, chained."""
    for statement in formats.FORMAT_8_BEFORE:
        db.conn.execute(statement)
    chain_all(db)
    _become(db, 8, formats.FORMAT_8_AFTER)


@migrations()
def m0009_adresses_a_taire(db: Database) -> None:
    """The addresses that nobody may read, wherever they are."""
    _become(db, 9, formats.FORMAT_9)


@migrations()
def m0010_domicile(db: Database) -> None:
    """What was said of the home address."""
    _become(db, 10, formats.FORMAT_10)


@migrations()
def m0011_copies_masquees(db: Database) -> None:
    """Of which file another is the covered copy."""
    _become(db, 11, formats.FORMAT_11)


@migrations()
def m0012_attaches(db: Database) -> None:
    """What is attached to dossiers, of any kind."""
    _become(db, 12, formats.FORMAT_12)


def format_of(db: Database) -> int:
    """The format of an opened coffre; 0 for a file that has no table of ours yet."""
    return int(scalar(db, "PRAGMA user_version"))
