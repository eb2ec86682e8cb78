"""All the dates of a dossier: each clock on its own, then what must be said when two of them meet."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from droits_usagers.domain.droit.feries import PACIFIQUE, add_months
from droits_usagers.domain.echeances.chronologie import Chronologie, both, earliest, has_months, latest, months
from droits_usagers.domain.echeances.cnil import echeances_cnil
from droits_usagers.domain.echeances.crpa import aim, echeances_crpa, echeances_csp, is_seized, perhaps_not_public, unmoved
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.prealable import echeances_decision
from droits_usagers.domain.echeances.recours import echeances_recours
from droits_usagers.domain.echeances.rejet import echeances_rejet
from droits_usagers.domain.echeances.rgpd import echeances_rgpd
from droits_usagers.domain.echeances.valeurs import Code, Echeance, Explication, FaitsDossier, Regles, phrase
from droits_usagers.domain.personnes.organismes import StatutOrganisme, statut_of

_T = TypeEvenement
#: What a silence takes to be a refusal, of what is then contested.
_SILENCES = {Code.SAISINE_CADA: "refus_tacite", Code.RECOURS_TA: "rejet_implicite"}


def echeances_sans_date(chronologie: Chronologie, code: Code) -> Iterator[Echeance]:
    """`saisine_cada` or `recours_ta`, for want of a receipt or a refusal to count from."""
    faits, connu = chronologie.faits, chronologie.connue_le
    recue = chronologie.premiere
    if connu is None or (recue is not None and not recue.au_plus_tard) or not chronologie.applies(connu, code.value):
        return
    # What was answered first, or taken back, has its own day; known before that, it may have been refused by silence.
    repondu = chronologie.first_of(_T.REFUS, _T.REPONSE_PARTIELLE, _T.REPONSE_COMPLETE)
    if chronologie.levee is not None or (repondu is not None and repondu <= connu):
        return
    mois = chronologie.length(code.value, connu)
    jusqu_au = add_months(connu, mois)
    if chronologie.satisfied_by(jusqu_au) or (code is Code.SAISINE_CADA and is_seized(chronologie)):
        return
    echeance = chronologie.never_moved(code, jusqu_au, _explain(chronologie, code, connu), estimation=True)
    # If nothing was answered, the silence is not a refusal before its own months.
    silence = add_months(connu, chronologie.length(_SILENCES[code], connu))
    large = add_months(min(silence, chronologie.first(_T.REFUS) or silence), mois)
    echeance = replace(echeance, a_verifier=True, faute_de=connu, fin=large)
    if code is Code.SAISINE_CADA:
        yield echeance
    elif statut_of(faits.genre, faits.statut.value) is not StatutOrganisme.PRIVE:
        yield chronologie.before_a_court(echeance, chronologie.at_latest(large), lues=(large,))


def with_unknown(faits: FaitsDossier, toutes: Sequence[Echeance], arrivees: Sequence[Echeance]) -> tuple[Echeance, ...]:
    """The dates of all the facts, with those that what has happened by a day leaves uncertain: a receipt to come is not one."""
    dites = [replace(une, explication=()) for une in toutes]
    doutes = (une for une in arrivees if une.faute_de is not None and replace(une, explication=()) not in dites)
    return (*(doutes if faits.a_une_autorite else ()), *toutes)


def _explain(chronologie: Chronologie, code: Code, connu: dt.date) -> Iterator[Explication]:
    mois = chronologie.length(code.value, connu)
    jusqu_au = add_months(connu, mois)
    yield phrase("pas.demande_avant", date=connu), *months(connu, mois), chronologie.day(jusqu_au)
    yield (phrase("note.demande_sans_date"),)
    if code is Code.SAISINE_CADA and perhaps_not_public(chronologie):
        yield (phrase("note.cada_organisme_public"),)
    yield aim(chronologie, jusqu_au)
    yield from unmoved(chronologie, jusqu_au)


def compute_echeances(faits: FaitsDossier, regles: Regles) -> tuple[Echeance, ...]:
    """Every date that the facts give, in the order of `Code`, whatever the day it is.

    Two clocks that never touch: the RGPD's (`reponse` among `faits.delais`) and that of documents (`refus_tacite`), beside the
    CSP's (`dossier_medical`, for a holder that is `sante`); a right that is no right to documents has the silence of
    administrations instead (`rejet_implicite`), and both run where nobody knows what was asked. What follows a complaint or a
    seizure depends on those facts alone.
    Raises ExpectedError (TERRITOIRE_INCONNU).
    """
    return echeances_of(Chronologie(faits, regles, expliquer=True))


def echeances_of(chronologie: Chronologie) -> tuple[Echeance, ...]:
    """The same, for facts already put in order; of a month, both readings (`mois`)."""
    faits = chronologie.faits
    if has_months(faits.evenements):
        lectures = (chronologie.read_as(lecture(faits.evenements)) for lecture in (earliest, latest))
        return both(*map(echeances_of, lectures))
    echeances = tuple(_far_away(chronologie, _clocks(chronologie)))
    return tuple(_with_warnings(echeances, saisie=is_seized(chronologie))) if chronologie.expliquer else echeances


def _clocks(chronologie: Chronologie) -> Iterator[Echeance]:
    delais = chronologie.faits.delais
    if Code.REPONSE in delais:
        yield from echeances_rgpd(chronologie)
    if Code.REFUS_TACITE in delais:
        documents = (*echeances_sans_date(chronologie, Code.SAISINE_CADA), *echeances_crpa(chronologie))
        yield from _if_it_was(chronologie, "note.initiale_documents", documents)
    if Code.RECOURS_PREALABLE in delais:
        yield from echeances_decision(chronologie)
    droit = Code.REJET_IMPLICITE in delais or is_of_a_decision(delais)
    if droit:
        donnees = (*echeances_sans_date(chronologie, Code.RECOURS_TA), *echeances_rejet(chronologie))
        yield from _if_it_was(chronologie, "note.initiale_donnees", donnees)
    if not droit or chronologie.faits.initiale_inconnue:
        yield from _if_it_was(chronologie, "note.initiale_documents", echeances_recours(chronologie))
    yield from echeances_cnil(chronologie)
    if Code.DOSSIER_MEDICAL in delais:
        yield from echeances_csp(chronologie)


def is_of_a_decision(delais: Collection[str]) -> bool:
    """True where a refusal alone opens the court: neither silence, nor the CADA, nor an appeal that is compulsory."""
    autres = {Code.REFUS_TACITE, Code.RECOURS_PREALABLE, Code.REJET_IMPLICITE}
    return Code.RECOURS_TA in delais and autres.isdisjoint(delais)


def _far_away(chronologie: Chronologie, echeances: Iterable[Echeance]) -> Iterator[Echeance]:
    """The same dates; where neither the holidays nor how the law is adapted there are known, none is sure, and each says so."""
    for echeance in echeances:
        if chronologie.faits.territoire in PACIFIQUE:
            lignes = chronologie.explain((*echeance.explication, (phrase("note.feries_pacifique"),)))
            yield replace(echeance, a_verifier=True, explication=lignes)
        else:
            yield echeance


def _if_it_was(chronologie: Chronologie, note: str, echeances: Iterable[Echeance]) -> Iterator[Echeance]:
    """The same dates; where nobody knows what was asked first, each says for what it counts, and is not sure."""
    for echeance in echeances:
        if chronologie.faits.initiale_inconnue:
            lignes = chronologie.explain((*echeance.explication, (phrase(note),)))
            yield replace(echeance, a_verifier=True, explication=lignes)
        else:
            yield echeance


def _with_warnings(echeances: Sequence[Echeance], *, saisie: bool) -> Iterator[Echeance]:
    """Adds what depends on several dates, or on what a date rests on. `saisie`: the CADA is, nobody waits to do it."""
    par_code = {echeance.code: echeance for echeance in echeances}
    for echeance in echeances:
        notes = [] if saisie else [*_meeting(echeance.code, par_code)]
        if echeance.a_verifier:
            notes.append((phrase("note.a_verifier"),))
        yield replace(echeance, explication=(*echeance.explication, *notes)) if notes else echeance


def _meeting(code: Code, par_code: Mapping[Code, Echeance]) -> Iterator[Explication]:
    """« N'attendez pas la première pour la seconde »: waiting for an answer must never cost the CADA."""
    reponse, refus, saisine = (par_code.get(autre) for autre in (Code.REPONSE, Code.REFUS_TACITE, Code.SAISINE_CADA))
    if reponse is None or reponse.date is None or saisine is None or saisine.date is None:
        return
    if refus is not None and refus.date == reponse.date and code in {Code.REPONSE, Code.REFUS_TACITE}:
        yield (phrase("note.meme_jour_refus"),)
    if code not in {Code.REPONSE, Code.SAISINE_CADA}:
        return
    if reponse.date == saisine.date:
        yield (phrase("note.meme_jour_cada"),)
    elif reponse.date > saisine.date and not saisine.contestable:
        yield (phrase("note.cada_avant_reponse", date=saisine.date),)
