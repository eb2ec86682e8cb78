"""A document as plain text."""

from droits_usagers.domain.lettre.lettre import (
    ACompleter,
    Feuille,
    GabaritUtilise,
    Intertitre,
    Liste,
    Paragraphe,
    SautDeLigne,
    Tableau,
    Texte,
)
from droits_usagers.letters.lettre import texte

GABARIT = GabaritUtilise("essai", "1", "")


def paragraphe(contenu: str) -> Paragraphe:
    return Paragraphe((Texte(contenu),))


def test_each_block_is_apart() -> None:
    feuille = Feuille(
        (Texte("Le titre"),),
        (
            Intertitre((Texte("Un"),), 2),
            Paragraphe((Texte("Nom : "), ACompleter(6), SautDeLigne(), Texte("suite"))),
            Liste(((paragraphe("a"), Liste(((paragraphe("b"),), (paragraphe("c"),)))), (paragraphe("d"),)), ordonnee=True),
            Tableau(((Texte("A"),), (Texte("B"),)), (((Texte("1"),), ()),)),
        ),
        GABARIT,
    )

    assert texte.write(feuille) == ("Le titre\n\nUn\n\nNom : ………\nsuite\n\n1. a\n   - b\n   - c\n2. d\n\nA | B\n1 | \n")


def test_an_item_of_several_paragraphs_stays_one_item() -> None:
    feuille = Feuille((), (Liste(((paragraphe("a"), paragraphe("b")), ())),), GABARIT)

    assert texte.write(feuille) == "\n\n- a\n   b\n- \n"


def test_what_is_boxed_is_read_after_the_title() -> None:
    feuille = Feuille((Texte("Titre"),), (paragraphe("a"),), GABARIT, encadre=(Texte("Revenez"),))

    assert texte.write(feuille) == "Titre\n\nRevenez\n\na\n"


def test_what_is_set_in_from_the_margin_is_on_a_line_of_its_own() -> None:
    assert texte.write_blocks((paragraphe("a"), Paragraphe((Texte("b"),), retrait=True))) == "a\n\n   b"


def test_blocks_alone_are_written_as_in_a_letter_and_without_what_surrounds_them() -> None:
    blocs = (paragraphe("a"), Liste(((paragraphe("b"),),)), paragraphe("c"))

    assert texte.write_blocks(blocs) == "a\n\n- b\n\nc"
    assert texte.write(Feuille((Texte("Le titre"),), blocs, GABARIT)) == f"Le titre\n\n{texte.write_blocks(blocs)}\n"
    assert not texte.write_blocks(())
