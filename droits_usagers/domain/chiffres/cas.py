"""One request as a figure needs it: no name, no reference, nobody of the desk."""

import datetime as dt
from dataclasses import dataclass

from droits_usagers.domain.mots.dates import MoisConnu


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of a request that figures depend on."""

    envoyee_le: dt.date | None = None
    recue_le: dt.date | None = None
    repondue_le: dt.date | None = None
    #: Their last day to answer, when a clock runs.
    dernier_jour: dt.date | None = None
    clos_le: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Cas:
    """A request that was sent."""

    demarche: str
    organisme: str
    etat: str
    #: A number for each person, that means nothing outside one computation.
    personne: int
    en_propre: bool
    repondue: bool
    hors_delai: bool
    #: From the receipt to the first answer, or from the sending when the receipt is not known: then an estimate.
    jours: int | None
    estimee: bool


def case_of(dates: Dates, au: dt.date, *, demarche: str, organisme: str, etat: str, personne: int, en_propre: bool) -> Cas:
    """What a request counts for that day."""
    depart = dates.recue_le or dates.envoyee_le
    repondue = dates.repondue_le is not None and dates.repondue_le <= au
    jours = _days(depart, dates.repondue_le) if repondue else None
    return Cas(
        demarche=demarche,
        organisme=organisme,
        etat=etat,
        personne=personne,
        en_propre=en_propre,
        repondue=repondue,
        hors_delai=_is_late(dates, au),
        jours=jours,
        estimee=jours is not None and dates.recue_le is None,
    )


def _days(depart: dt.date | None, fin: dt.date | None) -> int | None:
    """None when an answer is dated before what it answers, or of a month: it says nothing of their slowness."""
    if isinstance(depart, MoisConnu) or isinstance(fin, MoisConnu):
        return None
    return (fin - depart).days if depart and fin and fin >= depart else None


def _is_late(dates: Dates, au: dt.date) -> bool:
    """A request closed before their last day is not late: nobody awaits its answer."""
    if dates.dernier_jour is None:
        return False
    fins = (jour for jour in (dates.repondue_le, dates.clos_le, au) if jour is not None)
    return min(fins) > dates.dernier_jour
