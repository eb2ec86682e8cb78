"""The days of a debt: the first that can be lost is the same wherever it is told, and no later fact makes it surer."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from droits_usagers.domain.dossier.agenda import Jours, dates_of
from droits_usagers.domain.dossier.suivi import compute_bilan, suivi_of
from droits_usagers.domain.droit.voies import Contestee, Decision
from droits_usagers.domain.echeances import Code, FaitsDossier, Regles
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from tests.dossiers import a_dossier, fact

_T, _G = TypeEvenement, GenreOrganisme
RECUE = dt.date(2026, 11, 20)
#: The delays of the demarche, and its étapes.
DELAIS = frozenset(
    {
        *("reponse", "annonce_prolongation", "refus_tacite", "saisine_cada", "refus_confirme", "recours_ta", "suite_cnil"),
        *("rectification_indu", "observations_penalite", "observations_sanction", "recours_prealable", "mediation_prealable"),
        *("recours_hierarchique", "recours_juge"),
    }
)
ETAPES = frozenset({"demande", "contester", "remise", "contrainte", "relance", "complement"})
#: What one owes, whom to.
DETTES = (
    *((_G.CAF, aide) for aide in ("rsa", "prime_activite", "logement", "familiales", "aah", "ajpa")),
    *((_G.CPAM, aide) for aide in ("maladie", "indemnites", "c2s")),
    *((_G.RETRAITE, aide) for aide in ("retraite", "aspa")),
    *((_G.DEPARTEMENT, aide) for aide in ("rsa", "apa")),
    *((_G.FRANCE_TRAVAIL, aide) for aide in ("chomage", "ass")),
    (_G.MSA, ""),
)
_D = Decision
DECISIONS = (_D.INDU, _D.ANNONCE, _D.PENALITE, _D.TITRE, _D.CONTRAINTE, _D.CONTROLE)
SUITES = (
    *(_T.ENVOYE, _T.RECU, _T.REFUS, _T.REPONSE_PARTIELLE, _T.RECOURS_PREALABLE_ENVOYE, _T.RECOURS_REJETE, _T.COURRIER_ETABLI),
    *(_T.MEDIATION_SAISIE, _T.MEDIATION_TERMINEE, _T.TA_SAISI, _T.RELANCE_ENVOYEE, _T.MOTIFS_DEMANDES, _T.CADA_SAISIE),
)


@st.composite
def debts(draw: st.DrawFn) -> FaitsDossier:
    genre, aide = draw(st.sampled_from(DETTES))
    decision = draw(st.sampled_from(DECISIONS))
    tirees = draw(st.lists(st.tuples(st.sampled_from(SUITES), st.integers(-30, 250)), max_size=5))
    suite = (Evenement(RECUE + dt.timedelta(days=ecart), type_) for type_, ecart in tirees)
    return a_debt(*suite, genre=genre, aide=aide, decision=decision, territoire=draw(st.sampled_from(["59", "93", "974"])))


def a_debt(
    *suite: Evenement,
    genre: GenreOrganisme = _G.CAF,
    aide: str = "familiales",
    decision: Decision = Decision.INDU,
    territoire: str = "59",
) -> FaitsDossier:
    dossier = a_dossier(Evenement(RECUE, _T.DECISION_RECUE), *suite, delais=DELAIS, genre=genre, territoire=territoire)
    contestee = Contestee(decision, frozenset({aide} if aide else ()))
    return replace(dossier, demarche="somme_reclamee", contestee=contestee, etapes=ETAPES)


@settings(max_examples=150, deadline=None)
@given(faits=debts(), apres=st.integers(0, 200))
@example(faits=a_debt(), apres=11)
@example(faits=a_debt(decision=Decision.CONTRAINTE), apres=11)
def test_the_first_day_that_can_be_lost_is_the_same_everywhere(regles: Regles, faits: FaitsDossier, apres: int) -> None:
    au = max(un.date for un in faits.evenements) + dt.timedelta(days=apres)
    bilan, ligne = compute_bilan(faits, regles, au), suivi_of(faits, regles, au)
    premier = bilan.votre_date

    assert (ligne.votre_date, ligne.votre_delai) == (premier, bilan.derniers[0].code.value if bilan.derniers else "")
    assert next((acte.jusqu_au for acte in bilan.actes if acte.perdu is not None), None) == premier
    # An agenda holds what a silence still to come will open, too, and the way above that keeps the day of the court.
    votres = [une for une in dates_of(faits, regles, au) if une.jours is Jours.VOTRES and une.si_silence is None]
    siens = [une.jour for une in votres if une.code is not Code.RECOURS_HIERARCHIQUE]
    assert min((jour for jour in siens if jour >= au), default=None) == premier


@settings(max_examples=150, deadline=None)
@given(faits=debts(), type_=st.sampled_from(SUITES), apres=st.integers(0, 200))
def test_no_fact_that_comes_later_makes_sure_what_was_in_doubt(
    regles: Regles, faits: FaitsDossier, type_: TypeEvenement, apres: int
) -> None:
    jour = max((un.date for un in faits.evenements), default=RECUE) + dt.timedelta(days=apres)
    avant = {(un.code, un.date): un for un in compute_bilan(faits, regles, jour).echeances}
    de_plus = replace(faits, evenements=(*faits.evenements, Evenement(jour, type_)))

    for une in compute_bilan(de_plus, regles, jour).echeances:
        connue = avant.get((une.code, une.date))
        if connue is not None and connue.a_verifier:
            assert une.a_verifier, (une.code, une.date)


def test_an_order_to_pay_is_first_and_alone(regles: Regles) -> None:
    au = RECUE + dt.timedelta(days=3)
    bilan = compute_bilan(a_debt(decision=Decision.CONTRAINTE), regles, au)
    etablie = a_debt(fact(_T.COURRIER_ETABLI, "2026-11-22"), decision=Decision.CONTRAINTE)

    for trouve in (bilan, compute_bilan(etablie, regles, au)):
        assert [(acte.etape, acte.perdu, acte.jusqu_au) for acte in trouve.actes] == [
            ("recours_juge", Code.RECOURS_JUGE, dt.date(2026, 12, 5))
        ]
        assert [un.code for un in trouve.echeances] == [Code.RECOURS_JUGE]


def test_without_its_day_an_order_to_pay_is_the_page_to_take_along(regles: Regles) -> None:
    sans = replace(a_debt(decision=Decision.CONTRAINTE), evenements=())

    assert [acte.etape for acte in compute_bilan(sans, regles, RECUE).actes] == ["contrainte"]


@pytest.mark.parametrize("envoye", [(), (fact(_T.RECOURS_PREALABLE_ENVOYE, "2026-12-01"),)])
def test_once_an_appeal_is_rejected_the_court_alone_is_left(regles: Regles, envoye: tuple[Evenement, ...]) -> None:
    """Whether the day it left was noted or not: it is not to be made again."""
    rejete = a_debt(*envoye, fact(_T.RECOURS_REJETE, "2026-12-15"))
    actes = compute_bilan(rejete, regles, dt.date(2026, 12, 16)).actes

    assert [(acte.perdu, acte.jusqu_au) for acte in actes if acte.perdu] == [(Code.RECOURS_JUGE, dt.date(2027, 2, 15))]
