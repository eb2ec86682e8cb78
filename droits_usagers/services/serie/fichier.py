"""A table in a file, as the lines one would paste from it."""

from pathlib import Path

from droits_usagers.services.dossier.pieces import read_file
from droits_usagers.services.serie.lecture import as_lines


def read_lines(chemin: Path) -> str:
    """The first sheet that says something, line by line.

    Raises ExpectedError FICHIER_ABSENT, FICHIER_ILLISIBLE, PIECE_TROP_GRANDE, TABLEAU_….
    """
    from droits_usagers.domain.socle.tableaux import shown
    from droits_usagers.exchange.tableaux import read_tableau

    recu = read_file(chemin)
    feuille = next(iter(read_tableau(recu.contenu, chemin.name).feuilles))
    rangees = ([shown(cellule) for cellule in rangee] for rangee in feuille.rangees)
    return as_lines([rangee for rangee in rangees if any(cellule.strip() for cellule in rangee)])
