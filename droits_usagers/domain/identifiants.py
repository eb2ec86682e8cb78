"""Finds, in free text, the numbers that identify someone elsewhere: NIR, CAF number, foreigner's number or residence permit.

Nothing is refused: they are pointed out, and the person decides whether a letter needs them. Other numbers (telephones, SIREN,
postcodes, dates, registered letters, bank accounts) must stay silent, or the notice would soon be ignored.
Sources: INSEE for the NIR (13 characters and a key modulo 97); 7 digits, then a letter, for a CAF number; 10 digits for a
foreigner's number (AGDREF), and a document number of 9 or 10 characters for the permit itself.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from droits_usagers.domain.questions import NumeroAdmis


class GenreIdentifiant(StrEnum):
    """What a number identifies someone for. Those of `NumeroAdmis` have the same values."""

    NIR = "nir"
    CAF = "caf"
    TITRE_SEJOUR = "titre_sejour"


@dataclass(frozen=True, slots=True, order=True)
class Identifiant:
    """Where a number stands in a text: from `debut` to `fin`, excluded. The number itself is not kept."""

    debut: int
    fin: int
    genre: GenreIdentifiant


def find_identifiants(texte: str, admis: Collection[NumeroAdmis] = (), *, fautifs: bool = False) -> tuple[Identifiant, ...]:
    """The identifiers of a text, in order, apart from those a question admits. A NIR is never admitted.

    `fautifs`: also what only its key keeps from being a NIR. It may be one figure away from someone's.
    """
    nirs = tuple(_find_nirs(texte, fautifs=fautifs))
    reste = _blank_out(texte, nirs)
    autres = (trouve for trouve in _find_others(reste) if trouve.genre.value not in admis)
    return tuple(sorted((*nirs, *autres)))


def _blank_out(texte: str, trouves: Collection[Identifiant]) -> str:
    """The text with these spans silent, everything else at its place."""
    for trouve in trouves:
        texte = texte[: trouve.debut] + "." * (trouve.fin - trouve.debut) + texte[trouve.fin :]
    return texte


# ── NIR ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

_SEPARATEUR = "[ .\u00a0\u202f\u2009/-]"
#: Sex, year, month, département (2A and 2B too), town, rank and perhaps a key, each character perhaps after a separator.
_NIR = re.compile(
    rf"(?<![0-9A-Za-z])[1-478](?:{_SEPARATEUR}?[0-9]){{5}}{_SEPARATEUR}?[0-9ABab](?:{_SEPARATEUR}?[0-9]){{6}}"
    rf"(?:(?:{_SEPARATEUR}{{0,3}}[0-9]){{2}})?(?![0-9A-Za-z])"
)
_HORS_CHIFFRES = re.compile("[^0-9ABab]")
_SANS_CLE = 13
_DEPARTEMENT = slice(5, 7)


def _find_nirs(texte: str, *, fautifs: bool) -> Iterator[Identifiant]:
    position = 0
    while trouve := _NIR.search(texte, position):
        nir = _HORS_CHIFFRES.sub("", trouve[0]).upper()
        seul = not _is_part_of_more(texte, trouve)
        if (_is_nir(nir) and (len(nir) > _SANS_CLE or seul)) or (fautifs and seul and _looks_like_one(nir)):
            yield Identifiant(trouve.start(), trouve.end(), GenreIdentifiant.NIR)
            position = trouve.end()
        else:
            position = trouve.start() + 1


def _is_nir(nir: str) -> bool:
    """True for 15 characters with the right key, or 13 that can be those of someone."""
    from stdnum.fr import nir as stdnum_nir

    if len(nir) == _SANS_CLE:
        return _looks_like_one(nir)
    return _is_plausible(nir) and bool(stdnum_nir.is_valid(nir))


def _looks_like_one(nir: str) -> bool:
    """True for what can be someone's whatever its key; those of foreigners are left to their key."""
    return _is_plausible(nir) and nir[0] in "12"


def _is_plausible(nir: str) -> bool:
    """By its structure alone: a month (or the codes used when it is unknown), a département, a town, a rank."""
    if nir[_DEPARTEMENT] not in {"2A", "2B"} and not nir.isdigit():
        return False
    return _MOIS.fullmatch(nir[3:5]) is not None and nir[_DEPARTEMENT] != "00" and "000" not in (nir[7:10], nir[10:13])


#: 01 to 12, 20 to 42 and 50 to 99: what INSEE writes, known month or not.
_MOIS = re.compile("0[1-9]|1[0-2]|[23][0-9]|4[0-2]|[5-9][0-9]")
_CHIFFRE_AVANT = re.compile(rf"[0-9]{_SEPARATEUR}$")
_CHIFFRE_APRES = re.compile(rf"{_SEPARATEUR}[0-9]")


def _is_part_of_more(texte: str, trouve: re.Match[str]) -> bool:
    """True when digits go on before or after: a SIRET, a bank account, a list of numbers."""
    avant = texte[max(0, trouve.start() - 2) : trouve.start()]
    return bool(_CHIFFRE_AVANT.search(avant) or _CHIFFRE_APRES.match(texte, trouve.end()))


# ── CAF, residence permit ────────────────────────────────────────────────────────────────────────────────────────────────

_ESPACE = "[ .\u00a0\u202f]"
#: Nothing that would make the number a part of a longer one, of a date, a path or a version.
_SEUL_AVANT = rf"(?<![\w/+-])(?<![0-9]{_ESPACE})(?<![0-9]-)"
_SEUL_APRES = rf"(?![\w/-])(?!{_ESPACE}[0-9])"
#: Seven digits and a capital letter say by themselves that they are a CAF number.
_CAF_LETTRE = re.compile(rf"{_SEUL_AVANT}[0-9]{{7}}[ \u00a0]?[A-Z]{_SEUL_APRES}")
_CAF_CHIFFRES = re.compile(rf"{_SEUL_AVANT}[0-9](?:{_ESPACE}?[0-9]){{6}}(?:[ \u00a0]?[A-Za-z]\b)?{_SEUL_APRES}")
#: Nine or ten digits, perhaps in groups, or a document number: nine to twelve capitals and digits, six digits at least.
_TITRE = re.compile(rf"{_SEUL_AVANT}(?:[0-9](?:{_ESPACE}?[0-9]){{8,9}}|(?=(?:[A-Z]*[0-9]){{6}})[A-Z0-9]{{9,12}}){_SEUL_APRES}")
_TELEPHONE = re.compile(rf"0[1-9](?:{_ESPACE}?[0-9]{{2}}){{4}}")

#: What a number is said to be. The nearest word before it decides, else the first just after; `autre` is anything else.
_MOTS = re.compile(
    r"\b(?:(?P<caf>caf|allocataires?|allocations familiales)"
    r"|(?P<titre_sejour>titres? de s[ée]jour|cartes? de (?:s[ée]jour|r[ée]sidente?)|r[ée]c[ée]piss[ée] de (?:demande|titre)"
    r"|agdref|anef"
    r"|(?:num[ée]ro|n°) ?(?:d['’])?[ée]trang(?:er|ère)|visa de long s[ée]jour|vls-ts)"
    r"|(?P<autre>t[ée]l(?:[ée]phone)?|portable|mobile|fax|siren|siret|rcs|iban|rib|compte|recommand[ée]e?|lrar|suivi|bordereau"
    r"|factures?|contrat|commande|cada|cnil|d[ée]lib[ée]ration|passeport|euros?))\b",
    re.IGNORECASE,
)
_AVANT = 60
_APRES = 40
_FIN_DE_PHRASE = re.compile(r"[.!?;]\s|\n")
#: What may stand between « titre de séjour » and its number when that number looks like a telephone.
_LIEN = re.compile(r"(?:[\s:=,(]|n°|no|num[ée]ro|est|de)*", re.IGNORECASE)


def _find_others(texte: str) -> Iterator[Identifiant]:
    trouves: dict[int, Identifiant] = {}
    for motif, genre in ((_CAF_LETTRE, GenreIdentifiant.CAF), (_CAF_CHIFFRES, GenreIdentifiant.CAF), (_TITRE, _SEJOUR)):
        for trouve in motif.finditer(texte):
            dit, lien = _said_to_be(texte, trouve.start(), trouve.end())
            seul = motif is _CAF_LETTRE and dit is None
            if (dit == genre or seul) and not _is_telephone(trouve[0], lien):
                trouves.setdefault(trouve.start(), Identifiant(trouve.start(), trouve.end(), genre))
    yield from trouves.values()


_SEJOUR = GenreIdentifiant.TITRE_SEJOUR


def _is_telephone(numero: str, lien: str) -> bool:
    """True for ten digits like a telephone, unless they are written at one go right after what they are."""
    return _TELEPHONE.fullmatch(numero) is not None and not (numero.isdigit() and _LIEN.fullmatch(lien))


def _said_to_be(texte: str, debut: int, fin: int) -> tuple[str | None, str]:
    """What the words around say the number is, and what stands between that word and the number."""
    avant = _FIN_DE_PHRASE.split(texte[max(0, debut - _AVANT) : debut])[-1]
    mots = list(_MOTS.finditer(avant))
    if mots:
        return mots[-1].lastgroup, avant[mots[-1].end() :]
    apres = _FIN_DE_PHRASE.split(texte[fin : fin + _APRES])[0]
    mot = _MOTS.search(apres)
    return (mot.lastgroup, apres[: mot.start()]) if mot else (None, "")
