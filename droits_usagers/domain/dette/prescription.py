"""Months that may be too old to be claimed back, by the text of the benefit; never more than « peut-être ».

A month is told by the paper, not the day it was paid: it is too old only if it is so however late it was paid, and to be argued
about if it is so paid at once. A claim that came before may have stopped the time; fraud, if it is one, puts another time in
its place, or none that is written.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from droits_usagers.domain.dette.mois import latest_payment
from droits_usagers.domain.droit.calendrier import add_months
from droits_usagers.domain.droit.voies import Prescription


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
