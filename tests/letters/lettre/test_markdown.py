"""A subset of Markdown, and nothing more."""

import pytest

from droits_usagers.domain.lettre.lettre import Bloc, Intertitre, Liste, Paragraphe, SautDeLigne, Tableau, Texte
from droits_usagers.letters.lettre.jetons import Jetons, typed
from droits_usagers.letters.lettre.markdown import to_blocks, to_inlines


def paragraphe(texte: str) -> Paragraphe:
    return Paragraphe((Texte(texte),))


@pytest.mark.parametrize(
    ("source", "blocs"),
    [
        ("Un\ndeux\n\ntrois", [paragraphe("Un deux"), paragraphe("trois")]),
        ("Un\\\ndeux", [Paragraphe((Texte("Un"), SautDeLigne(), Texte("deux")))]),
        (
            "# Un\n## Deux\n#### Quatre",
            [Intertitre((Texte("Un"),), 1), Intertitre((Texte("Deux"),), 2), Intertitre((Texte("Quatre"),), 3)],
        ),
        ("**gras** et *italique*", [Paragraphe((Texte("gras", gras=True), Texte(" et "), Texte("italique", italique=True)))]),
        ("***les deux***", [Paragraphe((Texte("les deux", gras=True, italique=True),))]),
        ("- un\n- deux", [Liste(((paragraphe("un"),), (paragraphe("deux"),)))]),
        ("1. un\n2. deux", [Liste(((paragraphe("un"),), (paragraphe("deux"),)), ordonnee=True)]),
        ("- un\n  - sous", [Liste(((paragraphe("un"), Liste(((paragraphe("sous"),),))),))]),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |",
            [Tableau(((Texte("a"),), (Texte("b"),)), (((Texte("1"),), (Texte("2"),)),))],
        ),
        ("des  espaces   laissés", [paragraphe("des espaces laissés")]),
        ("R\\*311-12", [paragraphe("R*311-12")]),
    ],
)
def test_the_subset_becomes_blocks(source: str, blocs: list[Bloc]) -> None:
    assert list(to_blocks(source, ())) == blocs


@pytest.mark.parametrize(
    "source",
    ["<b>non</b>", "<script>alert(1)</script>", "[lien](http://a)", "![i](a)", "`code`", "&amp;", "> cité", "---", "~~~"],
)
def test_everything_else_is_text(source: str) -> None:
    assert list(to_blocks(source, ())) == [paragraphe(source)]


def test_four_leading_spaces_are_no_code() -> None:
    assert list(to_blocks("    quatre espaces", ())) == [paragraphe("quatre espaces")]


def test_a_value_takes_the_style_around_it_and_keeps_its_own_text() -> None:
    jetons = Jetons()
    valeur = jetons.put(typed("*a*  |\nb"))
    source = f"Ici **{valeur}**."

    assert list(to_blocks(source, jetons.valeurs)) == [
        Paragraphe(
            (
                Texte("Ici "),
                Texte("*a*  |", gras=True, saisi=True),
                SautDeLigne(),
                Texte("b", gras=True, saisi=True),
                Texte("."),
            )
        )
    ]


def test_values_are_put_in_headings_lists_and_tables() -> None:
    jetons = Jetons()
    un = jetons.put(typed("un"))
    saisi = (Texte("un", saisi=True),)

    source = f"# {un}\n\n### {un}\n\n- {un}\n\n1. {un}\n\n| {un} |\n|---|\n| {un} |"

    assert list(to_blocks(source, jetons.valeurs)) == [
        Intertitre(saisi, 1),
        Intertitre(saisi, 3),
        Liste(((Paragraphe(saisi),),)),
        Liste(((Paragraphe(saisi),),), ordonnee=True),
        Tableau((saisi,), ((saisi,),)),
    ]


def test_the_same_text_with_other_values_gives_other_blocks() -> None:
    source = Jetons().put(typed("un"))

    assert to_blocks(source, [typed("un")]) != to_blocks(source, [typed("deux")])


def test_what_holds_nothing_makes_no_paragraph() -> None:
    assert list(to_blocks("\n \n\n", ())) == []


def test_no_markdown_is_read_in_a_line() -> None:
    assert to_inlines("- *a*", ()) == (Texte("- *a*"),)
