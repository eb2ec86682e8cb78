"""Whether a word is ordinary where it stands; if not, what it may be."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from droits_usagers.domain.mots.pliage import PARTICULES
from droits_usagers.domain.releve.valeurs import Espece, Mot, ZoneLue, glued
from droits_usagers.domain.releve.vocabulaire import Connu, LexiqueReleve

#: « l'école », and « lecole » as it is typed in haste.
_ELIDES: Final = frozenset("jlcnsdmt")
#: After these a place comes without a determiner.
_VERS: Final = frozenset({"a", "de", "d", "sur", "vers", "en", "depuis", "pres"})
_SUPPOSE: Final = frozenset("PCN")
#: Of one letter, what is a word.
_LETTRES_MOTS: Final = frozenset("aoy")
_SIGLE_MAX: Final = 6
#: Of codes, before the number of an article.
_PARTIES: Final = frozenset("lrda")
_ARTICLE: Final = 4


class LecteurDeMots:
    """Reads words with a lexicon: `connus`, folded, are ordinary to the reader of the text, and `tus` nowhere in it."""

    def __init__(self, lexique: LexiqueReleve, *, connus: frozenset[str], tus: frozenset[str]) -> None:
        self.lexique = lexique
        self._connus = connus
        self._tus = tus
        self._notes: dict[str, str | None] = {}

    def knows(self, plie: str) -> str | None:
        """What is known of a word if it is ordinary by itself; None if not."""
        if plie not in self._notes:
            self._notes[plie] = self._look_up(plie)
        return self._notes[plie]

    def _look_up(self, plie: str) -> str | None:
        if plie in self._tus:
            return None
        if plie in self._connus or plie in self.lexique.civilites or plie in self.lexique.usuels:
            return Connu.CAPITALE + Connu.SIGLE
        connu = self.lexique.ordinaires.find(plie)
        elide = plie[0] in _ELIDES and len(plie) > 3  # noqa: PLR2004 - « j'ai », not « l'a »
        if connu is None and elide and not (self.may_name(plie) or self.may_name(plie[1:])):
            reste = self.lexique.ordinaires.find(plie[1:])
            return "" if reste is not None and Connu.FREQUENT in reste else None
        return connu

    def may_name(self, plie: str) -> str:
        """What a word may name, as in `LexiqueReleve.noms`; nothing for most."""
        return self.lexique.noms.find(plie) or ""

    def is_ordinary(self, plie: str) -> bool:
        """True for a word of the vocabulary."""
        return self.knows(plie) is not None

    def is_title(self, mot: Mot) -> bool:
        """True for « Mme », « maître », and « M. », which only its capital tells from a letter."""
        return mot.plie in self.lexique.civilites or (mot.plie == "m" and mot.majuscule)

    def doubt(self, mots: Sequence[Mot], rang: int, ecrit: str, *, precedent: str = "") -> Espece | None:
        """What the word at this rank may be, if it is not ordinary there.

        `ecrit`, `precedent`: it, and the one before it, as they are written, accents included.
        """
        mot = mots[rang]
        if len(mot.plie) == 1:
            return self._letter(mots, rang)
        if mot.capitales and mot.plie in self.lexique.sigles and mot.plie not in self._tus:
            return None
        connu = self.knows(mot.plie)
        if connu is None:
            if not mot.majuscule and mot.plie not in self._tus and self.lexique.ordinaires.find(ecrit.lower()) is not None:
                # « Débit »: no name is written so.
                return None
            return self._named(mot)
        if Connu.CAPITALE in connu or (mot.capitales and Connu.SIGLE in connu):
            return None
        if mot.majuscule and not mot.tete and not (Connu.GRAMMAIRE in connu and not self._beside_capital(mots, rang)):
            # « MOIS » is said louder; no name of a person or of a town is written so.
            return None if mot.capitales and Connu.FREQUENT in connu and not self.may_name(mot.plie) else self._named(mot)
        # « a gardé » is not « à Gardé ».
        participe = precedent == "a" and not mot.majuscule and ecrit != mot.plie
        return self._ambiguous(mots, rang, connu, vers=not participe)

    def _letter(self, mots: Sequence[Mot], rang: int) -> Espece | None:
        """An initial: « Mme K. », « J.-P. »."""
        mot = mots[rang]
        suivant = mots[rang + 1] if rang + 1 < len(mots) else None
        if suivant and suivant.avant == ".-" and mot.majuscule:
            return Espece.PERSONNE
        if not mot.majuscule or self.is_title(mot) or (suivant and suivant.avant == "'"):
            return None
        if mot.plie in _PARTIES and suivant and suivant.plie.isdigit() and len(suivant.plie) <= _ARTICLE:
            return None
        suivi = suivant is not None and suivant.avant[:1] == "."
        return None if (mot.tete and not suivi) or (mot.plie in _LETTRES_MOTS and mot.tete) else Espece.PERSONNE

    def _named(self, mot: Mot) -> Espece:
        noms = self.may_name(mot.plie)
        if "C" in noms:
            return Espece.LIEU
        if "p" in noms.lower() or "n" in noms.lower():
            return Espece.PERSONNE
        if noms:
            return Espece.LIEU
        return Espece.ORGANISATION if mot.capitales and len(mot.plie) <= _SIGLE_MAX else Espece.MOT_RARE

    def _beside_capital(self, mots: Sequence[Mot], rang: int) -> bool:
        """« Le Pas », « Saint-Denis »: two capitals that follow each other within a sentence."""
        apres = rang + 1 < len(mots) and mots[rang + 1].majuscule and mots[rang + 1].avant in (" ", "'", "-")
        return apres or (
            rang > 0 and mots[rang - 1].majuscule and not mots[rang - 1].tete and mots[rang].avant in (" ", "'", "-")
        )

    def _ambiguous(self, mots: Sequence[Mot], rang: int, connu: str, *, vers: bool) -> Espece | None:
        """An ordinary word that is a name too: by how it is written, and by what stands before, a place's way or not."""
        mot = mots[rang]
        noms = self.may_name(mot.plie)
        if not noms or Connu.GRAMMAIRE in connu:
            return None
        fort = not _SUPPOSE.isdisjoint(noms)
        if fort and (mot.capitales or (mot.majuscule and ("P" in noms or "C" in noms))):
            return self._named(mot)
        avant = mots[rang - 1].plie if rang and not mot.tete else ""
        if avant in self.lexique.civilites and not (mot.majuscule or fort) and Connu.FREQUENT in connu:
            # « Madame vit ici. »
            return None
        if avant in self.lexique.civilites or avant == "chez" or (avant in self.lexique.proches and "p" in noms.lower()):
            return Espece.PERSONNE
        if glued(mots, rang) and avant not in ("l", "d", "qu", "s", "n", "j"):
            return None
        if vers and "C" in noms and avant in _VERS:
            return Espece.LIEU
        determine = not avant or (avant not in _VERS and Connu.DETERMINANT in (self.knows(avant) or ""))
        return Espece.PERSONNE if "P" in noms and not determine else None


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
