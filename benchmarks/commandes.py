"""What a command costs, from the start of Python to its end."""

import tempfile
from pathlib import Path

from benchmarks.lettres import DEMANDE, VALEURS, model_to_fill
from benchmarks.outillage import Releve, banc, compare, python
from droits_usagers.exchange.demandes import dump, plain_demande

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


#: Arguments: the model, where to write, then names and values in turn.
REMPLIR = """
import sys
from docxtpl import DocxTemplate
document = DocxTemplate(sys.argv[1])
document.render(dict(zip(sys.argv[3::2], sys.argv[4::2])), autoescape=True)
document.save(sys.argv[2])
"""


@banc("cli_courrier")
def cli_courrier() -> Releve:
    """The whole command `courrier`, against a Python that only fills the same letter with docxtpl."""
    with tempfile.TemporaryDirectory() as dossier:
        reponses, modele, lettre = (Path(dossier) / nom for nom in ("R.toml", "modele.docx", "lettre.docx"))
        reponses.write_bytes(dump(plain_demande(DEMANDE)))
        modele.write_bytes(model_to_fill())
        commande = python(
            "-m", "droits_usagers", "courrier", "--reponses", str(reponses), "--sortie", str(lettre), "--remplacer"
        )
        valeurs = [mot for paire in VALEURS.items() for mot in paire]
        return compare(commande, python("-c", REMPLIR, str(modele), str(lettre), *valeurs), n=12)
