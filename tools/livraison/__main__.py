"""Makes what is given to people, tries it as they will have it, and writes what was seen in docs/livraison/.

    python3 start.py livraison [--sortie DOSSIER] [debian] [windows] [cle] [entendre]

On Linux, outside .ci/run: it takes half an hour, and most of it asks to be root. Without a name, every part in turn; one that
fails stops all. Packages of paquets.toml that are not here are said before anything begins.
"""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from start import AIDES
from tools.livraison import rapport


def main() -> int:
    """0 when every part holds; 1 at the first that does not, its sentence on stderr."""
    options = argparse.ArgumentParser(prog="start.py livraison", usage=AIDES["livraison"], add_help=False)
    options.add_argument("-h", "--help", "--aide", action="help")
    options.add_argument("--sortie", type=Path, default=rapport.RACINE / "livraison")
    options.add_argument("parties", nargs="*", choices=[[], *rapport.PARTIES], default=[], metavar="PARTIE")
    choix = options.parse_args()
    parties = choix.parties or rapport.PARTIES
    if absents := sorted({paquet for partie in parties for paquet in rapport.missing(partie)}):
        sys.stderr.write(f"Il manque des paquets à cet ordinateur : sudo apt-get install {' '.join(absents)}\n")
        return 1
    for partie in parties:
        dossier = choix.sortie.resolve() / partie
        dossier.mkdir(parents=True, exist_ok=True)
        try:
            commit = rapport.commit()
            rapport.write(partie, {"commit": commit, **import_module(f"tools.livraison.{partie}").make(dossier)})
        except rapport.Echec as echec:
            sys.stderr.write(f"{partie}: {echec}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
