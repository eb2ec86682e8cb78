"""What a PDF cannot show becomes a square, and it is said which character, and where it was first met."""

from droits_usagers.domain.lettre.lettre import Remarque
from droits_usagers.letters.lettre.polices import Sans, refused
from tests.chaque import chaque

JOINT = "\u2060"
MARQUE = "\u0301"


def missing(signe: str, code: str, lieu: str) -> Remarque:
    return Remarque("caractere_absent", (("caractere", signe), ("code", code), ("ou", lieu)))


@chaque(
    ("texte", "montre"),
    [
        ("Madame", "Madame"),
        ("un\tdeux", "un    deux"),
        ("été\tdeux", "été    deux"),
        ("été\t漢", "été    □"),
        ("a\ufeff漢", f"a{JOINT}□"),
        # Shown as nothing, whatever the font.
        ("é\u200b\u3164\ufe00\ufe0f\U000e0041", "é\u200b\u3164\ufe00\ufe0f\U000e0041"),
        ("\ufe10\U000f0000", "□□"),
    ],
)
def test_a_text_is_shown_as_it_is_but_for_what_no_font_has(texte: str, montre: str) -> None:
    assert Sans().shown(texte, "corps") == montre


def test_each_character_that_is_not_shown_is_said_where_it_was_first_met() -> None:
    sans = Sans()

    assert sans.shown("漢😀", "objet") == "□□"
    assert sans.shown("漢字", "corps") == "□□"
    assert sans.remarks() == (
        missing("字", "U+5B57", "corps"),
        missing("漢", "U+6F22", "objet"),
        missing("😀", "U+1F600", "objet"),
    )


def test_what_typst_refused_is_not_shown_though_a_font_has_it() -> None:
    sans = Sans(refuses={"é", "\u200b"})

    assert sans.shown("bébé ou\u200b", "corps") == "b□b□ ou□"
    assert sans.remarks() == (missing("é", "U+00E9", "corps"), missing("\u200b", "U+200B", "corps"))
    assert sans.shown("œuvre", "corps") == "œuvre"


def test_a_mark_of_order_is_a_joiner_once_typst_refused_it_and_nothing_is_lost() -> None:
    sans = Sans(refuses={"\ufeff"})

    assert sans.shown("a\ufeffb", "corps") == f"a{JOINT}b"
    assert sans.remarks() == ()


@chaque(
    ("nombre", "montre"),
    [
        (30, MARQUE * 30),
        (31, MARQUE * 30 + JOINT + MARQUE),
        (61, (MARQUE * 30 + JOINT) * 2 + MARQUE),
    ],
)
def test_marks_that_pile_up_are_parted_every_thirty(nombre: int, montre: str) -> None:
    assert Sans().shown(f"e{MARQUE * nombre} fin", "corps") == f"e{montre} fin"


def test_points_in_a_row_are_left_as_they_are() -> None:
    assert Sans().shown("…" * 90, "corps") == "…" * 90


@chaque(
    ("message", "signes"),
    [
        ('PDF/UA-1 error: the text contains the disallowed codepoint `"\\u{feff}"`', {"\ufeff"}),
        ('the text `"é\\u{301}"` could not be displayed', {"é", "\u0301"}),
        ('the text `"\\"\\\\"` could not be displayed', {'"', "\\"}),
        ("unknown variable: doc", set()),
    ],
)
def test_the_characters_that_typst_names_are_read_in_its_message(message: str, signes: set[str]) -> None:
    assert refused(message) == signes
