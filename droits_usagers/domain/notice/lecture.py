"""How one text of a fiche stands: said, vague, to be asked, or not said."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from droits_usagers.domain.mots.pliage import fold, words
from droits_usagers.domain.notice.traitements import A_DEMANDER, FicheTraitement, Mot, Oui
from droits_usagers.domain.notice.valeurs import ReferenceMentions, Statut

#: « partenaires : la CAF, la mairie » or « partenaires (la CAF) » names them.
_NOMMES = re.compile(r"[:(]\s*\w")


@dataclass(frozen=True, slots=True)
class Trouve:
    """One thing found about a mention: the worst of them is the one told."""

    statut: Statut
    extrait: str = ""
    conseil: str = ""


Trouvailles: TypeAlias = Iterator[Trouve]


class LectureFiche:
    """A fiche being read, with the words that say nothing."""

    def __init__(self, fiche: FicheTraitement, reference: ReferenceMentions) -> None:
        self.fiche = fiche
        self.durees = reference.durees
        self._vagues = reference.vagues
        self._reference = reference
        self._articles, self._enfants = reference.articles, reference.enfants

    def word(self, mot: Mot, ou: str, conseil: str) -> Trouve:
        """How one text stands: to be asked, not said, vague, or there. `conseil` is for when it is not."""
        if mot is A_DEMANDER:
            return Trouve(Statut.A_DEMANDER, conseil=conseil)
        if not mot.strip():
            return Trouve(Statut.ABSENTE, conseil=conseil)
        vague = self.vague(mot, ou)
        return Trouve(Statut.VAGUE, mot, vague) if vague else Trouve(Statut.PRESENTE, mot)

    def vague(self, texte: str, ou: str) -> str:
        """What to write instead of these words, when they say nothing here."""
        plie = " ".join(fold(texte).strip(" .;,").split())
        entier = self._bare(plie)
        nomme = _NOMMES.search(texte) is not None or self._is_of(texte)
        for vague in self._vagues:
            if ou not in vague.ou or _holds_any(plie, vague.sauf):
                continue
            partout = vague.toujours if nomme else vague.contient + vague.toujours
            if {plie, entier} & set(vague.entier) or _holds_any(plie, partout):
                return vague.conseil
        return ""

    def _is_of(self, texte: str) -> bool:
        """True for a name, then what it is: « Action Logement, partenaire du FSL »."""
        nom, _, suite = texte.partition(",")
        return any(lettre.isupper() for lettre in nom[1:]) and fold(suite).strip().startswith(self._reference.apposes)

    def _bare(self, plie: str) -> str:
        """The whole of a text without what stands before it: « un score » is a score."""
        article = next((article for article in self._articles if plie.startswith(article)), "")
        return plie.removeprefix(article).strip()

    def nouns(self, plie: str) -> str:
        """Its words without articles nor plurals: « des dossiers du suivi » is « dossier suivi »."""
        articles = {mot for article in self._articles for mot in words(article)}
        return " ".join(mot.rstrip("sx") for mot in words(plie) if mot not in articles)

    def sensitive(self, mot: Mot) -> bool:
        """True if these words tell of health, belief or any other data of RGPD 9(1)."""
        plie = fold(said(mot))
        return _holds_any(plie, self._reference.sensibles) and not _holds_any(plie, self._reference.ordinaires)

    def public(self, nom: Mot) -> bool:
        """True for a name that only a public body has."""
        plie = self._bare(fold(said(nom)).strip())
        return any(re.match(rf"{re.escape(mots)}\b", plie) for mots in self._reference.publics)

    def abroad(self, mot: Mot) -> bool:
        """True if these words name a place outside the Union."""
        return _holds_any(fold(said(mot)), self._reference.pays)

    def until(self, texte: str) -> bool:
        """True if a text tells when data stop being kept (« jusqu'à la majorité »)."""
        plie = fold(texte)
        return any(re.search(rf"\b{re.escape(mots)}", plie) for mots in self._reference.criteres)

    def of_children(self) -> bool:
        """True if what is written tells that children are concerned."""
        return any(not self._enfants.isdisjoint(words(texte)) for texte in _texts(self.fiche))


def _texts(fiche: FicheTraitement) -> Iterator[str]:
    """What a fiche says of what it is for, and of whom."""
    listes = (fiche.finalites, fiche.donnees, fiche.sources)
    libelles = (ligne.libelle for liste in listes if liste is not A_DEMANDER for ligne in liste)
    return (mot for mot in (fiche.nom, *libelles) if mot is not A_DEMANDER)


def _holds(texte: str, mots: str) -> bool:
    return re.search(rf"\b{re.escape(mots)}\b", texte) is not None


def _holds_any(texte: str, liste: Iterable[str]) -> bool:
    return any(_holds(texte, mots) for mots in liste)


def yes_or_no(valeur: Oui, conseil: str) -> Trouve:
    """How a yes stands: a no is a mention that is not made."""
    if valeur is A_DEMANDER:
        return Trouve(Statut.A_DEMANDER, conseil=conseil)
    return Trouve(Statut.PRESENTE) if valeur else Trouve(Statut.ABSENTE, conseil=conseil)


def left_out(valeur: object, conseil: str, extrait: str = "") -> Trouve:
    """What was not filled in: to be asked, or not said at all."""
    return Trouve(Statut.A_DEMANDER if valeur is A_DEMANDER else Statut.ABSENTE, extrait, conseil)


def said(mot: Mot) -> str:
    """A text as it may be quoted: nothing, when it is to be asked."""
    return "" if mot is A_DEMANDER else mot
