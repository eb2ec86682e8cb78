"""What an ordinary word announces: after « Mme » a name, after « rue » a place, after « école » an establishment."""

from collections.abc import Callable, Collection, Iterator, Sequence

from droits_usagers.domain.releve.mots import Mot
from droits_usagers.domain.releve.noms import LecteurDeMots
from droits_usagers.domain.releve.valeurs import Espece, ZoneLue
from droits_usagers.domain.releve.vocabulaire import Connu

#: What an announced name goes over at most, in words.
_LONGUEUR = 6
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
        """True if a name that began at a rank may go on with the word at this one."""
        return rang < min(len(self._mots), depuis + _LONGUEUR) and self._mots[rang].avant in _DANS_UN_NOM

    def _is_named(self, rang: int) -> bool:
        return self._mots[rang].majuscule or rang in self._douteux

    def _is_full(self, rang: int) -> bool:
        return Connu.GRAMMAIRE not in (self._lecteur.knows(self._mots[rang].plie) or "")

    def _name(self, rang: int, accept: Callable[[int], bool]) -> Iterator[ZoneLue]:
        fin = rang
        while self._goes_on(fin + 1, rang) and accept(fin + 1):
            fin += 1
        if fin > rang:
            yield ZoneLue(self._mots[rang + 1].debut, self._mots[fin].fin, Espece.PERSONNE)

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
