"""A grille being read by the rules: what each source says of a notion, and what it denies."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from droits_usagers.domain.ecarts.lexique import Notion, Phrase, sentences
from droits_usagers.domain.ecarts.valeurs import ANNONCES, Constat, GenreSource, Grille, Libelle, Point, Reference, Source

TOUS = frozenset(GenreSource)
FAITS = TOUS - ANNONCES


@dataclass(frozen=True, slots=True)
class Releve:
    """A constat with its source, cut in sentences."""

    constat: Constat
    source: Source
    phrases: tuple[Phrase, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence to quote. `doute` when it asks or fears rather than tells."""

    source: Source
    texte: str = field(repr=False)
    doute: bool = False


@dataclass(frozen=True, slots=True)
class Trouvaille:
    """What a rule found: what to quote, what says the contrary, and the facts that its sentence needs."""

    passages: tuple[Passage, ...]
    contredits: tuple[Passage, ...] = ()
    faits: tuple[tuple[str, str], ...] = ()
    #: When it weighs less than the rule usually does.
    gravite: int = 0


class Lecture:
    """A grille, and what the rules may ask of it."""

    def __init__(self, grille: Grille, reference: Reference) -> None:
        self.grille = grille
        self.reference = reference
        self.durees = reference.durees

    @cached_property
    def releves(self) -> tuple[Releve, ...]:
        """Every constat that says something, in the order of the file."""
        sources = {source.id: source for source in self.grille.sources}
        return tuple(
            Releve(constat, sources[constat.source], sentences(constat.texte))
            for constat in self.grille.constats
            if constat.texte.strip()
        )

    def on(self, points: Collection[Point] = (), genres: Collection[GenreSource] = TOUS) -> Iterator[Releve]:
        """The constats on these points (all when none is given), from these kinds of sources."""
        for releve in self.releves:
            if (not points or releve.constat.point in points) and releve.source.genre in genres:
                yield releve

    def notion(self, id_: str) -> Notion:
        """A notion of the reference."""
        return self.reference.notions[id_]

    def family(self, id_: str) -> tuple[Libelle, ...]:
        """What of one kind can be recognised."""
        return self.reference.familles[id_]

    def passages(
        self,
        is_said: Callable[[Phrase], bool],
        points: Collection[Point] = (),
        genres: Collection[GenreSource] = TOUS,
    ) -> tuple[Passage, ...]:
        """The sentences of which this is true."""
        return tuple(
            self.passage(releve, phrase) for releve in self.on(points, genres) for phrase in releve.phrases if is_said(phrase)
        )

    def passage(self, releve: Releve, phrase: Phrase) -> Passage:
        """A sentence to quote."""
        craint = releve.source.genre not in ANNONCES and self.notion("crainte").said(phrase)
        return Passage(releve.source, phrase.entiere, doute=phrase.question or craint)

    def finding(self, id_: str, points: Collection[Point] = (), genres: Collection[GenreSource] = TOUS) -> Trouvaille | None:
        """What says a notion, with the announcements that deny it; None when nothing says it."""
        notion = self.notion(id_)
        passages = self.passages(notion.said, points, genres)
        return Trouvaille(passages, self.passages(notion.denied, points, ANNONCES)) if passages else None


def names_of(libelles: Collection[Libelle]) -> str:
    """Their names, in a row."""
    return ", ".join(libelle.nom for libelle in libelles)
