"""What the fourth format adds: the consignes of people and of dossiers, whose address nobody may read, what was confirmed."""

STATEMENTS = (
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
