"""Whether a text names a place: a word that only it has, its ordinary words together, or one beside its town or its door."""

from collections.abc import Iterator
from dataclasses import dataclass

from droits_usagers.domain.controle.adresse_en_mots import RESIDENCES
from droits_usagers.domain.controle.comparaison import (
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
from droits_usagers.domain.controle.mots_proches import is_like
from droits_usagers.domain.controle.texte_en_mots import TexteEnMots
from droits_usagers.domain.releve.vocabulaire import Connu

#: Before the name of who someone lives with; how many words may stand between.
_HEBERGE, _HOTE = ("heberge", "accueilli", "loge"), 3


@dataclass(frozen=True)
class LieuNomme(SigneLieu):
    """A place that is called by a name: a hamlet, a residence, an establishment, someone's home."""

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
        ici = texte.around(grappe.debut, grappe.debut, _HOTE + 1).start
        trop, avant = (texte.mots[max(ici, grappe.debut - loin) : grappe.debut] for loin in (_HOTE + 1, _HOTE))
        par = any(mot in {"par", "chez"} and i and avant[i - 1].startswith(_HEBERGE) for i, mot in enumerate(avant))
        return "chez" in avant or par or (trop[:2] != [] and trop[0].startswith(_HEBERGE))

    def _is_named(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        partie, vocabulaire = self.partie, texte.vocabulaire
        forts = [mot for mot in partie.nom[:-1] if "p" not in vocabulaire.names(mot).casefold()]
        nomme, genre = grappe.has((*forts, partie.nom[-1])), bool({*partie.sorte} & grappe.dits)
        avant = self.kind_before(texte, grappe)
        if (
            not genre
            and avant in vocabulaire.lexique.voies - RESIDENCES
            and not any(is_like(dit, avant) for dit in partie.sorte)
        ):
            # « rue des Lilas » for « résidence Les Lilas ».
            return False
        if self._is_door_near(texte, grappe) and (nomme or genre):
            return True
        ville = self.is_town_near(texte, grappe, TOUT_PRES if self.adresse.numerotee else FENETRE)
        noms = any(not vocabulaire.is_plain(mot) for mot in partie.nom)
        if not ville and (
            self.is_elsewhere(texte, grappe) or (partie.sorte and noms and avant in vocabulaire.lexique.organisations)
        ):
            # Many things are named so.
            return False
        quelqu_un = len(forts) + 1 < len(partie.nom)
        rares = [mot for mot in grappe.surs & {*partie.nom} if vocabulaire.is_rare(mot)]
        if any(not (quelqu_un and vocabulaire.names(mot)) for mot in rares) and not self.is_someones(texte, grappe):
            return True
        return nomme and (ville or genre or len(partie.nom) > 1) and self._is_enough(texte, grappe, noms=noms, ville=ville)

    def _is_enough(self, texte: TexteEnMots, grappe: Grappe, *, noms: bool, ville: bool) -> bool:
        """With its kind, by several words, or beside its town; a name that a street goes with, with more of these."""
        partie, seul = self.partie, not self.adresse.numerotee
        if not (seul or self._is_distinct(texte)):
            return False
        # First names go unsaid: « unité Claudel ».
        if partie.sorte and grappe.has((*partie.sorte, partie.nom[-1])):
            return ville or seul or partie.etablissement or noms
        if len(partie.nom) > 1 and grappe.has(partie.nom) and (partie.propre or noms) and (seul or partie.etablissement):
            avant = texte.mots[grappe.debut - 1] if grappe.debut else ""
            # « à Guillaume-Régnier », « le CH Guillaume Régnier »
            dite = texte.vocabulaire.is_grammar(avant) or avant in RESIDENCES
            return ville or seul or dite or avant == "".join(mot[0] for mot in partie.sorte)
        return ville and not self._has_number(texte, grappe)

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
            if len(reste) >= len(portes) - 1 if len(portes) > 1 else says_town(texte, autour, self.ville):
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
