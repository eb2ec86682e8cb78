"""The grille d'écarts in words, ready to be printed: points down, sources across, and the findings that rest on each cell."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Final

from droits_usagers.domain.grille import GenreSource, Masque, NaturePassage, Point, old_citations
from droits_usagers.domain.grille.valeurs import GENRES_DECLARES
from droits_usagers.domain.lettre.lettre import Texte
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.releve.tri import RIEN_DE_TRIE
from droits_usagers.letters.grille.valeurs import (
    AncienArticle,
    Bande,
    Case,
    ColonneSource,
    LigneEcart,
    Marque,
    MotsGrille,
    Planche,
    RangeePoint,
    VoletGrille,
    typed,
)
from droits_usagers.services.grille.anonymat import bilan_of
from droits_usagers.services.grille.ecarts import Retenus, articles_named, articles_of, request_of
from droits_usagers.services.grille.examen import found_in

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.grille import Citation, Ecart, Grille, PassageMarque, Source
    from droits_usagers.domain.lettre.lettre import Ligne

#: What an A3 sheet holds beside the points, each wide enough to be read.
_COLONNES_MAX: Final = 7
#: A source that says so many characters has its column twice as wide as one that says nothing; two and a half times at most.
_LONGUEUR: Final = 600
_POIDS_MAX: Final = 2.5
_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_GRAVITES: Final = (3, 2, 1)
#: What of a passage is said beside it.
_A_DIRE: Final = frozenset(NaturePassage) - {NaturePassage.ANNONCE, NaturePassage.EXIGE, NaturePassage.FAIT}
_LECTURE: Final = ("numeros", "temoignage", "muet")
_COLONNES_ECARTS: Final = ("numero", "point", "fait", "droit", "demande", "sources")
_COLONNES_ANCIENS: Final = ("ancien", "objet", "aujourd_hui", "explication", "sources")


def write_planche(grille: "Grille", retenus: "Retenus", catalogue: "Catalogue", *, au: dt.date) -> Planche:
    """The grille, the findings that leave, numbered as on the screen, and what became of the old articles that it cites."""
    return RedactionGrille(grille, retenus, catalogue).planche(au)


def in_order(sources: "Iterable[Source]") -> "list[Source]":
    """What is announced, then what is done; each from the oldest, and what has no date last."""
    return sorted(sources, key=lambda source: (source.genre not in GENRES_DECLARES, *source.age))


def subject_of(grille: "Grille", masque: Masque) -> tuple[Texte, ...]:
    """What is examined and whose it is, as it was typed; it names nobody."""
    titre, nom = masque.hide(grille.titre.strip()), grille.organisme.nom.strip()
    inlines = [Texte(titre, gras=True, saisi=True)] if titre else []
    if titre and nom:
        inlines.append(Texte(", "))
    return (*inlines, Texte(nom, saisi=True)) if nom else tuple(inlines)


def title_of(retenus: "Retenus", catalogue: "Catalogue", titre: str = "ecarts.titre") -> str:
    """What the document is called; a project says so on every page."""
    dit = catalogue.textes(titre)
    return catalogue.textes("ecarts.projet", titre=dit) if retenus.projet else dit


def looked_for(grille: "Grille", catalogue: "Catalogue") -> str:
    """What was taken out of a grille by what someone decided; empty where nobody did."""
    return bilan_of(found_in(grille, catalogue), catalogue.textes) if grille.tri != RIEN_DE_TRIE else ""


def warning_of(retenus: "Retenus", catalogue: "Catalogue", cherche: str = "") -> str:
    """What one must know before reading, what was looked for to be taken out, and how many findings are not there."""
    textes = catalogue.textes
    laisses = [textes("ecarts.laisses", nombre=retenus.laisses)] if retenus.laisses else []
    return " ".join((textes("ecarts.avertissement", cherche=cherche or textes("ecarts.cherche")), *laisses))


class RedactionGrille:
    """Puts a grille in words. `say`: those of `ecarts.planche`."""

    def __init__(self, grille: "Grille", retenus: "Retenus", catalogue: "Catalogue") -> None:
        self._grille = grille
        self._retenus, self._numerotes = retenus, retenus.numerotes
        self._catalogue = catalogue
        self.say = self._catalogue.textes.under("ecarts.planche")
        self._masque = Masque(catalogue.ecarts, grille)
        self._sources = in_order(grille.sources)
        self._reperes = {source.id: _letter(rang) for rang, source in enumerate(self._sources)}

    def planche(self, au: dt.date) -> Planche:
        """The whole of it."""
        return self.leaf(
            au,
            volets=tuple(map(self._part, self._slices())),
            lecture=tuple(self.say(f"lecture.{id_}") for id_ in _LECTURE),
            ecarts=tuple(self._line(numero, ecart) for numero, ecart in self._numerotes),
            anciens=tuple(map(self._old, old_citations(self._grille, self._catalogue.droit.correspondances))),
        )

    def leaf(
        self,
        au: dt.date,
        *,
        volets: tuple[VoletGrille, ...],
        lecture: tuple[str, ...],
        ecarts: tuple[LigneEcart, ...] = (),
        anciens: tuple[AncienArticle, ...] = (),
        feuille: bool = False,
    ) -> Planche:
        """These parts under what is said of any grille."""
        sujet = subject_of(self._grille, self._masque)
        titre, date = title_of(self._retenus, self._catalogue), self.say("date", date=date_courte(au))
        return Planche(
            titre=titre,
            sujet=sujet,
            date=date,
            avertissement=warning_of(self._retenus, self._catalogue, looked_for(self._grille, self._catalogue)),
            legende=tuple(Marque(gravite, self._weight(gravite), ()) for gravite in _GRAVITES),
            lecture=lecture,
            pied=(Texte(titre), *((Texte(", "), *sujet) if sujet else ()), Texte(f". {date}")),
            mots=self._words(),
            volets=volets,
            ecarts=ecarts,
            anciens=anciens,
            feuille=feuille,
        )

    def _weight(self, gravite: int) -> str:
        return self._catalogue.textes(f"ecarts.gravites.{gravite}")

    def _point(self, point: Point) -> str:
        return self._catalogue.textes(f"ecarts.points.{point}")

    def _words(self) -> MotsGrille:
        textes = self._catalogue.textes
        return MotsGrille(
            ecarts=textes("ecarts.titres.trouves"),
            anciens=textes("ecarts.titres.anciens"),
            sources=textes("ecarts.titres.sources"),
            point=textes("ecarts.colonnes.point"),
            colonnes_ecarts=tuple(textes(f"ecarts.colonnes.{id_}") for id_ in _COLONNES_ECARTS),
            colonnes_anciens=tuple(textes(f"ecarts.colonnes.{id_}") for id_ in _COLONNES_ANCIENS),
            rien=textes("ecarts.rien"),
            sans_source=self.say("sans_source"),
        )

    # The grille.

    def _slices(self) -> "Iterator[Sequence[Source]]":
        """The columns of each sheet, as many on one as on another; one without any when there is no source."""
        nombre = max(1, -(-len(self._sources) // _COLONNES_MAX))
        bornes = [len(self._sources) * rang // nombre for rang in range(nombre + 1)]
        return (self._sources[debut:fin] for debut, fin in pairwise(bornes))

    def _part(self, sources: "Sequence[Source]") -> VoletGrille:
        entiere = len(sources) == len(self._sources)
        toutes = (self._row(point, sources) for point in Point)
        # One sheet of several keeps the points of which its sources say something.
        rangees = tuple(r for r in toutes if any(case != Case() for case in r.cases) or (entiere and sources and r.marques))
        titre = self._catalogue.textes("ecarts.titres.points")
        if not entiere:
            titre = self.say("volet", titre=titre, de=self._reperes[sources[0].id], a=self._reperes[sources[-1].id])
        return VoletGrille(
            titre=titre,
            bandes=tuple(self._bands(sources)),
            colonnes=tuple(
                self._column(source, sum(rangee.cases[rang].longueur for rangee in rangees))
                for rang, source in enumerate(sources)
            ),
            rangees=rangees,
        )

    def _bands(self, sources: "Sequence[Source]") -> Iterator[Bande]:
        for fait, groupe in groupby(sources, key=lambda source: source.genre not in GENRES_DECLARES):
            yield Bande(self.say("bandes.fait" if fait else "bandes.annonce"), len(list(groupe)), fait=fait)

    def _column(self, source: "Source", longueur: int) -> ColonneSource:
        temoignage = source.genre is GenreSource.TEMOIGNAGE
        semblables = [autre for autre in self._sources if (autre.genre, autre.date) == (source.genre, source.date)]
        # A path of another system too: only the end of it is printed.
        noms = [source.nom] + [source.id] * (len(semblables) > 1) + [PureWindowsPath(source.fichier).name]
        return ColonneSource(
            repere=self._reperes[source.id],
            genre=self.say("temoignage") if temoignage else self._catalogue.textes(f"ecarts.genres.{source.genre}"),
            date=date_courte(source.date) if source.date else self._catalogue.textes("ecarts.sans_date"),
            fichier=typed(self._masque.hide(", ".join(filter(None, noms)))),
            temoignage=temoignage,
            poids=min(1 + longueur / _LONGUEUR, _POIDS_MAX),
        )

    def _row(self, point: Point, sources: "Sequence[Source]") -> RangeePoint:
        ecarts = [(numero, ecart) for numero, ecart in self._numerotes if ecart.point is point]
        return RangeePoint(
            self._point(point),
            tuple(self._marks(ecarts)),
            tuple(
                Case(
                    tuple(self._quotes(source, point)),
                    tuple(self._marks((numero, ecart) for numero, ecart in ecarts if source.id in ecart.sources)),
                )
                for source in sources
            ),
        )

    def _quotes(self, source: "Source", point: Point) -> "Iterator[Ligne]":
        for passage in self._grille.passages:
            if passage.source == source.id and passage.point is point and passage.texte.strip():
                yield self.quoted(passage, typed(self._masque.hide(passage.texte)))

    def quoted(self, passage: "PassageMarque", dit: "Ligne") -> "Ligne":
        """These words of it in marks, and what someone said that it is, where it shows nothing by itself."""
        # Around what is typed, not in it: it may read from right to left.
        avant, _, apres = self._catalogue.ecarts.mots["guillemets"].partition("{texte}")
        dite = self.say(f"natures.{passage.nature}") if passage.nature in _A_DIRE else ""
        return (Texte(avant), *dit, Texte(f"{apres}{dite}"))

    def _marks(self, ecarts: "Iterable[tuple[int, Ecart]]") -> Iterator[Marque]:
        par_gravite: defaultdict[int, list[int]] = defaultdict(list)
        for numero, ecart in ecarts:
            par_gravite[ecart.gravite].append(numero)
        for gravite in sorted(par_gravite, reverse=True):
            yield Marque(gravite, self.say(f"marques.{gravite}"), tuple(par_gravite[gravite]))

    # The lists.

    def _line(self, numero: int, ecart: "Ecart") -> LigneEcart:
        hide = self._masque.hide
        return LigneEcart(
            numero=numero,
            gravite=ecart.gravite,
            mot=self._weight(ecart.gravite),
            point=self._point(ecart.point),
            titre=ecart.titre,
            # What the user wrote may name someone; the words of a rule already do not.
            fait=typed(hide(ecart.fait)),
            droit=typed(hide(ecart.droit)),
            demande=typed(request_of(ecart, self._catalogue)),
            articles=articles_of(ecart, self._catalogue),
            sources=self._letters(ecart.sources),
        )

    def _old(self, citation: "Citation") -> AncienArticle:
        ancien = citation.ancien
        aujourd_hui = articles_named(ancien.aujourd_hui, self._catalogue)
        return AncienArticle(
            ancien.ancien, ancien.objet, aujourd_hui, ancien.explication, ancien.piege, self._letters(citation.sources)
        )

    def _letters(self, sources: "Collection[str]") -> str:
        return ", ".join(repere for id_, repere in self._reperes.items() if id_ in sources)


def _letter(rang: int) -> str:
    """A, B… Z, AA: as the columns of a spreadsheet."""
    tours, reste = divmod(rang, len(_ALPHABET))
    return (_letter(tours - 1) if tours else "") + _ALPHABET[reste]


_LECTURE_AFFICHE: Final = ("lecture_affiche.numeros", "lecture_affiche.lettres", "lecture.temoignage")
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
            lecture=tuple(map(self.say, _LECTURE_AFFICHE)),
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
