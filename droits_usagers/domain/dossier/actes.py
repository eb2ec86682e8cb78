"""The acts of a dossier on a day, in order: what is to be done, by whom, until when, what is lost, and why.

First the person's own last days, in the order of the days; then letters, the most useful first; what is late, or only waited
for, last. Every surface shows the first, and hides none of the others.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from droits_usagers.domain.dossier.derniers_jours import DernierJour, kept_by_aid
from droits_usagers.domain.dossier.etats import FINIS, Etat, Jour
from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.droit.voies import Decision
from droits_usagers.domain.echeances.chronologie import Chronologie
from droits_usagers.domain.echeances.crpa import is_seized, perhaps_not_public
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.rgpd import questions_of, read_clock
from droits_usagers.domain.echeances.superieur import is_acknowledged, is_told
from droits_usagers.domain.echeances.valeurs import Code, Phrase, phrase

_T = TypeEvenement
#: What a letter to the body, after the first one, records.
ECRITES = (_T.RELANCE_ENVOYEE, _T.RECOURS_HIERARCHIQUE_ENVOYE)
#: What the first letter to an authority records.
_AUTORITES = frozenset({_T.CADA_SAISIE, _T.PLAINTE_CNIL_ENVOYEE, _T.DEFENSEUR_SAISI})
#: The étape that contests a decision before whoever must be asked before the judge.
_CONTESTER = "contester"
#: The étape that writes to who heads the body.
_HIERARCHIE = "hierarchie"
#: The étape of the page one takes along when an order to pay came.
_CONTRAINTE = "contrainte"

#: Months after which a judge may say that it is too late, whatever was not said (CE n° 417270).
DELAI_RAISONNABLE = 12
#: Why one writes once the body is late.
_RETARDS = frozenset(
    {
        *("pourquoi.relancer", "pourquoi.relancer_estime", "pourquoi.relancer_suspendu", "pourquoi.relancer_anciens"),
        *("pourquoi.relancer_anciens_estime", "pourquoi.plainte_silence", "pourquoi.plainte_silence_estime"),
    }
)
#: Last days that no letter of this program keeps: before a judge, or a mediator. The step that keeps each has its name.
DEVANT_UN_JUGE = frozenset({Code.MEDIATION_PREALABLE, Code.RECOURS_TA, Code.RECOURS_JUGE, Code.RECOURS_CONSEIL_ETAT})
#: Why one seizes the CADA though its day is over.
TARDIVE = "pourquoi.cada_tardive"
#: Months after a judgment before which its court is not asked to have it carried out, unless pressed (CJA R921-1-1).
EXECUTION_MOIS = 3
#: What is left to argue once a day before a judge is over.
RESTE = {
    Code.RECOURS_TA: "pourquoi.tribunal_passe",
    Code.RECOURS_JUGE: "pourquoi.tribunal_passe",
    Code.RECOURS_CONSEIL_ETAT: "pourquoi.conseil_etat_passe",
}
#: Not a letter of this program: to answer what the body asked.
REPONDRE = "repondre"
_QUESTIONS = {
    _T.IDENTITE_DEMANDEE: "pourquoi.repondre_identite",
    _T.PRECISION_DEMANDEE: "pourquoi.repondre_precision",
}

#: Why one writes before a last day of one's own; « _vite » once the day to aim at is over, « _peut_etre » if it may be.
_RAISONS = {
    Code.SAISINE_CADA: "pourquoi.saisir_cada",
    Code.OBSERVATIONS: "pourquoi.observations",
    Code.RECOURS_PREALABLE: "pourquoi.recours_prealable",
}
#: What is only waited for, or looked at again: no letter, and nothing that can be lost.
ATTENDRE, REVOIR, JUGEMENT = "attendre", "revoir", "jugement"
#: After a judgment: to have it carried out, or to appeal. No letter of this program, and only its own paper says until when.
EXECUTION = "execution"
#: A day before a judge is past, and legal aid, asked for in time and not decided yet, seems to keep it.
AIDE = "aide_juridictionnelle"
ATTENTES = frozenset({ATTENDRE, REVOIR, JUGEMENT, EXECUTION})

#: Answers that make a complaint possible at once. An oral refusal proves nothing: the month has to pass.
_PLAINTES = {
    _T.REFUS: "pourquoi.plainte_refus",
    _T.REPONSE_PARTIELLE: "pourquoi.plainte_partielle",
}


class Qui(StrEnum):
    """Who is to act."""

    VOUS = "vous"
    EUX = "eux"


@dataclass(frozen=True, slots=True)
class ActeDate:
    """What is to be done: a letter one may write now, perhaps of another demarche, or what else; and why."""

    demarche: str
    etape: str
    #: Of `[echeances.pourquoi]`.
    pourquoi: Phrase
    qui: Qui = Qui.VOUS
    #: Until when; None where nothing is lost by waiting.
    jusqu_au: dt.date | None = None
    #: What is lost after that day.
    perdu: Code | None = None

    @property
    def a_faire(self) -> bool:
        """False for what is only waited for, or too late but for an argument."""
        return self.etape not in ATTENTES and self.pourquoi.id not in RESTE.values()


def acts_of(jour: Jour, leur: dt.date | None) -> tuple[ActeDate, ...]:
    """What there is to do that day, in order; an open dossier always has one. `leur`: by when others owe something."""
    if jour.etat is Etat.CLOS:
        return ()
    siens = tuple(act_for(un, jour.chronologie, jour.au) for un in jour.derniers)
    return _or_wait((*siens, *_others(jour)), jour, leur)


def merge_acts(siens: Sequence[ActeDate], tard: Sequence[ActeDate], tot: Sequence[ActeDate]) -> tuple[ActeDate, ...]:
    """One's own last days, then the acts of the later reading of a month: what says that they are late, if both do.

    What the body asked is answered first where it is so by the other.
    """
    connues = {(une.demarche, une.etape) for une in tot}
    lettres = [une for une in tard if une.perdu is None]
    sures = [une for une in lettres if une.pourquoi.id not in _RETARDS or (une.demarche, une.etape) in connues]
    libres = [une for une in tot if une.perdu is None]
    d_abord = [une for une in libres[:1] if une.etape == REPONDRE and any(autre.etape == REPONDRE for autre in lettres)]
    toutes = (*siens, *d_abord, *(une for une in sures if not d_abord or une.etape != REPONDRE))
    faits = _each_once(toutes)
    if any(une.a_faire for une in faits):
        return tuple(une for une in faits if une.etape not in ATTENTES)
    return tuple(faits) or tuple(tot[:1])


def act_for(dernier: DernierJour, chronologie: Chronologie, au: dt.date) -> ActeDate:
    """What keeps a last day of the person."""
    date, code = dernier.jour, dernier.code
    demarche, etape = _letter_for(code, chronologie)
    si = "_si_public" if code is Code.SAISINE_CADA and perhaps_not_public(chronologie) else ""
    if dernier.echeance.faute_de is not None:
        devant = "juge" if code in DEVANT_UN_JUGE else "cada"
        if dernier.tot is None:
            pourquoi = phrase(f"pourquoi.retrouver_{devant}{si}", depuis=dernier.echeance.faute_de, date=date)
        else:
            pourquoi = phrase(f"pourquoi.retrouver_{devant}_peut_etre{si}", tot=dernier.tot, date=date)
    elif code in DEVANT_UN_JUGE:
        sorte = "_loin" if dernier.loin else "_peut_etre" if dernier.tot else ""
        pourquoi = phrase(f"pourquoi.devant_un_juge{sorte}", date=date)
    elif dernier.tot is not None:
        pourquoi = phrase(f"{_RAISONS[code]}_peut_etre{si}", tot=dernier.tot, date=date)
    elif (veille := chronologie.eve(date)) >= au:
        pourquoi = phrase(f"{_RAISONS[code]}{si}", date=date, veille=veille)
    else:
        # The day to aim at is over: it is to be done today.
        pourquoi = phrase(f"{_RAISONS[code]}_vite{si}", date=date)
    return ActeDate(demarche, etape, pourquoi, jusqu_au=date, perdu=code)


def _letter_for(code: Code, chronologie: Chronologie) -> tuple[str, str]:
    """The letter that keeps such a day; the name of the day itself where there is none."""
    faits = chronologie.faits
    if code is Code.SAISINE_CADA:
        return "saisine_cada", "demande"
    if code is Code.OBSERVATIONS:
        return faits.initiale or faits.demarche, "demande"
    if code is not Code.RECOURS_PREALABLE:
        return faits.demarche, code.value
    if faits.etapes is None or _CONTESTER in faits.etapes:
        return faits.demarche, _CONTESTER
    if faits.recours_initial:
        return faits.initiale, faits.recours_initial
    return faits.demarche, "demande" if faits.premier is _T.RECOURS_PREALABLE_ENVOYE else code.value


def _each_once(actes: Sequence[ActeDate]) -> list[ActeDate]:
    """A letter is proposed once, for its first reason; each last day has its own act."""
    dites: set[tuple[str, str]] = set()
    faits = []
    for une in actes:
        if une.perdu is not None or (une.demarche, une.etape) not in dites:
            faits.append(une)
        dites.add((une.demarche, une.etape))
    return faits


def _or_wait(actes: Sequence[ActeDate], jour: Jour, leur: dt.date | None) -> tuple[ActeDate, ...]:
    faits = _each_once(actes)
    if any(une.a_faire for une in faits):
        return tuple(faits)
    demarche = jour.chronologie.faits.demarche
    jugements = jour.chronologie.dates(_T.JUGEMENT_RECU)
    if jour.etat is Etat.TA_EN_COURS and jugements:
        depuis = add_months(jugements[-1], EXECUTION_MOIS)
        attente = ActeDate(demarche, EXECUTION, phrase("pourquoi.execution", date=jugements[-1], depuis=depuis))
    elif jour.etat is Etat.TA_EN_COURS:
        attente = ActeDate(demarche, JUGEMENT, phrase("pourquoi.jugement"), Qui.EUX)
    elif _is_to_be_granted(jour) and (accord := jour.passed(Code.REPONSE)) is not None:
        attente = ActeDate(demarche, REVOIR, phrase("pourquoi.accord", date=accord))
    elif leur is not None:
        attente = ActeDate(demarche, ATTENDRE, phrase("pourquoi.attendre"), Qui.EUX, leur)
    else:
        perdables = {*DEVANT_UN_JUGE, Code.SAISINE_CADA}
        passe = any(une.code in perdables and une.is_over(jour.au) and not jour.kept(une.code) for une in jour.echeances)
        attente = ActeDate(
            demarche, REVOIR, phrase("pourquoi.passe" if passe and jour.etat not in FINIS else "pourquoi.revoir")
        )
    return (*faits, attente)


def _others(jour: Jour) -> Iterator[ActeDate]:
    """What one may do today and loses nothing by doing later, the most useful first; what is late for its day, last."""
    if jour.etat in FINIS:
        return
    etapes = jour.chronologie.faits.etapes
    if _is_only_awaited(jour):
        etapes = frozenset()
    d_abord, ensuite = _reply(jour)
    yield from _aided(jour)
    yield from d_abord
    yield from (lettre for lettre in _letter(jour) if etapes is None or lettre.etape in etapes)
    # Of a dossier that is the referral itself, that is its letter.
    sienne = jour.chronologie.faits.premier is _T.CADA_SAISIE
    tardives = list(_too_late(jour))
    yield from (une for une in tardives if sienne or une.pourquoi.id != TARDIVE)
    yield from _cnil(jour)
    yield from _defender(jour)
    yield from ensuite
    yield from (une for une in tardives if une.pourquoi.id == TARDIVE)
    yield from _unacknowledged(jour)


def _is_only_awaited(jour: Jour) -> bool:
    """True of what was granted, or will be by silence: nothing was refused, and no letter of this program is of any use."""
    voie = jour.chronologie.voie
    return voie is not None and (voie.attente_mois > 0 or _is_to_be_granted(jour))


def _is_to_be_granted(jour: Jour) -> bool:
    return jour.chronologie.voie is not None and bool(jour.chronologie.voie.accord) and Code.REPONSE in jour.dates


def _reply(jour: Jour) -> tuple[list[ActeDate], list[ActeDate]]:
    """To answer what the body asked, when that was not done and it said nothing more since.

    Before all where its delay may wait for that; after all where nothing does.
    """
    d_abord: list[ActeDate] = []
    ensuite: list[ActeDate] = []
    reponse, demarche = jour.chronologie.derniere_reponse, jour.chronologie.faits.demarche
    depuis = dt.date.min if reponse is None else reponse.date
    attendues = [une for une in questions_of(jour.chronologie) if une.repondue_le is None and une.posee_le > depuis]
    horloge = read_clock(jour.chronologie) if jour.rgpd and attendues else None
    comptees = horloge.reponse.suspension.comptees if horloge is not None else ()
    for question in attendues:
        arrete = question in comptees
        pourquoi = phrase(_QUESTIONS[question.type] if arrete else "pourquoi.repondre", date=question.posee_le)
        (d_abord if arrete else ensuite).append(ActeDate(demarche, REPONDRE, pourquoi))
    return d_abord, ensuite


def _letter(jour: Jour) -> Iterator[ActeDate]:
    """The next letter to the body itself."""
    demarche = jour.chronologie.faits.demarche
    reponse = jour.chronologie.derniere_reponse
    if jour.etat in {Etat.BROUILLON, Etat.A_ENVOYER}:
        yield from _first_letter(jour)
    elif (levee := jour.levee) is not None and not _replied(jour, levee):
        yield ActeDate(demarche, "contestation_refus", phrase("pourquoi.levee", date=levee))
    elif jour.etat is Etat.REPONDU_PARTIEL and reponse is not None and not _replied(jour, reponse.date):
        etapes = jour.chronologie.faits.etapes
        suite = "complement" if etapes is None or "complement" in etapes else _against_refusal(jour)
        yield ActeDate(demarche, suite, phrase("pourquoi.completer", date=reponse.date))
    elif jour.etat is Etat.REFUSE and jour.levee is None and reponse is not None and not _replied(jour, reponse.date):
        yield ActeDate(demarche, _against_refusal(jour), phrase("pourquoi.contester", date=reponse.date))
    elif (rejet := _silent(jour)) is not None:
        estimee = "_estime" if jour.is_guessed(Code.REJET_IMPLICITE) else ""
        yield ActeDate(demarche, _HIERARCHIE, phrase(f"pourquoi.hierarchie{estimee}", date=rejet))
    elif jour.etat in {Etat.DEPASSE, Etat.REFUS_TACITE} and (limite := unclaimed(jour)) is not None:
        yield ActeDate(demarche, "relance", phrase(_overdue(jour, limite), date=limite))


def _first_letter(jour: Jour) -> Iterator[ActeDate]:
    """The one not written or not sent yet. None against an order to pay, whose day comes alone: the page to take along."""
    demarche, ecrite = jour.chronologie.faits.demarche, jour.etat is Etat.A_ENVOYER
    if jour.chronologie.faits.contestee.decision is not Decision.CONTRAINTE:
        yield ActeDate(demarche, "demande", phrase("pourquoi.envoyer" if ecrite else "pourquoi.finir"))
    elif not jour.derniers and not ecrite:
        yield ActeDate(demarche, _CONTRAINTE, phrase("pourquoi.finir"))


def _silent(jour: Jour) -> dt.date | None:
    """The day a silence became a rejection, where who heads the body can be written to and was not since."""
    etapes, rejet = jour.chronologie.faits.etapes, jour.passed(Code.REJET_IMPLICITE)
    attend = etapes is not None and _HIERARCHIE in etapes and jour.chronologie.derniere_reponse is None
    return rejet if attend and rejet is not None and not _replied(jour, rejet) else None


def _against_refusal(jour: Jour) -> str:
    """The étape that answers a refusal: the reasons one by one or, where there is no such letter, who heads the body."""
    etapes = jour.chronologie.faits.etapes
    return _HIERARCHIE if etapes is not None and _HIERARCHIE in etapes else "contestation_refus"


def _defender(jour: Jour) -> Iterator[ActeDate]:
    """Once who heads the body was written to, and a refusal stands: the Défenseur des droits, who stops no delay."""
    etapes, reponse = jour.chronologie.faits.etapes, jour.chronologie.derniere_reponse
    hierarchique = etapes is not None and _HIERARCHIE in etapes
    if hierarchique and jour.etat is Etat.REFUSE and reponse is not None and not jour.happened(_T.DEFENSEUR_SAISI):
        ecrit = jour.chronologie.first_of(*ECRITES)
        if ecrit is not None:
            yield ActeDate("defenseur_droits", "demande", phrase("pourquoi.defenseur", date=ecrit))


def _replied(jour: Jour, reponse: dt.date) -> bool:
    """True when the body was written to since its answer."""
    return jour.chronologie.first_of(*ECRITES, depuis=reponse) is not None


def _overdue(jour: Jour, limite: dt.date) -> str:
    """The id of why to remind: how sure the last day is, and what makes it doubtful."""
    estimees = [echeance for echeance in jour.echeances if echeance.date == limite and echeance.estimation]
    if jour.is_part(limite):
        return "pourquoi.relancer_anciens_estime" if estimees else "pourquoi.relancer_anciens"
    if not estimees:
        return "pourquoi.relancer"
    recue = jour.chronologie.responsable
    suspendue = any(echeance.date_sans_suspension for echeance in estimees)
    return "pourquoi.relancer_suspendu" if suspendue and recue and not recue.estimee else "pourquoi.relancer_estime"


def unclaimed(jour: Jour) -> dt.date | None:
    """The day the body should have answered by, when nothing was answered and no reminder was sent since."""
    limite = jour.late() or (None if jour.rgpd else jour.passed(Code.REFUS_TACITE))
    return None if limite is None or jour.chronologie.first(_T.RELANCE_ENVOYEE, limite) else limite


def _too_late(jour: Jour) -> Iterator[ActeDate]:
    """What is left once the day for the CADA is over: to argue that it is not, or to ask again."""
    fermee = jour.passed(Code.SAISINE_CADA)
    if fermee is not None and not is_seized(jour.chronologie) and not any(un.code is Code.SAISINE_CADA for un in jour.derniers):
        if _arguable(jour, fermee):
            yield ActeDate("saisine_cada", "demande", phrase(TARDIVE, date=fermee))
        # What could be made again is the first demande, not a letter to an authority.
        if jour.chronologie.faits.premier not in _AUTORITES:
            yield ActeDate(jour.chronologie.faits.demarche, "demande", phrase("pourquoi.refaire", date=fermee))


def _arguable(jour: Jour, fermee: dt.date) -> bool:
    """True when nothing shows that the time was told in order, and about a year has not passed (CRPA L112-6, CE n° 417270)."""
    dit = is_acknowledged(jour.chronologie, avant=jour.dates.get(Code.REFUS_TACITE, dt.date.max)) or is_told(jour.chronologie)
    return not dit and jour.au <= add_months(fermee, DELAI_RAISONNABLE)


def _reminded(jour: Jour, depuis: dt.date) -> bool:
    """True when a dossier that is a complaint holds a reminder since: in another one, it was the body that was reminded."""
    plainte = jour.chronologie.faits.premier is _T.PLAINTE_CNIL_ENVOYEE
    return plainte and jour.chronologie.first(_T.RELANCE_ENVOYEE, depuis) is not None


def _unacknowledged(jour: Jour) -> Iterator[ActeDate]:
    """What may be argued once a judge is too late by every reading, for about a year (CRPA L112-6, CJA R421-5, CE n° 417270).

    Of a silence acknowledged in order, or a refusal that said it, nothing; of news of the CNIL, nobody knows whether they ended
    anything.
    """
    for code, reste in RESTE.items():
        fermees = [une for une in jour.echeances if une.code is code and une.is_over(jour.au)]
        passee = max(fermees, key=lambda une: une.date or dt.date.min, default=None)
        if passee is None or passee.date is None or jour.kept(code) or any(un.code is code for un in jour.derniers):
            continue
        tenue = is_told(jour.chronologie) or (
            passee.ouvre is not None and is_acknowledged(jour.chronologie, avant=passee.ouvre)
        )
        if jour.happened(_T.CNIL_A_REPONDU) if code is Code.RECOURS_CONSEIL_ETAT else tenue:
            continue
        if jour.au <= add_months(passee.date, DELAI_RAISONNABLE):
            yield ActeDate(jour.chronologie.faits.demarche, code.value, phrase(reste, date=passee.date))


def _aided(jour: Jour) -> Iterator[ActeDate]:
    """A day before a judge is past, and legal aid seems to keep it: the months run anew from its decision."""
    for une in kept_by_aid(jour.echeances, jour.chronologie.evenements, jour.au):
        if une.date is not None:
            yield ActeDate(jour.chronologie.faits.demarche, AIDE, phrase("pourquoi.aide_attendue", date=une.date))


def _cnil(jour: Jour) -> Iterator[ActeDate]:
    if jour.happened(_T.PLAINTE_CNIL_ENVOYEE):
        # News that came late are news: others are due after them. The CNIL does not have to be reminded twice.
        suite = jour.passed(Code.SUITE_CNIL)
        if suite is not None and not _reminded(jour, suite):
            nouvelles = jour.happened(_T.CNIL_A_REPONDU)
            pourquoi = "pourquoi.relancer_cnil_encore" if nouvelles else "pourquoi.relancer_cnil"
            yield ActeDate("plainte_cnil", "relance_cnil", phrase(pourquoi, date=suite))
        return
    possible, reponse = jour.dates.get(Code.PLAINTE_CNIL_POSSIBLE), jour.chronologie.derniere_reponse
    if reponse is not None and reponse.type in _PLAINTES and jour.rgpd:
        yield ActeDate("plainte_cnil", "demande", phrase(_PLAINTES[reponse.type], date=reponse.date))
    elif possible is not None and possible <= jour.au:
        estimee = "_estime" if jour.is_guessed(Code.PLAINTE_CNIL_POSSIBLE) else ""
        yield ActeDate("plainte_cnil", "demande", phrase(f"pourquoi.plainte_silence{estimee}", date=possible))
