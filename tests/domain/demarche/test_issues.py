"""What an answer amounts to: the first issue that holds, and where it leads."""

from dataclasses import replace

import pytest

from droits_usagers.domain.demarche.demarches import Issue, detour_of, issue_of, obstacle_of
from droits_usagers.domain.demarche.questions import TOUTE, Condition, Reponses, holds
from droits_usagers.domain.echeances.evenements import TypeEvenement
from tests.inventions import SEJOUR

CONTEXTE = {"auteur.qualite": "concerne", "organisme.genre": "autre"}


@pytest.mark.parametrize(
    ("reponses", "id_", "evenement"),
    [
        ({}, "issue_reste", TypeEvenement.REPONSE_PARTIELLE),
        ({"retour": "partie"}, "issue_reste", TypeEvenement.REPONSE_PARTIELLE),
        ({"retour": "tout"}, "issue_tout", TypeEvenement.REPONSE_COMPLETE),
        ({"retour": "non"}, "issue_non", TypeEvenement.REFUS),
    ],
)
def test_the_first_that_holds_is_the_one(reponses: Reponses, id_: str, evenement: TypeEvenement) -> None:
    issue = issue_of(SEJOUR, "suite", reponses=reponses, contexte=CONTEXTE)

    assert issue == SEJOUR.issue(id_)
    assert issue is not None
    assert issue.evenement is evenement


def test_only_the_questions_on_the_way_to_a_letter_decide() -> None:
    assert issue_of(SEJOUR, "relance", reponses={"retour": "non"}, contexte=CONTEXTE) is None
    # Answered on the way to another letter: it does not count on this one.
    assert issue_of(SEJOUR, "non", reponses={"retour": "tout"}, contexte=CONTEXTE) == SEJOUR.issue("issue_refus")


def test_an_issue_of_every_letter_and_none_that_holds() -> None:
    partout = Issue("issue_partout", Condition({"portee": frozenset({"partie"})}))
    demarche = replace(SEJOUR, issues=(partout,))

    assert issue_of(demarche, "demande", reponses={"portee": "partie"}, contexte=CONTEXTE) == partout
    assert issue_of(demarche, "demande", reponses={}, contexte=CONTEXTE) is None


def test_it_is_a_detour_when_it_leads_to_another_letter_or_to_none() -> None:
    for retour, id_ in (("tout", "issue_tout"), ("non", "issue_non"), ("partie", None), ("", None)):
        reponses = {"retour": retour}
        detour = detour_of(SEJOUR, "suite", reponses=reponses, contexte=CONTEXTE)
        assert (detour and detour.id) == id_
        assert obstacle_of(SEJOUR, "suite", reponses=reponses, contexte=CONTEXTE) == id_


def test_a_question_that_excludes_the_letter_comes_before_the_issue() -> None:
    assert obstacle_of(SEJOUR, "suite", reponses={"retour": "tout", "motif": "general"}, contexte=CONTEXTE) == "motif"


def test_any_answer_at_all_may_be_a_condition() -> None:
    quelconque = {"pieces": frozenset({TOUTE})}

    assert holds(Condition(si=quelconque), {"pieces": frozenset({"notes"})})
    assert not holds(Condition(sauf=quelconque), {"pieces": frozenset({"notes"})})
    for rien in ({}, {"pieces": frozenset[str]()}):
        assert not holds(Condition(si=quelconque), rien)
        assert holds(Condition(sauf=quelconque), rien)


def test_the_letter_whose_questions_read_an_answer_is_known() -> None:
    assert SEJOUR.etape_reponse == SEJOUR.etape("suite")
    assert replace(SEJOUR, etapes=SEJOUR.etapes[:2]).etape_reponse is None
