"""The Python that is delivered for Windows: python.org's, given as a file with its hash.

Where none is given there is one for trials only: a library that a wheel of the package registry carries, with the pure modules
of a CPython of this computer. What is made with that one is never called released.
"""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tools.livraison.rapport import RACINE, Echec, files, sha256

#: Where python.org's embeddable zip is, and its SHA-256 as its page gives it.
ZIP, EMPREINTE = "LIVRAISON_PYTHON_ZIP", "LIVRAISON_PYTHON_SHA256"
#: The wheel that carries another, for trials, and the Python that its tag names.
ESSAI = RACINE / "requirements" / "essai-windows.txt"
ESSAI_MINEURE = "3.13"
#: Whose pure modules go with it: Debian's.
PYTHON_ESSAI = f"/usr/bin/python{ESSAI_MINEURE}"
#: What runs Python by hand, speaks to a network, or is for trials and windows of others.
_OTES = (
    *("python.exe", "pythonw.exe", "*._pth", "*.cat", "*.cp3*t-win_amd64.pyd", "api-ms-win-*.dll"),
    *(
        "_ssl.pyd",
        "libssl-*.dll",
        "_test*.pyd",
        "_ctypes_test*",
        "_tkinter.pyd",
        "tcl*.dll",
        "tk*.dll",
        "zlib1.dll",
        "winsound.pyd",
    ),
)
#: Of the pure library: other systems, other tools, tests.
_SANS = {
    *("test", "idlelib", "tkinter", "turtledemo", "turtle.py", "ensurepip", "lib2to3", "pydoc_data", "venv", "__phello__"),
    *("site-packages", "dist-packages", "lib-dynload", "sitecustomize.py", "__pycache__"),
}
_EXPORT = re.compile(r"^\s+\[ *\d+\] \+base\[ *\d+\] +[0-9a-f]+ (\w+)$", re.MULTILINE)
_VERSION = re.compile(r"FileVersion\0+(\d+\.\d+\.\d+)")


@dataclass(frozen=True, slots=True)
class Interprete:
    """A folder of libraries and of modules, ready to be delivered."""

    version: str
    dossier: Path
    #: False: for trials only.
    publiable: bool
    origine: str

    @property
    def nom(self) -> str:
        """As its library is called: python313."""
        return "python" + "".join(self.version.split(".")[:2])

    @property
    def mineure(self) -> str:
        """As pip calls it: 3.13."""
        return ".".join(self.version.split(".")[:2])


def interpreter(dossier: Path) -> Interprete:
    """The one that the environment names, or the one for trials. Raises Echec for a file that is not what its hash says."""
    donne = os.environ.get(ZIP)
    return _given(Path(donne), os.environ.get(EMPREINTE, ""), dossier) if donne else _trial(dossier)


def run(*commande: str | Path, **options: object) -> str:
    """What a program prints. Raises Echec, with the end of what it said, if it fails."""
    fini = subprocess.run([*map(str, commande)], capture_output=True, text=True, errors="replace", check=False, **options)  # type: ignore[call-overload]
    if fini.returncode:
        msg = f"{commande[0]} -> {fini.returncode}: {(fini.stdout + fini.stderr)[-3000:]}"
        raise Echec(msg)
    return str(fini.stdout)


def install(liste: Path, dossier: Path, mineure: str) -> None:
    """Unpacks there what a list pins, as Windows and that Python would have it; every file is checked against its hash."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    run(
        *(uv, "pip", "install", "--target", dossier, "--python", sys.executable, "--python-platform", "x86_64-pc-windows-msvc"),
        *("--python-version", mineure, "--only-binary", ":all:", "--no-deps", "--require-hashes", "--link-mode", "copy"),
        *("--quiet", "--requirements", liste),
    )


def _given(fichier: Path, attendue: str, dossier: Path) -> Interprete:
    vue = sha256(fichier)
    if vue != attendue.lower():
        msg = f"{fichier.name}: {EMPREINTE} = {attendue or '(absent)'}, {vue}"
        raise Echec(msg)
    with zipfile.ZipFile(fichier) as archive:
        archive.extractall(dossier)
    return _checked(dossier, publiable=True, origine=f"{fichier.name}, SHA-256 {vue}")


def _trial(dossier: Path) -> Interprete:
    roue = dossier.with_name("roue-essai")
    install(ESSAI, roue, ESSAI_MINEURE)
    shutil.copytree(roue / "deploy_libs", dossier)
    for fichier in [*dossier.iterdir()]:
        # One name, in lower case, for what Windows does not tell apart.
        fichier.rename(fichier.with_name(fichier.name.lower()))
    bibliotheque = next(dossier.glob("python3??.dll"))
    _forward(bibliotheque)
    source = run(PYTHON_ESSAI, "-c", "import sysconfig; print(sysconfig.get_path('stdlib'))").strip()
    _zip_modules(Path(source), bibliotheque.with_suffix(".zip"))
    epingle = next(ligne for ligne in ESSAI.read_text("utf-8").splitlines() if "==" in ligne).split()[0]
    autre = run(PYTHON_ESSAI, "-c", "import platform; print(platform.python_version())").strip()
    return _checked(dossier, publiable=False, origine=f"essai : {epingle} (win_amd64), modules du CPython {autre} de Debian")


def _checked(dossier: Path, *, publiable: bool, origine: str) -> Interprete:
    bibliotheque = next(dossier.glob("python3??.dll"))
    trouvee = _VERSION.search(bibliotheque.read_bytes().decode("utf-16-le", "replace"))
    if trouvee is None:
        msg = f"{bibliotheque.name}: no version"
        raise Echec(msg)
    for motif in _OTES:
        for fichier in dossier.glob(motif):
            fichier.unlink()
    return Interprete(trouvee[1], dossier, publiable, origine)


def _forward(bibliotheque: Path) -> None:
    """Makes python3.dll, which modules for any Python 3 ask for: each of its names is one of the real library."""
    noms = _EXPORT.findall(run("x86_64-w64-mingw32-objdump", "-p", bibliotheque))
    definition = bibliotheque.with_name("python3.def")
    lignes = [f"{nom} = {bibliotheque.stem}.{nom}" for nom in noms]
    definition.write_text("\n".join(["LIBRARY python3", "EXPORTS", *lignes, ""]), "utf-8")
    # The linker would choose where it is loaded from the name of its file, folders and all.
    run(
        *("x86_64-w64-mingw32-gcc", "-shared", "-nostdlib", "-Wl,-e,0"),
        *("-Wl,--no-insert-timestamp", "-Wl,--disable-auto-image-base"),
        *("-o", bibliotheque.with_name("python3.dll"), definition),
    )
    definition.unlink()


def _zip_modules(source: Path, archive: Path) -> None:
    """Compiled modules and nothing else, as in python.org's."""
    travail = archive.with_suffix("")
    shutil.copytree(source, travail, symlinks=False, ignore=lambda _, noms: {nom for nom in noms if _is_left_out(nom)})
    run(
        *(PYTHON_ESSAI, "-I", "-m", "compileall", "-q", "-b", "--invalidation-mode", "unchecked-hash"),
        *("-s", travail, "-p", "lib", travail),
    )
    zip_folder(travail, archive, motif="*.pyc")
    shutil.rmtree(travail)


def _is_left_out(nom: str) -> bool:
    return nom in _SANS or nom.startswith(("_sysconfigdata", "config-3")) or nom.endswith((".so", ".txt"))


def zip_folder(dossier: Path, archive: Path, *, motif: str = "*", prefixe: str = "") -> None:
    """Always the same bytes for the same files: in the order of their names, without their dates."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as sortie:
        for fichier in files(dossier, motif):
            nom = prefixe + fichier.relative_to(dossier).as_posix()
            entree = zipfile.ZipInfo(nom)
            entree.compress_type = zipfile.ZIP_DEFLATED
            entree.external_attr = 0o644 << 16
            sortie.writestr(entree, fichier.read_bytes())
