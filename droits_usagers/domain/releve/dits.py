"""What the words around a number say that it is."""

import re
from collections.abc import Collection

#: What a number is said to be. The nearest word before it decides, else the first just after; `autre` is anything else.
_MOTS = re.compile(
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
    return [(mot.lastgroup, phrase[mot.end() :]) for mot in _MOTS.finditer(phrase)][::-1]


def _after(lu: str, fin: int) -> list[tuple[str | None, str]]:
    """What the first word after it says, and what stands between."""
    apres = _FIN_DE_PHRASE.split(lu[fin : fin + _LOIN_APRES])[0]
    return [(mot.lastgroup, apres[: mot.start()]) for mot in _MOTS.finditer(apres)][:1]
