"""How an address is cut: the words that stand in all of them, its parts, where its street begins and ends."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from droits_usagers.domain.controle.lecture import spaced
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.valeurs import Regle
from droits_usagers.domain.releve.vocabulaire import LexiqueReleve

_COUPE = re.compile(r"[,;()\n]| [-–—] ")
_ENTRE_CHIFFRE_ET_LETTRE = re.compile(r"(?<=[0-9])(?=[^\W\d])|(?<=[^\W\d])(?=[0-9])")
CODE_POSTAL = re.compile(r"(?:^|(?<=\D))(?:f )?([0-9]{2} ?[0-9]{3}) ([^\W\d].*)$")
_NUMERO = re.compile(r"^(?:n|no|numero) (?=[0-9])")
_CODE = re.compile(r"(?<![0-9])([0-9]{2}) ?([0-9]{3})(?![0-9])")
CHIFFRES = re.compile(r"[0-9]{1,4}")
#: Letters of a word that may name a place by itself.
_RARE = 4


@dataclass(frozen=True, slots=True, eq=False)
class MotsLieux:
    """The words of addresses, as `[regle.mots]` of `adresse_protegee` names them."""

    #: By word, all those that are written for it.
    equivalents: Mapping[str, tuple[str, ...]]
    voies: frozenset[str]
    communs: frozenset[str]
    articles: frozenset[str]
    civilites: frozenset[str]
    suffixes: frozenset[str]
    portes: frozenset[str]
    chez: frozenset[str]
    genres: frozenset[str]
    ordinaires: frozenset[str]
    #: Expressions, before the name of who someone lives with.
    heberge: tuple[str, ...]
    #: All of these: each is in many addresses.
    courants: frozenset[str]

    #: What tells an ordinary word from a name.
    open_lexique: Callable[[], LexiqueReleve] = field(repr=False)

    @classmethod
    def of(cls, reference: Reference) -> "MotsLieux":
        """The words of the file, read once."""
        return reference.prepared_whole(_read)

    def is_ordinary(self, mot: str) -> bool:
        """True for a word that says by itself nothing of a place."""
        return mot in self.courants or self.open_lexique().ordinaires.find(mot) is not None

    def is_rare(self, mot: str) -> bool:
        """True for a word that names nothing else: neither ordinary French, nor a frequent name, nor a word of a town's."""
        if len(mot) < _RARE or not mot.isalpha() or self.is_ordinary(mot):
            return False
        return not {*(self.open_lexique().noms.find(mot) or "")} - {"p", "n"}

    def is_name(self, mot: str) -> bool:
        """True for a word that is neither ordinary French nor of a town's name."""
        return not self.is_ordinary(mot) and "c" not in (self.open_lexique().noms.find(mot) or "").casefold()

    def one_way(self, mot: str) -> str:
        """A word as it is in full, a number without its zeros."""
        return self.equivalents.get(mot, (mot,))[0].lstrip("0") or mot


def _read(reference: Reference) -> MotsLieux:
    mots = reference.mots[Regle.ADRESSE_PROTEGEE]
    familles = [tuple(famille.split()) for famille in mots["equivalents"]]
    voies = {mot for famille in familles for mot in famille if famille[0] in mots["voies"]}
    courants = ("voies", "communs", "articles", "civilites", "suffixes", "portes", "chez", "genres", "ordinaires")
    return MotsLieux(
        {mot: famille for famille in familles for mot in famille},
        voies=frozenset(voies | set(mots["voies"])),
        communs=frozenset(mots["communs"]),
        articles=frozenset(mots["articles"]),
        civilites=frozenset(mots["civilites"]),
        suffixes=frozenset(mots["suffixes"]),
        portes=frozenset(mots["portes"]),
        chez=frozenset(mots["chez"]),
        genres=frozenset(mots["genres"]),
        ordinaires=frozenset(mots["ordinaires"]),
        heberge=mots["heberge"],
        courants=frozenset().union(voies, *(mots[liste] for liste in courants)),
        open_lexique=reference.open_lexique,
    )


def segments(ligne: str) -> Iterator[tuple[str, ...]]:
    """The parts of a line, the number with what it counts, without the postcode and its town."""
    numero: tuple[str, ...] = ()
    for morceau in _COUPE.split(ligne):
        plie = spaced(morceau)
        if ville := CODE_POSTAL.search(plie):
            plie = plie[: ville.start()].strip()
        tokens = words_of(_NUMERO.sub("", plie))
        if tokens and CHIFFRES.fullmatch(tokens[0]) and len(tokens) <= len(("12", "bis")):
            numero = tokens
        elif tokens:
            yield (*numero, *tokens)
            numero = ()
    if numero:
        yield numero


def street_in(tokens: tuple[str, ...], mots: MotsLieux) -> tuple[int, int, int] | None:
    """Where a street begins, with its number; where its kind stands; where its name ends. None where no street is said."""
    rang = next((i for i, mot in enumerate(tokens) if mot in mots.voies and _opens_street(tokens, i, mots)), None)
    if rang is None:
        return None
    fin = _end_of_street(tokens, rang + 1, mots)
    if all(mot in mots.articles for mot in tokens[rang + 1 : fin]):
        # « 3 la Cité »: a hamlet.
        return None
    debut = rang
    while debut and (CHIFFRES.fullmatch(tokens[debut - 1]) or tokens[debut - 1] in mots.suffixes):
        debut -= 1
    return debut, rang, fin


def _end_of_street(tokens: tuple[str, ...], rang: int, mots: MotsLieux) -> int:
    """Where the name of a street ends: before what tells a door, once it has a word of its own."""
    while rang < len(tokens) and tokens[rang] in mots.articles:
        rang += 1
    return next((i for i in range(rang + 1, len(tokens)) if tokens[i] in mots.portes), len(tokens))


def _opens_street(tokens: tuple[str, ...], rang: int, mots: MotsLieux) -> bool:
    """True for « rue » anywhere, and for « r » only at the beginning or after a number."""
    entier = tokens[rang] == mots.equivalents.get(tokens[rang], (tokens[rang],))[0]
    avant = tokens[rang - 1] if rang else ""
    return not rang or bool(CHIFFRES.fullmatch(avant)) or avant in mots.suffixes or entier


def town_of(lignes: Sequence[str], mots: MotsLieux) -> tuple[str, str]:
    """The last postcode of an address, and the town that it says after it; nothing where there is no postcode."""
    code = postcode_of(lignes)
    if not code:
        return "", ""
    apres = spaced(" \n ".join(lignes)).replace(f"{code[:2]} {code[2:]}", code).rpartition(code)[2].split()
    nom = " ".join(mots.equivalents.get(mot, (mot,))[0] for mot in apres if mot.isalpha() and mot != "cedex")
    return code, nom


def postcode_of(lignes: Sequence[str]) -> str:
    """The last one that an address says; empty for none."""
    codes = _CODE.findall(spaced(" \n ".join(lignes)))
    return "".join(codes[-1]) if codes else ""


def is_same_town(une: Sequence[str], autre: Sequence[str], mots: MotsLieux) -> bool:
    """True where both say their town, and it is one: « grenoble » and « grenoble france »."""
    ici, la = town_of(une, mots)[1], town_of(autre, mots)[1]
    return bool(ici and la) and (ici.startswith(la) or la.startswith(ici))


def is_other_town(une: Sequence[str], autre: Sequence[str], mots: MotsLieux) -> bool:
    """True where it is for sure another: a town may have several postcodes, and one postcode several towns."""
    ici, la = town_of(une, mots), town_of(autre, mots)
    return all((*ici, *la)) and ici[0] != la[0] and not is_same_town(une, autre, mots)


def words_of(plie: str) -> tuple[str, ...]:
    """The words and the numbers of a folded text, those that touch each other apart."""
    return tuple(_ENTRE_CHIFFRE_ET_LETTRE.sub(" ", plie).split())
