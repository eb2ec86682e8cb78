"""What the program would mark in a document, sentence by sentence. It proposes: only what someone accepts is a passage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from droits_usagers.domain.grille.controle import POSENT, REGLES
from droits_usagers.domain.grille.lecture import Lecture
from droits_usagers.domain.grille.lexique import PhraseLue, sentences
from droits_usagers.domain.grille.valeurs import (
    Grille,
    NaturePassage,
    PassageMarque,
    Point,
    ReferenceGrille,
    Source,
)

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
