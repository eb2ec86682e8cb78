"""A name in one cell, taken apart: as it says itself, else as its heading or its column says, else as is likely."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from droits_usagers.domain.mots.pliage import PARTICULES, fold, undotted
from droits_usagers.domain.releve.vocabulaire import LexiqueReleve

_MOT = re.compile(r"\S+")
_CAPITALES = 2
#: What comes before a name of birth, and before the name of a spouse.
_NEE = re.compile(r"[\s,(\-\u2013/]+n[e\u00e9]+e?\s*:?\s+(?P<apres>[^\d()]+?)\s*\)?\s*$", re.IGNORECASE)
_EPOUSE = re.compile(
    r"[\s,(\-\u2013/]+(?:[e\u00e9]pouse|[e\u00e9]p\.?|veuve|vve)\s+(?P<apres>[^\d()]+?)\s*\)?\s*$", re.IGNORECASE
)
#: « née Sow » and « épouse Diop » are of the name; « née le 12/03/1980 » is not.
_DU_NOM = r"(?:n[e\u00e9]+e?\s*:?\s+(?!(?:le|en)\s+\d)|[e\u00e9]pouse|[e\u00e9]p\.?\s|veuve|vve)"
_DU_NOM_SEUL = re.compile(r"(?:nee?s?|epouse|ep|veuve|vve|et|ou|dite?|l|d)$")
#: What no name has: « ne », « n'écrivez »; « N'Guyen » is one.
_DEFENSE = re.compile(r"(?:ne|pas|jamais|surtout)$|n'[aeiouyh]")
#: Several people under one name; and how a widow may be called.
_PLUSIEURS = re.compile(
    r"(?:famille|fam\.|fratrie|enfants|consorts|(?:m\.?|mr|mme)\s+(?:et|&|ou)\s+(?:m\.?|mr|mme))\s", re.IGNORECASE
)
_VEUVE = re.compile(r"^(?:veuve|vve)\.?\s+(?=\w)", re.IGNORECASE)
#: Where a name ends, and something else begins: a sign no name has, a remark, a number too long for « Usager 12 ».
_SUITE = re.compile(
    r"[\[\]{}+;*=@#|<>!~^\"\u201c\u201d\u00ab\u00bb\u2026]|(?:(?<=\s)|(?<=^))\?|\?+$"
    rf"|\((?!\s*{_DU_NOM})|\s[-\u2013\u2014]+\s+(?!{_DU_NOM})|\d[\d\s.\-/]{{4,}}|\sn[e\u00e9]+e?\s+(?:le|en)\s+\d",
    re.IGNORECASE,
)
_NE_LE = re.compile(r"(?<!\w)n[e\u00e9]+e?\s+(?:le|en)(?=\s+\d)", re.IGNORECASE)
_AUTOUR = ".,;:()'"
#: Anything but a number.
_DIT_PLUS = re.compile(r"[^\d\s.,;:()/\u00b0+-]")
#: « J.-P. », « A. »: of first names only.
_INITIALES = re.compile(r"(?:[A-Z\u00c0-\u00dd]h?\.-?)+")
#: A mark, or a rank, before it.
_DEVANT = re.compile(r"[^\w'\u2019(]+|\d+\s*[.)\u00b0-]\s+")
#: A character that could not be read may well be a letter.
_ILLISIBLE = "\ufffd"
_COUPLE = frozenset({"et", "&"})
#: Under that many cells, a column says nothing of its order; and the share of them that must agree.
_ASSEZ, _ACCORD = 5, 0.8
#: First names come again, last names much less: so many times more different ones.
_PLUS_VARIES = 1.25


@dataclass(frozen=True, slots=True)
class NomLu:
    """What a cell says of someone. A name that cannot be taken apart is a last name, whole."""

    civilite: str = field(default="", repr=False)
    prenom: str = field(default="", repr=False)
    nom: str = field(default="", repr=False)
    naissance: str = field(default="", repr=False)
    #: Nothing written says which is which.
    doute: bool = False


@dataclass(frozen=True, slots=True)
class SavoirNoms:
    """What is known of the order of the names of a column, for those that do not say it."""

    #: None: unknown.
    nom_d_abord: bool | None = None
    #: First names that other cells say to be such, folded.
    prenoms: frozenset[str] = field(default=frozenset(), repr=False)
    #: The heading says the order, and nobody wrote otherwise.
    sur: bool = True


def read_name(texte: str, savoir: SavoirNoms, *, is_title: Callable[[str], bool]) -> NomLu:
    """« Mme DURAND Élodie, née Martin », « Élodie Durand ». `is_title` knows how people are addressed: « Mme »."""
    civilite, reste = cut_title(texte, is_title)
    if _PLUSIEURS.match(reste):
        return NomLu(civilite, nom=_spaced(reste))
    reste = _VEUVE.sub("", reste)
    if trouve := _NEE.search(reste):
        return replace(_born(_whole(reste[: trouve.start()], savoir), trouve["apres"]), civilite=civilite)
    if trouve := _EPOUSE.search(reste):
        return replace(_married(reste[: trouve.start()], trouve["apres"], savoir), civilite=civilite)
    return replace(_whole(reste, savoir), civilite=civilite)


def cut_rest(texte: str) -> str:
    """A name without what else its cell says: « DIOP Awa (06 12 34 56 78) », « 1. DIOP Awa ». As it is where no name is left.

    >>> cut_rest("DIOP Awa - tutelle"), cut_rest("DIOP Awa (née Sow)"), cut_rest("Usager 12")
    ('DIOP Awa', 'DIOP Awa (née Sow)', 'Usager 12')
    """
    devant = _DEVANT.match(texte)
    reste = texte[devant.end() :] if devant else texte
    suite = _SUITE.search(reste)
    signes = (rang for rang, signe in enumerate(reste) if unicodedata.category(signe) == "So" and signe != _ILLISIBLE)
    fin = min(suite.start() if suite else len(reste), next(signes, len(reste)))
    nom = reste[:fin].rstrip(" ,-\u2013\u2014")
    return nom if any(map(str.isalpha, nom)) else texte


def cut_remark(texte: str, is_no_name: Callable[[str, int], bool]) -> str:
    """A name up to the first word that is none: small letters after capitals, or what `is_no_name` says, folded, at its rank.

    >>> cut_remark("DIOP Awa ne sait rien", lambda mot, rang: False), cut_remark("ben ali awa", lambda mot, rang: False)
    ('DIOP Awa', 'ben ali awa')
    """
    capitales = False
    for rang, trouve in enumerate(_MOT.finditer(texte)):
        mot, plie = trouve[0], fold(trouve[0]).strip(_AUTOUR)
        petit = mot[:1].islower() and capitales and plie not in PARTICULES and not _DU_NOM_SEUL.match(plie)
        if petit or (plie and (is_no_name(plie, rang) or _DEFENSE.match(plie))):
            return texte[: trouve.start()].rstrip(" ,-(\u2013\u2014")
        capitales = capitales or mot[:1].isupper()
    return texte


def name_alone(
    texte: str,
    banal: Callable[[str], bool],
    jamais: Callable[[str], bool],
    *,
    is_title: Callable[[str], bool],
    de_famille: bool = False,
) -> tuple[str, bool]:
    """A name without what else its cell says, and whether it says nothing else but a number, a rank, or a day of birth.

    `banal`: of a word, folded, that nobody is called by it; `jamais`: that it is a name of nobody who has two others.
    `de_famille`: the cell is of a last name alone, which may be any word.
    """
    entier = cut_rest(texte)
    mots = [fold(mot).strip(_AUTOUR) for mot in _MOT.findall(entier)]
    titre, sans_titre = cut_title(entier, is_title)
    devant = bool(titre) + bool(_PLUSIEURS.match(sans_titre))
    ordinaires = [banal(mot) and not is_title(mot) and not _DU_NOM_SEUL.match(mot) for mot in mots]
    if de_famille and len(mots) == devant + 1 and _MOT.findall(entier)[devant][:1].isupper() and not jamais(mots[devant]):
        ordinaires[devant] = False
    premier = ordinaires[devant : devant + 1] == [True]
    # « PERDRE Élodie »: some are called by what is no name.
    garde = premier and _MOT.findall(entier)[devant][:1].isupper() and ordinaires[devant + 1 : devant + 2] != [True]

    def stops(mot: str, rang: int) -> bool:
        apres = rang - devant
        return (apres >= _CAPITALES and jamais(mot)) or (apres >= 0 and ordinaires[rang] and not (garde and apres == 0))

    nom = cut_remark(entier, stops)
    reste = texte.replace(nom, " ", 1) if nom else texte
    return nom, not premier and not _DIT_PLUS.search(_NE_LE.sub(" ", reste))


def cut_birth(nom: str) -> tuple[str, str]:
    """A last name alone in its cell, without what it says of birth or of a spouse; and the name of birth, if it says one."""
    if trouve := _NEE.search(nom):
        return _spaced(nom[: trouve.start()]), _spaced(trouve["apres"])
    if trouve := _EPOUSE.search(nom):
        return _spaced(trouve["apres"]), _spaced(nom[: trouve.start()])
    return nom, ""


def learn(textes: Iterable[str], nom_d_abord: bool | None, *, is_title: Callable[[str], bool]) -> SavoirNoms:  # noqa: FBT001
    """What a column says of its names. `nom_d_abord`: what its heading says of their order, None if it says nothing."""
    restes = [cut_title(texte, is_title)[1] for texte in textes]
    lus = [_apart(mots, SavoirNoms()) for reste in restes if _block(mots := _words(reste)) is not None]
    noms = {fold(mot) for lu in lus for mot in lu.nom.split()}
    prenoms = frozenset(fold(mot) for lu in lus for mot in lu.prenom.split()) - noms
    ordre = nom_d_abord if nom_d_abord is not None else _order_of(restes)
    return SavoirNoms(ordre, prenoms, sur=nom_d_abord is not None and not lus)


def ways_of(texte: str, lu: NomLu) -> tuple[NomLu, ...]:
    """The ways of taking a doubtful name apart, the one read first; a person goes from one to the next."""
    mots = _words(f"{lu.prenom} {lu.nom}")
    # In the order they are written.
    mots = sorted(mots, key=texte.find)
    coupes = [("", mots), (mots[0], mots[1:]), (mots[-1], mots[:-1])] if len(mots) > 1 else []
    facons = [replace(lu, prenom=str(prenom), nom=" ".join(noms)) for prenom, noms in coupes]
    return tuple(dict.fromkeys((lu, *reversed(facons))))


def _order_of(restes: Sequence[str]) -> bool | None:
    """What a column as a whole says of the order of its names: True where last names come first; None where it says nothing.

    Those that are in capitals say it for the others; else the words that come again and again are first names.
    """
    dits = Counter(ordre for reste in restes if (ordre := _said(_words(reste))) is not None)
    if dits.total() >= _ASSEZ:
        ordre, fois = dits.most_common(1)[0]
        return ordre if fois >= _ACCORD * dits.total() else None
    deux = [mots for reste in restes if len(mots := _words(reste)) == _CAPITALES]
    if len(deux) < 4 * _ASSEZ:
        return None
    premiers, seconds = (len({fold(mots[rang]) for mots in deux}) for rang in (0, 1))
    if premiers >= _PLUS_VARIES * seconds:
        return True
    return False if seconds >= _PLUS_VARIES * premiers else None


def cut_title(texte: str, is_title: Callable[[str], bool]) -> tuple[str, str]:
    """How someone is addressed, and the name; « M. et Mme » are two people, and no title of either."""
    mots = _MOT.findall(texte)
    if len(mots) < _CAPITALES or not _is_title(mots[0], is_title) or mots[1].casefold() in _COUPLE:
        return "", texte.strip()
    return mots[0], texte.strip()[len(mots[0]) :].strip()


def _is_title(mot: str, is_title: Callable[[str], bool]) -> bool:
    """« Mme », or « Mme/M. », which a form leaves there."""
    return all(part and is_title(part) for part in mot.split("/"))


def _spaced(texte: str) -> str:
    return " ".join(texte.split())


def _words(texte: str) -> list[str]:
    return _MOT.findall(texte.replace(",", " "))


def _whole(texte: str, savoir: SavoirNoms) -> NomLu:
    """« BERTHELOT, Éric » says its order by its comma."""
    avant, virgule, apres = texte.partition(",")
    if virgule and avant.strip() and apres.strip() and "," not in apres:
        return NomLu(prenom=_spaced(apres), nom=_spaced(avant))
    return _apart(_words(texte), savoir)


def _born(lu: NomLu, naissance: str) -> NomLu:
    """« DURAND née MARTIN Élodie »: the first name may come last."""
    suite = _apart(_words(naissance), SavoirNoms())
    if lu.prenom or not suite.prenom:
        return replace(lu, naissance=_spaced(naissance))
    return NomLu(prenom=suite.prenom, nom=lu.nom, naissance=suite.nom)


def _married(avant: str, apres: str, savoir: SavoirNoms) -> NomLu:
    """« MARTIN Élodie épouse DURAND », « MARTIN épouse DURAND Élodie »: the name of the spouse is the one that is used."""
    lu = _whole(avant, savoir)
    if lu.prenom:
        return replace(lu, nom=_spaced(apres), naissance=lu.nom)
    # The name comes first after « épouse ».
    suite = _apart(_words(apres), SavoirNoms(nom_d_abord=True))
    if not suite.prenom:
        # Nothing tells a first name from a last one before it.
        return NomLu(nom=_spaced(apres), naissance=lu.nom, doute=len(_words(avant)) > 1)
    return replace(suite, naissance=lu.nom)


def _capitals(mots: Sequence[str]) -> list[bool]:
    # « A. DIOP », « M. et Mme Diop »: a letter and a point are no last name.
    lettres = [mot.rstrip(".") if len(mots) == _CAPITALES or len(mot) == _CAPITALES else mot for mot in mots]
    return [len(mot) >= _CAPITALES and mot.isupper() and not _INITIALES.fullmatch(f"{mot}.") for mot in lettres]


def _block(mots: Sequence[str]) -> tuple[int, int] | None:
    """From where to where the capitals go, small words before them included; None where they say nothing."""
    hauts = _capitals(mots)
    if not any(hauts) or all(hauts):
        return None
    debut, fin = hauts.index(True), len(hauts) - hauts[::-1].index(True)
    # The capitals must follow one another: « DURAND Élodie MARTIN » is for its owner to explain.
    if not all(haut or fold(mot) in PARTICULES for haut, mot in zip(hauts[debut:fin], mots[debut:fin], strict=True)):
        return None
    while debut and fold(mots[debut - 1]) in PARTICULES and mots[debut - 1].islower():
        debut -= 1
    return (debut, fin) if (debut == 0) is not (fin == len(mots)) else None


def _said(mots: Sequence[str]) -> bool | None:
    """Whether the last name comes first, where capitals say it."""
    bloc = _block(mots)
    return None if bloc is None else bloc[0] == 0


def _apart(mots: list[str], savoir: SavoirNoms) -> NomLu:
    bloc = _block(mots)
    if bloc is not None:
        return NomLu(prenom=" ".join(mots[: bloc[0]] + mots[bloc[1] :]), nom=" ".join(mots[bloc[0] : bloc[1]]))
    if len(mots) != _CAPITALES:
        return NomLu(nom=" ".join(mots), doute=len(mots) > 1 and not _COUPLE.intersection(map(str.casefold, mots)))
    connus = [fold(mot) in savoir.prenoms or _INITIALES.fullmatch(mot) is not None for mot in mots]
    if connus[0] is not connus[1]:
        return NomLu(prenom=mots[connus.index(True)], nom=mots[connus.index(False)])
    if savoir.nom_d_abord is None:
        return NomLu(nom=" ".join(mots), doute=True)
    prenom, nom = reversed(mots) if savoir.nom_d_abord else mots
    return NomLu(prenom=prenom, nom=nom, doute=not savoir.sur)


_AUTOUR_DU_MOT = ".,;:()'\N{RIGHT SINGLE QUOTATION MARK}"
#: Between two names of one word, and what names have not.
_TRAIT, _BARRES = re.compile(r"[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}]"), re.compile(r"[/\\_]")
#: « N'Guyen », « d'Almeida ».
_ELISION = re.compile(r"^[a-z]{1,2}'")
#: What goes with a name, and is none.
_AVEC = PARTICULES | {"et", "ou", "dit", "dite", "nee", "ne", "epouse", "ep", "veuve", "vve", "divorcee", "bis", "y", "e"}
_PRENOMS, _FREQUENTS, _GENS = frozenset("P"), frozenset("PN"), frozenset("pnPN")
#: Names without a vowel, which acronyms have none of either.
_SANS_VOYELLE = frozenset({"ng"})
_VOYELLES = frozenset("aeiouy")
#: An acronym has no more letters; a name with fewer is as likely as the word.
_SIGLE, _COURT = 4, 3


@dataclass(frozen=True, slots=True)
class _Mot:
    ecrit: str
    parts: tuple[str, ...]
    debut: int


@dataclass(frozen=True, slots=True)
class Identites:
    """Reads names with what is known of those people have. `is_title`: « Mme »."""

    francais: LexiqueReleve
    is_title: Callable[[str], bool]

    def cut(self, nom: str, *, de_prenom: bool = False) -> str:
        """The name up to the first word that is not explained; as it is where all are, empty where the first is not.

        `de_prenom`: the cell is of first names alone.
        """
        titre, sans_titre = cut_title(nom, self.is_title)
        depuis = nom.index(sans_titre) if titre and sans_titre else 0
        if barre := _BARRES.search(nom, depuis):
            return self.cut(nom[: barre.start()].rstrip(" -"), de_prenom=de_prenom)
        mots = [_word(trouve) for trouve in _MOT.finditer(nom) if trouve.start() >= depuis]
        noms = [mot for mot in mots if not self._goes_along(mot)]
        if self._is_nobody(noms):
            return ""
        for rang, mot in enumerate(noms):
            autres = [autre for autre in noms if autre is not mot]
            avant = mots[mots.index(mot) - 1].parts if mot is not mots[0] else ()
            if PARTICULES.issuperset(avant) and avant and all(map(self._is_first_name, noms[:rang])):
                # « DE LA TOUR », « Marie Le Gall ».
                continue
            if not self._is_explained(mot, autres, premier=mot is noms[0], de_prenom=de_prenom):
                return nom[: mot.debut + self._explained(mot)].rstrip(" ,-(\N{EN DASH}\N{EM DASH}")
        return nom

    def _is_nobody(self, mots: list[_Mot]) -> bool:
        """True for words that are no known names, where one is ordinary or an acronym, or several have no capital."""
        parts = [part for mot in mots for part in mot.parts]
        if not parts or any(self._is(part, _GENS) for part in parts):
            return False
        if any(map(self._is_ordinary, parts)) or any(self._is_sigle(mot.ecrit) for mot in mots if len(mot.parts) == 1):
            return True
        return len(mots) > 1 and all(mot.ecrit.islower() for mot in mots)

    def _is_first_name(self, mot: _Mot) -> bool:
        return all(self._is(part, _PRENOMS) for part in mot.parts)

    def _goes_along(self, mot: _Mot) -> bool:
        """A small word, an initial, a number, a title."""
        return not mot.parts or all(part in _AVEC or len(part) == 1 for part in mot.parts) or self.is_title(mot.ecrit)

    def _is_explained(self, mot: _Mot, autres: list[_Mot], *, premier: bool, de_prenom: bool) -> bool:
        double = len(mot.parts) > 1
        if double and not (mot.ecrit.isupper() or mot.ecrit.islower()) and any(map(self._is_shouted, _TRAIT.split(mot.ecrit))):
            # « Koné-MVV »; all in capitals, nothing tells it from « DIALLO-KN ».
            return False
        if not double and self._is_sigle(mot.ecrit) and (autres or self._is_mute(mot)):
            return False
        if undotted(mot.ecrit) != mot.ecrit and not premier:
            return False
        if double:
            return all(
                len(part) < _COURT or not self.francais.ordinaires.find(part) or self._is(part, _GENS) for part in mot.parts
            )
        return self._is_name(mot.parts[0], autres, de_prenom=de_prenom)

    def _is_name(self, part: str, autres: list[_Mot], *, de_prenom: bool) -> bool:
        if self._is(part, _GENS) and (len(part) < _COURT or not self.francais.ordinaires.find(part)):
            # « BA », « Li », and a rare word: people, rather.
            return True
        if not self._is_ordinary(part) or self._is(part, _PRENOMS):
            return True
        if not autres:
            # « Petit »; few are called « Caché », and nothing else says that it is someone.
            return self._is(part, _FREQUENTS)
        if de_prenom or not self._is(part, _FREQUENTS):
            return False
        return all(map(self._is_first_name, autres))

    def _explained(self, mot: _Mot) -> int:
        """How much of a word of several names is before the one that is not explained: « Koné-Cachée »."""
        fin = 0
        for part in _TRAIT.split(mot.ecrit):
            plie = _ELISION.sub("", fold(part).strip(_AUTOUR_DU_MOT))
            if not self._is(plie, _GENS) and (self.francais.ordinaires.find(plie) or self._is_shouted(part)):
                return fin
            fin += len(part) + 1
        return 0

    def _is_mute(self, mot: _Mot) -> bool:
        """True for letters that cannot be said, « MVV », which a name alone in its cell may be the initials of."""
        return len("".join(mot.parts)) > len("mv") and _VOYELLES.isdisjoint("".join(mot.parts))

    def _is_shouted(self, ecrit: str) -> bool:
        return len(ecrit) >= _COURT and ecrit.isupper() and self._is_sigle(ecrit)

    def _is_sigle(self, ecrit: str) -> bool:
        """Capitals, or letters that cannot be said, that nobody is known to be called by."""
        plie = _ELISION.sub("", fold(undotted(ecrit)).strip(_AUTOUR_DU_MOT))
        if len(plie) < len("mv") or not plie.isalpha() or self._is(plie, _GENS) or plie in _SANS_VOYELLE | _AVEC:
            return False
        if self.is_title(plie) or not plie.isascii():
            return False
        if len(plie) == len("mv") and plie[0] not in _VOYELLES and plie[1] in _VOYELLES:
            # « WU », « LI » are said; « OP », « VV » are not.
            return False
        court = len(plie) <= _SIGLE and undotted(ecrit).strip(_AUTOUR_DU_MOT).isupper()
        return court or _VOYELLES.isdisjoint(plie)

    def _is_ordinary(self, mot: str) -> bool:
        return self.francais.ordinaires.find(mot) is not None and mot not in self.francais.civilites

    def _is(self, mot: str, sortes: frozenset[str]) -> bool:
        return not sortes.isdisjoint(self.francais.noms.find(mot) or "")


def _word(trouve: re.Match[str]) -> _Mot:
    plie = fold(undotted(trouve[0]))
    parts = (_ELISION.sub("", part.strip(_AUTOUR_DU_MOT)) for part in _TRAIT.split(plie))
    return _Mot(trouve[0], tuple(part for part in parts if part.isalpha()), trouve.start())
