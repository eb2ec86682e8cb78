"""Files of bodies that others publish: which one it is, and its lines, read as they are asked for."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from droits_usagers.catalogue.annuaire import DOSSIER
from droits_usagers.catalogue.fichiers import open_document
from droits_usagers.domain.mots.lecture import Table, readable_key
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.personnes.annuaire import FormeAnnuaire
from droits_usagers.domain.socle.errors import ExpectedError, Panne

if TYPE_CHECKING:
    from droits_usagers.domain.personnes.annuaire import LigneLue
    from droits_usagers.exchange.annuaire import MotsImport

_MOTS = "imports.toml"
#: Of the whole file, in bytes; how much of it is looked at to know what it is.
_TAILLE_MAX, _DEBUT = 1024 * 1024 * 1024, 65_536
_BINAIRE, _BOM = b"\0", b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class FichierOuvert:
    """A file being read."""

    #: Its name, without its folder.
    nom: str = field(repr=False)
    forme: FormeAnnuaire
    lignes: "Iterator[LigneLue]" = field(repr=False)
    #: The headings that nothing is read under.
    ignorees: tuple[str, ...] = field(default=(), repr=False)


def load_mots(resources: Path) -> "MotsImport":
    """The words by which files are read. Raises ExpectedError (RESSOURCE_ABIMEE)."""
    from droits_usagers.exchange.annuaire import MotsImport

    with open_document(resources / DOSSIER / _MOTS) as root:
        cnil, dila = (_texts(root, cle) for cle in ("cnil", "dila"))
        liste, courriel, pays = (_table(root, cle) for cle in ("liste", "courriel", "pays"))
        return MotsImport(
            cnil,
            frozenset(map(fold, root.texts("cnil_autres"))),
            dila,
            courriel=tuple(map(fold, liste.texts("courriel"))),
            siren=tuple(map(fold, liste.texts("siren"))),
            fonctions=frozenset(courriel.texts("fonctions")),
            autour=frozenset(courriel.texts("autour")),
            france=frozenset(map(fold, pays.texts("france"))),
        )


@contextmanager
def published(chemin: Path, mots: "MotsImport") -> Iterator[FichierOuvert | None]:
    """A file of the CNIL or of the DILA; None for any other, which may be a table.

    Raises ExpectedError FICHIER_ABSENT, FICHIER_ILLISIBLE, ANNUAIRE_ILLISIBLE or ANNUAIRE_TROP_GRAND.
    """
    nom = readable_key(chemin.name)
    try:
        infos = chemin.stat()
        if not stat.S_ISREG(infos.st_mode):
            raise ExpectedError(Panne.FICHIER_ILLISIBLE, fichier=nom)
        with chemin.open("rb") as flux:
            debut = flux.read(_DEBUT)
        with chemin.open(encoding=_encoding(debut), errors="replace", newline="") as texte:
            yield _opened(debut, texte, mots, fichier=nom, taille=infos.st_size)
    except (FileNotFoundError, NotADirectoryError):
        raise ExpectedError(Panne.FICHIER_ABSENT, fichier=nom) from None
    except OSError as error:
        raise ExpectedError(Panne.FICHIER_ILLISIBLE, fichier=nom) from error


def _opened(debut: bytes, texte: IO[str], mots: "MotsImport", *, fichier: str, taille: int) -> FichierOuvert | None:
    from droits_usagers.exchange.annuaire import LecteurCnil, read_dila

    if _BINAIRE in debut:
        return None
    if taille > _TAILLE_MAX:
        raise ExpectedError(Panne.ANNUAIRE_TROP_GRAND, fichier=fichier)
    if debut.removeprefix(_BOM).lstrip()[:1] in {b"{", b"["}:
        return FichierOuvert(fichier, FormeAnnuaire.DILA, read_dila(texte, mots, fichier=fichier))
    lecteur = LecteurCnil(texte.readline(_DEBUT), mots, fichier=fichier)
    return FichierOuvert(fichier, FormeAnnuaire.CNIL, lecteur.read(texte), lecteur.unread) if lecteur.is_one else None


def _encoding(debut: bytes) -> str:
    """UTF-8, with its mark or without, or what Windows wrote before it."""
    try:
        # What is cut at the end of the part is no fault.
        debut[: debut.rfind(b"\n") + 1 or None].decode()
    except UnicodeDecodeError as error:
        return "cp1252" if error.start < len(debut) - len("€".encode()) else "utf-8-sig"
    return "utf-8-sig"


def _table(root: Table, cle: str) -> Table:
    table = root.table(cle)
    if table is None:
        raise root.refusal(Panne.CLE_ABSENTE, cle)
    return table


def _texts(root: Table, cle: str) -> dict[str, str]:
    table = _table(root, cle)
    return {nom: table.text(nom, None) for nom in table}
