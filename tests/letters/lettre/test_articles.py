"""« du », « de la », « de l’ », « des »… before a name that someone typed."""

import pytest

from droits_usagers.domain.lettre.lettre import Texte
from droits_usagers.letters.lettre.raccords import Articles


@pytest.mark.parametrize(
    ("nom", "du", "au"),
    [
        ("Conseil départemental de l'Ain", "du ", "au "),
        ("conseil municipal", "du ", "au "),
        ("CAF de Paris", "de la ", "à la "),
        ("Maison des solidarités", "de la ", "à la "),
        ("MDPH 93", "de la ", "à la "),
        ("Association Un Toit", "de l’", "à l’"),
        ("EHPAD Les Lilas", "de l’", "à l’"),
        ("Hôpital Avicenne", "de l’", "à l’"),
        ("Hôtel social", "de l’", "à l’"),
        ("Département du Nord", "du ", "au "),
        ("Hôpitaux de Paris", "des ", "aux "),
        ("Œuvres du lac", "des ", "aux "),
        ("Emmaüs", "d’", "à "),
        ("Cité Caritas", "de ", "à "),
        ("La Maison verte", "de ", "à "),
        ("محمد", "de ", "à "),
        ("", "de ", "à "),
        ("!?", "de ", "à "),
    ],
)
def test_the_first_word_of_a_name_decides(articles: Articles, nom: str, du: str, au: str) -> None:
    assert (articles.joined("du", nom), articles.joined("au", nom)) == ((du, nom), (au, nom))


@pytest.mark.parametrize(
    ("nom", "du", "au", "reste"),
    [
        ("Le Relais d'Ornans", "du ", "au ", "Relais d'Ornans"),
        ("Les Jardins d'Albret", "des ", "aux ", "Jardins d'Albret"),
        ("Le Havre", "du ", "au ", "Havre"),
        ("le relais", "de ", "à ", "le relais"),
        ("Les", "de ", "à ", "Les"),
        ("LE RELAIS", "du ", "au ", "RELAIS"),
    ],
)
def test_an_article_that_begins_a_name_is_taken_into_ours(articles: Articles, nom: str, du: str, au: str, reste: str) -> None:
    assert (articles.joined("du", nom), articles.joined("au", nom)) == ((du, reste), (au, reste))


def test_an_enumeration_ends_with_and(articles: Articles) -> None:
    def saisi(texte: str) -> Texte:
        return Texte(texte, saisi=True)

    assert articles.enumerate([]) == ()
    assert articles.enumerate(["a"]) == (saisi("a"),)
    assert articles.enumerate(["a", "b", "c"]) == (saisi("a"), Texte(", "), saisi("b"), Texte(" et "), saisi("c"))
    assert articles.join(["L311-1"]) == "L311-1"
    assert articles.join(["L311-1", "L311-6", "L311-7"]) == "L311-1, L311-6 et L311-7"


@pytest.mark.parametrize(
    "donnees", [{"masculin": "conseil"}, {"masculin": [], "feminin": [], "pluriel": [], "h_muet": [], "du": 3}]
)
def test_damaged_data_are_a_bug_not_a_guess(donnees: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Articles(donnees)
