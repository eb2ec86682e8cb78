"""Whether a text names a place: a word that only it has, its ordinary words together, or one beside its town or its door."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from droits_usagers.domain.controle.adresse_en_mots import DEFINIS, LIEU_DIT, RESIDENCES, is_acronym
from droits_usagers.domain.controle.comparaison import (
    A_LIEU,
    FENETRE,
    TOUT_PRES,
    Grappe,
    Portee,
    SigneLieu,
    clusters,
    doors_in,
    says_town,
    says_words,
)
from droits_usagers.domain.controle.lecture import FIN
from droits_usagers.domain.controle.texte_en_mots import TexteEnMots, is_like, is_short_for
from droits_usagers.domain.releve.vocabulaire import Connu

_DE = frozenset({"de", "d"})
_ARTICLES = A_LIEU - {"a"} | DEFINIS
#: Figures of the number of a letter box that tells it without its town.
_UNIQUE = 5
#: Before the name of who someone lives with; how many words may stand between.
_HEBERGE, _HOTE = ("heberge", "accueilli", "loge"), 3


@dataclass(frozen=True)
class LieuNomme(SigneLieu):
    """A place that is called by a name: a hamlet, a residence, an establishment, someone's home."""

    @property
    def _goes_with_street(self) -> bool:
        """Another part of its address is a street with its number."""
        return self.adresse.numerotee and not self.partie.numeros

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where a text names it."""
        for grappe in clusters(texte, self.partie.mots):
            if self._is_host(texte, grappe) if self.partie.personne else self._is_named(texte, grappe):
                yield texte.debut(grappe.debut)

    def _is_host(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """« chez les Haddad », « hébergée par la famille Haddad »."""
        if self.partie.nom[-1] not in grappe.dits:
            return False
        # Of this passage alone, which may begin here.
        ici = texte.around(grappe.debut, grappe.fin, FENETRE)
        dits = [mot for mot in texte.mots[ici.start : grappe.debut] if not self._is_title(texte, mot)]
        trop, avant = dits[-_HOTE - 1 :], dits[-_HOTE:]
        suite = [mot for mot in texte.mots[grappe.fin : ici.stop] if mot != "qui" and not texte.vocabulaire.is_little(mot)]
        if suite and suite[0].startswith(_HEBERGE[0]) and texte.mot(grappe.fin) != suite[0]:
            # « les Haddad qui l'hébergent »
            return True
        par = any(mot in {"par", "chez"} and i and avant[i - 1].startswith(_HEBERGE) for i, mot in enumerate(avant))
        return "chez" in avant or par or (trop[:2] != [] and trop[0].startswith(_HEBERGE))

    def _is_title(self, texte: TexteEnMots, mot: str) -> bool:
        """« M. et Mme »."""
        return mot in texte.vocabulaire.lexique.civilites or mot in {"m", "mme", "et"}

    def _is_named(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        partie, vocabulaire = self.partie, texte.vocabulaire
        forts = [mot for mot in partie.nom[:-1] if "p" not in vocabulaire.names(mot).casefold()]
        nomme, genre = grappe.has((*forts, partie.nom[-1])), bool({*partie.sorte} & grappe.dits)
        avant = self.kind_before(texte, grappe)
        rares = self._rares(texte, grappe)
        if self._is_only_here(texte, grappe, rares) or self._is_gone_to(texte, grappe) or self.is_spelt(texte, grappe):
            return True
        dite = self.adresse.numerotee or partie.sorte == LIEU_DIT
        if self.portee is Portee.RUE and dite and self.is_called_whole(texte, grappe):
            return True
        if (
            not genre
            and avant in vocabulaire.lexique.voies - RESIDENCES
            and not any(is_like(dit, avant) for dit in partie.sorte)
        ):
            # « rue des Lilas » for « résidence Les Lilas ».
            return False
        if self._is_door_near(texte, grappe) and (nomme or genre):
            return True
        if self._is_of_door(texte):
            return False
        ville = self.is_town_near(texte, grappe, TOUT_PRES if self._goes_with_street else FENETRE)
        noms = any(not vocabulaire.is_plain(mot) for mot in partie.nom)
        plusieurs = partie.etablissement or not rares
        if not ville and (
            self.is_elsewhere(texte, grappe)
            or (partie.sorte and noms and plusieurs and avant in vocabulaire.lexique.organisations)
        ):
            # Many things are named so.
            return False
        colle = len(partie.nom) > 1 and grappe.fin - grappe.debut == 1 and grappe.has(partie.nom)
        if colle or rares:
            # « parcauxbiches »
            return True
        nomme = nomme or (ville and self._is_in_short(texte, grappe))
        return nomme and (ville or genre or len(partie.nom) > 1) and self._is_enough(texte, grappe, noms=noms, ville=ville)

    def _is_in_short(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """« mas de Ventajou », for « Mas de Ventajou-Haut »: its kind, and its last word or those that are names."""
        nom, sorte = self.partie.nom, self.partie.sorte[:1]
        propres = [mot for mot in nom if not texte.vocabulaire.is_plain(mot)]
        court = self.portee is Portee.RUE and bool(propres) and grappe.has(propres)
        return bool(sorte) and grappe.has(sorte) and (nom[-1] in grappe.dits or court)

    def _rares(self, texte: TexteEnMots, grappe: Grappe) -> tuple[str, ...]:
        """The words of its name that are told there and name nothing else, unless someone is called so."""
        nom, connus = self.partie.nom, texte.vocabulaire
        if self.is_someones(texte, grappe):
            return ()
        quelqu_un = any("p" in connus.names(mot).casefold() for mot in nom[:-1])
        rares = (mot for mot in grappe.surs & {*nom} - {*self.ville.mots} if self._is_rare(texte, grappe, mot))
        return tuple(mot for mot in rares if not (quelqu_un and connus.names(mot)))

    def _is_only_here(self, texte: TexteEnMots, grappe: Grappe, rares: Sequence[str]) -> bool:
        """« la maison de Combe Ventajou », « le chemin de Mezmenec'h »: whatever stands before, nowhere else is called so.

        Of an establishment there are several, but for a name of several words, or where a way goes: « la route d'Etxeberri ».
        """
        entier = len(self.partie.nom) > 1 and grappe.has(self.partie.nom) and (bool(rares) or self._is_no_ones(texte, grappe))
        mene = not _DE.isdisjoint((texte.mot(grappe.debut - 1), texte.mot(grappe.debut)))
        seul = (mene or not self.partie.etablissement) and any(not texte.vocabulaire.names(mot) for mot in rares)
        return self.portee is Portee.RUE and (entier or seul) and not self.has_other_code(texte, grappe)

    def _is_no_ones(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """« Cap del Bosc »: no establishment, nobody, and not ordinary words alone."""
        nom, connus = self.partie.nom, texte.vocabulaire
        if self.partie.etablissement or self.is_someones(texte, grappe) or all(map(connus.is_plain, nom)):
            return False
        return not any("P" in connus.names(mot) for mot in nom)

    def _is_gone_to(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """« elle vit aux Glycines », « à Mon Repos »: where one goes, its words with a capital; or whole: « aux glycines »."""
        partie, connus, avant = self.partie, texte.vocabulaire, texte.mot(grappe.debut - 1)
        if not self.stands_after_to(texte, grappe):
            return False
        # No « Mairie », no « Jean ».
        communs = connus.lexique.organisations | {mot for mot in grappe.surs if "p" in connus.names(mot).casefold()}
        entier = (partie.propre or partie.etablissement) and grappe.surs.issuperset(partie.nom)
        ecrits = grappe.surs <= texte.majuscules and (entier or len(grappe.surs) > 1)
        # « au parc », « à la gare » are said every day.
        dits = entier and partie.propre and avant in _ARTICLES and not any(map(connus.is_said_often, grappe.surs))
        return (ecrits or dits) and communs.isdisjoint(grappe.surs) and not self.is_elsewhere(texte, grappe)

    def _is_rare(self, texte: TexteEnMots, grappe: Grappe, mot: str) -> bool:
        """A word that names nothing else, or few towns and one is there: « à Chantemerle », not « l'atlas », « mes arums »."""
        connus, avant = texte.vocabulaire, texte.mot(grappe.debut - 1)
        if connus.is_rare(mot):
            une = not self.partie.propre and bool(connus.names(mot)) and avant in DEFINIS
            plusieurs = mot.endswith("s") and connus.is_little(avant) and avant not in A_LIEU and mot not in texte.majuscules
            return not (une or plusieurs) or bool({*self.partie.sorte} & grappe.dits)
        # « au belvédère » is any of them.
        la = {avant, texte.mot(grappe.debut)} & (A_LIEU | _DE if mot in texte.majuscules - {*self.ville.mots} else {"a"})
        noms = connus.names(mot)
        return bool(la) and "c" in noms and noms.islower() and not connus.is_ordinary(mot)

    def _is_enough(self, texte: TexteEnMots, grappe: Grappe, *, noms: bool, ville: bool) -> bool:
        """With its kind, by several words, or beside its town; a name that a street goes with, with more of these."""
        partie, seul = self.partie, not self._goes_with_street
        if not (seul or self._is_distinct(texte)):
            return False
        # First names go unsaid: « unité Claudel ».
        genre = self.kind_before(texte, grappe)
        if self._is_common(texte, grappe) and not ville:
            return False
        # « foyer L'Escale », « FJT L'Escale »
        dit = bool(partie.sorte) and (partie.sorte[0] in grappe.dits or genre == "".join(mot[0] for mot in partie.sorte))
        plusieurs = len(partie.nom) > 1 and grappe.has(partie.nom)
        if (partie.etablissement or plusieurs) and partie.nom[-1] in grappe.dits and dit:
            return True
        if partie.sorte and grappe.has((*partie.sorte, partie.nom[-1])):
            # « la pension de famille Le Tremplin »
            entier = partie.propre and len(partie.sorte) > 1
            return ville or seul or partie.etablissement or noms or entier
        if len(partie.nom) > 1 and grappe.has(partie.nom) and (partie.propre or noms) and (seul or partie.etablissement):
            avant = texte.mots[grappe.debut - 1] if grappe.debut else ""
            # « à Guillaume-Régnier », « le CH Guillaume Régnier »
            entier = {avant, texte.mot(grappe.fin)} <= {"", FIN}
            dite = entier or avant in RESIDENCES or texte.vocabulaire.is_grammar(avant)
            return ville or seul or dite or avant == "".join(mot[0] for mot in partie.sorte)
        return ville and not self._has_number(texte, grappe)

    def _is_of_door(self, texte: TexteEnMots) -> bool:
        """« côté montagne », after « PK 18 »: it names nothing by itself."""
        commune = not self.partie.etablissement and all(map(texte.vocabulaire.is_plain, self.partie.mots))
        return commune and any(is_acronym(genre) for genre, _ in self.adresse.portes)

    def _is_common(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """« la route de la plage »: a way among others."""
        connus, dits = texte.vocabulaire, self.partie.mots
        voie = texte.mot(grappe.debut) in connus.lexique.voies - RESIDENCES and all(map(connus.is_plain, dits))
        return voie and texte.mot(grappe.debut - 1) in DEFINIS

    def _is_distinct(self, texte: TexteEnMots) -> bool:
        """True for a name beside a street, not for « service social »."""
        connus = texte.vocabulaire
        rares = any(Connu.FREQUENT not in (connus.knows(mot) or "") or not connus.is_plain(mot) for mot in self.partie.nom)
        return self.partie.etablissement or self.partie.propre or (bool(self.partie.sorte) and rares)

    def _has_number(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """True where another house of that name is told."""
        autour = texte.around(grappe.fin, grappe.fin, TOUT_PRES)
        return self.adresse.numerotee and any(rang in texte.nombres for rang in autour if rang >= grappe.fin)

    def _is_door_near(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        return any(True for _ in doors_in(texte, texte.around(grappe.debut, grappe.fin, FENETRE), self.adresse.portes))


@dataclass(frozen=True)
class PortesSeules(SigneLieu):
    """Where nothing but doors is said, they are the place: in their order, or one beside its town."""

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where a text tells them."""
        portes = self.adresse.portes
        for rang in doors_in(texte, range(len(texte.mots)), portes[:1]):
            autour = texte.around(rang, rang + 2, FENETRE)
            reste = [*doors_in(texte, range(rang + 1, autour.stop), portes[1:])]
            # « BP 30118 »: no other has it.
            seule = is_acronym(portes[0][0]) and len(portes[0][1]) >= _UNIQUE
            if len(reste) >= len(portes) - 1 if len(portes) > 1 else (seule or says_town(texte, autour, self.ville)):
                yield texte.debut(rang)


@dataclass(frozen=True)
class VilleDite(SigneLieu):
    """Its postcode and its town; without it, the town alone."""

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where a text tells it."""
        dernier = max(self.ville.mots, key=len)
        for place in texte.places(dernier):
            autour = texte.around(place.debut, place.fin, len(self.ville.mots) + 1)
            avec = self.portee is Portee.VILLE or any(texte.codes.get(rang) == self.ville.code for rang in autour)
            if place.sur and avec and says_words(texte, autour, self.ville.mots):
                yield texte.debut(place.debut)


@dataclass(frozen=True)
class NomDit(SigneLieu):
    """Words of a name together, or one that is no ordinary French, or comes after a kind of street."""

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where a text has it, but beside the postcode or the town of another place."""
        for grappe in clusters(texte, self.partie.nom):
            if self._is_said(texte, grappe) and not self.is_elsewhere(texte, grappe):
                yield texte.debut(grappe.debut)

    def is_someones(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """Of « avenue M. Barbotine », nobody knows: it may be short for « avenue Marie-Barbotine »."""
        avant = texte.mot(grappe.debut - 1)
        courte = any(is_short_for(avant, mot) for mot in self.partie.nom[:-1])
        return not (courte and self._is_street(texte, texte.mot(grappe.debut - 2))) and super().is_someones(texte, grappe)

    def _is_street(self, texte: TexteEnMots, mot: str) -> bool:
        return mot in texte.vocabulaire.lexique.voies or any(is_like(sorte, mot) for sorte in self.partie.sorte)

    def _is_said(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        connus, nom, dits = texte.vocabulaire, self.partie.nom, grappe.surs
        if not dits or self.is_someones(texte, grappe) or connus.lexique.organisations.issuperset(nom):
            return False
        ecrits = texte.majuscules.issuperset(dits)
        dite = self._is_street(texte, self.kind_before(texte, grappe))
        if dite and nom[-1] in grappe.dits and (self.partie.numeros or self.partie.propre):
            return True
        souvent = all(connus.is_ordinary(mot) and connus.is_said_often(mot) for mot in dits)
        if dite or len(dits) > 1:
            # « un hébergement d'urgence », « au port vieux »
            courants = souvent or (self.partie.etablissement and all(map(connus.is_plain, dits)))
            return nom[-1] in grappe.dits and (ecrits or not courants)
        # « le loyer des Mésanges », not « à la Mairie », nor what its own town is called too
        seul = nom == (*dits,) and ecrits and connus.is_plain(nom[-1]) and not souvent
        return nom[-1] in dits - {*self.ville.mots} and (connus.is_rare(nom[-1]) or seul)
