"""The stick: what each system needs, the hashes of all of it, and the page to print that says what to do with it.

Made from what `debian` and `windows` left beside, from the sources of the commit that is checked out, and from the wheels that
the lock names. Tried as it will be had: without a network, from a folder whose name has spaces and accents.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst

from droits_usagers import __version__
from droits_usagers.letters.lettre import polices
from tools.livraison.rapport import RACINE, Echec, file_facts, files, report_of, sha256
from tools.sbom import bill
from tools.verrou import read_lock

NOM = f"droits-usagers-{__version__}"
PAGE = Path(__file__).parent / "cle_page" / "LISEZ-MOI.typ"
SOMMES = "SHA256SUMS"
#: It prints the hash of the list: neither it nor the list is in the list.
IMPRIMEE = "LISEZ-MOI.pdf"
#: Of the sources: what one needs to run the program and to read about it.
SOURCES = (
    *("droits_usagers", "letter_templates", "resources", "requirements", "docs", "start.py"),
    *("pyproject.toml", "README.md", "SECURITY.md", "CHANGELOG.md", "LICENSE"),
)
#: The Pythons whose wheels are taken, and what pip calls the systems: PySide6 asks for the first of those of Linux.
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMES = (
    ("win_amd64",),
    (
        *(f"manylinux_2_{mineure}_x86_64" for mineure in (34, 31, 28, 27, 26, 24, 17, 12, 5)),
        *("manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64"),
    ),
)
#: FAT and exFAT know no more, and Windows no longer paths once the stick has its letter.
LONGUEUR = 150


def make(sortie: Path) -> dict[str, Any]:
    """Makes the stick in that folder, and tries it. Raises Echec for what does not hold."""
    cle = sortie / NOM
    shutil.rmtree(cle, ignore_errors=True)
    cle.mkdir(parents=True)
    livres = copy_parts(sortie.parent, cle)
    _write_sources(cle / "sources")
    fetch_wheels(cle / "sources" / "roues")
    _write_notices(cle)
    write_sums(cle)
    print_page(cle)
    return {
        "fichiers": livres,
        "poids": {un.name: _weight(un) for un in sorted(cle.iterdir())},
        "essais": dict(_tried(cle)),
    }


def copy_parts(parties: Path, cle: Path) -> list[dict[str, Any]]:
    """The .deb, the setup and the portable folder, as they were left."""
    paquets = sorted((parties / "debian").glob("*.deb"))
    installeurs = sorted((parties / "windows").glob("*.exe"))
    portables = [un.parent for un in sorted((parties / "windows").glob("*/Droits des usagers.exe"))]
    if not (len(paquets) == len(installeurs) == len(portables) == 1):
        msg = f"{parties}: one .deb, one setup and one portable folder are expected; make debian and windows first"
        raise Echec(msg)
    for fichier, partie in ((paquets[0], "debian"), (installeurs[0], "windows")):
        if file_facts(fichier) not in told(partie):
            msg = f"{fichier}: its report tells of another; make {partie} first"
            raise Echec(msg)
        (cle / partie).mkdir(parents=True)
        shutil.copy2(fichier, cle / partie)
    shutil.copytree(portables[0], cle / "windows" / portables[0].name)
    return [file_facts(paquets[0]), file_facts(installeurs[0])]


def told(partie: str) -> list[dict[str, Any]]:
    """The files that its report tells of, which were tried; none without one."""
    rapport = report_of(partie)
    faits = tomllib.loads(rapport.read_text("utf-8")) if rapport.is_file() else {}
    return list(faits.get("fichiers", []))


def _write_sources(dossier: Path) -> None:
    """Those of the commit that is checked out: nothing that lies about beside them."""
    dossier.mkdir()
    archive = subprocess.run(["git", "archive", "HEAD", *SOURCES], cwd=RACINE, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", dossier], input=archive, check=True)


def fetch_wheels(dossier: Path) -> None:
    """All that pip installs to run the program, for each system and each Python, checked against the lock."""
    for python in PYTHONS:
        for plateformes in SYSTEMES:
            demandees = [mot for nom in plateformes for mot in ("--platform", nom)]
            listes = [mot for nom in ("base", "uv") for mot in ("--requirement", str(RACINE / "requirements" / f"{nom}.txt"))]
            fini = subprocess.run(
                [
                    *(sys.executable, "-I", "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"),
                    *("--only-binary=:all:", "--implementation", "cp", "--python-version", python),
                    *("--dest", str(dossier), *demandees, *listes),
                ],
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            if fini.returncode:
                msg = f"wheels of Python {python} for {plateformes[0]}: {fini.stderr[-2000:]}"
                raise Echec(msg)


def _write_notices(cle: Path) -> None:
    """What it is made of, and under which licences."""
    numero = json.dumps(bill(read_lock("base")), indent=2, ensure_ascii=False)
    (cle / "sbom.cdx.json").write_text(numero + "\n", "utf-8", newline="\n")
    shutil.copy(RACINE / "docs" / "licences-tierces.md", cle)
    shutil.copy(RACINE / "LICENSE", cle / "LICENCE.txt")


def print_page(cle: Path) -> None:
    """The page to print, with the names of what is on this stick, the hash of what one installs and that of the list."""
    noms = {
        "version": __version__,
        "deb": next((cle / "debian").glob("*.deb")).name,
        "installeur": next((cle / "windows").glob("*.exe")).name,
        "portable": next(un.parent.name for un in (cle / "windows").glob("*/Droits des usagers.exe")),
        "pythons": f"{PYTHONS[0]} à {PYTHONS[-1]}",
    }
    empreintes = {nom: sha256(next(cle.glob(f"*/{noms[nom]}"))) for nom in ("deb", "installeur")}
    empreintes["sommes"] = sha256(cle / SOMMES)
    with tempfile.TemporaryDirectory() as brouillon:
        source = Path(shutil.copy(PAGE, brouillon))
        typst.compile(
            source,
            output=cle / IMPRIMEE,
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(un) for un in polices.folders()]),
            pdf_standards=["ua-1"],
            sys_inputs=noms | {f"sha_{nom}": empreinte for nom, empreinte in empreintes.items()},
        )


def write_sums(cle: Path) -> None:
    """Of every file, in the form that `sha256sum --check` reads; not of the list nor of the page that prints its hash."""
    listes = [fichier for fichier in files(cle) if fichier not in (cle / SOMMES, cle / IMPRIMEE)]
    lignes = [f"{sha256(fichier)}  {fichier.relative_to(cle).as_posix()}\n" for fichier in listes]
    (cle / SOMMES).write_text("".join(lignes), "utf-8", newline="\n")


def _tried(cle: Path) -> Iterator[tuple[str, str]]:
    """Each trial and what was seen. Raises Echec at the first that fails."""
    longs = [str(un.relative_to(cle)) for un in files(cle) if len(str(un.relative_to(cle))) > LONGUEUR]
    if longs:
        msg = f"paths over {LONGUEUR} characters: {longs[:3]}"
        raise Echec(msg)
    yield "chemins", f"aucun de plus de {LONGUEUR} caractères"
    _expect("sommes", ["sha256sum", "--quiet", "--check", SOMMES], cle)
    yield "sommes", f"{len(list(files(cle))) - 2} fichiers relus par sha256sum"
    for python in _pythons():
        yield f"hors ligne, Python {python}", _try_offline(cle, python)


def _pythons() -> Iterator[str]:
    """Those of this computer that answer."""
    for version in PYTHONS:
        programme = shutil.which(f"python{version}")
        if programme and not subprocess.run([programme, "-c", ""], capture_output=True, check=False).returncode:
            yield version


def _try_offline(cle: Path, python: str) -> str:
    """In a folder of its own, with no network at all and nothing of this person's settings: the version, then a letter."""
    with tempfile.TemporaryDirectory(prefix="Clé d'été ") as ici:
        sources = Path(shutil.copytree(cle / "sources", Path(ici) / "sources"))
        lancer = ["unshare", "--net", f"python{python}", "start.py", "--hors-ligne", "roues"]
        dite = _expect("hors ligne", [*lancer, "--version"], sources, maison=Path(ici))
        _expect("hors ligne", [*lancer, "fiche", "secret", "--sortie", "secret.pdf"], sources, maison=Path(ici))
        if not (sources / "secret.pdf").read_bytes().startswith(b"%PDF-"):
            msg = f"Python {python}: the fiche is no PDF"
            raise Echec(msg)
    return f"installé, {dite.strip()}, une fiche en PDF"


def _expect(quoi: str, commande: list[str], dossier: Path, *, maison: Path | None = None) -> str:
    """What a command says. Raises Echec unless it ends well."""
    environnement = {"PATH": os.environ["PATH"], "HOME": str(maison or dossier), "LANG": "C.UTF-8"}
    fini = subprocess.run(commande, cwd=dossier, env=environnement, capture_output=True, encoding="utf-8", check=False)
    if fini.returncode:
        msg = f"{quoi}: {' '.join(commande)} -> {fini.returncode}: {fini.stderr[-2000:]}"
        raise Echec(msg)
    return fini.stdout


def _weight(chemin: Path) -> int:
    """In bytes."""
    return sum(un.stat().st_size for un in files(chemin)) if chemin.is_dir() else chemin.stat().st_size
