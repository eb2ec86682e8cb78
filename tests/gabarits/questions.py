"""The questions a person answers in their own words."""

from collections.abc import Iterator, Sequence

from droits_usagers.domain.demarche.questions import Genre, Question


def free_answers(questions: Sequence[Question]) -> Iterator[Question]:
    """Those, lines of groupes included."""
    for question in questions:
        if question.genre in {Genre.TEXTE, Genre.TEXTE_LONG}:
            yield question
        yield from free_answers(question.questions)
