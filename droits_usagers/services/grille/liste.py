"""Answering the checklist by hand: how an answer may begin, which documents may say it, and what will be written of it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from droits_usagers.domain.grille import Grille, Masque, NaturePassage, Point, Source
from droits_usagers.domain.grille.liste import LigneListe, checklist
from droits_usagers.domain.grille.valeurs import GENRES_DECLARES, NATURE_DU_GENRE, GenreSource, RubriqueGrille, RubriqueListe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.services.grille.examen import Examen

__all__ = ["CoteListe", "LigneListe", "ReponseSaisie", "answer", "lines_of", "openings", "sources_for", "written"]


class CoteListe(StrEnum):
    """The two sides of a question."""

    ANNONCE = "annonce"
    VU = "vu"


@dataclass(frozen=True, slots=True)
class ReponseSaisie:
    """An answer as its form gives it. `source`: the id of the document that says it; empty: what one sees oneself, today."""

    rubrique: RubriqueGrille
    point: Point
    texte: str = field(repr=False)
    nature: NaturePassage
    source: str = ""


def lines_of(examen: "Examen", catalogue: "Catalogue") -> tuple[LigneListe, ...]:
    """Every question as the grille now answers it."""
    return checklist(examen.grille, examen.ecarts, catalogue.ecarts)


def openings(rubrique: RubriqueListe, cote: CoteListe, catalogue: "Catalogue") -> tuple[str, ...]:
    """How an answer may begin: one of them alone may be the whole of it."""
    nombre = rubrique.annonces if cote is CoteListe.ANNONCE else rubrique.vus
    return tuple(catalogue.textes(f"ecarts.liste.{rubrique.id}.{cote}_{rang}") for rang in range(1, nombre + 1))


def sources_for(grille: Grille, cote: CoteListe) -> tuple[Source, ...]:
    """The documents that may answer on this side: any may repeat what was announced, after those that announce it."""
    annoncent = [source for source in grille.sources if source.genre in GENRES_DECLARES]
    voient = [source for source in grille.sources if source.genre not in GENRES_DECLARES]
    return (*annoncent, *voient) if cote is CoteListe.ANNONCE else tuple(voient)


def answer(rubrique: RubriqueListe, cote: CoteListe, texte: str, *, source: Source | None = None) -> ReponseSaisie:
    """What to keep of an answer; `source`: None for what one sees oneself."""
    genre = GenreSource.OBSERVATION if source is None else source.genre
    nature = NaturePassage.ANNONCE if cote is CoteListe.ANNONCE else NATURE_DU_GENRE[genre]
    return ReponseSaisie(rubrique.id, rubrique.points[0], texte, nature, source.id if source else "")


def written(texte: str, catalogue: "Catalogue") -> str:
    """What will be kept of it, on one line: lines become a list, names and numbers are hidden."""
    lignes: Sequence[str] = [ligne.strip(" \t•-") for ligne in texte.splitlines() if ligne.strip(" \t•-")]
    masque = Masque(catalogue.ecarts)
    dits: list[str] = []
    for ligne in lignes:
        suite = dits and not dits[-1].endswith((":", ",", ";", "."))
        dits.append(f", {ligne}" if suite else f" {ligne}" if dits else ligne)
    return masque.hide(" ".join("".join(dits).split()))
