"""The control reads what a reader of the paper would, and knows what of it a person typed."""

from droits_usagers.domain.controle.lecture import passages_of
from droits_usagers.domain.controle.valeurs import Lieu, Partie
from droits_usagers.domain.lettre.lettre import (
    ACompleter,
    Feuille,
    GabaritUtilise,
    Lettre,
    Ligne,
    Liste,
    Paragraphe,
    SautDeLigne,
    Texte,
)

GABARIT = GabaritUtilise("essai", "1", "")


def line(texte: str) -> Ligne:
    return (Texte(texte),)


def test_what_was_typed_is_told_apart_and_what_is_left_to_fill_counted() -> None:
    corps = (
        Texte("Bonjour "),
        Texte("Awa", saisi=True),
        SautDeLigne(),
        ACompleter(),
        Texte(" à "),
        Texte("Rivière", saisi=True),
    )
    (lu,) = [un for un in passages_of("apres", Feuille(line("Et après"), (Paragraphe(corps),), GABARIT)) if un.saisis]

    assert lu.lieu == Lieu("apres", Partie.CORPS)
    assert (lu.texte, lu.saisis, lu.a_completer) == ("Bonjour Awa\n… à Rivière", ("Awa", "Rivière"), 1)


def test_what_is_boxed_is_read_with_the_title() -> None:
    feuille = Feuille(line("Et après"), (), GABARIT, encadre=line("Revenez"))

    assert [un.texte for un in passages_of("apres", feuille)] == ["Et après\nRevenez"]


def test_an_address_is_read_over_its_lines_and_every_part_of_a_letter_is_read() -> None:
    lettre = Lettre(
        (line("Awa Diallo"), line("12 rue des Iris")),
        (line("CAF"),),
        line("Ici"),
        line("Objet"),
        (Paragraphe(line("Corps")), Liste(((Paragraphe(line("Un")),), (Paragraphe(line("Deux")),)))),
        (line("Signature"),),
        GABARIT,
        mentions=(line("Recommandé"),),
        references=(line("Vos références"),),
        pieces_jointes=(line("Une pièce"),),
        copies=(line("Au délégué"),),
    )

    assert [(lu.lieu.partie, lu.texte) for lu in passages_of("lettre", lettre)] == [
        (Partie.EXPEDITEUR, "Awa Diallo\n12 rue des Iris"),
        (Partie.DESTINATAIRE, "CAF"),
        (Partie.LIEU_DATE, "Ici"),
        (Partie.MENTIONS, "Recommandé"),
        (Partie.OBJET, "Objet"),
        (Partie.REFERENCES, "Vos références"),
        (Partie.CORPS, "Corps"),
        (Partie.CORPS, "Un"),
        (Partie.CORPS, "Deux"),
        (Partie.SIGNATURE, "Signature"),
        (Partie.PIECES_JOINTES, "Une pièce"),
        (Partie.COPIES, "Au délégué"),
    ]
