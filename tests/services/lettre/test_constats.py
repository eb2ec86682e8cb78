import datetime as dt

import pytest

from droits_usagers.domain.demarche.questions import Genre, NumeroAdmis, Question, Valeur
from droits_usagers.services.lettre import formulaires
from droits_usagers.services.lettre.formulaires import ConstatReponse, constats, tidy

AUJOURD_HUI = dt.date(2026, 11, 24)
LIBRE = Question("commentaire", Genre.TEXTE_LONG)
DATE = Question("depuis", Genre.DATE)
NAISSANCE = next(question for question in formulaires.SOI if question.id == "concerne_naissance")
PAPIER = Question(f"{formulaires.PAPIER}recu", Genre.DATE)
TERRITOIRE = next(question for question in formulaires.ORGANISME if question.id == formulaires.TERRITOIRE)
# An invented number, with the key that makes it true.
NIR = "2 70 05 93 123 456 78"


def _said(question: Question, valeur: Valeur) -> tuple[ConstatReponse, ...]:
    return constats(question, valeur, AUJOURD_HUI)


@pytest.mark.parametrize("valeur", ["", "   ", "une histoire ordinaire du 5 mars 2026", True, ("a",)])
def test_nothing_is_said_of_what_needs_nothing(valeur: Valeur) -> None:
    assert _said(LIBRE, valeur) == ()


@pytest.mark.parametrize(
    ("question", "valeur", "constat"),
    [
        (DATE, "au printemps", ConstatReponse.DATE_ILLISIBLE),
        (PAPIER, "1/12/26", ConstatReponse.DATE_A_VENIR),
        (NAISSANCE, "il y a longtemps", ConstatReponse.NAISSANCE_ILLISIBLE),
        (TERRITOIRE, "99", ConstatReponse.TERRITOIRE_INCONNU),
        (LIBRE, "coll\x00é", ConstatReponse.CARACTERES_REMPLACES),
        (LIBRE, f"mon numéro est {NIR} voilà", ConstatReponse.NIR),
        (LIBRE, "allocataire CAF 1234567", ConstatReponse.CAF),
        (LIBRE, "ma carte de séjour 9912345678", ConstatReponse.TITRE_SEJOUR),
    ],
)
def test_what_had_better_be_known_is_said(question: Question, valeur: str, constat: ConstatReponse) -> None:
    assert _said(question, valeur) == (constat,)


@pytest.mark.parametrize(
    ("question", "valeur"), [(DATE, "5 mars"), (DATE, "1/12/26"), (PAPIER, "5 mars"), (NAISSANCE, "1970"), (TERRITOIRE, "2a ")]
)
def test_what_can_be_read_needs_no_word(question: Question, valeur: str) -> None:
    assert _said(question, valeur) == ()


def test_a_number_that_the_question_asks_for_is_not_remarked_but_a_nir_always_is() -> None:
    question = Question("reference", Genre.TEXTE, numero_admis=tuple(NumeroAdmis))
    assert _said(question, "allocataire CAF 1234567") == ()
    assert _said(question, NIR) == (ConstatReponse.NIR,)


def test_only_what_is_still_being_typed_waits() -> None:
    assert {constat for constat in ConstatReponse if constat.is_about_reading} == {
        ConstatReponse.DATE_ILLISIBLE,
        ConstatReponse.DATE_A_VENIR,
        ConstatReponse.NAISSANCE_ILLISIBLE,
        ConstatReponse.TERRITOIRE_INCONNU,
    }


@pytest.mark.parametrize(
    ("question", "valeur", "propre"),
    [
        (DATE, "5/3/26", dt.date(2026, 3, 5)),
        (DATE, "au printemps", None),
        (NAISSANCE, "3/2/70", dt.date(1970, 2, 3)),
        (NAISSANCE, " 1970 ", "1970"),
        (LIBRE, "5/3/26", None),
        (DATE, dt.date(2026, 3, 5), None),
    ],
)
def test_a_date_is_put_in_order_once_read_and_nothing_else_is(
    question: Question, valeur: Valeur, propre: Valeur | None
) -> None:
    assert tidy(question, valeur, AUJOURD_HUI) == propre
