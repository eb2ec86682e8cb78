"""Writes one file whole or not at all, for its owner only. No copy of it passes by a temporary folder."""

import errno
from pathlib import Path

from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.vault.fichiers import private_temp, publish, publish_new

#: No room, no quota left, or a limit on the size of one file.
_PLEIN = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_file(chemin: Path, contenu: bytes, *, remplacer: bool = False, creer_dossier: bool = False) -> None:
    """Writes the file, after making its folder if asked. What was there is intact unless the new one is complete.

    Raises ExpectedError FICHIER_EXISTE (unless `remplacer`), DISQUE_PLEIN or DOSSIER_INACCESSIBLE.
    """
    try:
        # Asked inside: a name too long for the disk cannot even be looked up.
        if not remplacer and chemin.exists():
            raise ExpectedError(Panne.FICHIER_EXISTE, fichier=chemin.name)
        if creer_dossier:
            chemin.parent.mkdir(parents=True, exist_ok=True)
        _write(chemin, contenu, remplacer=remplacer)
    except FileExistsError as error:
        raise ExpectedError(Panne.FICHIER_EXISTE, fichier=chemin.name) from error
    except OSError as error:
        panne = Panne.DISQUE_PLEIN if error.errno in _PLEIN else Panne.DOSSIER_INACCESSIBLE
        raise ExpectedError(panne, fichier=chemin.name) from error


def _write(chemin: Path, contenu: bytes, *, remplacer: bool) -> None:
    temp = private_temp(chemin)
    try:
        temp.write_bytes(contenu)
        (publish if remplacer else publish_new)(temp, chemin)
    finally:
        temp.unlink(missing_ok=True)
