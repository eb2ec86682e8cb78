"""What is shown of a text that is too long for its place."""

import pytest

from droits_usagers.domain.mots.phrases import excerpt


@pytest.mark.parametrize(
    ("texte", "longueur", "dit"),
    [
        ("", 10, ""),
        ("Un mot.", 7, "Un mot."),
        ("Un  mot\nici", 10, "Un mot ici"),
        # After a word, never inside, even one that ends where the room does.
        ("Un mot ici", 9, "Un mot…"),
        ("Un mot ici", 6, "Un mot…"),
        ("Un mot, ici", 7, "Un mot…"),
        # A line does not hide where its words end.
        ("Un\nmot ici", 8, "Un mot…"),
        ("anticonstitutionnellement", 8, "anticons…"),
    ],
)
def test_it_is_cut_after_a_word(texte: str, longueur: int, dit: str) -> None:
    assert excerpt(texte, longueur) == dit
