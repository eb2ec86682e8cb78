"""Freezes the program: a folder that needs no Python, made by PyInstaller, then pruned of what it never loads.

What belongs to the system stays with it, where it is kept patched: only the wheels of requirements/base.txt, the library of
Python and its own modules are taken.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.livraison.racines import Racine, make_root
from tools.livraison.rapport import RACINE, Echec, sha256
from tools.verrou import REQUIREMENTS, read_lock

#: Inside the root.
PYTHON = "/gel/bin/python"
SOURCE = "/source"
NOM = "droits-usagers"
#: What is installed in it.
_JEUX = ("base", "gel")
#: What PyInstaller calls the folder beside the program.
INTERNE = "_internal"

#: What is in the tree that is frozen, of what is committed.
LIVRES = ("droits_usagers", "resources", "letter_templates", "LICENSE", "docs/licences-tierces.md", "docs/formats.md")
#: Packages whose files are read, besides the fonts; ours is whole, since its commands and screens are found by their names.
_DONNEES = ("docx", "mnemonic", "tzdata")
#: Never used: no window of Tk, nothing is installed, and nothing speaks to a network.
_SANS = (
    *("PySide6.QtNetwork", "_ssl", "ssl"),
    *("ensurepip", "idlelib", "lib2to3", "pip", "pydoc_data", "readline", "setuptools", "test", "tkinter", "unittest"),
)
#: What Qt has beside what it is asked for: folders of plugins, then plugins.
_GREFFONS = ("egldeviceintegrations", "generic", "networkinformation", "qmltooling", "sqldrivers", "tls", "vectorimageformats")
_PLUGINS = (
    "imageformats/libqpdf.so",
    "imageformats/libqtga.so",
    "imageformats/libqtiff.so",
    "imageformats/libqwbmp.so",
    "imageformats/libqwebp.so",
    "platforminputcontexts/libqtvirtualkeyboardplugin.so",
    "platforms/libqeglfs.so",
    "platforms/libqlinuxfb.so",
    "platforms/libqminimalegl.so",
    "platforms/libqvkkhrdisplay.so",
    "platforms/libqvnc.so",
)
#: The only language its own words are asked in.
_TRADUCTIONS = re.compile(r"(qt|qtbase)_fr\.qm")

#: What PyInstaller runs before the program, for whoever asks where its source is, or lists the modules of an archive; and for
#: Qt, which it would load whatever is asked, to tell it where it is. Nobody asks, there is no archive, and Qt finds it alone.
_SANS_CROCHET = ("PySide6", "inspect", "pkgutil")
#: Nor does anybody ask ctypes for a library of the folder by its mere name: what finds it there loads ctypes at every start.
_CTYPES = "pyimod03_ctypes.py"
#: What it does for the processes that multiprocessing starts is only for them.
_CROCHET = "pyi_rth_multiprocessing.py"
_APPEL, _APPEL_POUR_EUX = (
    "\n_pyi_rthook()\n",
    "\nimport sys\n\nif not {'--multiprocessing-fork', '-c'}.isdisjoint(sys.argv):\n    _pyi_rthook()\n",
)

_BESOIN = re.compile(r"^  NEEDED +(\S+)$", re.MULTILINE)
_VERSIONNE = re.compile(r"\*UND\*.*\((GLIBC|GLIBCXX|CXXABI)_([0-9.]+)\)")
_ENTETE = re.compile(r"^(\S.*): +file format elf", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Gel:
    """The frozen tree, where this machine sees it and where its root does."""

    racine: Racine
    #: Inside the root.
    lieu: str

    @property
    def dossier(self) -> Path:
        """Where it is from outside."""
        return self.racine.dossier / self.lieu.lstrip("/")


def prepare(suite: str, paquets: Sequence[str], *, sortie: Path) -> Racine:
    """A root with what is committed, and a Python with what the locks pin; one that holds it already is kept. Raises Echec."""
    temoin = " ".join((suite, *sorted(paquets), *(sha256(REQUIREMENTS / f"{jeu}.txt") for jeu in _JEUX)))
    racine = Racine(sortie / "gel")
    dit = racine.dossier / "gel" / "installe.txt"
    if not (dit.is_file() and dit.read_text("utf-8") == temoin):
        racine = make_root(suite, paquets, cache=sortie / "racines", dossier=racine.dossier)
        _install(racine, cache=sortie / "pip")
        dit.write_text(temoin, "utf-8")
    source = racine.dossier / SOURCE.lstrip("/")
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir()
    archive = subprocess.run(["git", "archive", "HEAD", *LIVRES], cwd=RACINE, check=True, capture_output=True).stdout
    subprocess.run(["tar", "--extract", "--directory", source], input=archive, check=True)
    racine.run(PYTHON, "-m", "compileall", "-q", f"{SOURCE}/droits_usagers")
    return racine


def _install(racine: Racine, *, cache: Path) -> None:
    racine.run("python3", "-m", "venv", "/gel")
    cache.mkdir(parents=True, exist_ok=True)
    for jeu in _JEUX:
        shutil.copy(REQUIREMENTS / f"{jeu}.txt", racine.dossier / "gel")
        options = ("--quiet", "--require-hashes", "--only-binary=:all:", "--no-deps", "-r", f"/gel/{jeu}.txt")
        racine.pip(PYTHON, "install", *options, montages={cache: "/root/.cache/pip"})


def freeze(racine: Racine, travail: str, *, epoque: int) -> Gel:
    """The frozen tree, pruned, in that folder of the root. Twice the same: neither the time nor the folder is in it."""
    dossier = racine.dossier / travail.lstrip("/")
    shutil.rmtree(dossier, ignore_errors=True)
    dossier.mkdir(parents=True)
    _write_hooks(racine, dossier / "crochets")
    gel = Gel(racine, f"{travail}/dist/{NOM}")
    racine.run(
        # Each module in its file: out of an archive, Python itself would uncompress each one at every start.
        *(PYTHON, "-m", "PyInstaller", "--noconfirm", "--onedir", "--debug=noarchive", "--log-level=WARN", f"--name={NOM}"),
        *(f"--distpath={travail}/dist", f"--workpath={travail}/travail", f"--specpath={travail}", f"--paths={SOURCE}"),
        *(f"--additional-hooks-dir={travail}/crochets", *options(SOURCE)),
        f"{SOURCE}/droits_usagers/__main__.py",
        # On the path too: what collects modules by their names imports them.
        env={
            "PYTHONPATH": SOURCE,
            "PYTHONHASHSEED": "0",
            "SOURCE_DATE_EPOCH": str(epoque),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
    )
    prune(gel)
    return gel


def _write_hooks(racine: Racine, crochets: Path) -> None:
    """Those that take the place of PyInstaller's: a command is over sooner than they would be. Raises Echec."""
    siens = racine.dossier / racine.say(PYTHON, "-c", "import PyInstaller; print(*PyInstaller.__path__)").lstrip("/")
    (siens / "loader" / _CTYPES).write_text("def install():\n    pass\n", "utf-8")
    texte = (siens / "hooks" / "rthooks" / _CROCHET).read_text("utf-8")
    if _APPEL not in texte:
        msg = f"{_CROCHET} : PyInstaller ne l'appelle plus ainsi : {_APPEL.strip()}"
        raise Echec(msg)
    (crochets / "rthooks").mkdir(parents=True)
    (crochets / "rthooks" / _CROCHET).write_text(texte.replace(_APPEL, _APPEL_POUR_EUX), "utf-8")
    (crochets / "rthooks" / "rien.py").touch()
    liste = {"multiprocessing": [_CROCHET], **{module: ["rien.py"] for module in _SANS_CROCHET}}
    (crochets / "rthooks.dat").write_text(repr(liste), "utf-8")


def options(source: str) -> Iterator[str]:
    """What PyInstaller is told to take, from a tree that is there, and to leave."""
    polices = [paquet.nom.replace("-", "_") for paquet in read_lock("base") if paquet.nom.startswith("fontpkg")]
    yield from (f"--add-data={source}/{nom}:{nom}" for nom in ("resources", "letter_templates"))
    yield from (f"--collect-data={module}" for module in (*_DONNEES, *polices))
    yield from (f"--hidden-import={module}" for module in polices)
    yield "--collect-submodules=droits_usagers"
    # Each with the text of its licence, and what says where its fonts are.
    yield from (f"--copy-metadata={paquet.nom}" for paquet in read_lock("base") if not paquet.condition and paquet.nom != "pip")
    yield from (f"--exclude-module={module}" for module in _SANS)


def prune(gel: Gel) -> None:
    """Takes away what is the system's, the plugins nothing asks for, and the libraries that were only for them."""
    interne = gel.dossier / INTERNE
    qt = interne / "PySide6" / "Qt"
    (systeme,) = (gel.racine.dossier / "usr/lib").glob("*-linux-gnu")
    siens = {fichier.name for fichier in systeme.iterdir() if not fichier.name.startswith("libpython")}
    du_systeme = [fichier for fichier in interne.glob("*.so*") if fichier.name in siens]
    traductions = [fichier for fichier in (qt / "translations").iterdir() if not _TRADUCTIONS.fullmatch(fichier.name)]
    for fichier in (*du_systeme, *traductions, *(qt / "plugins" / nom for nom in _PLUGINS)):
        fichier.unlink(missing_ok=True)
    for nom in _GREFFONS:
        shutil.rmtree(qt / "plugins" / nom, ignore_errors=True)
    demandees = _needed_from(interne / "PySide6", outside=qt / "lib", racine=gel.racine)
    for fichier in [fichier for fichier in (qt / "lib").iterdir() if fichier.name not in demandees]:
        fichier.unlink()
    for fichier in [fichier for fichier in interne.iterdir() if fichier.is_symlink() and not fichier.exists()]:
        fichier.unlink()


def _needed_from(dossier: Path, *, outside: Path, racine: Racine) -> set[str]:
    """The libraries of `outside` that what else is in the folder asks for, and those that these ask for."""
    besoins = dict(_needs(elves(dossier), racine))
    a_lire = [fichier for fichier in besoins if outside not in fichier.parents]
    demandees: set[str] = set()
    while a_lire:
        for nom in besoins[a_lire.pop()]:
            if nom not in demandees and (outside / nom) in besoins:
                a_lire.append(outside / nom)
            demandees.add(nom)
    return demandees


def _needs(fichiers: Iterable[Path], racine: Racine) -> Iterator[tuple[Path, list[str]]]:
    for fichier, dit in _objdump("-p", fichiers, racine):
        yield fichier, _BESOIN.findall(dit)


def elves(dossier: Path) -> list[Path]:
    """The programs and libraries of a folder, sorted; links apart."""
    fichiers = (fichier for fichier in sorted(dossier.rglob("*")) if fichier.is_file() and not fichier.is_symlink())
    return [fichier for fichier in fichiers if _magic(fichier) == b"\x7fELF"]


def _magic(fichier: Path) -> bytes:
    with fichier.open("rb") as flux:
        return flux.read(4)


def _objdump(option: str, fichiers: Iterable[Path], racine: Racine) -> Iterator[tuple[Path, str]]:
    """What objdump says of each."""
    vus = {f"/{fichier.relative_to(racine.dossier)}": fichier for fichier in fichiers}
    dit = racine.run("objdump", option, *vus).stdout.decode("utf-8", "replace")
    morceaux = _ENTETE.split(dit)[1:]
    for nom, texte in zip(morceaux[::2], morceaux[1::2], strict=True):
        yield vus[nom], texte


def ceilings(gel: Gel) -> dict[str, dict[str, str]]:
    """The newest version of each library of symbols that the tree asks the system for, and the first file that does."""
    plafonds: dict[str, tuple[tuple[int, ...], str]] = {}
    for fichier, dit in _objdump("-T", elves(gel.dossier), gel.racine):
        for sorte, version in _VERSIONNE.findall(dit):
            nombres = tuple(map(int, version.split(".")))
            if nombres > plafonds.get(sorte, ((), ""))[0]:
                plafonds[sorte] = (nombres, str(fichier.relative_to(gel.dossier)))
    return {
        sorte: {"version": ".".join(map(str, nombres)), "demandee_par": fichier}
        for sorte, (nombres, fichier) in sorted(plafonds.items())
    }


def weights(dossier: Path) -> dict[str, int]:
    """The bytes of each part, the heaviest first: what is directly inside, and Qt in its own parts."""
    interne = dossier / INTERNE
    parts = {"programme": _weight(dossier / NOM)}
    for fichier in interne.iterdir():
        if not fichier.is_symlink():
            parts[fichier.name] = _weight(fichier)
    qt = interne / "PySide6" / "Qt"
    for sous in ("lib", "plugins", "translations"):
        parts[f"PySide6/Qt/{sous}"] = _weight(qt / sous)
        parts["PySide6"] -= parts[f"PySide6/Qt/{sous}"]
    return dict(sorted(parts.items(), key=lambda part: -part[1]))


def _weight(chemin: Path) -> int:
    if chemin.is_file():
        return chemin.stat().st_size
    return sum(fichier.stat().st_size for fichier in chemin.rglob("*") if fichier.is_file() and not fichier.is_symlink())


def digests(dossier: Path) -> dict[str, str]:
    """The SHA-256 of every file of a folder, by its path inside."""
    fichiers = (fichier for fichier in sorted(dossier.rglob("*")) if fichier.is_file() and not fichier.is_symlink())
    return {str(fichier.relative_to(dossier)): sha256(fichier) for fichier in fichiers}


def versions(racine: Racine) -> Mapping[str, str]:
    """What made it, as each says."""
    lus = (
        "import platform,PyInstaller,PySide6",
        "print(platform.python_version(),PyInstaller.__version__,PySide6.__version__)",
    )
    python, pyinstaller, qt = racine.say(PYTHON, "-c", "\n".join(lus)).split()
    glibc = racine.say("ldd", "--version").splitlines()[0].split()[-1]
    paquet = racine.say("dpkg-query", "--show", "--showformat=${Version}", "libpython3.11")
    if not (python and glibc):
        msg = "la racine ne dit pas ses versions"
        raise Echec(msg)
    return {"python": python, "libpython": paquet, "pyinstaller": pyinstaller, "qt": qt, "glibc": glibc}
