"""s"""

from dataclasses import dataclass
from pathlib import Path
from tools.livraison.windows_interprete import Interprete
from tools.livraison.windows_wine import Wine


@dataclass(frozen=True, slots=True)
class Essai:
    wine: Wine
    sortie: Path
    dossier: Path
    installation: Path
    interprete: Interprete


def try_all(e: Essai) -> dict[str, str]:
    return {}
