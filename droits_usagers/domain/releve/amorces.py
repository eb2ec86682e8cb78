"""What an ordinary word announces: after « Mme » a name, after « rue » a place, after « école » an establishment."""

from collections.abc import Callable, Collection, Iterator, Sequence

from droits_usagers.domain.mots.particules import PARTICULES
from droits_usagers.domain.releve.mots import Mot
from droits_usagers.domain.releve.noms import LecteurDeMots
from droits_usagers.domain.releve.valeurs import Espece, ZoneLue
from droits_usagers.domain.releve.vocabulaire import Connu

#: What an announced name goes over at most, in words.
_LONGUEUR = 6
#: « J. Petit », « St. Denis ».
_INITIALES = 2
#: Nothing else may stand inside a name.
_DANS_UN_NOM = frozenset({" ", "-", "'", ". ", "."})
_ARTICLES = frozenset({"de", "du", "des", "la", "le", "les", "l", "d", "aux", "au"})


class Amorces:
    """What the words of a text announce. `douteux`: the ranks of those that are not ordinary where they stand."""

    def __init__(self, mots: Sequence[Mot], lecteur: LecteurDeMots, douteux: Collection[int]) -> None:
        self._mots = mots
        self._lecteur = lecteur
        self._douteux = douteux

    def zones(self) -> Iterator[ZoneLue]:
        """Each name; a place with the word that announces it."""
        lexique = self._lecteur.lexique
        for rang, mot in enumerate(self._mots):
            if self._lecteur.is_title(mot):
                yield from self._name(rang, self._is_named)
            elif mot.plie in lexique.nomme:
                yield from self._name(rang, self._is_full)
            elif mot.plie in lexique.voies:
                yield from self._place(rang, Espece.ADRESSE)
            elif mot.plie in lexique.organisations:
                yield from self._place(rang, Espece.ORGANISATION)

    def _goes_on(self, rang: int, depuis: int) -> bool:
        """True if a name that began at a rank may go on with the word at this one: a full stop ends it, but after « J. »."""
        if rang >= min(len(self._mots), depuis + _LONGUEUR):
            return False
        mot, dernier = self._mots[rang], self._mots[rang - 1]
        abrege = rang - 1 == depuis or len(dernier.plie) <= _INITIALES
        return mot.avant in _DANS_UN_NOM and ("." not in mot.avant or abrege)

    def _is_named(self, rang: int) -> bool:
        return self._mots[rang].majuscule or rang in self._douteux

    def _is_full(self, rang: int) -> bool:
        return Connu.GRAMMAIRE not in (self._lecteur.knows(self._mots[rang].plie) or "")

    def _name(self, rang: int, accept: Callable[[int], bool]) -> Iterator[ZoneLue]:
        fin = rang
        while suivant := self._next_of_name(fin, rang, accept):
            fin = suivant
        if fin == rang:
            return
        yield ZoneLue(self._mots[rang + 1].debut, self._mots[fin].fin, Espece.PERSONNE)
        # « MM. Untel et Telautre »: whatever the second may be, it is someone too.
        while fin + 2 < len(self._mots) and self._mots[fin + 1].plie == "et" and fin + 2 in self._douteux:
            fin += 2
            yield ZoneLue(self._mots[fin].debut, self._mots[fin].fin, Espece.PERSONNE)

    def _next_of_name(self, fin: int, rang: int, accept: Callable[[int], bool]) -> int:
        """The rank of the next word of a name, zero at its end: « Mme van der Meer », but not « Mme la Présidente »."""
        if self._goes_on(fin + 1, rang) and accept(fin + 1):
            return fin + 1
        suivant = fin + 1
        if fin > rang and self._mots[fin].plie not in PARTICULES:
            return 0
        while self._goes_on(suivant, rang) and self._mots[suivant].plie in PARTICULES:
            suivant += 1
        nomme = (
            self._goes_on(suivant, rang)
            and suivant in self._douteux
            and not self._lecteur.is_ordinary(self._mots[suivant].plie)
        )
        return suivant if nomme else 0

    def _place(self, rang: int, genre: Espece) -> Iterator[ZoneLue]:
        """« Rue des Lilas », « école Jean-Moulin »; « rue des lilas » too: a street hardly comes without its name."""
        fin = rang + 1
        while self._goes_on(fin, rang) and self._mots[fin].plie in _ARTICLES:
            fin += 1
        article = fin > rang + 1
        if not self._goes_on(fin, rang):
            return
        if not (self._is_named(fin) or (genre is Espece.ADRESSE and article and self._is_full(fin))):
            return
        while self._goes_on(fin + 1, rang):
            if self._is_named(fin + 1) or self._mots[fin + 1].avant == "-":
                fin += 1
            elif self._mots[fin + 1].plie in _ARTICLES and self._goes_on(fin + 2, rang) and self._is_named(fin + 2):
                fin += 2
            else:
                break
        yield ZoneLue(self._mots[rang].debut, self._mots[fin].fin, genre)
