"""What other programs do to the folder of a coffre: copy it elsewhere, leave a second version of it."""

import re
from pathlib import Path

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
# « (conflicted copy 2026-11-24) », « (copie en conflit de …) », « .sync-conflict-… ». OneDrive only adds the name of the
# computer, which nothing tells from a copy made on purpose.
_CONFLIT = re.compile(r"conflict|conflit", re.IGNORECASE)


def synchronised_by(chemin: Path) -> str:
    """The program that copies this folder elsewhere, as far as its name tells; empty when none is recognised."""
    for dossier in chemin.parents:
        # « OneDrive - Département » too.
        nom = dossier.name.casefold().split(" - ")[0]
        if nom in _SYNCHRONISEURS:
            return _SYNCHRONISEURS[nom]
    return ""


def conflicting_copies(chemin: Path) -> tuple[Path, ...]:
    """Files beside the coffre that a synchronisation program named after it because two people wrote at once."""
    return tuple(
        sorted(
            voisin
            for voisin in chemin.parent.iterdir()
            if voisin.name.startswith(chemin.stem) and voisin.suffix == chemin.suffix and _CONFLIT.search(voisin.name)
        )
    )
