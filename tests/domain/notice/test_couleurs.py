"""A colour too pale to be read is darkened, as little as it takes."""

from droits_usagers.domain.notice.traitements import CONTRASTE_MIN, COULEUR, contrast, is_colour, readable
from tests.chaque import chaque


def test_black_stands_out_from_white_the_most_and_white_not_at_all() -> None:
    assert round(contrast("#000000"), 6) == 21
    assert round(contrast("#FFFFFF"), 6) == 1


def test_grey_767676_is_the_palest_that_can_be_read() -> None:
    assert contrast("#767676") >= CONTRASTE_MIN > contrast("#777777")


@chaque("couleur", [COULEUR, "#000000", "#767676", "#B00020"])
def test_a_colour_that_can_be_read_is_left_as_it_is(couleur: str) -> None:
    assert readable(couleur) == couleur


@chaque("couleur", ["#FFFFFF", "#FFD400", "#7FC8A9", "#00BFFF"])
def test_a_pale_colour_is_darkened_as_little_as_it_takes(couleur: str) -> None:
    lue = readable(couleur)

    assert is_colour(lue)
    # A hundredth lighter could not be read: it is the nearest.
    assert CONTRASTE_MIN <= contrast(lue) < CONTRASTE_MIN + 0.25


@chaque("texte", ["0F5C63", "#0F5C6", "#0F5C633", "#0G5C63", "bleu", ""])
def test_what_is_no_colour_is_none(texte: str) -> None:
    assert not is_colour(texte)


@chaque(
    ("couleur", "attendu"), [("#0A0A0A", 19.80), ("#0F5C63", 7.69), ("#FF0000", 4.00), ("#00FF00", 1.37), ("#0000FF", 8.59)]
)
def test_a_colour_stands_out_as_wcag_says(couleur: str, attendu: float) -> None:
    assert round(contrast(couleur), 2) == attendu
