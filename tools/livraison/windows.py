"""What is given to people who have Windows: a portable folder, and the setup of one person. Made and tried on Linux.

The interpreter is python.org's embeddable zip: LIVRAISON_PYTHON_ZIP names it, LIVRAISON_PYTHON_SHA256 is its hash. Without
them all is made and tried with another, files are called « essai », and the report says that they are not to be published.
Nothing is signed unless LIVRAISON_SIGNER names a program that signs the file it is given; what is signed is made once.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.livraison.rapport import Echec, file_facts, files
from tools.livraison.windows_dossier import (
    EPOQUE,
    LANCEURS,
    NOM,
    SOURCES,
    build,
    longest_path,
    missing_libraries,
    set_dates,
    version,
    weights,
    write_icon,
)
from tools.livraison.windows_essais import Essai, try_all
from tools.livraison.windows_interprete import Interprete, interpreter, run, zip_folder
from tools.livraison.windows_wine import Wine, as_windows

INSTALLATION_MAX = 70_000_000
#: A program of whoever publishes, given each file to sign: the two launchers, then the setup around them.
SIGNER = "LIVRAISON_SIGNER"


@dataclass(frozen=True, slots=True)
class Fabrique:
    """What was made, and of what."""

    interprete: Interprete
    dossier: Path
    archive: Path
    installation: Path


def make(sortie: Path) -> dict[str, Any]:
    """Makes all of it twice, tries the first, and tells. Raises Echec for what does not hold."""
    wine = Wine(sortie / "wine")
    wine.make()
    faite = _make(sortie, wine)
    poids = weights(faite.dossier)
    if manques := missing_libraries(faite.dossier):
        raise Echec("\n".join(manques))
    if faite.installation.stat().st_size > INSTALLATION_MAX:
        msg = f"{faite.installation.name}: {faite.installation.stat().st_size} > {INSTALLATION_MAX}"
        raise Echec(msg)
    chemin = longest_path(faite.dossier)
    essais = try_all(Essai(wine, sortie / "essais", faite.dossier, faite.installation, faite.interprete))
    signe = SIGNER in os.environ
    if not signe:
        _check_same(faite, _make(sortie / "bis", wine))
    return {
        "publiable": faite.interprete.publiable,
        "interpreteur": {"version": faite.interprete.version, "origine": faite.interprete.origine},
        "outils": tools(),
        "fichiers": [file_facts(faite.archive), file_facts(faite.installation)],
        "deux_fabrications": "signées : non comparées" if signe else "mêmes octets",
        "chemin_le_plus_long": {"caracteres": len(chemin), "chemin": chemin},
        "octets": poids,
        "essais": essais,
    }


def tools() -> dict[str, str]:
    """What it was made and tried with."""
    commandes = {
        "gcc": ("x86_64-w64-mingw32-gcc", "-dumpfullversion"),
        "makensis": ("makensis", "-VERSION"),
        "wine": ("wine", "--version"),
    }
    return {nom: run(*commande).strip() for nom, commande in commandes.items()}


def sign(*fichiers: Path) -> None:
    """Has each signed by the program of whoever publishes, if there is one."""
    if signataire := os.environ.get(SIGNER):
        for fichier in fichiers:
            run(signataire, fichier)


def _make(sortie: Path, wine: Wine) -> Fabrique:
    travail = sortie / "travail"
    dossier = sortie / NOM
    for ancien in (travail, dossier):
        shutil.rmtree(ancien, ignore_errors=True)
    travail.mkdir(parents=True)
    interprete = interpreter(travail / "interprete")
    build(dossier, travail, interprete)
    _compile(dossier / "programme", trial_python(travail, interprete), wine)
    sign(*(dossier / nom for nom in LANCEURS))
    set_dates(dossier)
    suite = "" if interprete.publiable else "-essai"
    archive = sortie / f"droits-usagers-{version().texte}-windows{suite}.zip"
    zip_folder(dossier, archive, prefixe=f"{NOM}/")
    installation = sortie / f"droits-usagers-{version().texte}-installation{suite}.exe"
    _setup(dossier, travail, installation)
    sign(installation)
    return Fabrique(interprete, dossier, archive, installation)


def _compile(programme: Path, python: Path, wine: Wine) -> None:
    """Compiles the modules by the very interpreter that will read them: a stick that nobody may write on starts as fast."""
    wine.expect(
        *(python, "-I", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", "site-packages"),
        dossier=programme,
        variables={"ESSAI_PROGRAMME": as_windows(programme)},
    )


def trial_python(travail: Path, interprete: Interprete) -> Path:
    """A plain Python that runs from the folder ESSAI_PROGRAMME names. Never delivered."""
    python = travail / "essai-python.exe"
    run(
        *("x86_64-w64-mingw32-gcc", "-O2", "-s", "-municode", f'-DPYTHON_DLL=L"{interprete.nom}.dll"'),
        *("-o", python, SOURCES / "essai_python.c"),
    )
    return python


def _setup(dossier: Path, travail: Path, installation: Path) -> None:
    livres = [fichier for fichier in files(dossier) if fichier.parent.name != "portable"]
    liste = travail / "fichiers.nsh"
    liste.write_text("\n".join(script(dossier, livres)), "utf-8", newline="\n")
    icone = travail / "application.ico"
    write_icon(icone)
    definitions = {
        "LISTE": liste,
        "ICONE": icone,
        "SORTIE": installation,
        "VERSION": version().texte,
        "VERSION4": version().quatre,
        "KIO": sum(fichier.stat().st_size for fichier in livres) // 1024,
    }
    if SIGNER in os.environ:
        definitions["SIGNER"] = os.environ[SIGNER]
    run(
        *("makensis", "-V2", "-INPUTCHARSET", "UTF8", *(f"-D{nom}={valeur}" for nom, valeur in definitions.items())),
        SOURCES / "installation.nsi",
        env={**os.environ, "SOURCE_DATE_EPOCH": str(EPOQUE)},
    )


def script(dossier: Path, livres: list[Path]) -> Iterator[str]:
    """What the setup brings, in the order of the names, and takes away: these files and no other."""
    relatifs = [fichier.relative_to(dossier) for fichier in livres]
    dossiers = sorted({parent for relatif in relatifs for parent in relatif.parents if parent.parts})
    yield "!macro Poser"
    ici = None
    for fichier, relatif in zip(livres, relatifs, strict=True):
        if relatif.parent != ici:
            ici = relatif.parent
            yield f'SetOutPath "{_installed(ici)}"'
        yield f'File "{fichier}"'
    yield "!macroend"
    yield "!macro Oter"
    yield from (f'Delete "{_installed(relatif)}"' for relatif in relatifs)
    yield from (f'RMDir "{_installed(relatif)}"' for relatif in reversed(dossiers))
    yield "!macroend"
    yield ""


def _installed(relatif: Path) -> str:
    return "\\".join(("$INSTDIR", *relatif.parts))


def _check_same(une: Fabrique, autre: Fabrique) -> None:
    for un, lautre in ((une.archive, autre.archive), (une.installation, autre.installation)):
        if file_facts(un) != file_facts(lautre):
            msg = f"{un.name}: made twice, it is not the same bytes"
            raise Echec(msg)
