"""What the seventh format adds to a line of the Suivi: how sure its two dates are.

The version of the computation changed with it (`CALCUL`): every line is computed again.
"""

STATEMENTS = (
    "ALTER TABLE suivi_index ADD COLUMN votre_reserve TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE suivi_index ADD COLUMN leur_reserve TEXT NOT NULL DEFAULT ''",
)
