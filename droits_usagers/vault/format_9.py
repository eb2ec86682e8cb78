"""What the ninth format adds: an address that nobody may read, wherever it is.

`personnes.lieu` is the place of an address, however it was written (`domain.controle.meme_lieu`); empty for none, NULL until it
was told. Rows of `adresses_tues` say what was answered of a place where someone's address is protected; they go with the last
person who is said to live there.
"""

STATEMENTS = (
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
