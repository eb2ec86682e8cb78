"""What the twelfth format adds: one table for what is attached to dossiers, line by line, and has no table of its own."""

STATEMENTS = (
    # genre: the code of its `Attache`; valeur: its fields, a JSON object. Erased with the dossier.
    """CREATE TABLE attaches (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        genre TEXT NOT NULL,
        valeur TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX attaches_dossier ON attaches (dossier, genre)",
)
