"""Comparing texts whatever the way people type them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from droits_usagers.domain.mots.pliage import fold, words


@pytest.mark.parametrize(
    ("texte", "plie"),
    [
        ("L’Œuvre À Çà", "l'oeuvre a ca"),
        ("Œuvrard, Élodie — l’été", "oeuvrard, elodie — l'ete"),
        ("Ǽ Ǿ", "ae o"),
        ("Łukasz Sørensen Đorđe", "lukasz sorensen dorde"),
    ],
)
def test_case_accents_ligatures_and_apostrophes_are_put_aside(texte: str, plie: str) -> None:
    assert fold(texte) == plie


@example("e\u0301t\u00e9")
@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_folding_twice_changes_nothing(texte: str) -> None:
    assert fold(fold(texte)) == fold(texte)


def test_the_marks_of_other_scripts_stay_within_their_words_and_signs_part_them() -> None:
    assert words("மொழி, மொழி") == (fold("மொழி"),)
    assert words("un\u2026deux\u00a0« trois »") == ("un", "deux", "trois")
