"""The name of a body, or of one of its services, as people write it in one cell; and what of the cell is no part of it.

Names are made of the words and acronyms that real bodies are called by, of the names of towns and of theirs, and of what small
words tie to these. What warns of something is worded in a thousand ways: nothing has to be known of it to be set apart.
"""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from droits_usagers.domain.mots.pliage import PARTICULES, distance, fold, words
from droits_usagers.domain.reprise.adresses import town_key
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.lexique import CREUX, Lexique, key_of

#: « C.C.A.S. » is one word.
_MOT = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?|[^\W_]+(?:\.(?=[^\W_]))?|[^\w\s]")
_SIGNES = frozenset(".'\N{RIGHT SINGLE QUOTATION MARK}-&\N{DEGREE SIGN}")
#: After these, another name, or a part of it, begins.
_COUPURES = frozenset(",;/()[]:|\N{EN DASH}\N{EM DASH}\n")
_LIENS = PARTICULES | {"a", "au", "aux", "en", "et", "l", "par", "pour", "sur", "sous", "n", "no"}
_ARTICLES = frozenset({"le", "la", "les", "l"})
#: « CD93 », « 16-25 », « 1er ».
_CHIFFRES = re.compile(r"([a-z]*)(?:\d{1,3}|\d{5}|\d{9}|\d{14})(?:er|e|eme|[ab])?")
#: What a name in small letters is tied by: « caf de paris ».
_RATTACHE = frozenset({"de", "d", "du", "des", "a", "au", "aux", "l"})
#: So many names begin with a word that bodies are called by.
_SOUVENT = 3
#: The longest name of a town, or of a body of its own, has fewer words.
_SUITE = 9
#: Shorter ones are also acronyms, of anything: towns where a small word says so; and, in small letters, the second.
_COURT, _MINUSCULES = 4, 5
#: Fewer words that no separation follows may well be the beginning of what follows: « Protection rapprochée ».
_ENTIER = 2


@dataclass(frozen=True, slots=True)
class Appellations:
    """What real bodies are called by."""

    #: Folded: words and acronyms.
    mots: frozenset[str] = field(default=frozenset(), repr=False)
    #: As `town_key` writes them: towns, and names of their own.
    noms: frozenset[str] = field(default=frozenset(), repr=False)


def appellations_of(noms: Iterable[str], villes: Iterable[str]) -> Appellations:
    """The words of these names of bodies and towns: small letters say that one is a word, capitals that it is an acronym."""
    propres = {town_key(ville) for ville in villes}
    tous = [re.findall(r"[^\W\d_]+|[(),;/]|\s-\s", nom) for nom in noms]
    premiers = Counter(fold(nom[0]) for nom in tous if nom)
    mots = {mot for mot, fois in premiers.items() if fois >= _SOUVENT}
    suites: set[str] = set()
    for nom in tous:
        suite: list[str] = []
        for rang, mot in enumerate([*nom, ""]):
            plie = fold(mot)
            if (mot.istitle() and (rang or plie not in mots)) or (suite and plie in _LIENS):
                suite.append(mot)
                continue
            if mot.islower() or (mot.isupper() and plie not in propres):
                mots.add(plie)
            while suite and fold(suite[-1]) in _LIENS:
                suite.pop()
            if suite:
                suites.add(town_key(" ".join(suite)))
            suite = []
    return Appellations(frozenset(mots), frozenset(propres | {nom for nom in suites if len(nom) >= _COURT}))


class Denominations:
    """Reads the names of bodies, with the words of the tables people keep and those that real bodies are called by."""

    def __init__(self, lexique: Lexique, appellations: Appellations = Appellations()) -> None:
        territoires = lexique.valeurs.get(ChampReprise.TERRITOIRE, {}).values()
        lieux = {town_key(forme) for formes in territoires for forme in formes if not forme.isdigit()}
        self._lexique, self._noms = lexique, appellations.noms | lieux
        self._connus = lexique.corps | appellations.mots
        #: Kinds of bodies that are of a place each.
        self._locaux = frozenset(key_of(forme) for formes in lexique.organismes.values() for forme in formes)

    def cut(self, texte: str) -> str:
        """What of a cell names a body: from its beginning, up to the first word that has no place there. Empty where none has.

        Of a part that says more, nothing but the first is kept: « Archives, M. Untel est son ex ».
        """
        signes = [(trouve[0], fold(trouve[0]).replace(".", "") or trouve[0], trouve.start()) for trouve in _MOT.finditer(texte)]
        debut = rang = 0
        part = _Part()
        while rang < len(signes):
            signe, _, ou = signes[rang]
            # A dash that stands alone begins another part; « l'insertion ».
            if signe in _COUPURES or (signe == "-" and texte[ou - 1 : ou].isspace()):
                part, debut = _Part(), ou
                rang += 1
                continue
            if signe in _SIGNES:
                rang += 1
                continue
            pris = self._place(signes, rang, part)
            if not pris:
                return _up_to(texte, part.fin if part.mots >= _ENTIER and not debut else debut)
            rang += pris
        return _trimmed(texte)

    def _place(self, signes: list[tuple[str, str, int]], rang: int, part: "_Part") -> int:
        """How many of the signs from there are of a name; none where the first has no place in one."""
        signe, plie, _ = signes[rang]
        connu = plie in self._connus and (len(plie) > 1 or plie in _LIENS)
        if not plie or not plie[0].isalnum() or (plie in self._lexique.prudence and not (connu and (part.lie or part.connu))):
            return 0
        # « La Rochelle », and « de la Côte-d'Or ».
        pris = self._town(signes, rang, part) if plie not in _LIENS or signe[0].isupper() else 0
        if pris <= 1 and plie in _LIENS:
            part.lie, part.article, part.rattache = True, plie in _ARTICLES, plie in _RATTACHE or part.rattache
            part.dits.append(plie)
            return 1
        if pris <= 1 and (connu or self._is_number(plie)):
            pris = 1
        pris = pris or self._own_name(signe, plie, part)
        if not pris and self._is_title(signes, rang):
            pris = 2
            connu = False
        if pris:
            part.nomme |= connu and plie in self._lexique.nommants
            part.dits += [dit for signe, dit, _ in signes[rang : rang + pris] if signe not in _SIGNES]
            # « Conseil départemental », « CAF »: the last words read are a kind of body.
            part.de_lieu = any(" ".join(part.dits[rang:]) in self._locaux for rang in range(len(part.dits)))
            part.local |= part.de_lieu
            part.lie, part.article, part.rattache, part.connu = False, False, False, connu
            part.mots += 1
            dernier = signes[rang + pris - 1]
            part.fin = dernier[2] + len(dernier[0])
        return pris

    def _is_number(self, plie: str) -> bool:
        lu = _CHIFFRES.fullmatch(plie)
        return lu is not None and (not lu[1] or lu[1] in self._connus)

    def _is_title(self, signes: list[tuple[str, str, int]], rang: int) -> bool:
        """« Madame la Directrice »: of what they do, never of who they are."""
        suivants = [plie for signe, plie, _ in signes[rang + 1 : rang + 5] if signe not in _SIGNES]
        return (
            self._civility(signes[rang][1])
            and suivants[:1] != []
            and suivants[0] in _ARTICLES
            and len(suivants) > 1
            and suivants[1] in self._connus
        )

    def _civility(self, plie: str) -> bool:
        francais = self._lexique.francais
        return plie == "m" or (francais is not None and plie in francais.civilites)

    def _town(self, signes: list[tuple[str, str, int]], rang: int, part: "_Part") -> int:
        """A town, or the name that a body is known by."""
        suite: list[str] = []
        pris, fin = 0, min(rang + 2 * _SUITE, len(signes))
        for suivant in range(rang, fin):
            signe, plie, _ = signes[suivant]
            if signe in _SIGNES:
                continue
            if not plie or not plie[0].isalnum():
                break
            suite.append(signe)
            if self._is_known(suite, part):
                pris = suivant + 1 - rang
        return pris

    def _own_name(self, signe: str, plie: str, part: "_Part") -> int:
        """« Les Hirondelles », of a body that may have any; « mairie de… » is of a place, however small."""
        if self._civility(plie):
            return 0
        if part.local and part.rattache and (signe.istitle() or (signe.islower() and not self._is_ordinary(plie))):
            return 1
        propre = part.nomme and signe.istitle()
        return int(propre and (part.article or part.propre or not self._lexique.names_nobody(plie)) and part.names())

    def _is_known(self, suite: list[str], part: "_Part") -> bool:
        cle = town_key(" ".join(suite))
        if cle not in self._noms:
            return False
        lettres = len(cle.replace(" ", ""))
        if suite[0][:1].isupper():
            # « France Travail Dax »; « CCAS VIF », « CCAS Vif », may say something else.
            court = part.de_lieu and suite[0].istitle() and not self._is_ordinary(cle)
            return part.lie or court or lettres >= _COURT
        # « En cours » is no town.
        return part.rattache or (lettres >= _MINUSCULES and (part.local or not self._is_ordinary(cle)))

    def _is_ordinary(self, mot: str) -> bool:
        francais = self._lexique.francais
        return francais is not None and francais.ordinaires.find(mot) is not None


@dataclass(slots=True)
class _Part:
    """What was read of one part of a cell."""

    mots: int = 0
    #: Where the last of them ends.
    fin: int = 0
    #: Folded.
    dits: list[str] = field(default_factory=list)
    #: A small word, an article, a known word stands just before; one after which a name comes, or some of it, stands somewhere.
    lie: bool = False
    article: bool = False
    rattache: bool = False
    connu: bool = False
    nomme: bool = False
    local: bool = False
    de_lieu: bool = False
    propre: bool = False

    def names(self) -> bool:
        """Note that a name has begun."""
        self.propre = True
        return True


def _up_to(texte: str, fin: int) -> str:
    """What comes before; nothing of a parenthesis that is cut there."""
    garde = texte[:fin]
    return _trimmed(garde[: garde.rindex("(")] if garde.count("(") > garde.count(")") else garde)


def _trimmed(texte: str) -> str:
    return " ".join(texte.split()).strip(" ,;:/|([-'.&\N{EN DASH}\N{EM DASH}")


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
            cle, situee = self._read(texte, territoire)
            if situee:
                self._situees.add(cle)
            self._cles[texte, territoire] = cle
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
