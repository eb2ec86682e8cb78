"""The disks of this computer: which can be taken away, which are elsewhere on a network. Asked of Qt, then of the system.

Qt lists them and gives their names; that one is a stick, only the system knows.
"""

import ctypes
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from PySide6.QtCore import QStorageInfo


class SorteDisque(StrEnum):
    """Where what is written on a disk is."""

    FIXE = "fixe"
    AMOVIBLE = "amovible"
    RESEAU = "reseau"


@dataclass(frozen=True, slots=True)
class Disque:
    """A disk one can write to: what people call it, and where it begins."""

    nom: str
    racine: Path
    sorte: SorteDisque


#: What `GetDriveTypeW` answers.
_DITES = {2: SorteDisque.AMOVIBLE, 4: SorteDisque.RESEAU}
#: Where systems put what is plugged in.
_BRANCHES = ("/media/", "/run/media/", "/Volumes/")
_EN_RESEAU = ("cifs", "smb", "nfs", "afpfs", "webdav", "fuse.sshfs", "fuse.gvfsd", "9p", "davfs")


def removable_disks() -> tuple[Disque, ...]:
    """The sticks and cards that can be written to now, by name."""
    disques = (_seen(volume) for volume in QStorageInfo.mountedVolumes() if _is_writable(volume))
    return tuple(sorted((disque for disque in disques if disque.sorte is SorteDisque.AMOVIBLE), key=lambda disque: disque.nom))


def disk_of(chemin: Path) -> Disque:
    """The disk of a folder, or of the folder of a file."""
    return _seen(QStorageInfo(str(chemin if chemin.is_dir() else chemin.parent)))


def kind_of(racine: str, systeme_fichiers: str, peripherique: str) -> SorteDisque:
    """What a disk is, from where it begins, how it is written and what it is plugged into, as Qt tells them."""
    if sys.platform == "win32":
        systeme = getattr(ctypes, "windll").kernel32  # noqa: B009 - only there under Windows
        dite = systeme.GetDriveTypeW(racine.replace("/", "\\").rstrip("\\") + "\\")
        return _DITES.get(dite, SorteDisque.FIXE)
    if systeme_fichiers.casefold().startswith(_EN_RESEAU):
        return SorteDisque.RESEAU
    branche = racine.startswith(_BRANCHES) or _says_removable(peripherique, Path("/sys/class/block"))
    return SorteDisque.AMOVIBLE if branche else SorteDisque.FIXE


def _seen(volume: QStorageInfo) -> Disque:
    racine = volume.rootPath()
    sorte = kind_of(racine, bytes(volume.fileSystemType().data()).decode(), bytes(volume.device().data()).decode())
    return Disque(_name(volume, racine), Path(racine), sorte)


def _name(volume: QStorageInfo, racine: str) -> str:
    """« CLÉ (E:) », « CLÉ »: where nobody gave it a name, where it begins."""
    nom, lettre = volume.name(), PurePath(racine).drive
    if nom and lettre:
        return f"{nom} ({lettre})"
    return nom or lettre or PurePath(racine).name or racine


def _is_writable(volume: QStorageInfo) -> bool:
    return volume.isValid() and volume.isReady() and not volume.isReadOnly() and not volume.isRoot()


def _says_removable(peripherique: str, blocs: Path) -> bool:
    """True if the kernel says it of this disk, or of the one that it is a part of."""
    bloc = (blocs / PurePath(peripherique).name).resolve()
    return any(_reads_one(lu / "removable") for lu in (bloc, bloc.parent))


def _reads_one(fichier: Path) -> bool:
    try:
        return fichier.read_text(encoding="ascii").strip() == "1"
    except OSError:
        return False
