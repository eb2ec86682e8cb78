"""Says what a grille says without the body, the place, the software or the documents that would tell which one it is."""

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from droits_usagers.domain.grille.masque import hidden
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.releve.releve import relever
from droits_usagers.domain.releve.valeurs import NOMMENT, PassageReleve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.grille import Grille, Source

#: A day tells a document as well as its name does; so does what it is numbered.
_MOIS: Final = "|".join(date_courte(dt.date(2001, mois, 2)).split()[1] for mois in range(1, 13))
_JOUR: Final = re.compile(
    rf"\b(?:(?P<avant>pour|depuis|avant)\s+le\s+|(?P<mot>le|au|du)\s+)?\d{{1,2}}(?:er)?\s+(?:{_MOIS})\s+(?=(?:19|20)\d\d\b)"
)
_MOT: Final = re.compile(r"[^\W\d_]+")
#: Shorter, a word tells nothing of itself.
_COURT: Final = 3


class Anonymat:
    """For one grille: hides what is no ordinary French, and whatever names this body, its software and its documents."""

    def __init__(self, grille: "Grille", catalogue: "Catalogue") -> None:
        self._mots = catalogue.ecarts.mots
        self._communs = catalogue.ecarts.communs
        self._lexique = catalogue.releve
        self._documents = dict(self._designations(grille.sources))
        self._tus = frozenset(self._names(grille))

    def source(self, source: "Source") -> str:
        """What it is, and of which year: « note de 2011 »."""
        genre = self._mots[f"source_{source.genre}"]
        return self._mots["annuelle"].format(source=genre, annee=source.date.year) if source.date else genre

    def hide(self, texte: str) -> str:
        """The text without any of them."""
        for designation, dite in self._documents.items():
            texte = texte.replace(designation, dite)
        texte = _JOUR.sub(_yearly, texte)
        releves = relever(texte, self._lexique, connus=self._communs, tus=self._tus)
        cache = self._mots["nom_masque"]
        reste = hidden(texte, [(un.debut, un.fin, self._instead(un)) for un in releves])
        return re.sub(
            rf"(?:{re.escape(cache)}[\s'\u2019-]*(?:(?:de|du|des|la|le|les|en|sur)\s+)*)+{re.escape(cache)}", cache, reste
        )

    def _instead(self, passage: PassageReleve) -> str:
        """What is said in the place of what is no ordinary French."""
        return self._mots["nom_masque" if passage.genre in NOMMENT else "numero_masque"]

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
        """What names this body, its places, its software, its documents and who wrote them: their words with a capital."""
        organisme = grille.organisme
        textes = [grille.titre, organisme.nom, organisme.service, organisme.territoire, *organisme.adresse]
        textes += [texte for source in grille.sources for texte in (source.nom, source.auteur)]
        mots = (mot for texte in textes for mot in _MOT.findall(texte))
        yield from (mot for mot in mots if len(mot) >= _COURT and mot[0].isupper() and fold(mot) not in self._communs)


def _yearly(jour: "re.Match[str]") -> str:
    """What stands before a year alone, where it stood before a day: « le 4 mars 2011 » is « en 2011 »."""
    if jour["avant"]:
        return f"{jour['avant']} "
    return {"du": "de ", "le": "en ", "au": "en "}.get(jour["mot"] or "", "")
