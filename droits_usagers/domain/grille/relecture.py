"""What had better be taken out of a text before it is written in someone's file. It asks: nothing is a fault by itself."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from droits_usagers.domain.controle.lecture import key_of
from droits_usagers.domain.grille.controle import POSENT, REGLES
from droits_usagers.domain.grille.lecture import Lecture
from droits_usagers.domain.grille.lexique import PhraseLue, sentences
from droits_usagers.domain.grille.valeurs import Grille, NaturePassage, PassageMarque, Point, ReferenceGrille, Source
from droits_usagers.domain.mots.phrases import sentences_of, without_sentences
from droits_usagers.domain.releve.releve import relever
from droits_usagers.domain.releve.valeurs import Espece
from droits_usagers.domain.releve.vocabulaire import LexiqueReleve

#: Of a sentence that the page cut otherwise than we do, so much of its beginning and of its end is looked for.
_BOUT = 24
#: Figures, what may stand between two of them, and how far from the letters they are looked for.
_FIGURES, _W_ENTRE, _LOIN = re.compile(r"\d+"), r"\W+", 40
#: What opens a sentence, and what closes it: never more than so many.
_OUVRANTS, _FERMANTS, _SIGNES = (
    re.compile(r"(?:[\u00ab\u201c\"(]\s?)+$"),
    re.compile(r"(?:[^\S\n]?[?!\u00bb\u201d\")]|[.\u2026,;:])+"),
    8,
)


@dataclass(frozen=True, slots=True)
class PhraseProposee:
    """A sentence and what it may be marked as. `point`: None when nothing is heard in it."""

    #: From, to: code points of the text.
    debut: int
    fin: int
    texte: str = field(repr=False)
    point: Point | None
    nature: NaturePassage
    #: True: a rule of ours would quote it.
    servirait: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands."""
        return self.debut, self.fin


def propose(texte: str, source: Source, reference: ReferenceGrille) -> tuple[PhraseProposee, ...]:
    """Every sentence of a text, in its order; those in which nothing is heard have no point."""
    # Under whatever point: read freely, it is not looked at.
    passage = PassageMarque(source.id, Point.FORMALITES, texte)
    lecture = Lecture(Grille(sources=(source,), passages=(passage,)), reference, libre=True)
    cites = dict(_quoted(lecture))
    places = PlacesDePhrases(texte)
    propositions: list[PhraseProposee] = []
    for phrase in sentences(texte):
        place = places.next(phrase.texte)
        if place is None:
            continue
        point = cites.get(phrase.texte) or cites.get(phrase.entiere) or _subject(lecture, phrase, source)
        nature = lecture.nature_of(phrase, source.genre)
        debut, fin = place
        servirait = phrase.texte in cites or phrase.entiere in cites
        propositions.append(PhraseProposee(debut, fin, texte[debut:fin], point, nature, servirait=servirait))
    return tuple(propositions)


def _quoted(lecture: Lecture) -> Iterator[tuple[str, Point]]:
    """The sentences that rules would quote, with the point of the worst of them: it comes last, and stays."""
    for regle in reversed(tuple(lecture.reference.regles.values())):
        trouvaille = REGLES[regle.id](lecture)
        for passage in trouvaille.passages if trouvaille else ():
            # What asks, fears or reminds shows nothing, but to a rule that looks for what is asked.
            if not passage.doute or regle.id in POSENT:
                yield passage.texte, regle.point


def _subject(lecture: Lecture, phrase: PhraseLue, source: Source) -> Point | None:
    """The first point of which a sentence speaks, in their order."""
    sujets = lecture.subjects_of(phrase, source.genre)
    return next((point for point in Point if point in sujets), None)


class PlacesDePhrases:
    """Finds sentences, made of running text, in the text as it was printed, by their letters.

    What is not written in a sentence is passed over: figures too, for those of notes and of pages are not of it.
    """

    def __init__(self, texte: str) -> None:
        signes = [(rang, signe) for rang, signe in enumerate(texte) if signe.isalpha()]
        self._rangs = [rang for rang, _ in signes]
        self._mots = "".join(signe for _, signe in signes)
        self._texte = texte
        self._apres = 0

    def next(self, phrase: str) -> tuple[int, int] | None:
        """Where this one stands, after the one before; None when it cannot be told."""
        mots = "".join(signe for signe in phrase if signe.isalpha())
        if not mots:
            return None
        debut = self._mots.find(mots, self._apres)
        fin = debut + len(mots)
        if debut < 0:
            # Words that are not of it stand in the middle: the foot of a page.
            debut = self._mots.find(mots[:_BOUT], self._apres)
            queue = self._mots.find(mots[-_BOUT:], debut) if debut >= 0 else -1
            if queue < 0:
                return None
            fin = queue + min(_BOUT, len(mots))
        self._apres = fin
        de, a = self._rangs[debut], self._rangs[fin - 1] + 1
        # The figures that begin or end it: « 6 mois », « depuis 2003 ».
        if (devant := _FIGURES.findall(phrase[: phrase.index(mots[0])])) and (
            trouve := re.search(rf"{_W_ENTRE.join(devant)}\W*$", self._texte[max(0, de - _LOIN) : de])
        ):
            de = max(0, de - _LOIN) + trouve.start()
        if (derriere := _FIGURES.findall(phrase[phrase.rindex(mots[-1]) :])) and (
            trouve := re.match(rf"\W*{_W_ENTRE.join(derriere)}", self._texte[a : a + _LOIN])
        ):
            a += trouve.end()
        # With the signs that open and close the sentence, and the spaces that French puts before them.
        avant, apres = _OUVRANTS.search(self._texte[max(0, de - _SIGNES) : de]), _FERMANTS.match(self._texte[a : a + _SIGNES])
        return de - len(avant[0] if avant else ""), a + len(apres[0] if apres else "")


#: What a judgement is made of, by ids of notions.
_JUGEMENTS = ("appreciation", "mots_blessants")
#: A day is what most comments begin with; a birth date is another thing.
_UTILES = frozenset({Espece.DATE})


class GenreReprise(StrEnum):
    """Why a passage had better be looked at again."""

    #: No ordinary French: it may tell who someone is, or where.
    RELEVE = "releve"
    SENSIBLE = "sensible"
    JUGEMENT = "jugement"


@dataclass(frozen=True, slots=True)
class AReprendre:
    """A passage, where it stands, and why.

    `quoi`: for a kind of data of RGPD 9(1) or 10, its name; for what is no ordinary French, its `Espece`.
    """

    debut: int
    fin: int
    texte: str = field(repr=False)
    genre: GenreReprise
    quoi: str = ""


@dataclass(frozen=True, slots=True)
class PhraseARelire:
    """A sentence in which something was found: once, by its key (`key_of`), wherever it stands."""

    cle: str = field(repr=False)
    texte: str = field(repr=False)
    #: Where it stands, each time.
    lieux: tuple[tuple[int, int], ...]
    #: What was found in it, as it stands in it the first time.
    trouves: tuple[AReprendre, ...]

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """What is marked in it."""
        return tuple((un.debut, un.fin) for un in self.trouves if un.genre is GenreReprise.RELEVE)

    @property
    def releves(self) -> tuple[str, ...]:
        """What in it is not ordinary French."""
        return tuple(dict.fromkeys(un.texte for un in self.trouves if un.genre is GenreReprise.RELEVE))


def sentences_to_reread(texte: str, trouves: Sequence[AReprendre]) -> tuple[PhraseARelire, ...]:
    """Each once, in the order of the text. `trouves`: what `reread` found in it."""
    phrases: dict[str, PhraseARelire] = {}
    ouverts: list[AReprendre] = []
    viennent = iter(trouves)
    suivant = next(viennent, None)
    for debut, fin in sentences_read(texte):
        ouverts = [un for un in ouverts if un.fin > debut]
        while suivant is not None and suivant.debut < fin:
            ouverts += [suivant] if suivant.fin > debut else []
            suivant = next(viennent, None)
        if ouverts:
            dite = texte[debut:fin]
            cle = key_of(dite)
            ici = tuple(replace(un, debut=max(un.debut, debut) - debut, fin=min(un.fin, fin) - debut) for un in ouverts)
            connue = phrases.setdefault(cle, PhraseARelire(cle, dite, (), ici))
            phrases[cle] = replace(connue, lieux=(*connue.lieux, (debut, fin)))
    return tuple(phrases.values())


def without(texte: str, cles: Collection[str]) -> str:
    """The text without the sentences of these keys, wherever they stand."""
    otees = frozenset(place for place in sentences_read(texte) if key_of(texte[slice(*place)]) in cles)
    return without_sentences(texte, otees, replie=True)


def sentences_read(texte: str) -> Iterator[tuple[int, int]]:
    """Those of an écrit, whose lines may be folded as those of a page are: each whole."""
    return sentences_of(texte, replie=True)


def reread(texte: str, reference: ReferenceGrille, lexique: LexiqueReleve) -> tuple[AReprendre, ...]:
    """What to look at again, in the order of the text."""
    releves = (
        AReprendre(un.debut, un.fin, un.texte, GenreReprise.RELEVE, un.genre)
        for un in relever(texte, lexique)
        if un.genre not in _UTILES
    )
    return tuple(sorted((*releves, *_said(texte, reference)), key=lambda un: (un.debut, un.fin)))


def _said(texte: str, reference: ReferenceGrille) -> Iterator[AReprendre]:
    """The sentences that judge, and those that tell what a law protects more than the rest."""
    sensibles = [libelle for libelle in reference.familles["donnees"] if libelle.sensible]
    places = PlacesDePhrases(texte)
    for phrase in sentences(texte):
        place = places.next(phrase.texte)
        if place is None:
            continue
        debut, fin = place
        if any(reference.notions[id_].said(phrase) for id_ in _JUGEMENTS):
            yield AReprendre(debut, fin, texte[debut:fin], GenreReprise.JUGEMENT)
        for libelle in sensibles:
            # Said or denied, it is told all the same.
            if libelle.notion.named(phrase):
                yield AReprendre(debut, fin, texte[debut:fin], GenreReprise.SENSIBLE, libelle.nom)
