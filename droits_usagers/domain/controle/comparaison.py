"""Whether a text tells an address: by words that only it has, or by ordinary ones beside its number, its door or its town.

Nothing is said of how it may be written. Between the words of a name stand little ones; between a name and its number, a few
others. Another number, another town or another kind of place beside them tells another place.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from droits_usagers.domain.controle.adresse_en_mots import NUMERO, AdresseDite, PartieDite, Ville
from droits_usagers.domain.controle.lecture import FIN
from droits_usagers.domain.controle.texte_en_mots import (
    Place,
    TexteEnMots,
    differ_little,
    is_like,
    is_same_word,
    is_short_for,
    one_way,
)

#: How far the town and the door of a name are looked for; those of a house that has a number too.
FENETRE, TOUT_PRES = 9, 3
#: Before where one goes.
A_LIEU = frozenset({"a", "au", "aux"})
#: Words between two words of a name.
ENTRE_MOTS = 3
#: « au Havre », « aux Ulis ».
_CONTRACTES = {"le": ("au", "du"), "les": ("aux", "des")}
#: Letters of « sur », « lès », « sous ».
_LIENS = 4


class Portee(StrEnum):
    """How much a sign says by itself."""

    #: Always says where someone lives.
    ADRESSE = "adresse"
    #: The same, unless the body, or the person, is called so.
    NOM = "nom"
    #: Says it of a letter, and not that two addresses are one place: a street in its town, the way to a hamlet.
    RUE = "rue"
    #: May say it: shown to whoever writes, who decides.
    A_DECIDER = "a_decider"
    #: Says it unless those who are written to, or who answer, have the same.
    PARTAGEABLE = "partageable"
    #: A town: only where the letter is said to be written.
    VILLE = "ville"


#: What says by itself where someone lives.
DE_LIEU = frozenset({Portee.ADRESSE, Portee.NOM})
#: What a letter of someone else must not say of it.
RETENUS = DE_LIEU | {Portee.RUE}


class MotifCherche(Protocol):
    """What is looked for in a text."""

    @property
    def portee(self) -> Portee:
        """How much it says."""

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where a text tells it."""


@dataclass(frozen=True)
class Grappe:
    """Words of a name that stand together in a text: from which rank, to which; which of them, and those not only begun."""

    debut: int
    fin: int
    dits: frozenset[str] = field(repr=False)
    surs: frozenset[str] = field(repr=False)

    def has(self, mots: Sequence[str]) -> bool:
        """True where all of these are there."""
        return self.dits.issuperset(mots)


def clusters(texte: TexteEnMots, mots: Sequence[str]) -> Iterator[Grappe]:
    """Where these words stand, together as far as little words, an initial or a first name cut short let them."""
    seuls = ((place, mot) for mot in dict.fromkeys(mots) for place in texte.places(mot))
    ensemble = ((place, mot) for rang in range(len(mots) - 1) for place in texte.glued(mots[rang:]) for mot in mots[rang:])
    places = sorted({*seuls, *ensemble})
    suite: list[tuple[Place, str]] = []
    for place, mot in places:
        if suite and not _goes_on(texte, range(suite[-1][0].fin, place.debut), mots):
            yield _cluster(texte, suite, mots)
            suite = []
        suite.append((place, mot))
    if suite:
        yield _cluster(texte, suite, mots)


def _goes_on(texte: TexteEnMots, entre: range, mots: Sequence[str]) -> bool:
    return len(entre) <= ENTRE_MOTS and all(
        texte.vocabulaire.is_little(texte.mots[rang])
        or any(is_short_for(texte.mots[rang], mot) or differ_little(texte.mots[rang], mot) for mot in mots)
        for rang in entre
    )


def _cluster(texte: TexteEnMots, suite: Sequence[tuple[Place, str]], mots: Sequence[str]) -> Grappe:
    debut, fin = suite[0][0].debut, max(place.fin for place, _ in suite)
    dits = {mot for _, mot in suite}
    avant = texte.mots[max(0, debut - 2) : debut]
    # What tells a name is its last word: the others may be cut short.
    dits |= {mot for mot in mots[:-1] for court in (*avant, *texte.mots[debut:fin]) if is_short_for(court, mot)}
    # « le foyer Claire Logis »: an ordinary word, among the others.
    dits |= {mot for mot in mots for dit in texte.mots[debut:fin] if differ_little(dit, mot)}
    return Grappe(debut, fin, frozenset(dits), frozenset(mot for place, mot in suite if place.sur))


@dataclass(frozen=True)
class SigneLieu(ABC):
    """One part of an address, looked for in texts."""

    partie: PartieDite = field(repr=False)
    adresse: AdresseDite = field(repr=False)
    portee: Portee

    @property
    def ville(self) -> Ville:
        """The town of the whole."""
        return self.adresse.ville

    @abstractmethod
    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where a text tells it."""

    def is_spelt(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """True for « P-a-s-t-e-u-r »: nobody spells an ordinary word."""
        return not grappe.surs.isdisjoint(self.partie.nom) and any(
            texte.debut(rang) in texte.epeles for rang in range(grappe.debut, grappe.fin)
        )

    def is_town_near(self, texte: TexteEnMots, grappe: Grappe, portee: int) -> bool:
        """True where its town is told that near."""
        return says_town(texte, texte.around(grappe.debut, grappe.fin, portee), self.ville)

    def is_elsewhere(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """True where another postcode comes soon after, or another town at once; its town may have several postcodes.

        Of an address that says no town, none is another.
        """
        if not self.ville:
            return False
        autour = texte.around(grappe.fin, grappe.fin, FENETRE)
        for rang in range(grappe.fin, autour.stop):
            if rang in texte.codes:
                # Alone, it may be mistyped.
                suite, apres = range(rang, autour.stop), texte.around(rang, rang + 1, 2).stop
                dite = any(map(str.isalpha, texte.mots[rang + 1 : apres]))
                return dite and bool(self.ville.code) and not says_town(texte, suite, self.ville)
        # Whole, with its kind, it may be followed by any word that some hamlet has.
        communes = frozenset("C" if grappe.dits & {*self.partie.sorte} else "Cc")
        for mot in texte.mots[grappe.fin : min(grappe.fin + TOUT_PRES, autour.stop)]:
            if not texte.vocabulaire.is_grammar(mot):
                sienne = texte.vocabulaire.is_ordinary(mot) or any(is_like(dit, mot) for dit in self.ville.mots)
                return not sienne and not communes.isdisjoint(texte.vocabulaire.names(mot))
        return False

    def has_other_code(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """True where the postcode of another place comes soon after."""
        autour = texte.around(grappe.fin, grappe.fin, FENETRE)
        code = next((rang for rang in range(grappe.fin, autour.stop) if rang in texte.codes), None)
        return code is not None and self.is_elsewhere(texte, grappe)

    def is_someones(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """« Mme Barbotine », « Odile Barbotine »: a name, unless one is at their home."""
        avant = texte.mots[grappe.debut - 1] if grappe.debut else ""
        lexique = texte.vocabulaire.lexique
        prenom = "p" in texte.vocabulaire.names(avant).casefold() and not texte.vocabulaire.is_ordinary(avant)
        # « M. Barbotine » may be read as one word.
        premier = texte.mot(grappe.debut) if texte.mot(grappe.debut + 1) in grappe.surs else ""
        return prenom or not lexique.civilites.union({"m", "mme"}).isdisjoint((avant, premier))

    def stands_after_to(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """« à Lannorgant », « aux Glycines », « à la Roseraie »: where one goes, or is."""
        avant = texte.mot(grappe.debut - 1)
        petit = texte.vocabulaire.is_little(avant)
        # « à » may be read as one word with what it stands before.
        collee = texte.mot(grappe.debut) if grappe.fin - grappe.debut > 1 else ""
        return not A_LIEU.isdisjoint((avant, texte.mot(grappe.debut - 2) if petit else avant, collee))

    def is_called_whole(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """« à Ravine-Glissante », « la maison de Ravine-Glissante »: nobody says « à rue », nor « la maison d'allée ».

        A name of several words, too, without its kind, where one goes: « à Combe-Haute », for « 9 route de Combe-Haute ».
        """
        sorte, nom = self.partie.sorte, self.partie.nom
        if not grappe.has(nom) or self.is_elsewhere(texte, grappe):
            return False
        debut = grappe.debut if grappe.has(self.partie.mots) else grappe.debut - len(sorte)
        if sorte and debut > 0 and all(map(is_same_word, sorte, texte.mots[debut:])):
            # « il n'y a plus de place verte »
            return texte.mots[debut - 1] == "a" or (
                texte.mots[debut - 1] == "de" and texte.majuscules.issuperset(self.partie.mots)
            )
        seul, connus = self.partie.est_lieu, texte.vocabulaire
        # « à Saint-Denis », « à Victor Hugo »
        autres = "p" in connus.names(nom[0]).casefold() or self.is_someones(texte, grappe)
        if autres or len(nom) + (seul and self.partie.propre) < 2:  # noqa: PLR2004 - several words
            return False
        avant = {texte.mot(grappe.debut - 1), texte.mot(grappe.debut) if grappe.fin - grappe.debut > 1 else ""}
        ecrits = texte.majuscules.issuperset(nom)
        la = "a" in avant or (ecrits and self.stands_after_to(texte, grappe))
        if seul and ecrits:
            return la or bool(avant & {"de", "du", "dit"})
        # Of a street, neither ordinary words nor what may be a town: « au Port Vieux », « à Mont-de-Marsan ».
        noms = [connus.names(mot) for mot in nom if not connus.is_plain(mot)]
        ville = any("C" in dits for dits in noms) or all("c" in dits for dits in noms)
        return la and bool(noms) and (seul or not ville)

    def kind_before(self, texte: TexteEnMots, grappe: Grappe, libres: int = 0) -> str:
        """The word before a name, but for little ones."""
        rang, premier = grappe.debut, texte.mot(grappe.debut)
        if collee := next(
            (sorte for sorte in self.partie.sorte if len(sorte) < len(premier) and premier.startswith(sorte)), ""
        ):
            # « avenuepasteur128 »
            return collee
        while rang > 0:
            rang -= 1
            mot = texte.mots[rang]
            petit = texte.vocabulaire.is_little(mot)
            sienne = any(is_like(sorte, mot) for sorte in self.partie.sorte)
            if mot == FIN or sienne or not (petit or (libres and mot not in texte.vocabulaire.lexique.voies)):
                return mot
            libres -= not petit
        return ""


def doors_in(texte: TexteEnMots, rangs: range, portes: Sequence[tuple[str, str]]) -> Iterator[int]:
    """Where one of these doors is told."""
    for rang in rangs:
        for genre, numero in portes:
            if any(_is_numbered(texte, fin, numero) for fin in _kinds_of_door(texte, rang, genre)):
                yield rang


def _kinds_of_door(texte: TexteEnMots, rang: int, genre: str) -> Iterator[int]:
    """Where the number comes, after its kind: one word, or as many as « bp » has letters in « boîte postale », « B. P. »."""
    if not genre or is_like(genre, texte.mots[rang]):
        yield rang + bool(genre)
    if len(genre) > 1 and "".join(mot[0] for mot in texte.mots[rang : rang + len(genre)]) == genre:
        yield rang + len(genre)


def _is_numbered(texte: TexteEnMots, rang: int, numero: str) -> bool:
    while texte.mot(rang) in NUMERO:
        rang += 1
    nombre = texte.nombres.get(rang)
    # « dix-huit », « 40 512 »
    dits = {one_way(texte.mot(rang)), "" if nombre is None else str(nombre.valeur), texte.codes.get(rang, "")}
    return numero in dits


def says_town(texte: TexteEnMots, autour: range, ville: Ville) -> bool:
    """True where these words have a postcode, or every word of a town."""
    if ville.code and any(texte.codes.get(rang) == ville.code for rang in autour):
        return True
    return bool(ville.mots) and (says_words(texte, autour, ville.mots) or _says_short_town(texte, autour, ville))


def _says_short_town(texte: TexteEnMots, autour: range, ville: Ville) -> bool:
    court = town_in_short(texte, ville)
    fins = [rang + 1 for rang in autour if is_word_of_town(texte, court[-1], texte.mot(rang))]
    return says_words(texte, autour, court) and any(is_end_of_town(texte, fin) for fin in fins)


def is_end_of_town(texte: TexteEnMots, rang: int) -> bool:
    """False where the name of a town may go on: « Villers-Cotterêts », « Villers-sur-Mer »."""
    suivant, connus = texte.mot(rang), texte.vocabulaire
    lien = len(suivant) <= _LIENS and connus.is_grammar(suivant)
    return not suivant.isalpha() or (connus.is_ordinary(suivant) and not lien) or suivant in connus.lexique.voies


def town_in_short(texte: TexteEnMots, ville: Ville) -> tuple[str, ...]:
    """« La Seyne », « Levallois »: what stands before « sur », its first name of a town; not what a large one is called."""
    connus = texte.vocabulaire
    liens = (i for i, mot in enumerate(ville.mots) if i and len(mot) <= _LIENS and connus.is_grammar(mot))
    propres = (
        i for i, mot in enumerate(ville.mots, 1) if not connus.is_ordinary(mot) and "p" not in connus.names(mot).casefold()
    )
    fin = min(next(liens, len(ville.mots)), next(propres, len(ville.mots)))
    return ville.mots[:fin] if "C" not in connus.names(ville.mots[fin - 1]) else ville.mots


def says_words(texte: TexteEnMots, autour: range, mots: Sequence[str]) -> bool:
    """True where each word of a town stands there."""
    ici = texte.mots[autour.start : autour.stop]
    return all(len(mot) == 1 or any(is_word_of_town(texte, mot, dit) for dit in ici) for mot in mots)


def is_word_of_town(texte: TexteEnMots, mot: str, dit: str) -> bool:
    """« St » is « Saint », « au » is « le »; « de » is no short « Dunkerque », nor « les » « Lens »."""
    return mot == dit or dit in _CONTRACTES.get(mot, ()) or (is_same_word(mot, dit) and not texte.vocabulaire.is_grammar(dit))
