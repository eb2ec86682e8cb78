"""The package of Debian and Ubuntu: frozen in Debian 12, put in a .deb twice, read by lintian, then tried on bare systems.

`make` is its only door. What the package asks of a system is written in paquets.toml, and compared with what its files ask.
"""

import datetime as dt
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import tomllib
from collections import Counter
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from tools import sbom
from tools.licences import data, licence_of
from tools.livraison import essais_debian, gel, icone, manuel
from tools.livraison.gel import NOM, Gel
from tools.livraison.racines import Racine
from tools.livraison.rapport import PAQUETS, RACINE, Echec, file_facts, sha256
from tools.verrou import read_lock

#: The oldest Debian that can be had: what is frozen there runs on what came after.
SUITE = "bookworm"
OCTETS_MAX = 100_000_000
MODELES = manuel.MODELES
#: Whoever publishes the package puts a name and an address of theirs here.
RESPONSABLE = "Droits des usagers <paquet@example.org>"
_COTES = (16, 22, 24, 32, 48, 64, 128, 256)
#: What the names of packages are followed by, in what dpkg-shlibdeps says.
_DEPENDANCE = re.compile(r"(?P<nom>[a-z0-9.+-]+)(?P<borne> \([^)]*\))?")


def make(sortie: Path) -> dict[str, Any]:
    """Builds it in `sortie`, tries it, and returns what was seen. Raises Echec at the first thing that does not hold."""
    paquets = tomllib.loads(PAQUETS.read_text("utf-8"))
    demandes = [*paquets["geler"]["debian"], *paquets["dependances"]["debian"]]
    racine = gel.prepare(SUITE, demandes, sortie=sortie)
    epoque = epoch()
    faits = [build(racine, sortie, rang, epoque=epoque) for rang in (1, 2)]
    gele = faits[0][1]
    paquet = Path(shutil.copy2(faits[0][0], sortie))
    poids = file_facts(paquet)
    if poids["octets"] > OCTETS_MAX:
        msg = f"{paquet.name} : {poids['octets']} octets, {OCTETS_MAX} au plus"
        raise Echec(msg)
    return {
        "fichiers": [poids],
        "sources": sources(),
        "instant": dt.datetime.fromtimestamp(epoque, dt.UTC),
        "outils": {**gel.versions(racine), **tools()},
        "installe": {"octets": sum(gel.weights(gele.dossier).values()), "parts": gel.weights(gele.dossier)},
        "symboles": gel.ceilings(gele),
        "dependances": _field(paquet, "Depends"),
        "recommandes": _field(paquet, "Recommends"),
        "deux_constructions": compare(*(fichier for fichier, _ in faits), travail=sortie / "comparaison"),
        "lectures": read(paquet),
        "essais": essais_debian.try_all(paquet, sortie, racine),
    }


def epoch() -> int:
    """The instant that everything in the package bears: that of the last change of what is frozen."""
    chemins = (*gel.LIVRES, "requirements")
    dit = subprocess.run(["git", "log", "-1", "--format=%at", "--", *chemins], cwd=RACINE, check=True, capture_output=True)
    return int(dit.stdout)


def sources() -> dict[str, str]:
    """What git calls each thing that is frozen: the same names wherever the same files are."""
    return {
        chemin: subprocess.run(
            ["git", "rev-parse", f"HEAD:{chemin}"], cwd=RACINE, check=True, capture_output=True, text=True
        ).stdout.strip()
        for chemin in gel.LIVRES
    }


def tools() -> dict[str, str]:
    """What reads the package, on the machine that made it."""
    commandes = {
        "mmdebstrap": ["mmdebstrap", "--version"],
        "lintian": ["lintian", "--version"],
        "appstreamcli": ["appstreamcli", "--version"],
        "desktop-file-validate": ["desktop-file-validate", "--version"],
    }
    dits = {nom: subprocess.run(commande, check=True, capture_output=True, text=True) for nom, commande in commandes.items()}
    return {nom: dit.stdout.split()[-1].removeprefix("v") for nom, dit in dits.items()}


def build(racine: Racine, sortie: Path, rang: int, *, epoque: int) -> tuple[Path, Gel]:
    """The package, frozen anew, in a folder of its own."""
    travail = f"/construire/{rang}"
    gele = gel.freeze(racine, travail, epoque=epoque)
    return pack(gele, sortie / str(rang), travail, epoque=epoque), gele


def pack(gele: Gel, sortie: Path, travail: str, *, epoque: int) -> Path:
    """The package made of a frozen tree, in an emptied folder."""
    racine = gele.racine
    arbre = racine.dossier / travail.lstrip("/") / "arbre"
    shutil.rmtree(arbre, ignore_errors=True)
    fill(arbre, gele, epoque=epoque)
    version = _project()["version"]
    architecture = racine.say("dpkg", "--print-architecture")
    control(arbre, gele, travail, version=version, architecture=architecture)
    stamp(arbre, epoque)
    nom = f"{NOM}_{version}_{architecture}.deb"
    # More threads than blocks: how many cores there are changes no byte.
    racine.run(
        *("dpkg-deb", "--root-owner-group", "-Zxz", "-z1", "--threads-max=12", "--build"),
        *(f"{travail}/arbre", f"{travail}/{nom}"),
        env={"SOURCE_DATE_EPOCH": str(epoque)},
    )
    shutil.rmtree(sortie, ignore_errors=True)
    sortie.mkdir()
    return Path(shutil.move(arbre.parent / nom, sortie))


def fill(arbre: Path, gele: Gel, *, epoque: int) -> None:
    """All that is installed, at its place."""
    jour = dt.datetime.fromtimestamp(epoque, dt.UTC).date()
    version, partage = _project()["version"], arbre / "usr/share"
    shutil.copytree(gele.dossier, arbre / "usr/lib" / NOM, symlinks=True)
    lien = arbre / "usr/bin" / NOM
    lien.parent.mkdir()
    lien.symlink_to(f"../lib/{NOM}/{NOM}")
    textes = {
        f"applications/{NOM}.desktop": (MODELES / f"{NOM}.desktop").read_text("utf-8"),
        f"mime/packages/{NOM}.xml": (MODELES / f"{NOM}.mime.xml").read_text("utf-8"),
        f"bash-completion/completions/{NOM}": manuel.completion(),
        f"lintian/overrides/{NOM}": (MODELES / "lintian-overrides").read_text("utf-8"),
        f"doc/{NOM}/copyright": rights(gele.racine),
        f"icons/hicolor/scalable/apps/{NOM}.svg": icone.DESSIN.read_text("utf-8"),
    }
    for modele in MODELES.glob("*.metainfo.xml"):
        textes[f"metainfo/{modele.name}"] = modele.read_text("utf-8").format(version=version, jour=jour)
    for chemin, texte in textes.items():
        _write(partage / chemin, texte.encode())
    for cote in _COTES:
        _write(partage / f"icons/hicolor/{cote}x{cote}/apps/{NOM}.png", icone.draw(cote))
    presses = {
        f"man/fr/man1/{NOM}.1": manuel.manual_page(version=version, jour=jour).encode(),
        f"doc/{NOM}/changelog": _changelog(version, epoque).encode(),
        f"doc/{NOM}/sbom.cdx.json": (json.dumps(sbom.bill(read_lock("base")), indent=2, ensure_ascii=False) + "\n").encode(),
        f"doc/{NOM}/python.copyright": (gele.racine.dossier / "usr/share/doc/libpython3.11-minimal/copyright").read_bytes(),
    }
    source = gele.racine.dossier / gel.SOURCE.lstrip("/")
    presses |= {
        f"doc/{NOM}/{Path(chemin).name}": (source / chemin).read_bytes() for chemin in gel.LIVRES if (source / chemin).is_file()
    }
    for chemin, octets in presses.items():
        _write(partage / f"{chemin}.gz", gzip.compress(octets, mtime=0))
    anglais = partage / f"man/man1/{NOM}.1.gz"
    anglais.parent.mkdir()
    anglais.symlink_to(f"../fr/man1/{NOM}.1.gz")


def rights(racine: Racine) -> str:
    """Whose everything is, and where the texts of the licences are."""
    lignes = []
    for paquet in read_lock("base"):
        licence = licence_of(paquet)
        droits = " ; ".join(licence.droits) or data()["phrases"]["non_dit"]
        lignes.append(f"  {paquet.nom} {paquet.version}\n    {licence.spdx} ; {droits}")
    versions = gel.versions(racine)
    modele = (MODELES / "copyright").read_text("utf-8")
    return modele.format(paquets="\n".join(lignes), python=versions["python"], pyinstaller=versions["pyinstaller"])


def control(arbre: Path, gele: Gel, travail: str, *, version: str, architecture: str) -> None:
    """What dpkg reads of it, and the digests that it checks."""
    fichiers = sorted(fichier for fichier in arbre.rglob("*") if fichier.is_file() and not fichier.is_symlink())
    regles = tomllib.loads(PAQUETS.read_text("utf-8"))["dependances"]
    texte = (MODELES / "control").read_text("utf-8")
    rempli = texte.format(
        version=version,
        architecture=architecture,
        responsable=RESPONSABLE,
        taille_kio=sum(-(-fichier.stat().st_size // 1024) for fichier in fichiers),
        dependances=", ".join(dependencies(gele, travail, regles)),
        recommandes=", ".join(regles["recommandes"]),
    )
    _write(arbre / "DEBIAN/control", rempli.encode())
    sommes = (f"{hashlib.md5(f.read_bytes()).hexdigest()}  {f.relative_to(arbre)}\n" for f in fichiers)  # noqa: S324 - dpkg's own
    _write(arbre / "DEBIAN/md5sums", "".join(sommes).encode())


def dependencies(gele: Gel, travail: str, regles: dict[str, Any]) -> list[str]:
    """What the files ask the system for, by every name it has. Raises Echec when paquets.toml says otherwise."""
    racine = gele.racine
    ici = racine.dossier / travail.lstrip("/") / "debian/control"
    _write(ici, f"Source: {NOM}\n\nPackage: {NOM}\nArchitecture: any\n".encode())
    facultatifs = set(regles["facultatifs"])
    lus = [f"/{elfe.relative_to(racine.dossier)}" for elfe in gel.elves(gele.dossier) if elfe.name not in facultatifs]
    dossiers = sorted({str(Path(elfe).parent) for elfe in lus})
    dit = racine.run(
        *("env", "-C", travail, "dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0"),
        *(f"-l{dossier}" for dossier in dossiers),
        *lus,
    ).stdout.decode()
    trouvees = {m["nom"]: m["borne"] or "" for m in _DEPENDANCE.finditer(dit.partition("=")[2])}
    if sorted(trouvees) != sorted(regles["debian"]):
        msg = f"paquets.toml, [dependances] debian : ce que demandent les fichiers est {json.dumps(sorted(trouvees))}"
        raise Echec(msg)
    return [
        f"{nom}{borne} | {nom}t64{borne}" if nom in regles["t64"] else f"{nom}{borne}"
        for nom, borne in sorted(trouvees.items())
    ]


def stamp(arbre: Path, epoque: int) -> None:
    """The same rights and the same instant everywhere."""
    for fichier in (arbre, *arbre.rglob("*")):
        if not fichier.is_symlink():
            executable = fichier.is_dir() or fichier == arbre / "usr/lib" / NOM / NOM
            fichier.chmod(0o755 if executable else 0o644)
        os.utime(fichier, (epoque, epoque), follow_symlinks=False)


def compare(premier: Path, second: Path, *, travail: Path) -> dict[str, Any]:
    """Whether the two are the same byte for byte, and what differs otherwise, by name."""
    empreintes = [sha256(fichier) for fichier in (premier, second)]
    identiques = empreintes[0] == empreintes[1]
    differents: list[str] = []
    if not identiques:
        arbres = []
        for rang, fichier in enumerate((premier, second)):
            shutil.rmtree(travail / str(rang), ignore_errors=True)
            subprocess.run(["dpkg-deb", "--raw-extract", fichier, travail / str(rang)], check=True)
            arbres.append(gel.digests(travail / str(rang)))
        differents = sorted(nom for nom in arbres[0] | arbres[1] if arbres[0].get(nom) != arbres[1].get(nom))
    return {"identiques": identiques, "sha256": empreintes, "differents": differents}


def read(paquet: Path) -> dict[str, Any]:
    """What lintian, appstreamcli and desktop-file-validate say. Raises Echec for an error of any."""
    dit = subprocess.run(
        ["lintian", "--allow-root", "--no-cfg", "--fail-on", "error", "--show-overrides", "--tag-display-limit=0", paquet],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    lignes = dit.stdout.splitlines()
    if dit.returncode:
        msg = "lintian :\n" + "\n".join(ligne for ligne in lignes if ligne.startswith("E:"))
        raise Echec(msg + dit.stderr)
    with_tree(paquet)
    vus = {sorte: Counter(ligne.split(": ", 2)[2].split()[0] for ligne in lignes if ligne.startswith(sorte)) for sorte in "WO"}
    return {
        "lintian": {
            "erreurs": 0,
            "avertissements": dict(sorted(vus["W"].items())),
            "exceptions": dict(sorted(vus["O"].items())),
        },
        "appstreamcli": "sans erreur",
        "desktop-file-validate": "sans erreur",
    }


def with_tree(paquet: Path) -> None:
    """Opens the package and has its desktop file and its AppStream file read."""
    arbre = paquet.parent / "ouvert"
    shutil.rmtree(arbre, ignore_errors=True)
    subprocess.run(["dpkg-deb", "--extract", paquet, arbre], check=True)
    commandes: tuple[list[str | Path], ...] = (
        ["appstreamcli", "validate", "--no-net", *(arbre / "usr/share/metainfo").iterdir()],
        ["desktop-file-validate", *(arbre / "usr/share/applications").iterdir()],
    )
    for commande in commandes:
        fini = subprocess.run(commande, capture_output=True, text=True, check=False)
        if fini.returncode:
            raise Echec(fini.stdout + fini.stderr)
    shutil.rmtree(arbre)


def _project() -> dict[str, Any]:
    projet: dict[str, Any] = tomllib.loads((RACINE / "pyproject.toml").read_text("utf-8"))["project"]
    return projet


def _changelog(version: str, epoque: int) -> str:
    date = format_datetime(dt.datetime.fromtimestamp(epoque, dt.UTC))
    return f"{NOM} ({version}) unstable; urgency=medium\n\n  * Version {version}.\n\n -- {RESPONSABLE}  {date}\n"


def _write(fichier: Path, octets: bytes) -> None:
    fichier.parent.mkdir(parents=True, exist_ok=True)
    fichier.write_bytes(octets)


def _field(paquet: Path, nom: str) -> list[str]:
    dit = subprocess.run(["dpkg-deb", "--field", paquet, nom], check=True, capture_output=True, text=True).stdout
    return dit.strip().split(", ")
