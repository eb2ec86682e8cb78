"""Finds, in free text, the numbers that identify someone elsewhere: NIR, CAF number, foreigner's number or residence permit.

Nothing is refused: they are pointed out, and the person decides whether a letter needs them. Other numbers (telephones, SIREN,
postcodes, dates, registered letters, bank accounts) must stay silent, or the notice would soon be ignored.
Sources: INSEE for the NIR (13 characters and a key modulo 97); 7 digits, then a letter, for a CAF number; 10 digits for a
foreigner's number (AGDREF), and a document number of 9 or 10 characters for the permit itself.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from droits_usagers.domain.mots.pliage import plain_digits


class GenreIdentifiant(StrEnum):
    """What a number identifies someone for. Those that a question may admit have the same values there."""

    NIR = "nir"
    CAF = "caf"
    TITRE_SEJOUR = "titre_sejour"


@dataclass(frozen=True, slots=True, order=True)
class Identifiant:
    """Where a number stands in a text: from `debut` to `fin`, excluded. The number itself is not kept."""

    debut: int
    fin: int
    genre: GenreIdentifiant


def find_identifiants(texte: str, admis: Collection[str] = (), *, fautifs: bool = False) -> tuple[Identifiant, ...]:
    """The identifiers of a text, in order, apart from those a question admits. A NIR is never admitted.

    `fautifs`: also what only its key keeps from being a NIR. It may be one figure away from someone's.
    """
    texte = plain_digits(texte)
    nirs = tuple(find_nirs(texte, _probably_one if fautifs else _surely_one))
    reste = blank_out(texte, nirs)
    autres = (trouve for trouve in _find_others(reste) if trouve.genre.value not in admis)
    return tuple(sorted((*nirs, *autres)))


class Span(Protocol):
    """A stretch of a text, from `debut` to `fin`, excluded."""

    @property
    def debut(self) -> int:
        """Where it begins."""

    @property
    def fin(self) -> int:
        """Where it is over."""


def blank_out(texte: str, trouves: Iterable[Span]) -> str:
    """The text with these spans silent, everything else at its place."""
    for trouve in trouves:
        texte = texte[: trouve.debut] + "." * (trouve.fin - trouve.debut) + texte[trouve.fin :]
    return texte


# ── NIR ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

#: Blanks of any kind, line breaks included, and the signs that people put between groups.
_SEPARATEUR = "[\\s._/\u00b7\u2022\u2010-\u2015-]"
_ENTRE = _SEPARATEUR + "{0,3}"
#: Sex, year, month, département (2A and 2B too), town, rank and perhaps a key, each character perhaps after separators.
_NIR = re.compile(
    r"(?:(?<![0-9A-Za-z])|(?i:(?<=nir)|(?<=ss)|(?<=no)|(?<=secu)))"
    rf"[1-478](?:{_ENTRE}[0-9]){{5}}{_ENTRE}[0-9ABab](?:{_ENTRE}[0-9]){{6}}(?:(?:{_ENTRE}[0-9]){{2}})?(?![0-9A-Za-z])"
)
_HORS_CHIFFRES = re.compile("[^0-9ABab]")
SANS_CLE = 13
_DEPARTEMENT = slice(5, 7)


@dataclass(frozen=True, slots=True)
class CandidatNir:
    """Thirteen or fifteen characters that stand together, as written and alone; `seul`: no digit goes on before or after."""

    texte: str = field(repr=False)
    nir: str = field(repr=False)
    seul: bool
    debut: int

    @property
    def fin(self) -> int:
        """Where it is over."""
        return self.debut + len(self.texte)


def find_nirs(texte: str, accept: Callable[[CandidatNir], bool]) -> Iterator[Identifiant]:
    """What can be a NIR, among what this accepts. Raw text: its digits are those of `plain_digits`."""
    position = 0
    while trouve := _NIR.search(texte, position):
        nir = _HORS_CHIFFRES.sub("", trouve[0]).upper()
        candidat = CandidatNir(trouve[0], nir, seul=not _is_part_of_more(texte, trouve), debut=trouve.start())
        if accept(candidat):
            yield Identifiant(trouve.start(), trouve.end(), GenreIdentifiant.NIR)
            position = trouve.end()
        else:
            position = trouve.start() + 1


def _surely_one(candidat: CandidatNir) -> bool:
    return is_nir(candidat.nir) and (len(candidat.nir) > SANS_CLE or candidat.seul)


def _probably_one(candidat: CandidatNir) -> bool:
    return _surely_one(candidat) or (candidat.seul and _looks_like_one(candidat.nir))


def is_nir(nir: str) -> bool:
    """True for 15 characters with the right key, or 13 that can be those of someone."""
    from stdnum.fr import nir as stdnum_nir

    if len(nir) == SANS_CLE:
        return _looks_like_one(nir)
    return is_plausible(nir) and bool(stdnum_nir.is_valid(nir))


def _looks_like_one(nir: str) -> bool:
    """True for what can be someone's whatever its key; those of foreigners are left to their key."""
    return is_plausible(nir) and nir[0] in "12"


def is_plausible(nir: str) -> bool:
    """By its structure alone: a month (or the codes used when it is unknown), a département, a town, a rank."""
    if nir[_DEPARTEMENT] not in {"2A", "2B"} and not nir.isdigit():
        return False
    return _MOIS.fullmatch(nir[3:5]) is not None and nir[_DEPARTEMENT] != "00" and "000" not in (nir[7:10], nir[10:13])


#: 01 to 12, 20 to 42 and 50 to 99: what INSEE writes, known month or not.
_MOIS = re.compile("0[1-9]|1[0-2]|[23][0-9]|4[0-2]|[5-9][0-9]")
_CHIFFRE_AVANT = re.compile(rf"[0-9]{_SEPARATEUR}{{1,3}}$")
_CHIFFRE_APRES = re.compile(rf"{_SEPARATEUR}{{1,3}}[0-9]")


def _is_part_of_more(texte: str, trouve: re.Match[str]) -> bool:
    """True when digits go on before or after: a SIRET, a bank account, a list of numbers."""
    avant = texte[max(0, trouve.start() - 4) : trouve.start()]
    return bool(_CHIFFRE_AVANT.search(avant) or _CHIFFRE_APRES.match(texte, trouve.end()))


# ── CAF, residence permit ────────────────────────────────────────────────────────────────────────────────────────────────

ESPACE = "[ .\u00a0\u202f]"
#: Nothing that would make the number a part of a longer one, of a date, a path or a version.
SEUL_AVANT = rf"(?<![\w/+-])(?<![0-9]{ESPACE})(?<![0-9]-)"
SEUL_APRES = rf"(?![\w/-])(?!{ESPACE}[0-9])"
#: Seven digits and a capital letter say by themselves that they are a CAF number.
_CAF_LETTRE = re.compile(rf"{SEUL_AVANT}[0-9]{{7}}[ \u00a0]?[A-Z]{SEUL_APRES}")
_CAF_CHIFFRES = re.compile(rf"{SEUL_AVANT}[0-9](?:{ESPACE}?[0-9]){{6}}(?:[ \u00a0]?[A-Za-z]\b)?{SEUL_APRES}")
#: Nine or ten digits, perhaps in groups, or a document number: nine to twelve capitals and digits, six digits at least.
_TITRE = re.compile(rf"{SEUL_AVANT}(?:[0-9](?:{ESPACE}?[0-9]){{8,9}}|(?=(?:[A-Z]*[0-9]){{6}})[A-Z0-9]{{9,12}}){SEUL_APRES}")
_TELEPHONE = re.compile(rf"0[1-9](?:{ESPACE}?[0-9]{{2}}){{4}}")

#: What a number is said to be. The nearest word before it decides, else the first just after; `autre` is anything else.
_MOTS = re.compile(
    r"\b(?:(?P<caf>caf|allocataires?|allocations familiales)"
    r"|(?P<titre_sejour>titres? de s[ée]jour|cartes? de (?:s[ée]jour|r[ée]sidente?)|r[ée]c[ée]piss[ée] de (?:demande|titre)"
    r"|agdref|anef"
    r"|(?:num[ée]ro|n°) ?(?:d['’])?[ée]trang(?:er|ère)|visa de long s[ée]jour|vls-ts)"
    r"|(?P<france_travail>france travail|p[ôo]le emploi|demandeurs? d['’]emploi|identifiant de)"
    r"|(?P<fiscal>(?:num[ée]ros?|n°|identifiant|r[ée]f[ée]rence) ?fisca(?:l|le|ux)|spi|imp[ôo]ts?|imposition)"
    r"|(?P<autre>t[ée]l(?:[ée]phone)?|portable|mobile|fax|siren|siret|rcs|iban|rib|compte|recommand[ée]e?|lrar|suivi|bordereau"
    r"|factures?|contrat|commande|cada|cnil|d[ée]lib[ée]ration|passeport|euros?))\b",
    re.IGNORECASE,
)
_AVANT = 60
_APRES = 40
#: A colon at the end of a line announces what is on the next one.
_FIN_DE_PHRASE = re.compile(r"[.!?;]\s|(?<!:)(?<!:\s)\n|\x00")
#: What may stand between « titre de séjour » and its number when that number looks like a telephone.
_LIEN = re.compile(r"(?:[\s:=,(]|n°|no|num[ée]ro|est|de)*", re.IGNORECASE)


def _find_others(texte: str) -> Iterator[Identifiant]:
    trouves: dict[int, Identifiant] = {}
    for motif, genre in ((_CAF_LETTRE, GenreIdentifiant.CAF), (_CAF_CHIFFRES, GenreIdentifiant.CAF), (_TITRE, _SEJOUR)):
        for trouve in motif.finditer(texte):
            dit, lien = said_to_be(texte, trouve.start(), trouve.end())
            seul = motif is _CAF_LETTRE and dit is None
            if (dit == genre or seul) and not is_telephone(trouve[0], lien):
                trouves.setdefault(trouve.start(), Identifiant(trouve.start(), trouve.end(), genre))
    yield from trouves.values()


_SEJOUR = GenreIdentifiant.TITRE_SEJOUR


def is_telephone(numero: str, lien: str) -> bool:
    """True for ten digits like a telephone, unless they are written at one go right after what they are."""
    return _TELEPHONE.fullmatch(numero) is not None and not (numero.isdigit() and _LIEN.fullmatch(lien))


def said_to_be(texte: str, debut: int, fin: int) -> tuple[str | None, str]:
    """What the words around say the number is, and what stands between that word and the number."""
    avant = _FIN_DE_PHRASE.split(texte[max(0, debut - _AVANT) : debut])[-1]
    mots = list(_MOTS.finditer(avant))
    if mots:
        return mots[-1].lastgroup, avant[mots[-1].end() :]
    apres = _FIN_DE_PHRASE.split(texte[fin : fin + _APRES])[0]
    mot = _MOTS.search(apres)
    return (mot.lastgroup, apres[: mot.start()]) if mot else (None, "")
