"""Facts of which only the month is known: two readings, from its first day and from its last; what each date becomes of them.

One's own last day is the sooner of the two, and is not said to be over before the other; what others owe is counted from the
second reading: nobody is said to be late for a day that may not have come.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from droits_usagers.domain.echeances.evenements import Evenement
from droits_usagers.domain.echeances.explications import phrase
from droits_usagers.domain.echeances.valeurs import AVANT_LE_JUGE, Code, Echeance, Sens
from droits_usagers.domain.mots.dates import AuPlusTard, AuPlusTot, MoisConnu

_NOTE = (phrase("note.mois_connu"),)


def has_months(evenements: Sequence[Evenement]) -> bool:
    """True when the day of one of these is not known."""
    return any(isinstance(fait.date, MoisConnu) for fait in evenements)


def earliest(evenements: Sequence[Evenement]) -> tuple[Evenement, ...]:
    """Each on the first day it can have been."""
    return tuple(
        replace(fait, date=AuPlusTot.of(fait.date.premier)) if isinstance(fait.date, MoisConnu) else fait for fait in evenements
    )


def latest(evenements: Sequence[Evenement], au: dt.date | None = None) -> tuple[Evenement, ...]:
    """Each on the last day it can have been: no later than that day, for what has begun by then."""

    def last(jour: MoisConnu) -> dt.date:
        return AuPlusTard.of(jour.dernier if au is None or jour.premier > au else min(jour.dernier, au))

    return tuple(replace(fait, date=last(fait.date)) if isinstance(fait.date, MoisConnu) else fait for fait in evenements)


def both(tot: Sequence[Echeance], tard: Sequence[Echeance]) -> tuple[Echeance, ...]:
    """The dates of the two readings as one: the one to go by, and the other beside it."""
    return tuple(une for code in Code for une in _pairs(code, tot, tard))


def _pairs(code: Code, tot: Sequence[Echeance], tard: Sequence[Echeance]) -> Iterator[Echeance]:
    siennes = ([une for une in lecture if une.code is code] for lecture in (tot, tard))
    for premiere, seconde in zip_longest(*siennes):
        une, autre = seconde or premiere, premiere or seconde
        if _is_ours(une) and _day(autre) < _day(une):
            une, autre = autre, une
        if une.date == autre.date and une.au_plus_tard == autre.au_plus_tard:
            yield une
        else:
            if une.date == autre.date and _latest(une) < _latest(autre):
                # What is said is what the later reading rests on.
                une, autre = autre, une
            fin = max((jour for jour in (une.fin, autre.fin) if jour is not None), default=None)
            pres = max((jour for jour in (une.fin_pres, autre.fin_pres) if jour is not None), default=None)
            explication = (*une.explication, _NOTE)
            seconde_date = autre.date if autre.date != une.date else None
            une = replace(une, autre_date=seconde_date, fin=fin, fin_pres=pres, estimation=True, explication=explication)
            une = replace(une, aide_attendue=une.aide_attendue or autre.aide_attendue)
            # Open by either reading; kept only by both, but for an appeal: it came after the decision, whichever day that was.
            siens = [jour for jour in (une.depuis, autre.depuis) if jour is not None]
            depuis = (min if une.code in AVANT_LE_JUGE else max)(siens, default=None)
            ouvre = None if une.ouvre is None or autre.ouvre is None else min(une.ouvre, autre.ouvre)
            yield replace(une, lectures=tuple(sorted({*une.lectures, *autre.lectures})), depuis=depuis, ouvre=ouvre)


def _day(echeance: Echeance) -> dt.date:
    return echeance.date or dt.date.max


def _latest(echeance: Echeance) -> dt.date:
    return echeance.au_plus_tard or dt.date.max


def _is_ours(echeance: Echeance) -> bool:
    return echeance.sens is Sens.VOTRE_DERNIER_JOUR
