"""What the sixth format adds: a date of one's own for a dossier, what others owe, and the order in which rights are lost.

The version of the computation changed with it (`CALCUL`): every line of the Suivi is computed again.

Of a table taken over: the cells that could not be read for sure, word for word, until someone has seen them; and what
recognises each line, so that a table taken over twice makes no dossier twice. Of bodies: what is needed to take a change back,
and how old the address of each letter is, where it came from the annuaire and nobody looked at it. And the bodies that a coffre
knows by itself: those of files taken in, those that someone corrected.
"""

STATEMENTS_SUIVI = (
    "ALTER TABLE dossiers ADD COLUMN revoir_le TEXT",
    "ALTER TABLE suivi_index ADD COLUMN revoir_le TEXT",
    "ALTER TABLE suivi_index ADD COLUMN leur_date TEXT",
    "ALTER TABLE suivi_index ADD COLUMN leur_delai TEXT NOT NULL DEFAULT ''",
    # Which right can be lost first: « 0 » and the person's own last day, else « 1 » and the date that counts. NULL once closed.
    "ALTER TABLE suivi_index ADD COLUMN perte TEXT",
    "DROP INDEX suivi_urgence",
    "CREATE INDEX suivi_perte ON suivi_index (perte, reference, etat)",
    "CREATE INDEX suivi_leurs ON suivi_index (leur_date, reference, etat)",
    "CREATE INDEX suivi_prochaine ON suivi_index (prochaine_date)",
    "CREATE INDEX suivi_revoir ON suivi_index (revoir_le) WHERE revoir_le IS NOT NULL",
)

STATEMENTS_TABLEAU = (
    # Erased with the dossier. `lu`: what was made of the cell, or might be (`raison`); a day as ISO, or a code.
    """CREATE TABLE a_verifier (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        colonne TEXT NOT NULL,
        texte TEXT NOT NULL,
        raison TEXT NOT NULL,
        lu TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX a_verifier_dossier ON a_verifier (dossier)",
    # Erased with the dossier. It tells nothing of what the line said.
    """CREATE TABLE lignes_reprises (
        dossier INTEGER PRIMARY KEY REFERENCES dossiers (id) ON DELETE CASCADE,
        empreinte TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX lignes_reprises_empreinte ON lignes_reprises (empreinte)",
    # A body called otherwise in all of its dossiers, and what each was addressed to before: to be taken back. Erased with them.
    """CREATE TABLE changements_organismes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        nom TEXT NOT NULL,
        fait_le TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE organismes_avant (
        id INTEGER PRIMARY KEY,
        changement INTEGER NOT NULL REFERENCES changements_organismes (id) ON DELETE CASCADE,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        avant TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX organismes_avant_changement ON organismes_avant (changement)",
    "CREATE INDEX organismes_avant_dossier ON organismes_avant (dossier)",
    "ALTER TABLE suivi_index ADD COLUMN a_verifier INTEGER NOT NULL DEFAULT 0",
    # Few dossiers have one.
    "CREATE INDEX suivi_a_verifier ON suivi_index (a_verifier) WHERE a_verifier > 0",
)

STATEMENTS_ANNUAIRE = (
    # The day on which its address was read, for as long as nobody wrote it otherwise.
    "ALTER TABLE dossiers ADD COLUMN adresse_relevee TEXT",
    # Files of bodies taken in, each to be taken back.
    """CREATE TABLE annuaire_imports (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source TEXT NOT NULL,
        fait_le TEXT NOT NULL
    ) STRICT""",
    # import: NULL for what someone corrected. cle: what tells the body it is about; its latest row is the one that holds.
    # empreinte: of all that a row says, so that the same file taken in twice adds nothing.
    """CREATE TABLE annuaire (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        import INTEGER REFERENCES annuaire_imports (id) ON DELETE CASCADE,
        cle TEXT NOT NULL,
        nom TEXT NOT NULL,
        genre TEXT NOT NULL,
        organisme TEXT NOT NULL,
        service TEXT NOT NULL,
        adresse TEXT NOT NULL,
        code_postal TEXT NOT NULL,
        ville TEXT NOT NULL,
        siren TEXT NOT NULL,
        departement TEXT NOT NULL,
        courriel TEXT NOT NULL,
        source TEXT NOT NULL,
        releve_le TEXT,
        mots TEXT NOT NULL,
        empreinte BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX annuaire_import ON annuaire (import)",
    "CREATE INDEX annuaire_cle ON annuaire (cle)",
    # The words are cut before it; of which row they are is all that is kept. What is added is indexed by whoever adds it, many
    # at once: row by row, by a trigger, takes four times as long.
    """CREATE VIRTUAL TABLE annuaire_recherche USING fts5 (
        mots, content='annuaire', content_rowid='id', tokenize='ascii', detail='none', columnsize=0
    )""",
    """CREATE TRIGGER annuaire_retire AFTER DELETE ON annuaire
       BEGIN INSERT INTO annuaire_recherche (annuaire_recherche, rowid, mots) VALUES ('delete', OLD.id, OLD.mots); END""",
)
