"""What the eighth format adds to the journal: the digest that chains each line to the one before it (`chaine`).

The lines that were there are chained as they read that day: the digests say nothing of what happened to them before.
"""

BEFORE = (
    "DROP TRIGGER journal_sans_reecriture",
    "ALTER TABLE journal ADD COLUMN empreinte BLOB NOT NULL DEFAULT x''",
)
AFTER = (
    """CREATE TRIGGER journal_sans_reecriture BEFORE UPDATE ON journal
       BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END""",
)
