"""Says what a grille says without the body, the place, the software or the documents that would tell which one it is."""

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from droits_usagers.domain.grille import Masque
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.pliage import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.grille import Grille, Source

#: « l'Arance »: what is elided is not the name.
_MOT: Final = re.compile(r"(?<!\w)(?:(?:[dlnsjmtcDLNSJMTC]|[Qq]u)['\u2019])?(?P<mot>[^\W\d_][\w+-]*)")
#: Addresses are names too.
_ADRESSE: Final = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|\b[\w-]+\.(?:fr|org|net|com|gouv)\b\S*")
#: A day tells a document as well as its name does; so does what it is numbered.
_MOIS: Final = "|".join(date_courte(dt.date(2001, mois, 2)).split()[1] for mois in range(1, 13))
_JOUR: Final = re.compile(
    rf"\b(?:(?P<avant>pour|depuis|avant)\s+le\s+|(?P<mot>le|au|du)\s+)?\d{{1,2}}(?:er)?\s+(?:{_MOIS})\s+(?=(?:19|20)\d\d\b)"
)
_NUMERO: Final = re.compile(r"\bn°\s?[\w./-]+|\b(?=[\w./-]*\d)(?=[\w./-]*[^\W\d_])[\w./-]{5,}\b|\b\d{2,}(?:[ ./-]\d{2,})+\b")
#: After these, a capital begins a sentence.
_DEBUTS: Final = frozenset((".", "!", "?", "\u2026", ":", ";", "\u00ab", "\u00bb", "\u201c", '"', "(", "\u2013", "-", "\u2022"))
_TERMINAISONS: Final = re.compile(r"(?:er|ir|ment|ments|tion|tions|sion|sions|ant|ent|ees|es)$")
#: Shorter, a word tells nothing of itself.
_COURT: Final = 3


class Anonymat:
    """For one grille. It hides too much rather than too little: any capital inside a sentence that not everybody knows."""

    def __init__(self, grille: "Grille", catalogue: "Catalogue") -> None:
        reference = catalogue.ecarts
        self._mots = reference.mots
        self._communs = reference.communs
        self._masque = Masque(reference.civilites, reference.mots)
        self._documents = dict(self._designations(grille.sources))
        self._connus = frozenset(self._known(grille))
        ecrits = (mot for passage in grille.passages for mot in passage.texte.split() if mot == mot.lower())
        self._ordinaires = _words_of_ours(catalogue).union(words(fold(" ".join(ecrits))))

    def source(self, source: "Source") -> str:
        """What it is, and of which year: « note de 2011 »."""
        genre = self._mots[f"source_{source.genre}"]
        return self._mots["annuelle"].format(source=genre, annee=source.date.year) if source.date else genre

    def hide(self, texte: str) -> str:
        """The text without any of them."""
        texte = self._masque.hide(texte)
        for designation, dite in self._documents.items():
            texte = texte.replace(designation, dite)
        cache = self._mots["nom_masque"]
        texte = _ADRESSE.sub(cache, _JOUR.sub(_yearly, texte))
        texte = _NUMERO.sub(self._mots["numero_masque"], texte)
        texte = _MOT.sub(lambda trouve: self._word(texte, trouve), texte)
        return re.sub(
            rf"(?:{re.escape(cache)}[\s'\u2019-]*(?:(?:de|du|des|la|le|les|en|sur)\s+)*)+{re.escape(cache)}", cache, texte
        )

    def _word(self, texte: str, trouve: "re.Match[str]") -> str:
        mot = trouve["mot"]
        if not self._tells(texte, mot, trouve):
            return trouve[0]
        return trouve[0][: trouve.start("mot") - trouve.start()] + self._mots["nom_masque"]

    def _tells(self, texte: str, mot: str, trouve: "re.Match[str]") -> bool:
        """True for a word that names something, or may."""
        morceaux = [morceau for morceau in re.split(r"[+-]", mot) if morceau]
        if self._connus.intersection(map(fold, (mot, *morceaux))):
            return True
        if all(fold(morceau) in self._communs for morceau in morceaux) or self._is_ours(texte, trouve):
            return False
        capitales = [morceau for morceau in morceaux if morceau[0].isupper()]
        # « Port-Aubry » is a name wherever it stands; a single capital inside a sentence, after « l' », or that nobody knows.
        debute = trouve[0] == mot and _begins(texte, trouve.start())
        return len(capitales) > 1 or (bool(capitales) and not (debute and self._is_plain(mot)))

    def _is_plain(self, mot: str) -> bool:
        """True for a word of ours, of the documents without a capital, or that ends as verbs and their like do."""
        plie = fold(mot)
        return plie in self._ordinaires or _TERMINAISONS.search(plie) is not None

    def _is_ours(self, texte: str, trouve: "re.Match[str]") -> bool:
        """True inside what stands for something hidden already."""
        avant = texte.rfind("[", 0, trouve.start())
        return avant >= 0 and texte.find("]", avant) >= trouve.end()

    def _designations(self, sources: "Iterable[Source]") -> "Iterator[tuple[str, str]]":
        """How findings call each document, the longest first, and what is said instead."""
        dites: dict[str, str] = {}
        for source in sources:
            date = date_courte(source.date) if source.date else ""
            dite = self._mots["datee" if date else "sans_date"].format(source=self._mots[f"source_{source.genre}"], date=date)
            nommee = self._mots["nommee"].format(nom=self._masque.hide(source.nom), source=dite) if source.nom else dite
            for une in (dite, nommee):
                dites[self._mots["reperee"].format(source=une, id=source.id)] = self.source(source)
                dites[une] = self.source(source)
        yield from sorted(dites.items(), key=lambda designation: -len(designation[0]))

    def _known(self, grille: "Grille") -> "Iterator[str]":
        """What names this body, its places, its software, its documents and who wrote them."""
        organisme = grille.organisme
        textes = [grille.titre, organisme.nom, organisme.service, organisme.territoire, *organisme.adresse]
        textes += [texte for source in grille.sources for texte in (source.nom, source.auteur)]
        for texte in textes:
            for trouve in _MOT.finditer(texte):
                mot = trouve["mot"]
                parties = (mot, *re.split(r"[+-]", mot))
                yield from (
                    fold(une) for une in parties if len(une) >= _COURT and une[0].isupper() and fold(une) not in self._communs
                )


@lru_cache(maxsize=1)
def _words_of_ours(catalogue: "Catalogue") -> frozenset[str]:
    """Those of every sentence of the program: the same for each try of a summary that must fit its pages."""
    ecarts = catalogue.ecarts
    textes = (catalogue.textes(id_) for id_ in catalogue.textes)
    regles = (dit for un in ecarts.regles.values() for dit in (un.titre, un.fait, un.droit, un.demande, un.question))
    return frozenset(words(fold(" ".join((*textes, *regles, *ecarts.mots.values())))))


def _yearly(jour: "re.Match[str]") -> str:
    """What stands before a year alone, where it stood before a day: « le 4 mars 2011 » is « en 2011 »."""
    if jour["avant"]:
        return f"{jour['avant']} "
    return {"du": "de ", "le": "en ", "au": "en "}.get(jour["mot"] or "", "")


def _begins(texte: str, place: int) -> bool:
    """True where a sentence, or a quote, begins."""
    avant = texte[:place].rstrip()
    return not avant or avant[-1] in _DEBUTS
