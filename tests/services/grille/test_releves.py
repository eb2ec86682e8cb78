"""What someone leaves or takes out of a grille is so in all that it leads to; what was confirmed stays so, under its number."""

from dataclasses import replace

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import EcartSaisi, NaturePassage
from droits_usagers.domain.releve.tri import RIEN_DE_TRIE, written_key
from droits_usagers.services.grille.examen import as_decided, examine, found_in
from droits_usagers.services.grille.suites import letter_to_cnil, letter_to_dpo
from tests.ecarts import grille

DITE = "Rien n'est jamais effacé à Colmar. Mme Quéméneur le dit au marché de Colmar."


def test_what_is_decided_holds_in_what_was_confirmed(catalogue: Catalogue) -> None:
    ecrite = grille(("observation", "conservation", DITE))
    passages = tuple(replace(un, id=f"p{rang}", nature=NaturePassage.FAIT) for rang, un in enumerate(ecrite.passages))
    examen = examine(replace(ecrite, passages=passages), catalogue)
    surs = tuple(EcartSaisi(un.ecart.regle, confirme=True, vu=un.ecart.sceau) for un in examen.trouves)
    examen = examine(replace(examen.grille, saisis=surs), catalogue)
    assert any(trouve.ecart.confirme for trouve in examen.trouves)
    trouves = {un.texte: un.laisse for un in found_in(examen.grille, catalogue)}
    assert not trouves["Quéméneur"]
    # Hidden where someone is named, and not elsewhere: it is not taken out of all of it.
    assert trouves["Colmar"]
    tri = RIEN_DE_TRIE.take_out(written_key("Colmar")).mark("marche")
    dit = as_decided(examen, tri, catalogue)
    assert [(un.numero, un.ecart.regle, un.ecart.confirme) for un in dit.trouves] == [
        (un.numero, un.ecart.regle, un.ecart.confirme) for un in examen.trouves
    ]
    for lettre in (letter_to_cnil, letter_to_dpo):
        avant, apres = (str(lettre(un.grille, un.ecarts, catalogue).reponses) for un in (examen, dit))
        assert "Colmar" in avant
        assert "Colmar" not in apres
        assert "[nom masqué]" in apres
