"""Numbers, in figures and in letters: every one that does not say what it counts, or which article it is.

The shapes only name what is found: a number of no known shape is found all the same.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import zip_longest
from typing import Final

from droits_usagers.domain.mots.nombres import CARDINAUX
from droits_usagers.domain.mots.phrases import sentences_of
from droits_usagers.domain.releve.identifiants import read_identifiants
from droits_usagers.domain.releve.nir import blank_out
from droits_usagers.domain.releve.noms import LecteurDeMots
from droits_usagers.domain.releve.valeurs import Espece, Mot, ZoneLue
from droits_usagers.domain.releve.vocabulaire import Connu

_ENTRE = r"[ .\-/_]{0,3}"
_MOIS = (
    r"(?:janv(?:ier)?|fev(?:rier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?"
    r"|dec(?:embre)?)"
)
#: « Trente et un », « mille neuf cent quatre-vingt-sept ».
_EN_MOTS = rf"(?:{'|'.join(sorted(CARDINAUX | {'mille'}, key=len, reverse=True))})\b"
_JOUR_EN_MOTS, _AN_EN_MOTS = rf"{_EN_MOTS}(?:[ -](?:et[ -])?{_EN_MOTS})?", rf"(?:[ -](?:{_EN_MOTS}|et\b)){{2,9}}"
#: A figure, or a letter that is typed for one; « a », and « . », as they are typed lest a machine should read them.
_C, _AROBASE, _POINT = "[0-9O]", r"(?:@|[\[(] ?(?:at|arobase|a) ?[\])])", r"(?: ?[.] ?|[\[(] ?(?:dot|point) ?[\])]| point )"
_PAIRE = r"[ .-]?\d\d"
_EN_DEUX = "|".join(rf"(?:{_PAIRE}){{{avant}}}[.-]? ?\n\d\d(?:{_PAIRE}){{{3 - avant}}}" for avant in (1, 2, 3))
#: Shapes that say what a number is. A number of no shape is found all the same.
_FORMES: Final = tuple(
    (genre, re.compile(motif, re.IGNORECASE))
    for genre, motif in (
        (Espece.COURRIEL, rf"(?<![\w.+-])[\w.+-]{{1,64}} ?{_AROBASE} ?[\w-]{{1,64}}(?:{_POINT}[\w-]{{1,64}}){{1,6}}"),
        (
            Espece.COURRIEL,
            r"\b\w{1,30}(?: (?:point|tiret) \w{1,30}){0,4} arobase \w{1,30}(?: (?:point|tiret) \w{1,30}){0,4}",
        ),
        (
            Espece.COURRIEL,
            r"(?:https?://|www\.)\S{1,200}|(?<!\w)@[\w.]{2,40}|\b[\w-]{2,40}\.(?:fr|org|net|com|eu)\b\S{0,100}",
        ),
        (Espece.TELEPHONE, rf"(?:\+|\b00){_ENTRE}\d{{2,3}}{_ENTRE}(?:\(0\))?{_ENTRE}\d(?:{_ENTRE}\d{{2}}){{4}}\b"),
        (Espece.TELEPHONE, rf"\b[0O][1-9](?:{_ENTRE}{_C}){{8}}\b"),
        # Cut by the end of a line, and by one alone: « 06 41 87 », then « 20 95 ».
        (Espece.TELEPHONE, rf"(?<![\d.,-] )\b0[67](?:{_EN_DEUX})(?![ .-]?\d)"),
        (
            # Whole: « 06.41.87.20.95 » holds none.
            Espece.DATE,
            r"(?<!\d[/.\-])\b\d{1,2} ?[/.\-] ?\d{1,2} ?[/.\-] ?(?:19|20)?\d{2}\b(?![/.\-]\d)|\b(?:19|20)\d\d-\d\d-\d\d\b",
        ),
        (
            Espece.DATE,
            rf"\b(?:\d{{1,2}}|1er|premier|{_JOUR_EN_MOTS}) ?{_MOIS}\b\.?(?:,? (?:19|20)?\d{{2}}\b|{_AN_EN_MOTS})?",
        ),
    )
)
_NE = re.compile(r"\b(?:nee?s?|naissance)\b[^.\n]{0,20}$", re.IGNORECASE)
#: Everything that holds figures and goes on: « 4471/2019 » is one, and « 06 12 34 ».
_SUITE = re.compile(r"(?<![^\W_])[^\W_]*\d[^\W_]*(?:[ .\-/_]{1,2}[^\W_]*\d[^\W_]*)*(?: ?(?:bis|ter|quater)\b)?")
#: What may count something; what may be a sum, before « € »; a year; an hour; a rank.
_PEU = re.compile(r"\d{1,3}(?: \d{3})?")
_SOMME, _MONNAIE = (
    re.compile(r"\d{1,3}(?:[ .]?\d{3})?(?:,\d{1,2})?"),
    re.compile(r"(?:,\d{1,2})? ?(?:€|%|euros?\b)", re.IGNORECASE),
)
_SEUL = re.compile(r"(?:19|20)\d\d|20\d\d[/-]20\d\d|\d{1,2}[hH]\d{0,2}|\d{1,2}(?:ers?|eres?|es?|emes?|nde?s?)")
_POSTAL = re.compile(r"\d{5}")
#: What stands before the number of an article, of a law, and before small ones that place something; and how each is written.
_DE_TEXTE: Final = tuple(
    (re.compile(rf"(?:^|[^\w])(?:{avant})$", re.IGNORECASE), re.compile(nombre))
    for avant, nombre in (
        (r"(?:articles?|art\.?) ?(?:[LRDA]\.? ?)?", r"(?:[LRDA]\.? ?)?\d{1,4}(?:-\d{1,3}){0,3}"),
        (r"(?:loi|decret|ordonnance|arrete) ?(?:n ?[°o] ?)?", r"\d{2,4}-\d{1,4}"),
        (r"(?:rgpd|ue|ce|reglement) ?\)? ?(?:n ?[°o] ?)?", r"20\d\d/\d{1,4}"),
        (r"(?:pages?|pp?\.|alineas?|annexes?|chapitres?|points?|pieces?) ?(?:n ?[°o] ?)?", r"\d{1,3}"),
        (r"(?:considerants?|paragraphes?|§|lignes?|colonnes?) ?", r"\d{1,3}"),
        (r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) ", r"\d{1,2}"),
        (r"\d{1,2} ?h ", r"\d{1,2}"),
    )
)
#: « L. 311-1 », « R*311-12 ». The shape says nothing, « D12-3 » is a door; nor does the legal base alone: « box R311-1 ».
_ARTICLE = re.compile(r"(?<!\w)([LRD])(?:\. ?|\* ?| )?(\d{1,4}(?:-\d{1,3}){1,3})$")
#: What says that a text is cited; and so do the initials of one.
_CITENT: Final = frozenset({"article", "articles", "art", "code", "codes"})
#: « Articles 15 et 16 »: what goes on from one to the next.
_ET = re.compile(r"(?:,| et| ou| a|,? puis)? (?:[LRDA]\.? ?)?$", re.IGNORECASE)
_SUIVANT = re.compile(r"(?:[LRDA]\.? ?)?\d{1,4}(?:-\d{1,3}){0,3}")
_RANG, _PARENTHESE = re.compile(r"(?:^|\n) ?$"), re.compile(r"\($")
_COMPTE = re.compile(r" (pour (?:cent|mille)|[a-z]{1,24})\b", re.IGNORECASE)
_UNITES: Final = frozenset(
    {"an", "annee", "moi", "mois", "semaine", "jour", "heure", "h", "min", "minute", "euro", "km", "pour cent", "pour mille"}
)
_EN_LETTRES: Final = CARDINAUX | {"mille"}
_RONDS: Final = frozenset({"un", "une", "cent", "mille"})
_ENTRE_MOTS: Final = frozenset({" ", "-", ", "})
#: « Vingt et un ».
_ET_UN: Final = frozenset({"un", "une", "onze"})
#: So many letters make a plural.
_PLURIEL, _LOIN = 4, 24


def is_unit(mot: str) -> bool:
    """True for what a duration, a sum or a distance is counted in."""
    return mot.lower() in _UNITES or mot.lower().rstrip("s") in _UNITES


class Nombres:
    """The numbers of one text."""

    def __init__(self, lu: str, mots: Sequence[Mot], lecteur: LecteurDeMots) -> None:
        self._lu = lu
        self._mots = mots
        self._lecteur = lecteur
        #: Where those that cite a text end: « 3° », « L. 311-1 ».
        self.cites: set[int] = set()

    def zones(self) -> Iterator[ZoneLue]:
        """Every one that is somebody's, in no order."""
        formes = sorted(self._shaped())
        yield from formes
        depuis, avant = 0, -1
        for suite in _SUITE.finditer(self._lu):
            debut, fin = suite.span()
            while depuis < len(formes) and formes[depuis].fin <= debut:
                depuis += 1
            if depuis < len(formes) and formes[depuis].debut < fin:
                # The rest of it goes with it.
                yield ZoneLue(debut, fin, formes[depuis].genre)
            elif self._is_nobodys(suite, avant):
                avant = fin if self._is_of_text(suite) or (avant >= 0 and self._goes_on(suite, avant)) else -1
                if avant >= 0 or self._lu.startswith("°", fin):
                    self.cites.add(fin)
            else:
                yield ZoneLue(debut, fin, Espece.CODE_POSTAL if _POSTAL.fullmatch(suite[0]) else Espece.NUMERO)
        yield from self._in_letters()

    def _shaped(self) -> Iterator[ZoneLue]:
        dits = read_identifiants(self._lu)
        yield from dits
        reste = blank_out(self._lu, ((debut, fin) for debut, fin, _ in dits))
        for genre, motif in _FORMES:
            for trouve in motif.finditer(reste):
                dit = self._dated(trouve.start(), genre)
                # « Le premier mars » says nothing of anyone, but as a birthday.
                if any(map(str.isdigit, trouve[0])) or dit in (Espece.COURRIEL, Espece.NAISSANCE):
                    yield ZoneLue(*trouve.span(), dit)

    def _is_nobodys(self, suite: re.Match[str], avant: int) -> bool:
        """True for a number that says by itself, or by what stands beside it, that it is nobody's."""
        nombre, fin = suite[0], suite.end()
        if _SEUL.fullmatch(nombre):
            return not self._is_birth(suite.start())
        if _SOMME.fullmatch(nombre) and _MONNAIE.match(self._lu, fin):
            return True
        return (
            (_PEU.fullmatch(nombre) is not None and self._counts(fin, un=nombre == "1"))
            or self._is_of_text(suite)
            or (avant >= 0 and self._goes_on(suite, avant))
            or self._is_rank(suite)
        )

    def _is_of_text(self, suite: re.Match[str]) -> bool:
        """True for the number of an article, of a law, of a page."""
        avant = self._lu[max(0, suite.start() - _LOIN) : suite.start()]
        if any(nombre.fullmatch(suite[0]) and dit.search(avant) for dit, nombre in _DE_TEXTE):
            return True
        article = _ARTICLE.search(self._lu, max(0, suite.start() - 3), suite.end())
        if article is None or "".join(article.groups()) not in self._lecteur.lexique.articles():
            return False
        rang = bisect_right(self._citing, suite.start(), key=lambda phrase: phrase[0])
        return rang > 0 and suite.start() < self._citing[rang - 1][1]

    @cached_property
    def _citing(self) -> Sequence[tuple[int, int]]:
        """The sentences that say « article », « code », or « CRPA »."""
        citent = [mot.debut for mot in self._mots if mot.plie in _CITENT or mot.plie in self._lecteur.lexique.articles()]
        phrases = sentences_of(self._lu) if citent else ()
        return [(debut, fin) for debut, fin in phrases if bisect_left(citent, fin) > bisect_left(citent, debut)]

    def _goes_on(self, suite: re.Match[str], avant: int) -> bool:
        entre = self._lu[avant : suite.start()]
        return len(entre) < _LOIN and _ET.match(entre) is not None and _SUIVANT.fullmatch(suite[0]) is not None

    def _is_rank(self, suite: re.Match[str]) -> bool:
        """« 1. », « 2) » at the head of a line, « (3) », « 3° »."""
        if len(suite[0]) > 2 or not suite[0].isdigit():  # noqa: PLR2004 - a rank
            return False
        avant, apres = self._lu[max(0, suite.start() - 2) : suite.start()], self._lu[suite.end() : suite.end() + 1]
        return (
            (_PARENTHESE.search(avant) is not None and apres == ")")
            or apres == "°"
            or (
                apres in (".", ")", "-", "/") and (suite.start() < 2 or _RANG.search(avant) is not None)  # noqa: PLR2004 - a blank
            )
        )

    def _is_birth(self, debut: int) -> bool:
        return _NE.search(self._lu[max(0, debut - 40) : debut]) is not None

    def _dated(self, debut: int, genre: Espece) -> Espece:
        return Espece.NAISSANCE if genre is Espece.DATE and self._is_birth(debut) else genre

    def _counts(self, fin: int, *, un: bool = False) -> bool:
        """True for a number that says what it counts: « 3 enfants », « 12 mois », « 1 fille »."""
        trouve = _COMPTE.match(self._lu, fin)
        if trouve is None:
            return False
        mot = trouve[1].lower()
        connu = self._lecteur.knows(mot)
        compte = connu is not None and Connu.GRAMMAIRE not in connu and Connu.ADVERBE not in connu
        return (compte and len(mot) >= _PLURIEL and (un or mot[-1] in "sx")) or is_unit(mot)

    def _in_letters(self) -> Iterator[ZoneLue]:
        """« Vingt-sept », « zéro six douze… », unless what they count is said."""
        suite: list[Mot] = []
        for mot, apres in zip_longest(self._mots, self._mots[1:]):
            en_suite = not suite or mot.avant in _ENTRE_MOTS
            et = mot.plie == "et" and apres is not None and apres.plie in _ET_UN and bool(suite)
            if en_suite and (et or mot.plie in _EN_LETTRES):
                suite.append(mot)
                continue
            yield from self._said(suite)
            suite = [mot] if mot.plie in _EN_LETTRES else []
        yield from self._said(suite)

    def _said(self, suite: Sequence[Mot]) -> Iterator[ZoneLue]:
        dits = tuple(un.plie for un in suite)
        if len(dits) > 1 and not _RONDS.issuperset(dits) and not self._counts(suite[-1].fin):
            yield ZoneLue(suite[0].debut, suite[-1].fin, Espece.NUMERO)
