"""Reads the files people hand in, on the command line or in the window."""

import contextlib
import datetime as dt
import re
import stat
from abc import ABC, abstractmethod
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.socle.ecriture import write_file

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.echeances import FaitsDossier
    from droits_usagers.domain.notice.traitements import FicheTraitement
    from droits_usagers.services.controle.controle import Controle


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


T = TypeVar("T")
#: What is not saved yet of a file is beside it, under its name and this.
_EN_COURS = ".en-cours"
#: A name stays short: the folder, the version and the suffix come on top.
_LONGUEUR = 48


class FichiersLus(ABC, Generic[T]):
    """Knows what it last read or wrote, so as never to write over what someone else changed since.

    A subclass says how such a file is read and written. `dossier_modeles` holds the invented ones that one can start from.
    """

    def __init__(self, dossier_modeles: Path, controle: "Controle") -> None:
        self._controle = controle
        self._dossier = dossier_modeles
        self._connu: bytes | None = None
        self._annote = False

    @abstractmethod
    def _parse(self, contenu: bytes, fichier: str) -> T:
        """What such a file holds. Raises ExpectedError, naming the file and the key."""

    @staticmethod
    @abstractmethod
    def write(valeur: T) -> bytes:
        """The value as a file."""

    @staticmethod
    @abstractmethod
    def blank() -> T:
        """One that says nothing yet."""

    def forget(self) -> None:
        """Nothing is open any more."""
        self._connu, self._annote = None, False

    @property
    def is_annotated(self) -> bool:
        """True if someone wrote comments in the file that was read: saved over, it would lose them."""
        return self._annote

    def models(self) -> tuple[str, ...]:
        """The ids of the invented ones."""
        return tuple(sorted(chemin.stem for chemin in self._dossier.glob("*.toml")))

    def model(self, id_: str) -> T:
        """One of them."""
        self.forget()
        return self.look_at(self._dossier / f"{id_}.toml")

    def open(self, chemin: Path) -> T:
        """What is in a file that will be saved in the same place. Raises ExpectedError, naming the file and the key."""
        from droits_usagers.exchange.toml import has_comments

        valeur, contenu = self._read(chemin)
        self._connu, self._annote = contenu, has_comments(contenu)
        return valeur

    def look_at(self, chemin: Path) -> T:
        """What is in a file, only to be looked at."""
        return self._read(chemin)[0]

    def _read(self, chemin: Path) -> tuple[T, bytes]:
        contenu = _bytes(chemin)
        return self._parse(contenu, chemin.name), contenu

    def checked(self, valeur: T) -> bytes:
        """The value as a file that can be opened again. Raises ExpectedError when it could not be."""
        contenu = self.write(valeur)
        self._parse(contenu, "")
        return contenu

    def read_back(self, contenu: bytes) -> T:
        """What `checked` gave. Raises ExpectedError when it is no such file any more: this version reads another format."""
        return self._parse(contenu, "")

    def save(self, valeur: T, chemin: Path) -> Path:
        """Write it over the file it came from, which is given back.

        Raises ExpectedError FICHE_CHANGEE when that file is no longer what was read or written, else as `save_as`; the file is
        intact then.
        """
        if chemin.exists() and _bytes(chemin) != self._connu:
            raise ExpectedError(Panne.FICHE_CHANGEE, fichier=readable_key(chemin.name))
        return self.save_as(valeur, chemin)

    def save_as(self, valeur: T, chemin: Path) -> Path:
        """Write it where the person said, which is given back.

        Raises DISQUE_PLEIN or DOSSIER_INACCESSIBLE; FICHIER_TROP_GRAND, rather than write what could not be opened again;
        SORTIE_RETENUE for an address that nobody may read, and for nothing else.
        """
        contenu = self.write(valeur)
        self._parse(contenu, chemin.name)
        write_file(chemin, self._controle.release_work(contenu, valeur, nom=chemin.name), remplacer=True)
        self._connu, self._annote = contenu, False
        return chemin

    # What is not saved yet, beside the file.

    def keep(self, valeur: T, chemin: Path) -> None:
        """Write it beside the file that it will be saved over, in case the program stops first. Raises as `save_as`."""
        contenu, a_cote = self.checked(valeur), _beside(chemin)
        write_file(a_cote, self._controle.release_work(contenu, valeur, nom=a_cote.name), remplacer=True)

    def kept(self, chemin: Path) -> T | None:
        """What was kept so and never saved; None when there is nothing, or nothing that can be read."""
        a_cote = _beside(chemin)
        if not a_cote.is_file():
            return None
        try:
            contenu = _bytes(a_cote)
            return None if contenu == self._connu else self._parse(contenu, a_cote.name)
        except ExpectedError:
            return None

    @staticmethod
    def drop(chemin: Path) -> None:
        """Take that away: it was saved, or is not wanted. What cannot be taken away stays, and is offered again."""
        with contextlib.suppress(OSError):
            _beside(chemin).unlink(missing_ok=True)


def _beside(chemin: Path) -> Path:
    return chemin.with_name(f"{chemin.name}{_EN_COURS}")


def _bytes(chemin: Path) -> bytes:
    return read_file(chemin)


def file_name(*mots: str, defaut: str) -> str:
    """A name of file made of what something is called; nobody is named in it."""
    morceaux = [re.sub(r"[^a-z0-9]+", "-", fold(mot)).strip("-")[:_LONGUEUR].strip("-") for mot in mots]
    return ("-".join(filter(None, morceaux)) or defaut) + ".toml"
