"""How the cells of someone's table look, read in a process that is ended if it takes too much: nothing of the file is run."""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.tableaux import Classeur, FeuilleTableau, Marques, Montre, is_empty, shown
from droits_usagers.letters.lettre.processus import BIEN, ILLISIBLE, Limites, Processus, answer_all

_LIMITES = Limites(duree_max_s=30.0, reponse_max=32_000_000)


def as_shown(classeur: Classeur, contenu: bytes) -> Classeur | None:
    """The workbook as one sees it: how its cells look, what they show and do not hold; None where it could not be told."""
    processus = Processus(serve, _LIMITES)
    try:
        lues = json.loads(processus.ask_of_file(contenu))
    except ExpectedError:
        return None
    finally:
        processus.close()
    feuilles = tuple(_displayed(une, lues[une.nom]) if une.nom in lues else une for une in classeur.feuilles)
    return replace(classeur, feuilles=feuilles, marques_lues=True)


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


def _marks(dite: Mapping[str, Any]) -> Marques:
    return Marques(
        barrees=frozenset((y, x) for y, x in dite["barrees"]),
        vivantes={(y, x): texte for y, x, texte in dite["vivantes"]},
        par_regle=frozenset((y, x) for y, x in dite["par_regle"]),
        commentaires={(y, x): texte for y, x, texte in dite["commentaires"]},
        couleurs={couleur: tuple(rangs) for couleur, rangs in dite["couleurs"].items()},
        lignes_cachees=tuple(dite["lignes_cachees"]),
        colonnes_cachees=dite["colonnes_cachees"],
        cachee=dite["cachee"],
        montres=tuple(Montre(genre, rang, texte) for genre, rang, texte in dite["montres"]),
    )


def _displayed(feuille: FeuilleTableau, dite: Mapping[str, Any]) -> FeuilleTableau:
    """The sheet as one sees it: its cells within the words of their format, and the formulas that nobody computed."""
    rangees = [*map(list, feuille.rangees)]
    for y, x, avant, apres in dite["autour"]:
        if y < len(rangees) and x < len(rangees[y]) and not is_empty(rangees[y][x]):
            rangees[y][x] = f"{avant}{shown(rangees[y][x])}{apres}"
    for y, x, formule in dite["formules"]:
        if y < len(rangees):
            rangees[y] += [""] * (x + 1 - len(rangees[y]))
            rangees[y][x] = rangees[y][x] if not is_empty(rangees[y][x]) else formule
    return replace(feuille, rangees=tuple(map(tuple, rangees)), marques=_marks(dite))
