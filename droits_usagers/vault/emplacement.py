"""What other programs do to the folder of a coffre: copy it elsewhere, leave a second version of it."""

import re
import unicodedata
from pathlib import Path

from droits_usagers.vault.driver import salt_of

#: Folder names by which the usual synchronisation programs are known, in lower case.
_SYNCHRONISEURS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "mon drive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "kdrive": "kDrive",
    "hubic": "hubiC",
    "mega": "MEGA",
    "pcloud": "pCloud",
    "syncthing": "Syncthing",
}
#: What is added to the name of a file that two computers wrote to, where the word itself says so.
_DITS = re.compile(
    # Dropbox, Nextcloud: « (conflicted copy 2026-11-24) », « (copie en conflit de …) »; pCloud, Seafile: « [conflicted] ».
    r" ?[(\[][^()\[\]]*confli(?:ct|t)[^()\[\]]*[)\]]"
    # Syncthing, ownCloud, kDrive, Resilio: « .sync-conflict-… », « _conflict-… »; Synology: « _NAS_Nov-24-1015-2026_Conflict ».
    r"|[._-](?:sync-)?confli(?:ct|t)\b.*|_conflict[-_].*|_[^_]+_.*_conflict"
    # Google Drive.
    r"|_conf\(\d+\)",
    re.IGNORECASE,
)
#: Where nothing says so but the salt, which is that of this very coffre: a number, or the name of a computer.
_TUS = re.compile(
    # Google Drive, OneDrive on the web; iCloud.
    r" ?\(\d{1,2}\)| \d{1,2}"
    # OneDrive: « -PC-ACCUEIL », « -MacBook Pro de … ». The name of a computer has fifteen signs at most under Windows.
    r"|-(?=[0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{0,14}(?:-\d{1,2})?|-i?Mac(?:Book)?\b.*"
)


def synchronised_by(chemin: Path) -> str:
    """The program that copies this folder elsewhere, as far as its name tells; empty when none is recognised."""
    for dossier in chemin.parents:
        # « OneDrive - Département » too.
        nom = dossier.name.casefold().split(" - ")[0]
        if nom in _SYNCHRONISEURS:
            return _SYNCHRONISEURS[nom]
    return ""


def conflicting_copies(chemin: Path) -> tuple[Path, ...]:
    """Files beside a coffre that a synchronisation program named after it because two people wrote at once.

    Or the other way round: those that it was named after.
    """
    voisins = (voisin for voisin in chemin.parent.iterdir() if voisin.suffix == chemin.suffix and voisin.name != chemin.name)
    return tuple(sorted(voisin for voisin in voisins if _is_of(voisin, chemin) or _is_of(chemin, voisin)))


def _is_of(copie: Path, original: Path) -> bool:
    """True if the name of the first was made from that of the second by such a program."""
    # A Mac writes « é » as two characters.
    nom, debut = (unicodedata.normalize("NFC", chemin.stem) for chemin in (copie, original))
    if not debut or not nom.startswith(debut):
        return False
    ajout = nom.removeprefix(debut)
    return bool(_DITS.fullmatch(ajout) or (_TUS.fullmatch(ajout) and _have_one_salt(copie, original)))


def _have_one_salt(*fichiers: Path) -> bool:
    """True for files that were one: a salt is drawn once, and goes with every copy."""
    try:
        sels = {salt_of(fichier) for fichier in fichiers}
    except OSError:
        return False
    return len(sels) == 1 and sels != {b""}
