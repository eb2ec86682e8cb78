"""What a command costs before it does anything: the imports of its way in."""

import tempfile
from pathlib import Path

from benchmarks.outillage import Releve, banc, compare, python

EVENEMENTS = """demarche = "acces"
territoire = "93"
[[evenement]]
type = "recu"
date = 2026-10-05
"""


@banc("cli_echeances")
def cli_echeances() -> Releve:
    """The whole command `echeances`, against a Python that only imports click."""
    with tempfile.TemporaryDirectory() as dossier:
        fichier = Path(dossier) / "E.toml"
        fichier.write_text(EVENEMENTS, "utf-8")
        commande = python("-m", "droits_usagers", "echeances", "--evenements", str(fichier), "--au", "2026-12-01", "--json")
        return compare(commande, python("-c", "import click"), n=20)
