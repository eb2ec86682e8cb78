"""Whether a text has the name of a place, whatever stands around it: of what, nobody guesses; it is shown, and decided."""

from collections.abc import Iterator
from dataclasses import dataclass

from droits_usagers.domain.controle.comparaison import Grappe, SigneLieu, clusters
from droits_usagers.domain.controle.mots_proches import is_like, is_short_for
from droits_usagers.domain.controle.texte_en_mots import TexteEnMots


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
