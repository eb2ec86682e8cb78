"""Legal aid asked in time keeps the time to go to court (décret 2020-1717, art. 43), never that of a commission or the CADA.

Its version in force was not read: the first last day stays shown until the decision is known; what follows is to be verified.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.echeances.chronologie import Chronologie, months
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.valeurs import Explication, Phrase, phrase

_T = TypeEvenement


@dataclass(frozen=True, slots=True)
class Tribunal:
    """The last day to go to court once legal aid is reckoned with; `sans_aide` is the last day without it."""

    jusqu_au: dt.date
    sans_aide: dt.date
    mois: int
    demandee: dt.date | None
    decidee: dt.date | None
    #: The day after which asking for it is too late for this person, then by every reading: a day more, distance.
    fin: dt.date
    au_plus_tard: dt.date
    #: Asked for before there was anything to contest.
    tot: bool = False

    @property
    def gardee(self) -> bool:
        """True when legal aid was asked for in time: the delay is, it seems, kept."""
        return self.demandee is not None and self.demandee <= self.fin

    @property
    def tard(self) -> bool:
        """True when it was asked for after `sans_aide`: in time by some readings only."""
        return self.demandee is not None and self.demandee > self.sans_aide

    @property
    def attendue(self) -> bool:
        """True when it seems kept and the decision is not known."""
        return self.gardee and self.decidee is None

    @property
    def held(self) -> bool:
        """True when it seems kept, and no decision is known, or it was asked for very early or late: both readings hold."""
        return self.gardee and (self.tot or self.tard or not self.repart)

    @property
    def repart(self) -> bool:
        """True when the delay runs anew from the decision on legal aid."""
        return self.jusqu_au != self.sans_aide


def read_tribunal(
    chronologie: Chronologie,
    sans_aide: dt.date,
    mois: int,
    *,
    depuis: dt.date | None = None,
    fin: dt.date | None = None,
    lue: dt.date | None = None,
    tribunal: str = "",
) -> Tribunal:
    """The last day to go to court, given that without legal aid it is `sans_aide`, after `mois` months.

    `depuis`: the day from which there is a decision to contest. `fin`: after which that last day is over; that of an
    administrative court, which sits in `tribunal`, unless given. `lue`: the last day by its latest other reading.
    """
    au_plus_tard = fin or chronologie.at_latest(max(sans_aide, lue or sans_aide), tribunal)
    fin = fin or chronologie.surely_at_latest(sans_aide, tribunal)
    demandee = chronologie.first(_T.AIDE_JURIDICTIONNELLE_DEMANDEE)
    decidee = chronologie.first(_T.AIDE_JURIDICTIONNELLE_DECIDEE, demandee) if demandee is not None else None
    jusqu_au = sans_aide
    if demandee is not None and demandee <= fin and decidee is not None:
        jusqu_au = max(sans_aide, add_months(decidee, mois))
    tot = demandee is not None and depuis is not None and demandee < depuis
    return Tribunal(jusqu_au, sans_aide, mois, demandee, decidee, fin=fin, au_plus_tard=au_plus_tard, tot=tot)


def restart(chronologie: Chronologie, tribunal: Tribunal) -> Iterator[Phrase]:
    """From the decision on legal aid to the last day it moved, as steps."""
    depart = tribunal.decidee or tribunal.sans_aide
    yield phrase("pas.aide_decidee", date=depart)
    yield from months(depart, tribunal.mois)
    yield chronologie.day(tribunal.jusqu_au)


def explain_aid(tribunal: Tribunal) -> Iterator[Explication]:
    """What is to be known of legal aid and this last day."""
    if tribunal.demandee is None:
        return
    if tribunal.demandee > tribunal.au_plus_tard:
        yield (phrase("note.aide_trop_tard", date=tribunal.demandee),)
    elif tribunal.tard:
        yield (phrase("note.aide_peut_etre", date=tribunal.demandee, limite=tribunal.sans_aide),)
    elif tribunal.decidee is None:
        yield (phrase("note.aide_attendue", date=tribunal.demandee),)
    else:
        yield (phrase("note.aide_decidee", date=tribunal.sans_aide),)


def no_aid(chronologie: Chronologie) -> Iterator[Explication]:
    """Says that legal aid keeps no delay of the CADA, of a commission or of a mediator, when it was asked for."""
    if chronologie.dates(_T.AIDE_JURIDICTIONNELLE_DEMANDEE):
        yield (phrase("note.aide_sans_effet"),)
