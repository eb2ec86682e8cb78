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
