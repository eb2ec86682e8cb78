"""The memory of the program never reaches the disk: no core file, and nothing for whoever collects crashes.

In processes of their own: what is forbidden stays so.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.outils import sous_linux

#: What remains allowed: core files, and being read.
DIRE = """
import ctypes, resource
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""

COMMANDE = f"""
from droits_usagers.app import run_command_line
run_command_line(["demarches", "--json"])
{DIRE}
"""
COFFRE = f"""
from droits_usagers.app import run_command_line
run_command_line(["coffre", "verifier", "absent.coffre"])
{DIRE}
"""
#: Where a phrase is asked for, whatever the command.
ANNUAIRE = f"""
from droits_usagers.app import run_command_line
run_command_line(["annuaire", "retirer", "--coffre", "absent.coffre"])
{DIRE}
"""
#: A phrase that a script gave is there from the start: before what the command needs is even loaded.
SCRIPT = f"""
import os, sys
os.environ["DROITS_USAGERS_PHRASE"] = "celle de personne"

class Temoin:
    def find_spec(self, nom, *_):
        if nom == "droits_usagers.cli.annuaire":
            exec({DIRE!r}, {{}})

sys.meta_path.insert(0, Temoin())
from droits_usagers.app import run_command_line
run_command_line(["annuaire", "chercher", "caf"])
"""
FENETRE = f"""
from PySide6.QtWidgets import QApplication
from droits_usagers import app
from droits_usagers.ui.fenetre import application

chauffe = application.warm_up
def puis_fermer(*tout, **options):
    chauffe(*tout, **options)
    QApplication.instance().closeAllWindows()
application.warm_up = puis_fermer
app.run_window()
{DIRE}
"""
ENFANT = """
import json
from droits_usagers.letters.lettre.processus import Limites, Processus, answer_all

def dire(_):
    import ctypes, resource
    return json.dumps([resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)]).encode()

def servir(fil):
    answer_all(fil, dire)

if __name__ == "__main__":
    from droits_usagers.vidage import forbid_core_files
    forbid_core_files()
    processus = Processus(servir, Limites(30.0))
    limites, lisible = json.loads(processus.ask(None))
    processus.close()
    print(tuple(limites), lisible)
"""


ESSAIS = {
    "commande": (COMMANDE, "1"),
    "coffre": (COFFRE, "0"),
    "annuaire": (ANNUAIRE, "0"),
    "script": (SCRIPT, "0"),
    "fenêtre": (FENETRE, "0"),
    "enfant": (ENFANT, "0"),
}


@sous_linux
@pytest.mark.parametrize(("programme", "lisible"), ESSAIS.values(), ids=ESSAIS)
def test_memory_is_kept_off_the_disk(programme: str, lisible: str, racine: Path, tmp_path: Path) -> None:
    fichier = tmp_path / "essai.py"
    fichier.write_text(programme, encoding="utf-8")
    env = os.environ | {"PYTHONPATH": str(racine), "QT_QPA_PLATFORM": "offscreen"}
    lancer = [sys.executable, str(fichier)]

    fini = subprocess.run(lancer, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False)

    dites = [ligne for ligne in fini.stdout.splitlines() if ligne.startswith("(")]
    assert dites == [f"(0, 0) {lisible}"], fini.stderr
