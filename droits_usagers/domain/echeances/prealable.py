"""A decision on an aid: what may be said at once, the appeal that is compulsory before the judge, its silence, then the judge.

Which appeal and which judge is data (`resources/droit/voies.toml`). Every day is counted from the first date that can be held
against the person, and never moved; what may give more time is said beside it.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.droit.voies import Decision, Juge, Prealable, Voie
from droits_usagers.domain.echeances.aide import explain_aid, no_aid, read_tribunal, restart
from droits_usagers.domain.echeances.chronologie import REPONSES, Chronologie, months
from droits_usagers.domain.echeances.crpa import aim, before_its_step, unmoved
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.echeances.recours import read_motifs
from droits_usagers.domain.echeances.superieur import (
    Appel,
    appel_steps,
    explain_late,
    explain_silence,
    late_readings,
    read_appel,
    read_gracieux,
)
from droits_usagers.domain.echeances.valeurs import Code, Echeance, Explication, Phrase, phrase
from droits_usagers.domain.personnes.organismes import GenreOrganisme

_T = TypeEvenement
#: The length of a delay of `delais.toml`, on a day.
Longueur = Callable[[str, dt.date], int]
#: What rejects a correction in words.
_REFUS = frozenset({_T.REFUS, _T.REPONSE_PARTIELLE})


def spared_until(voie: Voie, faits: Sequence[Evenement], longueur: Longueur) -> dt.date | None:
    """The last day nothing may be withheld, as things stand.

    None: it is not written, not known, before the law wrote it, or the appeal suspends.
    """
    recue = first_of(faits, _T.DECISION_RECUE)
    if recue is None or not voie.rectification or is_suspended(voie, faits):
        return None
    try:
        corrige = _once_corrected(faits, recue, longueur)
    except ValueError:
        return None
    return max(corrige, add_months(recue, longueur("recours_prealable", recue))) if voie.suspensif else corrige


def is_suspended(voie: Voie, faits: Sequence[Evenement]) -> bool:
    """True once an appeal was sent where it suspends."""
    recue = first_of(faits, _T.DECISION_RECUE)
    return bool(voie.suspensif) and recue is not None and first_of(faits, _T.RECOURS_PREALABLE_ENVOYE, recue) is not None


def first_of(faits: Sequence[Evenement], type_: TypeEvenement, depuis: dt.date = dt.date.min) -> dt.date | None:
    """The first day of a fact of this type, from a given day on."""
    return min((fait.date for fait in faits if fait.type is type_ and fait.date >= depuis), default=None)


def _once_corrected(faits: Sequence[Evenement], recue: dt.date, longueur: Longueur) -> dt.date:
    """A correction asked in twenty days puts it off: two months after its silence, or a week after its refusal."""
    vingt = recue + dt.timedelta(days=longueur("rectification_indu", recue))
    envoye = first_of(faits, _T.ENVOYE, recue)
    if envoye is None or envoye > vingt:
        return vingt
    refus = min((fait.date for fait in faits if fait.type in _REFUS and fait.date >= envoye), default=None)
    silence = add_months(envoye, longueur("rectification_silence", envoye))
    if refus is not None and refus <= silence:
        return max(vingt, refus + dt.timedelta(days=longueur("retenue_apres_refus", refus)))
    return add_months(silence, longueur("retenue_apres_silence", silence))


#: The appeal a person sends to the body, whatever it is called: where none is compulsory, it is a gracious one.
_RECOURS = (_T.RECOURS_PREALABLE_ENVOYE, _T.RECOURS_HIERARCHIQUE_ENVOYE)
_TARDIF = phrase("note.prealable_tardif")


def echeances_decision(chronologie: Chronologie) -> Iterator[Echeance]:
    """`observations`, `recours_prealable` or `mediation_prealable`, `rejet_implicite`, and until when to go to which judge."""
    recues = chronologie.dates(_T.DECISION_RECUE)
    if not recues:
        yield from _granted(chronologie)
    if not recues or not chronologie.applies(recues[0], Code.RECOURS_PREALABLE.value, Code.RECOURS_JUGE.value):
        return
    voie = chronologie.voie
    # True of penalties, and of debts to France Travail: the law of 25 June 2026 on fraud, not read, may have changed them.
    decision = chronologie.faits.contestee.decision
    dettes = {Decision.INDU, Decision.CONTRAINTE} if chronologie.faits.genre is GenreOrganisme.FRANCE_TRAVAIL else set()
    fraude = decision in {Decision.ANNONCE, Decision.PENALITE, *dettes}
    notes = (*(voie.notes if voie is not None else ()), *(("loi_fraudes",) if fraude else ()))
    dites = chronologie.explain((phrase(f"note.{note}"),) for note in notes)
    for recue in recues:
        for une in _of_one(chronologie, recue):
            # What was done before this decision came contests another.
            echeance = replace(une, depuis=une.depuis or recue, explication=(*une.explication, *dites))
            echeance = replace(echeance, a_verifier=echeance.a_verifier or fraude)
            if len(recues) == 1:
                yield echeance
            else:
                # An appeal may be against one of them alone: each keeps its days, and none is said for sure.
                plusieurs = chronologie.explain([(phrase("note.plusieurs_decisions"),)])
                yield replace(echeance, explication=(*echeance.explication, *plusieurs), contestable=True)


def _granted(chronologie: Chronologie) -> Iterator[Echeance]:
    """Of an aid that silence grants, the last day to decide on the request: it is received before any letter contests it.

    Where nobody said that anything was decided, what left is the request.
    """
    voie, ecrite, complet = chronologie.voie, chronologie.faits.ecrite_le, chronologie.faits.contestee.complet
    refusee = chronologie.faits.contestee.decision
    recue = complet or chronologie.first(_T.RECU)
    ensuite = recue and ecrite and recue >= ecrite
    contestee = complet is None and ((refusee and chronologie.first_of(*_RECOURS) is not None) or ensuite)
    if voie is None or not voie.accord or recue is None or contestee or refusee not in {None, Decision.REFUS}:
        return
    mois = chronologie.length("accord_tacite", recue)
    fin = add_months(recue, mois)
    pas = (phrase("pas.recue", date=recue), *months(recue, mois), chronologie.day(fin))
    notes = ((phrase(f"note.{note}"),) for note in voie.notes)
    yield _resting_on(chronologie.never_moved(Code.REPONSE, fin, (pas, *notes), delai="accord_tacite"), voie.accord, doute=True)


def _of_one(chronologie: Chronologie, recue: dt.date) -> Iterator[Echeance]:
    genre, voie = chronologie.faits.contestee.decision, chronologie.voie
    if genre is Decision.CONTRAINTE:
        yield _order_to_pay(chronologie, voie, recue)
        return
    yield from _observations(chronologie, voie, recue)
    if genre in {Decision.ANNONCE, Decision.CONTROLE}:
        return
    if voie is None:
        yield from _unknown(chronologie, recue)
    elif voie.prealable is Prealable.MEDIATION:
        yield from _mediation(chronologie, voie, recue)
    elif voie.prealable is Prealable.AUCUN:
        yield from _straight(chronologie, voie, recue)
    else:
        yield from _compulsory(chronologie, voie, recue)


def _order_to_pay(chronologie: Chronologie, voie: Voie | None, recue: dt.date) -> Echeance:
    """Fifteen days, posted: the shortest of all."""
    jours = chronologie.length("opposition_contrainte", recue)
    limite = recue + dt.timedelta(jours)
    # Which judge it is, only the paper tells; these days are not those that living far prolongs.
    fin = chronologie.next_open(limite + dt.timedelta(days=1))

    def lignes() -> Iterator[Explication]:
        yield phrase("pas.decision_recue", date=recue), phrase("pas.jours", n=jours), chronologie.day(limite)
        yield _kept(chronologie, (recue, limite), _T.TA_SAISI, fin=fin)
        suspend = ("note.contrainte_suspend",) if voie is not None and voie.suspensif else ()
        yield from ((phrase(note),) for note in ("note.contrainte", *suspend, "note.contrainte_juge"))

    echeance = chronologie.never_moved(Code.RECOURS_JUGE, limite, lignes(), delai="opposition_contrainte")
    echeance = _resting_on(echeance, voie.recours if voie is not None else "", doute=voie is None)
    return chronologie.before_a_court(echeance, fin, depuis=recue)


def _observations(chronologie: Chronologie, voie: Voie | None, recue: dt.date) -> Iterator[Echeance]:
    """Twenty days to have an indu corrected; a month to answer before a penalty."""
    genre = chronologie.faits.contestee.decision
    mois = chronologie.length("observations_penalite", recue)
    penalite, lectures = add_months(recue, mois), tuple[dt.date, ...]()
    if chronologie.faits.contestee.titre:
        return
    if genre is Decision.INDU and voie is not None and voie.rectification:
        jours = chronologie.length("rectification_indu", recue)
        duree: tuple[Phrase, ...] = (phrase("pas.jours", n=jours),)
        limite = recue + dt.timedelta(jours)
        delai, entree = "rectification_indu", voie.rectification
        notes = [phrase("note.rectification"), *_spared(chronologie, voie, recue)]
    elif genre is Decision.ANNONCE and _may_be_a_sanction(chronologie):
        jours = chronologie.length("observations_sanction", recue)
        limite, duree = recue + dt.timedelta(jours), (phrase("pas.jours", n=jours),)
        travail = chronologie.faits.genre is GenreOrganisme.FRANCE_TRAVAIL
        delai, entree = "observations_sanction", "travail-r5412-7" if travail else "casf-r262-69-1"
        # What is announced may be a penalty or a sanction: only the letter says which.
        lectures = (penalite,)
        notes = [phrase("note.observations_sanction", date=penalite), phrase("note.observations_penalite")]
    elif genre is Decision.ANNONCE:
        limite, duree = penalite, months(recue, mois)
        delai, entree = "observations_penalite", voie.observations if voie is not None else ""
        notes = [phrase("note.observations_penalite")]
    else:
        return

    def lignes() -> Iterator[Explication]:
        yield phrase("pas.decision_recue", date=recue), *duree, chronologie.day(limite)
        yield _kept(chronologie, (recue, limite), _T.ENVOYE)
        yield from unmoved(chronologie, limite)
        yield from ((note,) for note in notes)

    echeance = replace(chronologie.never_moved(Code.OBSERVATIONS, limite, lignes(), delai=delai), lectures=lectures)
    yield _resting_on(echeance, entree, doute=bool(lectures) or not entree)


def _spared(chronologie: Chronologie, voie: Voie, recue: dt.date) -> Iterator[Phrase]:
    """Until when nothing may be withheld, where it is known."""
    faits = [fait for fait in chronologie.evenements if fait.date >= recue]
    jour = spared_until(voie, faits, chronologie.length)
    corrige = _in_twenty_days(chronologie, voie, recue) is not None
    if jour is None:
        yield phrase("note.retenue_suspendue")
    elif corrige:
        # Not answered yet, a refusal may still bring it nearer.
        yield phrase("note.retenue_correction", date=jour)
        if voie.suspensif:
            yield phrase("note.retenue_suspendue")
    else:
        ensuite = "_attend" if voie.suspensif else "_selon_aide" if "suspensif" in voie.partage else ""
        yield phrase(f"note.retenue{ensuite}", date=jour)


def _contested(chronologie: Chronologie, voie: Voie) -> Iterator[Explication]:
    """What is contested may not be withheld, as a text read before the law of 25 June 2026."""
    if voie.contestation and chronologie.faits.contestee.decision is Decision.INDU:
        yield (phrase("note.retenue_contestee"),)


def _may_be_a_sanction(chronologie: Chronologie) -> bool:
    """True where what is announced may be a suspension or a removal, with ten days to answer instead of a month."""
    return chronologie.faits.genre is GenreOrganisme.FRANCE_TRAVAIL or "rsa" in chronologie.faits.contestee.aides


#: Where nobody knows before whom first: after whatever was sent, two months whoever the judge is (CJA R421-1, CSS R142-1-A).
_INCONNUE = Voie("", frozenset(), frozenset(), frozenset(), Prealable.AUCUN, Juge.INCONNU, a_verifier=True)


def _unknown(chronologie: Chronologie, recue: dt.date) -> Iterator[Echeance]:
    """Nobody here knows before whom to go first: two months is the shortest but for an order to pay."""
    mois = chronologie.length(Code.RECOURS_PREALABLE.value, recue)
    limite = add_months(recue, mois)

    def lignes() -> Iterator[Explication]:
        yield phrase("pas.decision_recue", date=recue), *months(recue, mois), chronologie.day(limite)
        yield _kept(chronologie, (recue, limite), _T.RECOURS_PREALABLE_ENVOYE)
        yield (phrase("note.voie_inconnue"),)
        yield from no_aid(chronologie)

    yield replace(chronologie.never_moved(Code.RECOURS_PREALABLE, limite, lignes()), a_verifier=True)
    yield from _once_appealed(chronologie, _INCONNUE, (recue, limite), types=_RECOURS)
    saisie = chronologie.first(_T.MEDIATION_SAISIE, recue)
    if saisie is not None and chronologie.first_of(*_RECOURS, depuis=recue) is None:
        depart = _once_mediated(chronologie, saisie)
        if depart is not None:
            notes = (*depart.notes, _TARDIF) if saisie > limite else depart.notes
            yield _judge(chronologie, _INCONNUE, depart._replace(notes=notes, contestable=True))


class _Depart(NamedTuple):
    """What the time for the judge is counted from: the steps that lead there, the day, and how sure it is."""

    pas: tuple[Phrase, ...]
    jour: dt.date
    limite: dt.date
    notes: tuple[Phrase, ...] = ()
    estimation: bool = False
    contestable: bool = False
    doute: bool = False
    #: The silence that opens it, and its later readings.
    ouvre: dt.date | None = None
    lues: tuple[dt.date, ...] = ()


def _from(chronologie: Chronologie, pas: str, jour: dt.date, *, code: Code = Code.RECOURS_JUGE) -> _Depart:
    mois = chronologie.length(code.value, jour)
    return _Depart((phrase(pas, date=jour), *months(jour, mois)), jour, add_months(jour, mois))


def _mediation(chronologie: Chronologie, voie: Voie, recue: dt.date) -> Iterator[Echeance]:
    mois = chronologie.length(Code.MEDIATION_PREALABLE.value, recue)
    limite = add_months(recue, mois)

    def lignes() -> Iterator[Explication]:
        yield phrase("pas.decision_recue", date=recue), *months(recue, mois), chronologie.day(limite)
        yield _kept(chronologie, (recue, limite), _T.MEDIATION_SAISIE, _T.RECOURS_PREALABLE_ENVOYE)
        if chronologie.first_of(_T.MEDIATION_SAISIE, _T.RECOURS_PREALABLE_ENVOYE, depuis=recue) is None:
            yield from before_its_step(chronologie, recue)
        yield (phrase("note.mediation"),)
        yield (phrase("note.sans_mention_mediation"),)
        if chronologie.first(_T.DEFENSEUR_SAISI, recue) is not None:
            yield (phrase("note.defenseur_mediation"),)
        yield from _contested(chronologie, voie)
        yield from no_aid(chronologie)

    yield _resting_on(
        chronologie.never_moved(Code.MEDIATION_PREALABLE, limite, lignes()), voie.fondement, doute=voie.a_verifier
    )
    saisie = chronologie.first_of(_T.MEDIATION_SAISIE, _T.RECOURS_PREALABLE_ENVOYE, depuis=recue)
    if saisie is not None and (depart := _once_mediated(chronologie, saisie)) is not None:
        if saisie > limite:
            depart = depart._replace(notes=(*depart.notes, _TARDIF), contestable=True)
        yield _judge(chronologie, voie, depart)


def _once_mediated(chronologie: Chronologie, saisie: dt.date) -> _Depart | None:
    """The end of the mediation; a rejection of the body may be that end too (CJA R213-4): the first of both, then the other."""
    finie, rejete = (chronologie.first(type_, saisie) for type_ in (_T.MEDIATION_TERMINEE, _T.RECOURS_REJETE))
    if rejete is None or (finie is not None and finie <= rejete):
        return None if finie is None else _from(chronologie, "pas.mediation_terminee", finie)
    depart = _from(chronologie, "pas.recours_rejete", rejete)
    lues = () if finie is None else (_from(chronologie, "pas.mediation_terminee", finie).limite,)
    return depart._replace(notes=(phrase("note.rejet_mediation"),), contestable=True, doute=True, lues=lues)


def _straight(chronologie: Chronologie, voie: Voie, recue: dt.date) -> Iterator[Echeance]:
    """No appeal is compulsory: the judge at once. Writing first to the body keeps his delay, before an administrative court."""
    if voie.attente_mois:
        yield _judge(chronologie, voie, _once_waited(chronologie, voie, recue))
        return
    depart = _from(chronologie, "pas.decision_recue", recue)
    if voie.juge is Juge.ADMINISTRATIF and chronologie.faits.contestee.decision is not Decision.TITRE:
        avant = _from(chronologie, "pas.decision_recue", recue, code=Code.RECOURS_HIERARCHIQUE)
        mois = chronologie.length(Code.RECOURS_JUGE.value, recue)
        gracieux = read_gracieux(chronologie, (recue, avant.limite), mois, types=_RECOURS)
        lignes = _explain_gracious(chronologie, avant, envoye=None if gracieux is None else gracieux.appel.envoye)
        attendue = gracieux is None and read_tribunal(chronologie, avant.limite, mois, depuis=recue).attendue
        echeance = chronologie.never_moved(Code.RECOURS_HIERARCHIQUE, avant.limite, lignes)
        yield replace(echeance, aide_attendue=attendue)
        if gracieux is not None:
            yield from _silence(chronologie, gracieux.appel, "crpa-l411-7")
            apres = _after(chronologie, gracieux.appel)
            if gracieux.juste:
                depart = depart._replace(notes=(gracieux.note,), contestable=True, lues=(apres.limite, *apres.lues))
            else:
                depart = apres
    yield _judge(chronologie, voie, depart)


def _once_waited(chronologie: Chronologie, voie: Voie, recue: dt.date) -> _Depart:
    """What was granted had so many months to come: the judge is for who got nothing by then."""
    datee = chronologie.faits.contestee.datee
    depuis, pas = (recue, "pas.decision_recue") if datee is None else (min(datee, recue), "pas.decision_datee")
    jour = add_months(depuis, voie.attente_mois)
    attente = (phrase(pas, date=depuis), *months(depuis, voie.attente_mois), chronologie.day(jour))
    pas_dits, limite = (*attente, *months(jour, voie.juge_mois)), add_months(jour, voie.juge_mois)
    notes = (phrase("note.decision_arrivee"),) if datee is None else ()
    return _Depart(pas_dits, jour, limite, notes, estimation=datee is None, ouvre=jour)


def _explain_gracious(chronologie: Chronologie, depart: _Depart, *, envoye: dt.date | None) -> Iterator[Explication]:
    yield *depart.pas, chronologie.day(depart.limite)
    yield aim(chronologie, depart.limite) if envoye is None else (phrase("note.recours_fait", date=envoye),)
    yield (phrase("note.gracieux_facultatif"),)
    yield (phrase("note.recours_recu_a_temps"),)


def _compulsory(chronologie: Chronologie, voie: Voie, recue: dt.date) -> Iterator[Echeance]:
    mois = chronologie.length(Code.RECOURS_PREALABLE.value, recue)
    limite = add_months(recue, mois)
    autre = _interrupted(chronologie, voie, recue)
    lignes = _explain_compulsory(chronologie, voie, _Depart((), recue, limite), autre=autre)
    echeance = _resting_on(
        chronologie.never_moved(Code.RECOURS_PREALABLE, limite, lignes), voie.fondement, doute=voie.a_verifier
    )
    lues = () if autre is None or autre <= limite else (autre,)
    yield replace(echeance, contestable=autre is not None, lectures=lues)
    yield from _once_appealed(chronologie, voie, (recue, limite), autre=max((limite, *lues)))


def _once_appealed(
    chronologie: Chronologie,
    voie: Voie,
    ouvert: tuple[dt.date, dt.date],
    *,
    autre: dt.date | None = None,
    types: tuple[TypeEvenement, ...] = (_T.RECOURS_PREALABLE_ENVOYE,),
) -> Iterator[Echeance]:
    """The silence of whoever got the appeal, then the judge. `ouvert`: from the decision to the last day to send it.

    `autre`: that day, read otherwise; `types`: what it may be noted as.
    """
    recue, limite = ouvert
    appel = _read_appeal(chronologie, voie, recue, types=types)
    if appel is None:
        # Rejected, it was made, on whatever day.
        rejete = chronologie.first(_T.RECOURS_REJETE, recue)
        if rejete is not None:
            yield _judge(chronologie, voie, _from(chronologie, "pas.recours_rejete", rejete))
        return
    yield from _silence(chronologie, appel, voie.silence)
    depart = _after(chronologie, appel, voie.juge)
    if appel.envoye > limite:
        tard = () if autre is not None and appel.envoye <= autre else (_TARDIF,)
        depart = depart._replace(notes=(*depart.notes, *tard), contestable=True)
    yield _judge(chronologie, voie, depart)


def _interrupted(chronologie: Chronologie, voie: Voie, recue: dt.date) -> dt.date | None:
    """Until when the compulsory appeal may be argued to run, once a correction was asked in its twenty days."""
    envoye = _in_twenty_days(chronologie, voie, recue)
    if envoye is None:
        return None
    silence = add_months(envoye, chronologie.length("rectification_silence", envoye))
    # A correction granted in part is refused for the rest (R133-9-2, III).
    reponse = chronologie.first_of(*(REPONSES - {_T.REFUS_ORAL}), depuis=envoye)
    mois = chronologie.length(Code.RECOURS_PREALABLE.value, envoye)
    return add_months(min(silence, reponse or silence), mois)


def _corrected(chronologie: Chronologie, voie: Voie, recue: dt.date) -> dt.date | None:
    """The day a correction of an indu was asked for, where the text gives that."""
    indu = chronologie.faits.contestee.decision is Decision.INDU
    return chronologie.first(_T.ENVOYE, recue) if indu and voie.rectification else None


def _read_appeal(chronologie: Chronologie, voie: Voie, recue: dt.date, *, types: tuple[TypeEvenement, ...]) -> Appel | None:
    envoye = chronologie.first_of(*types, depuis=recue)
    corrige = _corrected(chronologie, voie, recue)
    limite = add_months(recue, chronologie.length(Code.RECOURS_PREALABLE.value, recue))
    # Asked in writing after its twenty days, a correction is deemed to be the appeal (R133-9-2, IV): the first one counts.
    tardive = corrige is not None and _in_twenty_days(chronologie, voie, recue) is None and corrige <= limite
    vaut = tardive and corrige is not None and (envoye is None or corrige < envoye)
    envoye = corrige if vaut else envoye
    if envoye is None:
        return None
    mois = chronologie.length(Code.RECOURS_JUGE.value, add_months(envoye, voie.silence_mois))
    rejets = (_T.RECOURS_REJETE, _T.REFUS, _T.REPONSE_PARTIELLE) if vaut else (_T.RECOURS_REJETE,)
    return read_appel(chronologie, envoye, (voie.silence_mois, mois), rejets=rejets, vaut=vaut)


def _in_twenty_days(chronologie: Chronologie, voie: Voie, recue: dt.date) -> dt.date | None:
    """The day a correction was asked for, if that was within its own days."""
    envoye = _corrected(chronologie, voie, recue)
    vingt = recue + dt.timedelta(chronologie.length("rectification_indu", recue))
    return envoye if envoye is not None and envoye <= vingt else None


def _explain_compulsory(
    chronologie: Chronologie, voie: Voie, depart: _Depart, *, autre: dt.date | None
) -> Iterator[Explication]:
    recue, limite = depart.jour, depart.limite
    mois = chronologie.length(Code.RECOURS_PREALABLE.value, recue)
    yield phrase("pas.decision_recue", date=recue), *months(recue, mois), chronologie.day(limite)
    parti = chronologie.first(_T.RECOURS_PREALABLE_ENVOYE, recue)
    if parti is not None and autre is not None and limite < parti <= autre:
        yield (phrase("note.fait_peut_etre_a_temps", date=parti),)
    else:
        yield _kept(chronologie, (recue, limite), _T.RECOURS_PREALABLE_ENVOYE)
    if parti is None:
        yield from before_its_step(chronologie, recue)
    yield from unmoved(chronologie, limite)
    yield (phrase(f"note.aupres_{voie.aupres}"),)
    if voie.ailleurs and not chronologie.faits.territoire:
        yield (phrase("note.rsa_ailleurs"),)
    yield (phrase("note.prealable_peut_etre" if voie.a_verifier else "note.prealable_obligatoire"),)
    if autre is not None:
        yield (phrase("note.rectification_interrompt", date=autre),)
    if voie.suspensif and chronologie.faits.contestee.decision is Decision.INDU:
        yield (phrase("note.prealable_suspend"),)
    yield from _contested(chronologie, voie)
    yield (phrase("note.sans_mention"),)
    yield from no_aid(chronologie)


def _silence(chronologie: Chronologie, appel: Appel, entree: str) -> Iterator[Echeance]:
    """The day the silence of whoever got the appeal rejects it, unless it was answered before."""
    if not appel.nee:
        return
    lignes = (
        *explain_silence(chronologie, appel),
        *(((phrase("note.rectification_tardive"),),) if appel.vaut else ()),
    )
    regle = "recours_hierarchique_silence"
    echeance = chronologie.never_moved(Code.REJET_IMPLICITE, appel.naissance, lignes, delai=regle, estimation=True)
    yield _resting_on(echeance, entree, doute=appel.vaut)


def _after(chronologie: Chronologie, appel: Appel, juge: Juge | None = None) -> _Depart:
    """After its rejection, in writing or by silence; reasons asked in time may leave more before an administrative court.

    `juge`: who judges what was contested by an appeal that is compulsory; None: it was a gracious one.
    """
    pas, tacite = appel_steps(chronologie, appel), appel.rejete is None
    jour, ouvre = appel.rejete or appel.naissance, appel.naissance if appel.nee else None
    tardif, lues = explain_late(chronologie, appel), late_readings(chronologie, appel)
    depart = _Depart(pas, jour, appel.jusqu_au, tardif, tacite, appel.vaut or bool(lues), ouvre=ouvre, lues=lues)
    motifs = tacite and juge not in {None, Juge.JUDICIAIRE}
    demandes = read_motifs(chronologie, appel.naissance, appel.mois) if motifs else None
    if demandes is None:
        return depart
    if demandes.recus_le is not None and juge is Juge.ADMINISTRATIF:
        pas = (phrase("pas.motifs_demandes", date=demandes.demandes_le), phrase("pas.motifs_recus", date=demandes.recus_le))
        notes = (phrase("note.motifs_recus_dus"), *tardif)
        return _Depart(
            pas, demandes.recus_le, demandes.jusqu_au, notes, estimation=True, contestable=bool(lues), ouvre=ouvre, lues=lues
        )
    # Without the reasons, the cautious day stays: what follows may be argued for, a written rejection first.
    ecrit = chronologie.first(_T.RECOURS_REJETE, demandes.demandes_le)
    soutenues = (add_months(ecrit, appel.mois),) if ecrit is not None and ecrit <= demandes.plafond else ()
    prudents = phrase("note.motifs_prudents", date=demandes.attendus_le)
    notes = (prudents, *(phrase("note.refus_apres_motifs", date=jour) for jour in soutenues))
    if not soutenues:
        notes = (*notes, *tardif)
    return depart._replace(notes=notes, contestable=True, lues=(*(soutenues or lues), demandes.jusqu_au))


def _judge(chronologie: Chronologie, voie: Voie, depart: _Depart) -> Echeance:
    mois = voie.juge_mois or chronologie.length(Code.RECOURS_JUGE.value, depart.jour)
    proche = voie.juge_mois > 0 or voie.juge is Juge.JUDICIAIRE
    sien = _over_after(chronologie, voie, depart.limite) if proche else None
    lue = max(depart.lues, default=depart.limite)
    tribunal = read_tribunal(chronologie, depart.limite, mois, depuis=depart.jour, fin=sien, lue=lue)
    lues = tuple(jour for jour in depart.lues if jour > tribunal.jusqu_au)
    fin = _over_after(chronologie, voie, max((tribunal.jusqu_au, *lues)))

    def lignes() -> Iterator[Explication]:
        if tribunal.repart:
            yield tuple(restart(chronologie, tribunal))
        else:
            yield *depart.pas, chronologie.day(depart.limite)
        yield _kept(chronologie, (depart.jour, tribunal.jusqu_au), _T.TA_SAISI, fin=fin)
        yield from unmoved(chronologie, tribunal.jusqu_au)
        yield (phrase(f"note.juge_{voie.juge}"),)
        yield from ((phrase(note),) for note in _of_the_judge(chronologie, voie))
        yield from ((note,) for note in depart.notes)
        yield from explain_aid(tribunal)
        yield from ((phrase(note),) for note in ("note.sans_mention_juge", "note.refere"))
        if not voie.juge_mois:
            yield from chronologie.distance()

    echeance = chronologie.never_moved(Code.RECOURS_JUGE, tribunal.jusqu_au, lignes(), estimation=depart.estimation)
    doute = voie.a_verifier or voie.juge is Juge.INCONNU or tribunal.repart or depart.doute
    echeance = _resting_on(echeance, voie.recours, doute=doute)
    echeance = replace(echeance, contestable=depart.contestable or tribunal.held, ouvre=depart.ouvre)
    echeance = replace(echeance, aide_attendue=tribunal.attendue)
    return chronologie.before_a_court(echeance, fin, depuis=depart.jour, lues=lues)


def _of_the_judge(chronologie: Chronologie, voie: Voie) -> Iterator[str]:
    """The ids of what is to be known of the judge himself."""
    if voie.a_verifier and voie.juge is not Juge.INCONNU:
        yield "note.juge_a_verifier"
    if voie.suspensif and chronologie.faits.contestee.decision is Decision.INDU:
        yield "note.juge_suspend"


def _over_after(chronologie: Chronologie, voie: Voie | None, limite: dt.date) -> dt.date:
    """When a last day is over by every reading: before the other judges, an end is moved off a day off, and that is all.

    A day more before a court, whatever the months; living far prolongs only its ordinary two (CJA R421-7).
    """
    judiciaire = voie is not None and voie.juge is Juge.JUDICIAIRE
    if voie is not None and voie.juge_mois:
        return chronologie.next_open(limite + dt.timedelta(days=1))
    return chronologie.next_open(limite) if judiciaire else chronologie.at_latest(limite)


def _kept(
    chronologie: Chronologie, ouvert: tuple[dt.date, dt.date], *types: TypeEvenement, fin: dt.date | None = None
) -> Explication:
    """« Ce délai est tenu », « fait trop tard », « trop tôt », or which day to aim at. `ouvert`: from which day, to which.

    `fin`: the day after which it is too late for sure, when that is another.
    """
    depuis, limite = ouvert
    fait = chronologie.first_of(*types, depuis=depuis)
    if fait is not None and fin is not None and limite < fait <= fin:
        return (phrase("note.ta_peut_etre_a_temps", date=fait),)
    if fait is not None:
        return (phrase("note.fait_a_temps" if fait <= limite else "note.fait_trop_tard", date=fait),)
    tot = chronologie.first_of(*types)
    return (phrase("note.fait_trop_tot", date=tot),) if tot is not None else aim(chronologie, limite)


def _resting_on(echeance: Echeance, entree: str, *, doute: bool) -> Echeance:
    """The same date, resting on the text of its own way."""
    return replace(echeance, fondement=entree or echeance.fondement, a_verifier=echeance.a_verifier or doute)
