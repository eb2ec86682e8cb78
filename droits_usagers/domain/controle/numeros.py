"""Every number that identifies someone, for what is about to leave: those of `identifiants` and more, wrong keys included.

What has a form and a reason of its own (a telephone, a SIREN, a registered letter, a bank account, a date, a law) is no such
number. How sure one is decides what is asked: a NIR holds everything back, bare digits are only shown.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from droits_usagers.domain.mots.pliage import plain_digits
from droits_usagers.domain.releve.identifiants import (
    ESPACE,
    SANS_CLE,
    SEUL_APRES,
    SEUL_AVANT,
    CandidatNir,
    GenreIdentifiant,
    blank_out,
    find_identifiants,
    find_nirs,
    is_nir,
    is_plausible,
    is_telephone,
    said_to_be,
)


class GenreNumero(StrEnum):
    """What a number is for, as far as what is around it says."""

    NIR = "nir"
    CAF = "caf"
    TITRE_SEJOUR = "titre_sejour"
    FRANCE_TRAVAIL = "france_travail"
    FISCAL = "fiscal"
    #: Digits that look like one of them, and that nothing names.
    NU = "nu"


@dataclass(frozen=True, slots=True, order=True)
class Numero:
    """Where a number stands in a text; the number itself is not kept."""

    debut: int
    fin: int
    genre: GenreNumero


def find_numeros(texte: str) -> tuple[Numero, ...]:
    """The numbers of a text that are named, or that can only be a NIR, in order."""
    if not _LONG.search(texte := _seen(texte)):
        return ()
    trouves: list[Numero] = []
    if _TREIZE.search(texte):
        trouves += (_as_numero(texte, nir.debut, nir.fin) for nir in find_nirs(texte, _Nirs(texte).accept))
        trouves += (numero for numero in find_split(texte) if all(numero.debut != trouve.debut for trouve in trouves))
        trouves += tuple(_find_glued(blank_out(texte, trouves)))
    if not _SERRES.search(texte):
        return tuple(sorted(trouves))
    reste = blank_out(texte, trouves)
    for motif, genre in _NOMMES:
        for trouve in motif.finditer(reste):
            dit, lien = said_to_be(reste, trouve.start(), trouve.end())
            if dit == genre.value and not is_telephone(trouve[0], lien):
                trouves.append(Numero(trouve.start(), trouve.end(), genre))
    trouves += (
        Numero(trouve.debut, trouve.fin, GenreNumero(trouve.genre))
        for trouve in find_identifiants(blank_out(reste, trouves))
        if trouve.genre is not GenreIdentifiant.NIR and said_to_be(reste, trouve.debut, trouve.fin)[0] == trouve.genre.value
    )
    return tuple(sorted(trouves))


def find_split(texte: str) -> Iterator[Numero]:
    """The NIRs written group by group with anything between, cells of a table included: only with their key, or named."""
    return _find_sure(_seen(texte), _CASES)


def _find_glued(texte: str) -> Iterator[Numero]:
    """The NIRs that touch a word, as a table pasted without its columns leaves them: only with their key, or named."""
    return _find_sure(texte, _COLLES)


def _find_sure(texte: str, motif: re.Pattern[str]) -> Iterator[Numero]:
    nirs = _Nirs(texte)
    for trouve in motif.finditer(texte):
        nir = "".join(filter(str.isalnum, trouve[0])).upper()
        if is_plausible(nir) and ((len(nir) > SANS_CLE and is_nir(nir)) or nirs.is_named(trouve.start(), trouve.end())):
            yield Numero(trouve.start(), trouve.end(), GenreNumero.NIR)


def _seen(texte: str) -> str:
    """The text as the eye reads its numbers, sign for sign: a sign without width parts nothing."""
    return _INVISIBLES.sub(" ", plain_digits(texte))


def find_bare(texte: str, connus: Iterable[Numero] = ()) -> tuple[Numero, ...]:
    """The digits of a typed text that look like an identifier that nothing names or excuses; `connus` were found already."""
    if not _LONG.search(texte := _seen(texte)) or not _NU.search(texte):
        return ()
    texte = blank_out(texte, connus)
    for motif in _EXCUSES:
        texte = motif.sub(lambda excuse: "." * len(excuse[0]), texte)
    return tuple(
        Numero(trouve.start(), trouve.end(), GenreNumero.NU)
        for trouve in _NU.finditer(texte)
        if _looks_like_one(trouve[0]) and said_to_be(texte, trouve.start(), trouve.end())[0] != "autre"
    )


def places_of_digits(texte: str) -> Iterator[int]:
    """Where enough digits stand close together to be a number: most texts have none, and need no other look."""
    return (trouve.start() for trouve in _LONG.finditer(texte))


# ── NIR ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

#: As it is printed on the card: the groups apart, each whole.
_GROUPES = re.compile(
    r"[1-478]\D{1,3}[0-9]{2}\D{1,3}[0-9]{2}\D{1,3}[0-9][0-9AB]\D{1,3}[0-9]{3}\D{1,3}[0-9]{3}(?:\D{1,3}[0-9]{2})?", re.IGNORECASE
)
_CASES = re.compile(
    r"(?<![\w])[1-478]\W{1,3}[0-9]{2}\W{1,3}[0-9]{2}\W{1,3}[0-9][0-9AB]\W{1,3}[0-9]{3}\W{1,3}[0-9]{3}(?:\W{1,3}[0-9]{2})?(?!\w)",
    re.IGNORECASE,
)
#: Between letters, all at one go.
_COLLES = re.compile(r"(?<![0-9])[1-478][0-9]{4}(?:[0-9]{2}|2[ABab])[0-9]{6}(?:[0-9]{2})?(?![0-9])")
#: What the eye does not see: it may stand inside a number.
_INVISIBLES = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MOTS_NIR = re.compile(
    r"\bnir\b|s[ée]cu(?:rit[ée])?\b|\bn(?:um[ée]ro|°|o)\s?(?:de\s)?ss\b|immatricul|carte vitale|assur[ée] social", re.IGNORECASE
)
#: The months of most people, apart from codes that many other numbers also begin with.
_MOIS_COURANTS = re.compile("0[1-9]|1[0-2]|20|3[0-9]|4[0-2]")
#: « 2024-03… »: a reference that begins with the month it was given.
_REFERENCE_DATEE = re.compile("20[0-3][0-9](?:0[1-9]|1[0-2])")
_DATES = re.compile(
    r"(?<![0-9])(?:0?[1-9]|[12][0-9]|3[01])[ /.-](?:0?[1-9]|1[0-2])[ /.-](?:19|20)[0-9]{2}(?![0-9])"
    r"|(?<![0-9])(?:19|20)[0-9]{2}[/.-](?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
)
_AUTOUR = 60


class _Nirs:
    """Tells a NIR from other long numbers of a text by its key, its groups, the words around, or its months."""

    def __init__(self, texte: str) -> None:
        self._texte = texte

    def accept(self, candidat: CandidatNir) -> bool:
        """True for what must be taken for a NIR."""
        nir = candidat.nir
        if not is_plausible(nir):
            return False
        if len(nir) > SANS_CLE and is_nir(nir):
            return True
        if not candidat.seul:
            return False
        if _GROUPES.fullmatch(candidat.texte) or self.is_named(candidat.debut, candidat.fin):
            return True
        ordinaire = nir[0] in "1278" and _MOIS_COURANTS.fullmatch(nir[3:5]) and not _REFERENCE_DATEE.match(nir)
        return bool(ordinaire) and not _DATES.search(candidat.texte)

    def is_named(self, debut: int, fin: int) -> bool:
        """True when what is around says that it is one."""
        return bool(_MOTS_NIR.search(self._texte[max(0, debut - _AUTOUR) : fin + _AUTOUR]))


def _as_numero(texte: str, debut: int, fin: int) -> Numero:
    """A NIR, unless its thirteen digits are said to be those of a taxpayer."""
    fiscal = sum(map(str.isdigit, texte[debut:fin])) == SANS_CLE and said_to_be(texte, debut, fin)[0] == GenreNumero.FISCAL
    return Numero(debut, fin, GenreNumero.FISCAL if fiscal else GenreNumero.NIR)


# ── Others ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

_NOMMES = (
    (re.compile(rf"{SEUL_AVANT}[0-3](?:{ESPACE}?[0-9]){{12}}{SEUL_APRES}"), GenreNumero.FISCAL),
    (
        re.compile(rf"{SEUL_AVANT}[0-9](?:{ESPACE}?[0-9]){{6,10}}(?:{ESPACE}?[A-Z](?:{ESPACE}?[0-9]{{3}})?)?{SEUL_APRES}"),
        GenreNumero.FRANCE_TRAVAIL,
    ),
    (re.compile(rf"{SEUL_AVANT}[0-9](?:{ESPACE}?[0-9]){{5,8}}(?:{ESPACE}?[A-Z])?{SEUL_APRES}"), GenreNumero.CAF),
    (re.compile(rf"{SEUL_AVANT}[0-9](?:[ .\u00a0\u202f-]?[0-9]){{8,9}}{SEUL_APRES}"), GenreNumero.TITRE_SEJOUR),
)
#: Signs that people type for digits, when the rest of the number is made of digits.
_CONFUSIONS = str.maketrans("OoIl", "0011")
_TREIZE = re.compile(r"[0-9](?:[\W_]{0,3}[0-9ABab]){12}")
#: Digits one after the other, or nearly: other numbers than a NIR are written so.
_SERRES = re.compile(r"[0-9](?:[ .\u00a0\u202fA-Z-]?[0-9]){5}")
#: Below that many digits close together, a text holds no number.
_LONG = re.compile(r"[0-9](?:[^0-9\x00]{0,3}[0-9]){5}")
#: Seven digits at least, apart or together, perhaps with the letters that look like them, perhaps a letter at the end.
_NU = re.compile(
    rf"(?<![\w/+°-])[0-9OIl](?:{ESPACE}?[0-9OoIl-]){{5,16}}[0-9OoIl](?: ?[A-Z])?(?![\w/])"
    r"|(?<![\w/-])(?=(?:[A-Z]*[0-9]){6})[A-Z0-9]{9,12}(?![\w/-])"
)
_CHIFFRES_MIN = 7
_EXCUSES = (
    _DATES,
    re.compile(r"(?<![0-9A-Z])[A-Z]{2}[0-9]{2}(?:\s?[0-9A-Z]{4}){3,7}(?:\s?[0-9A-Z]{1,3})?(?![0-9A-Z])"),
    # Registered letters: La Poste's, and those of other countries.
    re.compile(
        r"(?<![0-9A-Z])(?:[0-9][A-Z]|87)(?:[ .-]?[0-9]){11}(?![0-9])|(?<![0-9A-Z])[A-Z]{2}(?: ?[0-9]){9} ?[A-Z]{2}(?![0-9A-Z])"
    ),
    # Telephones: French, and with the prefix of a country.
    re.compile(r"(?<![0-9])(?:\+|00)[0-9]{1,3}(?:[ ./()\u00a0\u202f-]{0,2}[0-9]){6,12}(?![0-9])"),
    re.compile(r"(?<![0-9])0[1-9](?:[ ./\u00a0\u202f-]?[0-9]{2}){4}(?![0-9])"),
    # « 0 800 05 95 95 », « 0805 123 456 ».
    re.compile(r"(?<![0-9])0[ .\u00a0\u202f]?8[0-9]{2}(?:[ .\u00a0\u202f]?[0-9]{2,3}){2,3}(?![0-9])"),
    # A body, by its number in a public register: FINESS, RNA.
    re.compile(r"(?:\bfiness|\brna|\bw)\W{0,3}(?:n°\s?)?W?[0-9]{9}\b", re.IGNORECASE),
    # Addresses: a postcode before its town, a letter box.
    re.compile(r"(?<![0-9])[0-9]{5}(?= [^\W\d])|\b(?:BP|CS|TSA) ?[0-9]+"),
    # References that begin with a year, a day written at one go.
    re.compile(
        r"(?<![\w])(?:19|20)[0-9]{2}[-/][0-9]{1,6}(?![0-9])|(?<![0-9])(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
    ),
    # Amounts, and years one after the other.
    re.compile(r"[0-9][0-9 .,\u00a0\u202f]*(?:€|euros?\b|%|francs?\b|kilom|km\b|m²)", re.IGNORECASE),
    re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?:[ /,-]+(?:19|20)?[0-9]{2})+(?![0-9])"),
    # « n° 78-17 », « 2016/679 », « 504677 ».
    re.compile(
        r"(?:loi|d[ée]cret|arr[êe]t[ée]?|ordonnance|article|r[èe]glement|directive|avis|CE|CC|TA|CAA|c-)"
        r"\s*(?:n°)?\s*[0-9][0-9/. -]*",
        re.IGNORECASE,
    ),
)
_SIREN, _SIRET = 9, 14


def _looks_like_one(ecrit: str) -> bool:
    chiffres = "".join(filter(str.isdigit, ecrit))
    lus = "".join(filter(str.isdigit, ecrit.translate(_CONFUSIONS)))
    if len(lus) < _CHIFFRES_MIN or len(chiffres) < len(lus) // 2:
        return False
    return not (len(lus) in {_SIREN, _SIRET} and _luhn(lus))


def _luhn(chiffres: str) -> bool:
    """True for what can be a SIREN or a SIRET."""
    doubles = (int(chiffre) * (2 if rang % 2 else 1) for rang, chiffre in enumerate(reversed(chiffres)))
    return sum(sum(divmod(valeur, 10)) for valeur in doubles) % 10 == 0
