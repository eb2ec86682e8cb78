"""A document being marked: what is proposed in it, what was marked or refused, and where one goes next."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from droits_usagers.domain.grille import Grille, Masque, NaturePassage, PassageMarque, Point, Source
from droits_usagers.domain.grille.propositions import PhraseProposee, propose
from droits_usagers.domain.releve.tri import hidden

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.services.grille.textes import TexteDocument

Place = tuple[int, int]


class EtatEndroit(StrEnum):
    """What is known of a place of the text."""

    PROPOSE = "propose"
    MARQUE = "marque"
    #: A sentence in which nothing is heard, or that someone refused to mark.
    RIEN = "rien"
    #: Marked, in a text that is no longer the same.
    PERDU = "perdu"


@dataclass(frozen=True, slots=True)
class Endroit:
    """A place of the text. `passage`: the id of what is marked there; `servirait`: once marked, a rule would quote it."""

    place: Place
    etat: EtatEndroit
    point: Point | None
    nature: NaturePassage
    texte: str = field(repr=False)
    passage: str = ""
    servirait: bool = False

    def holds(self, place: int) -> bool:
        """True when this code point is in it, or right after it."""
        debut, fin = self.place
        return debut <= place <= fin


def propositions_of(document: "TexteDocument", source: Source, catalogue: "Catalogue") -> tuple[PhraseProposee, ...]:
    """What the program would mark in it. Made on any thread."""
    return propose(document.texte, source, catalogue.ecarts)


class Marquage:
    """The places of a document, in its order. Knows the grille it was last shown, and changes nothing."""

    def __init__(
        self, document: "TexteDocument", source: Source, catalogue: "Catalogue", *, propositions: Iterable[PhraseProposee] = ()
    ) -> None:
        self.document, self.source = document, source
        self._masque = Masque(catalogue.ecarts)
        self._propositions = tuple(propositions)
        self._caches: tuple[tuple[int, int, str], ...] | None = None
        self._lus: dict[Place, str] = {}
        #: What is proposed, as long as nothing else is refused.
        self._proposes: tuple[Endroit, ...] | None = None
        self._refus: tuple[Place, ...] = ()
        self._nombres: Counter[EtatEndroit] = Counter()
        self.endroits: tuple[Endroit, ...] = ()

    def propose(self, propositions: Iterable[PhraseProposee]) -> None:
        """What the program would mark, once it is known."""
        self._propositions, self._proposes = tuple(propositions), None

    def follow(self, grille: Grille) -> None:
        """The places as this grille has them."""
        self.source = next((une for une in grille.sources if une.id == self.source.id), self.source)
        marques = [self._marked(passage) for passage in grille.passages if passage.source == self.source.id and passage.place]
        presents = sorted(un.place for un in marques if un.etat is EtatEndroit.MARQUE)
        if self._proposes is None or self._refus != self.source.refus:
            self._refus, self._proposes = self.source.refus, tuple(map(self._proposed, self._propositions))
        libres = _apart_from(presents, self._proposes)
        self.endroits = tuple(sorted((*marques, *libres), key=lambda un: un.place))
        self._nombres = Counter(un.etat for un in self.endroits)

    def _marked(self, passage: PassageMarque) -> Endroit:
        place = passage.place or (0, 0)
        # What was read there stays read: the text does not change.
        if place not in self._lus:
            self._lus[place] = self.printed(place)
        la = place[1] <= len(self.document.texte) and self._lus[place] == passage.texte
        etat = EtatEndroit.MARQUE if la else EtatEndroit.PERDU
        nature = passage.nature or NaturePassage.FAIT
        return Endroit(place, etat, passage.point, nature, passage.texte, passage.id)

    def _proposed(self, une: PhraseProposee) -> Endroit:
        refuse = une.place in self.source.refus
        etat = EtatEndroit.RIEN if refuse or une.point is None else EtatEndroit.PROPOSE
        return Endroit(une.place, etat, une.point, une.nature, une.texte, servirait=une.servirait and not refuse)

    def around(self, place: int, nombre: int) -> tuple[Endroit, ...]:
        """What to list from there: what is lost, then what is proposed, what is marked, what nothing is heard in."""
        ordre = (EtatEndroit.PERDU, EtatEndroit.PROPOSE, EtatEndroit.MARQUE, EtatEndroit.RIEN)
        tous = [un for etat in ordre for un in self.endroits if un.etat is etat]
        la = next((rang for rang, un in enumerate(tous) if un.etat is not EtatEndroit.PERDU and un.place[1] >= place), 0)
        perdus = self.count(EtatEndroit.PERDU)
        return (*tous[:perdus], *tous[max(la, perdus) : max(la, perdus) + nombre])

    # Where one is

    def at(self, place: int) -> Endroit | None:
        """What stands there: what is marked first; None between sentences."""
        ici = [un for un in self.endroits if un.holds(place) and un.etat is not EtatEndroit.PERDU]
        # What begins there counts before what ends there; of marks inside one another, the inner one.
        return min(ici, key=lambda un: (un.place[1] == place, un.etat is not EtatEndroit.MARQUE, -un.place[0])) if ici else None

    def over(self, place: Place) -> Endroit:
        """What someone selected: as what is marked there exactly, or else as the first thing proposed in it."""
        dedans = [un for un in self.endroits if _meet(un.place, place) and un.etat is not EtatEndroit.PERDU]
        exact = next((un for un in dedans if un.place == place), None)
        if exact is not None:
            return exact
        propose = next((un for un in dedans if un.point is not None), None)
        nature = propose.nature if propose else NaturePassage.FAIT
        return Endroit(place, EtatEndroit.RIEN, propose.point if propose else None, nature, self.printed(place))

    def next(self, place: int) -> Endroit | None:
        """The next thing proposed after this place, then from the beginning; then what nothing is heard in; None at last."""
        return self._walk(lambda un: un.place[0] > place, self.endroits)

    def previous(self, place: int) -> Endroit | None:
        """The same backwards."""
        return self._walk(lambda un: un.place[1] < place, self.endroits[::-1])

    @staticmethod
    def _walk(is_ahead: Callable[[Endroit], bool], endroits: tuple[Endroit, ...]) -> Endroit | None:
        for etat in (EtatEndroit.PROPOSE, EtatEndroit.RIEN):
            ici = [un for un in endroits if un.etat is etat]
            if ici:
                return next(filter(is_ahead, ici), ici[0])
        return None

    def count(self, etat: EtatEndroit) -> int:
        """How many places are so."""
        return self._nombres[etat]

    # What is marked

    def printed(self, place: Place) -> str:
        """What of the text will be written there: on one line, names and numbers hidden."""
        if self._caches is None:
            # Of the whole text: a selection may begin after « Mme », or cut a number.
            self._caches = self._masque.spans(self.document.texte)
        return " ".join(hidden(self.document.texte, self._caches, place).split())

    def passage(self, endroit: Endroit, point: Point, nature: NaturePassage) -> PassageMarque:
        """What to keep of a place. What is lost keeps its words, and where they were."""
        debut, _ = endroit.place
        texte = endroit.texte if endroit.etat is EtatEndroit.PERDU else self.printed(endroit.place)
        page = self.document.page_of(debut)
        return PassageMarque(self.source.id, point, texte, nature, id=endroit.passage, place=endroit.place, page=page)

    def found_again(self, perdu: Endroit) -> Endroit | None:
        """Where what was marked now stands, if it does once and once only."""
        ici = [un for un in self.endroits if un.etat is not EtatEndroit.PERDU and self.printed(un.place) == perdu.texte]
        return replace(ici[0], point=perdu.point, nature=perdu.nature, passage=perdu.passage) if len(ici) == 1 else None


def _apart_from(presents: Sequence[Place], propositions: Iterable[Endroit]) -> Iterator[Endroit]:
    """Those that none of these places meets; both are in order."""
    rang = 0
    for une in propositions:
        debut, fin = une.place
        while rang < len(presents) and presents[rang][1] <= debut:
            rang += 1
        if rang == len(presents) or presents[rang][0] >= fin:
            yield une


def _meet(une: Place, autre: Place) -> bool:
    return une[0] < autre[1] and autre[0] < une[1]
