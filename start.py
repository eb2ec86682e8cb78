#!/usr/bin/env python3
"""Installs what the program needs into .venv, then runs it. Needs Python and nothing else.

    python3 start.py [FILE.coffre]      the window
    python3 start.py test [vite|tout|couverture|mutants|FILE…]   the checks and the tests (tools/controles.py)
    python3 start.py demo             invented letters, into ./demo
    python3 start.py bench [--json]   the benchmarks
    python3 start.py livraison          what is given to people (tools/livraison/)
    python3 start.py COMMAND …        the command line program
    python3 start.py --hors-ligne FOLDER …  the same, from packages kept in a folder: nothing is asked of any network

A stamp, written last, says what .venv holds: without it .venv is made anew, and when it still holds true nothing is done. The
sentences said here are here, because this file runs before anything else exists.
"""

import ast
import contextlib
import ctypes
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Dict, List, NoReturn

PHRASES = {
    "python": "Ce programme a besoin de Python 3.11 ou plus récent ; celui-ci est le {version}. Installez-le et recommencez.",
    "installation": "Première fois, ou mise à jour : installation dans .venv (quelques minutes, environ 400 Mo).",
    "paquets": "Il manque des paquets du système ; rien n'est encore installé. Qui administre l'ordinateur doit taper ceci ; "
    "recommencez ensuite :\n\n    {commande}\n",
    "administrateur": "Il manque des paquets du système. Vous êtes administrateur : voici ce qui les installe, maintenant "
    "(Ctrl+C pour arrêter) :\n\n    {commande}\n",
    "bibliotheques": "Il manque au système, et rien n'est encore installé : {noms}. Installez-les, puis recommencez.",
    "echec": "L'installation s'est arrêtée avant la fin (voir ci-dessus). Rien n'est perdu : relancez la même commande. Si cet "
    "ordinateur n'a pas internet, prenez le dossier « roues » de la clé de livraison (docs/livraison/README.md) :\n\n"
    "    {commande}\n",
    "dossier": "« {dossier} » n'est pas un dossier où il y a des paquets de Python (des fichiers .whl). Donnez, après "
    "--hors-ligne, le dossier « roues » de la clé de livraison.",
    "incomplet": "Il manque quelque chose dans le dossier donné à --hors-ligne, pour ce Python ({version}) et cet ordinateur "
    "(voir ci-dessus). Rien n'est perdu. Ce qu'il contient vaut pour Linux et Windows, processeur x86-64, Python 3.11 à 3.14.",
    "ecran": "Aucun écran ici : la fenêtre ne peut pas s'ouvrir. Pour écrire des lettres d'exemple dans le dossier demo :\n\n"
    "    {commande}\n",
}

RACINE = Path(__file__).resolve().parent
VENV = RACINE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TEMOIN = VENV / "installe.txt"
JEUX = ("base", "dev")  # what is in requirements/; each holds the one before it
PROGRAMMES = {"test": "tools.controles", "bench": "benchmarks", "livraison": "tools.livraison"}  # commands that need `dev`
HORS_LIGNE = "--hors-ligne"
DEMO = ["--sortie", "demo", "--remplacer"]

# What Qt loads on Linux, and the Debian or Ubuntu package that brings it (their own dependencies bring the rest).
BIBLIOTHEQUES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}

# uv does not read pip's settings (a mirror, a proxy, a certificate): it is told them under its own names, lists joined its way.
REGLAGES_PIP = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "cert": ("SSL_CERT_FILE", " "),
    "proxy": ("ALL_PROXY", " "),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "no-index": ("UV_NO_INDEX", " "),
}


def main(arguments: List[str]) -> int:
    """Prepares what this command needs, runs it, and returns its exit code; 3 when it cannot be run here."""
    if sys.version_info < (3, 11):
        stop("python", version=".".join(map(str, sys.version_info[:3])))
    if arguments[:1] == [HORS_LIGNE]:
        stay_offline(arguments[1] if len(arguments) > 1 else "")
        arguments = arguments[2:]
    commande, reste = (arguments[0], arguments[1:]) if arguments else ("", [])
    fenetre = not commande or (not reste and commande.lower().endswith(".coffre"))
    jeu = "dev" if commande in PROGRAMMES else "base"
    try:
        require_system(jeu, graphique=fenetre or commande in PROGRAMMES)
        install(jeu)
        if commande in PROGRAMMES:
            return run(PROGRAMMES[commande], *reste)
        if fenetre:
            require_screen()
            return run("droits_usagers", *arguments)
        return run("droits_usagers", commande, *(reste or (DEMO if commande == "demo" else [])))
    except KeyboardInterrupt:
        return 130


def stay_offline(dossier: str) -> None:
    """From now on, pip and uv look for packages in this folder and nowhere else. Stops where it holds none."""
    if not any(Path(dossier).glob("*.whl")) or not dossier:
        stop("dossier", dossier=dossier)
    # An address: pip cuts a list of folders at each space.
    os.environ.update(PIP_NO_INDEX="1", PIP_FIND_LINKS=Path(dossier).resolve().as_uri(), UV_OFFLINE="1")


def stop(phrase: str, **faits: str) -> NoReturn:
    """Says what to do, and gives up."""
    say(PHRASES[phrase].format(**faits))
    sys.exit(3)


def say(phrase: str) -> None:
    """On stderr, which never fails on an accent: stdout belongs to what is run."""
    sys.stderr.write(phrase + "\n")


def run(module: str, *arguments: str) -> int:
    """Runs a module with the Python of .venv; the package is found beside this file, whatever the current folder."""
    chemins = [str(RACINE), os.environ.get("PYTHONPATH", "")]
    environnement = dict(os.environ, PYTHONPATH=os.pathsep.join(filter(None, chemins)))
    commande = [str(PYTHON), "-m", module, *arguments]
    if os.name != "nt":
        os.execve(commande[0], commande, environnement)  # noqa: S606 - this process becomes the program
    return subprocess.call(commande, env=environnement)


def install(jeu: str) -> None:
    """Makes .venv hold that set, exactly and by hash. A half-made .venv is made anew."""
    if is_installed(jeu):
        return
    say(PHRASES["installation"])
    sain = is_ours()
    TEMOIN.unlink(missing_ok=True)
    try:
        if not sain:
            make_venv()
        subprocess.check_call(
            [
                str(PYTHON),
                "-m",
                "pip",
                "install",
                "-qq",
                "--require-hashes",
                "--only-binary=:all:",
                "-r",
                requirements("uv"),
            ]
        )
        subprocess.check_call(
            [
                str(PYTHON),
                "-m",
                "uv",
                "pip",
                "sync",
                "--require-hashes",
                "--no-build",
                "--compile-bytecode",
                "--python",
                str(PYTHON),
                requirements(jeu),
            ],
            env=uv_environment(),
        )
    except subprocess.CalledProcessError:
        give_up()
    compile_sources()
    TEMOIN.write_text(" ".join(stamp(jeu)), "utf-8")


def give_up() -> NoReturn:
    """Says what can be done where the installation stopped: with a network, or without."""
    if "UV_OFFLINE" in os.environ:
        stop("incomplet", version="{}.{}".format(*sys.version_info))
    stop("echec", commande=f"python3 {shlex.quote(os.path.relpath(__file__))} {HORS_LIGNE} DOSSIER")


def written() -> List[str]:
    """What the stamp says; nothing where .venv is half-made."""
    return TEMOIN.read_text("utf-8").split() if TEMOIN.is_file() and PYTHON.exists() else []


def is_installed(jeu: str) -> bool:
    """True when .venv holds this set, or one that holds it."""
    return written() in [stamp(nom) for nom in JEUX[JEUX.index(jeu) :]]


def is_ours() -> bool:
    """True when .venv is whole, and was made here, with this Python."""
    return written()[2:] == stamp("base")[2:]


def compile_sources() -> None:
    """Our own bytecode, once and for all: without it a command takes twice as long, each time where nothing can be kept."""
    # Where the folder cannot be written, the program starts more slowly, and that is all.
    with contextlib.suppress(subprocess.CalledProcessError):
        subprocess.check_call(
            [str(PYTHON), "-m", "compileall", "-q", str(RACINE / "droits_usagers")], stdout=subprocess.DEVNULL
        )


def requirements(jeu: str) -> str:
    """The file that pins this set by hash."""
    return str(RACINE / "requirements" / (jeu + ".txt"))


def stamp(jeu: str) -> List[str]:
    """Set, hash of what pins it, and hash of what .venv is tied to: where it is, and the Python it was made from."""
    contenu = b"".join(Path(requirements(nom)).read_bytes() for nom in ("uv", jeu))
    lieu = f"{VENV}\n{os.path.realpath(PYTHON)}"
    return [jeu, hashlib.sha256(contenu).hexdigest(), hashlib.sha256(lieu.encode("utf-8", "surrogateescape")).hexdigest()]


def make_venv() -> None:
    """An empty .venv, whatever was there."""
    subprocess.check_call([sys.executable, "-m", "venv", "--clear", str(VENV)])


def uv_environment() -> Dict[str, str]:
    """What uv must know of this machine: pip's settings under uv's names, unless uv has its own."""
    environnement = dict(os.environ, UV_PYTHON_DOWNLOADS="never")
    environnement.setdefault("UV_SYSTEM_CERTS", "true")
    lignes = subprocess.check_output([str(PYTHON), "-m", "pip", "config", "list"], universal_newlines=True).splitlines()
    for ligne in lignes:  # the most local last: global.index-url='…', user.…, :env:.index-url='…'
        cle, _, valeur = ligne.partition("=")
        nom, separateur = REGLAGES_PIP.get(cle.rpartition(".")[2], ("", ""))
        if nom and nom not in os.environ:
            environnement[nom] = separateur.join(ast.literal_eval(valeur).split())
    return environnement


def require_screen() -> None:
    """Stops where no window could open."""
    if sys.platform == "linux" and not any(os.environ.get(nom) for nom in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        stop("ecran", commande=f"python3 {shlex.quote(os.path.relpath(__file__))} demo")


def require_system(jeu: str, *, graphique: bool) -> None:
    """What the system lacks, asked for all at once and before anything is installed: one trip to who looks after it."""
    if sys.platform != "linux":
        return
    absents = [] if is_installed(jeu) or is_ours() else missing_venv()
    # Whoever has to ask asks for the window too: it is what comes next.
    bibliotheques = [nom for nom in BIBLIOTHEQUES if not is_loadable(nom)] if graphique or absents else []
    if (absents or bibliotheques) and shutil.which("apt-get") is None:
        stop("bibliotheques", noms=", ".join([*absents, *bibliotheques]))
    paquets = absents + sorted({BIBLIOTHEQUES[nom] for nom in bibliotheques})
    if paquets:
        require_packages(paquets)


def missing_venv() -> List[str]:
    """The package that brings `venv` where Debian left it out of Python; nothing elsewhere."""
    if find_spec("ensurepip") is not None:
        return []
    systeme = os.path.realpath(sys.executable) == os.path.realpath("/usr/bin/python3")
    return ["python3-venv" if systeme else "python{}.{}-venv".format(*sys.version_info)]


def is_loadable(bibliotheque: str) -> bool:
    """True when the system's loader finds it."""
    try:
        ctypes.CDLL(bibliotheque)
    except OSError:
        return False
    return True


def require_packages(paquets: List[str]) -> None:
    """Installs Debian packages when root, having said so, and otherwise stops with the command to copy; offline, always."""
    apt = ["apt-get", "install", "--yes", "--no-install-recommends", *paquets]
    if os.geteuid() != 0 or os.environ.get("UV_OFFLINE"):
        stop("paquets", commande="sudo apt-get update && sudo " + " ".join(apt))
    say(PHRASES["administrateur"].format(commande="apt-get update && " + " ".join(apt)))
    environnement = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.call(["apt-get", "update"], env=environnement, stdout=subprocess.DEVNULL)
    if subprocess.call(apt, env=environnement, stdout=subprocess.DEVNULL):
        stop("paquets", commande="apt-get update && " + " ".join(apt))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
