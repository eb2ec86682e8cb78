"""What the writers share: characters, directions, dotted lines, titles that tell nothing about anyone."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.lettre.lettre import (
    ACompleter,
    Feuille,
    GabaritUtilise,
    Liste,
    Paragraphe,
    SautDeLigne,
    Tableau,
    Texte,
)
from droits_usagers.letters.lettre.ecriture import (
    FSI,
    PDI,
    Trait,
    column_weights,
    is_right_to_left,
    lines_of,
    split_directions,
    strokes,
    text_of,
    title_of,
)


def saisi(texte: str) -> Texte:
    return Texte(texte, saisi=True)


def test_neighbours_written_alike_are_one_stretch() -> None:
    ligne = (Texte("a"), saisi("b"), Texte("c", gras=True), ACompleter(4), SautDeLigne(), Texte("d"))

    assert strokes(ligne) == [Trait("ab"), Trait("c", gras=True), Trait("……"), Trait("\n"), Trait("d")]


def test_a_line_break_stays_apart() -> None:
    assert strokes((SautDeLigne(), SautDeLigne())) == [Trait("\n"), Trait("\n")]


def test_a_right_to_left_value_is_isolated() -> None:
    ligne = (Texte("Mme "), saisi("محمد 12"), Texte(", née"))

    assert strokes(ligne) == [
        Trait("Mme " + FSI),
        Trait("محمد 12", droite_a_gauche=True),
        Trait(PDI + ", née"),
    ]


def test_a_value_of_two_directions_is_cut_where_it_turns() -> None:
    assert list(split_directions("אב (12) cd ef")) == [("אב (12) ", True), ("cd ef", False)]
    assert list(split_directions("12 אב")) == [("12 אב", True)]


def test_our_own_text_is_not_isolated() -> None:
    assert strokes((Texte("אב"),)) == [Trait("אב", droite_a_gauche=True)]


@pytest.mark.parametrize("plan", range(17))
def test_right_to_left_characters_are_those_of_unicode(plan: int) -> None:
    signes = map(chr, range(plan << 16, (plan + 1) << 16))
    attendus = {"R", "AL", "RLE", "RLO", "RLI"}

    for signe in signes:
        if unicodedata.bidirectional(signe) in attendus:
            assert is_right_to_left(signe), f"U+{ord(signe):04X}"
        elif unicodedata.bidirectional(signe) == "L":
            assert not is_right_to_left(signe), f"U+{ord(signe):04X}"


@given(st.text(st.characters(max_codepoint=sys.maxunicode, exclude_characters="\n")))
def test_a_value_is_whole_in_the_line(texte: str) -> None:
    assert texte in text_of((Texte("x"), saisi(texte), Texte("y")))


def test_dotted_lines_are_as_wide_as_asked() -> None:
    assert text_of((ACompleter(40),)) == "…" * 20
    assert text_of((ACompleter(1),)) == "…"


def test_a_title_tells_nothing_that_was_typed() -> None:
    titre = (Texte("Objet :", gras=True), Texte(" Demande de "), saisi("Œuvrard"))

    assert title_of(Feuille(titre, (), GabaritUtilise("", "", ""))) == "Demande de"


def test_every_line_of_a_body_is_found() -> None:
    a, b, c = (Texte("a"),), (Texte("b"),), (Texte("c"),)
    blocs = (Paragraphe(a), Liste(((Paragraphe(b), Liste(((Paragraphe(c),),))),)), Tableau((a, b), ((c, a),)))

    assert [text_of(ligne) for ligne in lines_of(blocs)] == ["a", "b", "c", "a", "b", "c", "a"]


def test_columns_are_as_wide_as_what_they_hold_within_limits() -> None:
    tableau = Tableau(((Texte("a"),), (Texte("b " * 10),), (Texte("c " * 250),)), ())

    assert column_weights(tableau) == [167, 278, 556]


def test_no_column_is_narrower_than_its_longest_word_whatever_the_others_hold() -> None:
    etroite, large = column_weights(Tableau(((Texte("Renseignement"),), (Texte("c " * 250),)), ()))
    trop = column_weights(Tableau(tuple((Texte("w" * 90),) for _ in range(4)), ()))

    assert etroite > 231 > 1000 * 12 / (12 + 250)  # what twelve letters beside forty would be
    assert etroite + large == 1000
    assert trop == [250] * 4
