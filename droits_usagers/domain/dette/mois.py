"""The months a sum is claimed for, as people read them off a paper: from one, to another, so much."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby, islice

from droits_usagers.domain.demarche.questions import Reponses, filled_lines
from droits_usagers.domain.droit.feries import add_months, last_of_month
from droits_usagers.domain.droit.voies import Prescription
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


class AgeMois(StrEnum):
    """What can be said of a month."""

    #: However late it was paid, the time of the text was over when it was claimed.
    ANCIEN = "ancien"
    #: That depends: on the day it was paid, on what came before.
    DISCUTE = "discute"
    #: It is within the time of the text.
    RECENT = "recent"


class RaisonAge(StrEnum):
    """What the age of a month depends on."""

    PAIEMENT = "paiement"
    LETTRE_AVANT = "lettre_avant"
    FRAUDE = "fraude"


@dataclass(frozen=True, slots=True)
class MoisReclame:
    """One month, and what can be said of it."""

    mois: dt.date
    age: AgeMois
    raisons: frozenset[RaisonAge] = frozenset()


@dataclass(frozen=True, slots=True)
class Reclamation:
    """When the sum was claimed, as far as is known."""

    #: The day the action began: that of the letter, else the day it came.
    jour: dt.date
    #: A letter that claimed these months before, and may have stopped the time.
    avant: dt.date | None = None
    #: The paper speaks of fraud, of a false statement.
    fraude: bool = False
    #: One came before for sure, on a day that is not known: an order to pay follows others.
    suit: bool = False


@dataclass(frozen=True, slots=True)
class ExamenMois:
    """What the text of a benefit makes of the months claimed."""

    regle: Prescription
    mois: tuple[MoisReclame, ...] = ()
    reclamation: Reclamation | None = field(default=None)

    def of_age(self, age: AgeMois) -> tuple[dt.date, ...]:
        """Those months, in order."""
        return tuple(un.mois for un in self.mois if un.age is age)

    @property
    def raisons(self) -> frozenset[RaisonAge]:
        """What the age of some of them depends on."""
        return frozenset(raison for un in self.mois for raison in un.raisons)

    @property
    def par_annee(self) -> Mapping[int, tuple[MoisReclame, ...]]:
        """The same by year: a little calendar."""
        annees = sorted({un.mois.year for un in self.mois})
        return {annee: tuple(un for un in self.mois if un.mois.year == annee) for annee in annees}


def examine(regle: Prescription, mois: Iterable[dt.date], reclamation: Reclamation) -> ExamenMois:
    """Each month against the time of the text, counted back from the claim."""
    return ExamenMois(regle, tuple(_aged(regle, mois, reclamation)), reclamation)


def _aged(regle: Prescription, mois: Iterable[dt.date], reclamation: Reclamation) -> Iterator[MoisReclame]:
    for un in mois:
        age, raisons = _by_payment(un, regle.mois, reclamation.jour)
        if age is not AgeMois.RECENT and (reclamation.suit or reclamation.avant is not None):
            avant = _by_payment(un, regle.mois, reclamation.avant)[0] if reclamation.avant else AgeMois.DISCUTE
            # Too old already when it was claimed first: that claim stopped nothing.
            if avant is not AgeMois.ANCIEN:
                age, raisons = AgeMois.DISCUTE, raisons | {RaisonAge.LETTRE_AVANT}
        if age is not AgeMois.RECENT and reclamation.fraude:
            fraude = _by_payment(un, regle.fraude_mois, reclamation.jour)[0] if regle.fraude_mois else AgeMois.DISCUTE
            if fraude is not AgeMois.ANCIEN:
                age, raisons = AgeMois.DISCUTE, raisons | {RaisonAge.FRAUDE}
        yield MoisReclame(un, age, frozenset(raisons))


def _by_payment(mois: dt.date, duree: int, jour: dt.date) -> tuple[AgeMois, frozenset[RaisonAge]]:
    if add_months(latest_payment(mois), duree) < jour:
        return AgeMois.ANCIEN, frozenset()
    if add_months(mois, duree) < jour:
        return AgeMois.DISCUTE, frozenset({RaisonAge.PAIEMENT})
    return AgeMois.RECENT, frozenset()
