"""Reads the files people hand in, on the command line or in the window."""

import datetime as dt
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.echeances import FaitsDossier
    from droits_usagers.domain.notice.traitements import FicheTraitement


def read_demande(chemin: Path, catalogue: "Catalogue") -> "Demande":
    """The demande in R.toml. Raises ExpectedError, of the kind `is_input`, naming the file and the key at fault."""
    from droits_usagers.exchange.demandes import read_demande as read

    return read(read_file(chemin), chemin.name, catalogue.demarches)


def read_faits(chemin: Path, catalogue: "Catalogue", *, au: dt.date | None = None) -> "FaitsDossier":
    """The facts in E.toml, which was there by the day it is looked at.

    Raises ExpectedError, of the kind `is_input`, naming the file and the key at fault.
    """
    from droits_usagers.exchange.faits import read_faits as read

    return replace(read(read_file(chemin), chemin.name, catalogue.demarches), cree_le=au)


def read_fiche(chemin: Path, catalogue: "Catalogue") -> "FicheTraitement":
    """The fiche de traitement in T.toml. Raises ExpectedError, of the kind `is_input`, naming the file and the key at fault."""
    from droits_usagers.exchange.traitements import read_fiche as read

    return read(read_file(chemin), chemin.name, catalogue.mentions.conditionnelles)


def read_file(chemin: Path, *, taille_max: int | None = None) -> bytes:
    """The bytes of a regular file, no more than one byte beyond what the readers accept (they refuse it then).

    `taille_max`: what its reader accepts, when it is not one of our own files.

    Raises ExpectedError FICHIER_ABSENT or FICHIER_ILLISIBLE (a folder, a pipe that one would wait on for ever, no permission).
    """
    from droits_usagers.exchange.toml import TAILLE_MAXIMALE

    fichier = readable_key(chemin.name)
    try:
        if not stat.S_ISREG(chemin.stat().st_mode):
            raise ExpectedError(Panne.FICHIER_ILLISIBLE, fichier=fichier)
        with chemin.open("rb") as flux:
            return flux.read((taille_max or TAILLE_MAXIMALE) + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise ExpectedError(Panne.FICHIER_ABSENT, fichier=fichier) from None
    except OSError as error:
        raise ExpectedError(Panne.FICHIER_ILLISIBLE, fichier=fichier) from error
