"""After a complaint to the CNIL: news within three months (RGPD 78), or its silence is a refusal (décret 2019-536, art. 10)."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

from droits_usagers.domain.calendrier import add_months
from droits_usagers.domain.echeances.chronologie import Chronologie, months
from droits_usagers.domain.echeances.valeurs import Code, Echeance
from droits_usagers.domain.evenements import TypeEvenement
from droits_usagers.domain.explications import Explication, phrase
from droits_usagers.domain.personnes import Qualite

_T = TypeEvenement


def echeances_cnil(chronologie: Chronologie) -> Iterator[Echeance]:
    """`suite_cnil` and `recours_conseil_etat`: after a silence, and after news, which may be a decision or be the last ones.

    Only the sending of the complaint is a known fact: both are estimates. An organisation that complains in its own name is not
    « la personne concernée »: the three months of article 78 are not for it.
    """
    plainte = chronologie.first(_T.PLAINTE_CNIL_ENVOYEE)
    if plainte is None:
        return
    nouvelles = chronologie.first(_T.CNIL_A_REPONDU, plainte)
    en_nom_propre = chronologie.faits.qualite is Qualite.ORGANISATION
    if not en_nom_propre and chronologie.applies(plainte, Code.SUITE_CNIL.value):
        suite = _suite(chronologie, plainte, _explain_news)
        if nouvelles is not None:
            dernieres = max(chronologie.dates(_T.CNIL_A_REPONDU))
            yield replace(_suite(chronologie, dernieres, _explain_more_news), a_verifier=True)
        if nouvelles is None or nouvelles > (suite.date or dt.date.max):
            yield suite
    if not chronologie.applies(plainte, "silence_cnil", Code.RECOURS_CONSEIL_ETAT.value):
        return
    silence, mois = (chronologie.length(id_, plainte) for id_ in ("silence_cnil", Code.RECOURS_CONSEIL_ETAT.value))
    refus = add_months(plainte, silence)
    if nouvelles is None or nouvelles > refus:
        lignes = _explain_silence(chronologie, plainte, (silence, mois))
        yield chronologie.never_moved(Code.RECOURS_CONSEIL_ETAT, add_months(refus, mois), lignes, estimation=True)
    else:
        yield _if_closed(chronologie, nouvelles, mois)


def _if_closed(chronologie: Chronologie, nouvelles: dt.date, mois: int) -> Echeance:
    """Nobody here knows whether news were a decision: if they were, this is the last day for the Conseil d'État."""
    jusqu_au = add_months(nouvelles, mois)
    lignes = (
        (phrase("pas.cnil_repondu", date=nouvelles), *months(nouvelles, mois), chronologie.day(jusqu_au)),
        (phrase("note.cnil_si_decision"),),
    )
    return chronologie.never_moved(Code.RECOURS_CONSEIL_ETAT, jusqu_au, lignes)


def _suite(
    chronologie: Chronologie, depart: dt.date, explain: Callable[[Chronologie, dt.date, int], Iterator[Explication]]
) -> Echeance:
    delai = chronologie.delai(Code.SUITE_CNIL.value)
    mois = chronologie.length(delai.id, depart)
    brute = add_months(depart, mois)
    return Echeance(
        Code.SUITE_CNIL,
        date=chronologie.roll(brute).date,
        date_brute=brute,
        date_sans_suspension=None,
        fondement=delai.fondement,
        explication=chronologie.explain(explain(chronologie, depart, mois)),
        estimation=True,
        a_verifier=delai.a_verifier,
    )


def _explain_news(chronologie: Chronologie, plainte: dt.date, mois: int) -> Iterator[Explication]:
    fin = chronologie.roll(add_months(plainte, mois))
    yield phrase("pas.plainte_envoyee", date=plainte), *months(plainte, mois), *chronologie.moved(fin)
    yield (phrase("note.plainte_reception"),)
    yield (phrase("note.cnil_longue"),)


def _explain_more_news(chronologie: Chronologie, nouvelles: dt.date, mois: int) -> Iterator[Explication]:
    fin = chronologie.roll(add_months(nouvelles, mois))
    yield phrase("pas.cnil_repondu", date=nouvelles), *months(nouvelles, mois), *chronologie.moved(fin)
    yield (phrase("note.cnil_encore"),)
    yield (phrase("note.cnil_longue"),)


def _explain_silence(chronologie: Chronologie, plainte: dt.date, durees: tuple[int, int]) -> Iterator[Explication]:
    """`durees`: months of silence, then months to go to court."""
    silence, mois = durees
    naissance = add_months(plainte, silence)
    yield (
        phrase("pas.plainte_envoyee", date=plainte),
        *months(plainte, silence),
        phrase("pas.silence_cnil", date=naissance),
        *months(naissance, mois),
        chronologie.day(add_months(naissance, mois)),
    )
    yield (phrase("note.plainte_reception"),)
    yield (phrase("note.conseil_etat"),)
