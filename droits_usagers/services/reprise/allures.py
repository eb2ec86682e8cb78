"""How the cells of someone's table look, read in a process that is ended if it takes too much: nothing of the file is run."""

import json
import zipfile
from multiprocessing.connection import Connection
from typing import Any

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.tableaux import Marques
from droits_usagers.letters.lettre.processus import BIEN, ILLISIBLE, Limites, Processus, answer_all

_LIMITES = Limites(duree_max_s=30.0, reponse_max=32_000_000)


def marks_of(contenu: bytes) -> dict[str, Marques] | None:
    """By the name of each sheet; None where it could not be told."""
    processus = Processus(serve, _LIMITES)
    try:
        lues = json.loads(processus.ask_of_file(contenu))
    except ExpectedError:
        return None
    finally:
        processus.close()
    return {nom: _marks(dite) for nom, dite in lues.items()}


def serve(fil: Connection) -> None:
    """What the process runs."""
    answer_all(fil, _answer)


def _answer(contenu: Any) -> bytes:  # noqa: ANN401 - the bytes of a file, through a pipe
    from lxml import etree

    from droits_usagers.exchange.allures import read_allures

    try:
        return BIEN + json.dumps(read_allures(contenu)).encode()
    except (etree.LxmlError, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, RuntimeError, NotImplementedError):
        return ILLISIBLE


def _marks(dite: dict[str, Any]) -> Marques:
    return Marques(
        barrees=frozenset((y, x) for y, x in dite["barrees"]),
        vivantes={(y, x): texte for y, x, texte in dite["vivantes"]},
        par_regle=frozenset((y, x) for y, x in dite["par_regle"]),
        commentaires={(y, x): texte for y, x, texte in dite["commentaires"]},
        couleurs={couleur: tuple(rangs) for couleur, rangs in dite["couleurs"].items()},
        lignes_cachees=dite["lignes_cachees"],
        colonnes_cachees=dite["colonnes_cachees"],
        cachee=dite["cachee"],
    )
