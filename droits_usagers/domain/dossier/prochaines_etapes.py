"""What one can do next about a dossier, and why: a court, letters to the body, to the CADA, to the CNIL."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from droits_usagers.domain.dossier.etats import FINIS, Etat, Jour, Reserve
from droits_usagers.domain.droit.calendrier import add_months
from droits_usagers.domain.echeances.crpa import is_seized
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.explications import Phrase, phrase
from droits_usagers.domain.echeances.rgpd import read_clock
from droits_usagers.domain.echeances.suspensions import questions_of
from droits_usagers.domain.echeances.valeurs import Code
from droits_usagers.domain.personnes.personnes import Qualite

_T = TypeEvenement
#: What it had frozen is frozen while it is examined: to lift that is to answer it.
_OPPOSITION = "opposition"
#: What a letter to the body, after the first one, records.
ECRITES = (_T.RELANCE_ENVOYEE, _T.RECOURS_HIERARCHIQUE_ENVOYE)
#: What the first letter to an authority records.
_AUTORITES = frozenset({_T.CADA_SAISIE, _T.PLAINTE_CNIL_ENVOYEE, _T.DEFENSEUR_SAISI})
#: The étape that contests a decision before whoever must be asked before the judge.
_CONTESTER = "contester"
#: The étape that writes to who heads the body.
_HIERARCHIE = "hierarchie"

#: Months after which a judge may say that it is too late, whatever was not said (CE n° 417270).
DELAI_RAISONNABLE = 12
#: From so many days before the CADA can no longer be seized, nothing else is proposed first.
PRESSE = dt.timedelta(days=30)

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
#: What is left to argue once a day before a judge is over.
RESTE = "pourquoi.conseil_etat_passe"
#: Not a letter of this program: to answer what the body asked.
REPONDRE = "repondre"
_QUESTIONS = {
    _T.IDENTITE_DEMANDEE: "pourquoi.repondre_identite",
    _T.PRECISION_DEMANDEE: "pourquoi.repondre_precision",
}

#: Why one writes before a last day of one's own; « _vite » once the day to aim at is over.
_DERNIERS_JOURS = {
    f"{id_}{vite}": (id_, code)
    for id_, code in (
        ("pourquoi.saisir_cada", Code.SAISINE_CADA),
        ("pourquoi.recours_prealable", Code.RECOURS_PREALABLE),
    )
    for vite in ("", "_vite")
}

#: Why one seizes the CADA before its last day.
CADA_A_TEMPS = frozenset(id_ for id_, (_, code) in _DERNIERS_JOURS.items() if code is Code.SAISINE_CADA)

#: Answers that make a complaint possible at once. An oral refusal proves nothing: the month has to pass.
_PLAINTES = {
    _T.REFUS: "pourquoi.plainte_refus",
    _T.REPONSE_PARTIELLE: "pourquoi.plainte_partielle",
}


@dataclass(frozen=True, slots=True)
class ProchaineEtape:
    """A letter one may write now, perhaps of another demarche, or what else to do, and why (`[echeances.pourquoi]`)."""

    demarche: str
    etape: str
    pourquoi: Phrase


def next_steps(jour: Jour) -> Iterator[ProchaineEtape]:
    """What one may do today, the most useful first."""
    if jour.etat in FINIS:
        return
    etapes = jour.chronologie.faits.etapes
    lettres = [lettre for lettre in _letter(jour) if etapes is None or lettre.etape in etapes]
    cada = list(_cada(jour))
    fenetre = jour.window()
    presse = fenetre is not None and fenetre - jour.au <= PRESSE
    contester = list(_contest(jour))
    # What is shortest first: an answer or a correction, then the appeal.
    court = jour.dates.get(Code.OBSERVATIONS)
    presse_plus = court is not None and court >= jour.au and not jour.kept(Code.OBSERVATIONS)
    aides = (*lettres, *contester) if presse_plus else (*contester, *lettres)
    d_abord, ensuite = _reply(jour)
    suites = (*d_abord, *(cada if presse else ()), *aides, *cada, *_cnil(jour), *_defender(jour), *ensuite)
    # A letter is proposed once, for its first reason.
    dites: dict[tuple[str, str], ProchaineEtape] = {}
    for suite in suites:
        dites.setdefault((suite.demarche, suite.etape), suite)
    yield from dites.values()


def letters_of(etapes: Sequence[ProchaineEtape]) -> tuple[ProchaineEtape, ...]:
    """These steps, without the judge."""
    return tuple(une for une in etapes if une.etape not in DEVANT_UN_JUGE)


def court_first(
    demarche: str, jour: dt.date | None, code: Code | None, *, reserve: Reserve, loin: bool = False
) -> Iterator[ProchaineEtape]:
    """The judge, before every letter, where the first last day of one's own is for a judge: no letter keeps it.

    `loin`: it still runs for those alone who live far from the court.
    """
    if code in DEVANT_UN_JUGE and jour is not None:
        sorte = "_loin" if loin else "_peut_etre" if reserve else ""
        pourquoi = phrase(f"pourquoi.devant_un_juge{sorte}", date=jour)
        yield ProchaineEtape(demarche, code.value, pourquoi)


def merge_steps(etapes: Sequence[ProchaineEtape], votres: Sequence[ProchaineEtape]) -> tuple[ProchaineEtape, ...]:
    """These steps, with those that have a last day of one's own, and their place at the head, as another reading gives them."""
    siennes = {(une.demarche, une.etape): une for une in votres if une.pourquoi.id in _DERNIERS_JOURS}
    dites = [siennes.get((une.demarche, une.etape), une) for une in etapes]
    presse = votres[0] if votres and votres[0].pourquoi.id in _DERNIERS_JOURS else None
    return tuple(sorted(dites, key=lambda une: une != presse))


def sure_steps(etapes: Sequence[ProchaineEtape], autres: Sequence[ProchaineEtape]) -> tuple[ProchaineEtape, ...]:
    """These steps, without those that say that the body is late where, as another reading goes, it may not be.

    What it asked is answered first where it is so by that reading.
    """
    connues = {(une.demarche, une.etape) for une in autres}
    sures = [une for une in etapes if une.pourquoi.id not in _RETARDS or (une.demarche, une.etape) in connues]
    d_abord = [une for une in autres[:1] if une.etape == REPONDRE and any(autre.etape == REPONDRE for autre in etapes)]
    return (*d_abord, *(une for une in sures if not d_abord or une.etape != REPONDRE))


def doubt_steps(
    etapes: Sequence[ProchaineEtape], finie: Callable[[Code, dt.date], dt.date | None]
) -> tuple[ProchaineEtape, ...]:
    """These steps; those whose last day may be over say so. `finie`: the sooner day it may have been, if that is over."""

    def doubted(une: ProchaineEtape) -> ProchaineEtape:
        id_, code = _DERNIERS_JOURS.get(une.pourquoi.id, ("", None))
        date = dict(une.pourquoi.valeurs).get("date")
        tot = finie(code, date) if code is not None and isinstance(date, dt.date) else None
        return une if tot is None else replace(une, pourquoi=phrase(f"{id_}_peut_etre", tot=tot, date=date or tot))

    return tuple(map(doubted, etapes))


def _reply(jour: Jour) -> tuple[list[ProchaineEtape], list[ProchaineEtape]]:
    """To answer what the body asked, when that was not done and it said nothing more since.

    Before all where its delay may wait for that; after all where nothing does.
    """
    d_abord: list[ProchaineEtape] = []
    ensuite: list[ProchaineEtape] = []
    reponse, demarche = jour.chronologie.derniere_reponse, jour.chronologie.faits.demarche
    depuis = dt.date.min if reponse is None else reponse.date
    attendues = [une for une in questions_of(jour.chronologie) if une.repondue_le is None and une.posee_le > depuis]
    horloge = read_clock(jour.chronologie) if jour.rgpd and attendues else None
    comptees = horloge.reponse.suspension.comptees if horloge is not None else ()
    for question in attendues:
        arrete = question in comptees
        pourquoi = phrase(_QUESTIONS[question.type] if arrete else "pourquoi.repondre", date=question.posee_le)
        (d_abord if arrete else ensuite).append(ProchaineEtape(demarche, REPONDRE, pourquoi))
    return d_abord, ensuite


def _letter(jour: Jour) -> Iterator[ProchaineEtape]:
    """The next letter to the body itself."""
    demarche = jour.chronologie.faits.demarche
    reponse = jour.chronologie.derniere_reponse
    if jour.etat is Etat.BROUILLON:
        yield ProchaineEtape(demarche, "demande", phrase("pourquoi.finir"))
    elif jour.etat is Etat.A_ENVOYER:
        yield ProchaineEtape(demarche, "demande", phrase("pourquoi.envoyer"))
    elif jour.etat is Etat.REPONDU_PARTIEL and reponse is not None and not _replied(jour, reponse.date):
        etapes = jour.chronologie.faits.etapes
        suite = "complement" if etapes is None or "complement" in etapes else _against_refusal(jour)
        yield ProchaineEtape(demarche, suite, phrase("pourquoi.completer", date=reponse.date))
    elif jour.etat is Etat.REFUSE and reponse is not None and not _replied(jour, reponse.date):
        yield ProchaineEtape(demarche, _against_refusal(jour), phrase("pourquoi.contester", date=reponse.date))
    elif (rejet := _silent(jour)) is not None:
        estimee = "_estime" if jour.is_guessed(Code.REJET_IMPLICITE) else ""
        yield ProchaineEtape(demarche, _HIERARCHIE, phrase(f"pourquoi.hierarchie{estimee}", date=rejet))
    elif (levee := _lifted(jour)) is not None:
        yield ProchaineEtape(demarche, "contestation_refus", phrase("pourquoi.levee", date=levee))
    elif jour.etat in {Etat.DEPASSE, Etat.REFUS_TACITE} and (limite := unclaimed(jour)) is not None:
        yield ProchaineEtape(demarche, "relance", phrase(_overdue(jour, limite), date=limite))


def _silent(jour: Jour) -> dt.date | None:
    """The day a silence became a rejection, where who heads the body can be written to and was not since."""
    etapes, rejet = jour.chronologie.faits.etapes, jour.passed(Code.REJET_IMPLICITE)
    attend = etapes is not None and _HIERARCHIE in etapes and jour.chronologie.derniere_reponse is None
    return rejet if attend and rejet is not None and not _replied(jour, rejet) else None


def _contest(jour: Jour) -> Iterator[ProchaineEtape]:
    """The appeal that is compulsory before the judge, as long as its last day is not over and it was not sent."""
    limite = jour.dates.get(Code.RECOURS_PREALABLE)
    if limite is None or limite < jour.au or jour.kept(Code.RECOURS_PREALABLE):
        return
    faits = jour.chronologie.faits
    pourquoi = _in_time(jour, "pourquoi.recours_prealable", limite)
    if faits.etapes is not None and _CONTESTER in faits.etapes:
        yield ProchaineEtape(faits.demarche, _CONTESTER, pourquoi)
    elif faits.recours_initial:
        yield ProchaineEtape(faits.initiale, faits.recours_initial, pourquoi)


def _in_time(jour: Jour, id_: str, limite: dt.date) -> Phrase:
    """Until when, and the day to aim at; once that one is over, that it is to be done today."""
    veille = jour.chronologie.eve(limite)
    return phrase(id_, date=limite, veille=veille) if veille >= jour.au else phrase(f"{id_}_vite", date=limite)


def _against_refusal(jour: Jour) -> str:
    """The étape that answers a refusal: the reasons one by one or, where there is no such letter, who heads the body."""
    etapes = jour.chronologie.faits.etapes
    return _HIERARCHIE if etapes is not None and _HIERARCHIE in etapes else "contestation_refus"


def _defender(jour: Jour) -> Iterator[ProchaineEtape]:
    """Once who heads the body was written to, and a refusal stands: the Défenseur des droits, who stops no delay."""
    etapes, reponse = jour.chronologie.faits.etapes, jour.chronologie.derniere_reponse
    hierarchique = etapes is not None and _HIERARCHIE in etapes
    if hierarchique and jour.etat is Etat.REFUSE and reponse is not None and not jour.happened(_T.DEFENSEUR_SAISI):
        ecrit = jour.chronologie.first_of(*ECRITES)
        if ecrit is not None:
            yield ProchaineEtape("defenseur_droits", "demande", phrase("pourquoi.defenseur", date=ecrit))


def _replied(jour: Jour, reponse: dt.date) -> bool:
    """True when the body was written to since its answer."""
    return jour.chronologie.first_of(*ECRITES, depuis=reponse) is not None


def _lifted(jour: Jour) -> dt.date | None:
    """The day the body said that it uses again what an opposition had frozen, when nothing was answered or written since."""
    faits = jour.chronologie.faits
    levee = jour.chronologie.first(_T.LEVEE_LIMITATION_ANNONCEE) if faits.demarche == _OPPOSITION else None
    answered = jour.chronologie.derniere_reponse is not None
    return None if levee is None or answered or _replied(jour, levee) else levee


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


def _cada(jour: Jour) -> Iterator[ProchaineEtape]:
    fenetre = jour.window()
    if fenetre is not None:
        yield ProchaineEtape("saisine_cada", "demande", _in_time(jour, "pourquoi.saisir_cada", fenetre))
    fermee = jour.passed(Code.SAISINE_CADA)
    if fermee is not None and not is_seized(jour.chronologie):
        if _arguable(jour, fermee):
            yield ProchaineEtape("saisine_cada", "demande", phrase(TARDIVE, date=fermee))
        # What could be made again is the first demande, not a letter to an authority.
        if jour.chronologie.faits.premier not in _AUTORITES:
            yield ProchaineEtape(jour.chronologie.faits.demarche, "demande", phrase("pourquoi.refaire", date=fermee))


def _arguable(jour: Jour, fermee: dt.date) -> bool:
    """True when nothing shows an acknowledgement in order, and about a year has not passed (CRPA L112-6, CE n° 417270)."""
    opposable = jour.happened(_T.ACCUSE_CONFORME) or jour.chronologie.faits.qualite is Qualite.AGENT
    return not opposable and jour.au <= add_months(fermee, DELAI_RAISONNABLE)


def _reminded(jour: Jour, depuis: dt.date) -> bool:
    """True when a dossier that is a complaint holds a reminder since: in another one, it was the body that was reminded."""
    plainte = jour.chronologie.faits.premier is _T.PLAINTE_CNIL_ENVOYEE
    return plainte and jour.chronologie.first(_T.RELANCE_ENVOYEE, depuis) is not None


def _unacknowledged(jour: Jour) -> Iterator[ProchaineEtape]:
    """What may be argued once the Conseil d'État is too late by every reading, for about a year (CRPA L112-6, CE n° 417270)."""
    code = Code.RECOURS_CONSEIL_ETAT
    fermee = jour.passed(code)
    if fermee is None or jour.kept(code) or jour.happened(_T.CNIL_A_REPONDU):
        return
    if jour.au <= add_months(fermee, DELAI_RAISONNABLE):
        yield ProchaineEtape(jour.chronologie.faits.demarche, code.value, phrase(RESTE, date=fermee))


def _cnil(jour: Jour) -> Iterator[ProchaineEtape]:
    if jour.happened(_T.PLAINTE_CNIL_ENVOYEE):
        # News that came late are news: others are due after them. The CNIL does not have to be reminded twice.
        suite = jour.passed(Code.SUITE_CNIL)
        if suite is not None and not _reminded(jour, suite):
            nouvelles = jour.happened(_T.CNIL_A_REPONDU)
            pourquoi = "pourquoi.relancer_cnil_encore" if nouvelles else "pourquoi.relancer_cnil"
            yield ProchaineEtape("plainte_cnil", "relance_cnil", phrase(pourquoi, date=suite))
        yield from _unacknowledged(jour)
        return
    possible, reponse = jour.dates.get(Code.PLAINTE_CNIL_POSSIBLE), jour.chronologie.derniere_reponse
    if reponse is not None and reponse.type in _PLAINTES and jour.rgpd:
        yield ProchaineEtape("plainte_cnil", "demande", phrase(_PLAINTES[reponse.type], date=reponse.date))
    elif possible is not None and possible <= jour.au:
        estimee = "_estime" if jour.is_guessed(Code.PLAINTE_CNIL_POSSIBLE) else ""
        yield ProchaineEtape("plainte_cnil", "demande", phrase(f"pourquoi.plainte_silence{estimee}", date=possible))
