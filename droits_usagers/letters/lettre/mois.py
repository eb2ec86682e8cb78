"""Dates of which only the month is known, in a letter: « Le 5 juin 2026 », but « En juin 2026 »."""

import datetime as dt
import re

from markupsafe import Markup

from droits_usagers.domain.mots.dates import MoisConnu
from droits_usagers.letters.lettre.delais import written

#: Before such a date, in a text being rendered: nobody types it, and none is left.
MARQUE = Markup("\ue0f0")
#: What comes before a day, and before a month.
_AVANT = (
    (re.compile(f"\\bLe {MARQUE}"), "En "),
    (re.compile(f"\\ble {MARQUE}"), "en "),
    (re.compile(f"\\bdu {MARQUE}(?=[ao])"), "d’"),
    (re.compile(f"\\bdu {MARQUE}"), "de "),
    (re.compile(str(MARQUE)), ""),
)


class MoisDit(str):
    """A month in words, that a template takes for a day."""

    __slots__ = ()


def said_of(date: dt.date | None) -> str:
    """A date in words, known to be a month where it is one; empty when there is none."""
    return MoisDit(written(date)) if isinstance(date, MoisConnu) else written(date)


def settle_months(texte: str) -> str:
    """The same text, in which what comes before a month is what comes before a month."""
    for motif, mis in _AVANT if MARQUE in texte else ():
        texte = motif.sub(mis, texte)
    return texte
