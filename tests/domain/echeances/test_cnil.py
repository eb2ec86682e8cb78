"""A complaint to the CNIL: when news are due, when silence is a refusal, until when the Conseil d'État can be seized."""

import datetime as dt

import pytest

from droits_usagers.domain.dossier.agenda import dates_of
from droits_usagers.domain.dossier.suivi import compute_bilan
from droits_usagers.domain.echeances import Code, Echeance, Regles, compute_echeances
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.personnes import Qualite
from tests.dossiers import a_dossier, fact

_T = TypeEvenement
PLAINTE = fact(_T.PLAINTE_CNIL_ENVOYEE, "2026-12-29")


def dates(regles: Regles, *suites: Evenement, code: Code, qualite: Qualite = Qualite.CONCERNE) -> list[Echeance]:
    dossier = a_dossier(PLAINTE, *suites, qualite=qualite)
    return [echeance for echeance in compute_echeances(dossier, regles) if echeance.code is code]


def news(jour: str) -> Evenement:
    return fact(_T.CNIL_A_REPONDU, jour)


def day(jour: str) -> dt.date:
    return dt.date.fromisoformat(jour)


def test_news_are_due_within_three_months_and_their_day_is_estimated(regles: Regles) -> None:
    """RGPD, art. 77 and 78: from the receipt, which nobody knows."""
    (suite,) = dates(regles, code=Code.SUITE_CNIL)
    # The 29th of March is Easter Monday.
    assert (suite.date, suite.date_brute, suite.estimation) == (day("2027-03-30"), day("2027-03-29"), True)


def test_news_of_another_complaint_before_any_rule_is_known_give_no_day(regles: Regles) -> None:
    avant = (fact(_T.CNIL_A_REPONDU, "2000-01-01"), PLAINTE)
    assert [une.date for une in compute_echeances(a_dossier(*avant), regles) if une.code is Code.RECOURS_CONSEIL_ETAT] == [
        une.date for une in dates(regles, code=Code.RECOURS_CONSEIL_ETAT)
    ]


def test_an_organisation_that_complains_in_its_own_name_is_owed_no_news(regles: Regles) -> None:
    assert dates(regles, code=Code.SUITE_CNIL, qualite=Qualite.ORGANISATION) == []
    assert dates(regles, code=Code.RECOURS_CONSEIL_ETAT, qualite=Qualite.ORGANISATION)


def test_news_in_time_await_others_and_late_ones_do_not_hide_that_they_were_late(regles: Regles) -> None:
    a_temps = dates(regles, news("2027-03-30"), code=Code.SUITE_CNIL)
    assert [(suite.date, suite.a_verifier) for suite in a_temps] == [(day("2027-06-30"), True)]
    tard = dates(regles, news("2027-03-31"), code=Code.SUITE_CNIL)
    assert {suite.date for suite in tard} == {day("2027-06-30"), day("2027-03-30")}


def test_three_months_of_silence_are_a_refusal_and_two_more_seize_the_conseil_d_etat(regles: Regles) -> None:
    (recours,) = dates(regles, code=Code.RECOURS_CONSEIL_ETAT)
    assert (recours.date, recours.estimation, recours.contestable) == (day("2027-05-29"), True, False)


def test_news_may_be_the_decision_from_which_two_months_run(regles: Regles) -> None:
    """On the last day of its silence, or after it."""
    (a_temps,) = dates(regles, news("2027-03-29"), code=Code.RECOURS_CONSEIL_ETAT)
    assert (a_temps.date, a_temps.estimation, a_temps.contestable) == (day("2027-05-29"), False, False)
    assert "note.cnil_plusieurs" not in {phrase.id for ligne in a_temps.explication for phrase in ligne}
    nouvelle, apres_silence = dates(regles, news("2027-03-30"), code=Code.RECOURS_CONSEIL_ETAT)
    assert (apres_silence.date, apres_silence.estimation) == (day("2027-05-29"), True)
    assert (nouvelle.date, nouvelle.estimation, nouvelle.contestable) == (day("2027-05-30"), False, False)


@pytest.mark.parametrize(
    ("reponse", "jusqu_au", "notes"), [("2027-05-29", "2027-07-29", set()), ("2027-12-06", "2028-02-06", {"note.cnil_tardive"})]
)
def test_a_decision_that_comes_after_a_silence_has_its_own_months(
    regles: Regles, reponse: str, jusqu_au: str, notes: set[str]
) -> None:
    """CJA R421-2: within the months of the silence, it opens others; after them, the CNIL may say that it is too late."""
    decision, _ = dates(regles, news(reponse), code=Code.RECOURS_CONSEIL_ETAT)
    assert (decision.date, decision.contestable) == (day(jusqu_au), bool(notes))
    assert {phrase.id for ligne in decision.explication for phrase in ligne} & {"note.cnil_tardive"} == notes
    dossier = a_dossier(PLAINTE, news(reponse))
    bilan = compute_bilan(dossier, regles, day(jusqu_au))
    assert (bilan.votre_date, bilan.votre_delai) == (day(jusqu_au), Code.RECOURS_CONSEIL_ETAT)
    assert Code.RECOURS_CONSEIL_ETAT in {date.code for date in dates_of(dossier, regles, day(jusqu_au))}


def test_of_several_news_each_has_its_months_and_the_first_that_is_not_over_is_kept(regles: Regles) -> None:
    premiere, derniere = dates(regles, news("2027-02-10"), news("2027-04-20"), code=Code.RECOURS_CONSEIL_ETAT)
    assert [str(une.date) for une in (premiere, derniere)] == ["2027-04-10", "2027-06-20"]
    for une in (premiere, derniere):
        assert une.contestable
        assert "note.cnil_plusieurs" in {phrase.id for ligne in une.explication for phrase in ligne}
    dossier = a_dossier(PLAINTE, news("2027-02-10"), news("2027-04-20"))
    jours = [compute_bilan(dossier, regles, day(au)).votre_date for au in ("2027-04-10", "2027-04-20")]
    assert jours == [day("2027-04-10"), day("2027-06-20")]
    tardives = dates(regles, news("2027-04-10"), news("2027-04-20"), code=Code.RECOURS_CONSEIL_ETAT)
    assert {str(recours.date) for recours in tardives} == {"2027-06-10", "2027-06-20", "2027-05-29"}


def test_news_that_came_before_the_complaint_are_about_another(regles: Regles) -> None:
    assert dates(regles, news("2026-12-28"), code=Code.SUITE_CNIL) == dates(regles, code=Code.SUITE_CNIL)
    assert dates(regles, news("2026-12-29"), code=Code.SUITE_CNIL) != dates(regles, code=Code.SUITE_CNIL)
