"""Bare Debian systems, to build in and to try in: made by mmdebstrap from this machine's own mirror, entered without a network.

Being root is asked for. What is done in one is seen by no other program: its mounts, and what it starts, end with the command.
"""

import contextlib
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from ast import literal_eval
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.livraison.rapport import Echec

#: Who tries what is delivered: nobody needs to be root to use it.
USAGER = 1000
MAISON = "home/essai"
_ENVIRONNEMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
#: Mounts what a program expects, and nothing else of this machine: ROOT FOR_CHROOT… -- [SOURCE TARGET]… -- COMMAND…
_ENTRER = """
racine=$1; shift; mount --make-rprivate /
mount -t proc proc "$racine/proc"; mount --rbind /dev "$racine/dev"; mount -t tmpfs tmpfs "$racine/dev/shm"
while [ "$1" != -- ]; do options="$options $1"; shift; done; shift
while [ "$1" != -- ]; do
    if [ -d "$1" ]; then mkdir -p "$racine$2"; else mkdir -p "$(dirname "$racine$2")"; : >>"$racine$2"; fi
    mount --bind "$1" "$racine$2"; shift 2
done; shift
exec chroot $options "$racine" "$@"
"""
#: What must be known of the registry of packages that this machine uses, in the words of pip.
_REGLAGES_PIP = {"index-url", "extra-index-url", "cert", "proxy", "trusted-host"}


@dataclass(frozen=True, slots=True)
class Racine:
    """A system in a folder."""

    dossier: Path

    def run(
        self,
        *commande: str | Path,
        reseau: bool = False,
        usager: bool = False,
        env: Mapping[str, str] | None = None,
        montages: Mapping[Path, str] | None = None,
        entree: bytes = b"",
        check: bool = True,
    ) -> subprocess.CompletedProcess[bytes]:
        """Runs this inside, and what it said. Raises Echec, with its last lines, when it fails, unless `check` is false."""
        entrer = self.entering(*commande, reseau=reseau, usager=usager, env=env, montages=montages)
        fini = subprocess.run(entrer, input=entree, capture_output=True, check=False)
        if check and fini.returncode:
            dit = (fini.stdout + fini.stderr).decode("utf-8", "replace").splitlines()[-20:]
            raise Echec("\n".join((f"{' '.join(map(str, commande))[:200]} → {fini.returncode}", *dit)))
        return fini

    def entering(
        self,
        *commande: str | Path,
        reseau: bool = False,
        usager: bool = False,
        env: Mapping[str, str] | None = None,
        montages: Mapping[Path, str] | None = None,
    ) -> list[str]:
        """What this machine runs so that this runs inside: without a network, and as root, unless asked otherwise."""
        vus = dict(montages or {})
        if reseau:
            vus |= {Path("/etc/resolv.conf").resolve(): "/etc/resolv.conf", Path("/etc/hosts"): "/etc/hosts"}
        if usager:
            (self.dossier / MAISON).mkdir(parents=True, exist_ok=True)
            os.chown(self.dossier / MAISON, USAGER, USAGER)
        variables = _ENVIRONNEMENT | {"HOME": f"/{MAISON}" if usager else "/root"} | dict(env or {})
        return [
            *("unshare", "--mount", "--pid", "--fork", "--kill-child", *(() if reseau else ("--net",))),
            *("sh", "-ec", _ENTRER, "sh", str(self.dossier)),
            *((f"--userspec={USAGER}:{USAGER}",) if usager else ()),
            "--",
            *(str(morceau) for montage in vus.items() for morceau in montage),
            *("--", "env", "-i", "-C", variables["HOME"], *(f"{nom}={valeur}" for nom, valeur in variables.items())),
            *map(str, commande),
        ]

    def say(self, *commande: str | Path) -> str:
        """What a command says on stdout, without the end of its line."""
        return self.run(*commande).stdout.decode().strip()

    def pip(self, python: str, *arguments: str | Path, montages: Mapping[Path, str] | None = None) -> None:
        """Runs pip of that Python with the settings of this machine's."""
        reglages, certificats = _pip_settings()
        self.run(python, "-m", "pip", *arguments, reseau=True, env=reglages, montages={**certificats, **(montages or {})})


def make_root(suite: str, paquets: Sequence[str], *, cache: Path, dossier: Path) -> Racine:
    """A new system of that suite with these packages and what they depend on, in a folder that is emptied first.

    It is made once for each list of packages, then taken from `cache`. Raises Echec when there is none to be had.
    """
    if os.geteuid():
        msg = "Faire un système Debian demande d'être root : sudo python3 start.py livraison"
        raise Echec(msg)
    cle = hashlib.sha256(" ".join(sorted(paquets)).encode()).hexdigest()[:12]
    archive = cache / f"{suite}-{cle}.tar"
    if not archive.is_file():
        _bootstrap(suite, paquets, archive)
    shutil.rmtree(dossier, ignore_errors=True)
    dossier.mkdir(parents=True)
    subprocess.run(["tar", "--extract", "--numeric-owner", "--file", archive, "--directory", dossier], check=True)
    return Racine(dossier)


def _bootstrap(suite: str, paquets: Sequence[str], archive: Path) -> None:
    archive.parent.mkdir(parents=True, exist_ok=True)
    provisoire = archive.with_suffix(".partiel.tar")
    options = [f"--include={','.join(paquets)}"] if paquets else []
    fini = subprocess.run(
        [
            "mmdebstrap",
            "--mode=root",
            "--variant=minbase",
            "--dpkgopt=force-unsafe-io",
            *options,
            suite,
            provisoire,
            *sources(suite),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if fini.returncode:
        msg = f"mmdebstrap {suite} : {fini.stderr[-1000:]}"
        raise Echec(msg)
    provisoire.rename(archive)


def sources(suite: str) -> list[str]:
    """The lines of apt by which that suite is had, from those by which this machine has its own."""
    ici = platform.freedesktop_os_release()["VERSION_CODENAME"]
    lignes = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME) $(COMPONENT)", "Created-By: Packages"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    distantes = (ligne.split() for ligne in lignes if ligne.startswith("http"))
    trouvees = {f"deb {site} {nom.replace(ici, suite, 1)} {partie}" for site, nom, partie in distantes if nom.startswith(ici)}
    return sorted(trouvees)


def _pip_settings() -> tuple[dict[str, str], dict[Path, str]]:
    """What pip must be told, and the files that this names, each at its own path."""
    lignes = subprocess.run(
        [sys.executable, "-I", "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    reglages: dict[str, str] = {}
    certificats: dict[Path, str] = {}
    for ligne in lignes:  # the most local last
        cle, _, valeur = ligne.partition("=")
        nom = cle.rpartition(".")[2]
        if nom in _REGLAGES_PIP:
            reglages[f"PIP_{nom.upper().replace('-', '_')}"] = literal_eval(valeur)
    with contextlib.suppress(KeyError):
        certificats[Path(reglages["PIP_CERT"])] = reglages["PIP_CERT"]
    return reglages, certificats
