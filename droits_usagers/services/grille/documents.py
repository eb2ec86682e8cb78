"""The documents attached to the sources of a grille: named at once, copied beside the grille when it is saved."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.grille import Grille
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import GenreFichier, image_format
from droits_usagers.services.dossier.pieces import Recu, read_file
from droits_usagers.services.notice.joints import put_beside
from droits_usagers.services.socle.lecture import FichiersLus

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.services.controle.controle import Controle

#: What someone works on, where what leaves is not hidden yet.
_OUVRAGE = re.compile(r"\.toml(?:\.en-cours)?$", re.IGNORECASE)


class Documents:
    """Those of one grille. Only what the person chose is copied; only that, or what is beside the grille, is opened.

    `renew` makes a picture again from its points, given its bytes and its name: what a camera says of the place stays behind.
    """

    def __init__(self, renew: Callable[[bytes, str], bytes]) -> None:
        self._renew = renew
        self._attente: dict[str, Path] = {}
        self._dossier: Path | None = None

    def begin(self, dossier: Path | None) -> None:
        """Forget everything: another grille, which is there if it is in a file."""
        self._attente = {}
        self._dossier = dossier

    def add(self, chemin: Path, source: str, *, pris: Iterable[str] = ()) -> str:
        """Keep where a document is; the name by which the grille calls it: its own beside the grille, else a generic one.

        Raises ExpectedError FICHIER_ABSENT, FICHIER_ILLISIBLE, PIECE_TROP_GRANDE, PIECE_VIDE or IMAGE_AUTRE.
        """
        recu = read_file(chemin)
        if self._dossier is not None and chemin.parent.resolve() == self._dossier.resolve():
            return chemin.name
        occupes = {nom.casefold() for nom in (*pris, *self._attente)}
        extension = _extension(recu, chemin)
        noms = (f"{source}{f'-{rang}' if rang > 1 else ''}{extension}" for rang in count(1))
        nom = next(
            nom
            for nom in noms
            if nom.casefold() not in occupes and not (self._dossier is not None and (self._dossier / nom).exists())
        )
        self._attente[nom] = chemin
        return nom

    def is_waiting(self, nom: str) -> bool:
        """True for one that is in no folder of ours yet."""
        return nom in self._attente

    def place(self, nom: str) -> Path:
        """Where it can be opened now. Raises ExpectedError FICHIER_ABSENT: it is not there, or is no mere name."""
        chemin = self._attente.get(nom) or self._beside(nom)
        # True for a file that is really in its folder: a link may lead anywhere.
        dehors = chemin is not None and nom not in self._attente and chemin.resolve().parent != chemin.parent.resolve()
        if chemin is None or dehors or not chemin.is_file():
            raise ExpectedError(Panne.FICHIER_ABSENT, fichier=readable_key(Path(nom).name))
        return chemin

    def read(self, nom: str) -> bytes:
        """What is in it. Raises ExpectedError as `place` and `read_file`."""
        return read_file(self.place(nom)).contenu

    def _beside(self, nom: str) -> Path | None:
        """A grille may come from anyone: a path that leaves its folder is not followed, and a grille is no document."""
        permis = nom and Path(nom).name == nom and not _OUVRAGE.search(nom)
        return self._dossier / nom if self._dossier is not None and permis else None

    def unsaved(self, grille: Grille) -> bool:
        """True if one that the grille names is not beside it yet."""
        return any(source.fichier in self._attente for source in grille.sources)

    def write(self, grille: Grille, dossier: Path) -> dict[str, str]:
        """Copy in this folder those that the grille names, with those it had in the folder before; what each is called there.

        Nothing that is there is replaced. Raises DISQUE_PLEIN, DOSSIER_INACCESSIBLE, as `add` for one that is gone, as `renew`.
        """
        noms: dict[str, str] = {}
        for nom in dict.fromkeys(source.fichier for source in grille.sources if source.fichier):
            chemin = self._attente.get(nom)
            if chemin is None and self._dossier not in (None, dossier):
                chemin = self._beside(nom)
                chemin = chemin if chemin is not None and chemin.is_file() else None
            if chemin is None:
                continue
            ici = chemin.parent.resolve() == dossier.resolve()
            noms[nom] = chemin.name if ici else put_beside(dossier, nom, self._copied(read_file(chemin)))
        self.begin(dossier)
        return noms

    def _copied(self, recu: Recu) -> bytes:
        return self._renew(recu.contenu, recu.nom) if recu.genre is GenreFichier.IMAGE else recu.contenu


def _extension(recu: Recu, chemin: Path) -> str:
    """How the name of a copy ends: a picture made again is one of two kinds."""
    if recu.genre is not GenreFichier.IMAGE:
        return chemin.suffix.lower()
    return ".jpg" if image_format(recu.contenu) == "jpeg" else ".png"


def renamed(grille: Grille, noms: Mapping[str, str]) -> Grille:
    """The same, its documents called otherwise."""
    sources = tuple(replace(source, fichier=noms.get(source.fichier, source.fichier)) for source in grille.sources)
    return replace(grille, sources=sources)


EXEMPLES = "ecarts/exemples"


class FichiersGrille(FichiersLus[Grille]):
    """C.toml."""

    def __init__(self, catalogue: "Catalogue", dossier_modeles: Path, controle: "Controle") -> None:
        super().__init__(dossier_modeles, controle)
        self._catalogue = catalogue

    def _parse(self, contenu: bytes, fichier: str) -> Grille:
        from droits_usagers.exchange.grille import read_grille_file

        connus = self._catalogue
        return read_grille_file(contenu, fichier, regles=connus.ecarts.regles, droit=connus.droit.entrees)

    @staticmethod
    def blank() -> Grille:
        """One that says nothing yet."""
        return Grille()

    @staticmethod
    def write(valeur: Grille) -> bytes:
        """The grille as a file."""
        from droits_usagers.exchange.grille import write_grille_file

        return write_grille_file(valeur)
