"""A dossier on a given day, whole: its etat, its dates, what to do next. Everything is computed, nothing is entered.

Dates come from all the facts; the etat and the next steps, from those that have happened by that day.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demarches import CodeEtape
from droits_usagers.domain.dossier.actes import (
    AIDE,
    DELAI_RAISONNABLE,
    ECRITES,
    TARDIVE,
    ActeDate,
    act_for,
    acts_of,
    merge_acts,
    unclaimed,
)
from droits_usagers.domain.dossier.derniers_jours import DernierJour, come_back, last_days
from droits_usagers.domain.dossier.etats import FINIS, Etat, Jour, Reserve
from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.echeances.calcul import echeances_of, with_unknown
from droits_usagers.domain.echeances.chronologie import REPONSES, Chronologie, earliest, has_months, latest
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.valeurs import Code, Echeance, Explication, FaitsDossier, Regles
from droits_usagers.domain.mots.dates import MoisConnu

if TYPE_CHECKING:  # the command line has no dossier to hand: it does not load them
    from droits_usagers.domain.dossier.dossiers import Suivi

_UN_JOUR = dt.timedelta(days=1)
#: How long after an act one looks at a dossier again, where no text says when: a fortnight, or three months for what is slow.
REGARD, _TRIMESTRE = dt.timedelta(days=15), 3
#: What is slow: an authority, or a judge.
_LENTS = frozenset(
    {
        TypeEvenement.PLAINTE_CNIL_ENVOYEE,
        TypeEvenement.CADA_SAISIE,
        TypeEvenement.CADA_ENREGISTREE,
        TypeEvenement.DEFENSEUR_SAISI,
        TypeEvenement.TA_SAISI,
        TypeEvenement.CONSEIL_ETAT_SAISI,
        TypeEvenement.MEDIATION_SAISIE,
        TypeEvenement.AIDE_JURIDICTIONNELLE_DEMANDEE,
    }
)

#: Their answer is put off, or without a date: the other clock is the one to look at.
_ARRETES = frozenset({Etat.SUSPENDU, Etat.PROLONGE})
#: Their silences, or news, each with its day.
_SILENCES = (Code.REFUS_CONFIRME, Code.REJET_IMPLICITE, Code.SUITE_CNIL)


@dataclass(frozen=True, slots=True)
class Bilan:
    """A dossier on a given day."""

    etat: Etat
    echeances: tuple[Echeance, ...]
    #: What there is to do, in order; never empty while it is open.
    actes: tuple[ActeDate, ...]
    #: The date that matters now: one that has passed and that nobody has acted upon, else the nearest one to come.
    prochaine_date: dt.date | None
    #: The last days of the person that are not over, the first one first: what can be lost by waiting.
    derniers: tuple[DernierJour, ...]
    #: What others owe, and what it is: by when, or since when it has been late; both None when nothing is owed.
    leur_date: dt.date | None
    leur_delai: Code | None
    #: When to look at it again: the day chosen, else one proposed where nothing of the above says it; None once closed.
    revoir_le: dt.date | None
    #: Last day on which all this holds if nothing happens; None when time alone changes nothing more.
    valable_jusqu_au: dt.date | None
    #: How sure is what others owe.
    leur_reserve: Reserve = Reserve.SANS

    @property
    def votre_date(self) -> dt.date | None:
        """The first of the last days of the person; None when nothing can be lost by waiting."""
        return self.derniers[0].jour if self.derniers else None

    @property
    def votre_delai(self) -> Code | None:
        """What it is for."""
        return self.derniers[0].code if self.derniers else None

    @property
    def votre_reserve(self) -> Reserve:
        """How sure it is."""
        return Reserve.PEUT_ETRE if self.derniers and self.derniers[0].peut_etre_fini else Reserve.SANS

    @property
    def date_qui_compte(self) -> dt.date | None:
        """The one date of a dossier: one's own where there is one, unless a right can be lost before; None once closed."""
        if self.revoir_le is not None:
            return min(self.revoir_le, self.votre_date or self.revoir_le)
        return self.prochaine_date


def compute_bilan(faits: FaitsDossier, regles: Regles, au: dt.date, *, expliquer: bool = True) -> Bilan:
    """Everything that can be said of a dossier that day; without the explanations of its dates, it takes half the time.

    Raises ExpectedError (TERRITOIRE_INCONNU).
    """
    if has_months(faits.evenements):
        return _between(faits, regles, au, expliquer=expliquer)
    chronologie = Chronologie(faits, regles, expliquer=expliquer)
    echeances = echeances_of(chronologie)
    jour = Jour(chronologie, echeances, au)
    a_venir = [evenement for evenement in chronologie.evenements if evenement.date > au]
    if a_venir:
        passes = tuple(evenement for evenement in chronologie.evenements if evenement.date <= au)
        arrivee = Chronologie(replace(faits, evenements=passes), regles, expliquer=expliquer)
        jour = Jour(arrivee, echeances_of(arrivee), au)
        echeances = with_unknown(faits, echeances, jour.echeances)
    changements = [*_changes(jour.echeances, au), *(evenement.date - _UN_JOUR for evenement in a_venir)]
    leur_date, leur_delai = _their_date(jour)
    actes = acts_of(jour, leur_date)
    prochaine = _next_date(jour, actes)
    return Bilan(
        jour.etat,
        _told_on(echeances, au),
        actes,
        prochaine,
        jour.derniers,
        leur_date,
        leur_delai,
        _own_date(jour, prochaine),
        min((changement for changement in changements if changement >= au), default=None),
        leur_reserve=_their_reserve(jour, leur_date, leur_delai),
    )


def _between(faits: FaitsDossier, regles: Regles, au: dt.date, *, expliquer: bool) -> Bilan:
    """Where only the month of a fact is known: one's own last days by both readings, the rest from the later one."""
    tot, tard = (
        compute_bilan(replace(faits, evenements=evenements), regles, au, expliquer=expliquer)
        for evenements in (earliest(faits.evenements), latest(faits.evenements, au))
    )
    if tard.etat is Etat.TA_EN_COURS:
        # Seized by both readings, or not for sure.
        tard = tot
    en_cours = any(
        isinstance(fait.date, MoisConnu) and fait.date.premier <= au < fait.date.dernier for fait in faits.evenements
    )
    fins = [fin for fin in (tot.valable_jusqu_au, tard.valable_jusqu_au, au if en_cours else None) if fin is not None]
    chronologie = Chronologie(faits, regles, expliquer=expliquer)
    passes = tuple(fait for fait in faits.evenements if fait.date <= au)
    connues = echeances = echeances_of(chronologie)
    if len(passes) < len(faits.evenements):
        connues = echeances_of(Chronologie(replace(faits, evenements=passes), regles, expliquer=expliquer))
        echeances = with_unknown(faits, echeances, connues)
    finis = {tot.etat, tard.etat} <= FINIS
    derniers = () if finis else tuple(un for un in last_days(connues, passes, au) if un.ouvert)
    # By the other reading they may owe nothing yet.
    plus_tard = tard.leur_date is not None and (tot.leur_date is None or tot.leur_date > tard.leur_date)
    return replace(
        tard,
        echeances=_told_on(echeances, au),
        actes=merge_acts(tuple(act_for(un, chronologie, au) for un in derniers), tard.actes, tot.actes),
        derniers=derniers,
        revoir_le=tard.revoir_le and min(tard.revoir_le, tot.revoir_le or tard.revoir_le),
        leur_reserve=tard.leur_reserve or (Reserve.ESTIMEE if plus_tard else Reserve.SANS),
        valable_jusqu_au=min((*fins, *_changes(connues, au)), default=None),
    )


def _told_on(echeances: tuple[Echeance, ...], au: dt.date) -> tuple[Echeance, ...]:
    """The same dates, explained without a day to aim at that is over."""

    def is_over(ligne: Explication) -> bool:
        vises = (dict(pas.valeurs)["veille"] for pas in ligne if pas.id == "note.visez_la_veille")
        return any(isinstance(vise, dt.date) and vise < au for vise in vises)

    def told(echeance: Echeance) -> Echeance:
        lignes = tuple(ligne for ligne in echeance.explication if not is_over(ligne))
        return echeance if lignes == echeance.explication else replace(echeance, explication=lignes)

    return tuple(map(told, echeances))


def suivi_of(faits: FaitsDossier, regles: Regles, au: dt.date) -> "Suivi":
    """The line of a dossier in the Suivi that day."""
    return line_of(compute_bilan(faits, regles, au, expliquer=False))


def line_of(bilan: Bilan) -> "Suivi":
    """What the Suivi keeps of it."""
    from droits_usagers.domain.dossier.dossiers import Suivi

    acte = next((une for une in bilan.actes if une.a_faire), None)
    return Suivi(
        bilan.etat.value,
        bilan.date_qui_compte,
        str(CodeEtape(acte.demarche, "tardive" if acte.pourquoi.id == TARDIVE else acte.etape)) if acte else "",
        bilan.valable_jusqu_au,
        _last_day(bilan),
        bilan.votre_date,
        bilan.votre_delai.value if bilan.votre_delai else "",
        bilan.leur_date,
        bilan.leur_delai.value if bilan.leur_delai else "",
        bilan.revoir_le,
        bilan.votre_reserve,
        bilan.leur_reserve,
    )


def _last_day(bilan: Bilan) -> dt.date | None:
    """The last day of the body to answer: by the RGPD where it applies, else that after which its silence is a refusal."""
    dates = {echeance.code: echeance.date for echeance in bilan.echeances}
    return dates.get(Code.REPONSE) or dates.get(Code.REFUS_TACITE)


def _next_date(jour: Jour, actes: tuple[ActeDate, ...]) -> dt.date | None:
    """The date that matters now: one nobody has acted upon, else the nearest to come."""
    if jour.etat in FINIS:
        return None
    if actes[0].etape != AIDE and jour.etat in {Etat.DEPASSE, Etat.REFUS_TACITE} and (limite := unclaimed(jour)) is not None:
        # Since when the letter proposed is late, or due.
        tardive = actes[0].pourquoi.id == TARDIVE
        return (tardive and jour.passed(Code.SAISINE_CADA)) or limite
    attendues = (*_theirs(jour), *(un.jour for un in jour.derniers))
    return min((date for date in attendues if date >= jour.au), default=None)


def _their_date(jour: Jour) -> tuple[dt.date, Code] | tuple[None, None]:
    """What others owe: an appeal's answer to come, else the body's, since the day it was due or by the day it is due."""
    if jour.etat in FINIS:
        return None, None
    # To a right over one's data, it is no appeal that a silence rejects, but what was asked: an answer is due before that.
    demande = Code.REJET_IMPLICITE if Code.REJET_IMPLICITE in jour.chronologie.faits.delais else None
    a_venir = [(jour.dates[silence], silence) for silence in _SILENCES if _is_to_come(jour, silence)]
    appel = min((un for un in a_venir if un[1] is not demande), default=None)
    if appel is not None:
        return appel
    if jour.chronologie.derniere_reponse is not None:
        return None, None
    dus = [(jour.dates[code], code) for code in (Code.REPONSE, Code.DOSSIER_MEDICAL) if jour.dates.get(code) in {*jour.due()}]
    refus = jour.dates.get(Code.REFUS_TACITE)
    # Once past it is a refusal: an answer that the other law puts off, while it waits for the person, is not late.
    if not dus and refus is not None and (refus >= jour.au or not jour.rgpd):
        dus.append((refus, Code.REFUS_TACITE))
    return min(dus or a_venir, default=(None, None))


def _their_reserve(jour: Jour, date: dt.date | None, code: Code | None) -> Reserve:
    """Why what others owe that day may be owed later."""
    if date is None or code is None:
        return Reserve.SANS
    estimee, anciens = jour.is_guessed(code), code is Code.DOSSIER_MEDICAL and jour.is_part(date)
    if anciens:
        return Reserve.ANCIENS_ESTIMEE if estimee else Reserve.ANCIENS
    return Reserve.ESTIMEE if estimee else Reserve.SANS


def _own_date(jour: Jour, prochaine: dt.date | None) -> dt.date | None:
    """The day to look at it again: chosen; else after a reminder; else after what happened last, for want of a date."""
    faits = jour.chronologie.faits
    if jour.etat is Etat.CLOS:
        return None
    if faits.revoir_le is not None:
        return faits.revoir_le
    dernier = next(reversed(jour.chronologie.evenements), None)
    if dernier is None:
        return faits.cree_le
    lent = dernier.type in _LENTS or faits.premier is TypeEvenement.PLAINTE_CNIL_ENVOYEE
    regard = add_months(dernier.date, _TRIMESTRE) if lent else dernier.date + REGARD
    # After a reminder, one does not wait for the other clock.
    relancee = dernier.type in ECRITES and prochaine is not None and regard < prochaine
    if prochaine is not None and not relancee:
        return None
    # A silence still to come opens its day too: one comes back before.
    siens = () if jour.etat in FINIS else (un.jour for un in jour.restent)
    calendrier = jour.chronologie
    depuis = calendrier.next_open(dernier.date)
    return come_back(regard, siens, calendrier.is_off, depuis=depuis, receives=calendrier.receives)


def _theirs(jour: Jour) -> Iterator[dt.date]:
    """The dates something is still expected of others, or comes of their silence."""
    if jour.chronologie.derniere_reponse is None:
        yield from jour.due()
    if not _refused(jour) and Code.REFUS_TACITE in jour.dates and (not jour.rgpd or jour.etat in _ARRETES):
        yield jour.dates[Code.REFUS_TACITE]
    for silence in _SILENCES:
        if _is_to_come(jour, silence):
            yield jour.dates[silence]


def _refused(jour: Jour) -> bool:
    """True once the body answered, or its silence is a refusal."""
    return jour.happened(*REPONSES) or jour.passed(Code.REFUS_TACITE) is not None


def _is_to_come(jour: Jour, code: Code) -> bool:
    return code in jour.dates and jour.dates[code] >= jour.au


def _changes(echeances: Sequence[Echeance], au: dt.date) -> Iterator[dt.date]:
    """The last days, from that day on, before something changes by itself."""
    for echeance in echeances:
        if echeance.date is None:
            continue
        # A complaint is possible on its very day; everything else changes once the day is over.
        jours = [echeance.date - _UN_JOUR if echeance.code is Code.PLAINTE_CNIL_POSSIBLE else echeance.date, *echeance.lectures]
        jours += [jour for jour in (echeance.fin, echeance.fin_pres, echeance.autre_date, echeance.ouvre) if jour is not None]
        if echeance.code is Code.SAISINE_CADA:
            jours.append(add_months(echeance.date, DELAI_RAISONNABLE))
        yield from (jour for jour in jours if jour >= au)
