"""Whether two addresses are of one place: a key that depends neither on how it is written, nor on which door is said."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from droits_usagers.domain.controle.decoupe import MotsLieux, is_other_town, segments, street_in, town_of
from droits_usagers.domain.controle.lecture import spaced
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.valeurs import Regle
from droits_usagers.domain.controle.voisinage import TexteEnMots, reperes

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


@dataclass(frozen=True, slots=True)
class SavoirLieux:
    """How a coffre tells places: the key of one, and which keys are of one place."""

    cle: CleLieu = plain_place
    memes: MemesLieux = plain_same


def places(reference: Reference) -> SavoirLieux:
    """How places are told apart, by the words of the control."""
    mots = reference.prepared(Regle.ADRESSE_PROTEGEE, MotsLieux.of)
    return SavoirLieux(lambda lignes: place_of(lignes, mots), lambda ici, ailleurs: same_places(ici, ailleurs, mots))


def same_places(
    ici: Mapping[str, Sequence[str]], ailleurs: Mapping[str, Sequence[str]], mots: MotsLieux
) -> Mapping[str, frozenset[str]]:
    """The street and its number as the control finds them, unless the town is for sure another: a key has one postcode."""
    textes = [(lieu, adresse, TexteEnMots(spaced(" ".join(adresse)))) for lieu, adresse in ailleurs.items()] if ici else []
    trouves: dict[str, frozenset[str]] = {}
    for lieu, adresse in ici.items():
        cherches = [*reperes(adresse, mots)]
        trouves[lieu] = frozenset(
            (
                lieu,
                *(
                    autre
                    for autre, sienne, texte in textes
                    if any(any(True for _ in repere.find(texte)) for repere in cherches)
                    and not is_other_town(adresse, sienne, mots)
                ),
            )
        )
    return trouves


def place_of(lignes: Sequence[str], mots: MotsLieux) -> str:
    """The street and its number, else the words that name the place; and its postcode.

    A flat is not a place: whoever knows the building knows where to wait.
    """
    rues: list[str] = []
    noms: list[str] = []
    for ligne in lignes:
        for segment in segments(ligne):
            rue = " ".join(_street(segment, mots))
            if rue:
                rues.append(rue)
            else:
                noms += _names(segment, mots)
    dit = rues[0] if rues else " ".join(noms)
    return f"{dit} {town_of(lignes, mots)[0]}".strip() if dit else ""


def _street(tokens: Sequence[str], mots: MotsLieux) -> Iterator[str]:
    """Its number, its kind and its name, each word written one way; nothing where there is no street."""
    rue = street_in(tuple(tokens), mots)
    if rue is None:
        return
    debut, rang, fin = rue
    nom = [mot for mot in tokens[rang + 1 : fin] if mot not in mots.articles]
    if nom:
        yield from (_one_way(mot, mots) for mot in (*tokens[debut : rang + 1], *nom))


def _names(tokens: Sequence[str], mots: MotsLieux) -> Iterator[str]:
    """What names a place that is in no street; nothing where only a door or a floor is said."""
    if any(mot not in mots.communs and mot not in mots.articles and not mot.isdigit() for mot in tokens):
        yield from (_one_way(mot, mots) for mot in tokens if mot not in mots.articles)


def _one_way(mot: str, mots: MotsLieux) -> str:
    return mots.equivalents.get(mot, (mot,))[0].lstrip("0") or mot
