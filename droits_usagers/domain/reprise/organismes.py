"""The bodies of a table, each under its several spellings: gathered, then called by the best of them, if a person agrees.

Nothing is merged on a number that differs: « CD 92 » is not « CD 93 », however alike they are written.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from droits_usagers.domain.mots.distance import distance
from droits_usagers.domain.mots.pliage import fold, words
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.lexique import CREUX, Lexique

#: What an index of public bodies knows: from the words of a name, what identifies its body there; empty when it knows none.
KnownBodies = Callable[[tuple[str, ...]], str]

#: « C.C.A.S. », « C C A S ».
_SIGLE = re.compile(r"\b(?:[a-z][. ]){2,}[a-z]?\b\.?")
_PARTS = re.compile(r"(?<![0-9])2[ab](?![^\W_])|[0-9]+|[^\W\d_]+")
_SIREN = re.compile(r"(?<!\d)(\d{3})[ .]?(\d{3})[ .]?(\d{3})(?:[ .]?\d{5})?(?!\d)")
#: A shorter word that differs by a letter is another word.
_LONG = 6
#: Beyond, slips are not looked for: there are too many names to compare.
_COMPARES = 800
#: From so many départements on, bodies that are called alike are several.
_PLUSIEURS = 2
#: All in capitals, a longer word is shouted, not an acronym.
_SIGLE_MAX = 6


@dataclass(frozen=True, slots=True)
class Graphie:
    """One way of writing a body, on how many lines, and the département those lines say, if it is always the same."""

    texte: str = field(repr=False)
    lignes: int = 1
    territoire: str = ""
    #: A body of the coffre: its name is kept.
    connue: bool = False


@dataclass(frozen=True, slots=True)
class GroupeOrganisme:
    """The spellings of one body. `sur`: only capitals, accents, abbreviations or small words differ; else a letter does."""

    nom: str = field(repr=False)
    graphies: tuple[Graphie, ...] = field(repr=False)
    sur: bool = True
    #: What its spellings have in common, and the département where that alone tells them from others.
    cle: str = field(default="", repr=False)

    @property
    def lignes(self) -> int:
        """On how many lines."""
        return sum(graphie.lignes for graphie in self.graphies)


@dataclass(frozen=True, slots=True)
class Rapprochement:
    """What a person agreed to: by spelling and département, the name of the body; and addresses, by what identifies one."""

    noms: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    adresses: Mapping[str, frozenset[tuple[str, ...]]] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    def name_of(self, texte: str, territoire: str) -> str:
        """What a body is called, written so."""
        return self.noms.get((texte, territoire)) or texte


@dataclass(frozen=True, slots=True)
class ChangementOrganisme:
    """A change that can be taken back: to which name, how many dossiers of it there still are, and when it was made."""

    numero: int
    nom: str = field(repr=False)
    dossiers: int
    fait_le: dt.datetime


class Rapprocheur:
    """Gathers spellings. `connus` is asked about each name where nothing else tells."""

    def __init__(self, lexique: Lexique, connus: KnownBodies | None = None) -> None:
        self._connus = connus
        self._formes = sorted(
            ((tuple(_tokens(forme)), code) for code, formes in lexique.organismes.items() for forme in formes),
            key=lambda paire: -len(paire[0]),
        )
        self._departements = sorted(
            (
                (tuple(_tokens(forme)), code.lower())
                for code, formes in lexique.valeurs.get(ChampReprise.TERRITOIRE, {}).items()
                for forme in formes
            ),
            key=lambda paire: -len(paire[0]),
        )
        #: As a name bears them, once read: « 93 », « 2a ».
        self._codes = {code for _, code in self._departements}
        self._courtes = {token for forme in lexique.abreges for token in _tokens(forme)}
        self._cles: dict[tuple[str, str], str] = {}
        #: The keys that are of one body only, wherever it is: the others may be of two, called alike in two départements.
        self._situees: set[str] = set()

    def key_of(self, texte: str, territoire: str = "") -> str:
        """What two spellings of the same body have in common. A body that its name does not place is placed by `territoire`."""
        if (texte, territoire) not in self._cles:
            self._cles[texte, territoire] = self._key(texte, territoire)
        return self._cles[texte, territoire]

    def gather(self, graphies: Iterable[Graphie], *, fautes: bool = True) -> tuple[GroupeOrganisme, ...]:
        """The bodies written in several ways, the most frequent first; with slips, or without."""
        par_cle: dict[str, list[Graphie]] = defaultdict(list)
        for graphie in graphies:
            par_cle[self.key_of(graphie.texte, graphie.territoire)].append(graphie)
        groupes = []
        for cles in _with_slips(list(par_cle)) if fautes else [[cle] for cle in par_cle]:
            for lieu, ensemble in self._by_place([graphie for cle in cles for graphie in par_cle[cle]]):
                if len({graphie.texte for graphie in ensemble}) > 1 and any(graphie.lignes for graphie in ensemble):
                    siennes = dict.fromkeys(self.key_of(graphie.texte, graphie.territoire) for graphie in ensemble)
                    cle = f"{cles[0]} {lieu}".rstrip()
                    groupes.append(GroupeOrganisme(self._best(ensemble, cles), tuple(ensemble), len(siennes) == 1, cle))
        return tuple(sorted(groupes, key=lambda groupe: (not groupe.sur, -groupe.lignes)))

    def _by_place(self, graphies: Sequence[Graphie]) -> Iterable[tuple[str, Sequence[Graphie]]]:
        """The same, apart where their lines say two départements, and their name does not say which."""
        par_lieu: dict[str, list[Graphie]] = defaultdict(list)
        for graphie in graphies:
            situee = self.key_of(graphie.texte, graphie.territoire) in self._situees
            par_lieu["" if situee else graphie.territoire].append(graphie)
        return [("", graphies)] if len(par_lieu.keys() - {""}) < _PLUSIEURS else par_lieu.items()

    def _key(self, texte: str, territoire: str) -> str:
        cle, situee = self._read(texte, territoire)
        if situee:
            self._situees.add(cle)
        return cle

    def _read(self, texte: str, territoire: str) -> tuple[str, bool]:
        """The key of a name, and whether it is of one body only."""
        if trouve := _SIREN.search(texte):
            return "".join(trouve.groups()), True
        if self._connus is not None and (connu := self._connus(words(texte))):
            return connu, True
        tokens = _replaced(_tokens(texte), self._formes)
        tetes = {code for _, code in self._formes}.intersection(tokens)
        if tetes & _PLACES:
            tokens = [token.zfill(2) if token.isdigit() else token for token in _replaced(tokens, self._departements)]
        restent = sorted(set(tokens) - {autre for tete in tetes for autre in _SOUS_ENTENDUS.get(tete, ())})
        # « MDPH » alone is that of the département of its line.
        if tetes and set(restent) <= tetes:
            return " ".join(sorted([*restent, territoire.lower()] if territoire else restent)), bool(territoire)
        return " ".join(restent), not self._codes.isdisjoint(restent)

    def _best(self, graphies: Sequence[Graphie], cles: Sequence[str]) -> str:
        """The name a letter would bear: that of the coffre, else one that says the place, in whole words, the most frequent."""

        def worth(une: Graphie) -> tuple[bool, bool, bool, bool, int]:
            placee = self.key_of(une.texte) in cles
            return une.connue, placee, self._is_fair(une.texte), self._is_whole(une.texte), une.lignes

        return max(graphies, key=worth).texte

    def _is_whole(self, texte: str) -> bool:
        return self._courtes.isdisjoint(_tokens(texte))

    @staticmethod
    def _is_fair(texte: str) -> bool:
        """Neither shouted nor without a capital."""
        return texte[:1].isupper() and not any(len(mot) > _SIGLE_MAX and mot.isupper() for mot in texte.split())


#: Kinds of bodies of which there is one by département: its name and its number say the same.
_PLACES = frozenset({"departement", "mdph", "caf", "cpam"})
#: What a name of such a kind may go without: « CCAS de la ville de Pantin ».
_SOUS_ENTENDUS: Mapping[str, tuple[str, ...]] = MappingProxyType({"ccas": ("mairie",)})
#: Words that are often cut.
_COUPES: Mapping[str, str] = MappingProxyType({"st": "saint", "ste": "sainte"})


def _tokens(texte: str) -> list[str]:
    """The words of a name, acronyms in one piece, letters and figures apart."""
    plat = _SIGLE.sub(lambda sigle: re.sub(r"[. ]", "", sigle[0]) + " ", fold(texte))
    return [_COUPES.get(token, token) for token in _PARTS.findall(plat) if token not in CREUX]


def _replaced(tokens: Sequence[str], formes: Sequence[tuple[tuple[str, ...], str]]) -> list[str]:
    """The same, what is written in several ways replaced by its code; the longest ways first."""
    restent = list(tokens)
    for forme, code in formes:
        taille = len(forme)
        for rang in range(len(restent) - taille + 1):
            if forme and tuple(restent[rang : rang + taille]) == forme:
                restent[rang : rang + taille] = [code]
                break
    return restent


def _with_slips(cles: Sequence[str]) -> list[list[str]]:
    """The keys, those that a slip tells apart together; each is compared with the first of a group: slips do not add up."""
    if len(cles) > _COMPARES:
        return [[cle] for cle in cles]
    groupes: list[list[str]] = []
    for cle in cles:
        ami = next((groupe for groupe in groupes if _is_slip(groupe[0], cle)), None)
        if ami is None:
            groupes.append([cle])
        else:
            ami.append(cle)
    return groupes


def _is_slip(une: str, autre: str) -> bool:
    """True where one long word differs, by one letter that is not its first: « Rance » is not « Lande »."""
    mots, autres = set(une.split()), set(autre.split())
    seuls, leurs = mots - autres, autres - mots
    if len(seuls) != 1 or len(leurs) != 1:
        return False
    (mot,), (autre_mot,) = seuls, leurs
    if not (mot + autre_mot).isalpha() or mot[0] != autre_mot[0] or min(len(mot), len(autre_mot)) < _LONG:
        return False
    return abs(len(mot) - len(autre_mot)) <= 1 and distance(mot, autre_mot) == 1
