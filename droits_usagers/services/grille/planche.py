"""The grille d'écarts in words, ready to be printed: points down, sources across, and the findings that rest on each cell."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
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
