"""Writes what the program is made of, as a CycloneDX 1.6 bill of materials in JSON: to look for known flaws in it.

    python -m tools.sbom [--jeu dev] [--sortie FICHIER] [--instant 2026-11-24T10:15:00Z] [--numero UUID]

It is what requirements/*.txt pins, not what happens to be installed: name, version, licence, and the SHA-256 of every file that
may be installed of each package. Twice the same unless an instant or a number is given. Written by hand rather than with a
library, which would be six more packages to list.
"""

import argparse
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from tools.licences import licence_of
from tools.verrou import RACINE, Paquet, read_lock

#: The program among those that need a package, as tools/lock.py writes it.
PROGRAMME = "droits-usagers"
#: Licences that SPDX knows by one identifier; what is not one is an expression.
_SEULE = re.compile(r"[A-Za-z0-9.+-]+")
_A_NOUS = "LicenseRef-"


def bill(paquets: tuple[Paquet, ...], *, instant: str = "", numero: str = "") -> dict[str, Any]:
    """The whole document."""
    projet = tomllib.loads((RACINE / "pyproject.toml").read_text("utf-8"))["project"]
    racine = {
        "type": "application",
        "bom-ref": PROGRAMME,
        "name": projet["name"],
        "version": projet["version"],
        "description": projet["description"],
        "licenses": licences(projet["license"]),
    }
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        **({"serialNumber": f"urn:uuid:{numero}"} if numero else {}),
        "version": 1,
        "metadata": {**({"timestamp": instant} if instant else {}), "component": racine},
        "components": [component(paquet) for paquet in paquets],
        "dependencies": dependencies(paquets),
    }


def component(paquet: Paquet) -> dict[str, Any]:
    """One package."""
    return {
        "type": "library",
        "bom-ref": purl(paquet),
        "name": paquet.nom,
        "version": paquet.version,
        "hashes": [{"alg": "SHA-256", "content": empreinte} for empreinte in paquet.empreintes],
        "licenses": licences(licence_of(paquet).spdx),
        "purl": purl(paquet),
    }


def purl(paquet: Paquet) -> str:
    """Its name among those of every ecosystem."""
    return f"pkg:pypi/{paquet.nom}@{paquet.version}"


def licences(spdx: str) -> list[dict[str, Any]]:
    """One licence by its identifier, or by its name when SPDX has none; several as the expression that they are."""
    if not _SEULE.fullmatch(spdx):
        return [{"expression": spdx}]
    if spdx.startswith(_A_NOUS):
        return [{"license": {"name": spdx.removeprefix(_A_NOUS)}}]
    return [{"license": {"id": spdx}}]


def dependencies(paquets: tuple[Paquet, ...]) -> list[dict[str, Any]]:
    """Which needs which, the program first."""
    connus = {PROGRAMME: PROGRAMME, **{paquet.nom: purl(paquet) for paquet in paquets}}
    besoins: dict[str, list[str]] = {nom: [] for nom in connus}
    for paquet in paquets:
        for pour in paquet.pour:
            # The tools that check the program are asked for under its name too, and the group they are in.
            besoins[pour.split(":")[0]].append(purl(paquet))
    return [{"ref": connus[nom], "dependsOn": sorted(dict.fromkeys(refs))} for nom, refs in besoins.items()]


def main() -> int:
    """Writes it where asked, or prints it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--jeu", choices=("base", "dev"), default="base")
    options.add_argument("--sortie", type=Path)
    options.add_argument("--instant", default="")
    options.add_argument("--numero", default="")
    choix = options.parse_args()
    texte = (
        json.dumps(bill(read_lock(choix.jeu), instant=choix.instant, numero=choix.numero), indent=2, ensure_ascii=False) + "\n"
    )
    if choix.sortie is None:
        sys.stdout.buffer.write(texte.encode())
    else:
        choix.sortie.write_text(texte, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
