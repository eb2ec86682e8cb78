"""A comment read again before it is written: what had better be taken out, where it stands, and why; nothing else."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille.relecture import GenreReprise, reread, sentences_to_reread, without

COMMENTAIRE = (
    "Reçue le 3 mars avec sa fille. Mme Kerbrat demande un secours. Famille peu coopérative, hygiène douteuse. "
    "Son voisin M. Diallo dit qu'elle a une dépression. N° de sécurité sociale : 2 84 05 29 151 123 45."
)


def test_each_thing_to_look_at_again_is_shown_with_its_reason(catalogue: Catalogue) -> None:
    trouves = [(un.genre, un.texte) for un in reread(COMMENTAIRE, catalogue.ecarts, catalogue.releve)]

    assert {(GenreReprise.RELEVE, "Kerbrat"), (GenreReprise.RELEVE, "Diallo")} <= {*trouves}
    assert (GenreReprise.JUGEMENT, "Famille peu coopérative, hygiène douteuse.") in trouves
    assert [texte for genre, texte in trouves if genre is GenreReprise.SENSIBLE] == [
        "Son voisin M. Diallo dit qu'elle a une dépression."
    ]
    assert (GenreReprise.RELEVE, "2 84 05 29 151 123 45") in trouves
    assert all(COMMENTAIRE[un.debut : un.fin] == un.texte for un in reread(COMMENTAIRE, catalogue.ecarts, catalogue.releve))
    assert "Kerbrat" not in repr(reread(COMMENTAIRE, catalogue.ecarts, catalogue.releve))


@pytest.mark.parametrize(
    "texte",
    [
        "",
        "Demande de secours déposée le 3 mars, complète. Réponse prévue sous quinze jours.",
        "La personne souhaite être rappelée le matin. Elle a transmis ses trois dernières quittances.",
        "Reçue\nPage 12\nlundi.",
        "Orientée vers le service logement, rendez-vous le 12 avril à 10 h.",
    ],
)
def test_what_is_useful_and_says_no_more_raises_nothing(texte: str, catalogue: Catalogue) -> None:
    assert reread(texte, catalogue.ecarts, catalogue.releve) == ()


def test_a_sentence_that_a_page_folds_is_taken_out_whole(catalogue: Catalogue) -> None:
    texte = "Vue hier. Elle dort depuis mardi chez son\namie Rozenn Bescond, de Guiscriff. Une aide est demandée."
    (phrase,) = sentences_to_reread(texte, reread(texte, catalogue.ecarts, catalogue.releve))
    assert phrase.texte == "Elle dort depuis mardi chez son\namie Rozenn Bescond, de Guiscriff."
    assert without(texte, {phrase.cle}) == "Vue hier. Une aide est demandée."
