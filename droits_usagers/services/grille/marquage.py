"""A document being marked: what is proposed in it, what was marked or refused, and where one goes next."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from droits_usagers.domain.grille import Grille, Masque, NaturePassage, PassageMarque, Point, Source
from droits_usagers.domain.grille.propositions import PhraseProposee, propose

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
    """A place of the text. `passage`: the id of what is marked there."""

    place: Place
    etat: EtatEndroit
    point: Point | None
    nature: NaturePassage
    texte: str = field(repr=False)
    passage: str = ""

    def holds(self, place: int) -> bool:
        """True when this code point is in it."""
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
        self._masque = Masque(catalogue.ecarts.civilites, catalogue.ecarts.mots)
        self._propositions = tuple(propositions)
        self.endroits: tuple[Endroit, ...] = ()

    def propose(self, propositions: Iterable[PhraseProposee]) -> None:
        """What the program would mark, once it is known."""
        self._propositions = tuple(propositions)

    def follow(self, grille: Grille) -> None:
        """The places as this grille has them."""
        self.source = next((une for une in grille.sources if une.id == self.source.id), self.source)
        marques = [self._marked(passage) for passage in grille.passages if passage.source == self.source.id and passage.place]
        presents = [un for un in marques if un.etat is EtatEndroit.MARQUE]
        libres = [une for une in self._propositions if not any(_meet(une.place, un.place) for un in presents)]
        self.endroits = tuple(sorted((*marques, *map(self._proposed, libres)), key=lambda un: un.place))

    def _marked(self, passage: PassageMarque) -> Endroit:
        place = passage.place or (0, 0)
        la = self.printed(place) == passage.texte
        etat = EtatEndroit.MARQUE if la else EtatEndroit.PERDU
        nature = passage.nature or NaturePassage.FAIT
        return Endroit(place, etat, passage.point, nature, passage.texte, passage.id)

    def _proposed(self, une: PhraseProposee) -> Endroit:
        refuse = une.place in self.source.refus
        etat = EtatEndroit.RIEN if refuse or une.point is None else EtatEndroit.PROPOSE
        return Endroit(une.place, etat, une.point, une.nature, " ".join(une.texte.split()))

    # Where one is

    def at(self, place: int) -> Endroit | None:
        """What stands there: what is marked first; None between sentences."""
        ici = [un for un in self.endroits if un.holds(place) and un.etat is not EtatEndroit.PERDU]
        return min(ici, key=lambda un: (un.etat is not EtatEndroit.MARQUE, -un.place[0])) if ici else None

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
        return sum(un.etat is etat for un in self.endroits)

    # What is marked

    def printed(self, place: Place) -> str:
        """What of the text will be written there: on one line, names and numbers hidden."""
        debut, fin = place
        return " ".join(self._masque.hide(self.document.texte[debut:fin]).split())

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


def _meet(une: Place, autre: Place) -> bool:
    return une[0] < autre[1] and autre[0] < une[1]
