"""What the rules find in a grille, numbered, and the cells that each finding rests on. Made on any thread."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from droits_usagers.domain.droit.droit import Correspondance
from droits_usagers.domain.grille import (
    Citation,
    Ecart,
    EcartSaisi,
    Grille,
    Masque,
    NaturePassage,
    PassageMarque,
    Point,
    Source,
    check_ecarts,
    old_citations,
)
from droits_usagers.domain.grille.controle import PERSONNEL
from droits_usagers.domain.grille.liste import LigneListe, checklist
from droits_usagers.domain.grille.valeurs import GENRES_DECLARES, NATURE_DU_GENRE, GenreSource, RubriqueGrille, RubriqueListe
from droits_usagers.domain.mots.pliage import is_said
from droits_usagers.domain.releve.identifiants import find_identifiants
from droits_usagers.domain.releve.tri import RIEN_DE_TRIE, PassageTrie, TriReleve, key_of
from droits_usagers.domain.releve.valeurs import Espece
from droits_usagers.services.grille.ecarts import remarks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from droits_usagers.catalogue.catalogue import Catalogue

#: A cell: the id of its source, and its point.
Case = tuple[str, Point]


@dataclass(frozen=True, slots=True)
class EcartMontre:
    """A finding as it is shown: its number, and the rank among the user's own words of those it is said in."""

    numero: int
    ecart: Ecart
    rang: int | None = None
    #: True when no rule of ours found it.
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Examen:
    """A grille, what was found in it, worst first, and what the user set aside."""

    grille: Grille = field(default_factory=Grille, repr=False)
    trouves: tuple[EcartMontre, ...] = ()
    ecartes: tuple[Ecart, ...] = ()
    par_case: Mapping[Case, tuple[EcartMontre, ...]] = field(default_factory=dict)
    anciens: tuple[Citation, ...] = ()
    #: The testimonies in which someone is named, by their ids.
    nommes: tuple[str, ...] = ()

    @property
    def ecarts(self) -> tuple[Ecart, ...]:
        """The findings, in the order of their numbers."""
        return tuple(trouve.ecart for trouve in self.trouves)


def examine(grille: Grille, catalogue: "Catalogue") -> Examen:
    """Every rule over the grille as it now stands."""
    reference = catalogue.ecarts
    trouves = tuple(_numbered(grille, check_ecarts(grille, reference), reference.regles))
    ecartees = {saisi.regle for saisi in grille.saisis if saisi.ecarte}
    ecartes: tuple[Ecart, ...] = ()
    if ecartees:
        sans_decision = check_ecarts(replace(grille, saisis=()), reference)
        ecartes = tuple(ecart for ecart in sans_decision if ecart.regle in ecartees)
    par_case: defaultdict[Case, list[EcartMontre]] = defaultdict(list)
    for trouve in trouves:
        for case in trouve.ecart.cases:
            par_case[case].append(trouve)
    return Examen(
        grille,
        trouves,
        ecartes,
        {case: tuple(liste) for case, liste in par_case.items()},
        old_citations(grille, catalogue.droit.correspondances),
        tuple(dict(remarque.faits)["source"] for remarque in remarks(grille, catalogue)),
    )


def as_decided(examen: Examen, tri: TriReleve, catalogue: "Catalogue") -> Examen:
    """The same in the words that papers and letters may say. What someone confirmed is said otherwise, and stays confirmed."""
    if tri == RIEN_DE_TRIE:
        return examen
    surs = [trouve for trouve in examen.trouves if trouve.ecart.confirme]
    rangs, regles = {trouve.rang for trouve in surs}, {trouve.ecart.regle for trouve in surs} - {PERSONNEL}
    saisis = tuple(
        replace(saisi, vu="") if rang in rangs or saisi.regle in regles else saisi
        for rang, saisi in enumerate(examen.grille.saisis)
    )
    return examine(replace(examen.grille, saisis=saisis, tri=tri), catalogue)


def found_in(grille: Grille, catalogue: "Catalogue") -> "tuple[PassageTrie, ...]":
    """What is not ordinary French in what was typed in it, each thing once: taken out of what leaves, or left there."""
    return Masque(catalogue.ecarts, grille).passages(_typed(grille))


def undecided_in_title(grille: Grille, catalogue: "Catalogue") -> "tuple[PassageTrie, ...]":
    """What of its title would be taken out though nobody said so: what a letter asks about, nobody would know."""
    passages, tri = Masque(catalogue.ecarts, grille).passages((grille.titre,)), grille.tri
    restent = (un for un in passages if not un.laisse and un.cle not in tri.retires)
    return tuple(un for un in restent if not any(is_said(cle, key_of(un.texte)) for cle in tri.marques))


def _typed(grille: Grille) -> Iterator[str]:
    yield grille.titre
    for source in grille.sources:
        yield from (source.nom, source.fichier)
    yield from (passage.texte for passage in grille.passages)
    for saisi in grille.saisis:
        yield saisi.phrase


def _numbered(grille: Grille, ecarts: tuple[Ecart, ...], regles: Mapping[str, object]) -> Iterator[EcartMontre]:
    libres = [rang for rang, saisi in enumerate(grille.saisis) if saisi.phrase and not saisi.ecarte]
    for numero, ecart in enumerate(ecarts, start=1):
        rang = next((rang for rang in libres if _says(grille.saisis[rang], ecart)), None)
        if rang is not None:
            libres.remove(rang)
        yield EcartMontre(numero, ecart, rang, is_own=ecart.regle not in regles)


def _says(saisi: EcartSaisi, ecart: Ecart) -> bool:
    return (saisi.regle or PERSONNEL) == ecart.regle and saisi.phrase == ecart.phrase


def identifiers_in(texte: str) -> tuple[Espece, ...]:
    """The kinds of numbers that had better not be written in a cell, once each."""
    return tuple(dict.fromkeys(trouve.genre for trouve in find_identifiants(texte)))


@dataclass(frozen=True, slots=True)
class Remarques:
    """What had better be known of a text while it is typed: a testimony that names someone, numbers, old articles."""

    nomme: bool = False
    numeros: tuple[Espece, ...] = ()
    anciens: tuple[Correspondance, ...] = ()


def remarks_on(source: Source, texte: str, catalogue: "Catalogue") -> Remarques:
    """What to say of what a source is made to say."""
    essai = Grille(sources=(source,), passages=(PassageMarque(source.id, Point.FINALITE, texte),))
    return Remarques(
        nomme=bool(remarks(essai, catalogue)),
        numeros=identifiers_in(texte),
        anciens=tuple(citation.ancien for citation in old_citations(essai, catalogue.droit.correspondances)),
    )


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
