"""After a complaint to the CNIL: news within three months (RGPD 78), or its silence is a refusal (décret 2019-536, art. 10)."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.droit.voies import PARIS
from droits_usagers.domain.echeances.aide import Tribunal, explain_aid, read_tribunal, restart
from droits_usagers.domain.echeances.chronologie import Chronologie, months
from droits_usagers.domain.echeances.crpa import aim
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.valeurs import Code, Echeance, Explication, phrase
from droits_usagers.domain.personnes.personnes import Qualite

_T = TypeEvenement
_UN_JOUR = dt.timedelta(days=1)


def echeances_cnil(chronologie: Chronologie) -> Iterator[Echeance]:
    """`suite_cnil` and `recours_conseil_etat`: after a silence, and after news, which may be a decision or be the last ones.

    Only the sending of the complaint is a known fact, or news of it alone: both are estimates. An organisation that complains
    in its own name is not « la personne concernée »: the three months of article 78 are not for it.
    """
    plainte, nouvelles = chronologie.first(_T.PLAINTE_CNIL_ENVOYEE), chronologie.dates(_T.CNIL_A_REPONDU)
    # News that come before any known complaint are of one that is not: they may have ended it.
    seules = [jour for jour in nouvelles if plainte is None or jour < plainte]
    if seules:
        yield from (_of_one if plainte is None else _court)(chronologie, seules[0], seules)
    if plainte is not None:
        yield from _of_one(chronologie, plainte, nouvelles[len(seules) :])


def _of_one(chronologie: Chronologie, plainte: dt.date, nouvelles: Sequence[dt.date]) -> Iterator[Echeance]:
    """Of one complaint, known to be there that day."""
    if chronologie.faits.qualite is not Qualite.ORGANISATION and chronologie.applies(plainte, Code.SUITE_CNIL.value):
        # When news are due: after the last ones, by our reading; and after the complaint, unless they came in time.
        if nouvelles:
            yield replace(_suite(chronologie, nouvelles[-1], _explain_more_news), a_verifier=True)
        suite = _suite(chronologie, plainte, _explain_news)
        if not nouvelles or nouvelles[0] > (suite.date or dt.date.max):
            yield suite
    yield from _court(chronologie, plainte, nouvelles)


def _court(chronologie: Chronologie, plainte: dt.date, nouvelles: Sequence[dt.date]) -> Iterator[Echeance]:
    """Each of the news may be the decision, which opens its own months (CJA R421-1, R421-2); then the silence before any."""
    delais = ("silence_cnil", Code.RECOURS_CONSEIL_ETAT.value)
    if not chronologie.applies(plainte, *delais):
        return
    silence, mois = (chronologie.length(id_, plainte) for id_ in delais)
    refus = add_months(plainte, silence)
    muette = not nouvelles or nouvelles[0] > refus
    for jour in nouvelles:
        # A decision that comes once the months of the silence are over may be said to open none.
        tardive = muette and jour > add_months(refus, mois)
        recours = _if_closed(chronologie, jour, mois, tardive=tardive)
        yield replace(recours, contestable=recours.contestable or tardive or len(nouvelles) > 1)
    if muette:
        tribunal = read_tribunal(chronologie, add_months(refus, mois), mois, depuis=refus + _UN_JOUR, tribunal=PARIS)
        lignes = _explain_silence(chronologie, (plainte, silence), tribunal)
        recours = chronologie.never_moved(Code.RECOURS_CONSEIL_ETAT, tribunal.jusqu_au, lignes, estimation=True)
        recours = replace(recours, a_verifier=recours.a_verifier or chronologie.delai("silence_cnil").a_verifier, ouvre=refus)
        yield _before_the_conseil(chronologie, recours, tribunal, depart=refus, ouvert=refus + _UN_JOUR)


def _if_closed(chronologie: Chronologie, nouvelles: dt.date, mois: int, *, tardive: bool) -> Echeance:
    """Nobody here knows whether news were a decision: if they were, this is the last day for the Conseil d'État."""
    tribunal = read_tribunal(chronologie, add_months(nouvelles, mois), mois, depuis=nouvelles, tribunal=PARIS)
    jusqu_au = tribunal.jusqu_au
    sans_aide = (phrase("pas.cnil_repondu", date=nouvelles), *months(nouvelles, mois), chronologie.day(jusqu_au))
    lignes = (
        tuple(restart(chronologie, tribunal)) if tribunal.repart else sans_aide,
        (phrase("note.cnil_si_decision"),),
        *_went(chronologie, jusqu_au, depart=_from(tribunal, nouvelles), ouvert=nouvelles),
        *explain_aid(tribunal),
        *(((phrase("note.cnil_tardive"),),) if tardive else ()),
        (phrase("note.sans_mention_juge"),),
        *chronologie.distance(PARIS),
        *(((phrase("note.cnil_plusieurs"),),) if len(chronologie.dates(_T.CNIL_A_REPONDU)) > 1 else ()),
    )
    echeance = chronologie.never_moved(Code.RECOURS_CONSEIL_ETAT, jusqu_au, lignes)
    return _before_the_conseil(chronologie, echeance, tribunal, depart=nouvelles, ouvert=nouvelles)


def _before_the_conseil(
    chronologie: Chronologie, echeance: Echeance, tribunal: Tribunal, *, depart: dt.date, ouvert: dt.date
) -> Echeance:
    """It is over only after the latest reading of its last day; seized before it is `ouvert`, it had nothing to judge."""
    fin = chronologie.at_latest(tribunal.jusqu_au, PARIS, depart=_from(tribunal, depart))
    a_verifier = echeance.a_verifier or tribunal.repart
    echeance = replace(echeance, contestable=tribunal.held, aide_attendue=tribunal.attendue, a_verifier=a_verifier)
    return chronologie.before_a_court(echeance, fin, depuis=ouvert, tribunal=PARIS)


def _from(tribunal: Tribunal, depart: dt.date) -> dt.date:
    """What its months are counted from: the decision on legal aid, where they run anew from it."""
    return tribunal.decidee if tribunal.repart and tribunal.decidee is not None else depart


def _went(chronologie: Chronologie, jusqu_au: dt.date, *, depart: dt.date, ouvert: dt.date) -> Iterator[Explication]:
    """« Ce délai est tenu », perhaps, or too late, once it was seized of this; until then, which day to aim at.

    A tribunal that was seized is not the Conseil d'État, whose day it does not keep.
    """
    saisi = chronologie.first(_T.CONSEIL_ETAT_SAISI, ouvert)
    if saisi is None:
        for type_, note in _AUTREMENT.items():
            if (autre := chronologie.first(type_)) is not None:
                yield (phrase(note, date=autre),)
        yield aim(chronologie, jusqu_au)
        return
    tard = (
        "note.ta_peut_etre_a_temps" if saisi <= chronologie.at_latest(jusqu_au, PARIS, depart=depart) else "note.ta_trop_tard"
    )
    yield (phrase("note.conseil_etat_saisi" if saisi <= jusqu_au else tard, date=saisi),)


#: What does not keep its day, and is said: seized before it had anything to judge, or another court.
_AUTREMENT = {_T.CONSEIL_ETAT_SAISI: "note.conseil_etat_trop_tot", _T.TA_SAISI: "note.tribunal_pas_conseil"}


def _suite(
    chronologie: Chronologie, depart: dt.date, explain: Callable[[Chronologie, dt.date, int], Iterator[Explication]]
) -> Echeance:
    delai = chronologie.delai(Code.SUITE_CNIL.value)
    mois = chronologie.length(delai.id, depart)
    brute = add_months(depart, mois)
    return Echeance(
        Code.SUITE_CNIL,
        date=chronologie.end(delai.id, brute).date,
        date_brute=brute,
        date_sans_suspension=None,
        fondement=delai.fondement,
        explication=chronologie.explain(explain(chronologie, depart, mois)),
        estimation=True,
        a_verifier=delai.a_verifier,
    )


def _explain_news(chronologie: Chronologie, plainte: dt.date, mois: int) -> Iterator[Explication]:
    fin = chronologie.end(Code.SUITE_CNIL.value, add_months(plainte, mois))
    yield phrase("pas.plainte_envoyee", date=plainte), *months(plainte, mois), *chronologie.moved(fin)
    yield (phrase("note.plainte_reception"),)
    yield (phrase("note.cnil_longue"),)


def _explain_more_news(chronologie: Chronologie, nouvelles: dt.date, mois: int) -> Iterator[Explication]:
    fin = chronologie.end(Code.SUITE_CNIL.value, add_months(nouvelles, mois))
    yield phrase("pas.cnil_repondu", date=nouvelles), *months(nouvelles, mois), *chronologie.moved(fin)
    yield (phrase("note.cnil_encore"),)
    yield (phrase("note.cnil_longue"),)


def _explain_silence(chronologie: Chronologie, attente: tuple[dt.date, int], tribunal: Tribunal) -> Iterator[Explication]:
    """`attente`: the complaint, and the months of silence."""
    plainte, silence = attente
    naissance = add_months(plainte, silence)
    sans_aide = (
        phrase("pas.plainte_envoyee", date=plainte),
        *months(plainte, silence),
        phrase("pas.silence_cnil", date=naissance),
        *months(naissance, tribunal.mois),
        chronologie.day(tribunal.jusqu_au),
    )
    yield tuple(restart(chronologie, tribunal)) if tribunal.repart else sans_aide
    yield from _went(chronologie, tribunal.jusqu_au, depart=_from(tribunal, naissance), ouvert=naissance + _UN_JOUR)
    yield from explain_aid(tribunal)
    yield (phrase("note.plainte_reception"),)
    yield (phrase("note.conseil_etat"),)
    yield (phrase("note.cnil_sans_accuse"),)
    yield from chronologie.distance(PARIS)
