"""What the fifth format adds to a line of the Suivi: the person's own last day, and what it is for.

The version of the computation changed with it (`CALCUL`): every line is computed again.
"""

STATEMENTS = (
    "ALTER TABLE suivi_index ADD COLUMN votre_date TEXT",
    "ALTER TABLE suivi_index ADD COLUMN votre_delai TEXT NOT NULL DEFAULT ''",
    # Few dossiers have one.
    "CREATE INDEX suivi_votre ON suivi_index (votre_date) WHERE votre_date IS NOT NULL",
)
