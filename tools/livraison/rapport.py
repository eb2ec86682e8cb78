"""What was seen of each part of a delivery, in docs/livraison/: tools, versions, files with their SHA-256, and what passed.

A report tells what it was made from: one that is older than what requirements/ or the package list pin for it is refused by
the tests.
"""

import hashlib
import json
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli_w

RACINE = Path(__file__).resolve().parent.parent.parent
RAPPORTS = RACINE / "docs" / "livraison"
#: Packages of the system: those that build, and those that what is built asks for.
PAQUETS = Path(__file__).parent / "paquets.toml"
#: The parts there is a report of, in the order they are made, and the locks that each is made from.
VERROUS = {
    "debian": ("uv", "base", "gel"),
    "windows": ("uv", "base", "essai-windows"),
    "cle": ("uv", "base", "gel", "essai-windows"),
    "entendre": ("uv", "base", "dev"),
}
PARTIES = tuple(VERROUS)
#: All that is delivered, and how: what is checked out there must be what is committed.
LIVRES = ("droits_usagers", "resources", "letter_templates", "requirements", "tools", "pyproject.toml", "LICENSE")
#: A stick holds what others made.
REUNIT = {"cle": ("debian", "windows")}


class Echec(Exception):  # noqa: N818 - what it is called in the closing sentence
    """Something that is delivered does not hold. Its text says what was expected and what was seen."""


def inputs(partie: str) -> str:
    """The SHA-256 of all that a part is made from, besides our own code: its locks, and the packages that it is made with."""
    listes = tomllib.loads(PAQUETS.read_text("utf-8"))
    noms = REUNIT.get(partie, (partie,))
    paquets = [listes["construire"][nom] for nom in noms]
    paquets += [listes[sorte] for nom in noms if nom == "debian" for sorte in ("geler", "dependances")]
    verrous = [(RACINE / "requirements" / f"{jeu}.txt").read_text("utf-8") for jeu in VERROUS[partie]]
    return hashlib.sha256(json.dumps([verrous, paquets]).encode()).hexdigest()


def missing(partie: str) -> list[str]:
    """The packages that this machine lacks to make and try a part."""
    voulus = tomllib.loads(PAQUETS.read_text("utf-8"))["construire"][partie]
    dit = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\\n"], check=True, capture_output=True, text=True
    )
    ici = {ligne.removesuffix(" installed") for ligne in dit.stdout.splitlines() if ligne.endswith(" installed")}
    return sorted(set(voulus) - ici)


def commit() -> str:
    """The one that is checked out. Raises Echec where something that is delivered is not as it was committed."""
    if autres := _git("status", "--porcelain", "--", *LIVRES):
        msg = f"Ce qui se livre n'est pas ce qui est dans git :\n{autres}"
        raise Echec(msg)
    return _git("rev-parse", "HEAD")


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=RACINE, check=True, capture_output=True, encoding="utf-8").stdout.rstrip()


def report_of(partie: str) -> Path:
    """Where this part is told of."""
    return RAPPORTS / f"{partie}.toml"


def write(partie: str, faits: dict[str, Any]) -> None:
    """Replaces the report of this part by what was just seen."""
    RAPPORTS.mkdir(parents=True, exist_ok=True)
    report_of(partie).write_text(tomli_w.dumps({"entrees": inputs(partie), **faits}), "utf-8", newline="\n")


def stale() -> list[str]:
    """The parts whose report is missing, or was made from something else than what is here today."""
    return [partie for partie in PARTIES if _made_from(report_of(partie)) != inputs(partie)]


def file_facts(fichier: Path) -> dict[str, Any]:
    """Its name, its size in bytes and its SHA-256."""
    return {"nom": fichier.name, "octets": fichier.stat().st_size, "sha256": sha256(fichier)}


def sha256(fichier: Path) -> str:
    """Of its bytes, in hexadecimal."""
    with fichier.open("rb") as flux:
        return hashlib.file_digest(flux, "sha256").hexdigest()


def files(dossier: Path, motif: str = "*") -> Iterator[Path]:
    """Those of a folder and of all that it holds, in the order of their names."""
    return iter(sorted(fichier for fichier in dossier.rglob(motif) if fichier.is_file()))


def _made_from(rapport: Path) -> str:
    if not rapport.is_file():
        return ""
    return str(tomllib.loads(rapport.read_text("utf-8")).get("entrees", ""))
