"""The copy of an écrit: refused when what was taken out is still said; a page covered whole where it cannot be found."""

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.controle.lecture import key_of
from droits_usagers.domain.grille.relecture import reread, sentences_to_reread, without
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.masques import ENTIERE, Masques
from droits_usagers.services.dossier.masquage import CopieMasquee, PdfAMasquer
from droits_usagers.services.grille.marquage import TEXTE, WORD, TexteDocument, masked, written
from droits_usagers.services.socle.travail import Unites
from tests.bavards import lettre

ICI = "Elle vit à Guiscriff."


def covered(unites: Unites[tuple[Masques, CopieMasquee]]) -> Masques:
    while True:
        try:
            next(unites)
        except StopIteration as fin:
            masques: Masques = fin.value[0]
            return masques


@pytest.mark.parametrize("suffixe", [TEXTE, WORD])
def test_a_copy_that_still_says_what_was_taken_out_is_refused(suffixe: str) -> None:
    texte = f"Reçue hier. {ICI} Elle part."
    with pytest.raises(ExpectedError) as erreur:
        written(texte, suffixe, {key_of(ICI)})
    assert erreur.value.panne is Panne.COPIE_NON_RELUE
    assert written(without(texte, {key_of(ICI)}), suffixe, {key_of(ICI)}).relue is not None


@pytest.mark.parametrize(
    ("dit", "entiere"),
    [
        (ICI, False),
        # A sign at the end is no word, and would stay in sight.
        ("Elle vit à Guiscriff ⛪", True),
        # Read otherwise than it is drawn.
        ("Elle vit à Kerborgne.", True),
    ],
)
def test_a_sentence_that_is_not_found_on_its_page_has_all_of_it_covered(
    catalogue: Catalogue, dit: str, *, entiere: bool
) -> None:
    pdf = lettre(f'#set page(paper: "a5")\n{ICI}\n#pagebreak()\nRien.')
    trouves = reread(dit, catalogue.ecarts, catalogue.releve)
    phrases = sentences_to_reread(dit, trouves)
    document = TexteDocument(f"{dit}\n\nRien.", (0, len(dit) + 2))
    masques = covered(masked(PdfAMasquer(pdf), document, phrases, couvertes=()))
    assert [*masques] == [0]
    assert (masques[0] == (ENTIERE,)) is entiere


def test_pages_that_were_not_read_are_covered_whole() -> None:
    pdf = lettre(f'#set page(paper: "a5")\n{ICI}\n#pagebreak()\nRien.')
    assert covered(masked(PdfAMasquer(pdf), TexteDocument(ICI, (0,), coupe=True), (), couvertes=())) == {1: (ENTIERE,)}
