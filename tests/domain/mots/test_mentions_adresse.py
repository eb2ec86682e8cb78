"""How people write that nobody may know an address, and what only looks like it."""

import pytest

from droits_usagers.domain.mots.mentions_adresse import cut_mention

MENTIONS = ("adresse protégée", "protégée", "confidentielle")


@pytest.mark.parametrize(
    ("texte", "reste"),
    [
        ("Diallo (adresse protégée)", "Diallo"),
        ("Diallo, PROTEGEE", "Diallo"),
        ("Diallo adresse tenue confidentielle", "Diallo adresse tenue"),
        # Someone else is protected, then the address.
        ("majeure protégée, adresse confidentielle", "majeure protégée, adresse"),
    ],
)
def test_what_says_so_is_cut_out(texte: str, reste: str) -> None:
    assert cut_mention(texte, MENTIONS) == (reste, True)


@pytest.mark.parametrize("texte", ["Diallo, majeure protégée", "salariée protégée", "Agente protégée au travail", "Diallo"])
def test_what_is_protected_otherwise_hides_no_address(texte: str) -> None:
    assert cut_mention(texte, MENTIONS) == (texte, False)


def test_of_two_mentions_that_begin_alike_the_longest_goes_whole() -> None:
    assert cut_mention("Diallo, adresse tenue secrète", ("adresse tenue", "adresse tenue secrète")) == ("Diallo", True)


def test_a_mention_said_not_to_hold_is_cut_out_and_says_no() -> None:
    assert cut_mention("Diallo (adresse protégée : non)", MENTIONS) == ("Diallo", False)
    assert cut_mention("adresse plus confidentielle", MENTIONS)[1] is False
    assert cut_mention("Non protégée", MENTIONS)[1] is False
    # Said of something else, well before.
    assert cut_mention("N'habite plus ici : adresse protégée", MENTIONS)[1] is True


def test_two_mentions_are_both_cut_out_and_one_that_holds_is_enough() -> None:
    assert cut_mention("Diallo, confidentielle, protégée : non", MENTIONS) == ("Diallo", True)


def test_a_cell_that_only_says_so_is_left_empty() -> None:
    assert cut_mention("(protégée)", MENTIONS) == ("", True)
    assert cut_mention("", MENTIONS) == ("", False)


def test_a_parenthesis_that_says_so_goes_whole_wherever_it_opens() -> None:
    assert cut_mention("(mère, adresse protégée) Diallo", MENTIONS) == ("Diallo", True)
    assert cut_mention("Diallo [adresse protégée, depuis mars]", MENTIONS) == ("Diallo", True)
