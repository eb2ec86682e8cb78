"""What a template knows of time: the dates that the facts of a demande give, what comes after a letter, when to come back."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.etats import is_kept
from droits_usagers.domain.droit.calendrier import add_months
from droits_usagers.domain.echeances import Code, Echeance, Sens
from droits_usagers.domain.echeances.chronologie import INITIAL
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.dates import date_courte

_T = TypeEvenement
#: When to come back with the « et après ? » page, from the day of the letter. Advice, not law: five weeks are a month, and the
#: time the post takes both ways.
RETOURS: Mapping[str, Callable[[dt.date], dt.date]] = {
    "deux_semaines": lambda jour: jour + dt.timedelta(weeks=2),
    "cinq_semaines": lambda jour: jour + dt.timedelta(weeks=5),
    "deux_mois": lambda jour: add_months(jour, 2),
    "trois_mois": lambda jour: add_months(jour, 3),
}
#: What is told of the first day on which something can be lost.
PREMIER = ("code", "jour", "veille", "incertain", "passe", "tenu", "depuis", "loin")
#: Days of the body that are counted from the receipt.
_DEPUIS_RECEPTION = frozenset({Code.REPONSE, Code.ANNONCE_PROLONGATION, Code.REFUS_TACITE, Code.DOSSIER_MEDICAL})
_RECOURS = frozenset({Code.OBSERVATIONS, Code.RECOURS_PREALABLE, Code.MEDIATION_PREALABLE, Code.RECOURS_HIERARCHIQUE})
#: One's own last days that are met by sending such a letter: they are for its sending, and not for what comes after it.
_TENUS: Mapping[TypeEvenement, frozenset[Code]] = {
    _T.ENVOYE: frozenset({Code.OBSERVATIONS}),
    _T.RECOURS_PREALABLE_ENVOYE: _RECOURS,
    _T.RECOURS_HIERARCHIQUE_ENVOYE: _RECOURS,
    _T.CADA_SAISIE: frozenset({Code.SAISINE_CADA}),
}


def delays_of(demande: Demande, echeances: Sequence[Echeance]) -> dict[str, object]:
    """By code, the date in words (the earliest of several), empty when there is none.

    `veille_cada` is the day to aim at; `prolongation_tardive`, the day a prolongation was announced too late to count; `echus`,
    the codes whose date is over on the day of the letter.
    """
    connues = _known(demande, echeances)
    dates = {code: date for code, (date, _) in connues.items()}
    veille = next((_aim(demande, echeance) for echeance in echeances if echeance.code is Code.SAISINE_CADA), None)
    annonce = dates.get(Code.ANNONCE_PROLONGATION)
    annoncees = [fait.date for fait in demande.evenements if fait.type is _T.PROLONGATION_ANNONCEE]
    tardive = annonce is not None and annoncees and min(annoncees) > annonce
    return {code.value: written(dates.get(code)) for code in Code} | {
        "veille_cada": written(veille),
        "prolongation_tardive": written(min(annoncees)) if tardive else "",
        "echus": [
            code.value for code in Code if code in connues and demande.date is not None and _last(*connues[code]) < demande.date
        ],
    }


def _last(date: dt.date, echeance: Echeance) -> dt.date:
    """The day after which it is over for sure: the last of two, for a date known by its month alone."""
    return echeance.au_plus_tard or date


def coming_of(demande: Demande, echeances: Sequence[Echeance], evenement: TypeEvenement) -> dict[str, object]:
    """`retours` and `a_venir`: when to come back, and every date from the day of the letter on, in order.

    `evenement` is what sending the letter records. Nobody is told to come back after the eve of a last day of their own.
    """
    connues = _known(demande, echeances)
    siens = [*_own(demande, connues, _TENUS.get(evenement, frozenset()))]
    retours = {nom: min((revenir(demande.date), *siens)) for nom, revenir in RETOURS.items()} if demande.date else {}
    dates = [
        (date, _dated(code.value, date, _aim(demande, echeance), incertain=_is_uncertain(echeance) or date == echeance.fin))
        for code, (date, echeance) in connues.items()
        if (demande.date is None or date >= demande.date) and not is_kept(demande.evenements, echeance)
    ]
    dates += [(date, _dated(nom, date)) for nom, date in retours.items()]
    return {
        "retours": {nom: written(retours.get(nom)) for nom in RETOURS},
        "premier_jour": _first_lost(demande, connues, _TENUS.get(evenement, frozenset())),
        "a_venir": [ligne for _, ligne in sorted(dates, key=lambda datee: datee[0])],
    }


def _first_lost(
    demande: Demande, connues: Mapping[Code, tuple[dt.date, Echeance]], tenus: frozenset[Code]
) -> dict[str, object]:
    """The first last day of one's own that is not over, else the last that is. `tenu`: sending this letter keeps it.

    To write above is a way to keep the court's, and is not told here.
    """
    nouvelles = any(fait.type is _T.CNIL_A_REPONDU for fait in demande.evenements)
    siens = [
        (_last(date, echeance) < (demande.date or date), date, code, echeance)
        for code, (date, echeance) in connues.items()
        if echeance.sens is Sens.VOTRE_DERNIER_JOUR
        and code is not Code.RECOURS_HIERARCHIQUE
        and not is_kept(demande.evenements, echeance)
    ]
    # News may have ended nothing: what would be over if they had is not told.
    siens = [un for un in siens if not (un[0] and un[2] is Code.RECOURS_CONSEIL_ETAT and nouvelles)]
    if not siens:
        return dict.fromkeys(PREMIER, "")
    ouverts = [un for un in siens if not un[0]]
    passe, date, code, echeance = min(ouverts, key=_its_day) if ouverts else max(siens, key=_its_day)
    return _dated(code.value, date, _aim(demande, echeance), incertain=_is_uncertain(echeance)) | {
        "passe": passe,
        "tenu": code in tenus,
        # Past, and yet not over by every reading.
        "depuis": written(echeance.date) if not passe and echeance.date != date else "",
        # …but by whoever lives overseas or abroad.
        "loin": demande.date is not None and echeance.is_far_only(demande.date),
    }


def _its_day(un: tuple[bool, dt.date, Code, Echeance]) -> dt.date:
    return un[1]


def _known(demande: Demande, echeances: Sequence[Echeance]) -> dict[Code, tuple[dt.date, Echeance]]:
    """By code, the date that may be told, the earliest of several; of last days of one's own, the first that is not over.

    The body's own days are given only if the day it received the letter is known: a guess would be held against the person.
    """
    recue = any(fait.type is _T.RECU and fait.organisme != INITIAL for fait in demande.evenements)
    connues: dict[Code, tuple[dt.date, Echeance]] = {}
    for echeance in echeances:
        if echeance.date is None or (echeance.code in _DEPUIS_RECEPTION and _is_guessed(echeance, recue=recue)):
            continue
        un, connu = (_to_go_by(demande, echeance), echeance), connues.get(echeance.code)
        if connu is None:
            connues[echeance.code] = un
        elif echeance.sens is Sens.VOTRE_DERNIER_JOUR and demande.date is not None:
            encore = [jour for jour in (connu, un) if jour[0] >= demande.date]
            connues[echeance.code] = min(encore or (connu,), key=lambda jour: jour[0])
    return connues


def _to_go_by(demande: Demande, echeance: Echeance) -> dt.date:
    """The date; of two last days of one's own, the other one once the sooner is over before the letter."""
    date, jour = echeance.date or dt.date.max, demande.date
    tard = echeance.au_plus_tard if echeance.sens is Sens.VOTRE_DERNIER_JOUR else None
    return tard if tard is not None and jour is not None and date < jour <= tard else date


def _aim(demande: Demande, echeance: Echeance) -> dt.date | None:
    """The day to aim at: never before the letter that says so."""
    veille = echeance.veille
    return veille if veille is None or demande.date is None else max(veille, demande.date)


def _own(demande: Demande, connues: Mapping[Code, tuple[dt.date, Echeance]], tenus: frozenset[Code]) -> Iterator[dt.date]:
    """The last days of one's own that are still to come, each the day before it if that is not over."""
    for code, (date, echeance) in connues.items():
        a_soi = echeance.sens is Sens.VOTRE_DERNIER_JOUR and code not in tenus and not is_kept(demande.evenements, echeance)
        # What only the widest reading keeps open is no day to come back for.
        jour = echeance.date if date == echeance.fin and echeance.date is not None else date
        if a_soi and demande.date is not None and jour >= demande.date:
            yield max(echeance.veille or jour, demande.date)


def _dated(code: str, date: dt.date, veille: dt.date | None = None, *, incertain: bool = False) -> dict[str, object]:
    return {"code": code, "jour": written(date), "veille": written(veille), "incertain": incertain}


def _is_uncertain(echeance: Echeance) -> bool:
    return echeance.estimation or echeance.contestable or echeance.a_verifier


def _is_guessed(echeance: Echeance, *, recue: bool) -> bool:
    """True when it is an estimate for another reason than a question that held up the delay."""
    return echeance.estimation and not (recue and echeance.date_sans_suspension)


def written(date: dt.date | None) -> str:
    """A date in words; empty when there is none."""
    return date_courte(date) if date else ""
