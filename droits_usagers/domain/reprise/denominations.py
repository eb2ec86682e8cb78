"""The name of a body, or of one of its services, as people write it in one cell; and what of the cell is no part of it.

Names are made of the words and acronyms that real bodies are called by, of the names of towns and of theirs, and of what small
words tie to these. What warns of something is worded in a thousand ways: nothing has to be known of it to be set apart.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from droits_usagers.domain.mots.particules import PARTICULES
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.reprise.adresses import town_key
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.lexique import Lexique, key_of

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
            part.de_lieu = self._is_local(part)
            part.local |= part.de_lieu
            part.lie, part.article, part.rattache, part.connu = False, False, False, connu
            part.mots += 1
            dernier = signes[rang + pris - 1]
            part.fin = dernier[2] + len(dernier[0])
        return pris

    def _is_local(self, part: "_Part") -> bool:
        """« Conseil départemental », « CAF »: the last words read are a kind of body."""
        return any(" ".join(part.dits[rang:]) in self._locaux for rang in range(len(part.dits)))

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
