"""Writes docs/licences-tierces.md: the licence of each dependency and font that requirements/*.txt pins.

Run as `python -m tools.licences` after a change of requirements/; a test refuses a file that is not what this would write. What
is read is what each installed package says of itself; `licences.toml` holds the sentences, and what a package says badly.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.version import Version

from tools.verrou import RACINE, Paquet, read_lock

CHEMIN = RACINE / "docs" / "licences-tierces.md"
#: Fonts are packages whose name starts so.
POLICE = "fontpkg-"
#: Copyright lines shown of one package; its licence has them all.
_LIGNES = 4
_TEXTE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
_COPYRIGHT = re.compile(r"copyright\b.*\d{4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Licence:
    """What may be done with a package (an SPDX expression), and whose it is."""

    spdx: str
    droits: tuple[str, ...] = ()


@cache
def data() -> dict[str, Any]:
    """What is in `licences.toml`."""
    return tomllib.loads((RACINE / "tools" / "licences.toml").read_text("utf-8"))


def licence_of(paquet: Paquet) -> Licence:
    """That of a package. Raises ValueError, with what to do, if it is not known for sure."""
    precisee = data()["precisees"].get(paquet.nom, {})
    # What is read in a package and only serves elsewhere needs not be here, in that version or another.
    ailleurs = bool(precisee and paquet.condition)
    installe = None if ailleurs else _installed(paquet, required=not (precisee or paquet.condition))
    spdx = precisee.get("licence") or (installe is not None and spdx_of(declared(installe)))
    if not spdx:
        msg = f"{paquet.nom}: no licence that is known; read it, then write it in tools/licences.toml ([spdx] or [precisees])"
        raise ValueError(msg)
    return Licence(spdx, tuple(precisee.get("droits") or (installe and copyrights(installe)) or ()))


def _installed(paquet: Paquet, *, required: bool) -> Distribution | None:
    """The package of that version; None where it is not, such as one that only another system needs."""
    try:
        installe = distribution(paquet.nom)
    except PackageNotFoundError:
        if required:
            raise
        return None
    if Version(installe.version) != Version(paquet.version):
        msg = f"{paquet.nom}: {installe.version} is installed, {paquet.version} is pinned; `python3 start.py test` installs it"
        raise ValueError(msg)
    return installe


def declared(installe: Distribution) -> Iterator[str]:
    """What it says of its licence, from the most precise to the least."""
    yield from installe.metadata.get_all("License-Expression") or ()
    yield from installe.metadata.get_all("License") or ()
    yield from (classe for classe in installe.metadata.get_all("Classifier") or () if classe.startswith("License ::"))


def spdx_of(dits: Iterable[str]) -> str:
    """The first of these that is an SPDX expression, or is known to stand for one; empty when none is."""
    for dit in dits:
        try:
            return str(canonicalize_license_expression(data()["spdx"].get(dit, dit)))
        except InvalidLicenseExpression:
            continue
    return ""


def copyrights(installe: Distribution) -> tuple[str, ...]:
    """The first copyright lines of the licences that it brings; not of what it embeds, which differs between systems."""
    lues: dict[str, None] = {}
    for fichier in sorted(installe.files or (), key=str):
        dossier = [partie for partie in fichier.parts[:-1] if partie != "licenses"]
        if len(dossier) == 1 and dossier[0].endswith(".dist-info") and _TEXTE.match(fichier.name):
            lignes = (ligne.strip() for ligne in fichier.read_text("utf-8").splitlines())
            lues |= dict.fromkeys(ligne for ligne in lignes if _COPYRIGHT.match(ligne))
    return tuple(lues)[:_LIGNES]


def render() -> str:
    """The whole page."""
    phrases, contenus = data()["phrases"], data()["contenus"]
    base, colonnes = read_lock("base"), phrases["colonnes"]
    livres = {paquet.nom for paquet in base}
    outils = {paquet.nom: paquet for jeu in ("dev", "uv", "gel") for paquet in read_lock(jeu) if paquet.nom not in livres}
    lgpl = [paquet.nom for paquet in base if licence_of(paquet).spdx.startswith("LGPL")]
    morceaux = (
        phrases["entete"],
        phrases["programme"],
        _table(colonnes, [paquet for paquet in base if not paquet.nom.startswith(POLICE)]),
        phrases["polices"],
        _table(colonnes, [paquet for paquet in base if paquet.nom.startswith(POLICE)]),
        phrases["contenus"],
        _rows([phrases["parties"], *contenus.items()]),
        phrases["lgpl"].format(paquets=", ".join(lgpl)),
        phrases["outils"],
        _table(colonnes[:3], [outils[nom] for nom in sorted(outils)]),
    )
    return "\n\n".join(morceau.strip() for morceau in morceaux) + "\n"


def _table(colonnes: list[str], paquets: Iterable[Paquet]) -> str:
    lignes = []
    for paquet in paquets:
        licence = licence_of(paquet)
        droits = " ; ".join(licence.droits) or data()["phrases"]["non_dit"]
        lignes.append((paquet.nom, paquet.version, licence.spdx, droits)[: len(colonnes)])
    return _rows([colonnes, *lignes])


def _rows(lignes: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, titles first."""
    titres, *autres = (f"| {' | '.join(cellule.replace('|', '/') for cellule in ligne)} |" for ligne in lignes)
    return "\n".join((titres, "|---" * len(lignes[0]) + "|", *autres))


if __name__ == "__main__":
    CHEMIN.write_text(render(), "utf-8", newline="\n")
