"""What the sixth format adds: a date of one's own for a dossier, what others owe, and the order in which rights are lost.

The version of the computation changed with it (`CALCUL`): every line of the Suivi is computed again.
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
