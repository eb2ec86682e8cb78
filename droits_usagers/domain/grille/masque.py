"""Quotes what people wrote without those it names, where they live and their numbers: what a relevé takes for one."""

import re
from collections.abc import Iterable, Iterator, Sequence

from droits_usagers.domain.grille.valeurs import Grille, ReferenceGrille
from droits_usagers.domain.mots.phrases import sentences_of
from droits_usagers.domain.mots.pliage import PARTICULES
from droits_usagers.domain.releve.releve import is_disguised, relever
from droits_usagers.domain.releve.signes import see
from droits_usagers.domain.releve.tri import RIEN_DE_TRIE, PassageTrie, TrieurDeTexte, hidden, key_of
from droits_usagers.domain.releve.valeurs import IDENTIFIENT, Espece, PassageReleve, words_of

#: As much of a sentence as one quotes.
LONGUEUR = 400
#: Where a long one may be cut, if that leaves the better part of it.
_COUPURES = re.compile(r"[,;:](?=\s)|\s(?=\()")
#: What stands for marks inside marks.
_OUVRANT, _FERMANT = "\u201c", "\u201d"
#: What is said in the place of each kind.
_A_LA_PLACE = {
    **dict.fromkeys((*IDENTIFIENT, Espece.TELEPHONE, Espece.NAISSANCE, Espece.NUMERO, Espece.CODE_POSTAL), "numero_masque"),
    **dict.fromkeys((Espece.COURRIEL, Espece.ADRESSE), "adresse_masquee"),
    **dict.fromkeys((Espece.PERSONNE, Espece.LIEU, Espece.ORGANISATION, Espece.MOT_RARE), "nom_masque"),
}
#: So many figures are somebody's, unless they are a thousand of something, or begin as the year of a document.
_CHIFFRES = 5
_COMPTE, _ANNEE = re.compile(r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+"), re.compile(r"(?:19|20)\d\d(?!\d)")
#: « Monsieur le », before what one is; « Mme », before an initial.
_TITRE = re.compile(r"(?P<titre>\w+)\.?\s+(?P<article>(?:le|la)\s+|l['\u2019])?$")
_AVANT = 24


class Masque:
    """What names the body that the grille is about is known to whoever reads it. Other places, and rare words, stay too."""

    def __init__(self, reference: ReferenceGrille, grille: Grille | None = None, *, tait: bool = True) -> None:
        """`tait`: False hides nothing; what is quoted is read again before it leaves."""
        self._tait = tait
        self._mots = mots = reference.mots
        self._lexique = reference.releve
        grille = grille or Grille()
        organisme, self._tri = grille.organisme, grille.tri
        self._connus = (organisme.nom, organisme.service, organisme.territoire, *organisme.adresse)
        self._connus += tuple(self._tools(grille.titre))
        ouvrant, fermant = (re.escape(signe.strip()) for signe in mots["guillemets"].split("{texte}"))
        self._ouvrant, self._fermant = re.compile(rf"{ouvrant}\s*"), re.compile(rf"\s*{fermant}")

    def spans(self, texte: str) -> tuple[tuple[int, int, str], ...]:
        """What is to be hidden, in order: from, to, and what stands there instead."""
        trouves: Sequence[PassageReleve] = ()
        if self._tait:
            trouves = self._found(texte) if self._tri == RIEN_DE_TRIE else self._trieur().spans(texte)
        return tuple((un.debut, un.fin, self._mots[_A_LA_PLACE.get(un.genre, "nom_masque")]) for un in trouves)

    def passages(self, textes: Iterable[str]) -> tuple[PassageTrie, ...]:
        """What is not ordinary French in these, each thing once, taken out or left. A day is what documents are told by."""
        trieur = self._trieur()
        for texte in textes:
            trieur.spans(texte)
        return tuple(un for un in trieur.passages if un.marque or un.genre is not Espece.DATE)

    def hide(self, texte: str) -> str:
        """The text without them."""
        return hidden(texte, self.spans(texte))

    def names(self, texte: str) -> bool:
        """True when the text names someone."""
        return any(un.genre is Espece.PERSONNE for un in self._found(texte))

    def quote(self, texte: str) -> str:
        """The same on one line, cut after a word when it is long."""
        ligne = self._fermant.sub(_FERMANT, self._ouvrant.sub(_OUVRANT, " ".join(self.hide(texte).split())))
        ligne = _balanced(ligne).rstrip(" .;,")
        if len(ligne) <= LONGUEUR:
            return ligne
        entier = ligne[:LONGUEUR].rsplit(" ", 1)[0]
        coupures = [coupure.start() for coupure in _COUPURES.finditer(entier) if coupure.start() > LONGUEUR / 2]
        return _balanced(entier[: coupures[-1]] if coupures else entier) + "…"

    def _trieur(self) -> TrieurDeTexte:
        return TrieurDeTexte(self._read, self._tri, d_avance=self._found)

    def _read(self, texte: str) -> tuple[PassageReleve, ...]:
        return relever(texte, self._lexique, connus=self._connus)

    def _tools(self, titre: str) -> Iterator[str]:
        """The software that a grille is about: one word of its title, that nothing says is someone's."""
        for un in self._read(titre):
            avant = titre[max(0, un.debut - _AVANT) : un.debut]
            seul = len(words_of(see(un.texte).lu)) == 1 and not is_disguised(un.texte)
            de = not PARTICULES.isdisjoint(mot.plie for mot in words_of(see(avant).lu)[-1:])
            if un.genre is Espece.PERSONNE and seul and not de and not self._bears_title(avant):
                yield un.texte

    def _found(self, texte: str) -> tuple[PassageReleve, ...]:
        trouves = self._read(texte)
        siens = [un for un in trouves if self._is_someones(texte, un)]
        nommes = [un for un in siens if un.genre is Espece.PERSONNE]
        if not nommes:
            return tuple(siens)
        # Where someone is named, a place may be theirs: « domiciliée au lieu-dit Kermarec ».
        phrases = [place for place in sentences_of(texte) if any(_within(un, place) for un in nommes)]
        autour = (un for un in trouves if un.genre is Espece.LIEU and any(_within(un, place) for place in phrases))
        return tuple(sorted({*siens, *autour}))

    def _is_someones(self, texte: str, un: PassageReleve) -> bool:
        """A place, a body, a rare word and a day stay: the grille is about one, and dated."""
        if un.genre is Espece.PERSONNE:
            return not self._is_office(texte, un)
        if un.genre is Espece.ORGANISATION:
            # « Mme de la Tour au centre Simone-Veil »: who has a title is no establishment.
            return self._bears_title(texte[max(0, un.debut - _AVANT) : un.debut])
        if un.genre is Espece.MOT_RARE:
            # « K a d i a »: nobody spells a software.
            return is_disguised(un.texte)
        if un.genre is Espece.LIEU:
            # « Olivia Fontaine »: a first name before the town.
            prenom, _, suite = key_of(un.texte).partition(" ")
            return bool(suite) and "p" in (self._lexique.noms.find(prenom) or "").lower()
        if un.genre in (Espece.NUMERO, Espece.CODE_POSTAL):
            if _COMPTE.fullmatch(un.texte) or _ANNEE.match(un.texte):
                return False
            return sum(map(str.isdigit, un.texte)) >= _CHIFFRES or not any(map(str.isdigit, un.texte))
        return un.genre in _A_LA_PLACE

    def _bears_title(self, avant: str) -> bool:
        mots = [mot.plie for mot in words_of(see(avant).lu)]
        while mots and mots[-1] in PARTICULES:
            mots.pop()
        return bool(mots) and (mots[-1] in self._lexique.civilites or mots[-1] == "m")

    def _is_office(self, texte: str, un: PassageReleve) -> bool:
        """« Monsieur le Maire », « le bâtiment A » name nobody: an ordinary word after a title, a letter without one."""
        cle, dit = key_of(un.texte), _TITRE.search(texte[max(0, un.debut - _AVANT) : un.debut])
        titre = key_of(dit["titre"]) if dit else ""
        apres_titre = titre == "m" or titre in self._lexique.civilites
        if len(cle) == 1:
            return not apres_titre
        charge = dit is not None and dit["article"] is not None
        return charge and apres_titre and self._lexique.ordinaires.find(cle) is not None


def _within(un: PassageReleve, place: tuple[int, int]) -> bool:
    return un.debut < place[1] and place[0] < un.fin


def _balanced(ligne: str) -> str:
    """Without its inner marks when one of a pair is lost: it was cut off."""
    if ligne.count(_OUVRANT) == ligne.count(_FERMANT):
        return ligne
    return ligne.replace(_OUVRANT, "").replace(_FERMANT, "")
