"""The facts of a dossier as the clocks read them: by type, by date, with the three receipts that the law tells apart."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from droits_usagers.domain.droit.droit import Delai
from droits_usagers.domain.droit.feries import Report, add_months, check_territoire, last_of_month, roll
from droits_usagers.domain.droit.voies import Decision, Voie, are_known, most_months, voie_of
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.echeances.valeurs import (
    AVANT_LE_JUGE,
    SENS,
    Code,
    Echeance,
    Explication,
    FaitsDossier,
    Phrase,
    Regles,
    Sens,
    phrase,
)
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
        if (une.sens is Sens.VOTRE_DERNIER_JOUR) and _day_in_month(autre) < _day_in_month(une):
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


def _day_in_month(echeance: Echeance) -> dt.date:
    return echeance.date or dt.date.max


def _latest(echeance: Echeance) -> dt.date:
    return echeance.au_plus_tard or dt.date.max


_T = TypeEvenement
_UN_JOUR = dt.timedelta(days=1)

#: What freezes data: to lift that is to take back what was given.
_GELENT = frozenset({"opposition", "limitation"})
#: What a body may answer. An oral refusal is one too, but no delay can be counted from it.
REPONSES = frozenset({_T.REPONSE_COMPLETE, _T.REPONSE_PARTIELLE, _T.REFUS, _T.REFUS_ORAL})
#: What tells that the request had been received, where nothing says when.
_APRES_RECEPTION = frozenset(
    {
        *(REPONSES - {_T.REPONSE_COMPLETE}),
        *(_T.ACCUSE_CONFORME, _T.IDENTITE_DEMANDEE, _T.PRECISION_DEMANDEE, _T.PROLONGATION_ANNONCEE, _T.RELANCE_ENVOYEE),
        _T.LEVEE_LIMITATION_ANNONCEE,
    }
)
#: `Evenement.organisme` of the receipt by a first, wrong addressee.
INITIAL = "initial"


class Reception(NamedTuple):
    """A receipt: its day, and whether we suppose it from another day."""

    date: dt.date
    estimee: bool = False
    #: The day is that of the receipt by a first, wrong body; the right one's is not known.
    ailleurs: bool = False
    #: The day is that of something that came after: it had come by then.
    au_plus_tard: bool = False


class Chronologie:
    """One dossier, its delays and its calendar. Everything is read from the facts, whatever the day it is.

    Explanations take as long as dates, which are often wanted alone, of thousands of dossiers: `expliquer` asks for them.
    """

    def __init__(self, faits: FaitsDossier, regles: Regles, *, expliquer: bool = False) -> None:
        check_territoire(faits.territoire)
        self.faits = faits
        self.expliquer = expliquer
        self._regles = regles
        self._delais, self._feries, self._voies = regles.delais, regles.feries, regles.voies
        # Sorting by day alone keeps the order in which facts of the same day were given.
        # Of a month, the first day: `calcul` reads the others.
        self.evenements = sorted(earliest(faits.evenements), key=_day)
        self._par_type: dict[TypeEvenement, list[dt.date]] = {}
        for evenement in self.evenements:
            self._par_type.setdefault(evenement.type, []).append(evenement.date)

    def read_as(self, evenements: Sequence[Evenement]) -> "Chronologie":
        """The same dossier, with these facts."""
        return Chronologie(replace(self.faits, evenements=tuple(evenements)), self._regles, expliquer=self.expliquer)

    @cached_property
    def voie(self) -> Voie | None:
        """How the decision of this dossier is contested, or would be, refused; None when it cannot be told."""
        contestee = self.faits.contestee
        if contestee.decision is None and not self.dates(TypeEvenement.DECISION_RECUE):
            contestee = replace(contestee, decision=Decision.REFUS)
        return voie_of(self._voies, self.faits.genre, contestee, territoire=self.faits.territoire)

    def dates(self, type_: TypeEvenement) -> list[dt.date]:
        """The days of the facts of this type, in order."""
        return self._par_type.get(type_, [])

    def first(self, type_: TypeEvenement, depuis: dt.date = dt.date.min) -> dt.date | None:
        """The first day of a fact of this type, from a given day on (that day included)."""
        return next((jour for jour in self.dates(type_) if jour >= depuis), None)

    def first_of(self, *types: TypeEvenement, depuis: dt.date = dt.date.min) -> dt.date | None:
        """The first day of a fact of any of these types, from a given day on (that day included)."""
        jours = (jour for type_ in types if (jour := self.first(type_, depuis)) is not None)
        return min(jours, default=None)

    @cached_property
    def derniere_reponse(self) -> Evenement | None:
        """The latest answer of the body; on the same day, the one given last."""
        return next((evenement for evenement in reversed(self.evenements) if evenement.type in REPONSES), None)

    @property
    def levee(self) -> dt.date | None:
        """The day the body said that it uses again what it had frozen: its only answer, or what takes back a complete one.

        Who is told so had obtained it (RGPD 18-3), even if nothing else is known of that.
        """
        levees, reponse = self.dates(_T.LEVEE_LIMITATION_ANNONCEE), self.derniere_reponse
        if not levees or (self.faits.initiale or self.faits.demarche) not in _GELENT:
            return None
        donne = reponse is None or (reponse.type is _T.REPONSE_COMPLETE and reponse.date <= levees[-1])
        return levees[-1] if donne else None

    def satisfied_by(self, jour: dt.date) -> bool:
        """True when the latest answer is complete and came that day or before: nothing is awaited from then on."""
        reponse = self.derniere_reponse
        return reponse is not None and reponse.type is _T.REPONSE_COMPLETE and reponse.date <= jour

    @cached_property
    def premiere(self) -> Reception | None:
        """The first receipt, by whatever body: silence is counted from it (CRPA L114-3)."""
        recus, transmis = self.dates(_T.RECU), self.first(_T.TRANSMIS)
        if recus and (transmis is None or recus[0] <= transmis):
            return Reception(recus[0])
        envoye = self.first(_T.ENVOYE)
        if transmis is None or (envoye is not None and envoye <= transmis):
            return None if envoye is None else Reception(envoye, estimee=True)
        # To be sent on is not to be sent: it had been received, by the first of what tells so.
        return Reception(min(transmis, self.first_of(*_APRES_RECEPTION) or transmis), estimee=True, au_plus_tard=True)

    @cached_property
    def au_refus(self) -> Reception | None:
        """The first receipt; where something was refused, or taken back, and nothing is known of it, a day it had come by."""
        refusee = self.first_of(_T.REFUS, _T.REPONSE_PARTIELLE) is not None or self.levee is not None
        if self.premiere is not None or not refusee:
            return self.premiere
        recue = self.first_of(*_APRES_RECEPTION, *([_T.REPONSE_COMPLETE] if self.levee is not None else []))
        return None if recue is None else Reception(recue, estimee=True, au_plus_tard=True)

    @property
    def connue_le(self) -> dt.date | None:
        """The first day known of a dossier that is a letter to an authority about something else; None for any other."""
        if not self.faits.a_une_autorite:
            return None
        # Written anew, a letter bears a later day; what it is about was there when its dossier was made.
        jours = (self.faits.ecrite_le, self.faits.cree_le, *(fait.date for fait in self.evenements[:1]))
        return min((jour for jour in jours if jour is not None), default=None)

    def in_doubt(self, recue: Reception, *reponses: TypeEvenement) -> bool:
        """True where it had come by a day, and nothing of these was answered by then: a silence may have refused before."""
        repondu, connue = self.first_of(*reponses), min(recue.date, self.connue_le or recue.date)
        return recue.au_plus_tard and (repondu is None or repondu > connue)

    @cached_property
    def derniere(self) -> Reception | None:
        """The latest receipt: before it, the right body has not kept silent for its whole month (CRPA R311-13)."""
        recus = self.dates(_T.RECU)
        if not recus and self.premiere is not None and self.premiere.au_plus_tard:
            return Reception(self.dates(_T.TRANSMIS)[0], estimee=True)
        if not recus:
            return self.premiere
        return self._unless_elsewhere(recus[-1])

    @cached_property
    def responsable(self) -> Reception | None:
        """The receipt by the body that must answer: what the delays of the RGPD and of the CSP run from."""
        propres = [e.date for e in self.evenements if e.type is _T.RECU and e.organisme != INITIAL]
        if not propres:
            return self.derniere
        return self._unless_elsewhere(propres[-1] if self.deux_services else propres[0])

    @property
    def deux_services(self) -> bool:
        """True when the request went to a first body, then to another."""
        initial = any(evenement.organisme == INITIAL for evenement in self.evenements if evenement.type is _T.RECU)
        return initial or bool(self.dates(_T.TRANSMIS))

    def _unless_elsewhere(self, recu: dt.date) -> Reception:
        return Reception(recu, estimee=self._right_body_unknown, ailleurs=self._right_body_unknown)

    @property
    def _right_body_unknown(self) -> bool:
        """True when the request went to the wrong body, or was sent on, and the right one's receipt is not known."""
        transmis = self.dates(_T.TRANSMIS)
        depuis = transmis[-1] if transmis else dt.date.min
        return not any(e.type is _T.RECU and e.organisme != INITIAL and e.date >= depuis for e in self.evenements)

    def delai(self, id_: str) -> Delai:
        """A delay set by law."""
        return self._delais[id_]

    def applies(self, on: dt.date, *ids: str) -> bool:
        """True if the law had set each of these delays by that day."""
        return all(any(valeur.a_partir_du <= on for valeur in self._delais[id_].valeurs) for id_ in ids)

    def length(self, id_: str, on: dt.date) -> int:
        """How many months, days or hours a delay lasted that day. Raises ValueError before the law set it."""
        return self._regles.length(id_, on)

    def is_off(self, jour: dt.date) -> bool:
        """True on a Saturday, a Sunday or a holiday of the territoire."""
        return self._feries.is_off(jour, self.faits.territoire)

    @property
    def receives(self) -> Callable[[dt.date], bool] | None:
        """Whether the desk receives on a day; None where nobody said when."""
        return self._regles.horaires.openings(self._feries.is_holiday, self.faits.territoire)

    def eve(self, jour: dt.date) -> dt.date:
        """The last working day before a day."""
        veille = jour - _UN_JOUR
        while self.is_off(veille):
            veille -= _UN_JOUR
        return veille

    def end(self, id_: str, jour: dt.date) -> Report:
        """Where a delay that runs out that day ends: the next working day if the law moves it, else that day."""
        return roll(jour, self.is_off) if self._delais[id_].reporte else Report(jour)

    def at_latest(self, jour: dt.date, tribunal: str = "", *, depart: dt.date | None = None) -> dt.date:
        """The day after which it is too late before an administrative court by every reading, of a last day for it.

        One more day (that of the notification and that of the end not being counted), moved to a working day, after the months
        that living far may add. `tribunal`: the territory where it sits; empty: that of the body. `depart`: what its months are
        counted from, where that is known.
        """
        mois = most_months(self.faits.demeure, tribunal or self.faits.territoire)
        if depart is not None:
            siens = (jour.year - depart.year) * 12 + jour.month - depart.month
            return self.next_open(add_months(depart, siens + mois) + _UN_JOUR)
        loin = add_months(jour, mois)
        # A month too short for a day had brought it back: two delays in one are not.
        return self.next_open((last_of_month(loin) if jour == last_of_month(jour) and mois else loin) + _UN_JOUR)

    def surely_at_latest(self, jour: dt.date, tribunal: str = "") -> dt.date:
        """The same day, with the months that living far adds only where it is known that they are hers."""
        if are_known(self.faits.demeure, tribunal or self.faits.territoire):
            return self.at_latest(jour, tribunal)
        return self.next_open(jour + _UN_JOUR)

    def distance(self, tribunal: str = "") -> Iterator[Explication]:
        """Says that living far gives more time, unless whoever would go there is known to live near (as in `at_latest`)."""
        if most_months(self.faits.demeure, tribunal or self.faits.territoire):
            yield (phrase("note.ta_distance"),)
            if not self.faits.demeure:
                yield (phrase("note.demeure_inconnue"),)

    def next_open(self, jour: dt.date) -> dt.date:
        """The day itself, or the next one that is worked: how far a court may move an end that falls on a day off."""
        return roll(jour, self.is_off).date

    def day(self, jour: dt.date) -> Phrase:
        """A day as a step of an explanation, with its name when it has one."""
        nom = self._feries.name_of(jour, self.faits.territoire)
        return phrase(f"feries.{nom}" if nom else "pas.jour", jour=jour)

    def explain(self, lignes: Iterable[Explication]) -> tuple[Explication, ...]:
        """The lines of an explanation, each once, if explanations are wanted: `lignes` is run through only then."""
        return tuple(dict.fromkeys(lignes)) if self.expliquer else ()

    def never_moved(
        self, code: Code, date: dt.date, lignes: Iterable[Explication], *, delai: str = "", estimation: bool = False
    ) -> Echeance:
        """A date of French law: no text moves it, suspends it or prolongs it. `delai` is that of the same id unless named."""
        regle = self.delai(delai or code.value)
        return Echeance(
            code,
            date=date,
            date_brute=date,
            date_sans_suspension=None,
            fondement=regle.fondement,
            explication=self.explain(lignes),
            veille=self.eve(date) if SENS[code] is Sens.VOTRE_DERNIER_JOUR else None,
            estimation=estimation,
            a_verifier=regle.a_verifier,
        )

    def before_a_court(
        self,
        echeance: Echeance,
        fin: dt.date,
        *,
        depuis: dt.date | None = None,
        lues: Sequence[dt.date] = (),
        tribunal: str = "",
    ) -> Echeance:
        """The same last day, over only after `fin`, which is said; done before `depuis`, it would not count.

        `lues`: its later readings, from the last of which `fin` was counted; from the day itself, if there is none.
        `tribunal`: as in `at_latest`.
        """
        lue = max(lues, default=echeance.date)
        # True when months were added for the distance: days off alone never move an end so far.
        loin = lue is not None and (fin - lue).days > _PLUS_LONG_PONT
        note = "note.fini_apres_loin" if loin else "note.fini_apres"
        lignes = self.explain((*echeance.explication, (phrase(note, date=fin),))) if fin != echeance.date else ()
        sure = are_known(self.faits.demeure, tribunal or self.faits.territoire)
        pres = lue if loin and not sure else None
        # Where the months for who lives far are hers, the same day of the month is to be kept to first.
        mois = most_months(self.faits.demeure, tribunal or self.faits.territoire) if loin and sure else 0
        siennes = {*lues, *(add_months(jour, mois) for jour in (echeance.date, *lues) if jour is not None)}
        return replace(
            echeance,
            fin=fin,
            fin_pres=pres and self.next_open(pres + _UN_JOUR),
            depuis=depuis,
            lectures=tuple(sorted(jour for jour in siennes if echeance.date is not None and jour > echeance.date)),
            explication=lignes or echeance.explication,
        )

    def moved(self, report: Report) -> tuple[Phrase, ...]:
        """The days off that were crossed, and where the delay ends."""
        return tuple(map(self.day, (*report.traverses, report.date)))

    def perhaps_open(self, report: Report) -> Iterator[Explication]:
        """Says that a day off that was crossed is one in some towns only: elsewhere, the delay ended that day."""
        for jour in report.traverses:
            if self._feries.name_of(jour, self.faits.territoire) == _LOCAL:
                yield (phrase("note.vendredi_saint", date=jour),)


#: A holiday of some towns only: where there is a Protestant temple, or a church that is shared (code du travail, L3134-13).
_LOCAL = "vendredi_saint"


def months(depart: dt.date, mois: int) -> tuple[Phrase, ...]:
    """A length in months as steps of an explanation; says so when the month has no such day."""
    duree = phrase(f"pas.mois_{mois}") if 1 <= mois <= _EN_LETTRES else phrase("pas.mois", n=mois)
    if add_months(depart, mois).day == depart.day:
        return (duree,)
    return duree, phrase("pas.quantieme_absent", n=depart.day)


#: More days off in a row than any calendar has.
_PLUS_LONG_PONT = 10
#: Up to three months are written in words.
_EN_LETTRES = 3


def _day(evenement: Evenement) -> dt.date:
    return evenement.date
