"""How one text of a fiche stands: said, vague, to be asked, or not said."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias

from droits_usagers.domain.mots.pliage import fold, words
from droits_usagers.domain.notice.traitements import A_DEMANDER, FicheTraitement, Mot, Oui
from droits_usagers.domain.notice.valeurs import ReferenceMentions, Statut

#: « partenaires : la CAF, la mairie » or « partenaires (la CAF) » names them.
_NOMMES = re.compile(r"[:(]\s*\w")
#: « La CAF, la CPAM... »: and so on.
_SUITE = re.compile(r"\.{3,}")
_MOTS = re.compile(r"[^\W\d_]+")
#: « N.I.R. ».
_INITIALES = re.compile(r"\b(?:[a-z]\.){2,}")
#: Between two kinds of data on one line.
_PIECES = re.compile(r"[,;/]|\bet\b|\bou\b")


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
        self._mots_articles = {mot for article in reference.articles for mot in words(article)}

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
        plie = _INITIALES.sub(lambda sigle: sigle[0].replace(".", ""), fold(texte))
        plie = " ".join(_SUITE.sub(" etc ", plie).strip(" .;,").split())
        entier = self._bare(plie)
        nomme = self._names(texte, ou) or self._is_of(texte, ou)
        for vague in self._vagues:
            if ou not in vague.ou or _holds_any(plie, vague.sauf) or (vague.logee and self._is_housed(texte)):
                continue
            partout = _holds_any(plie, vague.toujours) or (not nomme and _holds_any(plie, vague.contient))
            if partout or plie in vague.entier or entier in vague.entier or self._is_hollow(plie, vague.creux):
                return vague.conseil
        return ""

    def _is_hollow(self, plie: str, creux: Collection[str]) -> bool:
        """True for words none of which tells anything here: « les agents habilités du service »."""
        return bool(creux) and all(_among(mot, creux) for mot in self._telling(plie))

    def _telling(self, plie: str) -> list[str]:
        """The words of a text but those that never tell anything by themselves."""
        return [mot for mot in words(plie) if mot not in self._mots_articles and not _among(mot, self._reference.creux)]

    def _names(self, texte: str, ou: str) -> bool:
        """True for a list of names: « partenaires : la CAF, la mairie », not « partenaires (selon les besoins) »."""
        suite = _NOMMES.search(texte)
        return suite is not None and not self._is_hollow(fold(texte[suite.end() - 1 :]), self._creux(ou))

    def _is_of(self, texte: str, ou: str) -> bool:
        """True for a name, then what it is: « Action Logement, partenaire du FSL »."""
        apposes = "|".join(map(re.escape, self._reference.apposes))
        nom = re.split(rf"\b(?:{apposes})", texte, maxsplit=1, flags=re.IGNORECASE)[0] if apposes else texte
        return nom != texte and _has_name(nom, self._articles) and not self._is_hollow(fold(nom), self._creux(ou))

    def _is_housed(self, texte: str) -> bool:
        """True for those of a house that has a name: « tout le personnel de la Maison des Tilleuls »."""
        mots = _MOTS.findall(texte)
        debut = next((rang for rang, mot in enumerate(mots) if fold(mot) in self._reference.maisons), len(mots))
        return any(mot[0].isupper() for mot in mots[debut + 1 :])

    def _creux(self, ou: str) -> Collection[str]:
        """The words that tell nothing there."""
        return [mot for vague in self._vagues if ou in vague.ou for mot in vague.creux]

    def _bare(self, plie: str) -> str:
        """The whole of a text without what stands before it: « un score » is a score."""
        article = next((article for article in self._articles if plie.startswith(article)), "")
        return plie.removeprefix(article).strip()

    def overlap(self, une: str, autre: str) -> bool:
        """True if two texts list some of the same data: « Identité, ressources » and « les ressources du foyer »."""
        (une_pleine, une_nue), (autre_pleine, autre_nue) = map(self._kinds, (une, autre))
        return bool(une_pleine & (autre_pleine | autre_nue) or une_nue & autre_pleine)

    def _kinds(self, donnees: str) -> tuple[frozenset[str], frozenset[str]]:
        """The kinds of data that a text lists, and the same without whose they are."""
        pieces = [[*map(_singular, self._telling(piece))] for piece in _PIECES.split(fold(donnees))]
        nues = ([mot for mot in mots if mot not in self._reference.porteurs] for mots in pieces)
        return frozenset(filter(None, map(" ".join, pieces))), frozenset(filter(None, map(" ".join, nues)))

    def sensitive(self, mot: Mot) -> bool:
        """True if one of the kinds of data listed is of health, belief or anything else of RGPD 9(1)."""
        return any(
            _holds_any(piece, self._reference.sensibles) and not _holds_any(piece, self._reference.ordinaires)
            for piece in _PIECES.split(fold(said(mot)))
        )

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


def _among(mot: str, liste: Collection[str]) -> bool:
    """True if a word, or what it is in the singular, is one of these."""
    return mot in liste or mot.rstrip("sx") in liste or _singular(mot) in liste


def _singular(mot: str) -> str:
    """A word without the marks of the plural: « sociaux », « dossiers »."""
    return re.sub("(?<=..)aux$", "al", mot) if mot.endswith("aux") else mot.rstrip("sx")


def _has_name(texte: str, articles: Collection[str]) -> bool:
    """True where something has a name of its own: a capital, that of its first word aside when it is an article."""
    premier, *suite = texte.split() or [""]
    return any(lettre.isupper() for lettre in premier[1:] + "".join(suite)) or (
        premier[:1].isupper() and not any(f"{fold(premier)} ".startswith(article) for article in articles)
    )


def _holds_any(texte: str, liste: tuple[str, ...]) -> bool:
    return bool(liste) and _pattern(liste).search(texte) is not None


@cache
def _pattern(liste: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these words: every text of a fiche is read again at each key."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, liste))})\b")


def yes_or_no(valeur: Oui, conseil: str) -> Trouve:
    """How a yes stands: a no is a mention that is not made."""
    if valeur is A_DEMANDER:
        return Trouve(Statut.A_DEMANDER, conseil=conseil)
    return Trouve(Statut.PRESENTE) if valeur else Trouve(Statut.ABSENTE, conseil=conseil)


def left_out(valeur: object, conseil: str, extrait: str = "") -> Trouve:
    """What was not filled in: to be asked, or not said at all."""
    return Trouve(Statut.A_DEMANDER if valeur is A_DEMANDER else Statut.ABSENTE, extrait, conseil)


def beside(trouve: Trouve, *autres: Mot) -> Trouve:
    """What was found, told with what else its line says where it has no words of its own."""
    if trouve.statut is Statut.PRESENTE or trouve.extrait:
        return trouve
    return replace(trouve, extrait=line_of(*autres))


def line_of(*mots: Mot) -> str:
    """A line as it may be quoted, what is not said left out: « Dossier : 2 ans »."""
    return " : ".join(filter(None, (said(mot).strip() for mot in mots)))


def said(mot: Mot) -> str:
    """A text as it may be quoted: nothing, when it is to be asked."""
    return "" if mot is A_DEMANDER else mot
