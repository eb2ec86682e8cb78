"""A grille being read by the rules: what each source says of a notion, and what it denies."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from droits_usagers.domain.grille.lexique import PhraseConstat, sentences
from droits_usagers.domain.grille.masque import LONGUEUR
from droits_usagers.domain.grille.notions import Notion
from droits_usagers.domain.grille.valeurs import (
    ANNONCES,
    Constat,
    GenreSource,
    Grille,
    LibelleNotion,
    Point,
    ReferenceGrille,
    Source,
)
from droits_usagers.domain.mots.durees import Duree

TOUS = frozenset(GenreSource)
FAITS = TOUS - ANNONCES
#: Who says so speaks of that point, wherever it was noted.
_DISENT = {
    Point.FINALITE: ("but_dit_vague",),
    Point.DONNEES: ("sans_rapport", "hors_liste"),
    Point.ORIGINE: ("source_inconnue", "parole_non_verifiee"),
    Point.HABILITATIONS: ("tout_le_personnel", "acces_sans_limite", "tracabilite_absente"),
    Point.CONSERVATION: ("duree_excessive",),
    Point.STATISTIQUES: ("statistiques_decisions",),
}


@dataclass(frozen=True, slots=True)
class ReleveConstat:
    """A constat with its source, cut in sentences: all of them, or those about the points one asked for."""

    constat: Constat
    source: Source
    phrases: tuple[PhraseConstat, ...] = field(repr=False)
    #: Which points each sentence is about: that under which it was noted, and those of which it speaks.
    sujets: tuple[frozenset[Point], ...] = field(default=(), repr=False)

    @property
    def dites(self) -> Iterator[tuple[PhraseConstat, frozenset[Point]]]:
        """Each sentence, with what it is about."""
        return zip(self.phrases, self.sujets, strict=True)

    def about(self, points: Collection[Point]) -> "ReleveConstat":
        """The same with only what is about these points."""
        if self.constat.point in points:
            return self
        gardees = tuple(phrase for phrase, sujet in self.dites if not sujet.isdisjoint(points))
        if len(gardees) == len(self.phrases):
            return self
        return ReleveConstat(self.constat, self.source, gardees, (frozenset(points),) * len(gardees))


@dataclass(frozen=True, slots=True)
class PassageCite:
    """A sentence to quote. `doute` when it asks, fears or reminds rather than tells."""

    source: Source
    texte: str = field(repr=False)
    doute: bool = False
    #: Where it stands in the grille; the same words elsewhere are not quoted twice.
    point: Point = field(default=Point.FINALITE, compare=False)


@dataclass(frozen=True, slots=True)
class Trouvaille:
    """What a rule found: what to quote, what says the contrary, and the facts that its sentence needs."""

    passages: tuple[PassageCite, ...]
    contredits: tuple[PassageCite, ...] = ()
    faits: tuple[tuple[str, str], ...] = ()
    #: When it weighs less than the rule usually does.
    gravite: int = 0


class Lecture:
    """A grille, and what the rules may ask of it."""

    def __init__(self, grille: Grille, reference: ReferenceGrille) -> None:
        self.grille = grille
        self.reference = reference
        self.durees = reference.durees
        self._vus: dict[tuple[frozenset[Point], Collection[GenreSource]], tuple[ReleveConstat, ...]] = {}

    @cached_property
    def releves(self) -> tuple[ReleveConstat, ...]:
        """Every constat that says something, in the order of the file."""
        sources = {source.id: source for source in self.grille.sources}
        return tuple(
            ReleveConstat(constat, source, phrases, tuple(self._subjects(constat.point, phrases, source)))
            for constat, source in ((constat, sources[constat.source]) for constat in self.grille.constats)
            if (phrases := sentences(constat.texte))
        )

    def on(self, points: Collection[Point] = (), genres: Collection[GenreSource] = TOUS) -> tuple[ReleveConstat, ...]:
        """What is said on these points (all when none is given), wherever it was noted, by these kinds of sources."""
        cle = (frozenset(points), genres)
        if cle not in self._vus:
            ici = [releve for releve in self.releves if releve.source.genre in genres]
            parties = ici if not points else [releve.about(cle[0]) for releve in ici]
            self._vus[cle] = tuple(releve for releve in parties if releve.phrases)
        return self._vus[cle]

    def _subjects(self, note: Point, phrases: tuple[PhraseConstat, ...], source: Source) -> Iterator[frozenset[Point]]:
        """What each sentence is about. One that does not say goes on with what the one before was about."""
        avant: frozenset[Point] = frozenset()
        for phrase in phrases:
            ici = self._subjects_of(phrase, raconte=source.genre in FAITS)
            # What answers a question, or goes on with a list, is also about what was asked.
            avant = ici | avant if phrase.amorce else ici or avant
            yield avant | {note}

    def _subjects_of(self, phrase: PhraseConstat, *, raconte: bool) -> frozenset[Point]:
        cle = (self._sujets[0][1], raconte)
        if cle not in phrase.notes:
            dits = self._disent if raconte else ()
            phrase.notes[cle] = frozenset(
                (
                    *(point for point, notion in self._sujets if notion.named(phrase)),
                    *(point for point, notion in dits if notion.said(phrase)),
                )
            )
        sujets: frozenset[Point] = phrase.notes[cle]
        return sujets

    def lengths(self, phrase: PhraseConstat) -> tuple[Duree, ...]:
        """Every length of time that a sentence says."""
        # Kept beside what it is worked out from, so that its identity stays its own.
        cle = id(self.durees)
        if cle not in phrase.notes:
            phrase.notes[cle] = (self.durees, self.durees.find(phrase.texte))
        durees: tuple[Duree, ...] = phrase.notes[cle][1]
        return durees

    @cached_property
    def _sujets(self) -> tuple[tuple[Point, Notion], ...]:
        return tuple((point, self.notion(f"sujet_{point}")) for point in Point)

    @cached_property
    def _disent(self) -> tuple[tuple[Point, Notion], ...]:
        return tuple((point, self.notion(id_)) for point, ids in _DISENT.items() for id_ in ids)

    def notion(self, id_: str) -> Notion:
        """A notion of the reference."""
        return self.reference.notions[id_]

    def family(self, id_: str) -> tuple[LibelleNotion, ...]:
        """What of one kind can be recognised."""
        return self.reference.familles[id_]

    def passages(
        self,
        is_said: Callable[[PhraseConstat], bool],
        points: Collection[Point] = (),
        genres: Collection[GenreSource] = TOUS,
    ) -> tuple[PassageCite, ...]:
        """The sentences of which this is true."""
        return tuple(
            self.passage(releve, phrase) for releve in self.on(points, genres) for phrase in releve.phrases if is_said(phrase)
        )

    def noted(self, points: Collection[Point], genres: Collection[GenreSource]) -> tuple[PassageCite, ...]:
        """What was noted under these points: a list, when it is to be quoted whole."""
        return tuple(
            self.passage(releve, phrase)
            for releve in self.on(points, genres)
            if releve.constat.point in points
            for phrase in releve.phrases
        )

    def passage(self, releve: ReleveConstat, phrase: PhraseConstat) -> PassageCite:
        """A sentence to quote."""
        texte = phrase.entiere if len(phrase.entiere) <= LONGUEUR else phrase.texte
        doute = self._is_doubtful(phrase, releve.source.genre)
        return PassageCite(releve.source, texte, doute=doute, point=releve.constat.point)

    def _is_doubtful(self, phrase: PhraseConstat, genre: GenreSource) -> bool:
        """True for a question, for a fear, and for what the CNIL only reminds of: none of them shows anything."""
        if phrase.question or self.notion("interrogation").said(phrase):
            return True
        if genre is GenreSource.COURRIER_CNIL and self.notion("rappel_cnil").said(phrase):
            return True
        # What is announced « could » be done: that is how announcements speak.
        return genre not in ANNONCES and self.notion("crainte").said(phrase)

    def finding(self, id_: str, points: Collection[Point] = (), genres: Collection[GenreSource] = TOUS) -> Trouvaille | None:
        """What says a notion, with the announcements that deny it; None when nothing says it."""
        notion = self.notion(id_)
        passages = self.passages(notion.said, points, genres)
        return Trouvaille(passages, self.passages(notion.denied, points, ANNONCES)) if passages else None


def names_of(libelles: Collection[LibelleNotion]) -> str:
    """Their names, in a row."""
    return ", ".join(libelle.nom for libelle in libelles)
