"""A grille being read by the rules: what each source says of a notion, and what it denies."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from droits_usagers.domain.grille.lexique import PhraseLue, sentences
from droits_usagers.domain.grille.masque import LONGUEUR
from droits_usagers.domain.grille.notions import Notion
from droits_usagers.domain.grille.valeurs import (
    GENRES_ANNONCES,
    GENRES_PUBLICS,
    NATURE_DU_GENRE,
    GenreSource,
    Grille,
    LibelleNotion,
    NaturePassage,
    PassageMarque,
    Point,
    ReferenceGrille,
    RubriqueGrille,
    Source,
)
from droits_usagers.domain.mots.durees import Duree

#: How long ago is no length of time that is said.
_IL_Y_A = re.compile(r"\bil y a\b[^,.;]{0,40}?\b(?:ans?|mois|semaines?|jours?)\b", re.IGNORECASE)
#: What a sentence is about begins it: « la garantie », « les badges ».
_CHOSE = re.compile(
    r"\W*(?:l[ea]s?\s|l['\u2019]|une?\s|ce(?:t|tte|s)?\s|[nv]o(?:s|tre)\s|leurs?\s|s(?:on|a|es)\s)", re.IGNORECASE
)
_GENRES, _NATURES = frozenset(GenreSource), frozenset(NaturePassage)
_NATURES_ANNONCES = frozenset({NaturePassage.ANNONCE, NaturePassage.EXIGE})
#: What shows nothing, be it true.
_DOUTEUSES = frozenset({NaturePassage.CRAINT, NaturePassage.DEMANDE})
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
class PassageLu:
    """A passage with its source, cut in sentences: all of them, or those about the points one asked for."""

    passage: PassageMarque
    source: Source
    phrases: tuple[PhraseLue, ...] = field(repr=False)
    #: Which points each sentence is about: that under which it was noted, and those of which it speaks.
    sujets: tuple[frozenset[Point], ...] = field(default=(), repr=False)
    #: True: nobody noted it under a point yet.
    libre: bool = False

    @property
    def dites(self) -> Iterator[tuple[PhraseLue, frozenset[Point]]]:
        """Each sentence, with what it is about."""
        return zip(self.phrases, self.sujets, strict=True)

    def about(self, points: Collection[Point]) -> "PassageLu":
        """The same with only what is about these points."""
        if self.passage.point in points and not self.libre:
            return self
        gardees = tuple(phrase for phrase, sujet in self.dites if not sujet.isdisjoint(points))
        if len(gardees) == len(self.phrases):
            return self
        return PassageLu(self.passage, self.source, gardees, (frozenset(points),) * len(gardees), libre=self.libre)


@dataclass(frozen=True, slots=True)
class CoteEntendu:
    """Which passages a rule hears: by what someone said that they are; until then, by the kind of their source."""

    genres: frozenset[GenreSource]
    natures: frozenset[NaturePassage] = _NATURES
    #: True: only sources of these kinds, whatever their passages are said to be.
    seuls: bool = False

    def hears(self, releve: PassageLu) -> bool:
        """True for one of them."""
        nature, genre = releve.passage.nature, releve.source.genre
        return genre in self.genres if nature is None else nature in self.natures and (not self.seuls or genre in self.genres)


TOUS = CoteEntendu(_GENRES)
ANNONCES = CoteEntendu(GENRES_ANNONCES, _NATURES_ANNONCES)
#: What tells those whose data it is, or would be shown to them.
PUBLICS = CoteEntendu(GENRES_PUBLICS, _NATURES_ANNONCES, seuls=True)
FAITS = CoteEntendu(_GENRES - GENRES_ANNONCES, _NATURES - _NATURES_ANNONCES)


def from_only(*genres: GenreSource) -> CoteEntendu:
    """What sources of these kinds say, whatever it is."""
    return CoteEntendu(frozenset(genres), seuls=True)


HORS_PUBLICS = from_only(*(_GENRES - GENRES_PUBLICS))


@dataclass(frozen=True, slots=True)
class PassageCite:
    """A sentence to quote. `doute` when it asks, fears or reminds rather than tells."""

    source: Source
    texte: str = field(repr=False)
    doute: bool = False
    #: Where it stands in the grille; the same words elsewhere are not quoted twice.
    point: Point = field(default=Point.FINALITE, compare=False)
    nature: NaturePassage = field(default=NaturePassage.FAIT, compare=False)
    #: The passage it comes from, by its id, and whether someone said what that one is.
    passage: str = field(default="", compare=False)
    page: int = field(default=0, compare=False)
    marque: bool = field(default=False, compare=False)
    #: True: someone chose it, and the rule heard nothing in it.
    entier: bool = field(default=False, compare=False)
    #: True: words or a reckoning, that may be about something else, are all that shows it. Someone has to say so.
    incertain: bool = field(default=False, compare=False)

    @property
    def answered(self) -> "PassageCite":
        """The same once someone said that it is so: of what the CNIL writes, that it is the CNIL that found it."""
        nature = self.nature
        if nature is NaturePassage.A_DEMANDER:
            genre = self.source.genre
            nature = NaturePassage.CONSTATE_CNIL if genre is GenreSource.COURRIER_CNIL else NaturePassage.RAPPORTE
        return replace(self, nature=nature, incertain=False)


@dataclass(frozen=True, slots=True)
class Trouvaille:
    """What a rule found: what to quote, what says the contrary, and the facts that its sentence needs."""

    passages: tuple[PassageCite, ...]
    contredits: tuple[PassageCite, ...] = ()
    faits: tuple[tuple[str, str], ...] = ()
    #: What was recognised, each with the passages that name it: told only of those that are quoted.
    noms: "tuple[tuple[str, tuple[PassageCite, ...]], ...]" = ()
    #: When it weighs less than the rule usually does.
    gravite: int = 0
    #: True: someone chose what to quote.
    choisis: bool = False
    #: True: it rests on all of them together, and none shows it alone.
    ensemble: bool = False
    #: True: nothing shows it until someone says so of a passage.
    indecis: bool = False
    #: What was reckoned from them, told after the fact: an id of the words of the reference, and what fills it in.
    calculs: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()

    @property
    def asked(self) -> "Trouvaille":
        """The same, of which words alone show nothing."""
        return replace(self, passages=tuple(replace(un, incertain=True) for un in self.passages))


class Lecture:
    """A grille, and what the rules may ask of it."""

    def __init__(self, grille: Grille, reference: ReferenceGrille, *, libre: bool = False) -> None:
        """`libre`: its passages are texts that nobody noted under a point yet."""
        self._libre = libre
        self.grille = grille
        self.reference = reference
        self.durees = reference.durees
        self._vus: dict[tuple[frozenset[Point], CoteEntendu], tuple[PassageLu, ...]] = {}

    @cached_property
    def releves(self) -> tuple[PassageLu, ...]:
        """Every passage that says something, in the order of the file."""
        sources = {source.id: source for source in self.grille.sources}
        return tuple(
            PassageLu(passage, source, phrases, tuple(self._subjects(passage, phrases, source)), libre=self._libre)
            for passage, source in ((un, sources[un.source]) for un in self.grille.passages if un.source in sources)
            if (phrases := sentences(passage.texte))
        )

    def on(self, points: Collection[Point] = (), cote: CoteEntendu = TOUS) -> tuple[PassageLu, ...]:
        """What is said on these points (all when none is given), wherever it was noted, on this side."""
        cle = (frozenset(points), cote)
        if cle not in self._vus:
            ici = [releve for releve in self.releves if cote.hears(releve)]
            parties = ici if not points else [releve.about(cle[0]) for releve in ici]
            self._vus[cle] = tuple(releve for releve in parties if releve.phrases)
        return self._vus[cle]

    def _subjects(self, passage: PassageMarque, phrases: tuple[PhraseLue, ...], source: Source) -> Iterator[frozenset[Point]]:
        """What each sentence is about. One that does not say goes on with what the one before was about."""
        note = frozenset[Point]() if self._libre else frozenset({passage.point})
        if passage.nature is not None:
            # Someone read it, and said what it is about.
            yield from (note for _ in phrases)
            return
        avant: frozenset[Point] = frozenset()
        for phrase in phrases:
            ici = self.subjects_of(phrase, source.genre)
            # What answers a question, or goes on with a list, is also about what was asked.
            if not ici and self.is_of_another_thing(phrase):
                avant -= {Point.CONSERVATION}
            avant = ici | avant if phrase.amorce else ici or avant
            yield avant | note

    def subjects_of(self, phrase: PhraseLue, genre: GenreSource) -> frozenset[Point]:
        """The points of which a sentence speaks by its own words."""
        return self._subjects_of(phrase, raconte=genre not in GENRES_ANNONCES)

    def _subjects_of(self, phrase: PhraseLue, *, raconte: bool) -> frozenset[Point]:
        cle = (self._sujets[0][1], raconte, self._libre)
        if cle not in phrase.notes:
            dits = self._disent if raconte else ()
            sujets = {
                *(point for point, notion in self._sujets if notion.named(phrase)),
                *(point for point, notion in dits if notion.said(phrase)),
            }
            phrase.notes[cle] = frozenset(
                sujets - ({Point.CONSERVATION} if self._libre and self.is_of_another_thing(phrase) else set())
            )
        lus: frozenset[Point] = phrase.notes[cle]
        return lus

    def is_of_another_thing(self, phrase: PhraseLue) -> bool:
        """« La garantie est de cinq ans »: who says what lasts, and names nothing of a file, tells of that thing."""
        return (
            _CHOSE.match(phrase.texte) is not None
            and phrase.has_verb
            and bool(self.lengths(phrase))
            and not self.notion("ce_que_l_on_garde").named(phrase)
        )

    def lengths(self, phrase: PhraseLue) -> tuple[Duree, ...]:
        """Every length of time that a sentence says."""
        # Kept beside what it is worked out from, so that its identity stays its own.
        cle = id(self.durees)
        if cle not in phrase.notes:
            phrase.notes[cle] = (self.durees, self.durees.find(_IL_Y_A.sub("", phrase.texte)))
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
        is_said: Callable[[PhraseLue], bool],
        points: Collection[Point] = (),
        cote: CoteEntendu = TOUS,
    ) -> tuple[PassageCite, ...]:
        """The sentences of which this is true."""
        return tuple(
            self.passage(releve, phrase, is_said)
            for releve in self.on(points, cote)
            for phrase in releve.phrases
            if is_said(phrase)
        )

    def answers(self, rubrique: RubriqueGrille, cote: CoteEntendu) -> tuple[PassageLu, ...]:
        """What was written for a question of the checklist, on this side; neither a question nor a fear."""
        return tuple(
            releve
            for releve in self.on((), cote)
            if releve.passage.rubrique is rubrique and releve.passage.nature not in _DOUTEUSES
        )

    def unlisted(
        self, is_said: Callable[[PhraseLue], bool], points: Collection[Point], rubrique: RubriqueGrille
    ) -> tuple[PassageCite, ...]:
        """What is seen of which this is true, without the lists that someone wrote for a question of the checklist."""
        listes = {releve.passage.id for releve in self.answers(rubrique, FAITS)}
        return tuple(un for un in self.passages(is_said, points, FAITS) if un.passage not in listes)

    def noted(self, points: Collection[Point], cote: CoteEntendu) -> tuple[PassageCite, ...]:
        """What was noted under these points: a list, when it is to be quoted whole."""
        return tuple(
            self.passage(releve, phrase)
            for releve in self.on(points, cote)
            if releve.passage.point in points
            for phrase in releve.phrases
        )

    def passage(self, releve: PassageLu, phrase: PhraseLue, is_said: Callable[[PhraseLue], bool] | None = None) -> PassageCite:
        """A sentence to quote, unsure until someone marked what it is, or wrote it for a question of the checklist.

        `is_said`: what is heard in it; unsure all the same when only the verb « saisir » says so.
        """
        texte = phrase.entiere if len(phrase.entiere) <= LONGUEUR else phrase.texte
        cite = self._cited(releve, texte, releve.passage.nature or self.nature_of(phrase, releve.source.genre))
        tue = phrase.sans_saisir
        return cite if is_said is None or tue is phrase or is_said(tue) else replace(cite, incertain=True)

    def whole(self, releve: PassageLu) -> PassageCite:
        """A passage to quote as it is: someone chose it."""
        nature = releve.passage.nature or NATURE_DU_GENRE[releve.source.genre]
        return replace(self._cited(releve, releve.passage.texte, nature), entier=True).answered

    def declared(self, releve: PassageLu) -> PassageCite:
        """How a source begins, where what was declared of it shows something, whatever its words."""
        return self.passage(releve, releve.phrases[0]).answered

    def _cited(self, releve: PassageLu, texte: str, nature: NaturePassage) -> PassageCite:
        # What the CNIL reminds of, it did not find; nor did whoever tells what someone asks for, or what it found.
        genre = releve.source.genre
        if nature is NaturePassage.CONSTATE_CNIL and genre is not GenreSource.COURRIER_CNIL:
            nature = NaturePassage.RAPPORTE
        rappel = nature is NaturePassage.EXIGE and (genre is GenreSource.COURRIER_CNIL or genre not in GENRES_ANNONCES)
        return PassageCite(
            releve.source,
            texte,
            doute=nature in _DOUTEUSES or rappel,
            point=releve.passage.point,
            nature=nature,
            passage=releve.passage.id,
            page=releve.passage.page,
            marque=releve.passage.nature is not None,
            incertain=nature is NaturePassage.A_DEMANDER or (releve.passage.nature is None and releve.passage.rubrique is None),
        )

    def nature_of(self, phrase: PhraseLue, genre: GenreSource) -> NaturePassage:
        """What a sentence seems to be, by its words and by what says it: a proposal."""
        dite = self._asked(phrase, genre) or (self._of_cnil(phrase) if genre is GenreSource.COURRIER_CNIL else None)
        if dite is not None:
            return dite
        if genre is GenreSource.AIPD and phrase.conditionnelle:
            # What an assessment says would happen is what it fears.
            return NaturePassage.CRAINT
        if genre not in GENRES_ANNONCES and self.notion("crainte").said(phrase):
            # What is announced « could » be done: that is how announcements speak.
            return NaturePassage.CRAINT
        if genre not in GENRES_ANNONCES and self.notion("peut_etre").said(phrase):
            return NaturePassage.CRAINT
        if genre not in GENRES_ANNONCES and self.notion("entendu_dire").said(phrase):
            return NaturePassage.RAPPORTE
        if genre in GENRES_PUBLICS and self.notion("affiche_disparue").said(phrase):
            # No poster says of itself that it is gone: someone noted it there.
            return NaturePassage.FAIT
        return NATURE_DU_GENRE[genre]

    def _asked(self, phrase: PhraseLue, genre: GenreSource) -> NaturePassage | None:
        """A question, a fear, or a reminder told by someone else; None for what tells."""
        if phrase.question:
            return NaturePassage.DEMANDE
        if genre is not GenreSource.COURRIER_CNIL and self.notion("rappel_rapporte").said(phrase):
            return NaturePassage.DEMANDE if genre in GENRES_ANNONCES else NaturePassage.EXIGE
        if self.notion("interrogation").said(phrase):
            return NaturePassage.CRAINT if self.notion("crainte").said(phrase) else NaturePassage.DEMANDE
        return None

    def _of_cnil(self, phrase: PhraseLue) -> NaturePassage | None:
        """What the CNIL found, what it says that someone else says, or what it only reminds of."""
        if self.notion("constat_cnil").said(phrase):
            return NaturePassage.CONSTATE_CNIL
        if self.notion("dit_par_un_autre").said(phrase):
            return NaturePassage.RAPPORTE
        return NaturePassage.EXIGE if self.notion("rappel_cnil").said(phrase) else None

    def finding(self, id_: str, points: Collection[Point] = (), cote: CoteEntendu = TOUS) -> Trouvaille | None:
        """What says a notion, with the announcements that deny it; None when nothing says it."""
        notion = self.notion(id_)
        passages = self.passages(notion.said, points, cote)
        return Trouvaille(passages, self.passages(notion.denied, points, ANNONCES)) if passages else None


def names_of(libelles: Collection[LibelleNotion]) -> str:
    """Their names, in a row."""
    return ", ".join(libelle.nom for libelle in libelles)
