"""The grille d'écarts: read from a file, checked, and what must be said about it."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.grille import GenreSource, Grille, Masque, check_ecarts
from droits_usagers.domain.lettre.lettre import Remarque
from droits_usagers.domain.mots.typographie import typographie

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.droit.droit import EntreeDroit
    from droits_usagers.domain.grille import Ecart

#: Invented grilles, under the resources.
EXEMPLES = Path("ecarts", "exemples")


def read_grille(chemin: Path, catalogue: "Catalogue") -> Grille:
    """The grille in C.toml. Raises ExpectedError, of the kind `is_input`, naming the file and the key at fault."""
    from droits_usagers.exchange.grille import read_grille_file
    from droits_usagers.services.socle.lecture import read_file

    return read_grille_file(read_file(chemin), chemin.name, regles=catalogue.ecarts.regles, droit=catalogue.droit.entrees)


def find_ecarts(grille: Grille, catalogue: "Catalogue") -> "tuple[Ecart, ...]":
    """What the rules find and what the user decided, worst first."""
    return check_ecarts(grille, catalogue.ecarts)


@dataclass(frozen=True, slots=True)
class Retenus:
    """What of the findings leaves: those that someone confirmed, under the numbers of the screen; and how many do not.

    Where none is confirmed, all of them are there, as a project.
    """

    numerotes: "tuple[tuple[int, Ecart], ...]" = ()
    laisses: int = 0
    projet: bool = False


def leaving(ecarts: "Sequence[Ecart]") -> Retenus:
    """What a paper may say of them."""
    numerotes = tuple(enumerate(ecarts, start=1))
    surs = tuple((numero, ecart) for numero, ecart in numerotes if ecart.confirme)
    return Retenus(surs, len(ecarts) - len(surs)) if surs or not ecarts else Retenus(numerotes, projet=True)


def exhibits_of(grille: Grille, ecarts: "Iterable[Ecart]") -> "dict[str, int]":
    """The documents that these findings quote, once confirmed, and that can be shown, by their source: from the oldest.

    A testimony is signed by nobody, and shown to nobody.
    """
    cites = {source for ecart in ecarts if ecart.confirme for source in ecart.sources}
    montrees = [
        source
        for source in grille.sources
        if source.id in cites and source.fichier and source.genre is not GenreSource.TEMOIGNAGE
    ]
    ordre = sorted(montrees, key=lambda source: source.age)
    return {source.id: numero for numero, source in enumerate(ordre, start=1)}


def with_exhibits(
    grille: Grille, ecarts: "Sequence[Ecart]", catalogue: "Catalogue"
) -> "tuple[tuple[tuple[int, Ecart], ...], dict[str, int]]":
    """The same findings under their numbers on the screen (zero: none), each quote with that of its exhibit.

    And the numbers of exhibits, by source: among those of one letter.
    """
    tous, pieces = find_ecarts(grille, catalogue), exhibits_of(grille, ecarts)
    dits = check_ecarts(grille, catalogue.ecarts, pieces)
    rangs = (tous.index(ecart) if ecart in tous else None for ecart in ecarts)
    avec = (
        (0, ecart) if rang is None else (rang + 1, replace(dits[rang], confirme=ecart.confirme))
        for rang, ecart in zip(rangs, ecarts, strict=True)
    )
    return tuple(avec), pieces


def remarks(grille: Grille, catalogue: "Catalogue") -> tuple[Remarque, ...]:
    """What must be said about the grille: a testimony that names someone."""
    masque = Masque(catalogue.ecarts, grille)
    temoins = {source.id for source in grille.sources if source.genre is GenreSource.TEMOIGNAGE}
    nommes = dict.fromkeys(
        passage.source for passage in grille.passages if passage.source in temoins and masque.names(passage.texte)
    )
    return tuple(Remarque("temoignage_nomme", (("source", source),)) for source in nommes)


def quoted_whole(grille: Grille, ecarts: "Sequence[Ecart]", catalogue: "Catalogue") -> "tuple[Ecart, ...]":
    """The same findings with all that their passages say, for who reads it again before it leaves."""
    tous = find_ecarts(grille, catalogue)
    entiers = check_ecarts(grille, catalogue.ecarts, tait=False)
    rangs = (tous.index(ecart) if ecart in tous else None for ecart in ecarts)
    return tuple(
        ecart if rang is None else replace(entiers[rang], confirme=ecart.confirme)
        for rang, ecart in zip(rangs, ecarts, strict=True)
    )


def request_of(ecart: "Ecart", catalogue: "Catalogue") -> str:
    """What is asked, as a sentence; empty when the user did not say."""
    return catalogue.ecarts.mots["demande"].format(demande=ecart.demande) if ecart.demande else ""


def articles_of(ecart: "Ecart", catalogue: "Catalogue") -> str:
    """The articles a finding rests on, as one cites them."""
    return articles_named(ecart.articles, catalogue)


def articles_named(ids: "Iterable[str]", catalogue: "Catalogue") -> str:
    """Articles as one cites them: whole articles of one text together."""
    droit, mots = catalogue.droit, catalogue.ecarts.mots
    dites: dict[str, list[EntreeDroit]] = {}
    for entree in (droit.entrees[id_] for id_ in ids):
        texte = droit.textes.get(entree.texte)
        ensemble = texte is not None and texte.pluriel and "," not in entree.article
        dites.setdefault(entree.texte if ensemble else entree.id, []).append(entree)
    citations = (
        entrees[0].citation_courte or entrees[0].citation
        if len(entrees) == 1
        else droit.textes[entrees[0].texte].pluriel.format(articles=_listed([entree.article for entree in entrees], mots))
        for entrees in dites.values()
    )
    return typographie(mots["entre"].join(citations))


def _listed(articles: "Sequence[str]", mots: "Mapping[str, str]") -> str:
    """« 12, 13 et 14 »."""
    return mots["et"].join((mots["suite"].join(articles[:-1]), articles[-1]))
