"""Whether two addresses are of one place: a key that depends neither on how it is written, nor on which door is said."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from droits_usagers.domain.controle.adresse import is_in, signs_of_address
from droits_usagers.domain.controle.adresse_en_mots import Ville, read_address, town_of
from droits_usagers.domain.controle.comparaison import DE_LIEU, SigneLieu
from droits_usagers.domain.controle.lecture import FIN, spaced
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.texte_en_mots import MotsConnus, TexteEnMots, is_short_for
from droits_usagers.domain.releve.vocabulaire import LexiqueReleve

#: Letters of what is no short way to write a kind of street.
_COURTE = 3
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
    lexique = reference.open_lexique()
    return SavoirLieux(lambda lignes: place_of(lignes, lexique), lambda ici, ailleurs: same_places(ici, ailleurs, lexique))


def same_places(
    ici: Mapping[str, Sequence[str]], ailleurs: Mapping[str, Sequence[str]], lexique: LexiqueReleve
) -> Mapping[str, frozenset[str]]:
    """Those where the control finds it, unless the town is for sure another: a key has one postcode."""
    connus = MotsConnus(lexique)
    par_ville: dict[Ville, dict[str, Sequence[str]]] = {}
    for lieu, adresse in (ailleurs if ici else {}).items():
        # There are thousands, of few towns.
        par_ville.setdefault(town_of(adresse), {})[lieu] = adresse
    villes = {ville: _LieuxDuneVille(dits, connus) for ville, dits in par_ville.items()}
    trouves: dict[str, frozenset[str]] = {}
    for lieu, adresse in ici.items():
        signes = [signe for signe in signs_of_address(tuple(adresse), lexique) if signe.portee in DE_LIEU]
        sienne = town_of(adresse)
        la = chain.from_iterable(dits.saying(signes) for ville, dits in villes.items() if not sienne.is_other(ville))
        trouves[lieu] = frozenset((lieu, *la))
    return trouves


class _LieuxDuneVille:
    """The places of one town, read together: only those that have a word of an address are looked at one by one."""

    def __init__(self, adresses: Mapping[str, Sequence[str]], connus: MotsConnus) -> None:
        plies = [spaced(" ".join(adresse)) for adresse in adresses.values()]
        self._connus, self._lieux, self._plies = connus, [*adresses], plies
        self._debuts = [*accumulate((len(plie) + len(FIN) for plie in plies), initial=0)]
        self._ensemble = TexteEnMots(FIN.join(plies), connus)
        self._lus: dict[int, TexteEnMots] = {}

    def saying(self, signes: Sequence[SigneLieu]) -> Iterator[str]:
        """The keys of those where one of these is."""
        a_lire = {rang: None for signe in signes for rang in self._likely(signe)}
        yield from (self._lieux[rang] for rang in a_lire if any(is_in(signe, self._read(rang)) for signe in signes))

    def _likely(self, signe: SigneLieu) -> Iterator[int]:
        # By a door and what has it, a place is told without its name.
        mots = signe.partie.mots if signe.adresse.portes else signe.partie.nom
        if not mots:
            yield from range(len(self._lieux))
        for place in (place for mot in mots for place in self._ensemble.places(mot)):
            yield bisect_right(self._debuts, self._ensemble.debut(place.debut)) - 1

    def _read(self, rang: int) -> TexteEnMots:
        if rang not in self._lus:
            self._lus[rang] = TexteEnMots(self._plies[rang], self._connus)
        return self._lus[rang]


def place_of(lignes: Sequence[str], lexique: LexiqueReleve) -> str:
    """The street and its number, else the words that name the place; and its postcode. Empty where nothing could be held.

    A flat is not a place where anything else is said: whoever knows the building knows where to wait.
    """
    if not any(signe.portee in DE_LIEU for signe in signs_of_address(tuple(lignes), lexique)):
        return ""
    adresse = read_address(lignes, MotsConnus(lexique))
    rues = [partie for partie in adresse.parties if partie.numeros]
    if rues:
        mots = (rues[0].numero, *(_in_full(sorte, lexique) for sorte in rues[0].sorte), *rues[0].nom)
    else:
        # A door names a place where nothing else does.
        maisons = [partie for partie in adresse.parties if not partie.personne] or adresse.parties
        mots = tuple(mot for partie in maisons for mot in partie.mots) or tuple(
            mot for porte in adresse.portes for mot in porte
        )
    return f"{' '.join(mots)} {adresse.ville.code}".strip()


def _in_full(sorte: str, lexique: LexiqueReleve) -> str:
    """« r » as « rue », « bd » as « boulevard »."""
    longues = [voie for voie in lexique.voies if is_short_for(sorte, voie) and len(sorte) < _COURTE]
    return min(longues, key=lambda voie: (len(voie), voie), default=sorte)
