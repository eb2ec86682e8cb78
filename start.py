#!/usr/bin/env python3
"""Installs what the program needs beside itself, then runs it. Needs Python and nothing else.

    python3 start.py [FILE.coffre]      the window
    python3 start.py test [vite|tout|couverture|mutants|FILE…]   the checks and the tests (tools/controles.py)
    python3 start.py demo             invented letters, into ./demo
    python3 start.py bench [--json]   the benchmarks
    python3 start.py livraison          what is given to people (tools/livraison/); these three answer to --aide at once
    python3 start.py COMMAND …        the command line program
    python3 start.py --hors-ligne FOLDER …  the same, from packages kept in a folder: nothing is asked of any network

Each set of packages has a folder of its own in .venvs, named after what pins it. A stamp, written last, says that it is whole:
without it the folder is made anew, with it nothing is done. Another set is never touched before this one has run: whatever
stops an update, what was installed still is. `.venv` leads to the last installed, for whoever types its path; nothing here
needs it. Modules are looked for in the folder of this file, then in the environment, and never in the current folder, where
anybody may have put one. Whoever can write in the folder of this file can change the program itself: it is not guarded from.

The sentences said here are here, because this file runs before anything else exists.
"""

import ast
import base64
import contextlib
import csv
import ctypes
import difflib
import errno
import hashlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Dict, List, NoReturn, Optional

PHRASES = {
    "python": "Ce programme a besoin de Python 3.11 ou plus récent ; celui-ci est le {version}. Installez-le et recommencez.",
    "installation": "Première fois, ou mise à jour : installation dans .venvs (quelques minutes, environ 400 Mo).",
    "paquets": "Il manque des paquets du système ; rien n'est encore installé. Qui administre l'ordinateur doit taper ceci ; "
    "recommencez ensuite :\n\n    {commande}\n",
    "administrateur": "Il manque des paquets du système. Vous êtes administrateur : voici ce qui les installe, maintenant "
    "(Ctrl+C pour arrêter) :\n\n    {commande}\n",
    "bibliotheques": "Il manque au système, et rien n'est encore installé : {noms}. Installez-les, puis recommencez.",
    "echec": "L'installation s'est arrêtée avant la fin (voir ci-dessus). Rien n'est perdu. Vérifiez internet, la place sur le "
    "disque (1 Go) et que ce dossier se laisse écrire, puis relancez la même commande. Si cet ordinateur n'a pas internet, "
    "prenez le dossier « roues » de la clé de livraison (docs/livraison/README.md) :\n\n    {commande}\n",
    "relecture": "Ce qui est installé n'est pas reconnu, ou n'est plus entier : une marque perdue, un fichier abîmé, ou un "
    "autre Python. Chaque fichier en est relu, sans internet ; s'il en manque un, tout est réinstallé (quelques minutes, "
    "environ 400 Mo).",
    "source": "Le programme ne se charge pas, et tout ce qui est installé avec lui vient d'être relu et est entier : ses "
    "propres fichiers sont abîmés, ou ne sont pas d'une même version. Vos coffres et vos lettres n'en sont pas. Reprenez le "
    "dossier du programme là où vous l'aviez pris.",
    "arret": "L'installation a été arrêtée, comme demandé. Rien n'est perdu : relancez la même commande, elle recommencera.",
    "abimee": "Ce qui était installé n'est plus entier : une installation coupée net, un autre Python, ou un disque qui "
    "faiblit. Vos coffres et vos lettres n'y étaient pas : rien n'en a été touché. Le programme ne s'ouvre plus avant d'être "
    "réinstallé.",
    "intacte": "Ce qui était installé avant l'est encore : remettez la version d'avant du programme, elle s'ouvre sans rien "
    "installer. Cette version-ci ne s'ouvre pas avec : personne ne les a essayés ensemble.",
    "dossier": "« {dossier} » n'est pas un dossier où il y a des paquets de Python (des fichiers .whl). Donnez, après "
    "--hors-ligne, le dossier « roues » de la clé de livraison.",
    "incomplet": "Il manque quelque chose dans le dossier donné à --hors-ligne, pour ce Python ({version}) et cet ordinateur "
    "(voir ci-dessus). Rien n'est perdu. Ce qu'il contient vaut pour Linux et Windows, processeur x86-64, Python 3.11 à 3.14.",
    "partie": "« {mot} » n'est pas une partie de la livraison ; rien n'a été fait. {proche}Les parties : {parties}.",
    "proche": "Peut-être « {mot} » ? ",
    "sortie": "Il manque le dossier après --sortie ; rien n'a été fait.",
    "ecran": "Aucun écran ici : la fenêtre ne peut pas s'ouvrir. Pour écrire des lettres d'exemple dans le dossier demo :\n\n"
    "    {commande}\n",
}

# What each of these does, said at once: asking must not install anything.
AIDES = {
    "test": """python3 start.py test [vite|tout|couverture|mutants|FICHIER…]

  (rien)        lit le code (types, style, plan…), puis fait tous les tests sauf les longs
  vite          la même chose, pour les dossiers que l'on a touchés
  tout          tous les tests : ce que demande .ci/run
  couverture    ce que les tests de chaque couche parcourent (deux fois plus long)
  mutants       des fautes mises exprès : les tests les voient-ils ? (40 minutes ; --graine, --nombre, --salles)
  FICHIER…      ces tests seulement ; toute option de pytest est prise
""",
    "bench": """python3 start.py bench [NOM…] [--json] [--grand]
python3 start.py bench --croissance [--tailles 1000,10000] [--json]

  (rien)        la vitesse, chaque banc à côté de sa limite ; NOM : ceux-là seulement
  --json        les mêmes chiffres, pour un programme
  --grand       le grand coffre a 100 000 dossiers au lieu de 10 000 (quelques minutes)
  --croissance  comment le temps et la place grandissent avec le nombre de dossiers
""",
    "livraison": """python3 start.py livraison [PARTIE…] [--sortie DOSSIER]

Fait ce qu'on remet aux gens, l'essaie comme ils l'auront, et écrit ce qui a été vu dans docs/livraison. Sous Linux, et
administrateur pour presque tout. Sans PARTIE, toutes, dans cet ordre (une demi-heure) ; la première qui ne tient pas arrête
tout. Les paquets du système qui manquent sont dits d'abord, et ce qui se livre doit être ce que tient git, sans rien de changé.

  debian        un paquet .deb pour Debian 12 et 13, qui n'a besoin ni de Python ni d'internet ; installé, essayé, retiré
  windows       un dossier portable et une installation d'une personne pour Windows, essayés sous wine
                (LIVRAISON_PYTHON_ZIP, LIVRAISON_PYTHON_SHA256 : l'interpréteur à livrer ; LIVRAISON_SIGNER : qui signe)
  cle           une clé qui tient les deux, les sources, leurs paquets et une page à imprimer ; après debian et windows
  entendre      ce qu'un lecteur d'écran dit de trois parcours entiers, au clavier seul (docs/livraison/entendu)
  --sortie      où les faire ; sinon, dans le dossier livraison
""",
}

RACINE = Path(__file__).resolve().parent
ENVIRONNEMENTS = RACINE / ".venvs"
VENV = RACINE / ".venv"  # a link; a folder where it was made before there were several
PYTHON = "Scripts/python.exe" if os.name == "nt" else "bin/python"
TEMOIN = "installe.txt"
INCHANGE = "Would make no changes"  # what uv says of packages that are those that are pinned
A_RETIRER = "-"  # what a folder is called once nobody needs it
JEUX = ("base", "dev")  # what is in requirements/; each holds the one before it
NOTRE = re.compile("-?({})-[0-9a-f]{{12}}|-\\.venv".format("|".join(JEUX)))  # what `place` and `retire` call one
PROGRAMMES = {"test": "tools.controles", "bench": "benchmarks", "livraison": "tools.livraison"}  # commands that need `dev`
HORS_LIGNE = "--hors-ligne"
AIDE = {"--aide", "--help", "-h"}
DEPART, A_RELIRE = "DROITS_USAGERS_DEPART", "DROITS_USAGERS_A_RELIRE"  # what begins the program again, and that it already did
RELU = "2"  # what the second says once all was read again and it still does not load
ABIMEE = 87  # what it ends with where what is installed does not load, and where it cannot begin this file again itself
DERNIER_FLUX = 2  # stderr
SANS_LECTEUR = 141  # as the program ends
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
    reserve_streams()
    if arguments[:1] == [HORS_LIGNE]:
        stay_offline(arguments[1] if len(arguments) > 1 else "")
        arguments = arguments[2:]
    commande, reste = (arguments[0], arguments[1:]) if arguments else ("", [])
    fenetre = not commande or (not reste and commande.lower().endswith(".coffre"))
    if commande in PROGRAMMES and AIDE.intersection(reste):
        return show(AIDES[commande])
    refus = misspelt(reste) if commande == "livraison" else ""
    if refus:
        say(refus)
        return 2
    jeu = "dev" if commande in PROGRAMMES else "base"
    try:
        require_system(jeu, graphique=fenetre or commande in PROGRAMMES)
        venv = install(jeu)
        if commande in PROGRAMMES:
            return run(reread(venv, jeu), PROGRAMMES[commande], *reste)
        if fenetre:
            require_screen()
        return run_whole(venv, arguments if fenetre else [commande, *(reste or (DEMO if commande == "demo" else []))])
    except KeyboardInterrupt:
        return 130


def run_whole(venv: Path, arguments: List[str]) -> int:
    """Runs the program; where what is installed does not load, once more, after each of its files was read again."""
    code = run(venv, "droits_usagers", *arguments)
    if code == ABIMEE and A_RELIRE not in os.environ:
        os.environ[A_RELIRE] = "1"
        code = run(install("base"), "droits_usagers", *arguments)
    if code == ABIMEE:
        stop("source")
    return code


def reread(venv: Path, jeu: str) -> Path:
    """The same, or one made anew where a file of it is not what was installed: what it runs next begins many programs."""
    if is_as_recorded(venv):
        return venv
    os.environ[A_RELIRE] = "1"
    venv = install(jeu)
    del os.environ[A_RELIRE]
    return venv


def misspelt(reste: List[str]) -> str:
    """What is said of a word of `livraison` that is none, before anything is installed; empty where there is none."""
    parties = [ligne.split()[0] for ligne in AIDES["livraison"].splitlines() if ligne[:2] == "  " and ligne[2:3].isalpha()]
    avant = ""
    for mot in reste:
        if avant != "--sortie" and mot not in [*parties, "--sortie"] and not mot.startswith("--sortie="):
            proches = difflib.get_close_matches(mot.lower(), [*parties, "--sortie"], 1)
            proche = "".join(PHRASES["proche"].format(mot=un) for un in proches)
            return PHRASES["partie"].format(mot=mot, proche=proche, parties=", ".join(parties))
        avant = "" if avant == "--sortie" else mot
    return PHRASES["sortie"] if avant == "--sortie" else ""


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
    """On stderr, which never fails on an accent: stdout belongs to what is run. Nobody may be there to read it."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(phrase + "\n")


def show(page: str) -> int:
    """A page on stdout, and the exit code: where nobody reads it, or nothing more can be written there, it is not a failure."""
    try:
        sys.stdout.buffer.write(page.encode("utf-8"))
        sys.stdout.flush()
    except (AttributeError, OSError):  # there is none; or it is closed
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # Python would try again on its way out
        return SANS_LECTEUR
    return 0


def reserve_streams() -> None:
    """Nothing that is opened from here on, here or in what is run, takes the number of a stream that was closed."""
    while True:
        numero = os.open(os.devnull, os.O_RDWR)  # the lowest that is free
        if numero > DERNIER_FLUX:
            os.close(numero)
            return
        os.set_inheritable(numero, True)  # noqa: FBT003 - so it is in Python


def run(venv: Path, module: str, *arguments: str) -> int:
    """Runs a module with the Python of this environment; what is beside this file comes first, and no other folder.

    ABIMEE where what is installed does not load, once: what is read again and is whole is not what fails.
    """
    commande = [str(venv / PYTHON), "-P", "-m", module, *arguments]
    environnement = dict(os.environ, PYTHONPATH=str(RACINE))
    environnement[DEPART] = f"{sys.executable}\n{RACINE / 'start.py'}"
    garde = hold(venv)
    try:
        if os.name != "nt" and not others(venv):
            os.execve(commande[0], commande, environnement)  # noqa: S606 - this process becomes the program
        code = wait_for(commande, environnement, garde)
    except OSError as error:
        if A_RELIRE in os.environ:
            give_up(error, abimee=True)
        return ABIMEE
    if code == 0:
        sweep(venv)
    return code


def wait_for(commande: List[str], environnement: Dict[str, str], garde: List[int]) -> int:
    """Runs a program to its end. What stops this process is for the program to hear: it has things to save."""
    if sys.platform == "win32":
        return wait_for_the_last(commande, environnement)
    programme = subprocess.Popen(commande, env=environnement, pass_fds=garde)
    avant = signal.signal(signal.SIGTERM, lambda *_: programme.terminate())
    try:
        while True:
            # A terminal tells both.
            with contextlib.suppress(KeyboardInterrupt):
                return programme.wait()
    finally:
        signal.signal(signal.SIGTERM, avant)


def wait_for_the_last(commande: List[str], environnement: Dict[str, str]) -> int:
    """On Windows, where the window may give its place to a new process: all of them hold what is read here to its end."""
    lecture, ecriture = os.pipe()
    os.set_inheritable(ecriture, True)  # noqa: FBT003 - so it is in Python
    programme = subprocess.Popen(commande, env=environnement, close_fds=False)
    os.close(ecriture)
    while True:
        # A console tells all of them.
        with contextlib.suppress(KeyboardInterrupt):
            code = programme.wait()
            while os.read(lecture, 1):
                pass
            return code


def install(jeu: str) -> Path:
    """The environment that holds that set, exactly and by hash; made where there is none, beside those that there are."""
    if os.environ.get(A_RELIRE) == RELU:
        stop("source")
    if A_RELIRE in os.environ:
        with contextlib.suppress(OSError):
            ((find(jeu) or place(jeu)) / TEMOIN).unlink()
    venv = find(jeu)
    if venv is None:
        abimee = (place(jeu) / PYTHON).exists()
        say(PHRASES["relecture" if abimee else "installation"])
        try:
            ENVIRONNEMENTS.mkdir(exist_ok=True)
            with (ENVIRONNEMENTS / "verrou").open("a") as verrou:
                lock(verrou, wait=True)
                # Killed, this process leaves it to what it began, which goes on without it.
                os.set_inheritable(verrou.fileno(), True)  # noqa: FBT003 - so it is in Python
                # Another start may have made it while this one waited.
                venv = find(jeu) or mend(jeu)
                if venv is None:
                    if abimee:  # what uv keeps may be the very file that is spoilt
                        os.environ["UV_NO_CACHE"] = "1"
                    venv = make(jeu)
        except (OSError, subprocess.CalledProcessError) as error:
            give_up(error, abimee=abimee)
        except KeyboardInterrupt:
            say(PHRASES["arret"])
            raise
    point_to(venv)
    return venv


def mend(jeu: str) -> Optional[Path]:
    """The one of this set whose stamp was lost, stamped again; None where it is not, file by file, what is pinned.

    Nothing is asked of any network for that: a failing disk may have spoilt the stamp alone.
    """
    venv = place(jeu)
    if not (venv / PYTHON).exists() or not is_as_recorded(venv):
        return None
    commande = [str(venv / PYTHON), "-I", "-m", "uv", "pip", "sync", "--dry-run", "--offline", "--require-hashes", "--no-build"]
    try:
        environnement = uv_environment(venv)
        dit = subprocess.check_output(
            [*commande, "--python", str(venv / PYTHON), requirements(jeu)],
            env=environnement,
            stderr=subprocess.STDOUT,
            universal_newlines=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    if INCHANGE not in dit:
        return None
    compile_sources(venv, toutes=True)
    (venv / TEMOIN).write_text(" ".join(stamp(jeu, venv)), "utf-8")
    return venv


def is_as_recorded(venv: Path) -> bool:
    """True if each file of each package there is what the package says of it."""
    fiches = [*venv.glob("lib/python*/site-packages/*.dist-info/RECORD"), *venv.glob("Lib/site-packages/*.dist-info/RECORD")]
    try:
        for fiche in fiches:
            with fiche.open(encoding="utf-8", newline="") as lignes:
                for chemin, empreinte, _ in csv.reader(lignes):
                    lu = hashlib.sha256((fiche.parent.parent / chemin).read_bytes()).digest() if empreinte else b""
                    if empreinte and empreinte != "sha256=" + base64.urlsafe_b64encode(lu).decode().rstrip("="):
                        return False
    except (OSError, ValueError):
        return False
    return bool(fiches)


def make(jeu: str) -> Path:
    """A new environment, and its stamp once it is whole. What stops on the way leaves nothing: the disk may be full of it."""
    venv = place(jeu)
    try:
        begin([sys.executable, "-I", "-m", "venv", "--clear", str(venv)])
        python = [str(venv / PYTHON), "-I", "-m"]
        exact = ["-qq", "--require-hashes", "--only-binary=:all:", "-r", requirements("uv")]
        begin([*python, "pip", "install", *exact])
        exact = ["--require-hashes", "--no-build", "--compile-bytecode", "--python", str(venv / PYTHON), requirements(jeu)]
        begin([*python, "uv", "pip", "sync", *exact], uv_environment(venv))
        compile_sources(venv)
        (venv / TEMOIN).write_text(" ".join(stamp(jeu, venv)), "utf-8")
    except BaseException:
        shutil.rmtree(str(venv), ignore_errors=True)
        raise
    return venv


def begin(commande: List[str], environnement: Optional[Dict[str, str]] = None) -> None:
    """Runs a step of it, which hears no Ctrl+C, and would answer in its own words: this process does, and ends it."""
    subprocess.check_call(commande, env=environnement, close_fds=False, start_new_session=True)


def give_up(error: Exception, *, abimee: bool) -> NoReturn:
    """Says what can be done where the installation stopped: with a network, or without; and what is still as it was."""
    if isinstance(error, OSError):
        say(str(error))
    if abimee:
        say(PHRASES["abimee"])
    if any(is_another(venv) for venv in environments()):
        say(PHRASES["intacte"])
    if "UV_OFFLINE" in os.environ:
        stop("incomplet", version="{}.{}".format(*sys.version_info))
    stop("echec", commande=f"python3 {this_file()} {HORS_LIGNE} DOSSIER")


def this_file() -> str:
    """Where it is, as one may type it from the current folder."""
    with contextlib.suppress(ValueError):  # of two disks of Windows, neither leads to the other
        return shlex.quote(os.path.relpath(__file__))
    return shlex.quote(str(RACINE / "start.py"))


def find(jeu: str) -> Optional[Path]:
    """A whole environment that holds this set, or one that holds it; made here, and whose Python is still there."""
    for nom in JEUX[JEUX.index(jeu) :]:
        for venv in (place(nom), VENV):
            if (venv / PYTHON).exists() and stamped(venv) == stamp(nom, venv):
                return venv
    return None


def place(jeu: str) -> Path:
    """Where this set is, or will be: what it holds and where it is are in its name, and another is another folder."""
    contenu = stamp(jeu, ENVIRONNEMENTS)[1]
    nom = hashlib.sha256(f"{RACINE}\n{contenu}".encode("utf-8", "surrogateescape")).hexdigest()
    return ENVIRONNEMENTS / f"{jeu}-{nom[:12]}"


def stamped(venv: Path) -> List[str]:
    """What its stamp says; nothing where it is half-made."""
    try:
        # What a failing disk leaves is no stamp.
        return (venv / TEMOIN).read_text("utf-8", "replace").split()
    except OSError:
        return []


def is_ours(venv: Path) -> bool:
    """True of what bears a stamp of this program, of any version of it, wherever it was made."""
    mots = stamped(venv)
    return len(mots) == len(stamp("base", venv)) and mots[0] in JEUX


def is_another(venv: Path) -> bool:
    """True of a whole environment of other packages, which another version of this program made here."""
    if not is_ours(venv):
        return False
    mots = stamped(venv)
    ici = stamp(mots[0], venv)
    return mots[2] == ici[2] and mots[1] != ici[1]


def stamp(jeu: str, venv: Path) -> List[str]:
    """Set, hash of what pins it, and hash of what it is tied to: where it is, and the Python it was made from."""
    contenu = b"".join(Path(requirements(nom)).read_bytes() for nom in ("uv", jeu))
    lieu = f"{venv}\n{os.path.realpath(str(venv / PYTHON))}"
    return [jeu, hashlib.sha256(contenu).hexdigest(), hashlib.sha256(lieu.encode("utf-8", "surrogateescape")).hexdigest()]


def environments() -> List[Path]:
    """All that this program made here, whole or not: nothing else is looked at, nor removed."""
    anciens = [VENV] if link() is None and is_ours(VENV) else []
    return anciens + sorted(
        dossier for dossier in ENVIRONNEMENTS.glob("*") if NOTRE.fullmatch(dossier.name) and dossier.is_dir()
    )


def others(venv: Path) -> List[Path]:
    """All but this one."""
    return [autre for autre in environments() if autre != venv]


def sweep(venv: Path) -> None:
    """Once this one has run: the others are not needed any more, but by whoever still runs from them, or is making one."""
    with contextlib.suppress(OSError), (ENVIRONNEMENTS / "verrou").open("a") as verrou:
        lock(verrou, wait=False)
        for autre in others(venv):
            with contextlib.suppress(OSError):
                retire(autre)
        point_to(venv)


def retire(venv: Path) -> None:
    """Renames, then removes: half of one is never taken for a whole one. Raises OSError where it is in use."""
    perdu = venv
    if not venv.name.startswith(A_RETIRER):
        perdu = ENVIRONNEMENTS / (A_RETIRER + venv.name)
        shutil.rmtree(str(perdu), ignore_errors=True)
        if sys.platform != "win32" and (venv / TEMOIN).exists():
            with (venv / TEMOIN).open() as temoin:
                lock(temoin, wait=False)
        venv.rename(perdu)  # which Windows refuses of what is in use
    shutil.rmtree(str(perdu), ignore_errors=True)


def hold(venv: Path) -> List[int]:
    """What says, for as long as the program lives, that it runs from there. Windows knows it by itself."""
    if sys.platform == "win32":
        return []
    import fcntl

    prises: List[int] = []
    with contextlib.suppress(OSError):  # some disks know no locks
        prises.append(os.open(str(venv / TEMOIN), os.O_RDONLY))
        os.set_inheritable(prises[0], True)  # noqa: FBT003 - so it is in Python
        fcntl.flock(prises[0], fcntl.LOCK_SH)
    return prises


def lock(fichier: "IO[str]", *, wait: bool) -> None:
    """Until it is closed; the system drops it with whoever holds it. Raises OSError where it is held and nobody waits."""
    with contextlib.suppress(OSError) if wait else contextlib.nullcontext():  # some disks know no locks
        if sys.platform == "win32":
            while not lock_on_windows(fichier, wait=wait):
                pass
        else:
            import fcntl

            fcntl.flock(fichier, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def lock_on_windows(fichier: "IO[str]", *, wait: bool) -> bool:
    """False where it is still held after ten seconds, which is all that Windows waits: an installation takes longer."""
    if sys.platform != "win32":
        return True
    import msvcrt

    try:
        msvcrt.locking(fichier.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
    except OSError as error:
        if not wait or error.errno != errno.EDEADLK:
            raise
        return False
    return True


def link() -> Optional[str]:
    """Where `.venv` leads; None where it is a folder, or is not there."""
    try:
        return os.readlink(str(VENV))
    except OSError:
        return None


def point_to(venv: Path) -> None:
    """Has `.venv` lead there, at once or not at all. A folder stays until this one has run; someone's own stays for ever."""
    mene = link()
    if os.path.lexists(str(VENV)) if mene is None else Path(mene).parent.name != ENVIRONNEMENTS.name:
        return
    with contextlib.suppress(OSError):  # a disk that knows no links: nothing here goes by it
        if sys.platform == "win32":
            import _winapi

            if link() is None or not VENV.samefile(venv):
                if link() is not None:
                    VENV.rmdir()
                try:
                    _winapi.CreateJunction(str(venv), str(VENV))
                except OSError:
                    VENV.rmdir()  # it had begun
            return
        vers = os.path.relpath(str(venv), str(RACINE))
        if link() != vers:
            nouveau = ENVIRONNEMENTS / "lien"
            with contextlib.suppress(FileNotFoundError):
                nouveau.unlink()
            nouveau.symlink_to(vers)
            nouveau.replace(VENV)


def compile_sources(venv: Path, *, toutes: bool = False) -> None:
    """Our own bytecode, once and for all: without it a command takes twice as long, each time where nothing can be kept.

    `toutes`: that of the packages too, over what there was, which no record tells.
    """
    # Where the folder cannot be written, the program starts more slowly, and that is all.
    with contextlib.suppress(subprocess.CalledProcessError):
        paquets = [*venv.glob("lib/python*/site-packages"), *venv.glob("Lib/site-packages")] if toutes else []
        options = ["-q", "-f"] if toutes else ["-q"]
        commande = [str(venv / PYTHON), "-I", "-m", "compileall", *options, str(RACINE / "droits_usagers"), *map(str, paquets)]
        subprocess.check_call(commande, stdout=subprocess.DEVNULL)


def requirements(jeu: str) -> str:
    """The file that pins this set by hash."""
    return str(RACINE / "requirements" / (jeu + ".txt"))


def uv_environment(venv: Path) -> Dict[str, str]:
    """What uv must know of this machine: pip's settings under uv's names, unless uv has its own."""
    environnement = dict(os.environ, UV_PYTHON_DOWNLOADS="never")
    environnement.setdefault("UV_SYSTEM_CERTS", "true")
    # It would read a uv.toml of the current folder, or of one above, and install where that says.
    environnement.setdefault("UV_NO_CONFIG", "1")
    reglages = [str(venv / PYTHON), "-I", "-m", "pip", "config", "list"]
    lignes = subprocess.check_output(reglages, universal_newlines=True).splitlines()
    for ligne in lignes:  # the most local last: global.index-url='…', user.…, :env:.index-url='…'
        cle, _, valeur = ligne.partition("=")
        nom, separateur = REGLAGES_PIP.get(cle.rpartition(".")[2], ("", ""))
        if nom and nom not in os.environ:
            environnement[nom] = separateur.join(ast.literal_eval(valeur).split())
    return environnement


def require_screen() -> None:
    """Stops where no window could open."""
    if sys.platform == "linux" and not any(os.environ.get(nom) for nom in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        stop("ecran", commande=f"python3 {this_file()} demo")


def require_system(jeu: str, *, graphique: bool) -> None:
    """What the system lacks, asked for all at once and before anything is installed: one trip to who looks after it."""
    if sys.platform != "linux":
        return
    absents = [] if find(jeu) else missing_venv()
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
