"""The grille d'écarts on one A3 sheet: the points that have a finding, what is announced, what is done, what parts them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from droits_usagers.domain.grille import GenreSource, Point
from droits_usagers.domain.grille.valeurs import GENRES_DECLARES
from droits_usagers.domain.lettre.lettre import Texte
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.letters.grille.valeurs import Bande, Case, ColonneSource, Marque, Planche, RangeePoint, VoletGrille
from droits_usagers.services.grille.planche import RedactionGrille

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.grille import Ecart, Grille, PassageMarque, Source
    from droits_usagers.domain.lettre.lettre import Ligne
    from droits_usagers.services.grille.ecarts import Retenus

_LECTURE: Final = ("lecture_affiche.numeros", "lecture_affiche.lettres", "lecture.temoignage")
_SANS_COUPURE: Final = "\N{NO-BREAK SPACE}"
#: How wide what is announced, what is done and the findings are beside each other.
_POIDS: Final = (1.1, 1.1, 1.0)


@dataclass(frozen=True, slots=True)
class Coupe:
    """What of a quote is kept, in characters, how many of them a cell holds, and whether findings are more than numbers."""

    signes: int
    citations: int
    titres: bool = True


#: From what says the most to what says the least: the first that fits one sheet is taken.
COUPES: Final = (
    *(Coupe(signes, 12) for signes in (600, 400, 300, 240, 190, 150, 120, 100)),
    *(Coupe(signes, 4) for signes in (85, 70, 60)),
    Coupe(50, 3),
    Coupe(50, 2, titres=False),
    Coupe(30, 1, titres=False),
)


def write_affiche(grille: "Grille", retenus: "Retenus", catalogue: "Catalogue", *, au: dt.date, coupe: Coupe) -> Planche:
    """The findings that leave, numbered as on the screen, beside what they quote."""
    return _Affiche(grille, retenus, catalogue, coupe=coupe).planche(au)


class _Affiche(RedactionGrille):
    def __init__(self, grille: "Grille", retenus: "Retenus", catalogue: "Catalogue", *, coupe: Coupe) -> None:
        super().__init__(grille, retenus, catalogue)
        self._coupe = coupe
        self._temoignages = {source.id for source in grille.sources if source.genre is GenreSource.TEMOIGNAGE}
        self._quoted: dict[Point, list[PassageMarque]] = {point: list(self._passages(point)) for point in Point}

    def planche(self, au: dt.date) -> Planche:
        rangees = tuple(self._rows())
        # Without any finding there is nothing to lay out: the words that say so come in its place.
        return self.leaf(
            au,
            volets=(VoletGrille("", tuple(self._heads()), tuple(self._columns()), rangees),) if rangees else (),
            lecture=tuple(map(self.say, _LECTURE)),
            feuille=bool(rangees),
        )

    def _findings(self, point: Point) -> "list[tuple[int, Ecart]]":
        return [(numero, ecart) for numero, ecart in self._numerotes if ecart.point is point]

    def _passages(self, point: Point) -> "Iterator[PassageMarque]":
        """What the findings of a point quote, from what is announced to what is done."""
        ecarts = [ecart for _, ecart in self._findings(point)]
        ids = {id_ for ecart in ecarts for id_ in ecart.passages}
        cases = {case for ecart in ecarts if not ecart.passages for case in ecart.cases}
        for source in self._sources:
            for passage in self._grille.passages:
                cite = (passage.id and passage.id in ids) or (source.id, passage.point) in cases
                if cite and passage.source == source.id and passage.texte.strip():
                    yield passage

    def _heads(self) -> Iterator[Bande]:
        for id_ in ("annonce", "fait"):
            yield Bande(self.say(f"bandes.{id_}"), 1, fait=id_ == "fait")
        yield Bande(self._catalogue.textes("ecarts.titres.trouves"), 1)

    def _columns(self) -> Iterator[ColonneSource]:
        """Of which sources each column quotes something, by their letters."""
        cites = {passage.source for passages in self._quoted.values() for passage in passages}
        cotes: defaultdict[bool, list[str]] = defaultdict(list)
        for source in self._sources:
            if source.id in cites:
                cotes[source.genre in GENRES_DECLARES].append(self._called(source))
        for cote, poids in zip((True, False), _POIDS, strict=False):
            yield ColonneSource("", "", "", (Texte(" ; ".join(cotes[cote])),) if cotes[cote] else (), poids=poids)
        yield ColonneSource("", "", "", poids=_POIDS[-1])

    def _called(self, source: "Source") -> str:
        genre = (
            self.say("temoignage")
            if source.id in self._temoignages
            else self._catalogue.textes(f"ecarts.genres.{source.genre}")
        )
        return ", ".join(
            filter(None, (f"{self._reperes[source.id]}{_SANS_COUPURE}{genre}", date_courte(source.date) if source.date else ""))
        )

    def _rows(self) -> Iterator[RangeePoint]:
        genres = {source.id: source.genre in GENRES_DECLARES for source in self._sources}
        for point in Point:
            ecarts = self._findings(point)
            if ecarts:
                cotes = ([un for un in self._quoted[point] if genres[un.source] is cote] for cote in (True, False))
                dits = (Case(tuple(self._cut(passages))) for passages in cotes)
                yield RangeePoint(self._point(point), (), (*dits, Case(marques=tuple(self._said(ecarts)))))

    def _cut(self, passages: "Sequence[PassageMarque]") -> "Iterator[Ligne]":
        for passage in passages[: self._coupe.citations]:
            yield (
                Texte(f"{self._reperes[passage.source]}{_SANS_COUPURE}", gras=True),
                *self.quoted(passage, self._shortened(passage)),
            )
        reste = len(passages) - self._coupe.citations
        if reste > 0:
            yield (Texte(self.say("autres_citations", nombre=reste)),)

    def _shortened(self, passage: "PassageMarque") -> "Ligne":
        return (Texte(self._cut_to(passage.texte), italique=passage.source in self._temoignages, saisi=True),)

    def _cut_to(self, texte: str) -> str:
        """On one line, cut after a word, or in one that no line holds."""
        ligne = " ".join(self._masque.hide(texte).split())
        if len(ligne) <= self._coupe.signes:
            return ligne.rstrip(".")
        return ligne[: self._coupe.signes].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"

    def _said(self, ecarts: "list[tuple[int, Ecart]]") -> Iterator[Marque]:
        """By gravity, in the words of the screen: their numbers, and what each is about."""
        for marque in self._marks(ecarts):
            siens = [(numero, ecart) for numero, ecart in ecarts if numero in marque.numeros]
            mot = self._weight(marque.gravite)
            if not self._coupe.titres:
                yield Marque(marque.gravite, mot, marque.numeros)
            else:
                titres = ((numero, ecart.titre or self._cut_to(ecart.fait)) for numero, ecart in siens)
                dits = " ; ".join(self.say("ecart_titre", numero=numero, titre=titre) for numero, titre in titres)
                yield Marque(marque.gravite, self.say("ecarts_titres", mot=mot, titres=dits), ())
