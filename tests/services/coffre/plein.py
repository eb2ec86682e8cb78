"""A table taken over where the disk of the backups is full. Run as a program, that may mount (`unshare -rm`).

Usage: plein.py DOSSIER. Prints what kept the backup from being made, and how many dossiers there are once it is opened again.
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.reprise.coffre import Reprise
from droits_usagers.vault.sauvegardes import backup_folder
from tests.coffres import PHRASE, make_coffres, simple


def main(dossier: Path) -> None:
    """The whole experiment."""
    coffres, chemin = make_coffres(), dossier / "a.coffre"
    coffre = coffres.create(chemin, PHRASE, accept_weak=True)
    sauvegardes = backup_folder(chemin)
    sauvegardes.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(sauvegardes)], check=True)
    coffre.dossiers.create(simple())
    run_through(coffre.reprise.creating(Reprise([NouveauDossier(simple(f"N{rang}")) for rang in range(30)])))
    avant = coffre.protection.take_missed()
    run_through(coffre.protection.after_bulk())
    apres = coffre.protection.take_missed()
    coffre.close()
    rouvert = coffres.open(chemin, PHRASE)
    restes = sum(1 for _ in sauvegardes.iterdir())
    dits = [error.panne.value if error else "" for error in (avant, apres)]
    sys.stdout.write(f"{' '.join(dits)} {rouvert.liste.page().total} {rouvert.verify().saine} {restes}\n")
    rouvert.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
