"""What of an address tells where it is: its numbers, the words of its street or of its house, its doors, its town.

Nothing says how it is written: what a word is (ordinary, rare, someone's, a kind of place) is known of the vocabulary.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import filterfalse

from droits_usagers.domain.controle.lecture import spaced
from droits_usagers.domain.controle.texte_en_mots import ETENDUE, MotsConnus, is_same_word, one_way, words_of
from droits_usagers.domain.mots.nombres import value_of

_COUPE = re.compile(r"[,;()\n]| [-–—] ")
#: « PK 18,5 »; not « 12,14 rue Haute ».
_DECIMALE = re.compile(r"(?<=[^\W\d])( ?[0-9]+)[.,][0-9]+")
_CODE = re.compile(r"(?<![0-9])([0-9]{2}) ?([0-9]{3})(?![0-9])")
_POSTAL = re.compile(r"(?:^|(?<=\D))(?:f )?([0-9]{2} ?[0-9]{3}) ([^\W\d].*)$")
_VILLE_AVANT = re.compile(r"([^\W\d]+(?: [^\W\d]+)*) [0-9]{2} ?[0-9]{3}")
_ANNEE = re.compile(r"(?:19|20)[0-9]{2}")
#: After a number, and before it; of no place in an address.
SUFFIXES = frozenset({"bis", "ter", "quater", "b", "t", "q", "a", "c", "d", "e", "er", "et", "eme"})
NUMERO = frozenset({"n", "no", "numero", "num", "nr"})
_RIEN = frozenset({"france", "cedex"})
_SIGLE = re.compile(r"\b[A-Z]{3,}\b")
#: Figures of a number in a street.
_LONG = 4
#: Figures of a number that few doors have.
_GRAND = 3
_ELIDES = frozenset({"l", "d", "c", "m"})
#: What one calls a place by, and a street too.
RESIDENCES = frozenset({"residence", "hameau", "lotissement", "cite", "villa"})
LIEU_DIT = ("lieu", "dit")
DEFINIS = frozenset({"le", "la", "les", "l"})


@dataclass(frozen=True)
class Ville:
    """The town of an address: its postcode, its words."""

    code: str = field(repr=False)
    mots: tuple[str, ...] = field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.code or self.mots)

    def is_same(self, autre: "Ville") -> bool:
        """True where both are said, and are one: « grenoble » and « grenoble france »."""
        return bool(self.mots and autre.mots) and all(map(is_same_word, self.mots, autre.mots))

    def is_other(self, autre: "Ville") -> bool:
        """True where it is for sure another: a town may have several postcodes, and one postcode several towns."""
        return all((*self, *autre)) and self.code != autre.code and not self.is_same(autre)

    def __iter__(self) -> Iterator[object]:
        return iter((self.code, self.mots))


@dataclass(frozen=True)
class PartieDite:
    """A part of an address."""

    #: As it is written, « 12 bis »; empty for none.
    numero: str = field(repr=False)
    #: Those of a house; none for a house that is named alone.
    numeros: frozenset[int] = field(repr=False)
    #: Of what kind of place it is: « chemin », « résidence », « lieu dit »; its name.
    sorte: tuple[str, ...] = field(repr=False)
    nom: tuple[str, ...] = field(repr=False)
    #: It begins with « le », « la », or they follow the kind: a name of its own.
    propre: bool
    #: Someone, or « chez » someone.
    personne: bool
    #: What stands before its name is what an establishment is called, or an acronym.
    etablissement: bool

    @property
    def mots(self) -> tuple[str, ...]:
        """All of it."""
        return (*self.sorte, *self.nom)

    @property
    def est_lieu(self) -> bool:
        """« Combe-Haute », « lieu-dit Combe-Haute », « lotissement Copaya »: what it is need not be said."""
        return self.sorte in {(), LIEU_DIT} or self.etablissement


@dataclass(frozen=True)
class AdresseDite:
    """A whole address."""

    parties: tuple[PartieDite, ...]
    #: « bâtiment C », « appartement 12 », wherever it says them.
    portes: tuple[tuple[str, str], ...] = field(repr=False)
    ville: Ville

    @property
    def numerotee(self) -> bool:
        """One of its parts is a street with its number."""
        return any(partie.numeros for partie in self.parties)


def is_own_door(genre: str, numero: str) -> bool:
    """True for what no other house of a town has: a long number, or that of « PK », « BP », « CS ».

    >>> is_own_door("cs", "40512"), is_own_door("pk", "18"), is_own_door("bat", "3")
    (True, True, False)
    """
    return len(numero) >= _GRAND or is_acronym(genre)


def is_acronym(genre: str) -> bool:
    """True for « bp », that no one says as a word."""
    return len(genre) > 1 and not set("aeiouy") & set(genre)


def postcode_of(lignes: Sequence[str]) -> str:
    """The last one that an address says; empty for none."""
    return town_of(lignes).code


def town_of(lignes: Sequence[str]) -> Ville:
    """The last postcode of an address, and the town that it says after it; nothing where there is no postcode."""
    plie = spaced(" \n ".join(lignes))
    codes = [*_CODE.finditer(plie)]
    if not codes:
        return Ville("", ())
    dits = [mot for mot in plie[codes[-1].end() :].split() if mot.isalpha() and mot not in _RIEN]
    if not dits:
        # « Bobigny 93000 »
        avant = next(filter(None, map(_VILLE_AVANT.fullmatch, map(spaced, reversed(lignes)))), None)
        dits = avant[1].split() if avant else []
    return Ville("".join(codes[-1].groups()), tuple(dits))


def segments(ligne: str, code: str = "") -> Iterator[tuple[str, ...]]:
    """The parts of a line, without the postcode and its town. `code`: the postcode, if known: « CS 40512 » has another."""
    for morceau in _COUPE.split(_DECIMALE.sub(r"\1", ligne)):
        plie = spaced(morceau)
        if (ville := _POSTAL.search(plie)) or (
            (ville := _VILLE_AVANT.fullmatch(plie)) and plie.replace(" ", "").endswith(code)
        ):
            plie = plie[: ville.start()].strip()
        if mots := words_of(plie):
            yield tuple(mots)


def read_address(lignes: Sequence[str], vocabulaire: MotsConnus) -> AdresseDite:
    """What it says of where it is."""
    ville = town_of(lignes)
    # « MECS »: among other letters, its capitals tell it from a word.
    sigles = frozenset(spaced(sigle) for ligne in lignes if not ligne.isupper() for sigle in _SIGLE.findall(ligne))
    lecteur = _Lecteur(vocabulaire, frozenset((*ville.mots, *_RIEN)), sigles)
    attente, ecrit, parties = frozenset[int](), "", list[PartieDite]()
    ecrits = [mots for ligne in lignes for mots in segments(ligne, ville.code)]
    if not ville and _is_town(ecrits, vocabulaire):
        ville = Ville("", ecrits.pop())
    lecteur.sans_numero = not any(mot.isdigit() for mots in ecrits for mot in mots)
    for mots in ecrits:
        numeros, reste = lecteur.read(mots, attendu=bool(attente))
        if reste is not None:
            parties.append(reste if numeros or not attente else replace(reste, numero=ecrit, numeros=attente))
            attente = frozenset()
        elif numeros and parties and not parties[-1].numeros and not lecteur.portes:
            parties[-1] = replace(parties[-1], numero=lecteur.numero, numeros=numeros)
        else:
            attente, ecrit = numeros, lecteur.numero
    portes = tuple(lecteur.portes)
    if attente and not parties and portes:
        # « étage 3, 12 »
        portes = (*portes, ("", str(min(attente))))
    return AdresseDite(tuple(parties), portes, ville)


def _is_town(ecrits: Sequence[Sequence[str]], connus: MotsConnus) -> bool:
    """« 9 rue Haute, Dreux »: where no postcode is said, what comes last, after a house, and is called as a town."""
    if len(ecrits) < 2 or not any(map(str.isdigit, ecrits[-2])) or not all(map(str.isalpha, ecrits[-1])):  # noqa: PLR2004
        return False
    propres = [mot for mot in ecrits[-1] if "c" in connus.names(mot).casefold() and not connus.is_ordinary(mot)]
    return bool(propres) and connus.lexique.voies.isdisjoint(ecrits[-1])


class _Lecteur:
    """Reads the parts of one address."""

    def __init__(self, vocabulaire: MotsConnus, tus: frozenset[str], sigles: frozenset[str]) -> None:
        self._vocabulaire, self._tus = vocabulaire, tus
        self._etablissements = vocabulaire.lexique.organisations | sigles | RESIDENCES
        self.portes: list[tuple[str, str]] = []
        #: Only names say where: « Lou Cantou » is no first name there.
        self.sans_numero = False
        #: The last number that was read, as it is written.
        self.numero = ""
        #: The number that was read stands before its street.
        self._avant = False

    def read(self, mots: tuple[str, ...], *, attendu: bool = False) -> tuple[frozenset[int], PartieDite | None]:
        """The numbers of a part and what it names; its doors are set aside. `attendu`: a number alone stands before it."""
        mots, numeros = self._without_numbers(mots)
        lexique = self._vocabulaire.lexique
        chez = mots[:1] == ("chez",) or mots[:2] == ("c", "o")
        # « R. des Lilas », « 5, R. Neuve », not « R. Dupont ».
        initiale = len(mots) > 1 and len(mots[0]) == 1 and mots[0] not in _ELIDES
        voie = initiale and (attendu or bool(numeros) or self._is_little(mots[1]))
        forts = [i for i, mot in enumerate(mots) if not self._is_little(mot) or (voie and not i)] or [*range(len(mots))]
        dits = [one_way(mots[i]) for i in forts if mots[i] != "chez"]
        # « maison d'arrêt de Varces »: the town is of the name.
        la = {mots[i] for i in forts if i and mots[i - 1] in {"de", "d", "du"}}
        # « Quartier Morne-Vent », at Le Morne-Rouge: a word of its town is not the town.
        tus = self._tus if {*filterfalse(self._is_little, self._tus - _RIEN)} <= {*mots} else _RIEN
        dits = [mot for mot in dits if mot not in tus - la or numeros] or dits
        if not dits:
            return numeros, None
        if len(dits) == 1 and dits[0] in lexique.voies and forts[0] == 0 and len(mots) > 1:
            # « 3 rue A »
            dits.append(mots[-1])
        someone = chez or (not numeros and not voie and self._is_someone(dits))
        if someone:
            dits = [mot for mot in dits if mot not in lexique.civilites and mot not in {"m", "mme"}] or dits
            hote = tuple(dits[-1:] if chez else dits)
            return numeros, PartieDite("", frozenset(), (), hote, propre=False, personne=True, etablissement=False)
        sorte = self._kind(mots, dits, numerotee=bool(numeros))
        nom = tuple(dits[len(sorte) :])
        apres = mots.index(sorte[-1]) + 1 if sorte and sorte[-1] in mots else 0
        propre = mots[apres : apres + 1] != () and mots[apres] in DEFINIS
        etablissement = not self._etablissements.isdisjoint(sorte)
        if len(nom) > 1 and _ANNEE.fullmatch(nom[-1]):
            nom = nom[:-1]
        if numeros and not self._avant and sorte and sorte[0] not in lexique.voies:
            # « tour Keller 2 »
            numeros = frozenset()
        numero = self.numero if numeros else ""
        return numeros, PartieDite(numero, numeros, sorte, nom, propre=propre, personne=False, etablissement=etablissement)

    def _is_little(self, mot: str) -> bool:
        return (len(mot) == 1 and not mot.isdigit()) or self._vocabulaire.is_little(mot)

    def _is_someone(self, mots: Sequence[str]) -> bool:
        """« Mme Odile Roy », « Odile Roy »: a first name, and nothing but names."""
        if mots[0] in self._vocabulaire.lexique.civilites:
            return True
        prenom = not self.sans_numero and any("p" in self._vocabulaire.names(mot).casefold() for mot in mots)
        return len(mots) > 1 and prenom and not any(map(self._vocabulaire.is_ordinary, mots))

    def _kind(self, mots: Sequence[str], dits: Sequence[str], *, numerotee: bool) -> tuple[str, ...]:
        """What stands before the name: « centre hospitalier », else one word; nothing where nothing would be left."""
        if len(dits) < 2 or mots[0] in DEFINIS:  # noqa: PLR2004 - a kind and a name
            return ()
        premier = dits[0]
        ordinaire = len(premier) == 1 or self._vocabulaire.is_ordinary(premier) or not self._vocabulaire.names(premier)
        if value_of(premier) is not None or not (ordinaire or premier in self._vocabulaire.lexique.voies):
            return ()
        if tuple(dits[:2]) == LIEU_DIT and len(dits) > len(LIEU_DIT):
            return LIEU_DIT
        # « foyer de jeunes travailleurs L'Escale »: what begins with « le », « la » is the name.
        # « aire d'accueil du Moulin »: so does what comes after « du ».
        propre = next((i for i, mot in enumerate(mots) if i and mot in {*DEFINIS, "du", "des"}), 0)
        genre = [mot for mot in dits if mot in mots[:propre]]
        if not numerotee and 0 < len(genre) < len(dits) and all(map(self._vocabulaire.is_plain, genre[1:])):
            return tuple(genre)
        # Ordinary words in a row, before a name that is none.
        fin = next((i for i, mot in enumerate(dits) if mots[i] != mot or not self._vocabulaire.is_plain(mot)), len(dits))
        return (
            tuple(dits[:fin])
            if fin > 1 and not numerotee and not all(map(self._vocabulaire.is_plain, dits[fin:]))
            else (premier,)
        )

    def _without_numbers(self, mots: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[int]]:
        """A part without the numbers of its house nor its doors; and these numbers."""
        reste, numeros, rang, voie = list[str](), list[int](), 0, False
        self._avant = False
        while rang < len(mots):
            mot, suivant = mots[rang], mots[rang + 1] if rang + 1 < len(mots) else ""
            if mot in NUMERO and suivant.isdigit():
                rang += 1
            elif not rang and suivant in NUMERO and self._is_door((mot, *mots[2:3]), 0):
                # « caravane n° 6 »
                self.portes.append((mot, mots[2].lstrip("0") or mots[2]))
                rang += 3
            elif mot.isdigit():
                seul = not voie or rang + 1 == len(mots) or (rang + 2 == len(mots) and suivant in SUFFIXES)
                if seul and len(mot) <= _LONG and not (voie and _ANNEE.fullmatch(mot)):
                    numeros.append(int(mot))
                    self._avant, debut = not voie, rang
                    rang += 1
                    while rang < len(mots) and mots[rang] in SUFFIXES and rang + 1 < len(mots) + voie:
                        rang += 1
                    self.numero = " ".join(mots[debut:rang]).lstrip("0")
                else:
                    reste.append(mot)
                    rang += 1
            elif self._is_door(mots, rang):
                self.portes.append((mot, suivant.lstrip("0") or suivant))
                rang += 2
            else:
                voie = voie or not self._is_little(mot)
                reste.append(mot)
                rang += 1
        bas, haut = min(numeros, default=0), max(numeros, default=0)
        etendue = range(bas, haut + 1) if numeros and haut - bas <= ETENDUE else numeros
        return tuple(reste), frozenset(etendue)

    def _is_door(self, mots: Sequence[str], rang: int) -> bool:
        """« appt 12 », « bât. C »: a word that names nobody, right before a number or a letter."""
        mot, suivant = mots[rang], mots[rang + 1] if rang + 1 < len(mots) else ""
        lettre = len(suivant) == 1 and suivant.isalpha() and (rang + 2 == len(mots) or suivant not in {"l", "d", "n"})
        if not (suivant.isdigit() or lettre) or len(mot) == 1 or not mot.isalpha():
            return False
        if mot in SUFFIXES or mot in self._vocabulaire.lexique.voies or self._vocabulaire.is_grammar(mot):
            return False
        nom = bool(rang) and mots[rang - 1] in {*self._vocabulaire.lexique.voies, *RESIDENCES}
        if nom and suivant.isdigit() and self._vocabulaire.is_rare(mot):
            # « lotissement Cabassou 3 »
            return False
        if rang and (mots[rang - 1].isdigit() or mots[rang - 1] in {"des", "de", "du", "la", "le", "les", "l", "d"}):
            return False
        return self._vocabulaire.is_ordinary(mot) or not self._vocabulaire.names(mot)
