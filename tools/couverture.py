"""Holds each layer to its floor of branch coverage (`[tool.droits-usagers.couverture]` in pyproject.toml)."""

import json
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coverage import Coverage

RACINE = Path(__file__).resolve().parent.parent


def main(couches: Sequence[str] = ()) -> int:
    """Reads what the last run of the tests covered; 1 when one of these layers, or any, is under its floor, and says where."""
    planchers = tomllib.loads((RACINE / "pyproject.toml").read_text("utf-8"))["tool"]["droits-usagers"]["couverture"]
    fichiers = _measure()
    tout_tient = True
    for couche in couches or planchers:
        plancher = planchers[couche]
        siens = {nom: bilan for nom, bilan in fichiers.items() if nom.startswith(f"droits_usagers/{couche}/")}
        atteint = 100 * sum(bilan.atteints for bilan in siens.values()) / max(1, sum(bilan.total for bilan in siens.values()))
        tient = atteint >= plancher
        tout_tient &= tient
        print(f"{'ok ' if tient else 'NON'} {couche:<10} {atteint:6.2f} % ({plancher} %)")
        if not tient:
            print("\n".join(f"      {nom}: {bilan.manques}" for nom, bilan in siens.items() if bilan.manques))
    return int(not tout_tient)


@dataclass(frozen=True, slots=True)
class Bilan:
    """What the tests covered of one file: lines and branches, and what they missed."""

    atteints: int
    total: int
    manques: str


def _measure() -> dict[str, Bilan]:
    """File → what the last run covered of it."""
    couverture = Coverage(config_file=str(RACINE / "pyproject.toml"))
    couverture.load()
    with tempfile.TemporaryDirectory() as dossier:
        rapport = Path(dossier) / "couverture.json"
        couverture.json_report(outfile=str(rapport))
        fichiers = json.loads(rapport.read_text("utf-8"))["files"]
    return {Path(nom).as_posix(): _bilan(mesure) for nom, mesure in fichiers.items()}


def _bilan(mesure: dict[str, Any]) -> Bilan:
    """From coverage's own report of one file."""
    resume = mesure["summary"]
    manques = [*map(str, mesure["missing_lines"]), *(f"{de}→{vers}" for de, vers in mesure["missing_branches"])]
    return Bilan(
        atteints=resume["covered_lines"] + resume["covered_branches"],
        total=resume["num_statements"] + resume["num_branches"],
        manques=", ".join(manques),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
