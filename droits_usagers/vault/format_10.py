"""What the tenth format adds to a dossier: what was said of the home address, where it is not protected (`Domicile`).

Empty for the dossiers there were: nobody was asked, and their letters write it as before.
"""

STATEMENTS = ("ALTER TABLE dossiers ADD COLUMN domicile TEXT NOT NULL DEFAULT '' CHECK (domicile IN ('', 'tu', 'dit'))",)
