"""Expected failures carry a code and facts, and tell what was given apart from what the program cannot do."""

from droits_usagers.domain.socle.errors import ExpectedError, Panne


def test_what_was_given_is_told_apart_from_what_the_program_cannot_do() -> None:
    assert Panne.DATE_REFUSEE.is_input
    assert not Panne.DISQUE_PLEIN.is_input


def test_a_failure_says_its_code_and_keeps_its_facts_apart() -> None:
    panne = ExpectedError(Panne.DATE_REFUSEE, fichier="E.toml", cle="evenement[1].date")
    assert str(panne) == "date_refusee"
    assert panne.faits == {"fichier": "E.toml", "cle": "evenement[1].date"}
