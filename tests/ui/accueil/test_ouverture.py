"""The first screen: one thing to do, and a few quiet links."""

from PySide6.QtCore import Qt

from droits_usagers.ui.accueil.ouverture import PageOuverture
from droits_usagers.ui.composants import BoutonLien, BoutonListe
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.fenetre.fenetre import Fenetre
from tests.ui.avec_coffre import focused, page_of, said
from tests.ui.gestes import ENTREE, press


def _passed(fenetre: Fenetre, page: PageOuverture) -> list[Bouton]:
    """What Tab goes to on it, in order, once round."""
    vus: list[Bouton] = []
    while (bouton := focused()) not in vus:
        if not isinstance(bouton, Bouton) or not page.isAncestorOf(bouton):
            break
        vus.append(bouton)
        press(fenetre, Qt.Key.Key_Tab)
    return vus


def test_one_thing_stands_out_and_the_rest_are_four_links_of_one_line(fenetre: Fenetre) -> None:
    page = page_of(fenetre, PageOuverture)
    premier, *liens = _passed(fenetre, page)
    assert isinstance(premier, BoutonListe)
    assert (premier.titre, premier.sous_titre) == (page.textes("ouverture.commencer"), page.textes("ouverture.commencer_aide"))
    voulus = [page.textes(f"ouverture.{id_}") for id_ in ("refus", "notices", "grille", "coffre")]
    assert [lien.titre for lien in liens] == voulus
    assert all(isinstance(lien, BoutonLien) and not lien.sous_titre for lien in liens)
    assert page.textes("ouverture.au_travail") in said(page)


def test_each_link_opens_what_its_words_name(fenetre: Fenetre) -> None:
    page = page_of(fenetre, PageOuverture)
    for id_ in ("refus", "notices", "grille", "coffre"):
        lien = next(un for un in page.findChildren(BoutonLien) if un.titre == page.textes(f"ouverture.{id_}"))
        lien.click()
        assert fenetre.pages.current_id == id_
        fenetre.pages.go_to("accueil")


def test_enter_begins_a_letter(fenetre: Fenetre) -> None:
    press(fenetre, ENTREE)
    assert fenetre.pages.current_id == "assistant"
