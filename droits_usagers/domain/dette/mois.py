"""The months a sum is claimed for, as people read them off a paper: from one, to another, so much."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice

from droits_usagers.domain.demarche.questions import Reponses, filled_lines
from droits_usagers.domain.droit.calendrier import add_months, last_of_month
from droits_usagers.domain.mots.dates import mois_de_suite

#: The question that tells them, and the questions of one of its lines.
PERIODES, DU, AU, SOMME = "periodes", "periode_du", "periode_au", "periode_somme"
#: More are not listed: nobody is claimed for more than that, and a year mistyped must not fill a page.
_AU_PLUS = 480


@dataclass(frozen=True, slots=True)
class PeriodeReclamee:
    """Months in a row, each by its first day, and what is claimed for them, as typed."""

    premier: dt.date
    dernier: dt.date
    somme: str = field(default="", repr=False)

    @property
    def mois(self) -> Iterator[dt.date]:
        """Each of them, in order."""
        rang = 0
        while (mois := add_months(self.premier, rang)) <= self.dernier:
            yield mois
            rang += 1


def periodes_of(reponses: Reponses) -> tuple[PeriodeReclamee, ...]:
    """What was answered, in the order of the months. A line with one end only is that month; two ends may come in any order."""
    lues = []
    for ligne in filled_lines(reponses.get(PERIODES)):
        bouts = sorted(jour.replace(day=1) for cle in (DU, AU) if isinstance(jour := ligne.get(cle), dt.date))
        if bouts:
            lues.append(PeriodeReclamee(bouts[0], bouts[-1], str(ligne.get(SOMME, "")).strip()))
    return tuple(sorted(lues, key=lambda periode: (periode.premier, periode.dernier)))


def months_of(periodes: Iterable[PeriodeReclamee]) -> tuple[dt.date, ...]:
    """Every month of them once, in order; the first ones, where there are more than anyone is claimed for."""
    return tuple(sorted({mois for periode in periodes for mois in islice(periode.mois, _AU_PLUS)})[:_AU_PLUS])


def spans(mois: Sequence[dt.date], *, sans_annee: bool = False) -> Iterator[str]:
    """Those months in words, the ones in a row together; without their years, of one year.

    >>> list(spans([dt.date(2023, 11, 1), dt.date(2023, 12, 1), dt.date(2024, 1, 1), dt.date(2024, 5, 1)]))
    ['novembre 2023 à janvier 2024', 'mai 2024']
    """
    for _, suite in groupby(enumerate(mois), key=lambda rang_mois: _number(rang_mois[1]) - rang_mois[0]):
        bouts = [un for _, un in suite]
        yield mois_de_suite(bouts[0], bouts[-1], sans_annee=sans_annee)


def latest_payment(mois: dt.date) -> dt.date:
    """The last day that month was ordinarily paid: the end of the next one. A month is paid once it is over, or before."""
    return last_of_month(add_months(mois, 1))


def _number(mois: dt.date) -> int:
    return mois.year * 12 + mois.month
