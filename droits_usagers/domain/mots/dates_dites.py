"""The days, months and years that a sentence names, each as the days between which it lies."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from droits_usagers.domain.mots.dates_saisies import month_of
from droits_usagers.domain.mots.pliage import fold

_ANNEE = r"(?P<annee{0}>(?:19|20)\d\d)"
#: « 12 mai 2003 », « mai 2003 », « 12/05/2003 », « 05/2003 », « 2003-05-12 », « 2003 ».
_DITES = re.compile(
    r"\b(?:(?:(?P<jour>\d{1,2})(?:er)?\s+)?(?P<mot>[a-z]{3,9})\.?\s+" + _ANNEE.format(1)
    + r"|(?:(?P<j>\d{1,2})[/.])?(?P<m>\d{1,2})[/.]" + _ANNEE.format(2)
    + r"|" + _ANNEE.format(3) + r"-(?P<mi>\d{2})-(?P<ji>\d{2})|" + _ANNEE.format(4) + r")\b"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class JoursDits:
    """What lies between two days, both included: one day, a month or a year."""

    premier: dt.date
    dernier: dt.date


def periods(texte: str) -> tuple[JoursDits, ...]:
    """Those that a text names, in its order; what is no date is passed over.

    >>> [un.dernier.isoformat() for un in periods("De mai 2003 au 12/06/2004, puis en 2009.")]
    ['2003-05-31', '2004-06-12', '2009-12-31']
    """
    return tuple(jours for _, jours in placed(texte))


def placed(texte: str) -> tuple[tuple[tuple[int, int], JoursDits], ...]:
    """The same, each after where it stands in the folded text."""
    return tuple(_read(fold(texte)))


def _read(plie: str) -> Iterator[tuple[tuple[int, int], JoursDits]]:
    for trouve in _DITES.finditer(plie):
        annee = int(next(filter(None, (trouve[f"annee{rang}"] for rang in range(1, 5)))))
        mois = month_of(trouve["mot"]) or 0 if trouve["mot"] else int(trouve["m"] or trouve["mi"] or 0)
        jour = int(trouve["jour"] or trouve["j"] or trouve["ji"] or 0) if mois else 0
        if not 0 <= mois <= 12:  # noqa: PLR2004 - months
            mois = jour = 0
        fin = calendar.monthrange(annee, mois or 12)[1]
        if jour > fin:
            continue
        yield trouve.span(), JoursDits(dt.date(annee, mois or 1, jour or 1), dt.date(annee, mois or 12, jour or fin))
