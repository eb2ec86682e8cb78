"""A text as its words and its numbers, and where a word of an address stands in it: with a slip, glued, split, as heard."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from droits_usagers.domain.controle.lecture import FIN
from droits_usagers.domain.mots.dates import date_sans_annee, month_of
from droits_usagers.domain.mots.nombres import number_at, roman_value, value_of
from droits_usagers.domain.mots.pliage import distance, fold, sound_of
from droits_usagers.domain.releve.vocabulaire import Connu, LexiqueReleve

_VOYELLES = frozenset("aeiouy")
_UNS = frozenset({"un", "une"})
#: Letters of a word that may have a slip, that may have two; of what is one or many; of the longest name.
COURT, _SUR, _PLURIEL, TROP = 4, 8, 3, 24
#: Letters of a word cut short, and of one end of a word.
TRONQUE, _BOUT = 3, 3


def one_way(mot: str) -> str:
    """A number by what it is worth, « quatre » as « 4 » and « 04 »; another word as it is."""
    valeur = None if mot in _UNS else value_of(mot)
    return mot if valeur is None else str(valeur)


def is_short_for(court: str, long: str) -> bool:
    """True for « bd » of « boulevard », « gal » of « general »: the same first letter, and others of it in their order.

    >>> is_short_for("bd", "boulevard"), is_short_for("st", "saint"), is_short_for("av", "boulevard")
    (True, True, False)
    """
    if not court or len(court) > COURT or len(court) >= len(long) or court[0] != long[0]:
        return False
    if len(court) == COURT and not (long.startswith(court) or _VOYELLES.isdisjoint(court[1:])):
        # « pour » is none of « plomeur ».
        return False
    reste = iter(long)
    return all(signe in reste for signe in court)


def is_like(dit: str, mot: str) -> bool:
    """True for two ways to write one word in an address."""
    if not mot or (dit[0] != mot[0] and len(mot) < _SUR):
        return False
    return mot in forms_of(dit) or is_short_for(mot, dit) or is_short_for(dit, mot) or differ_little(dit, mot)


def is_same_word(mot: str, dit: str) -> bool:
    """« St » is « Saint »: of a town, the last letter stays."""
    court, long = sorted((mot, dit), key=len)
    return mot == dit or differ_little(mot, dit) or (len(court) > 1 and court[-1] == long[-1] and is_short_for(court, long))


def sounds_like(une: str, autre: str) -> bool:
    """True for what is heard alike."""
    son = sound_of(une)
    return len(son) >= _PLURIEL and son == sound_of(autre)


@lru_cache(maxsize=4)
def sounds_of(mots: frozenset[str]) -> frozenset[str]:
    """How each of these sounds: words of ours, kept."""
    return frozenset(map(sound_of, mots))


def differ_little(une: str, autre: str) -> bool:
    """True for two ways of writing one word: a slip or two, fewer in a short one, which begins with the same letter."""
    court, long = sorted((une, autre), key=len)
    if len(court) < COURT or len(long) > TROP or not (une + autre).isalpha():
        return False
    if len(court) < _SUR and une[0] != autre[0]:
        return False
    permis = 1 if len(court) < _SUR else 2
    return len(long) - len(court) <= permis and distance(une, autre) <= permis


@lru_cache(maxsize=4096)
def forms_of(mot: str) -> tuple[str, ...]:
    """One or many of them."""
    return (mot, f"{mot}s", mot.removesuffix("s")) if len(mot) >= _PLURIEL and mot.isalpha() else (mot,)


@lru_cache(maxsize=4096)
def keys_of_sought(mot: str) -> frozenset[str]:
    """All that a word of an address may be found by: one of them is also of each word that is near it."""
    if not mot.isalpha() or len(mot) < COURT:
        return frozenset()
    return frozenset((sound_key(mot), *keys_of(mot), *(f"{mot[:fin]}~" for fin in range(TRONQUE, len(mot) - 1))))


def keys_of(mot: str) -> frozenset[str]:
    """What two words that differ little have in common: themselves without a letter, or one end of a long one."""
    cles = {mot, *(mot[:i] + mot[i + 1 :] for i in range(len(mot) if len(mot) >= COURT else 0))}
    return frozenset(cles | {f"^{mot[:_BOUT]}", f"{mot[-_BOUT:]}$"} if len(mot) >= _SUR else cles)


def sound_key(mot: str) -> str:
    """How it sounds, as a key."""
    return f"{sound_of(mot)}|"


def forget() -> None:
    """Keep nothing of what was looked for."""
    forms_of.cache_clear()
    keys_of_sought.cache_clear()


_JOURS, _MOIS = range(1, 32), range(1, 13)
_ANNEES = range(1700, 2100)
_PREMIER = frozenset({"premier", "1er"})
#: Letters of a month that is cut short; figures of a year, whole and not.
_COURT, _ANNEE, _DEUX = 3, 4, 2


def days_in(mots: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Each day, with its year or without: the rank where it begins, that after it, and the one word it is.

    >>> [*days_in("24 rue du dix neuf mars 1962".split())], [*days_in("24 rue du 19 03 62".split())]
    ([(3, 7, '19mars')], [(3, 6, '19mars')])
    """
    rang = 0
    while rang < len(mots):
        jour, fin = _day(mots, rang)
        lu = (_in_words(mots, jour, fin) or _in_figures(mots, rang, jour)) if jour in _JOURS else None
        if lu is not None:
            yield rang, *lu
        rang = max(fin, rang + 1) if lu is None else lu[0]


def is_day(mot: str) -> bool:
    """True for such a word.

    >>> is_day("19mars"), is_day("19"), is_day("mars")
    (True, False, False)
    """
    return mot[:1].isdigit() and mot[-1:].isalpha()


def _day(mots: Sequence[str], rang: int) -> tuple[int, int]:
    if mots[rang] in _PREMIER:
        return 1, rang + 1
    jour, fin = number_at(mots, rang)
    if fin == rang and len(mots[rang]) > 1 and (romain := roman_value(mots[rang])) is not None:
        jour, fin = romain, rang + 1
    return (jour, fin + (mots[fin : fin + 1] == ["er"])) if fin > rang else (0, rang)


def _in_words(mots: Sequence[str], jour: int, fin: int) -> tuple[int, str] | None:
    """« 8 mai 1945 », « 8 sept »."""
    mot = mots[fin] if fin < len(mots) else ""
    mois = month_of(mot) if len(mot) >= _COURT and mot.isalpha() else None
    return None if mois is None else (_after_year(mots, fin + 1), _word(jour, mois))


def _in_figures(mots: Sequence[str], rang: int, jour: int) -> tuple[int, str] | None:
    """« du 08 05 1945 », « du 8 5 45 », « du 8 05 »: figures that nothing else follows."""
    suite = list[str]()
    for mot in mots[rang : rang + 4]:
        if not mot.isdigit():
            break
        suite.append(mot)
    if rang == 0 or mots[rang - 1] != "du" or len(suite) not in {2, 3} or number_at(suite, 1)[0] not in _MOIS:
        return None
    mois, annee = suite[1], suite[2] if len(suite) > len(("jour", "mois")) else ""
    ecrite = len(annee) in {_ANNEE, _DEUX} if annee else len(mois) == _DEUX and mois[0] == "0"
    return (rang + len(suite), _word(jour, int(mois))) if ecrite else None


def _after_year(mots: Sequence[str], rang: int) -> int:
    """The rank after the year that begins there; the same where there is none."""
    if rang == len(mots):
        return rang
    if mots[rang].isdigit():
        return rang + (len(mots[rang]) == _ANNEE and int(mots[rang]) in _ANNEES)
    milles = next((i for i in (rang, rang + 1) if mots[i : i + 1] in (["mille"], ["mil"])), None)
    if milles is None or mots[rang] not in {"mille", "mil", "deux"}:
        return rang
    return number_at(mots, milles + 1)[1] if milles + 1 < len(mots) else milles + 1


def _word(jour: int, mois: int) -> str:
    # Any year has that month.
    return f"{jour}{fold(date_sans_annee(dt.date(2000, mois, 2))).split()[-1]}"


_JETON = re.compile(rf"[^\W\d]+|[0-9]+|{FIN}")
#: « l7 », « i28 »; « c0paya », « c1air ».
_POUR_CHIFFRE, _POUR_LETTRE = (
    re.compile(r"(?<![^\W_])[oil](?=[0-9]{1,3}(?![^\W_]))"),
    re.compile(r"(?<=[^\W\d_])[01](?=[^\W\d_]{2})"),
)
_EN_CHIFFRES, _EN_LETTRES = str.maketrans("oil", "011"), str.maketrans("0123456789", "olzeasgtbg")
#: Digits of a number in a street, of a postcode and of its two parts.
_LONG, _POSTAL, _CODE = 4, 5, (2, 3)
#: Single signs in a row from which they are one word; letters of « la » in « la fayet ».
_EPELES, _PETIT = 5, 2
#: « p a s t e u r »
_EPELE = re.compile(r"(?<![^\W_])(?:[^\W_] ){4,}[^\W_](?![^\W_])")
#: Words from that of a kind of street to its name: « r. de la Répu ».
_PETITS = 3
#: Letters of a word that is found inside another, and of one that others may be glued in.
_ASSEZ, _COLLE = 5, 8
#: What kinds of street begin with.
_INITIALES = frozenset("abcfhilqrsv")
#: How many houses a range goes over.
ETENDUE = 20


class Place(NamedTuple):
    """Where a word stands: the rank of the first one and that after the last. `sur`: not only by its beginning."""

    debut: int
    fin: int
    sur: bool


class NombreDit(NamedTuple):
    """A number of a text: what it is worth, and the ranks of the word where it begins and of the one after."""

    valeur: int
    debut: int
    fin: int


def are_one_number(bas: int, haut: int) -> bool:
    """True for what may be one number that is written apart: « 2 7 », « 12 8 »."""
    return bas >= 0 and len(f"{bas}{haut}") <= 3  # noqa: PLR2004 - those of most houses


class MotsConnus:
    """What is known of each word of a text, looked up once."""

    def __init__(self, lexique: LexiqueReleve) -> None:
        self.lexique = lexique
        self._connus: dict[str, str | None] = {}
        self._noms: dict[str, str] = {}

    def knows(self, mot: str) -> str | None:
        """The letters of `Connu` of an ordinary word; None for another."""
        if mot not in self._connus:
            ici = mot in self.lexique.usuels or mot in self.lexique.civilites
            self._connus[mot] = "" if ici else self.lexique.ordinaires.find(mot)
        return self._connus[mot]

    def is_ordinary(self, mot: str) -> bool:
        """True for a word that says by itself nothing of a place."""
        return self.knows(mot) is not None

    def is_plain(self, mot: str) -> bool:
        """True for an ordinary word that is no first name: « marcel » is one."""
        return self.is_ordinary(mot) and "p" not in self.names(mot).casefold()

    def is_little(self, mot: str) -> bool:
        """True for what stands between the words of a name: « de la », « l' », « et »."""
        return (len(mot) == 1 and mot.isalpha()) or Connu.DETERMINANT in (self.knows(mot) or "") or mot == "et"

    def is_grammar(self, mot: str) -> bool:
        """True for a word that no name is made of."""
        connu = self.knows(mot) or ""
        return (len(mot) == 1 and mot.isalpha()) or Connu.GRAMMAIRE in connu or Connu.DETERMINANT in connu

    def is_rare(self, mot: str) -> bool:
        """True for a word that names nothing else: neither ordinary French, nor a frequent name, nor a word of a town's."""
        return len(mot) >= COURT and mot.isalpha() and not self.is_ordinary(mot) and not {*self.names(mot)} - {"p", "n"}

    def is_said_often(self, mot: str) -> bool:
        """True for a frequent word, or what is a frequent name too: « parc », « gare »; not « glycines »."""
        return Connu.FREQUENT in (self.knows(mot) or "") or self.names(mot) != self.names(mot).casefold()

    def names(self, mot: str) -> str:
        """What a word may name, as in `LexiqueReleve.noms`."""
        if mot not in self._noms:
            self._noms[mot] = self.lexique.noms.find(mot) or ""
        return self._noms[mot]


class TexteEnMots:
    """A folded text. `majuscules`: the words that bear a capital somewhere in it, where that is known."""

    def __init__(self, plie: str, vocabulaire: MotsConnus, majuscules: frozenset[str] = frozenset()) -> None:
        self.vocabulaire = vocabulaire
        self.majuscules, self._plie = majuscules, plie
        jetons = _with_days([*_cut(_meant(plie))])
        #: Each word, each run of digits; FIN between two passages.
        self.mots = [mot for mot, _ in jetons]
        self._debuts = [debut for _, debut in jetons]
        self._trouves: dict[str, list[Place]] = {}

    def mot(self, rang: int) -> str:
        """The word at a rank; empty before the first and after the last."""
        return self.mots[rang] if 0 <= rang < len(self.mots) else ""

    def debut(self, rang: int) -> int:
        """Where a word begins in the text."""
        return self._debuts[rang]

    def rang(self, debut: int) -> int:
        """Which word stands there in the text."""
        return bisect_right(self._debuts, debut) - 1

    @cached_property
    def epeles(self) -> frozenset[int]:
        """Where a word that is written letter by letter begins in the text."""
        return frozenset(trouve.start() for trouve in _EPELE.finditer(self._plie))

    @cached_property
    def rangs(self) -> dict[str, list[int]]:
        """By word, where it stands; a number by what it is worth."""
        trouves: dict[str, list[int]] = {}
        for rang, mot in enumerate(self.mots):
            trouves.setdefault(one_way(mot), []).append(rang)
        return trouves

    def places(self, mot: str) -> list[Place]:
        """Where a word of an address stands, in order."""
        if mot not in self._trouves:
            trouves = {rang: Place(rang, rang + 1, sur=True) for forme in forms_of(mot) for rang in self.rangs.get(forme, ())}
            for place in self._nearly(mot):
                if place.debut not in trouves or (place.sur and not trouves[place.debut].sur):
                    trouves[place.debut] = place
            self._trouves[mot] = sorted(trouves.values())
        return self._trouves[mot]

    def _nearly(self, mot: str) -> Iterator[Place]:
        for cle in keys_of_sought(mot):
            for forme, debut, fin in self._approches.get(cle, ()):
                if sounds_like(mot, forme) or differ_little(mot, forme):
                    yield Place(debut, fin, sur=True)
                elif cle.endswith("~"):
                    yield Place(debut, fin, sur=False)
        for ici in range(TRONQUE, len(mot) - TRONQUE + 1):
            # « Font froide »
            suite = (rang for rang in self.rangs.get(mot[:ici], ()) if self.mots[rang + 1 : rang + 2] == [mot[ici:]])
            yield from (Place(rang, rang + 2, sur=True) for rang in suite)
        if len(mot) >= _ASSEZ and mot.isalpha():
            texte, debuts, rangs = self._colles
            ici = texte.find(mot)
            while ici >= 0:
                rang = rangs[bisect_right(debuts, ici) - 1]
                yield Place(rang, rang + 1, sur=True)
                ici = texte.find(mot, ici + 1)

    def glued(self, mots: Sequence[str]) -> Iterator[Place]:
        """Where all these words stand in one, in their order: « Coatforn », « parcauxbiches »."""
        if sum(map(len, mots)) < _COLLE or mots[-1] not in self._colles[0]:
            return
        for rang, mot in zip(self._colles[2], self._colles[0].split(), strict=True):
            ici = 0
            for dit in mots:
                trouve = mot.find(dit, ici) if ici >= 0 else -1
                ici = trouve + len(dit) if trouve >= 0 else -1
            if ici >= 0:
                yield Place(rang, rang + 1, sur=True)

    @cached_property
    def _rares(self) -> list[tuple[str, int, int]]:
        """The words that are no ordinary French, each also with the one before and the one after, as « Ker Losquet »."""
        trouves = list[tuple[str, int, int]]()
        avant = {*self.vocabulaire.lexique.civilites, *self._streets()}
        for mot, rangs in self.rangs.items():
            if len(mot) > 1 and mot.isalpha():
                ordinaire = self.vocabulaire.is_ordinary(mot)
                # « Mme Dub. », « ru volter »
                for rang in (rang for rang in rangs if not ordinaire or not avant.isdisjoint(self._before(rang))):
                    trouves.append((mot, rang, rang + 1))
                    deux = ((i, self.mots[i] + self.mots[i + 1]) for i in (rang - 1, rang) if 0 <= i < len(self.mots) - 1)
                    trouves += ((colle, i, i + 2) for i, colle in deux if colle.isalpha())
        return [*trouves, *self._drawn()]

    def _drawn(self) -> Iterator[tuple[str, int, int]]:
        """« K3rg0at »: the words where figures stand for letters, each figure as the one that it looks like."""
        suite = list[str]()
        for rang, mot in enumerate(self.mots):
            touche = rang and self._debuts[rang] == self._debuts[rang - 1] + len(self.mots[rang - 1])
            if not touche or not (mot.isalpha() or (mot.isdigit() and len(mot) == 1)) or len(suite) > TROP:
                suite = []
            if suite or mot.isalpha():
                suite.append(mot)
            if len(suite) > 1 and mot.isalpha():
                yield "".join(suite).translate(_EN_LETTRES), rang + 1 - len(suite), rang + 1

    def _streets(self) -> Iterator[str]:
        """What is heard as a kind of street, « ru », « avenu »; and « r. »."""
        sons = sounds_of(self.vocabulaire.lexique.voies)
        initiales = [mot for mot in self.rangs if mot.isalpha() and mot[0] in _INITIALES]
        yield from (mot for mot in initiales if mot == "r" or sound_of(mot) in sons)

    def _before(self, rang: int) -> tuple[str, ...]:
        """The words before, down to the first that is no little one."""
        debut = rang - 1
        while debut > rang - _PETITS and self.vocabulaire.is_little(self.mot(debut)):
            debut -= 1
        return tuple(self.mots[max(0, debut) : rang])

    @cached_property
    def _approches(self) -> dict[str, list[tuple[str, int, int]]]:
        """What is no ordinary French, by all that may be sought of it."""
        trouves: dict[str, list[tuple[str, int, int]]] = {}
        for forme, debut, fin in self._rares:
            if len(forme) <= TROP:
                seul = fin == debut + 1
                elide = (forme[1:],) if forme[0] in "dlz" and seul else ()
                entendu = seul or len(self.mots[debut]) <= _PETIT
                for une in (forme, *elide):
                    for cle in (*keys_of(une), *((sound_key(une),) if entendu else ())):
                        trouves.setdefault(cle, []).append((une, debut, fin))
                if seul and len(forme) >= TRONQUE:
                    trouves.setdefault(f"{forme}~", []).append((forme, debut, fin))
        return trouves

    @cached_property
    def _colles(self) -> tuple[str, list[int], list[int]]:
        """The long words that are none, one after the other; where each begins, and its rank."""
        longs = [(mot, rang) for mot, rang, fin in self._rares if len(mot) >= _COLLE and fin == rang + 1]
        debuts, place = list[int](), 0
        for mot, _ in longs:
            debuts.append(place)
            place += len(mot) + 1
        return " ".join(mot for mot, _ in longs), debuts, [rang for _, rang in longs]

    @cached_property
    def codes(self) -> dict[int, str]:
        """By rank, a postcode; « 93 100 » by those of its two parts."""
        trouves = dict[int, str]()
        for rang, mot in enumerate(self.mots):
            if mot.isdigit():
                suivant = self.mots[rang + 1] if rang + 1 < len(self.mots) else ""
                if len(mot) == _POSTAL:
                    trouves[rang] = mot
                elif suivant.isdigit() and (len(mot), len(suivant)) == _CODE:
                    trouves[rang] = trouves[rang + 1] = mot + suivant
        return trouves

    @cached_property
    def nombres(self) -> dict[int, NombreDit]:
        """By the rank where it begins, each number that may be that of a house."""
        trouves = dict[int, NombreDit]()
        rang = 0
        while rang < len(self.mots):
            valeur, fin = number_at(self.mots, rang)
            if fin == rang and len(self.mots[rang]) > 1 and (romaine := roman_value(self.mots[rang])) is not None:
                valeur, fin = romaine, rang + 1
            if fin > rang and rang not in self.codes and not (self.mots[rang].isdigit() and len(self.mots[rang]) > _LONG):
                trouves[rang] = NombreDit(valeur, rang, fin)
            rang = max(fin, rang + 1)
        return trouves

    @cached_property
    def finissent(self) -> dict[int, NombreDit]:
        """The same by the rank after each."""
        return {nombre.fin: nombre for nombre in self.nombres.values()}

    @cached_property
    def valeurs(self) -> frozenset[int]:
        """What its numbers may be worth, those of a range among them, and « 2 7 » as 27."""
        dites, avant = set[int](), -1
        for nombre in self.nombres.values():
            dites.add(nombre.valeur)
            if 0 <= avant < nombre.valeur <= avant + ETENDUE:
                dites.update(range(avant, nombre.valeur))
            if are_one_number(avant, nombre.valeur):
                dites.add(int(f"{avant}{nombre.valeur}"))
            avant = nombre.valeur
        return frozenset(dites)

    def around(self, debut: int, fin: int, portee: int) -> range:
        """The ranks of the same passage that are near."""
        bas, haut = debut, fin
        while bas > max(0, debut - portee) and self.mots[bas - 1] != FIN:
            bas -= 1
        while haut < min(len(self.mots), fin + portee) and self.mots[haut] != FIN:
            haut += 1
        return range(bas, haut)


def _meant(plie: str) -> str:
    """The same, sign for sign, each letter that is typed for a figure as that one, and the other way."""
    plie = _POUR_CHIFFRE.sub(lambda suite: suite[0].translate(_EN_CHIFFRES), plie)
    return _POUR_LETTRE.sub(lambda signe: signe[0].translate(_EN_LETTRES), plie)


def _cut(plie: str) -> Iterator[tuple[str, int]]:
    """Each word with where it begins; a run of single signs is one word, cut again between figures and letters."""
    jetons = [(trouve[0], trouve.start()) for trouve in _JETON.finditer(plie)]
    rang = 0
    while rang < len(jetons):
        fin = rang
        while fin < len(jetons) and len(jetons[fin][0]) == 1 and jetons[fin][0] != FIN:
            fin += 1
        if fin - rang >= _EPELES:
            colle = "".join(mot for mot, _ in jetons[rang:fin])
            yield from ((trouve[0], jetons[rang][1]) for trouve in _JETON.finditer(colle))
        else:
            fin = max(fin, rang + 1)
            yield from jetons[rang:fin]
        rang = fin


def words_of(plie: str) -> Sequence[str]:
    """The words and the numbers of a folded text, those that touch each other apart; a day is one."""
    return [mot for mot, _ in _with_days([(trouve[0], trouve.start()) for trouve in _JETON.finditer(plie)])]


def _with_days(jetons: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    """The same, each day as one word."""
    dits, rang = list[tuple[str, int]](), 0
    for debut, fin, jour in days_in([mot for mot, _ in jetons]):
        dits += [*jetons[rang:debut], (jour, jetons[debut][1])]
        rang = fin
    return [*dits, *jetons[rang:]]
