"""Whether a text tells a street: its name and its number near each other, or a name that few others have.

The number is in figures or in letters, alone or in a range, before the name or after it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from droits_usagers.domain.controle.adresse_en_mots import LIEU_DIT, NUMERO, SUFFIXES, is_acronym
from droits_usagers.domain.controle.comparaison import (
    ENTRE_MOTS,
    FENETRE,
    Grappe,
    SigneLieu,
    clusters,
    is_end_of_town,
    is_word_of_town,
    says_town,
    town_in_short,
)
from droits_usagers.domain.controle.lecture import FIN
from droits_usagers.domain.controle.texte_en_mots import (
    ETENDUE,
    NombreDit,
    TexteEnMots,
    are_one_number,
    is_day,
    is_like,
    sounds_like,
)
from droits_usagers.domain.mots.nombres import value_of
from droits_usagers.domain.releve.chiffres import is_unit
from droits_usagers.domain.releve.vocabulaire import Connu

#: Between the two ends of a range; how far apart these are, on a street and of one house.
_ENTRE = frozenset({"a", "au", "et", "ou", "le", "bis", "ter", "b", "t"})
_MAISONS, _MAISON = 10, 4
_UN, _RANGS = frozenset({"un", "une"}), frozenset({"e", "er", "eme"})
#: How far from its name a number is looked for; how many words may say nothing of it where its kind is said, else.
_LOIN, _ETRANGERS, _VOISIN = 14, 3, 1
#: How far « chez » is looked for before a street.
_CHEZ = 8
#: What ties a thing to its street; what is a year rather than a house.
_DE, _ANNEE = frozenset({"de", "du", "d", "des"}), 1900
#: Letters of a name from which its street, without a number, says it.
_NOM = 3


@dataclass(frozen=True)
class RueNumerotee(SigneLieu):
    """A street and its number, or a street that few others are called as."""

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where a text tells it."""
        ici = not self.partie.numeros.isdisjoint(texte.valeurs)
        nommee = all(mot in texte.rangs for mot in self.partie.nom)
        if not (ici or nommee or "chez" in texte.rangs or any(map(texte.vocabulaire.is_rare, self.partie.nom)) or texte.epeles):
            return
        for grappe in clusters(texte, self.partie.nom):
            if self.is_spelt(texte, grappe) or self.is_called_whole(texte, grappe):
                yield texte.debut(grappe.debut)
                continue
            seule = self._is_enough(texte, grappe)
            dit = self._number(texte, grappe) if ici or seule else False
            if (dit and not self.has_other_code(texte, grappe)) or (dit is None and seule):
                yield texte.debut(grappe.debut)

    def _is_enough(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """Without its number: its rare name, after its kind if any, or beside its town; any name beside « chez » and it."""
        # « rue Zamenhof », for « rue Ludwik-Zamenhof »: a first name goes unsaid.
        rare = any(map(texte.vocabulaire.is_rare, grappe.surs)) and self.partie.nom[-1] in grappe.dits
        chez = "chez" in texte.mots[max(0, grappe.debut - _CHEZ) : grappe.debut]
        if not (rare or (chez and grappe.has(self.partie.nom))):
            return False
        if self.is_someones(texte, grappe) or self.is_elsewhere(texte, grappe):
            return False
        genre = self.kind_before(texte, grappe)
        if rare and self.stands_after_to(texte, grappe) and not all(map(texte.vocabulaire.names, grappe.surs)):
            # « elle vit à Lannorgant », for « 12 route de Lannorgant »
            return True
        # « venel », as it is heard.
        if rare and (
            not self.partie.sorte or any(is_like(sorte, genre) or sounds_like(sorte, genre) for sorte in self.partie.sorte)
        ):
            return True
        ici = genre in texte.vocabulaire.lexique.organisations
        return bool(self.partie.sorte) and not ici and self.is_town_near(texte, grappe, FENETRE)

    def _number(self, texte: TexteEnMots, grappe: Grappe) -> bool | None:
        """True beside its number, False beside that of another, None beside none."""
        jour, dite = any(map(is_day, self.partie.nom)), self._is_street(texte, grappe)
        if jour and not dite:
            # « la note 31 du 4 septembre »
            return None
        avant, lie = self._look(texte, grappe, -1)
        suite = grappe.has(self.partie.nom) and not self.is_elsewhere(texte, grappe)
        if avant is None and suite and (dite or self._is_called(texte, grappe)):
            avant, _ = self._look(texte, grappe, 1)
        # A door before it, or the number of another house after any word.
        return False if avant is None and lie else avant

    def _is_street(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """Some kind of street stands right before its name, or after."""
        dits = (self.kind_before(texte, grappe), texte.mot(grappe.fin))
        return any(mot in texte.vocabulaire.lexique.voies or any(is_like(s, mot) for s in self.partie.sorte) for mot in dits)

    def _is_called(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """A name that no thing has, or beside its town: « la République et le 114 » tells none."""
        propre = not all(map(texte.vocabulaire.is_plain, self.partie.nom))
        return propre or self.is_town_near(texte, grappe, FENETRE)

    def _look(self, texte: TexteEnMots, grappe: Grappe, pas: int) -> tuple[bool | None, bool]:
        """The same on one side of a name; and whether the number of something else stands there."""
        debut, voisins = (grappe.debut, texte.finissent) if pas < 0 else (grappe.fin, texte.nombres)
        permis = self._allowed(
            texte, texte.mots[max(0, grappe.debut - (_LOIN if pas < 0 else ENTRE_MOTS)) : debut + ENTRE_MOTS]
        )
        rang, etrangers, lie, ailleurs = debut, list[str](), False, False
        while abs(rang - debut) < _LOIN and len(etrangers) <= permis:
            ici = rang - 1 if pas < 0 else rang
            mot, nombre = texte.mot(ici), voisins.get(rang)
            if not mot or ici in texte.codes or is_day(mot):
                break
            if nombre is None or (mot in _UN and not (pas < 0 and self._is_kind(texte, rang))):
                etrangers += [] if self._says_nothing(texte, mot) else [mot]
                # The number of another passage is that of no other house: « article 7 », then « elle vit rue Zamenhof ».
                ailleurs = ailleurs or mot == FIN
                rang += pas
                continue
            # « Kergoz, à deux pas », where « rue Haute, au 2 » is a house.
            loin = pas > 0 and (texte.mot(nombre.debut - 1) == "a" or self._opens_another(texte, nombre))
            if loin or self._counts(texte, nombre):
                break
            suite = _run(texte, nombre, pas)
            if (pas < 0 or not self._is_bound(texte, nombre, grappe)) and self._says(texte, suite):
                return pas > 0 or self._is_whole(texte, grappe, etrangers), lie
            if not self._is_bound(texte, suite[0], grappe):
                return None if ailleurs else False, lie
            rang, lie = suite[0].debut - 1 if pas < 0 else nombre.fin, lie or not (ailleurs or etrangers)
        return None, lie

    def _allowed(self, texte: TexteEnMots, autour: Sequence[str]) -> int:
        """How many words may part a name from its number: few where what kind of street it is is not said there."""
        dite = any(
            mot in texte.vocabulaire.lexique.voies or is_like(sorte, mot) for sorte in self.partie.sorte for mot in autour
        )
        return _ETRANGERS if dite else _VOISIN

    def _says_nothing(self, texte: TexteEnMots, mot: str) -> bool:
        """True for what may stand between a name and its number without being counted."""
        return (
            mot == FIN
            or mot in {*SUFFIXES, *NUMERO, *LIEU_DIT}
            or texte.vocabulaire.is_grammar(mot)
            or any(is_like(dit, mot) for dit in (*self.partie.mots, *self.ville.mots))
        )

    def _is_whole(self, texte: TexteEnMots, grappe: Grappe, etrangers: Sequence[str]) -> bool:
        """All of its name, or what one calls it by right after its number: « 14 rue Curie », « 27 chemin du Moulin »."""
        nom = self.partie.nom
        suivant = texte.mot(grappe.fin)
        if nom[-1] in texte.vocabulaire.lexique.voies or sum(map(len, nom)) < _NOM:
            seul = not suivant.isalpha() or bool(self.partie.sorte)
            return seul and len(etrangers) == 0 and grappe.has(nom)
        if grappe.has(nom):
            return True
        if len(etrangers) > _VOISIN or any(value_of(mot) is not None for mot in nom):
            return False
        if nom[-1] in grappe.dits:
            return not self._goes_on(texte, suivant)
        return nom[0] in grappe.dits and not etrangers and (not suivant.isalpha() or texte.vocabulaire.is_grammar(suivant))

    def _goes_on(self, texte: TexteEnMots, suivant: str) -> bool:
        """True for « rue Curie-Sklodowska », not for « rue Curie Roubaix »."""
        propre = suivant.isalpha() and not texte.vocabulaire.is_grammar(suivant) and not texte.vocabulaire.is_ordinary(suivant)
        return propre and not any(is_like(dit, suivant) for dit in self.ville.mots)

    def _is_kind(self, texte: TexteEnMots, rang: int) -> bool:
        mot = texte.mot(rang)
        return mot in texte.vocabulaire.lexique.voies or any(is_like(sorte, mot) for sorte in self.partie.sorte)

    def _counts(self, texte: TexteEnMots, nombre: NombreDit) -> bool:
        """« 27 pages », « 7e étage », « 2025 »: so many of something, or a rank."""
        suivant = texte.mot(nombre.fin)
        if nombre.valeur >= _ANNEE and nombre.valeur not in self.partie.numeros:
            return True
        if suivant in _RANGS or is_unit(suivant):
            return suivant not in _RANGS or self._is_noun(texte, texte.mot(nombre.fin + 1))
        # « 6 coquelicots » tells no « rue des Coquelicots ».
        sien = suivant in self.partie.sorte or (suivant in self.partie.nom and not self.partie.sorte)
        return len(suivant) > _NOM and suivant[-1] in "sx" and not sien and self._is_noun(texte, suivant)

    def _is_noun(self, texte: TexteEnMots, mot: str) -> bool:
        connu = texte.vocabulaire.knows(mot)
        return connu is not None and Connu.GRAMMAIRE not in connu and mot not in texte.vocabulaire.lexique.voies

    def _opens_another(self, texte: TexteEnMots, nombre: NombreDit) -> bool:
        rang = nombre.fin
        while texte.mot(rang) in SUFFIXES:
            rang += 1
        return texte.mot(rang) in texte.vocabulaire.lexique.voies

    def _is_bound(self, texte: TexteEnMots, nombre: NombreDit, grappe: Grappe | None = None) -> bool:
        """True for « appt 3 », « porte 25 »: the number of what stands before, unless that is the name itself."""
        avant = nombre.debut - 1
        while texte.mot(avant) in NUMERO:
            avant -= 1
        mot = texte.mot(avant)
        if grappe is not None and grappe.debut <= avant < grappe.fin:
            return False
        if not mot.isalpha() or mot in SUFFIXES or texte.vocabulaire.is_grammar(mot) or self._is_kind(texte, avant):
            return False
        return texte.vocabulaire.is_ordinary(mot) or not texte.vocabulaire.names(mot)

    def _says(self, texte: TexteEnMots, suite: Sequence[NombreDit]) -> bool:
        """True where one of these numbers in a row, or a range that two of them are, is that of the house."""
        dits = {suite[-1].valeur, *(nombre.valeur for nombre in suite if not self._is_bound(texte, nombre))}
        for bas, haut in pairwise(suite):
            if bas.fin == haut.debut and are_one_number(bas.valeur, haut.valeur):
                dits.add(int(f"{bas.valeur}{haut.valeur}"))
            if bas.valeur < haut.valeur <= bas.valeur + ETENDUE and self._is_range(texte, bas, haut):
                dits.update(range(bas.valeur, haut.valeur))
        return not self.partie.numeros.isdisjoint(dits)

    def _is_range(self, texte: TexteEnMots, bas: NombreDit, haut: NombreDit) -> bool:
        entre, ecart = {*texte.mots[bas.fin : haut.debut]}, haut.valeur - bas.valeur
        avant = texte.mots[max(0, bas.debut - 2) : bas.debut]
        if entre & {"a", "au"}:
            return True
        if entre & {"et", "ou"}:
            return "entre" in avant
        # Nothing tells a dash from a comma: after a word of its own, only the two ends of one house.
        if not self._is_bound(texte, bas):
            return ecart <= _MAISONS
        return ecart <= _MAISON and ecart % 2 == 0 and texte.vocabulaire.is_ordinary(avant[-1])


@dataclass(frozen=True)
class RueEnVille(SigneLieu):
    """A street whose number goes unsaid, after its kind, before its town or beside its postcode."""

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where a text tells it."""
        la = self.ville.code in texte.codes.values() or any(map(texte.places, self.ville.mots))
        for grappe in clusters(texte, self.partie.nom) if la else ():
            if grappe.surs and grappe.has(self.partie.nom) and self._is_told(texte, grappe):
                yield texte.debut(grappe.debut)

    def _is_told(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        if not any(is_like(sorte, self.kind_before(texte, grappe)) for sorte in self.partie.sorte):
            return False
        if self._is_numbered(texte, grappe) or self.is_elsewhere(texte, grappe):
            return False
        ici = texte.around(grappe.debut, grappe.fin, FENETRE)
        code = any(texte.codes.get(rang) == self.ville.code for rang in ici)
        if code or says_town(texte, range(grappe.fin, ici.stop), self.ville) or self._follows_town(texte, grappe):
            return True
        return self._is_in_town_of_letter(texte, grappe)

    def _is_in_town_of_letter(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """« elle habite rue Louise-Michel », not « l'école rue Louise-Michel »: a name, in a letter that says its town."""
        if all(map(texte.vocabulaire.is_plain, self.partie.nom)):
            return False
        connus, rang = texte.vocabulaire, self._kind_rank(texte, grappe)
        while connus.is_little(texte.mot(rang - 1)):
            rang -= 1
        la = says_town(texte, range(len(texte.mots)), self.ville)
        avant = texte.mot(rang - 1)
        return la and not (avant in _DE | connus.lexique.organisations or is_acronym(avant))

    def _follows_town(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """« à Dreux, rue Haute »: right after its town, in short too, unless something else is there, « gare de Dreux »."""
        dites = dict.fromkeys((self.ville.mots, town_in_short(texte, self.ville)))
        return any(self._follows(texte, self._kind_rank(texte, grappe), mots) for mots in dites)

    def _follows(self, texte: TexteEnMots, fin: int, mots: Sequence[str]) -> bool:
        connus = texte.vocabulaire
        libres = 1  # « à Dreux, au bout de la rue Haute »
        while fin and mots and not is_word_of_town(texte, mots[-1], texte.mot(fin - 1)):
            libres -= not connus.is_grammar(texte.mot(fin - 1))
            if libres < 0 or texte.mot(fin - 1) in {FIN, *connus.lexique.organisations}:
                return False
            fin -= 1
        debut = fin - len(mots)
        dite = debut >= 0 and all(is_word_of_town(texte, *deux) for deux in zip(mots, texte.mots[debut:fin], strict=True))
        if not (mots and dite and (mots == self.ville.mots or is_end_of_town(texte, fin))):
            return False
        while connus.is_little(texte.mot(debut - 1)) and texte.mot(debut - 1) not in _DE:
            debut -= 1
        return texte.mot(debut - 1) not in _DE | connus.lexique.organisations

    def _kind_rank(self, texte: TexteEnMots, grappe: Grappe) -> int:
        rang = grappe.debut - (not texte.mot(grappe.debut).startswith(self.partie.sorte))
        while rang >= 0 and not any(texte.mot(rang).startswith(s) or is_like(s, texte.mot(rang)) for s in self.partie.sorte):
            rang -= 1
        return rang

    def _is_numbered(self, texte: TexteEnMots, grappe: Grappe) -> bool:
        """True for another house of it, or for what is called by its street: « l'école du chemin des Vignes »."""
        connus, rang, lie = texte.vocabulaire, self._kind_rank(texte, grappe), False
        while rang and (connus.is_little(texte.mot(rang - 1)) or texte.mot(rang - 1) in SUFFIXES):
            rang -= 1
            lie = lie or texte.mot(rang) in _DE
        avant, apres = texte.finissent.get(rang), grappe.fin
        while texte.mot(apres) in NUMERO:
            apres += 1
        # « depuis 2019 rue Neuve »
        numero = avant is not None and texte.mot(avant.debut) not in _UN and avant.valeur < _ANNEE
        suit = apres in texte.nombres and texte.mot(apres) not in _UN
        return numero or suit or (lie and texte.mot(rang - 1) in connus.lexique.organisations)


def _run(texte: TexteEnMots, nombre: NombreDit, pas: int) -> Sequence[NombreDit]:
    """The numbers that follow each other from this one on, or up to it, in their order."""
    suite, voisins = [nombre], texte.finissent if pas < 0 else texte.nombres
    while len(suite) < _LOIN:
        rang, reste = suite[-1].debut if pas < 0 else suite[-1].fin, ENTRE_MOTS
        while reste and rang not in voisins and texte.mot(rang - 1 if pas < 0 else rang) in _ENTRE:
            rang, reste = rang + pas, reste - 1
        suivant = voisins.get(rang)
        if suivant is None or suivant.debut in texte.codes:
            break
        suite.append(suivant)
    return suite[::pas]


@dataclass(frozen=True)
class RueSeule(SigneLieu):
    """A street after its kind, without its number; as one calls it, or as registers sort it."""

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where a text tells it."""
        nom = self.partie.nom
        for grappe in clusters(texte, nom):
            avant = self.kind_before(texte, grappe, libres=1)
            inverse = texte.mot(grappe.fin) in self.partie.sorte and texte.vocabulaire.is_little(texte.mot(grappe.fin + 1))
            assez = grappe.has(nom) or (nom[-1] in grappe.dits and len(nom[-1]) > _NOM)
            # « dans la rue a lieu une fête »
            assez = assez and sum(map(len, nom)) >= _NOM
            if assez and (inverse or any(is_like(sorte, avant) for sorte in self.partie.sorte)):
                yield texte.debut(grappe.debut)
