"""Whether a text says where someone lives: the rare words of a street and its number near each other, in whatever order.

Nothing is said of how it may be written: the number is in figures or in letters, alone or in a range; the words have a slip,
are glued or split; what stands between them is a few little words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile
from typing import NamedTuple

from droits_usagers.domain.controle.decoupe import MotsLieux
from droits_usagers.domain.controle.lecture import FIN
from droits_usagers.domain.mots.distance import distance
from droits_usagers.domain.mots.nombres import number_at, roman_value, value_of
from droits_usagers.domain.mots.sons import sound_of

_JETON = re.compile(rf"[^\W\d]+|[0-9]+|{FIN}")
_ANNEE = re.compile(r"(?:19|20)[0-9]{2}")
#: Between the two ends of a range.
_ENTRE = frozenset({"a", "au", "et", "ou", "le", "bis", "ter", "b", "t"})
_ETENDUE = 20
#: The same where nothing says that it is one: on a street, and of one house.
_MAISONS, _MAISON = 10, 4
#: Digits of a number in a street, and of the two parts of a postcode.
_LONG = 4
_CODE = (2, 3)
#: How many words are looked at on either side of a number, and how many may say nothing of a street.
_FENETRE = 14
_ETRANGERS = 3
#: Single signs in a row from which they are one word; letters of a word that may have a slip, that is rare, that may have two.
_EPELES = 5
_COURT, _ASSEZ, _SUR = 4, 5, 8
#: Signs of what is heard of a word, from which it may be told by that alone.
_ENTENDU = 3
_UN = frozenset({"un", "une"})
LIT_N = frozenset({"n", "no", "numero", "num", "nr"})
MOIS = frozenset(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()  # noqa: SIM905 - as one reads it
)


class NombreDit(NamedTuple):
    """A number of a text: the word where it begins, and the one after."""

    valeur: int
    rang: int
    apres: int


class TexteEnMots:
    """A folded text, as words and numbers; where each number stands."""

    def __init__(self, plie: str) -> None:
        self.plie = plie
        self._rares: list[tuple[str, int]] | None = None
        self._paires: list[tuple[NombreDit, NombreDit]] = []

    @cached_property
    def serre(self) -> str:
        """Without its spaces."""
        return self.plie.replace(" ", "")

    @cached_property
    def _jetons(self) -> list[tuple[str, int]]:
        return [*_cut(self.plie)]

    @cached_property
    def mots(self) -> list[str]:
        """Each word, each run of digits; FIN between two passages."""
        return [mot for mot, _ in self._jetons]

    def debut(self, rang: int) -> int:
        """Where a word begins in the text."""
        return self._jetons[rang][1]

    def rang(self, debut: int) -> int:
        """Which word stands there in the text."""
        return bisect_right(self._jetons, debut, key=lambda jeton: jeton[1]) - 1

    @cached_property
    def rangs(self) -> dict[str, list[int]]:
        """By word, where it stands."""
        trouves: dict[str, list[int]] = {}
        for rang, mot in enumerate(self.mots):
            trouves.setdefault(mot, []).append(rang)
        return trouves

    def unusual(self, mots: MotsLieux) -> list[tuple[str, int]]:
        """The words that are no ordinary French, each also with the one before and the one after, as « Ker Losquet »."""
        if self._rares is None:
            self._rares = []
            for mot, rangs in self.rangs.items():
                if len(mot) > 1 and mot.isalpha() and not mots.is_ordinary(mot):
                    for rang in rangs:
                        self._rares.append((mot, rang))
                        self._rares += (
                            (self.mots[i] + self.mots[i + 1], i) for i in (rang - 1, rang) if 0 <= i < len(self.mots) - 1
                        )
        return self._rares

    @cached_property
    def nombres(self) -> dict[int, list[tuple[int, int]]]:
        """By number, the words that say it: the first, and the one after the last."""
        trouves: dict[int, list[tuple[int, int]]] = {}
        avant: NombreDit | None = None
        rang = 0
        while rang < len(self.mots):
            valeur, fin = number_at(self.mots, rang)
            if fin == rang:
                if (romaine := roman_value(self.mots[rang])) is not None:
                    trouves.setdefault(romaine, []).append((rang, rang + 1))
                rang += 1
                continue
            if (len(self.mots[rang]) > _LONG and self.mots[rang].isdigit()) or self._is_postcode(rang):
                avant = None
            else:
                trouves.setdefault(valeur, []).append((rang, fin))
                dit = NombreDit(valeur, rang, fin)
                if avant is not None and rang - avant.apres <= len(_CODE) and _ENTRE.issuperset(self.mots[avant.apres : rang]):
                    if avant.valeur < valeur <= avant.valeur + _ETENDUE:
                        self._paires.append((avant, dit))
                    if rang == avant.apres and avant.valeur <= 9 and len(self.mots[rang]) <= _CODE[0]:  # noqa: PLR2004 - one digit
                        # « 2 7 » is 27.
                        trouves.setdefault(int(f"{avant.valeur}{valeur}"), []).append((avant.rang, fin))
                avant = dit
            rang = fin
        return trouves

    @property
    def paires(self) -> list[tuple[NombreDit, NombreDit]]:
        """Two numbers one after the other, that may be a range: « 27-31 »."""
        return self._paires if self.nombres else []

    def _is_postcode(self, rang: int) -> bool:
        """« 93 100 », its two parts."""
        suite = self.mots[rang : rang + 2]
        ici = len(suite) > 1 and all(map(str.isdigit, suite)) and tuple(map(len, suite)) == _CODE
        avant = self.mots[max(0, rang - 1) : rang + 1]
        return ici or (len(avant) > 1 and all(map(str.isdigit, avant)) and tuple(map(len, avant)) == _CODE)


@dataclass(frozen=True)
class RueNumerotee:
    """What tells one street number: the words of the street's name, in their order, and its number or the range it is."""

    #: Empty for a hamlet, whose number stands beside its name.
    voie: str
    nom: tuple[str, ...]
    numeros: frozenset[int]
    mots: MotsLieux

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where a text says it, whatever else it says there."""
        for numero in self.numeros:
            entre = [(bas.rang, haut.apres) for bas, haut in texte.paires if self._is_between(texte.mots, numero, (bas, haut))]
            for premier, apres in (*texte.nombres.get(numero, ()), *entre):
                if self._follows(texte.mots, premier, apres) or self._precedes(texte.mots, premier, apres):
                    yield texte.debut(premier)

    def _is_between(self, mots: Sequence[str], numero: int, paire: tuple[NombreDit, NombreDit]) -> bool:
        """True for a number that « 27-31 » says besides its ends; « appt 12, 21 rue » is no range."""
        bas, haut = paire
        avant = mots[bas.rang - 1] if bas.rang else FIN
        if not bas.valeur <= numero < haut.valeur or avant in self.mots.portes | self.mots.genres:
            return False
        entre = mots[bas.apres : haut.rang]
        if "a" in entre or "au" in entre:
            return True
        if "et" in entre or "ou" in entre:
            return numero == bas.valeur or "entre" in mots[max(0, bas.rang - 2) : bas.rang]
        # Nothing tells a dash from a comma: after a word that is none of an address, only the two ends of one house.
        lieu = avant in self._petits | self.mots.voies
        return haut.valeur - bas.valeur <= (_MAISONS if lieu else _MAISON) and (lieu or (haut.valeur - bas.valeur) % 2 == 0)

    def _follows(self, mots: Sequence[str], rang: int, apres: int) -> bool:
        """« 27, du chemin des Vignes »: the street after its number; « un » is one only before what kind of street it is."""
        suite = [*dropwhile(self.mots.suffixes.__contains__, mots[apres : apres + _FENETRE])]
        if not suite or suite[0] in MOIS or (mots[rang] in _UN and suite[0] not in self.mots.voies):
            return False
        dite = self.said(suite)
        return self._ends(suite[dite:]) if dite else self._is_shortened(suite)

    def _ends(self, suite: Sequence[str]) -> bool:
        """True unless « 12 rue », which is all that is known of it, goes on: « 12 rue des Lilas »."""
        seule = not self.voie and self.nom[0] in self.mots.voies - self.mots.genres - self.mots.communs
        return not seule or not suite or not (suite[0].isalpha() or suite[0] in self.mots.articles)

    def _is_shortened(self, suite: Sequence[str]) -> bool:
        """« 27 ter chemin du Moulin » for « chemin du Moulin à Papier »: its kind, its first word, and no other name after."""
        forts = [mot for mot in suite if mot not in self.mots.articles | self.mots.suffixes]
        if len(self.nom) == 1 or len(forts) < len(("chemin", "moulin")):
            return False
        fin = suite.index(forts[1]) + 1
        suivi = suite[fin].isalpha() and suite[fin] not in self._petits if fin < len(suite) else False
        return self.mots.one_way(forts[0]) == self.voie and forts[1] == self.nom[0] and not suivi

    def _precedes(self, mots: Sequence[str], rang: int, apres: int) -> bool:
        """« chemin des Vignes, n° 27 »: the number after its street, unless it is a day, a door or the number of another."""
        if mots[rang] in _UN or (rang and mots[rang - 1] in self.mots.portes) or (apres < len(mots) and mots[apres] in MOIS):
            return False
        avant = mots[max(0, rang - _FENETRE) : rang]
        voie = next((i for i in reversed(range(len(avant))) if self._begins(avant[i])), None)
        if voie is None or any(value_of(mot) is not None for mot in avant[max(0, voie - 1) : voie]):
            return False
        # « VIGNES (CHEMIN DES) 27 », as registers sort them.
        for debut in (voie, max(0, voie - len(self.nom))):
            dite = self.said(avant[debut:])
            reste = [*self._without_doors(avant[max(voie + 1, debut + dite) :])]
            permis = _ETRANGERS if self.voie else 0
            if dite and sum(mot not in self._petits | self.mots.communs for mot in reste) <= permis:
                return not any(mot.isdigit() and not _ANNEE.fullmatch(mot) for mot in reste)
        return False

    def _begins(self, mot: str) -> bool:
        return mot in self.mots.voies if self.voie else self._is_like(self.nom[0], mot)

    def _without_doors(self, mots: Sequence[str]) -> Iterator[str]:
        rang = 0
        while rang < len(mots):
            if self._is_door(mots[rang : rang + 2]):
                rang += 2
            else:
                yield mots[rang]
                rang += 1

    def said(self, mots: Sequence[str]) -> int:
        """How many of these words say the street before anything else; 0 where they do not."""
        trouves, etrangers, voie, rang = list[str](), 0, False, 0
        while rang < len(mots) and etrangers <= _ETRANGERS:
            dit, pris = self._named(mots, rang, trouves)
            if dit is not None:
                trouves.append(dit)
                voie = voie or not pris or dit in self.mots.voies
            elif self._is_kind(mots, rang):
                voie = True
            elif self._is_door(mots[rang : rang + 2]):
                pris = 2
            elif value_of(mots[rang]) is not None and not trouves:
                return 0
            else:
                etrangers += mots[rang] not in self._petits
            rang += pris or 1
            if self._is_enough(trouves, mots[:rang], voie=voie, etrangers=etrangers):
                return 0 if len(trouves) < len(self.nom) and self._goes_on(mots[rang : rang + 1]) else rang
        return 0

    def _goes_on(self, suite: Sequence[str]) -> bool:
        """True where the name is another: « rue Curie Sklodowska », neither its town nor « rue Curie chez maman » after it."""
        return any(mot.isalpha() and len(mot) > 1 and mot not in self.nom and self.mots.is_name(mot) for mot in suite)

    def _is_kind(self, mots: Sequence[str], rang: int) -> bool:
        """« rue »; or whatever a street is called there: « 27, drève des Vignes »."""
        if mots[rang] in self.mots.voies or (
            self.voie and mots[rang] not in self._petits and sound_of(mots[rang]) == self._sons[0]
        ):
            return True
        inconnu = self._rare and not rang and mots[0].isalpha() and mots[0] not in self._petits
        return inconnu and len(mots) > 1 and mots[1] in self.mots.articles

    def _is_door(self, mots: Sequence[str]) -> bool:
        """« appt 3 »."""
        return mots[0] in self.mots.portes and len(mots) > 1 and (mots[1].isdigit() or len(mots[1]) == 1)

    @cached_property
    def _petits(self) -> frozenset[str]:
        return self.mots.articles | self.mots.suffixes | LIT_N | {"e", "er", "et", "eme", "sur", FIN}

    def _is_enough(self, trouves: Sequence[str], dits: Sequence[str], *, voie: bool, etrangers: int) -> bool:
        """The last word of its name after what kind of street it is; all of them as they are written where no kind is said."""
        if self.nom[-1] not in trouves:
            return False
        entier = len(trouves) == len(self.nom)
        if voie and self.voie:
            # « rue du 8 mai » is not « mai ».
            return entier or self._alpha
        tels = {*map(self.mots.one_way, dits)}
        if len(self.nom) > 1 and not etrangers:
            tels |= {dit for dit, son in zip(self.nom, self._sons[1:], strict=True) if son in {*map(sound_of, tels)}}
        seul = (self._rare or not self.voie) and not etrangers
        return entier and tels.issuperset(self.nom) and (len(self.nom) > 1 or seul)

    @cached_property
    def _alpha(self) -> bool:
        return all(value_of(mot) is None for mot in self.nom[:-1])

    @cached_property
    def _rare(self) -> bool:
        mot = self.nom[-1]
        return len(mot) >= _ASSEZ and mot not in self.mots.communs | self.mots.ordinaires and value_of(mot) is None

    def _named(self, mots: Sequence[str], rang: int, trouves: Sequence[str]) -> tuple[str | None, int]:
        """Which word of the name stands there, and over how many; over none where it is glued to what kind of street it is."""
        mot = mots[rang]
        deux = mot + mots[rang + 1] if rang + 1 < len(mots) else mot
        for dit in (dit for dit in self.nom if dit not in trouves):
            if self._is_like(dit, mot):
                return dit, 1
            if len(dit) >= _ASSEZ and len(deux) > len(mot) and not mots[rang + 1].isdigit() and differ_little(dit, deux):
                return dit, 2
        if (entendu := self._heard(mots, rang, trouves)) is not None:
            return entendu, 1
        colle = next((dit for dit in reversed(self.nom) if self._is_glued(mot, dit)), None)
        return (colle, 0) if colle else (None, 1)

    def _heard(self, mots: Sequence[str], rang: int, trouves: Sequence[str]) -> str | None:
        """The word of the name that sounds like it, « boilo » for « Boileau »; an ordinary word right after its kind alone."""
        mot = mots[rang]
        if not self.voie or not mot.isalpha() or mot in self._petits | self.mots.voies:
            return None
        if not trouves and self.mots.is_ordinary(mot):
            avant = [*dropwhile(self.mots.articles.__contains__, reversed(mots[:rang]))]
            if not avant or self.mots.one_way(avant[0]) != self.voie:
                return None
        entendus = {sound_of(mot), *({sound_of(mot[1:])} if mot[0] in "dl" and len(mot) > 1 else ())}
        for dit, son in zip(self.nom, self._sons[1:], strict=True):
            if dit not in trouves and son in entendus and dit.isalpha() and (trouves or len(son) >= _ENTENDU):
                return dit
        return None

    @cached_property
    def _sons(self) -> tuple[str, ...]:
        """How its kind sounds, then each word of its name."""
        return tuple(map(sound_of, (self.voie, *self.nom)))

    def _is_like(self, dit: str, mot: str) -> bool:
        if dit == mot or (mot not in self.mots.articles and self.mots.equivalents.get(mot, (mot,))[0] == dit):
            return True
        if (valeur := value_of(mot)) is not None and valeur == value_of(dit):
            return True
        if len(mot) == 1 or len(dit) == 1:
            # An initial, for a first name: never for the word that tells the street.
            return dit != self.nom[-1] and mot[0] == dit[0]
        return differ_little(dit, mot)

    def _is_glued(self, mot: str, dit: str) -> bool:
        """« ruedesvignes »: before it, nothing but what stands before the name of a street."""
        place = mot.find(dit) if len(dit) >= _ASSEZ else 0
        return place > 0 and self._avant_nom.fullmatch(mot, 0, place) is not None

    @cached_property
    def _avant_nom(self) -> re.Pattern[str]:
        connus = {*self.mots.voies, *self.mots.articles, *self.mots.suffixes, *self.nom}
        return re.compile(f"(?:{'|'.join(map(re.escape, sorted(connus, key=len, reverse=True)))})*")


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


def differ_little(une: str, autre: str) -> bool:
    """True for two ways of writing one word: a slip or two, fewer in a short one, which begins with the same letter."""
    court, long = sorted((une, autre), key=len)
    if len(court) < _COURT or not (une + autre).isalpha():
        return court + "s" == long
    if len(court) < _SUR and une[0] != autre[0]:
        return False
    permis = 1 if len(court) < _SUR else 2
    return len(long) - len(court) <= permis and distance(une, autre) <= permis
