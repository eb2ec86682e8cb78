"""What the third format adds: notes, mandats, lots, numbers of registered letters, what went to an agenda, what is remembered.

The lines of the Suivi gain what they are filtered and counted by; they are all computed again.
"""

STATEMENTS = (
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
