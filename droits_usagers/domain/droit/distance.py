"""How many more months whoever lives far from an administrative court has to seize it (CJA R421-7).

Nothing here moves a last day: it is what keeps from saying too soon that it is over.
"""

#: Where one lives, when that is abroad.
ETRANGER = "etranger"
#: Where one lives, when it was said without naming it: an address that is kept from someone is read by nobody.
METROPOLE, OUTREMER = "metropole", "outre_mer"
#: All that may be said so.
DITES = (METROPOLE, OUTREMER, ETRANGER)
#: Where the Conseil d'État sits.
PARIS = "75"
OUTRE_MER = frozenset({*map(str, range(971, 979)), "984", "986", "987", "988"})
_A_L_ETRANGER = 2


def most_months(demeure: str, tribunal: str) -> int:
    """The most months that living there may add before a court that sits there. Codes of territories; empty: not known.

    >>> most_months("93", "75"), most_months("974", "75"), most_months("974", "974"), most_months("93", "974")
    (0, 1, 0, 1)
    >>> most_months("", "75"), most_months("etranger", "974"), most_months("93", "")
    (2, 2, 1)
    >>> most_months("metropole", "59"), most_months("metropole", "974"), most_months("outre_mer", "974")
    (0, 1, 1)
    """
    if demeure in {"", ETRANGER}:
        return _A_L_ETRANGER
    if not tribunal or demeure == OUTREMER:
        return 1
    return int(demeure != tribunal and bool({demeure, tribunal} & OUTRE_MER))


def are_known(demeure: str, tribunal: str) -> bool:
    """True where the months of `most_months` are those of this person before this court, and not perhaps.

    >>> are_known("59", "974"), are_known("etranger", ""), are_known("974", ""), are_known("", "974")
    (True, True, False, False)
    >>> are_known("outre_mer", "59"), are_known("outre_mer", "974")
    (True, False)
    """
    if demeure == OUTREMER and tribunal in OUTRE_MER:
        return False
    return demeure == ETRANGER or bool(demeure and tribunal)
