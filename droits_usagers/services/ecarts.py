"""The grille d'écarts as a document: what was found, worst first, then the sources, then what each says of each point."""

import hashlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.dates import date_courte
from droits_usagers.domain.ecarts import GenreSource, Grille, Masque, Point, check_ecarts
from droits_usagers.domain.lettre import Bloc, Feuille, GabaritUtilise, Liste, Paragraphe, Remarque, Tableau, Texte, Titre
from droits_usagers.domain.typographie import typographie

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.droit import EntreeDroit
    from droits_usagers.domain.ecarts import Ecart, Source
    from droits_usagers.domain.lettre import Ligne

_VERSION = "2026-11"


def read_grille(chemin: Path, catalogue: "Catalogue") -> Grille:
    """The grille in C.toml. Raises ExpectedError, of the kind `is_input`, naming the file and the key at fault."""
    from droits_usagers.exchange.constats import read_constats
    from droits_usagers.services.lecture import read_file

    return read_constats(read_file(chemin), chemin.name, regles=catalogue.ecarts.regles, droit=catalogue.droit.entrees)


def find_ecarts(grille: Grille, catalogue: "Catalogue") -> "tuple[Ecart, ...]":
    """What the rules find and what the user decided, worst first."""
    return check_ecarts(grille, catalogue.ecarts)


def remarks(grille: Grille, catalogue: "Catalogue") -> tuple[Remarque, ...]:
    """What must be said about the grille: a testimony that names someone."""
    masque = Masque(catalogue.ecarts.civilites, catalogue.ecarts.mots)
    temoins = {source.id for source in grille.sources if source.genre is GenreSource.TEMOIGNAGE}
    nommes = dict.fromkeys(
        constat.source for constat in grille.constats if constat.source in temoins and masque.names(constat.texte)
    )
    return tuple(Remarque("temoignage_nomme", (("source", source),)) for source in nommes)


def articles_of(ecart: "Ecart", catalogue: "Catalogue") -> str:
    """The articles a finding rests on, as one cites them: whole articles of one text together."""
    droit, mots = catalogue.droit, catalogue.ecarts.mots
    dites: dict[str, list[EntreeDroit]] = {}
    for entree in (droit.entrees[id_] for id_ in ecart.articles):
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


def grille_sheet(grille: Grille, ecarts: "tuple[Ecart, ...]", catalogue: "Catalogue") -> Feuille:
    """The whole grille on A4."""
    corps = tuple(_Feuillet(grille, ecarts, catalogue).blocks())
    return Feuille(
        titre=(Texte(catalogue.textes("ecarts.titre")),),
        corps=corps,
        gabarit=GabaritUtilise("ecarts/grille", _VERSION, hashlib.sha256(repr(len(corps)).encode()).hexdigest()[:16]),
    )


class _Feuillet:
    """The body of the document. What people typed is marked as such; numbers and names are not copied."""

    def __init__(self, grille: Grille, ecarts: "tuple[Ecart, ...]", catalogue: "Catalogue") -> None:
        self._grille = grille
        self._ecarts = ecarts
        self._catalogue = catalogue
        self._textes = catalogue.textes
        self._masque = Masque(catalogue.ecarts.civilites, catalogue.ecarts.mots)

    def blocks(self) -> Iterator[Bloc]:
        for saisi in (self._grille.titre, self._grille.organisme.nom):
            if saisi:
                yield Paragraphe((Texte(saisi, gras=saisi == self._grille.titre, saisi=True),))
        yield Paragraphe((Texte(self._textes("ecarts.avertissement")),))
        yield self._title("trouves")
        yield from self._findings()
        yield self._title("sources")
        yield from self._sources()
        yield self._title("points")
        yield from self._points()

    def _findings(self) -> Iterator[Bloc]:
        if not self._ecarts:
            yield Paragraphe((Texte(self._textes("ecarts.rien")),))
        for gravite, groupe in groupby(self._ecarts, key=lambda ecart: ecart.gravite):
            yield Titre((Texte(self._textes(f"ecarts.gravites.{gravite}")),), 3)
            yield Liste(tuple(self._finding(ecart) for ecart in groupe), ordonnee=True)

    def _finding(self, ecart: "Ecart") -> tuple[Bloc, ...]:
        point = Texte(self._textes("ecarts.point", point=self._textes(f"ecarts.points.{ecart.point}")), gras=True)
        # The sentence quotes what people typed: it is set as it is.
        phrase = Paragraphe((point, Texte(ecart.phrase, saisi=True)))
        if not ecart.articles:
            return (phrase,)
        articles = self._textes("ecarts.articles", articles=articles_of(ecart, self._catalogue))
        return phrase, Paragraphe((Texte(articles, italique=True),))

    def _sources(self) -> Iterator[Bloc]:
        entetes = tuple((Texte(self._textes(f"ecarts.colonnes.{id_}")),) for id_ in ("source", "genre", "date", "fichier"))
        lignes = tuple(
            (
                _typed(source.id),
                (Texte(self._textes(f"ecarts.genres.{source.genre}")),),
                (Texte(self._date(source)),),
                _typed(Path(source.fichier).name),
            )
            for source in self._grille.sources
        )
        if lignes:
            yield Tableau(entetes, lignes)

    def _points(self) -> Iterator[Bloc]:
        sources = {source.id: source for source in self._grille.sources}
        entetes = tuple((Texte(self._textes(f"ecarts.colonnes.{id_}")),) for id_ in ("point", "source", "texte"))
        lignes = tuple(
            (
                (Texte(self._textes(f"ecarts.points.{point}")),),
                self._name(sources[constat.source]),
                _typed(self._masque.hide(constat.texte)),
            )
            for point in Point
            for constat in self._grille.constats
            if constat.point is point
        )
        if lignes:
            yield Tableau(entetes, lignes)

    def _title(self, id_: str) -> Titre:
        return Titre((Texte(self._textes(f"ecarts.titres.{id_}")),), 2)

    def _name(self, source: "Source") -> "Ligne":
        genre, date = self._textes(f"ecarts.genres.{source.genre}"), self._date(source)
        return (Texte(self._textes("ecarts.source", genre=genre, date=date)), *_typed(source.id))

    def _date(self, source: "Source") -> str:
        return date_courte(source.date) if source.date else self._textes("ecarts.sans_date")


def _typed(texte: str) -> "Ligne":
    return (Texte(texte, saisi=True),)
