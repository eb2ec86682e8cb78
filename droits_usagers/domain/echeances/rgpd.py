"""The clock of the RGPD: a month from receipt, perhaps suspended or prolonged, moved to a working day (règlement 1182/71)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from droits_usagers.domain.droit.feries import Report, add_months, union_days
from droits_usagers.domain.echeances.chronologie import Chronologie, Reception, months
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.valeurs import Code, Echeance, Explication, Phrase, phrase
from droits_usagers.domain.personnes.personnes import Qualite

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


_UN_JOUR = dt.timedelta(days=1)
_PROLONGATION = "prolongation"


class _Fin(NamedTuple):
    """One end of the delay: of its first month, or of the whole."""

    code: Code
    periode: Periode
    suspension: Suspension
    date: dt.date | None
    #: What it would be if nothing had suspended it.
    sans_suspension: dt.date


class HorlogeRgpd(NamedTuple):
    """The month as it really ran, with the prolongation when it is valid."""

    reception: Reception
    #: The last day to announce a prolongation.
    annonce: _Fin
    #: The last day to answer.
    reponse: _Fin
    #: Months to answer when nothing prolongs them.
    mois: int
    #: The announcement that counts; None when there is none, or none in time.
    prolongee_le: dt.date | None
    #: A question asked more than so many days after the receipt suspends only doubtfully.
    seuil_tardif: int

    @property
    def suspendue(self) -> bool:
        """True while a counted question of the body waits for its answer."""
        return self.reponse.suspension.ouverte

    def contestable(self, fin: _Fin) -> bool:
        """True when the suspension of this end may be disputed."""
        return any_contestable(fin.suspension.comptees, self.reception.date, self.seuil_tardif)


def read_clock(chronologie: Chronologie) -> HorlogeRgpd | None:
    """The clock of a dossier; None when nothing was received, or before the RGPD."""
    reception = chronologie.responsable
    if reception is None or not chronologie.applies(reception.date, "reponse"):
        return None
    depart = reception.date
    simple, limite = (Periode(depart, chronologie.length(code, depart), code) for code in ("reponse", "annonce_prolongation"))
    prolongee = Periode(depart, simple.mois + chronologie.length(_PROLONGATION, depart), _PROLONGATION)
    questions = questions_of(chronologie)
    annonce = _read_fin(chronologie, Code.ANNONCE_PROLONGATION, questions, periodes=(limite, limite))
    prolongee_le = _announced(chronologie, depart, annonce.date)
    a_temps = _announced(chronologie, depart, annonce.sans_suspension)
    periodes = (prolongee if prolongee_le else simple, prolongee if a_temps else simple)
    return HorlogeRgpd(
        reception,
        annonce,
        _read_fin(chronologie, Code.REPONSE, questions, periodes=periodes),
        simple.mois,
        prolongee_le,
        chronologie.length("question_tardive", depart),
    )


def _read_fin(
    chronologie: Chronologie, code: Code, questions: Sequence[QuestionPosee], *, periodes: tuple[Periode, Periode]
) -> _Fin:
    """One end of the delay. The second period is what it would last if nothing suspended it."""
    periode, sans = periodes
    suspension = suspend(chronologie, periode, questions)
    date = end_of(chronologie, periode, suspension)
    return _Fin(code, periode, suspension, date, chronologie.end(sans.delai, sans.fin).date)


def _announced(chronologie: Chronologie, depart: dt.date, limite: dt.date | None) -> dt.date | None:
    """The first prolongation announced from the receipt to the end of the first month, that day included."""
    annonce = chronologie.first(_T.PROLONGATION_ANNONCEE, depart)
    return annonce if annonce is not None and (limite is None or annonce <= limite) else None


def echeances_rgpd(chronologie: Chronologie) -> Iterator[Echeance]:
    """`reponse`, `annonce_prolongation` and, unless the answer was complete and in time, `plainte_cnil_possible`."""
    horloge = read_clock(chronologie)
    if horloge is None:
        return
    reponse = _echeance(chronologie, horloge, horloge.reponse)
    yield reponse
    yield _echeance(chronologie, horloge, horloge.annonce)
    plainte = _plainte(chronologie, horloge, reponse)
    if not chronologie.satisfied_by(dt.date.max if plainte.date is None else plainte.date - _UN_JOUR):
        yield plainte


def _echeance(chronologie: Chronologie, horloge: HorlogeRgpd, fin: _Fin) -> Echeance:
    delai = chronologie.delai(fin.code.value)
    return Echeance(
        fin.code,
        date=fin.date,
        date_brute=unadjusted_end(fin.periode, fin.suspension),
        date_sans_suspension=fin.sans_suspension if fin.suspension.comptees else None,
        fondement=delai.fondement,
        explication=chronologie.explain(_explain(chronologie, horloge, fin)),
        estimation=horloge.reception.estimee or bool(fin.suspension.comptees),
        contestable=horloge.contestable(fin),
        a_verifier=delai.a_verifier,
    )


def _plainte(chronologie: Chronologie, horloge: HorlogeRgpd, reponse: Echeance) -> Echeance:
    """A complaint makes sense the day after the last day to answer, or as soon as the body has refused in writing."""
    en_nom_propre = chronologie.faits.qualite is Qualite.ORGANISATION
    delai = chronologie.delai("plainte_cnil_en_nom_propre" if en_nom_propre else Code.PLAINTE_CNIL_POSSIBLE.value)
    refus = chronologie.first(_T.REFUS, horloge.reception.date)
    if refus is not None and (reponse.date is None or refus <= reponse.date):
        ligne = (phrase("pas.refus_recu", date=refus),)
        return Echeance(Code.PLAINTE_CNIL_POSSIBLE, refus, refus, None, delai.fondement, chronologie.explain([ligne]))
    lendemain = dt.timedelta(days=chronologie.length(delai.id, horloge.reception.date))
    date = reponse.date and reponse.date + lendemain
    return Echeance(
        Code.PLAINTE_CNIL_POSSIBLE,
        date=date,
        date_brute=date,
        date_sans_suspension=reponse.date_sans_suspension and reponse.date_sans_suspension + lendemain,
        fondement=delai.fondement,
        explication=chronologie.explain(_the_day_after(chronologie, reponse.date, lendemain)),
        estimation=reponse.estimation,
        contestable=reponse.contestable,
        a_verifier=delai.a_verifier,
    )


def _the_day_after(chronologie: Chronologie, reponse: dt.date | None, lendemain: dt.timedelta) -> Iterator[Explication]:
    if reponse is None:
        yield (phrase("note.plainte_apres_reponse"),)
    else:
        yield phrase("pas.dernier_jour", date=reponse), phrase("pas.lendemain"), chronologie.day(reponse + lendemain)


def _explain(chronologie: Chronologie, horloge: HorlogeRgpd, fin: _Fin) -> Iterator[Explication]:
    """The computation step by step, then what is to be known about it."""
    yield tuple(_steps(chronologie, horloge, fin))
    if not fin.suspension.ouverte:
        yield from chronologie.perhaps_open(_end(chronologie, fin))
    yield from unknown_receipt(horloge.reception)
    for question in fin.suspension.comptees:
        yield (_question(question),)
        if is_late(question, horloge.reception.date, horloge.seuil_tardif):
            yield (phrase("note.question_tardive", date=question.posee_le, n=horloge.seuil_tardif),)
    if fin.suspension.comptees:
        note = "note.sans_suspension_contestable" if horloge.contestable(fin) else "note.sans_suspension"
        yield (phrase(note, date=fin.sans_suspension),)
    for question in fin.suspension.tardives:
        if question in horloge.reponse.suspension.comptees:
            # Too late for the announcement alone: it does stop the delay to answer.
            continue
        yield (phrase("note.question_apres_la_fin", date=question.posee_le),)
    yield from _prolongation(chronologie, horloge, fin)


def _steps(chronologie: Chronologie, horloge: HorlogeRgpd, fin: _Fin) -> Iterator[Phrase]:
    depart, mois = fin.periode.depart, fin.periode.mois
    yield received(horloge.reception)
    if fin.periode.delai == _PROLONGATION:
        de_plus = months(depart, mois - horloge.mois)[0]
        yield months(depart, horloge.mois)[0]
        yield Phrase(f"{de_plus.id}_de_plus", de_plus.valeurs)
        yield from months(depart, mois)[1:]
    else:
        yield from months(depart, mois)
    jours = fin.suspension.jours
    if fin.suspension.comptees:
        yield chronologie.day(fin.periode.fin)
    if fin.suspension.ouverte:
        yield phrase("pas.arrete")
        return
    if fin.suspension.comptees:
        yield phrase("pas.suspension_un_jour" if jours == 1 else "pas.suspension", n=jours)
    yield from chronologie.moved(_end(chronologie, fin))


def _end(chronologie: Chronologie, fin: _Fin) -> Report:
    return chronologie.end(fin.periode.delai, fin.periode.fin + dt.timedelta(days=fin.suspension.jours))


def _prolongation(chronologie: Chronologie, horloge: HorlogeRgpd, fin: _Fin) -> Iterator[Explication]:
    if fin.code is Code.ANNONCE_PROLONGATION:
        yield (phrase("note.annonce_limite"),)
    elif horloge.prolongee_le is not None:
        yield (phrase("note.prolongee", date=horloge.prolongee_le),)
        for annonce in chronologie.dates(_T.PROLONGATION_ANNONCEE):
            if annonce > horloge.prolongee_le:
                yield (phrase("note.prolongation_seconde", date=annonce),)
    else:
        for annonce in chronologie.dates(_T.PROLONGATION_ANNONCEE):
            yield (phrase("note.prolongation_nulle", date=annonce),)


def _question(question: QuestionPosee) -> Phrase:
    quoi = "identite" if question.sur_identite else "precision"
    if question.repondue_le is None:
        return phrase(f"note.{quoi}_attendue", date=question.posee_le)
    return phrase(f"note.{quoi}_suspend", date=question.posee_le, reponse=question.repondue_le)


def received(reception: Reception) -> Phrase:
    """How an explanation begins: the receipt, or what it is supposed from."""
    if reception.ailleurs:
        return phrase("pas.recue_ailleurs", date=reception.date)
    if reception.au_plus_tard:
        return phrase("pas.recue_au_plus_tard", date=reception.date)
    return phrase("pas.envoyee" if reception.estimee else "pas.recue", date=reception.date)


def unknown_receipt(reception: Reception) -> Iterator[Explication]:
    """Says that the day of the receipt is not known, when it is not."""
    if reception.estimee:
        yield (phrase("note.reception_ailleurs" if reception.ailleurs else "note.reception_estimee"),)
