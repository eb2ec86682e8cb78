"""Says what a grille says without the body, the place, the software or the documents that would tell which one it is."""

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.releve.releve import relever
from droits_usagers.domain.releve.signes import see
from droits_usagers.domain.releve.tri import RIEN_DE_TRIE, PassageTrie, TrieurDeTexte, TriReleve, hidden, told_of_marked
from droits_usagers.domain.releve.valeurs import NOMMENT, Espece, PassageReleve, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.grille import Grille, Source
    from droits_usagers.domain.mots.textes import Textes

#: What was found in each text, and what is to be told nowhere.
Lus: TypeAlias = dict[tuple[str, frozenset[str]], tuple[PassageReleve, ...]]

#: Of a day the year is told; what stands before it changes with it.
_ANNEE: Final = re.compile(r"(?:19|20)\d\d(?!\d)")
_AVANT_UN_JOUR: Final = re.compile(r"\b(?:(?P<avant>pour|depuis|avant)\s+le|(?P<mot>le|au|du))\s+$", re.IGNORECASE)
_LOIN: Final = 16
#: Shorter, a word tells nothing of itself.
_COURT: Final = 3


class Anonymat:
    """For one grille: takes out what is no ordinary French, and whatever names this body, its software and its documents.

    `tri`: what someone decided of it.
    """

    def __init__(
        self, grille: "Grille", catalogue: "Catalogue", tri: TriReleve = RIEN_DE_TRIE, *, lus: "Lus | None" = None
    ) -> None:
        """`lus`: what was found in its texts before, whatever was decided of it."""
        self._lus: Lus = {} if lus is None else lus
        self._mots = catalogue.ecarts.mots
        self._lexique, self._connus = catalogue.releve, catalogue.ecarts.communs
        self._documents = dict(self._designations(grille.sources))
        noms = frozenset(self._names(grille))
        self._trieur = TrieurDeTexte(lambda texte: self._read(texte, noms), tri)

    @property
    def passages(self) -> tuple[PassageTrie, ...]:
        """What was found in all that it hid so far, each thing once; left or not."""
        return self._trieur.passages

    def source(self, source: "Source") -> str:
        """What it is, and of which year: « note de 2011 »."""
        genre = self._mots[f"source_{source.genre}"]
        return self._mots["annuelle"].format(source=genre, annee=source.date.year) if source.date else genre

    def _read(self, texte: str, tus: frozenset[str] = frozenset()) -> tuple[PassageReleve, ...]:
        if (texte, tus) not in self._lus:
            self._lus[texte, tus] = tuple(relever(texte, self._lexique, connus=self._connus, tus=tus))
        return self._lus[texte, tus]

    def hide(self, texte: str) -> str:
        """The text without any of them."""
        for designation, dite in self._documents.items():
            texte = texte.replace(designation, dite)
        return hidden(texte, [self._instead(texte, un) for un in self._trieur.spans(texte)])

    def _instead(self, texte: str, passage: PassageReleve) -> tuple[int, int, str]:
        """What is said in its place; of a day, its year: « le 4 mars 2011 » is « en 2011 »."""
        annee = _ANNEE.search(passage.texte) if passage.genre is Espece.DATE else None
        if annee is None:
            return passage.debut, passage.fin, self._mots["nom_masque" if passage.genre in NOMMENT else "numero_masque"]
        loin = max(0, passage.debut - _LOIN)
        jour = _AVANT_UN_JOUR.search(texte[loin : passage.debut])
        if jour is None:
            return passage.debut, passage.fin, annee[0]
        mot = jour["avant"] or jour["mot"]
        dit = mot if jour["avant"] else {"du": "de"}.get(mot.lower(), "en")
        return loin + jour.start(), passage.fin, f"{dit.capitalize() if mot[0].isupper() else dit} {annee[0]}"

    def _designations(self, sources: "Iterable[Source]") -> "Iterator[tuple[str, str]]":
        """How findings call each document, the longest first, and what is said instead."""
        dites: dict[str, str] = {}
        for source in sources:
            date = date_courte(source.date) if source.date else ""
            dite = self._mots["datee" if date else "sans_date"].format(source=self._mots[f"source_{source.genre}"], date=date)
            nommee = self._mots["nommee"].format(nom=source.nom, source=dite) if source.nom else dite
            for une in (dite, nommee):
                dites[self._mots["reperee"].format(source=une, id=source.id)] = self.source(source)
                dites[une] = self.source(source)
        yield from sorted(dites.items(), key=lambda designation: -len(designation[0]))

    def _names(self, grille: "Grille") -> "Iterator[str]":
        """What names this body, its places, its software, its documents and who wrote them: what is not ordinary there."""
        organisme, lexique = grille.organisme, self._lexique
        textes = [grille.titre, organisme.nom, organisme.service, organisme.territoire, *organisme.adresse]
        textes += [texte for source in grille.sources for texte in (source.nom, source.auteur)]
        annoncent = lexique.civilites | lexique.voies | lexique.organisations
        for texte in filter(None, textes):
            for passage in self._read(texte):
                if passage.genre in NOMMENT:
                    mots = words_of(see(passage.texte).lu)
                    yield from (
                        mot.plie for mot in mots if mot.majuscule and len(mot.plie) >= _COURT and mot.plie not in annoncent
                    )


def bilan_of(passages: "Sequence[PassageTrie]", textes: "Textes", *, a_qui_trie: bool = False) -> str:
    """How many were found, taken out and left; to who decides (`a_qui_trie`), which ones she left."""
    return told_of_marked(len(passages), [un.texte for un in passages if un.laisse], textes, a_qui_trie=a_qui_trie)
