"""Fiches de traitement as files: the models to start from, one opened, one saved over what is known to be there."""

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.domain.lecture import readable_key
from droits_usagers.domain.pliage import fold
from droits_usagers.services.ecriture import write_file

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.traitements import FicheTraitement

MODELES = "modeles_fiches"
#: A name stays short: the folder, the version and the suffix come on top.
_LONGUEUR = 48


class FichiersFiche:
    """Knows what it last read or wrote, so as never to write over what someone else changed since."""

    def __init__(self, catalogue: "Catalogue", dossier_modeles: Path) -> None:
        self._catalogue = catalogue
        self._dossier = dossier_modeles
        self._connu: bytes | None = None
        self._annote = False

    def forget(self) -> None:
        """Nothing is open any more."""
        self._connu, self._annote = None, False

    @property
    def is_annotated(self) -> bool:
        """True if someone wrote comments in the file that was read: saved over, it would lose them."""
        return self._annote

    def models(self) -> tuple[str, ...]:
        """The ids of the invented fiches one can start from."""
        return tuple(sorted(chemin.stem for chemin in self._dossier.glob("*.toml")))

    def model(self, id_: str) -> "FicheTraitement":
        """One of them."""
        from droits_usagers.services.lecture import read_fiche

        self.forget()
        return read_fiche(self._dossier / f"{id_}.toml", self._catalogue)

    def open(self, chemin: Path) -> "FicheTraitement":
        """The fiche in a file that will be saved in the same place. Raises ExpectedError, naming the file and the key."""
        from droits_usagers.exchange.toml import has_comments

        fiche, contenu = self._read(chemin)
        self._connu, self._annote = contenu, has_comments(contenu)
        return fiche

    def look_at(self, chemin: Path) -> "FicheTraitement":
        """The fiche in a file, only to be compared with."""
        return self._read(chemin)[0]

    def _read(self, chemin: Path) -> "tuple[FicheTraitement, bytes]":
        from droits_usagers.exchange.traitements import read_fiche
        from droits_usagers.services.lecture import read_file

        contenu = read_file(chemin)
        return read_fiche(contenu, chemin.name, self._catalogue.mentions.conditionnelles), contenu

    @staticmethod
    def write(fiche: "FicheTraitement") -> bytes:
        """The fiche as a file."""
        from droits_usagers.exchange.ecriture_fiche import write_fiche

        return write_fiche(fiche)

    def save(self, fiche: "FicheTraitement", chemin: Path) -> Path:
        """Write it over the file it came from, which is given back.

        Raises ExpectedError FICHE_CHANGEE when that file is no longer what was read or written, DISQUE_PLEIN or
        DOSSIER_INACCESSIBLE; the file is intact then.
        """
        if chemin.exists() and self._bytes(chemin) != self._connu:
            raise ExpectedError(Panne.FICHE_CHANGEE, fichier=readable_key(chemin.name))
        return self.save_as(fiche, chemin)

    def save_as(self, fiche: "FicheTraitement", chemin: Path) -> Path:
        """Write it where the person said, which is given back. Raises DISQUE_PLEIN or DOSSIER_INACCESSIBLE."""
        contenu = self.write(fiche)
        write_file(chemin, contenu, remplacer=True)
        self._connu, self._annote = contenu, False
        return chemin

    @staticmethod
    def _bytes(chemin: Path) -> bytes:
        from droits_usagers.services.lecture import read_file

        return read_file(chemin)


def suggested_name(fiche: "FicheTraitement", defaut: str) -> str:
    """A file name made of what the processing is called and of its version."""
    mots = (mot for mot in (fiche.nom, fiche.version) if isinstance(mot, str))
    morceaux = [re.sub(r"[^a-z0-9]+", "-", fold(mot)).strip("-")[:_LONGUEUR].strip("-") for mot in mots]
    return "-".join(filter(None, morceaux)) + ".toml" if any(morceaux) else f"{defaut}.toml"


def next_version(version: object, today: dt.date) -> str:
    """What to call a new version: the month, and a number when this month has one already."""
    mois = f"{today:%Y-%m}"
    if not isinstance(version, str) or not version.startswith(mois):
        return mois
    rang = version.removeprefix(mois).strip("-")
    return f"{mois}-{int(rang) + 1 if rang.isdigit() else 2}"
