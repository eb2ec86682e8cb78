"""How a place or a name is recognised however it is written: what in an address says where someone lives, as patterns.

A line is cut into what identifies a place (a street with its number, the street alone, a residence by its name, a postcode and
its town) and what does not (« Bâtiment B », « Appartement 12 »). Patterns are for a text as `lecture.spaced` makes it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache, partial

from droits_usagers.domain.controle.decoupe import CODE_POSTAL, MotsLieux, segments, street_in, words_of
from droits_usagers.domain.controle.lecture import spaced
from droits_usagers.domain.controle.nommes import around, says_town
from droits_usagers.domain.controle.reperes import Repere, reperes
from droits_usagers.domain.controle.voisinage import RueNumerotee, TexteEnMots

_VILLE_AVANT = re.compile(r"^([^\W\d].*) ([0-9]{5})$")
_CEDEX = re.compile(r" cedex( [0-9]+)?$| france$")
_ANNEE = re.compile(r"(?:19|20)[0-9]{2}")
#: A name shorter than that could be an ordinary word, or the end of one.
_NOM_COURT = 5
_NOM_SEUL = 3
#: How far from a street its town is looked for.
_PRES = 9


class Portee(StrEnum):
    """How much a pattern says by itself."""

    #: Always says where someone lives.
    ADRESSE = "adresse"
    #: Every line of it in a row: the same, unless the body is called so and is there.
    ENTIERE = "entiere"
    #: The same, unless the body, or the person, is called so.
    NOM = "nom"
    #: Says it unless those who are written to, or who answer, have the same.
    PARTAGEABLE = "partageable"
    #: A town: only where the letter is said to be written.
    VILLE = "ville"


@dataclass(frozen=True)
class MotifLieu:
    """One way of saying a place; `noyau` is a part of it that nothing changes, sought first since that is quick."""

    portee: Portee
    noyau: str = field(repr=False)
    write: Callable[[], str] = field(repr=False)

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where it stands in a text."""
        if self.noyau in texte.serre:
            yield from (trouve.start() for trouve in self._regex.finditer(texte.plie))

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        """Written and compiled only when the core is there."""
        return re.compile(self.write())


@dataclass(frozen=True)
class LieuDit:
    """What the comparison looks for: it says where someone lives by itself."""

    repere: Repere = field(repr=False)

    @property
    def portee(self) -> Portee:
        """A name is sometimes also that of a body, or of someone."""
        return Portee.ADRESSE if isinstance(self.repere, RueNumerotee) else Portee.NOM

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where it stands in a text."""
        return self.repere.find(texte)


@dataclass(frozen=True)
class DansSaVille:
    """The same, where a letter says that street of another town: there it must have its own town beside it."""

    signe: "SigneLieu" = field(repr=False)
    code: str = field(repr=False)
    ville: str = field(repr=False)

    @property
    def portee(self) -> Portee:
        """That of what it looks for."""
        return self.signe.portee

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where it stands in a text, beside its town."""
        mots = self.ville.split()
        for debut in self.signe.find(texte):
            if says_town(around(texte.mots, texte.rang(debut), _PRES), self.code, mots):
                yield debut


SigneLieu = MotifLieu | LieuDit | DansSaVille
#: What says by itself where someone lives.
DE_LIEU = frozenset({Portee.ADRESSE, Portee.ENTIERE, Portee.NOM})


def is_in(signe: SigneLieu, texte: TexteEnMots) -> bool:
    """True where a text says it."""
    return any(True for _ in signe.find(texte))


@lru_cache(maxsize=4096)
def address_patterns(lignes: tuple[str, ...], mots: MotsLieux) -> tuple[SigneLieu, ...]:
    """What of an address says where someone lives."""
    return tuple(_of_address(lignes, mots))


@lru_cache(maxsize=256)
def name_patterns(texte: str, mots: MotsLieux) -> tuple[SigneLieu, ...]:
    """A place or a name that must not be said: its words, whole, and what it says of a street if it is an address."""
    return tuple(_of_name(texte, mots))


def forget() -> None:
    """Keep nothing of what was looked for."""
    address_patterns.cache_clear()
    name_patterns.cache_clear()


def _of_address(lignes: Sequence[str], mots: MotsLieux) -> Iterator[SigneLieu]:
    yield from (LieuDit(repere) for repere in reperes(lignes, mots))
    for ligne in lignes:
        plie = _CEDEX.sub("", spaced(ligne))
        if ville := CODE_POSTAL.search(_VILLE_AVANT.sub(r"\2 \1", plie)):
            code, nom = ville[1].replace(" ", ""), words_of(_CEDEX.sub("", ville[2]))
            yield MotifLieu(Portee.PARTAGEABLE, code, partial(_town, code, nom, mots))
            yield from _pattern(Portee.VILLE, nom, mots)
        for segment in segments(ligne):
            yield from _of_segment(segment, mots)
    entiere = words_of(spaced(" ".join(lignes)))
    if any(mot not in mots.communs and not mot.isdigit() for mot in entiere):
        yield from _pattern(Portee.ENTIERE if len(lignes) > 1 else Portee.PARTAGEABLE, entiere, mots)


def _of_segment(tokens: tuple[str, ...], mots: MotsLieux) -> Iterator[MotifLieu]:
    rue = street_in(tokens, mots)
    if rue is None:
        yield from _of_place(tokens, mots)
        return
    debut, rang, fin = rue
    if nom := tuple(mot for mot in tokens[rang + 1 : fin] if mot not in mots.articles):
        if sum(map(len, nom)) >= _NOM_SEUL:
            dernier = nom[-2] if len(nom) > 1 and _ANNEE.fullmatch(nom[-1]) else nom[-1]
            noyau = dernier if dernier not in mots.equivalents else ""
            yield MotifLieu(Portee.PARTAGEABLE, noyau, partial(_street, tokens[rang], nom, mots))
        if tokens[rang] in mots.genres:
            yield from _by_its_name(tokens[rang:fin], mots)
    for reste in (tokens[:debut], tokens[fin:]):
        if reste:
            yield from _of_place(reste, mots)


def _street(voie: str, nom: Sequence[str], mots: MotsLieux) -> str:
    """A street by its name."""
    rue = _either(voie, mots)
    glue = rf"|{_loose(mots.equivalents.get(voie, (voie,))[0])}" if sum(map(len, nom)) >= _NOM_COURT else ""
    directe = rf"(?:(?<!\w){rue}s?{glue}) ?{_short(nom, mots)}(?![^\W\d])"
    # « LILAS (RUE DES) », as registers and indexes sort them.
    entiere = re.escape(mots.equivalents.get(voie, (voie,))[0])
    return rf"{directe}|(?<!\w){_named(nom, mots)} {entiere}(?: {_articles(mots)}){{1,2}}(?!\w)"


def _short(nom: Sequence[str], mots: MotsLieux) -> str:
    """The name of a street, or its last word: « rue Hugo » for « rue Victor Hugo »."""
    if len(nom) > 1 and len(nom[-1]) > _NOM_SEUL and nom[-1].isalpha():
        return f"(?:{_named(nom, mots)}|{_named(nom[-1:], mots)})"
    return _named(nom, mots)


def _of_place(tokens: tuple[str, ...], mots: MotsLieux) -> Iterator[MotifLieu]:
    """A residence, a hamlet, « chez » someone: only if one of its words is not in every address."""
    chez = tokens[0] in mots.chez or tokens[:2] == ("c", "o")
    propres = [mot for mot in tokens if mot not in mots.communs and mot not in mots.articles and not mot.isdigit()]
    if chez:
        propres = [mot for mot in propres if mot not in mots.civilites]
    if any(len(mot) > _NOM_SEUL for mot in propres) or (chez and propres) or _is_said(tokens, propres, mots):
        yield from _pattern(Portee.PARTAGEABLE, tokens, mots)
    if chez and propres:
        yield MotifLieu(Portee.PARTAGEABLE, propres[-1], partial(_host, tuple(propres), mots))
        return
    yield from _by_its_name(tokens, mots)


def _by_its_name(tokens: Sequence[str], mots: MotsLieux) -> Iterator[MotifLieu]:
    """How people call a place: « les Cèdres bleus » for « résidence Les Cèdres bleus », « tour Keller » for its number 2."""
    entier = _without_number(tokens)
    propres = [mot for mot in entier if mot not in mots.communs and mot not in mots.articles]
    if any(len(mot) > _NOM_SEUL and mot not in mots.ordinaires for mot in propres):
        nom = next((i for i, mot in enumerate(entier) if mot not in mots.genres and mot not in mots.articles), len(entier))
        seul = entier[nom:] if _is_said(entier[nom:], propres, mots) else entier
        if len([mot for mot in seul if mot not in mots.articles]) > 1:
            yield MotifLieu(Portee.PARTAGEABLE, max(propres, key=len), partial(_spelt, seul, mots))


def _is_said(tokens: Sequence[str], propres: Sequence[str], mots: MotsLieux) -> bool:
    """True for several words that no ordinary sentence has together."""
    forts = [mot for mot in tokens if mot not in mots.articles and not mot.isdigit()]
    return len(forts) > 1 and sum(map(len, forts)) > _NOM_COURT and any(mot not in mots.ordinaires for mot in propres)


def _without_number(tokens: Sequence[str]) -> tuple[str, ...]:
    fin = len(tokens)
    while fin and (tokens[fin - 1].isdigit() or len(tokens[fin - 1]) == 1):
        fin -= 1
    return tuple(tokens[:fin])


def _spelt(tokens: Sequence[str], mots: MotsLieux) -> str:
    """These words, with their little words or without."""
    forts = [mot for mot in tokens if mot not in mots.articles]
    petits = rf"(?: {_articles(mots)}){{0,2}} ?"
    return r"(?<!\w)" + petits.join(_either(mot, mots) for mot in forts) + r"(?!\w)"


def _host(propres: Sequence[str], mots: MotsLieux) -> str:
    """« chez », « hébergée par » someone, whatever they are called by."""
    avant = "|".join((*map(re.escape, sorted(mots.chez)), *mots.heberge))
    return rf"(?<!\w)(?:{avant}) (?:[^\W\d]+ ){{0,2}}{_words(propres[-1:], mots)}"


def _of_name(texte: str, mots: MotsLieux) -> Iterator[SigneLieu]:
    lignes = tuple(ligne for ligne in texte.splitlines() if ligne.strip())
    if len(lignes) > 1 or any(map(str.isdigit, texte)):
        yield from (motif for motif in _of_address(lignes, mots) if motif.portee in DE_LIEU or len(lignes) == 1)
    tokens = words_of(spaced(texte))
    while tokens and tokens[0] in mots.civilites:
        tokens = tokens[1:]
    if all(mot in mots.articles or len(mot) == 1 for mot in tokens):
        return
    yield from _pattern(Portee.ADRESSE, tokens, mots)
    forts = [mot for mot in tokens if mot not in mots.articles]
    if len(forts) > 1 and any(len(mot) > _NOM_SEUL and mot not in mots.ordinaires for mot in forts):
        yield MotifLieu(
            Portee.ADRESSE,
            max(forts, key=len) if not mots.equivalents.keys() & set(forts) else "",
            partial(_spelt, tokens, mots),
        )
    if len(tokens) == len(("prenom", "nom")) and all(len(mot) >= _NOM_SEUL and mot.isalpha() for mot in tokens):
        yield from _pattern(Portee.ADRESSE, tokens[::-1], mots)


def _pattern(portee: Portee, tokens: Sequence[str], mots: MotsLieux) -> Iterator[MotifLieu]:
    """These words in this order, whole."""
    propres = [mot for mot in tokens if mot not in mots.equivalents and mot not in mots.articles]
    yield MotifLieu(portee, max(propres, key=len, default=""), partial(_words, tokens, mots))


def _words(tokens: Sequence[str], mots: MotsLieux) -> str:
    large = sum(map(len, tokens)) > _NOM_COURT
    return r"(?<!\w)" + " ?".join(_either(mot, mots, large=large) for mot in tokens) + r"(?!\w)"


def _town(code: str, nom: Sequence[str], mots: MotsLieux) -> str:
    """« 93000 Bobigny », « Bobigny (93000) »."""
    return f"(?:{_words((code, *nom), mots)}|{_words((*nom, code), mots)})"


def _named(nom: Sequence[str], mots: MotsLieux) -> str:
    """The name of a street, with its little words or without, its first names perhaps by their initials."""
    petits = rf"(?:{_articles(mots)} ?){{0,3}}"
    avant = (_given(mot, mots) if mot.isalpha() else _either(mot, mots) for mot in nom[:-1])
    if len(nom) > 1 and _ANNEE.fullmatch(nom[-1]):
        # « rue du 8 mai » for « rue du 8 mai 1945 ».
        return petits + f" ?{petits}".join(avant) + rf"(?: ?(?:{nom[-1][:2]})?{nom[-1][2:]})?"
    return petits + f" ?{petits}".join((*avant, _either(nom[-1], mots)))


def _articles(mots: MotsLieux) -> str:
    return f"(?:{'|'.join(map(_loose, sorted(mots.articles)))})"


def _given(mot: str, mots: MotsLieux) -> str:
    """A first name or its initial, whichever was written."""
    return rf"(?:{_either(mot, mots)}|{mot[0]}(?!\w))" if len(mot) > 1 else rf"(?:{_either(mot, mots)}|{mot}[^\W\d]*)"


def _either(mot: str, mots: MotsLieux, *, large: bool = True) -> str:
    formes = mots.equivalents.get(mot, (mot,))
    return "(?:" + "|".join(_loose(forme) if large else re.escape(forme) for forme in formes) + ")"


def _loose(mot: str) -> str:
    """The word, its letters together or apart."""
    return " ?".join(map(re.escape, mot))
