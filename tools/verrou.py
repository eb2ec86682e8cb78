"""Reads what pins every dependency (requirements/*.txt, made by tools/lock.py) back into values."""

import re
from dataclasses import dataclass
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
REQUIREMENTS = RACINE / "requirements"

_EPINGLE = re.compile(r"(?P<nom>[a-z0-9-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<condition>[^\\]+?))?(?: \\)?$")
_EMPREINTE = re.compile(r"    --hash=sha256:([0-9a-f]{64})")
_POUR = re.compile(r"    # (?:via |  )(-[cr] )?(\S+)")


@dataclass(frozen=True, slots=True)
class Paquet:
    """A package, the only files that may be installed of it, and who asked for it."""

    nom: str
    version: str
    #: Where it is needed, in the words of pip; empty: everywhere.
    condition: str
    #: SHA-256 of each of its files, sorted.
    empreintes: tuple[str, ...]
    #: Packages that need it; the program itself is one, by its own name.
    pour: tuple[str, ...]


def read_lock(jeu: str) -> tuple[Paquet, ...]:
    """What a set holds (`base`, `dev`, `uv`), by name."""
    return parse_lock((REQUIREMENTS / f"{jeu}.txt").read_text("utf-8"))


def parse_lock(texte: str) -> tuple[Paquet, ...]:
    """The packages of such a file. Raises ValueError for a line that is none of what tools/lock.py writes."""
    paquets: list[Paquet] = []
    epingle: re.Match[str] | None = None
    empreintes: list[str] = []
    pour: list[str] = []

    def close() -> None:
        if epingle is not None:
            condition = epingle["condition"] or ""
            paquet = Paquet(epingle["nom"], epingle["version"], condition, tuple(sorted(empreintes)), tuple(sorted(pour)))
            paquets.append(paquet)
        empreintes.clear()
        pour.clear()

    for ligne in texte.splitlines():
        if ligne.startswith("#") or ligne == "    # via":
            continue
        if trouvee := _EPINGLE.match(ligne):
            close()
            epingle = trouvee
        elif trouvee := _EMPREINTE.match(ligne):
            empreintes.append(trouvee[1])
        elif trouvee := _POUR.match(ligne):
            # After -c or -r is a file, which needs nothing by itself.
            pour.extend(() if trouvee[1] else (trouvee[2],))
        else:
            raise ValueError(ligne)
    close()
    return tuple(sorted(paquets, key=lambda paquet: paquet.nom))
