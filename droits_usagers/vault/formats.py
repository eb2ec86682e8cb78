"""What each format since the third adds to a coffre, statement by statement. Append only: `migrations` runs each once."""

#: What the third format adds: notes, mandats, lots, numbers of registered letters, what went to an agenda, what is remembered.
#:
#: The lines of the Suivi gain what they are filtered and counted by; they are all computed again.
FORMAT_3 = (
    """CREATE TABLE notes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        texte TEXT NOT NULL,
        ecrite_le TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX notes_dossier ON notes (dossier)",
    # Who gave it and who took it, as written on it. One that no dossier rests on any more goes away when something is erased.
    """CREATE TABLE mandats (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        mandant TEXT NOT NULL,
        mandataire TEXT NOT NULL,
        signe_le TEXT,
        fin_le TEXT,
        revoque_le TEXT
    ) STRICT""",
    # Dossiers made together, to be taken back together.
    """CREATE TABLE lots (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        genre TEXT NOT NULL CHECK (genre IN ('import', 'serie')),
        fait_le TEXT NOT NULL
    ) STRICT""",
    "ALTER TABLE dossiers ADD COLUMN mandat INTEGER REFERENCES mandats (id)",
    "ALTER TABLE dossiers ADD COLUMN lot INTEGER REFERENCES lots (id)",
    "CREATE INDEX dossiers_mandat ON dossiers (mandat) WHERE mandat IS NOT NULL",
    "CREATE INDEX dossiers_lot ON dossiers (lot) WHERE lot IS NOT NULL",
    # The number of the registered letter, with the fact that it was sent.
    "ALTER TABLE evenements ADD COLUMN recommande TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX evenements_recommande ON evenements (recommande) WHERE recommande <> ''",
    "ALTER TABLE pieces_jointes ADD COLUMN genre TEXT NOT NULL DEFAULT ''",
    # What a screen remembers, as JSON: columns shown, how a table was read, how long closed dossiers are kept.
    """CREATE TABLE reglages (
        cle TEXT PRIMARY KEY,
        valeur TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # What each date looked like when it was last put in an agenda, so that the next export changes it there.
    """CREATE TABLE agenda (
        uid TEXT PRIMARY KEY,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        code TEXT NOT NULL,
        empreinte TEXT NOT NULL,
        sequence INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX agenda_dossier ON agenda (dossier)",
    "ALTER TABLE suivi_index ADD COLUMN territoire TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE suivi_index ADD COLUMN genre TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE suivi_index ADD COLUMN recue_le TEXT",
    "ALTER TABLE suivi_index ADD COLUMN repondue_le TEXT",
    "ALTER TABLE suivi_index ADD COLUMN dernier_jour TEXT",
    "ALTER TABLE suivi_index ADD COLUMN clos_le TEXT",
    "ALTER TABLE suivi_index ADD COLUMN en_propre INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE suivi_index ADD COLUMN mandat INTEGER",
    "CREATE INDEX suivi_territoire ON suivi_index (territoire)",
    "CREATE INDEX suivi_nom ON suivi_index (organisme)",
    "CREATE INDEX suivi_affaire ON suivi_index (affaire) WHERE affaire IS NOT NULL",
    # The état is looked at in the index itself: walking past lines of another one reads no line.
    "DROP INDEX suivi_urgence",
    "CREATE INDEX suivi_urgence ON suivi_index (prochaine_date IS NULL, prochaine_date, reference, etat)",
    "CREATE INDEX suivi_clos ON suivi_index (clos_le) WHERE clos_le IS NOT NULL",
)

#: What the fourth format adds: the consignes of people and of dossiers, whose address nobody may read, what was confirmed.
FORMAT_4 = (
    # Of a person, whatever the dossier, or of one dossier. Erased with the last dossier of the person, or with the dossier.
    """CREATE TABLE consignes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        personne INTEGER REFERENCES personnes (id) ON DELETE CASCADE,
        dossier INTEGER REFERENCES dossiers (id) ON DELETE CASCADE,
        code TEXT NOT NULL,
        texte TEXT NOT NULL,
        CHECK ((personne IS NULL) <> (dossier IS NULL))
    ) STRICT""",
    "CREATE INDEX consignes_personne ON consignes (personne) WHERE personne IS NOT NULL",
    "CREATE INDEX consignes_dossier ON consignes (dossier) WHERE dossier IS NOT NULL",
    "ALTER TABLE roles ADD COLUMN adresse_protegee INTEGER NOT NULL DEFAULT 0 CHECK (adresse_protegee IN (0, 1))",
    # The rules of the control that someone chose to pass, by their ids, in order.
    "ALTER TABLE courriers ADD COLUMN confirmees TEXT NOT NULL DEFAULT ''",
)

#: What the fifth format adds to a line of the Suivi: the person's own last day, and what it is for.
#:
#: The version of the computation changed with it (`CALCUL`): every line is computed again.
FORMAT_5 = (
    "ALTER TABLE suivi_index ADD COLUMN votre_date TEXT",
    "ALTER TABLE suivi_index ADD COLUMN votre_delai TEXT NOT NULL DEFAULT ''",
    # Few dossiers have one.
    "CREATE INDEX suivi_votre ON suivi_index (votre_date) WHERE votre_date IS NOT NULL",
)

#: What the sixth format adds: a date of one's own for a dossier, what others owe, and the order in which rights are lost.
#:
#: The version of the computation changed with it (`CALCUL`): every line of the Suivi is computed again.
#:
#: Of a table taken over: the cells that could not be read for sure, word for word, until someone has seen them; and what
#: recognises each line, so that a table taken over twice makes no dossier twice. Of bodies: what is needed to take a change
#: back, and how old the address of each letter is, where it came from the annuaire and nobody looked at it. And the bodies that
#: a coffre knows by itself: those of files taken in, those that someone corrected.
FORMAT_6_SUIVI = (
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

FORMAT_6_TABLEAU = (
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

FORMAT_6_ANNUAIRE = (
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

#: What the seventh format adds to a line of the Suivi: how sure its two dates are.
#:
#: The version of the computation changed with it (`CALCUL`): every line is computed again.
FORMAT_7 = (
    "ALTER TABLE suivi_index ADD COLUMN votre_reserve TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE suivi_index ADD COLUMN leur_reserve TEXT NOT NULL DEFAULT ''",
)

#: What the eighth format adds to the journal: the digest that chains each line to the one before it (`chaine`).
#:
#: The lines that were there are chained as they read that day: the digests say nothing of what happened to them before.
FORMAT_8_BEFORE = (
    "DROP TRIGGER journal_sans_reecriture",
    "ALTER TABLE journal ADD COLUMN empreinte BLOB NOT NULL DEFAULT x''",
)
FORMAT_8_AFTER = (
    """CREATE TRIGGER journal_sans_reecriture BEFORE UPDATE ON journal
       BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END""",
)

#: What the ninth format adds: an address that nobody may read, wherever it is.
#:
#: `personnes.lieu` is the place of an address, however it was written (`domain.controle.meme_lieu`); empty for none, NULL until
#: it was told. Rows of `adresses_tues` say what was answered of a place where someone's address is protected; they go with the
#: last person who is said to live there.
FORMAT_9 = (
    # Whoever signs all the dossiers of a coffre has a role in each: without it, one line to compute again read them all.
    "CREATE INDEX roles_protegees ON roles (personne) WHERE adresse_protegee",
    "ALTER TABLE personnes ADD COLUMN lieu TEXT",
    "CREATE INDEX personnes_lieu ON personnes (lieu)",
    """CREATE TABLE adresses_tues (
        id INTEGER PRIMARY KEY,
        lieu TEXT NOT NULL UNIQUE,
        reponse TEXT NOT NULL CHECK (reponse IN ('tenue', 'laissee'))
    ) STRICT""",
    # Those whose address may be read although the place is held.
    """CREATE TABLE adresses_liberees (
        personne INTEGER PRIMARY KEY REFERENCES personnes (id) ON DELETE CASCADE
    ) STRICT""",
)

#: What the tenth format adds to a dossier: what was said of the home address, where it is not protected (`Domicile`).
#:
#: Empty for the dossiers there were: nobody was asked, and their letters write it as before.
FORMAT_10 = ("ALTER TABLE dossiers ADD COLUMN domicile TEXT NOT NULL DEFAULT '' CHECK (domicile IN ('', 'tu', 'dit'))",)

#: What the eleventh format adds to a file kept with a dossier: of which other one it is the covered copy.
#:
#: By the SHA-256 of that one, which says nothing of it; empty for every file there was.
FORMAT_11 = ("ALTER TABLE pieces_jointes ADD COLUMN masque_de TEXT NOT NULL DEFAULT ''",)

#: What the twelfth format adds: one table for what is attached to dossiers, line by line, and has no table of its own.
FORMAT_12 = (
    # genre: the code of its `Attache`; valeur: its fields, a JSON object. Erased with the dossier.
    """CREATE TABLE attaches (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        genre TEXT NOT NULL,
        valeur TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX attaches_dossier ON attaches (dossier, genre)",
)
