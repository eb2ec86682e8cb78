"""What the eleventh format adds to a file kept with a dossier: of which other one it is the covered copy.

By the SHA-256 of that one, which says nothing of it; empty for every file there was.
"""

STATEMENTS = ("ALTER TABLE pieces_jointes ADD COLUMN masque_de TEXT NOT NULL DEFAULT ''",)
