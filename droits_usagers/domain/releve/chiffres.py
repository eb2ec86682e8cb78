"""Numbers, in figures and in letters: every one that does not say what it counts, or which article it is.

The shapes only name what is found: a number of no known shape is found all the same.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from droits_usagers.domain.releve.identifiants import GenreIdentifiant, find_identifiants
from droits_usagers.domain.releve.mots import Mot
from droits_usagers.domain.releve.noms import LecteurDeMots
from droits_usagers.domain.releve.valeurs import Espece, ZoneLue

_ENTRE = r"[ .\-/_]{0,3}"
_MOIS = (
    r"(?:janv(?:ier)?|fev(?:rier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?"
    r"|dec(?:embre)?)"
)
#: A figure, or a letter that is typed for one; « a », and « . », as they are typed lest a machine should read them.
_C, _AROBASE, _POINT = "[0-9O]", r"(?:@|[\[(] ?(?:at|arobase|a) ?[\])])", r"(?: ?[.] ?|[\[(] ?(?:dot|point) ?[\])]| point )"
_ARTICLES = (
    r"\b(?:art(?:icles?|\.)?|pp?\.|loi|decret|ordonnance|alinea|page|annexe|chapitre|point|piece|considerant|§|ue)s? ?"
    r"(?:n ?[°o] ?)?(?:[LRDA]\.? ?)?\d[\d.\-/]*(?:(?: et | ou | a |, )(?:[LRDA]\.? ?)?\d[\d.\-]*){0,9}"
)
#: The first that is found takes its place; None: nobody's, an article, a law, a year, an hour, a sum, the rank of a paragraph.
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
        (Espece.COMPTE, rf"\b[A-Z]{{2}} ?{_C}{{2}}(?=(?:{_ENTRE}[A-Z]{{0,5}}{_C}){{8}})(?:{_ENTRE}[A-Z0-9]){{11,30}}\b"),
        (Espece.TELEPHONE, rf"(?:\+|\b00){_ENTRE}\d{{2,3}}{_ENTRE}(?:\(0\))?{_ENTRE}\d(?:{_ENTRE}\d{{2}}){{4}}\b"),
        (Espece.TELEPHONE, rf"\b[0O][1-9](?:{_ENTRE}{_C}){{8}}\b"),
        (Espece.CARTE, rf"\b\d{{4}}(?:{_ENTRE}\d{{4}}){{3}}\b"),
        (Espece.PLAQUE, r"\b[A-HJ-NP-TV-Z]{2}[ -]?\d{3}[ -]?[A-HJ-NP-TV-Z]{2}\b"),
        (Espece.DATE, r"\b\d{1,2} ?[/.\-] ?\d{1,2} ?[/.\-] ?(?:19|20)?\d{2}\b|\b(?:19|20)\d\d-\d\d-\d\d\b"),
        (Espece.DATE, rf"\b(?:\d{{1,2}}|1er|premier) ?{_MOIS}\b\.?(?:,? (?:19|20)?\d{{2}}\b)?"),
        (None, _ARTICLES),
        (None, r"\b[LRDA]\.? ?\d[\d.\-]*|\b(?:rgpd|ue) 20\d\d/\d+|\b20\d\d ?[/-] ?20\d\d\b|\b(?:19|20)\d\d\b(?![./-]\w)"),
        (None, r"\b\d{1,2} ?h(?: ?\d{2})?\b|\b\d{1,3}(?:[ .]?\d{3}){0,3}(?:,\d+)? ?(?:€|%|euros?\b)"),
        (None, r"(?:^|\n) ?\d{1,2} ?[.)°/-](?= )|\b\d{1,2}(?:ers?|eres?|es?|emes?|nde?s?)\b"),
    )
)
#: Before these, the numbers that only what is said beside them tells.
_DITS_AVANT: Final = Espece.COMPTE
_DITS: Final = {
    GenreIdentifiant.NIR: Espece.NIR,
    GenreIdentifiant.CAF: Espece.CAF,
    GenreIdentifiant.TITRE_SEJOUR: Espece.PIECE,
}
_NE = re.compile(r"\b(?:nee?s?|naissance)\b[^.\n]{0,20}$", re.IGNORECASE)
_NOMBRE = re.compile(
    rf"(?:\bn ?[°o] ?)?\b\w{{0,12}}\d\w{{0,30}}(?:{_ENTRE}\w{{0,4}}\d\w{{0,30}}){{0,14}}(?: ?(?:bis|ter|quater)\b)?",
    re.IGNORECASE,
)
_COMPTE = re.compile(r" ([a-z]{1,24})\b", re.IGNORECASE)
_UNITES: Final = frozenset(
    {"an", "annee", "semaine", "jour", "heure", "h", "min", "minute", "euro", "enfant", "personne", "km", "pour"}
)
_EN_LETTRES: Final = frozenset(
    (
        *(
            "zero",
            "un",
            "une",
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "onze",
            "douze",
            "treize",
        ),
        *(
            "quatorze",
            "quinze",
            "seize",
            "vingt",
            "vingts",
            "trente",
            "quarante",
            "cinquante",
            "soixante",
            "septante",
            "huitante",
        ),
        *("octante", "nonante", "cent", "cents", "mille"),
    )
)
#: « Deux mille vingt », « mille neuf cent… »: years.
_ANNEES: Final = (("deux", "mille"), ("mille", "neuf"))
_RONDS: Final = frozenset({"un", "une", "cent", "mille"})
_ENTRE_MOTS: Final = frozenset({" ", "-", ", "})
#: What may count something: so few figures, or thousands.
_PEU, _POSTAL = re.compile(r"\d{1,4}|\d{1,3}(?: \d{3}){1,2}"), re.compile(r"\d{5}")
#: So many letters make a plural.
_PLURIEL = 4


class Nombres:
    """The numbers of one text."""

    def __init__(self, lu: str, mots: Sequence[Mot], lecteur: LecteurDeMots) -> None:
        self._lu = lu
        self._mots = mots
        self._lecteur = lecteur
        self._pris = bytearray(len(lu) + 1)

    def zones(self) -> Iterator[ZoneLue]:
        """Every one that is somebody's, in no order."""
        for genre, motif in _FORMES:
            if genre is _DITS_AVANT:
                yield from self._told()
            for trouve in motif.finditer(self._lu):
                if self._take(*trouve.span()) and genre is not None:
                    yield ZoneLue(*trouve.span(), self._dated(trouve.start(), genre))
        for trouve in _NOMBRE.finditer(self._lu):
            if self._take(*trouve.span()) and not (_PEU.fullmatch(trouve[0]) and self._counts(trouve.end())):
                yield ZoneLue(*trouve.span(), Espece.CODE_POSTAL if _POSTAL.fullmatch(trouve[0]) else Espece.NUMERO)
        yield from self._in_letters()

    def _told(self) -> Iterator[ZoneLue]:
        for dit in find_identifiants(self._lu, fautifs=True):
            if self._take(dit.debut, dit.fin):
                yield ZoneLue(dit.debut, dit.fin, _DITS[dit.genre])

    def _take(self, debut: int, fin: int) -> bool:
        """True where nothing was taken before."""
        if any(self._pris[debut:fin]):
            return False
        self._pris[debut:fin] = b"\x01" * (fin - debut)
        return True

    def _dated(self, debut: int, genre: Espece) -> Espece:
        return Espece.NAISSANCE if genre is Espece.DATE and _NE.search(self._lu[max(0, debut - 40) : debut]) else genre

    def _counts(self, fin: int) -> bool:
        """True for a number that says what it counts: « 3 enfants », « 12 mois »."""
        trouve = _COMPTE.match(self._lu, fin)
        if trouve is None:
            return False
        mot = trouve[1].lower()
        pluriel = len(mot) >= _PLURIEL and mot[-1] in "sx" and self._lecteur.is_ordinary(mot)
        return pluriel or mot in _UNITES

    def _in_letters(self) -> Iterator[ZoneLue]:
        """« Vingt-sept », « zéro six douze… », unless what they count is said."""
        suite: list[Mot] = []
        for mot in (*self._mots, None):
            if mot and mot.plie in _EN_LETTRES and (not suite or mot.avant in _ENTRE_MOTS):
                suite.append(mot)
                continue
            dits = tuple(un.plie for un in suite)
            if len(dits) > 1 and dits[:2] not in _ANNEES and not _RONDS.issuperset(dits) and not self._counts(suite[-1].fin):
                yield ZoneLue(suite[0].debut, suite[-1].fin, Espece.NUMERO)
            suite = [mot] if mot and mot.plie in _EN_LETTRES else []
