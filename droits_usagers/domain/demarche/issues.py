"""What an answer amounts to, and which letter comes next: read off the questionnaire, by the rules of the demarche."""

from collections.abc import Mapping

from droits_usagers.domain.demarche.demarches import Demarche, Issue
from droits_usagers.domain.demarche.questions import FAIT, Reponses, first_obstacle, holds, known_facts


def issue_of(demarche: Demarche, etape: str, *, reponses: Reponses, contexte: Mapping[str, str]) -> Issue | None:
    """How the answers given on the way to this étape read; None when the demarche does not say."""
    possibles = [issue for issue in demarche.issues if not issue.etapes or etape in issue.etapes]
    if not possibles:
        return None
    questions = [question for groupe in demarche.groupes_of(etape) for question in groupe.questions]
    faits = known_facts(questions, reponses, contexte)
    return next((issue for issue in possibles if holds(issue.condition, faits)), None)


def detour_of(demarche: Demarche, etape: str, *, reponses: Reponses, contexte: Mapping[str, str]) -> Issue | None:
    """The issue of these answers when it leads elsewhere than to the letter of this étape: another one, or none at all."""
    issue = issue_of(demarche, etape, reponses=reponses, contexte=contexte)
    return issue if issue is not None and issue.etape != etape else None


def letter_obstacle(
    demarche: Demarche, reponses: Reponses, contexte: Mapping[str, str], *, etape: str | None = None
) -> str | None:
    """The first question that excludes a letter (`first_obstacle`), of the whole demarche or of the path of an étape."""
    groupes = demarche.groupes if etape is None else demarche.groupes_of(etape)
    return first_obstacle(groupes, reponses, contexte)


def obstacle_of(demarche: Demarche, etape: str, *, reponses: Reponses, contexte: Mapping[str, str]) -> str | None:
    """Why this étape gives no letter, by the id of its explanation (`refus.<id>`): a question, an issue. None when it does."""
    obstacle = letter_obstacle(demarche, reponses, contexte, etape=etape)
    if obstacle is not None:
        return obstacle
    detour = detour_of(demarche, etape, reponses=reponses, contexte=contexte)
    return detour.id if detour else None


def question_behind(demarche: Demarche, obstacle: str) -> str:
    """What to look at again: the question that excludes a letter, or the one, or the fact, by which it reads as this issue."""
    issue = demarche.issue(obstacle)
    asked = {question.id for question in demarche.questions}
    if issue is None:
        return obstacle
    question = next((fait for fait in issue.condition.si if fait in asked), obstacle)
    return next((fait.removeprefix(FAIT) for fait in issue.condition.si if fait.startswith(FAIT)), question)
