"""Whether two addresses are of one place: a key that depends neither on how it is written, nor on which door is said."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from droits_usagers.domain.controle.decoupe import MotsLieux, is_other_town, segments, street_in, town_of
from droits_usagers.domain.controle.lecture import spaced
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.reperes import reperes, without_doors
from droits_usagers.domain.controle.voisinage import TexteEnMots

#: The key of the place of an address; empty for what says no place.
CleLieu = Callable[[Sequence[str]], str]


#: Of the places of some addresses, by key, which of others are the same, themselves among them.
MemesLieux = Callable[[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]], Mapping[str, frozenset[str]]]


def plain_place(lignes: Sequence[str]) -> str:
    """The place by the mere words of its address, where nothing better is known."""
    return spaced(" ".join(lignes))


def plain_same(ici: Mapping[str, Sequence[str]], ailleurs: Mapping[str, Sequence[str]]) -> Mapping[str, frozenset[str]]:
    """Those of the same key, where nothing better is known."""
    return {lieu: frozenset((lieu, *({lieu} & ailleurs.keys()))) for lieu in ici}


def says_number(lieu: str) -> bool:
    """True for the key of one house: « Le Bourg » is the town hall's address, and that of everyone around it."""
    return any(map(str.isdigit, lieu.rpartition(" ")[0]))


@dataclass(frozen=True, slots=True)
class SavoirLieux:
    """How a coffre tells places: the key of one, and which keys are of one place."""

    cle: CleLieu = plain_place
    memes: MemesLieux = plain_same


def places(reference: Reference) -> SavoirLieux:
    """How places are told apart, by the words of the control."""
    mots = MotsLieux.of(reference)
    return SavoirLieux(lambda lignes: place_of(lignes, mots), lambda ici, ailleurs: same_places(ici, ailleurs, mots))


def same_places(
    ici: Mapping[str, Sequence[str]], ailleurs: Mapping[str, Sequence[str]], mots: MotsLieux
) -> Mapping[str, frozenset[str]]:
    """The street and its number as the control finds them, unless the town is for sure another: a key has one postcode."""
    par_ville: dict[tuple[str, str], list[tuple[str, Sequence[str], TexteEnMots]]] = {}
    for lieu, adresse in (ailleurs if ici else {}).items():
        # There are thousands, of few towns.
        par_ville.setdefault(town_of(adresse, mots), []).append((lieu, adresse, TexteEnMots(spaced(" ".join(adresse)))))
    trouves: dict[str, frozenset[str]] = {}
    for lieu, adresse in ici.items():
        cherches = [*reperes(adresse, mots)]
        la = (dites for dites in par_ville.values() if not is_other_town(adresse, dites[0][1], mots))
        memes = (
            autre
            for autre, _, texte in chain.from_iterable(la)
            if any(any(True for _ in repere.find(texte)) for repere in cherches)
        )
        trouves[lieu] = frozenset((lieu, *memes))
    return trouves


def place_of(lignes: Sequence[str], mots: MotsLieux) -> str:
    """The street and its number, else the words that name the place; and its postcode. Empty where nothing could be held.

    A flat is not a place where anything else is said: whoever knows the building knows where to wait.
    """
    if not any(True for _ in reperes(lignes, mots)):
        return ""
    parties = [partie for ligne in lignes for partie in segments(ligne)]
    rues = [rue for partie in parties if (rue := " ".join(_street(partie, mots)))]
    # What many addresses have names a place where nothing else does, and a door where nothing at all does.
    propres = [partie for partie in parties if not all(mot in mots.communs | mots.articles or mot.isdigit() for mot in partie)]
    restes = [reste for partie in parties if (reste := without_doors(partie, mots)[0])]
    noms = (mots.one_way(mot) for partie in propres or restes or parties for mot in partie if mot not in mots.articles)
    return f"{rues[0] if rues else ' '.join(noms)} {town_of(lignes, mots)[0]}".strip()


def _street(tokens: Sequence[str], mots: MotsLieux) -> Iterator[str]:
    """Its number, its kind and its name, each word written one way; nothing where there is no street."""
    rue = street_in(tuple(tokens), mots)
    if rue is not None:
        yield from (mots.one_way(mot) for mot in tokens[rue[0] : rue[2]] if mot not in mots.articles)
