"""What stops the delay of the RGPD: questions of the body that are not answered yet (EDPB 01/2022, § 157-164).

The rule: the union, not the sum, of the intervals [question, answer[ whose question falls between the receipt and the end of
the delay as suspended so far; a counted interval counts whole; its days are added to the unadjusted date.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from droits_usagers.domain.droit.calendrier import add_months, union_days
from droits_usagers.domain.echeances.chronologie import Chronologie
from droits_usagers.domain.echeances.evenements import TypeEvenement

_T = TypeEvenement
_PAIRES = ((_T.IDENTITE_DEMANDEE, _T.IDENTITE_FOURNIE), (_T.PRECISION_DEMANDEE, _T.PRECISION_FOURNIE))


class QuestionPosee(NamedTuple):
    """A question of the body, and the day it was answered (None: not yet)."""

    posee_le: dt.date
    type: TypeEvenement
    repondue_le: dt.date | None

    @property
    def sur_identite(self) -> bool:
        """True for a question about who is asking: the only one a French text let suspend."""
        return self.type is _T.IDENTITE_DEMANDEE


class Periode(NamedTuple):
    """So many months from a day."""

    depart: dt.date
    mois: int
    #: The delay it ends with, which says whether its end moves to a working day.
    delai: str

    @property
    def fin(self) -> dt.date:
        """The last day, when nothing stops it and before it is moved."""
        return add_months(self.depart, self.mois)


class Suspension(NamedTuple):
    """What the questions do to a delay."""

    comptees: tuple[QuestionPosee, ...] = ()
    #: Asked once the delay was over: without effect.
    tardives: tuple[QuestionPosee, ...] = ()

    @property
    def ouverte(self) -> bool:
        """True while a counted question waits for its answer."""
        return any(question.repondue_le is None for question in self.comptees)

    @property
    def jours(self) -> int:
        """The days during which the delay stood still, up to now for what is answered."""
        return union_days(
            (question.posee_le, question.repondue_le) for question in self.comptees if question.repondue_le is not None
        )


def questions_of(chronologie: Chronologie) -> tuple[QuestionPosee, ...]:
    """The questions of the body, each with the first answer of its kind that followed; those answered at once apart."""
    posees = (
        QuestionPosee(jour, demande, chronologie.first(reponse, jour))
        for demande, reponse in _PAIRES
        for jour in chronologie.dates(demande)
    )
    return tuple(sorted((q for q in posees if q.repondue_le != q.posee_le), key=_asked))


def suspend(chronologie: Chronologie, periode: Periode, questions: Sequence[QuestionPosee]) -> Suspension:
    """What counts among the questions, in order, for a delay of so many months."""
    suspension = Suspension()
    for question in questions:
        if question.posee_le < periode.depart:
            continue
        fin = end_of(chronologie, periode, suspension)
        comptees, tardives = suspension.comptees, suspension.tardives
        if fin is None or question.posee_le <= fin:
            suspension = Suspension((*comptees, question), tardives)
        else:
            suspension = Suspension(comptees, (*tardives, question))
    return suspension


def unadjusted_end(periode: Periode, suspension: Suspension) -> dt.date | None:
    """The last day of the delay with its suspended days, before it is moved; None while a question waits."""
    return None if suspension.ouverte else periode.fin + dt.timedelta(days=suspension.jours)


def end_of(chronologie: Chronologie, periode: Periode, suspension: Suspension) -> dt.date | None:
    """The last day of the delay, suspended and then moved to a working day; None while a question waits."""
    brute = unadjusted_end(periode, suspension)
    return None if brute is None else chronologie.end(periode.delai, brute).date


def is_late(question: QuestionPosee, depart: dt.date, jours: int) -> bool:
    """True when it was asked more than so many days after the receipt, hence not « sans retard »."""
    return (question.posee_le - depart).days > jours


def any_contestable(questions: Iterable[QuestionPosee], depart: dt.date, jours: int) -> bool:
    """True when one of the suspensions may be disputed: asked late, or about something else than identity."""
    return any(not question.sur_identite or is_late(question, depart, jours) for question in questions)


def _asked(question: QuestionPosee) -> dt.date:
    return question.posee_le
