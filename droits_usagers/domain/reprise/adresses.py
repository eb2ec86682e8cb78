"""An address as people write it in one cell, and what of the cell has no place in an address.

A street, a building, a box, someone's home, a postcode and its town, a country: each word is placed, or is not of the address.
What warns of something is worded in a thousand ways; the way an address is built is always the same, so that nothing has to be
known of a warning for it to be set apart.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

from droits_usagers.domain.droit.feries import read_postcode, territoire_of_postcode
from droits_usagers.domain.droit.voies import ETRANGER, OUTRE_MER
from droits_usagers.domain.mots.pliage import PARTICULES, fold, undotted
from droits_usagers.domain.releve.vocabulaire import LexiqueReleve

_MOT = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[^\w\s]|_")
#: Between two parts of an address.
_SEPARE = re.compile(r"[,;/()\n|]|\s[-\u2013\u2014]+(?=\s)|[-\u2013\u2014]+(?=\s)|(?<=\s)[-\u2013\u2014]+")
#: « 12 », « 12bis », « 2e », « B », « B12 », « 1er ».
_NUMERO = re.compile(r"\d{1,4}(?:bis|ter|quater|er|ere|e|eme|nd|nde|[a-z])?|[a-z]\d{0,4}")
_CODE_POSTAL, CEDEX = re.compile(r"\d{5}"), "cedex"
#: Within a name: « 11-Novembre-1918 ».
_CHIFFRES = re.compile(r"\d{1,4}(?:er|e)?")
#: A box may have as many figures as a postcode.
_BOITE = re.compile(r"\d{1,7}")
_PONCTUATION = frozenset(".:'\N{RIGHT SINGLE QUOTATION MARK}\N{DEGREE SIGN}\N{MASCULINE ORDINAL INDICATOR}-\N{EN DASH}")
#: « 12, rue Pasteur ».
_NUMERO_ET_VIRGULE = re.compile(r"(\d(?:\s*(?:bis|ter|quater))?)\s*,", re.IGNORECASE)
#: What comes after one is called by it: « résidence de la Place ».
_ARTICLES = frozenset({"le", "la", "les", "l", "du", "des", "au", "aux"})
_CODE_COUPE = re.compile(r"(?<!\d)(\d{2}) (\d{3})(?!\d)")
_AUX_SOINS = re.compile(r"(?<!\w)c\s*/\s*o(?!\w)", re.IGNORECASE)
#: Of a district, or of a cedex.
_APRES_VILLE = re.compile(r"\d{1,2}(?:er|e|eme)?")
#: A town whose name is shorter is one where its postcode says so.
_VILLE_COURTE = 4
#: Postcodes that begin so are of one département.
_DEPARTEMENT = 2
#: The longest name of a town has fewer words.
_MOTS_VILLE = 9
_REPETE = frozenset({"bis", "ter", "quater"})
_ABREGES = {"st": "saint", "ste": "sainte", "gd": "grand", "gde": "grande"}
#: « Nogent s/ Marne ».
_SUR = re.compile(r"(?<=[^\W\d_])([\s-]+)s\s*/\s*(?=[^\W\d_])", re.IGNORECASE)
#: A name in small letters has more of them.
_DEUX = 2
#: A name after « chez »: a first and a last one where capitals say that they are names.
_NOMS_CHEZ = 2
#: The name of a street has no more words in a row, but for first names.
_SUITE = 2
#: What the list of names says of first and last ones, and of frequent ones.
_DE_GENS, _FREQUENTS, _PRENOM = frozenset("pnPN"), frozenset("PN"), "P"
#: An acronym that is known of no street is no longer.
_SIGLE = 4
#: As much of two names of towns is the same, where one is the other misspelt.
_PAREILLES = 0.85
#: So many words of a place that no number nor kind of street announces.
_MOTS_LIEU_DIT = 3


@dataclass(frozen=True, slots=True)
class MotsAdresse:
    """The words addresses are made of, folded."""

    #: What begins a part: kinds of streets and of buildings, that have a name.
    tetes: frozenset[str] = frozenset()
    #: …of these, what also speaks of other things (« haut risque »): a name of no other street follows it after a number only.
    faibles: frozenset[str] = frozenset()
    #: …kinds of streets.
    rues: frozenset[str] = frozenset()
    #: …what has a number or a letter; a box; someone's home; how someone is called there.
    complements: frozenset[str] = frozenset()
    boites: frozenset[str] = frozenset()
    chez: frozenset[str] = frozenset()
    titres: frozenset[str] = frozenset()
    liens: frozenset[str] = frozenset()
    #: Words of the names of streets.
    voies: frozenset[str] = frozenset()
    #: First names and ranks, after which a last name comes.
    prenoms: frozenset[str] = frozenset()
    pays: frozenset[str] = frozenset()
    #: What says that there is none.
    sans: frozenset[str] = frozenset()
    #: What has no place in one, be it also the name of a street.
    jamais: frozenset[str] = frozenset()
    #: Ordinary French, and the words that name people.
    francais: LexiqueReleve | None = field(default=None, repr=False, compare=False)

    def may_name(self, mot: str) -> bool:
        """True for a word, folded, that a house may be called by though no other is known to be: a name, or no word."""
        return self.francais is None or self.francais.ordinaires.find(mot) is None or self.is_frequent(mot)

    def is_someone(self, mot: str) -> bool:
        """True for a word, folded, that people are called by."""
        return self.francais is None or (self.may_name(mot) and not _DE_GENS.isdisjoint(self.francais.noms.find(mot) or ""))

    def is_first_name(self, mot: str) -> bool:
        """True for a word, folded, after which a last name comes."""
        if mot in self.prenoms or mot in self.voies or self.francais is None:
            return mot in self.prenoms
        return self.francais.ordinaires.find(mot) is None and _PRENOM in (self.francais.noms.find(mot) or "")

    def is_frequent(self, mot: str) -> bool:
        """True for a word, folded, that many are called by."""
        return self.francais is not None and not _FREQUENTS.isdisjoint(self.francais.noms.find(mot) or "")


class Villes:
    """The towns there are, by postcode and by the two figures it begins with (`town_key`)."""

    def __init__(self, communes: Iterable[tuple[str, Iterable[str]]]) -> None:
        """`communes`: the name of each, and its postcodes."""
        par_code: dict[str, set[str]] = {}
        for nom, codes in communes:
            dits = {cle := town_key(nom), *_former_names(cle)}
            for code in codes:
                par_code.setdefault(code, set()).update(dits)
                par_code.setdefault(code[:_DEPARTEMENT], set()).update(dits)
        self._par_code = {code: frozenset(cles) for code, cles in par_code.items()}
        self.toutes = frozenset(cle for cles in self._par_code.values() for cle in cles)
        self._proches: dict[tuple[str, str, bool], bool] = {}

    def is_nearly_one(self, code: str, dite: str, *, sans_article: bool = False) -> bool:
        """True for a name that is that of a town there, a letter or two apart; or may be, without its article."""
        cle = code, dite, sans_article
        if cle not in self._proches:
            noms = map(_without_article, self.at(code)) if sans_article else self.at(code)
            self._proches[cle] = any(_is_nearly(dite, nom) for nom in noms)
        return self._proches[cle]

    def of(self, code: str) -> frozenset[str]:
        """Those that have that postcode."""
        return self._par_code.get(code, frozenset())

    def at(self, code: str) -> frozenset[str]:
        """Those of a postcode, and of its département: that of a box is of a town nearby. All, of one that is none."""
        siennes = self._par_code.get(code, frozenset()) | self._par_code.get(code[:_DEPARTEMENT], frozenset())
        return siennes or self.toutes


@dataclass(frozen=True, slots=True)
class AdressePlacee:
    """What of a text is an address, its parts one under another; and what is not, word for word."""

    lignes: tuple[str, ...] = field(default=(), repr=False)
    reste: tuple[str, ...] = field(default=(), repr=False)


def place_address(texte: str, mots: MotsAdresse, villes: Villes) -> AdressePlacee:
    """Each part of the text where it is in an address; what could not be placed is all in `reste`."""
    parts = list(parts_of(undotted(_SUR.sub(r"\1sur ", _AUX_SOINS.sub("chez", texte)))))
    code = next((mot for part in parts for mot in _MOT.findall(part) if _CODE_POSTAL.fullmatch(mot)), "")
    propres = any(_bears_a_name(part, mots) for part in parts)
    ailleurs = any(_is_country(part, mots) for part in parts)
    lues: list[_PartLue] = []
    ville = ""
    for rang, part in enumerate(parts):
        # After the postcode and its town, only a door comes; or the street, where no part was one before.
        avant = _signs_of(" ".join(parts[:rang]))
        deja = not mots.rues.isdisjoint(avant) or mots.rues.isdisjoint(_signs_of(part))
        finie = deja and any(map(_CODE_POSTAL.fullmatch, avant))
        une = _Part(part, mots, villes, code=code, ville=ville, propres=propres, ailleurs=ailleurs, finie=finie)
        lues.append(une.read())
        ville = ville or une.dite
    # A place without a number nor a kind of street stands for the street, where no other part does.
    voie = any(lue.voie for lue in lues)
    lignes, reste = [], []
    for lue in lues:
        garde = lue.garde if not (lue.lieu_dit and voie) else ""
        perdu = lue.reste if not (lue.lieu_dit and voie) else lue.garde
        lignes += [garde] if garde else []
        reste += [perdu] if perdu else []
    return AdressePlacee(tuple(lignes), tuple(reste))


def are_several(textes: Iterable[str], mots: MotsAdresse) -> bool:
    """True where two of these texts are an address each: a street, or a postcode, in both."""
    lues: list[list[str]] = []
    # What is all within another one is the same once more: the longest come first.
    for texte in sorted(textes, key=lambda texte: -sum(map(_is_word, _signs_of(texte)))):
        if not any(_is_within(texte, autre) for autre in lues):
            lues.append(_signs_of(texte))
    voies = sum(any(_is_street(dits, rang, mots) for rang in range(len(dits))) for dits in lues)
    return voies > 1 or sum(any(map(_CODE_POSTAL.fullmatch, dits)) for dits in lues) > 1


def _signs_of(texte: str) -> list[str]:
    return [fold(signe) for signe in _MOT.findall(undotted(_CODE_COUPE.sub(r"\1\2", texte)))]


def _is_within(texte: str, signes: Iterable[str]) -> bool:
    """True where the words of each part stand there in a row: a number goes with the street that follows it."""
    connus = f" {' '.join(filter(_is_word, signes))} "
    parts = (filter(_is_word, _signs_of(part)) for part in parts_of(_NUMERO_ET_VIRGULE.sub(r"\1 ", undotted(texte))))
    return all(f" {' '.join(dits)} " in connus for dits in parts)


def _is_street(signes: list[str], rang: int, mots: MotsAdresse) -> bool:
    """True for a kind of street that a name follows; not for « porte R », « ch. 112 », « résidence de la Place »."""
    avant = next((signe for signe in reversed(signes[:rang]) if signe not in _PONCTUATION), "")
    if signes[rang] not in mots.rues or avant in _ARTICLES:
        return False
    suite = [signe for signe in signes[rang + 1 :] if signe != "."][:2]
    if suite and _NUMERO.fullmatch(suite[0]) and suite[0] not in mots.liens:
        # « rue 8 mai 1945 », « rue S. Barbeau »; not « montée 3, étage 2 ».
        suite = [signe for signe in suite[1:] if signe not in mots.complements | mots.tetes | mots.chez]
        return bool(suite) and suite[0].isalpha()
    return bool(suite) and suite[0][0].isalpha()


def _bears_a_name(part: str, mots: MotsAdresse) -> bool:
    """True for a street whose name has a capital: no name of this address goes without."""
    signes = [(signe, fold(signe)) for signe in _MOT.findall(part)]
    rue = any(plie in mots.tetes for _, plie in signes)
    return rue and any(signe.istitle() and len(signe) > 1 and plie not in mots.tetes for signe, plie in signes[1:])


def town_key(nom: str) -> str:
    """What two ways of writing the name of a town have in common."""
    return " ".join(_ABREGES.get(mot, mot) for mot in re.findall(r"[^\W_]+", fold(_SUR.sub(r"\1sur ", nom))))


def _without_article(ville: str) -> str:
    """What a town may be called for short; the same where nothing tells it then from a word."""
    article, _, reste = ville.partition(" ")
    return reste if article in _ARTICLES and len(reste) >= _VILLE_COURTE else ville


def _former_names(ville: str) -> Iterator[str]:
    """What a town may have been called before another name was added to it."""
    mots = ville.split(" ")
    debuts = (" ".join(mots[:combien]) for combien in range(1, len(mots)))
    return (debut for debut in debuts if len(debut) > _VILLE_COURTE)


def _is_word(plie: str) -> bool:
    return plie.replace("-", "").isalnum()


def parts_of(texte: str) -> Iterator[str]:
    """What an address is made of, between lines, commas, parentheses; a postcode cut in two is one again."""
    yield from filter(None, (part.strip() for part in _SEPARE.split(_CODE_COUPE.sub(r"\1\2", texte))))


def same_town(cle: str, commune: str) -> bool:
    """True where a folded name is that of a commune, or what it may have been called before."""
    connue = town_key(commune)
    return cle == connue or cle in _former_names(connue)


def _is_nearly(dite: str, ville: str) -> bool:
    """True for the same name, a letter or two apart."""
    return (
        dite[:1] == ville[:1]
        and abs(len(dite) - len(ville)) <= _DEUX
        and SequenceMatcher(None, dite, ville).ratio() >= _PAREILLES
    )


def _is_country(part: str, mots: MotsAdresse) -> bool:
    return town_key(part) in mots.pays


@dataclass(frozen=True, slots=True)
class _PartLue:
    garde: str = ""
    reste: str = ""
    voie: bool = False
    #: Words of streets, that nothing announces.
    lieu_dit: bool = False


@dataclass(slots=True)
class _Groupe:
    """What follows a number or a kind of street, up to the next one."""

    #: A name, of any kind, may come next.
    annonce: bool = False
    boite: bool = False
    #: A kind of street, or of building, began it, there.
    tete: bool = False
    voie: bool = False
    debut: int = 0
    connus: int = 0
    #: Where each word of the name stands, since the last small word: what follows is another thing sooner or later.
    suite: list[int] = field(default_factory=list)


class _Part:
    """Reads one part from its beginning, up to the first word that has no place."""

    def __init__(
        self,
        texte: str,
        mots: MotsAdresse,
        villes: Villes,
        *,
        code: str,
        ville: str,
        propres: bool,
        ailleurs: bool,
        finie: bool,
    ) -> None:
        """`ailleurs`: a country is named beside it, whose towns are not known. `finie`: what has a town was read before.

        `ville`: which one was, where it stood alone or after its postcode.
        """
        self._propres, self._ailleurs = propres, ailleurs
        self._texte, self._mots, self._villes, self._code, self._ville = texte, mots, villes, code, ville
        #: The town that it is, or that follows its postcode, as `town_key` has it.
        self.dite = ""
        self._signes = [(trouve[0], fold(trouve[0]), trouve.start()) for trouve in _MOT.finditer(texte)]
        self._rang = 0
        self._groupe = _Groupe()
        self._annoncee = False
        #: What was read last is a number; or a word between two others, of two letters or more.
        self._apres_numero = self._apres_lien = False
        #: The town was read: only a country, or where the door is, comes after it.
        self._finie = finie

    def read(self) -> _PartLue:
        if _is_country(self._texte, self._mots):
            return _PartLue(self._texte)
        if self._is_town():
            self.dite = town_key(self._texte)
            return _PartLue(self._texte)
        while self._rang < len(self._signes):
            avant = self._rang
            if not self._take() or self._rang == avant:
                return self._cut(self._signes[min([avant, *self._groupe.suite[1:]])][2])
            self._keep_last(self._signes[avant])
        if self._groupe.tete and self._groupe.connus == 0 and self._apres_lien:
            # « lieu sur… »: the name is wanting.
            return self._cut(self._groupe.debut)
        if not self._annoncee and self._groupe.connus:
            fin = self._groupe.connus > _MOTS_LIEU_DIT
            return _PartLue(reste=self._texte) if fin else _PartLue(self._texte, lieu_dit=True)
        if self._is_vague():
            return _PartLue(self._texte, lieu_dit=True)
        # « de la », « 12 »: nothing by themselves.
        return _PartLue(self._texte, voie=self._annoncee)

    def _is_vague(self) -> bool:
        """True for « zone rouge », which may be of no address: what speaks of other things too, and no name."""
        premier, *suite = self._signes
        nomme = any(signe.istitle() or signe.isdigit() for signe, *_ in suite)
        # « Grande rue » is the name of one.
        connus = self._mots.liens | (self._mots.tetes - self._mots.faibles)
        mot = bool(suite) and suite[0][1] not in connus and suite[0][0] not in _PONCTUATION
        return premier[1] in self._mots.faibles and mot and not nomme

    def _keep_last(self, lu: tuple[str, str, int]) -> None:
        signe, plie, _ = lu
        if signe in _PONCTUATION or plie in _REPETE:
            return
        self._apres_lien = len(plie) > 1 and plie in self._mots.liens and plie != "et"
        self._apres_numero = not self._apres_lien and plie[0].isdigit()

    def _cut(self, ou: int) -> _PartLue:
        garde = self._texte[:ou].strip(" .:'-")
        if not self._annoncee:
            return _PartLue(reste=self._texte)
        return _PartLue(garde, self._texte[ou:].strip(), voie=True)

    def _take(self) -> bool:
        """Goes over the next word, or several, where it has a place."""
        signe, plie, _ = self._signes[self._rang]
        mots, groupe = self._mots, self._groupe
        if _CODE_POSTAL.fullmatch(plie) and not groupe.boite:
            return self._take_town(plie)
        if plie in mots.chez:
            return not self._finie and self._take_home()
        if (groupe.boite and _BOITE.fullmatch(plie)) or (groupe.annonce and self._is_initial()):
            return self._go()
        if plie in mots.boites or plie in mots.tetes or plie in mots.complements:
            return (not self._finie or self._is_of_door()) and self._take_head(plie)
        lien = self._is_link(signe)
        if signe in _PONCTUATION or lien:
            if lien:
                self._groupe.suite.clear()
            return self._go()
        if all(map(_NUMERO.fullmatch, plie.split("-"))) and not (self._apres_lien and plie.isalpha()):
            # « rue du 8 mai 1945 » goes on; after « bât. C », no name comes.
            groupe.annonce = False
            self._annoncee = self._annoncee or plie[0].isdigit()
            return self._go()
        return self._take_name(plie)

    def _is_initial(self) -> bool:
        """« S. », « JF », of a first name: the last one follows; of two capitals, one that streets or people are called by."""
        suivant, plie, _ = self._signes[self._rang + 1] if self._rang + 1 < len(self._signes) else ("", "", 0)
        signe = self._signes[self._rang][0]
        if self._groupe.voie and len(signe) == _DEUX and signe.isalpha() and signe.isupper() and suivant.istitle():
            return plie in self._mots.voies and self._mots.jamais.isdisjoint({plie, fold(signe)})
        return len(signe) == 1 and signe.isalpha() and suivant == "."

    def _is_of_door(self) -> bool:
        """« bât. C », « 2e étage », « porte gauche »; not « boîte commune »."""
        dits = [plie for signe, plie, _ in self._signes if signe not in _PONCTUATION]
        rang = len([signe for signe, *_ in self._signes[: self._rang] if signe not in _PONCTUATION])
        voisins = dits[max(0, rang - 1) : rang] + dits[rang + 1 : rang + 2]
        return any(
            _BOITE.fullmatch(voisin) or _NUMERO.fullmatch(voisin) or voisin in self._mots.complements for voisin in voisins
        )

    def _take_head(self, plie: str) -> bool:
        """What a name or a number follows."""
        mots, groupe = self._mots, self._groupe
        if plie in mots.faibles and groupe.suite:
            # « rue du Pont Vieux »; « rue des Lilas zone rouge ».
            return self._take_name(plie)
        nomme = plie in mots.tetes and (plie not in mots.faibles or self._apres_numero or groupe.annonce)
        self._groupe = _Groupe(annonce=nomme and not self._finie, boite=plie in mots.boites)
        self._groupe.tete, self._groupe.debut = plie in mots.tetes, self._signes[self._rang][2]
        self._groupe.voie = plie in mots.rues
        self._annoncee = True
        return self._go()

    def _take_name(self, plie: str) -> bool:
        """A word of the name of a street; one that is in no other street may be its whole name."""
        groupe, signe = self._groupe, self._signes[self._rang][0]
        if groupe.boite and self._signes[self._rang - 1][1] in self._mots.boites:
            # A box has a number before anything else.
            return False
        # « Avenue Pasteur BAR »: what follows a name is another thing.
        connu = self._is_known(signe) and not (groupe.suite and self._is_shouted(signe))
        annonce = groupe.annonce and not (self._propres and signe.islower())
        prenom = self._mots.is_first_name(plie.split("-", maxsplit=1)[0])
        groupe.annonce = annonce and prenom
        # A street may have any name.
        nomme = plie in self._mots.prenoms or groupe.voie or all(map(self._mots.may_name, plie.split("-")))
        annonce = annonce and nomme and not self._is_sigle(signe)
        groupe.connus += 1
        if not prenom:
            groupe.suite.append(self._rang)
        if len(groupe.suite) > _SUITE:
            return False
        permis = any(map(str.isalpha, plie)) and self._mots.jamais.isdisjoint(plie.split("-"))
        return not self._finie and permis and (connu or annonce) and self._go()

    def _is_sigle(self, signe: str) -> bool:
        """True for capitals among other letters, too few to be told from a name."""
        return self._is_shouted(signe) and not self._mots.is_frequent(fold(signe))

    def _is_shouted(self, signe: str) -> bool:
        return signe.isupper() and 1 < len(signe) <= _SIGLE and not self._texte.isupper()

    def _is_known(self, signe: str) -> bool:
        mots = self._mots
        return all(
            (plie := fold(part)) in mots.voies or self._is_link(part) or plie in mots.tetes or _CHIFFRES.fullmatch(plie)
            for part in signe.split("-")
        )

    def _is_link(self, signe: str) -> bool:
        """« sur »; not « sûr », which says something."""
        return fold(signe) in self._mots.liens and signe.casefold() in {fold(signe), "à"}

    def _go(self) -> bool:
        self._rang += 1
        return True

    def _take_town(self, code: str) -> bool:
        """A postcode and its town, and what only the post reads after it."""
        fin = self._town(self._rang + 1, self._villes.at(code))
        if fin == self._rang + 1:
            fin = self._unknown_town(fin)
        if fin == self._rang + 1 and fin < len(self._signes):
            self._rang = fin
            self._annoncee = True
            return False
        self._annoncee = self._finie = True
        self.dite = town_key(" ".join(plie for _, plie, _ in self._signes[self._rang + 1 : fin]))
        self._rang = fin
        self._groupe = _Groupe()
        return True

    def _is_town(self) -> bool:
        """True for the name of a town and nothing else: of the département of the postcode, where there is one.

        Beside another, of that postcode only: « 31000 Toulouse / Colomiers » says two places.
        """
        if not self._code and len(town_key(self._texte)) < _VILLE_COURTE:
            return False
        villes = self._villes.at(self._code) if self._code else self._villes.toutes
        if self._ville:
            villes = self._villes.of(self._code) | {self._ville}
        return self._town(0, villes) == len(self._signes)

    def _town(self, debut: int, villes: frozenset[str]) -> int:
        """Where the longest name of a town that begins there ends, with « cedex 2 » after it; `debut` where none does."""
        for fin in range(min(len(self._signes), debut + _MOTS_VILLE), debut, -1):
            mots = [plie for signe, plie, _ in self._signes[debut:fin] if signe not in _PONCTUATION]
            if mots and all(map(_is_word, (*mots, self._signes[fin - 1][1]))) and town_key(" ".join(mots)) in villes:
                return self._after_town(fin)
        return debut

    def _unknown_town(self, debut: int) -> int:
        """The end of a name and nothing more: a town that is misspelt, or of another country; `debut` where it is not."""
        fin = next((rang for rang in range(debut, len(self._signes)) if self._after_town(rang) == len(self._signes)), None)
        fin = len(self._signes) if fin is None else fin
        mots = [plie for signe, plie, _ in self._signes[debut:fin] if signe not in _PONCTUATION]
        if not mots or not all(map(_is_word, mots)) or any(mot in self._mots.jamais for mot in mots):
            return debut
        etrangere = self._ailleurs or self._is_abroad(fin)
        dite = town_key(" ".join(mots))
        # « Havre », « Blanc-Mesnil »; an ordinary word is no town for one that is called so.
        nomme = " " in dite or self._mots.may_name(dite)
        connue = self._villes.is_nearly_one(self._code, dite) or (
            nomme and self._villes.is_nearly_one(self._code, dite, sans_article=True)
        )
        if not etrangere and not connue:
            return debut
        return len(self._signes)

    def _is_abroad(self, fin: int) -> bool:
        return fin < len(self._signes) and town_key(" ".join(plie for _, plie, _ in self._signes[fin:])) in self._mots.pays

    def _after_town(self, fin: int) -> int:
        while fin < len(self._signes):
            signe, plie, _ = self._signes[fin]
            if plie != CEDEX and not _APRES_VILLE.fullmatch(plie) and signe not in _PONCTUATION:
                break
            fin += 1
        if fin < len(self._signes) and town_key(" ".join(plie for _, plie, _ in self._signes[fin:])) in self._mots.pays:
            return len(self._signes)
        return fin

    def _is_small_name(self, rang: int) -> bool:
        """« chez dupont »; not « chez sa tante », which says more."""
        signe = self._signes[rang][0]
        suivant = self._signes[rang + 1][1] if rang + 1 < len(self._signes) else "1"
        des_adresses = suivant in self._mots.tetes | self._mots.complements | self._mots.boites
        return signe.isalpha() and len(signe) > _DEUX and (des_adresses or not suivant[0].isalpha())

    def _take_home(self) -> bool:
        """« chez Mme Awa Diallo »: whoever lives there, and nothing said of them."""
        mots, signes = self._mots, self._signes
        rang, titre = self._rang + 1, False
        while rang < len(signes) and (signes[rang][1] in mots.titres or signes[rang][0] in _PONCTUATION):
            titre |= signes[rang][1] in mots.titres
            rang += 1
        noms = 0
        while rang < len(signes) and noms < _NOMS_CHEZ:
            signe, plie, _ = signes[rang]
            nom = plie not in mots.jamais and (signe.istitle() or (noms == 0 and self._is_small_name(rang)))
            # What nobody is known to be called by is a name after a title, or after another one.
            nom = nom and all(map(mots.may_name if titre or noms else mots.is_someone, plie.split("-")))
            # « Mme Petit », « M. Marché » are people.
            ailleurs = plie in mots.boites or (plie in mots.tetes and not (titre and not noms and signe.istitle()))
            if ailleurs or not (nom or plie in PARTICULES or signe in _PONCTUATION):
                break
            noms += plie not in PARTICULES and signe not in _PONCTUATION
            rang += 1
        self._annoncee = True
        self._groupe = _Groupe(suite=[rang - 1])
        self._rang = rang
        return noms > 0


class Pays(NamedTuple):
    """How the end of an address says where it is (`town_key`): in France, overseas included, or abroad."""

    france: frozenset[str] = frozenset()
    ailleurs: frozenset[str] = frozenset()


class Demeures:
    """Tells where an address is."""

    def __init__(self, communes: Iterable[tuple[str, Iterable[str]]], pays: Pays) -> None:
        """`communes`: the name of each, and its postcodes."""
        self._pays = pays
        # Names are folded when they are asked for: a dossier asks for one postcode, of six thousand.
        self._noms: dict[str, list[str]] = {}
        for nom, codes in communes:
            for code in codes:
                self._noms.setdefault(code, []).append(nom)

    def of(self, adresse: Sequence[str]) -> str:
        """The code of a territory of France, `ETRANGER`, or nothing where it cannot be told.

        By the whole of it: a country named at the end is where it is, whatever its postcode looks like; without one, a postcode
        counts beside a town that has it.
        """
        parts = list(parts_of("\n".join(adresse)))
        rang, code = next(
            ((rang, code) for rang, part in reversed(list(enumerate(parts))) if (code := read_postcode(part))), (-1, "")
        )
        if any(town_key(part) in self._pays.ailleurs for part in (parts[rang + 1 :] if code else parts[-1:])):
            return ETRANGER
        return self._beside(code, town_key(parts[rang]).split()[1:]) if code else ""

    def _beside(self, code: str, mots: Sequence[str]) -> str:
        """Where a postcode is, by the words that follow it: a town, and perhaps a country, or a country alone."""
        for fin in range(len(mots), -1, -1):
            suite = " ".join(mots[fin:])
            if suite in self._pays.ailleurs:
                return ETRANGER
            if fin and (not suite or suite in self._pays.france) and self._has(code, mots[:fin]):
                return territoire_of_postcode(code)
        return ""

    def _has(self, code: str, mots: Sequence[str]) -> bool:
        """True for a town of that postcode; for a cedex or a box overseas, which have their own, of one that begins like it."""
        nom = " ".join(takewhile(lambda mot: mot != CEDEX, mots))
        debut = territoire_of_postcode(code)
        boite = CEDEX in mots or debut in OUTRE_MER
        if not boite:
            return any(same_town(nom, une) for une in self._noms.get(code, ()))
        return any(
            same_town(nom, une) for autre, unes in self._noms.items() if territoire_of_postcode(autre) == debut for une in unes
        )
