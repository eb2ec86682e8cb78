"""Grilles made of a few lines, and what the rules find in them."""

import datetime as dt
from dataclasses import replace

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import (
    Ecart,
    EcartSaisi,
    GenreSource,
    Grille,
    NaturePassage,
    PassageMarque,
    Point,
    Source,
    check_ecarts,
)

#: Source, point, text. A source is named by its kind, « genre » or « genre-2 ».
Ligne = tuple[str, str, str]


def grille(*lignes: Ligne, titre: str = "", saisis: tuple[EcartSaisi, ...] = (), sans_date: bool = False) -> Grille:
    ids = dict.fromkeys(id_ for id_, _, _ in lignes)
    date = None if sans_date else dt.date(2011, 2, 8)
    return Grille(
        titre,
        sources=tuple(Source(id_, GenreSource(id_.split("-")[0]), date) for id_ in ids),
        passages=tuple(
            PassageMarque(id_, Point(point), texte, id=f"p{rang}") for rang, (id_, point, texte) in enumerate(lignes, start=1)
        ),
        saisis=saisis,
    )


def found(catalogue: Catalogue, *lignes: Ligne, titre: str = "") -> dict[str, Ecart]:
    return {ecart.regle: ecart for ecart in check_ecarts(grille(*lignes, titre=titre), catalogue.ecarts)}


def read_as(nature: NaturePassage, lue: Grille) -> Grille:
    """The same, in which someone marked every passage as that."""
    return replace(lue, passages=tuple(replace(un, nature=nature) for un in lue.passages))


def agreed(catalogue: Catalogue, lue: Grille) -> Grille:
    """The same, after someone said of each passage that it is what words make of it."""
    indecis = [ecart for ecart in check_ecarts(lue, catalogue.ecarts) if ecart.indecis]
    return replace(lue, saisis=(*lue.saisis, *(EcartSaisi(un.regle, passages=un.passages, confirme=True) for un in indecis)))


def agreed_on(catalogue: Catalogue, *lignes: Ligne) -> dict[str, Ecart]:
    """What the rules find there, after that."""
    return {ecart.regle: ecart for ecart in check_ecarts(agreed(catalogue, grille(*lignes)), catalogue.ecarts)}


def plain(phrase: str) -> str:
    """A sentence without the spaces of French typography."""
    return phrase.replace("\u00a0", " ").replace("\u202f", " ")
