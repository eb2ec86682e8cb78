"""Reads the tables of `resources/annuaire/` (made by `tools/annuaire.py`), and where an address is.

Raises ExpectedError (RESSOURCE_ABIMEE) for a table that is not there, is not the one its hash promises, or cannot be read.
"""

import hashlib
import lzma
from collections.abc import Iterator, Mapping
from pathlib import Path

from droits_usagers.catalogue.fichiers import open_document
from droits_usagers.domain.reprise.adresses import Demeures, Pays
from droits_usagers.domain.socle.errors import ExpectedError, Panne

DOSSIER = "annuaire"
_EMPREINTES = "empreintes.toml"


def load_demeures(resources: Path, pays: Pays) -> Demeures:
    """Where an address is, by the towns of the country."""
    return Demeures(load_towns(resources), pays)


def load_pays(chemin: Path) -> Pays:
    """How people name where an address is, in France or abroad."""
    with open_document(chemin) as root:
        return Pays(france=frozenset(root.texts("france")), ailleurs=frozenset(root.texts("ailleurs")))


def load_towns(resources: Path) -> Iterator[tuple[str, list[str]]]:
    """Every town and its postcodes, and nothing else of the annuaire."""
    dossier = resources / DOSSIER
    for _, nom, _, postaux, *_ in read_rows(dossier / "communes.csv.xz", read_promises(dossier)):
        yield nom, postaux.split()


def read_promises(dossier: Path) -> Mapping[str, str]:
    """What the hash of each table must be."""
    with open_document(dossier / _EMPREINTES) as root:
        sommes = root.table("sha256")
        return {str(nom): str(sommes.raw(nom)) for nom in sommes} if sommes else {}


def read_rows(chemin: Path, promises: Mapping[str, str]) -> Iterator[list[str]]:
    """The lines of a table, but for its header; its cells hold no line break, and quotes only where the writer put them."""
    import csv

    try:
        contenu = chemin.read_bytes()
        if hashlib.sha256(contenu).hexdigest() != promises.get(chemin.name):
            raise damaged(chemin)
        lignes = lzma.decompress(contenu).decode().splitlines()
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise damaged(chemin) from error
    lues = csv.reader(lignes, delimiter=";")
    next(lues, None)
    return lues


def damaged(chemin: Path) -> ExpectedError:
    """What is said of a file of the annuaire that is not as it was shipped."""
    return ExpectedError(
        Panne.RESSOURCE_ABIMEE, fichier=f"{DOSSIER}/{chemin.name}", ligne="1", cle="", motif=str(Panne.FICHIER_ILLISIBLE)
    )
