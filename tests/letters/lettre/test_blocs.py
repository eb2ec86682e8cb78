"""What the layouts are given: headings in order, and lines as texts with their style."""

from droits_usagers.domain.lettre.lettre import Intertitre, Liste, Paragraphe, SautDeLigne, Tableau, Texte
from droits_usagers.letters.lettre.ecriture import Niveaux, blocks, line
from droits_usagers.letters.lettre.polices import Sans
from tests.chaque import chaque


@chaque(
    ("au_dessus", "demandes", "donnes"),
    [
        (1, (3, 1, 3, 2, 3), [2, 2, 3, 2, 3]),
        (0, (3, 1, 3, 3, 2), [1, 1, 2, 3, 2]),
        (1, (1, 2, 3), [2, 2, 3]),
    ],
)
def test_no_heading_comes_without_the_one_above_it(au_dessus: int, demandes: tuple[int, ...], donnes: list[int]) -> None:
    niveaux = Niveaux(au_dessus)

    assert [niveaux.next(niveau) for niveau in demandes] == donnes


def test_a_line_is_its_texts_and_how_each_is_written() -> None:
    ligne = (
        Texte("a"),
        Texte("b", gras=True),
        Texte("c", italique=True),
        SautDeLigne(),
        Texte("d", gras=True, italique=True),
    )

    assert line(ligne, Sans(), "corps") == [["a", 0], ["b", 1], ["c", 2], ["\n", 0], ["d", 3]]


def test_blocks_are_told_apart_in_reading_order() -> None:
    a, b = (Texte("a"),), (Texte("漢"),)
    sans = Sans()
    blocs = (
        Paragraphe(a),
        Paragraphe(a, retrait=True),
        Intertitre(a, 3),
        Liste(((Paragraphe(a), Intertitre(a, 3)),), ordonnee=True),
        Tableau((a,), ((b,),)),
    )

    assert list(blocks(blocs, sans, Niveaux(0))) == [
        {"genre": "paragraphe", "contenu": [["a", 0]], "retrait": False},
        {"genre": "paragraphe", "contenu": [["a", 0]], "retrait": True},
        {"genre": "titre", "niveau": 1, "contenu": [["a", 0]]},
        {
            "genre": "liste",
            "ordonnee": True,
            "elements": [
                [
                    {"genre": "paragraphe", "contenu": [["a", 0]], "retrait": False},
                    {"genre": "titre", "niveau": 2, "contenu": [["a", 0]]},
                ]
            ],
        },
        {"genre": "tableau", "colonnes": [1000], "entetes": [[["a", 0]]], "lignes": [[[["□", 0]]]]},
    ]
    assert sans.lieux == {"漢": "corps"}
