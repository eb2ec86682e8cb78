"""What a template knows of time: the dates that the facts of a demande give, what comes after a letter, when to come back."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from markupsafe import Markup

from droits_usagers.domain.demarche.demande import Demande, is_withheld
from droits_usagers.domain.dossier.derniers_jours import (
    DIX_JOURS,
    TENUES,
    DernierJour,
    come_back,
    is_kept,
    kept_by_aid,
    last_days,
)
from droits_usagers.domain.droit.feries import Feries, add_months
from droits_usagers.domain.echeances import Code, Echeance, Sens
from droits_usagers.domain.echeances.chronologie import INITIAL
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.superieur import COURRIER
from droits_usagers.domain.mots.dates import MoisConnu, date_courte
from droits_usagers.domain.mots.horaires import SANS_HORAIRES, Horaires

_T = TypeEvenement
#: When to come back with the « et après ? » page, from the day of the letter. Advice, not law: five weeks are a month, and the
#: time the post takes both ways.
RETOURS: Mapping[str, Callable[[dt.date], dt.date]] = {
    "deux_semaines": lambda jour: jour + dt.timedelta(weeks=2),
    "cinq_semaines": lambda jour: jour + dt.timedelta(weeks=5),
    "deux_mois": lambda jour: add_months(jour, 2),
    "trois_mois": lambda jour: add_months(jour, 3),
}
#: Not lost for good: writing above keeps the day of the court, which is told too.
_PLUS_HAUT = Code.RECOURS_HIERARCHIQUE
#: What is told of the first day on which something can be lost.
PREMIER = ("code", "jour", "veille", "incertain", "passe", "aide", "tenu", "depuis", "loin", "faute_de")
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
    the codes whose date is over on the day of the letter; `cada_trop_tot`, that the CADA was seized too early;
    `poste_tardive`, that what must arrive to keep the court may not, by post.
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
        "cada_trop_tot": "oui" if _is_too_early(demande, echeances) else "",
        "poste_tardive": "oui" if _may_arrive_late(demande, dates.get(_PLUS_HAUT)) else "",
        "echus": [
            code.value for code in Code if code in connues and demande.date is not None and _last(*connues[code]) < demande.date
        ],
    }


def _is_too_early(demande: Demande, echeances: Sequence[Echeance]) -> bool:
    """True when the CADA was seized, and its day is still to be kept."""
    saisie = any(fait.type in TENUES[Code.SAISINE_CADA] for fait in demande.evenements)
    return saisie and any(une.code is Code.SAISINE_CADA and not is_kept(demande.evenements, une) for une in echeances)


def _may_arrive_late(demande: Demande, limite: dt.date | None) -> bool:
    """True when a letter posted the day it is written may arrive after that day, which is not over."""
    return limite is not None and demande.date is not None and 0 <= (limite - demande.date).days < COURRIER


def _last(date: dt.date, echeance: Echeance) -> dt.date:
    """The day after which it is over for sure: the last of two, for a date known by its month alone."""
    return dt.date.max if echeance.aide_attendue else echeance.au_plus_tard or date


def coming_of(
    demande: Demande,
    echeances: Sequence[Echeance],
    evenement: TypeEvenement,
    *,
    feries: Feries,
    horaires: Horaires = SANS_HORAIRES,
) -> dict[str, object]:
    """`retours`, `permanence` and `a_venir`: when to come back and to which desk, and every date from the letter on, in order.

    `evenement` is what sending the letter records. To write above is a way to keep the court's day, told beside it.
    """
    au, tenus = demande.date or dt.date.min, _TENUS.get(evenement, frozenset())
    derniers = last_days(echeances, demande.evenements, au)
    autres = [
        (date, echeance)
        for code, (date, echeance) in _known(demande, echeances).items()
        if date >= au and (code not in TENUES or code is _PLUS_HAUT) and not is_kept(demande.evenements, echeance)
    ]
    # Before the day of the CADA too, where there is time: to be sure that its letter left; or where that day is to be found.
    avant = evenement is _T.CADA_SAISIE
    siens = [
        un.jour for un in derniers if un.code not in tenus or (avant and (un.jour - DIX_JOURS > au or un.echeance.faute_de))
    ]
    if _PLUS_HAUT not in tenus:
        siens += [date for date, echeance in autres if echeance.code is _PLUS_HAUT]
    receives = horaires.openings(feries.is_holiday, demande.organisme.territoire)
    retours = dict(_returns(demande, siens, feries=feries, receives=receives))
    dates = [(date, _dated(demande, echeance, date)) for date, echeance in autres]
    dates += [(un.jour, _dated(demande, un.echeance, un.jour)) for un in derniers]
    dates += [(date, {"code": nom, "jour": written(date), "veille": "", "incertain": False}) for nom, date in retours.items()]
    return {
        "retours": {nom: written(retours.get(nom)) for nom in RETOURS},
        # Where someone goes, and when, is for nobody else to know where a home is not.
        "permanence": desk_of({}, SANS_HORAIRES) if is_withheld(demande) else desk_of(retours, horaires, receives),
        "premier_jour": _first_lost(demande, echeances, derniers, tenus=tenus),
        "a_venir": [ligne for _, ligne in sorted(dates, key=lambda datee: datee[0])],
    }


def desk_of(
    retours: Mapping[str, dt.date], horaires: Horaires, receives: Callable[[dt.date], bool] | None = None
) -> dict[str, object]:
    """Of each day to come back, its weekday and the hours of the desk; `fermee`, those on which it is closed; and its place."""
    fermes = [nom for nom, jour in retours.items() if horaires.is_closed(jour, receives)]
    dits = {nom: horaires.say(retours[nom]) if nom in retours and nom not in fermes else "" for nom in RETOURS}
    return {**dits, "lieu": horaires.lieu, "fermee": fermes}


def _returns(
    demande: Demande, siens: Sequence[dt.date], *, feries: Feries, receives: Callable[[dt.date], bool] | None
) -> Iterator[tuple[str, dt.date]]:
    """When to come back, on an open day: ten days at least before the first day that loses something, or else at once."""
    if demande.date is None:
        return
    off = partial(feries.is_off, territoire=demande.organisme.territoire)
    for nom, revenir in RETOURS.items():
        yield nom, come_back(revenir(demande.date), siens, off, depuis=demande.date, receives=receives)


def _first_lost(
    demande: Demande, echeances: Sequence[Echeance], derniers: Sequence[DernierJour], *, tenus: frozenset[Code]
) -> dict[str, object]:
    """The first last day of one's own that is not over, else the last that legal aid keeps (`aide`), or that is over.

    `tenu`: sending this letter keeps it.
    """
    for premier in derniers[:1]:
        return _dated(demande, premier.echeance, premier.jour) | {
            "passe": False,
            "aide": False,
            "tenu": premier.code in tenus,
            # Past, and yet not over by every reading; or but for whoever lives overseas or abroad.
            "depuis": written(premier.tot),
            "loin": premier.loin,
            "faute_de": written(premier.echeance.faute_de),
        }
    # News may have ended nothing: what would be over if they had is not told.
    tus = {_PLUS_HAUT, *([Code.RECOURS_CONSEIL_ETAT] if any(un.type is _T.CNIL_A_REPONDU for un in demande.evenements) else [])}
    gardes = kept_by_aid(echeances, demande.evenements, demande.date or dt.date.min)
    finis = [(une.date, une) for une in gardes if une.date is not None] or [
        (une.date, une)
        for une in echeances
        if une.code in TENUES and une.code not in tus and une.date is not None and not is_kept(demande.evenements, une)
    ]
    if not finis:
        return dict.fromkeys(PREMIER, "")
    date, fini = max(finis, key=lambda un: un[0])
    return _dated(demande, fini, date) | {
        "passe": not gardes,
        "aide": bool(gardes),
        "tenu": fini.code in tenus,
        "depuis": "",
        "loin": False,
        "faute_de": "",
    }


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
    """The date; of a last day of one's own, the first reading that is not over before the letter."""
    encore = echeance.to_go_by(demande.date) if echeance.code in TENUES and demande.date is not None else None
    return encore or echeance.date or dt.date.max


def _aim(demande: Demande, echeance: Echeance) -> dt.date | None:
    """The day to aim at: never before the letter that says so."""
    veille = echeance.veille
    return veille if veille is None or demande.date is None else max(veille, demande.date)


def _dated(demande: Demande, echeance: Echeance, date: dt.date) -> dict[str, object]:
    incertain = _is_uncertain(echeance) or date != echeance.date
    return {
        "code": echeance.code.value,
        "jour": written(date),
        "veille": written(_aim(demande, echeance)),
        "incertain": incertain,
    }


def _is_uncertain(echeance: Echeance) -> bool:
    return echeance.estimation or echeance.contestable or echeance.a_verifier


def _is_guessed(echeance: Echeance, *, recue: bool) -> bool:
    """True when it is an estimate for another reason than a question that held up the delay."""
    return echeance.estimation and not (recue and echeance.date_sans_suspension)


def written(date: dt.date | None) -> str:
    """A date in words; empty when there is none."""
    return date_courte(date) if date else ""


#: Before such a date, in a text being rendered: nobody types it, and none is left.
MARQUE = Markup("\ue0f0")
#: What comes before a day, and before a month.
_AVANT = (
    (re.compile(f"\\bLe {MARQUE}"), "En "),
    (re.compile(f"\\ble {MARQUE}"), "en "),
    (re.compile(f"\\bdu {MARQUE}(?=[ao])"), "d’"),
    (re.compile(f"\\bdu {MARQUE}"), "de "),
    (re.compile(str(MARQUE)), ""),
)


class MoisDit(str):
    """A month in words, that a template takes for a day."""

    __slots__ = ()


def said_of(date: dt.date | None) -> str:
    """A date in words, known to be a month where it is one; empty when there is none."""
    return MoisDit(written(date)) if isinstance(date, MoisConnu) else written(date)


def settle_months(texte: str) -> str:
    """The same text, in which what comes before a month is what comes before a month."""
    for motif, mis in _AVANT if MARQUE in texte else ():
        texte = motif.sub(mis, texte)
    return texte
