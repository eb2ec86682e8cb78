"""The portable folder for Windows: the interpreter, what requirements/base.txt pins, the program, two launchers."""

import contextlib
import json
import os
import shutil
import struct
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hatchling.build import build_wheel

from tools.livraison.icone import draw
from tools.livraison.rapport import RACINE, Echec, files
from tools.livraison.windows_interprete import Interprete, install, run
from tools.sbom import bill
from tools.verrou import read_lock

SOURCES = Path(__file__).parent / "windows_sources"
NOM = "Droits des usagers"
#: The launchers: their file, and how gcc makes them.
LANCEURS = {f"{NOM}.exe": "-mwindows", "droits-usagers.exe": "-DCONSOLE"}
#: Of a path inside the folder, its own name included: Windows stops at 260, and homes are long.
CHEMIN_MAX = 150
OCTETS_MAX = 240_000_000
#: Every file is of that day: two builds are the same bytes.
EPOQUE = 1_767_225_600
_TAILLES_ICONE = (16, 20, 24, 32, 40, 48, 64, 128, 256)


@dataclass(frozen=True, slots=True)
class Version:
    """That of the program: as people read it, and as Windows does."""

    texte: str

    @property
    def quatre(self) -> str:
        """Four numbers."""
        return ".".join([*self.texte.split("."), "0", "0", "0"][:4])


def version() -> Version:
    """The one of pyproject.toml."""
    return Version(tomllib.loads((RACINE / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def build(dossier: Path, travail: Path, interprete: Interprete) -> None:
    """Makes the folder anew. `travail` is for what is not delivered."""
    programme = dossier / "programme"
    paquets = programme / "site-packages"
    shutil.copytree(interprete.dossier, programme)
    (programme / f"{interprete.nom}._pth").write_text(f"{interprete.nom}.zip\r\n.\r\nsite-packages\r\n", "utf-8", newline="")
    install(RACINE / "requirements" / "base.txt", paquets, interprete.mineure)
    install_program(paquets, travail)
    prune(paquets)
    share_runtime(programme)
    for nom, option in LANCEURS.items():
        launcher(dossier / nom, option, travail, interprete=interprete)
    # Without it, PySide6 tells Qt where it is by a line that Qt cuts at a comma: no window in « Dupont, Jean ».
    (dossier / "qt.conf").write_text("[Paths]\r\nPrefix = programme/site-packages/PySide6\r\n", "utf-8", newline="")
    write_notices(dossier)


def install_program(paquets: Path, travail: Path) -> None:
    """Our own wheel, unpacked: the package and its data."""
    roues = travail / "roue"
    with contextlib.chdir(RACINE):
        roue = roues / build_wheel(str(roues))
    shutil.unpack_archive(roue, paquets, "zip")


def prune(paquets: Path) -> None:
    """Leaves what is run; folders left empty go too."""
    regles = tomllib.loads((SOURCES / "elagage.toml").read_text("utf-8"))
    otes = {chemin for motif in regles["ote"] for chemin in paquets.glob(motif)}
    for nom, gardes in regles["seulement"].items():
        otes |= {*(paquets / nom).rglob("*")} - {chemin for motif in gardes for chemin in (paquets / nom).glob(motif)}
    for chemin in sorted(otes, reverse=True):
        if chemin.is_file():
            chemin.unlink()
    for chemin in sorted((chemin for chemin in paquets.rglob("*") if chemin.is_dir()), reverse=True):
        if not any(chemin.iterdir()):
            chemin.rmdir()


def share_runtime(programme: Path) -> None:
    """Puts Microsoft's C++ library where every module finds it, once: those of Qt are the newest that are delivered."""
    for fichier in files(programme / "site-packages" / "PySide6", "*140*.dll"):
        fichier.replace(programme / fichier.name)
    for fichier in files(programme / "site-packages" / "shiboken6", "*140*.dll"):
        fichier.unlink()


def launcher(fichier: Path, option: str, travail: Path, *, interprete: Interprete) -> None:
    """Compiles one, with its icon and its manifest."""
    dessin = travail / fichier.stem.replace(" ", "-")
    dessin.mkdir(parents=True, exist_ok=True)
    mots = {"@VERSION4,@": version().quatre.replace(".", ","), "@VERSION4@": version().quatre, "@VERSION@": version().texte}
    for nom in ("lanceur.rc", "lanceur.manifest"):
        (dessin / nom).write_text(_filled(nom, {**mots, "@NOM@": fichier.name}), "utf-8", newline="\n")
    write_icon(dessin / "application.ico")
    run("x86_64-w64-mingw32-windres", "-c", "65001", "lanceur.rc", "lanceur.o", cwd=dessin)
    run(
        *(
            "x86_64-w64-mingw32-gcc",
            "-O2",
            "-s",
            "-municode",
            option,
            f'-DPYTHON_DLL=L"{interprete.nom}.dll"',
            "-Wall",
            "-Werror",
        ),
        *("-Wl,--no-insert-timestamp", "-Wl,--dynamicbase,--nxcompat,--high-entropy-va"),
        *("-o", fichier, SOURCES / "lanceur.c", dessin / "lanceur.o"),
    )


def write_icon(fichier: Path) -> None:
    """The icon of the program, in every size that Windows shows."""
    images = [draw(taille) for taille in _TAILLES_ICONE]
    debut = 6 + 16 * len(images)
    entete, corps = struct.pack("<HHH", 0, 1, len(images)), b""
    for taille, image in zip(_TAILLES_ICONE, images, strict=True):
        cote = taille % 256
        entete += struct.pack("<BBBBHHII", cote, cote, 0, 0, 1, 32, len(image), debut + len(corps))
        corps += image
    fichier.write_bytes(entete + corps)


def write_notices(dossier: Path) -> None:
    """What people read, and what licences ask to be there."""
    mots = {"@VERSION@": version().texte}
    (dessin := dossier / "portable").mkdir()
    for fichier, nom in ((dossier / "LISEZMOI.txt", "LISEZMOI.txt"), (dessin / "LISEZMOI.txt", "portable.txt")):
        # Notepad of older Windows knows UTF-8 by its first bytes, and lines by two.
        fichier.write_text(_filled(nom, mots), "utf-8-sig", newline="\r\n")
    shutil.copyfile(RACINE / "LICENSE", dossier / "LICENCE.txt")
    for nom in ("licences-tierces.md", "formats.md"):
        shutil.copyfile(RACINE / "docs" / nom, dossier / "programme" / nom)
    inventaire = json.dumps(bill(read_lock("base")), indent=2, ensure_ascii=False) + "\n"
    (dossier / "programme" / "sbom.cdx.json").write_text(inventaire, "utf-8", newline="\n")


def _filled(nom: str, mots: dict[str, str]) -> str:
    texte = (SOURCES / nom).read_text("utf-8")
    for mot, valeur in mots.items():
        texte = texte.replace(mot, valeur)
    return texte


def set_dates(dossier: Path) -> None:
    """The same for all: what is made twice is the same bytes."""
    for chemin in (dossier, *dossier.rglob("*")):
        os.utime(chemin, (EPOQUE, EPOQUE))


def longest_path(dossier: Path) -> str:
    """The longest path inside, the folder's own name included. Raises Echec beyond what Windows can hold."""
    chemin = max((f"{NOM}/{fichier.relative_to(dossier).as_posix()}" for fichier in dossier.rglob("*")), key=len)
    if len(chemin) > CHEMIN_MAX:
        msg = f"{len(chemin)} > {CHEMIN_MAX}: {chemin}"
        raise Echec(msg)
    return chemin


def weights(dossier: Path) -> dict[str, int]:
    """Bytes of each part, the heaviest first; « autres » is what weighs less than half a million. Raises Echec if too heavy."""
    parts: dict[str, int] = {}
    for fichier in files(dossier):
        part = _part(fichier.relative_to(dossier))
        parts[part] = parts.get(part, 0) + fichier.stat().st_size
    total = sum(parts.values())
    if total > OCTETS_MAX:
        msg = f"{total} > {OCTETS_MAX}: {parts}"
        raise Echec(msg)
    legeres = [part for part in parts if parts[part] < 500_000]  # noqa: PLR2004 - said above
    parts["autres"] = sum(parts.pop(part) for part in legeres)
    return {"total": total, **dict(sorted(parts.items(), key=lambda part: -part[1]))}


def _part(chemin: Path) -> str:
    if chemin.parts[:2] == ("programme", "site-packages"):
        return chemin.parts[2].split("-")[0].removesuffix(".py")
    return "interpréteur" if chemin.parts[0] == "programme" else "lanceurs"


def missing_libraries(dossier: Path) -> list[str]:
    """What a library here asks for and would not find: neither beside it, nor where the launcher looks, nor in Windows 10."""
    systeme = {nom.lower() for nom in tomllib.loads((SOURCES / "elagage.toml").read_text("utf-8"))["systeme"]["bibliotheques"]}
    return [
        f"{fichier.relative_to(dossier).as_posix()}: {nom}"
        for fichier in files(dossier)
        if fichier.suffix in {".exe", ".dll", ".pyd"}
        for nom in _imports(fichier)
        if nom not in systeme and not nom.startswith(("api-ms-win-", "ext-ms-win-")) and not _is_found(nom, fichier, dossier)
    ]


def _imports(fichier: Path) -> Iterator[str]:
    for ligne in run("x86_64-w64-mingw32-objdump", "-p", fichier).splitlines():
        if ligne.strip().startswith("DLL Name:"):
            yield ligne.split(":", 1)[1].strip().lower()


def _is_found(nom: str, demandeur: Path, dossier: Path) -> bool:
    programme = dossier / "programme"
    paquets = programme / "site-packages"
    dossiers = [demandeur.parent, programme, paquets / "PySide6", paquets / "shiboken6", *paquets.glob("*.libs")]
    return any(nom == fichier.name.lower() for dossier in dossiers for fichier in dossier.iterdir())
