"""The numbers of the social security of a text as it is read, whatever stands between their figures, wrong keys included.

Source: INSEE. Sex, year, month, département (2A and 2B too), town, rank, and perhaps a key modulo 97. A NIR written without its
key, or with a wrong one, is told from other long numbers by its groups, the words around, or a month that most people have.
"""

import re
from collections.abc import Callable, Collection, Iterable

#: What a number is said to be. The nearest word before it decides, else the first just after; `autre` is anything else.
_MOTS_DITS = re.compile(
    r"\b(?:(?P<caf>caf|alloc(?:ataires?)?|allocations familiales)"
    r"|(?P<titre_sejour>titres? de sejour|cartes? de (?:sejour|residente?)|recepisse de (?:demande|titre)|agdref|anef"
    r"|(?:numero|n°) ?(?:d')?etrang(?:er|ere)|visa de long sejour|vls-ts)"
    r"|(?P<france_travail>france travail|pole emploi|demandeurs? d'emploi|identifiant de)"
    r"|(?P<fiscal>(?:numeros?|n°|identifiant|reference) ?fisca(?:l|le|ux)|spi|impots?|imposition)"
    r"|(?P<piece>passeports?|permis(?: de conduire| [a-e]\b)?(?! de )"
    r"|cartes? (?:nationales? )?d'identite|cni|pieces? d'identite)"
    r"|(?P<compte>iban|rib|bic|comptes?|guichet|coordonnees bancaires)"
    r"|(?P<carte>cartes? (?:bancaires?|bleues?|visa|amex|mastercard|de (?:credit|paiement|retrait))|cb)"
    r"|(?P<plaque>immat\w*|plaques?|vehicules?|voitures?|motos?|scooters?)"
    r"|(?P<autre>tel(?:ephone)?|portable|mobile|fax|siren|siret|rcs|recommande?e?|lrar|suivi|bordereau"
    r"|factures?|contrats?|commande|cada|cnil|version|deliberation|euros?)"
    r"|(?P<dossier>dossiers?|ref(?:erences?)?|affaires?|demandes?|requetes?|courriers?|decisions?|rg"
    r"|abonnements?|clients?|tribunal|cour|caa|arrets?|jugements?|audiences?))\b",
    re.IGNORECASE,
)
_LOIN_AVANT, _LOIN_APRES = 60, 40
#: All that may stand between a number and the word that it goes with: « titre de séjour : n° 12 », « 12 (dossier) ».
LIEN = re.compile(r"(?:[\s:=,(]|n°|no|numero|est|de)*", re.IGNORECASE)
#: What a capital follows: « réf. 12 » goes on. A colon, or « n° », at the end of a line announces the next one.
_FIN_DE_PHRASE = re.compile(r"[!?;]\s|\.\s+(?=[A-Z])|(?<!:|°)(?<![:°]\s)\n|\x00")


def said_to_be(lu: str, debut: int, fin: int) -> tuple[str | None, str]:
    """What the words around say the number is, and what stands between that word and the number.

    A file has a number anywhere: what it is the file of, if it is said, comes first.
    """
    dits = [*_before(lu, debut), *_after(lu, fin)]
    return next((dit for dit in dits if dit[0] != "dossier"), dits[0] if dits else (None, ""))


def is_called(lu: str, debut: int, fin: int, *, genres: Collection[str]) -> bool:
    """True when the word right beside the number says one of those: « dossier n° 12 », not « ce dossier, réglé avec 12 »."""
    avant = ((dit, lien) for dit, lien in _before(lu, debut) if "," not in lien and LIEN.fullmatch(lien.removeprefix(".")))
    # « 12 tél. 06… »: what comes after a number, without a parenthesis, says what the next one is.
    apres = ((dit, lien) for dit, lien in _after(lu, fin) if lien.strip() == "(")
    return any(dit in genres for dit, _ in (*avant, *apres))


def _before(lu: str, debut: int) -> list[tuple[str | None, str]]:
    """What each word before a number says, the nearest first, and what stands between.

    A number at the head of its line is also what the line before ends by naming: « mon permis », then « 041159301278 ».
    """
    avant = lu[max(0, debut - _LOIN_AVANT) : debut]
    dits = _said_in(avant)
    if dits or not (ligne := avant.rstrip(" ")).endswith("\n"):
        return dits
    return [(dit, f"{lien}\n") for dit, lien in _said_in(ligne[:-1])[:1] if LIEN.fullmatch(lien)]


def _said_in(avant: str) -> list[tuple[str | None, str]]:
    phrase = _FIN_DE_PHRASE.split(avant)[-1]
    return [(mot.lastgroup, phrase[mot.end() :]) for mot in _MOTS_DITS.finditer(phrase)][::-1]


def _after(lu: str, fin: int) -> list[tuple[str | None, str]]:
    """What the first word after it says, and what stands between."""
    apres = _FIN_DE_PHRASE.split(lu[fin : fin + _LOIN_APRES])[0]
    return [(mot.lastgroup, apres[: mot.start()]) for mot in _MOTS_DITS.finditer(apres)][:1]


#: What people put between two figures; between two groups, words included.
_ENTRE, _ENTRE_GROUPES = r"[^\w\x00]{0,3}_?", r"[^0-9\x00]{1,20}"
_FIGURES = re.compile(
    rf"(?<![0-9])[1-478](?:{_ENTRE}[0-9]){{5}}{_ENTRE}[0-9ab](?:{_ENTRE}[0-9]){{6}}(?:(?:{_ENTRE}[0-9]){{2}})?(?![0-9])",
    re.IGNORECASE,
)


def _grouped(entre: str) -> re.Pattern[str]:
    # « 974.012 », overseas: three figures of a département, then those of a town.
    lieu = rf"(?:([0-9][0-9ab]){entre}([0-9]{{3}})|(?P<loin>97)([1-6]){entre}0?([0-9]{{2}}))"
    groupes = entre.join(("([1-478])", "([0-9]{2})", "([0-9]{2})", lieu, "([0-9]{3})"))
    return re.compile(rf"(?<![0-9]){groupes}(?:{entre}([0-9]{{2}}))?(?![0-9])", re.IGNORECASE)


#: As it is printed on the card, the groups apart, each whole; the same in the cells of a table, or with what each group is.
_GROUPES, _EPARS = _grouped(r"[^0-9\x00]{1,3}"), _grouped(_ENTRE_GROUPES)
_HORS_NIR, _MOT = re.compile("[^0-9ab]", re.IGNORECASE), re.compile(r"[^\W\d_]{2}")
#: What parts the figures of other numbers too; figures that go on before, and after.
_SERRES = re.compile(r"[\w\s./\u00b7\u2022\u2013\u2014-]+")
_AVANT, _APRES = re.compile(r"[0-9][\s._/-]{1,3}$"), re.compile(r"[\s._/-]{1,3}[0-9]")
_MOTS = re.compile(
    r"(?<![a-z])(?:nir(?![a-z])|secu(?:rite)?(?![a-z])|immatricul|carte vitale|assure social|n(?:umero|°|o)\s?(?:de\s)?ss\b)",
    re.IGNORECASE,
)
_COLLE_A = re.compile(r"(?:nir|ss|no|secu)$", re.IGNORECASE)
#: 01 to 12, 20 to 42 and 50 to 99: what INSEE writes, known month or not. Then those of most people.
_MOIS, _COURANTS = re.compile("0[1-9]|1[0-2]|[23][0-9]|4[0-2]|[5-9][0-9]"), re.compile("0[1-9]|1[0-2]|20|3[0-9]|4[0-2]")
#: « 2024-03… »: a reference that begins with the month it was given.
_DATEE = re.compile("20[0-3][0-9](?:0[1-9]|1[0-2])")
#: « 26 33 1234567 88 »: how a tax notice prints its reference.
_AVIS = re.compile(r"[0-9]{2} [0-9]{2} [0-9]{7} [0-9]{2}")
JOUR = re.compile(
    r"(?<![0-9])(?:0?[1-9]|[12][0-9]|3[01])[ /.-](?:0?[1-9]|1[0-2])[ /.-](?:19|20)[0-9]{2}(?![0-9])"
    r"|(?<![0-9])(?:19|20)[0-9]{2}[/.-](?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
)
_SEPARATEURS, _AUTRES = (
    re.compile("[^0-9ab]+", re.IGNORECASE),
    re.compile(rf"{JOUR.pattern}|(?<![0-9])0[1-9](?:[ ./-]?[0-9]{{2}}){{4}}(?![0-9])|(?:19|20)[0-9]{{2}}[-/]"),
)
_SANS_CLE, _AUTOUR = 13, 60


def blank_out(texte: str, places: Iterable[tuple[int, int]]) -> str:
    """The text with these stretches silent, everything else at its place."""
    morceaux, ici = [], 0
    if not (places := sorted(places)):
        return texte
    for debut, fin in places:
        morceaux += [texte[ici:debut], "." * (fin - max(ici, debut))]
        ici = max(ici, fin)
    return "".join((*morceaux, texte[ici:]))


def find_nirs(lu: str) -> list[tuple[int, int]]:
    """Where they stand: from, to; none over another."""
    epars = _accepted(lu, _EPARS, _is_scattered)
    return epars + _accepted(blank_out(lu, epars), _FIGURES, _is_one)


def _accepted(lu: str, motif: re.Pattern[str], accept: Callable[[str, re.Match[str]], bool]) -> list[tuple[int, int]]:
    trouves, position = [], 0
    while trouve := motif.search(lu, position):
        position = trouve.start() + 1
        if accept(lu, trouve):
            position = trouve.end()
            trouves.append(trouve.span())
    return trouves


def _is_scattered(lu: str, trouve: re.Match[str]) -> bool:
    nir = "".join(filter(None, trouve.groups())).upper()
    if has_key(nir) or not is_plausible(nir):
        return has_key(nir)
    loin = trouve["loin"] is not None and _GROUPES.fullmatch(trouve[0]) is not None and _is_usual(nir, trouve[0])
    return loin or (_MOT.search(trouve[0]) is None and is_named(lu, *trouve.span()))


def _is_one(lu: str, trouve: re.Match[str]) -> bool:
    nir = _HORS_NIR.sub("", trouve[0]).upper()
    if not is_plausible(nir):
        return False
    debut, fin = trouve.span()
    plusieurs = _holds_others(lu, trouve)
    if has_key(nir) and not plusieurs:
        return True
    if _AVANT.search(lu, max(0, debut - 4), debut) or _APRES.match(lu, fin):
        # Digits go on: a SIRET, a bank account, a list of numbers.
        return False
    if is_named(lu, *trouve.span()):
        return True
    if lu[debut - 1 : debut].isalpha() or lu[fin : fin + 1].isalpha() or plusieurs or not _SERRES.fullmatch(trouve[0]):
        return False
    return _GROUPES.fullmatch(trouve[0]) is not None or _is_usual(nir, trouve[0])


def _is_usual(nir: str, ecrit: str) -> bool:
    """True for the sex and the month of most people, in figures that begin no reference and hold no day."""
    courant = nir[0] in "1278" and _COURANTS.fullmatch(nir[3:5]) is not None
    return courant and not (_DATEE.match(nir) or JOUR.search(ecrit) or _AVIS.fullmatch(ecrit))


def _holds_others(lu: str, trouve: re.Match[str]) -> bool:
    """True for figures cut as no NIR is, a file's number before them or a day, a telephone, a law among them.

    One key in 97 is right by chance.
    """
    separateurs = set(_SEPARATEURS.findall(trouve[0]))
    if not separateurs or _GROUPES.fullmatch(trouve[0]):
        return False
    return (len(separateurs) > 1 and _AUTRES.search(trouve[0]) is not None) or (
        len(_SEPARATEURS.findall(trouve[0])) == 1 and said_to_be(lu, *trouve.span())[0] in {"autre", "dossier"}
    )


def is_named(lu: str, debut: int, fin: int) -> bool:
    """True when what is around says that it is one."""
    return bool(_MOTS.search(lu, max(0, debut - _AUTOUR), fin + _AUTOUR) or _COLLE_A.search(lu, max(0, debut - 4), debut))


def is_plausible(nir: str) -> bool:
    """By its structure alone: a month (or the codes used when it is unknown), a département, a town, a rank."""
    departement = nir[5:7]
    if departement not in {"2A", "2B"} and not nir.isdigit():
        return False
    return _MOIS.fullmatch(nir[3:5]) is not None and departement != "00" and "000" not in (nir[7:10], nir[10:13])


def has_key(nir: str) -> bool:
    """True for fifteen characters whose key is right."""
    from stdnum.fr import nir as stdnum_nir

    return len(nir) > _SANS_CLE and is_plausible(nir) and bool(stdnum_nir.is_valid(nir))
