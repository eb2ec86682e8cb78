"""What tests of the taking over of a table share: small tables, and what a line of them comes to."""

import datetime as dt
from collections.abc import Mapping, Sequence

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.reprise.reprise import ChantierReprise, Essai, LecteurReprise, nouveaux_of, read_colle, sort_out
from droits_usagers.services.reprise.valeurs import LigneReprise
from tests.tableaux import as_text

T = TypeEvenement
AUJOURDHUI = dt.date(2026, 11, 24)


def chantier(catalogue: Catalogue, *rangees: Sequence[object], **constantes: str) -> ChantierReprise:
    """A table of these rows, headings first, read as the program guesses."""
    lu = LecteurReprise(catalogue).open(read_colle(as_text(rangees)))
    dit = lu.correspondance
    for champ, valeur in constantes.items():
        dit = dit.with_constant(ChampReprise(champ), valeur)
    return lu.with_correspondance(dit)


def read(catalogue: Catalogue, *rangees: Sequence[object], **constantes: str) -> tuple[LigneReprise, ...]:
    return LecteurReprise(catalogue).read(chantier(catalogue, *rangees, **constantes), AUJOURDHUI)


def read_one(catalogue: Catalogue, cellules: Mapping[str, object]) -> LigneReprise:
    """A line of a table that has an access request to a body in it, and these cells under these headings."""
    connus: dict[str, object] = {"Démarche": "accès", "Nom": "Œuvrard", "Organisme": "CCAS de Pantin"}
    dites = {**connus, **cellules}
    (ligne,) = read(catalogue, tuple(dites), tuple(dites.values()))
    return ligne


def made(ligne: LigneReprise) -> NouveauDossier:
    assert ligne.nouveau is not None, ligne.motifs
    return ligne.nouveau


def motifs(ligne: LigneReprise) -> list[str]:
    assert ligne.nouveau is None or not ligne.motifs
    return [motif.id for motif in ligne.motifs]


def avis(ligne: LigneReprise) -> set[str]:
    return {motif.id for motif in ligne.avis}


def doutes(ligne: LigneReprise) -> list[str]:
    """Why cells are kept to be checked: as many as there are cells, in a dossier that is made all the same."""
    assert len(made(ligne).a_verifier) == len(ligne.doutes)
    return [motif.id for motif in ligne.doutes]


def kept(ligne: LigneReprise) -> list[tuple[str, str, str, str]]:
    """The cells to be checked: their column, their words, what was made of them."""
    return [(cellule.colonne, cellule.texte, cellule.raison.value, cellule.lu) for cellule in made(ligne).a_verifier]


def essai(lignes: Sequence[LigneReprise], connus: Sequence[str] = ()) -> Essai:
    return sort_out(lignes, connus or [""] * len(nouveaux_of(lignes)))
