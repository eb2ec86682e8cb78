"""Tab in a grille: the way things stand, whenever they were made."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from droits_usagers.domain.grille import Point
from droits_usagers.ui.grille.page import PageGrille
from tests.ui.gestes import ENTREE
from tests.ui.grille.gestes import button, key, look_at

TAB = Qt.Key.Key_Tab


def test_from_the_table_tab_leads_to_what_is_beside_it(ouverte: PageGrille) -> None:
    editeur = ouverte.editeur
    editeur.tete.suites.setFocus()
    key(ouverte, TAB)
    assert editeur.table.hasFocus()
    key(ouverte, TAB)
    assert [editeur.disposition.stops()[0]] == [ouverte.focusWidget()]
    key(ouverte, TAB)
    assert editeur.ecarts.liste.hasFocus()


def test_where_there_is_little_room_the_tabs_come_before_what_they_show(ouverte: PageGrille) -> None:
    ouverte.resize(700, 600)
    QApplication.processEvents()
    editeur = ouverte.editeur
    editeur.disposition.show_middle()
    editeur.tete.suites.setFocus()
    key(ouverte, TAB)
    assert [editeur.disposition.stops()[0]] == [ouverte.focusWidget()]
    key(ouverte, TAB)
    assert editeur.table.hasFocus()


def test_after_a_finding_comes_what_one_does_of_it(ouverte: PageGrille) -> None:
    face = ouverte.editeur.ecarts
    look_at(ouverte, "refus_sans_aide")
    face.liste.setFocus()
    key(ouverte, TAB)
    assert button(face, ouverte.textes("grille.ecarts.confirmer")).hasFocus()
    key(ouverte, TAB)
    assert button(face, ouverte.textes("grille.ecarts.ecarter")).hasFocus()
    assert face.trouve is not None
    # « Dire autrement », what else it may quote, its articles.
    for _ in range(2 + len(face.trouve.ecart.articles)):
        key(ouverte, TAB)
    key(ouverte, TAB)
    assert face.ajouter.hasFocus()


def test_what_shows_a_finding_of_ones_own_comes_before_its_articles(ouverte: PageGrille) -> None:
    ouverte.editeur.disposition.show_side("ecarts")
    ouverte.editeur.ecarts.ajouter.click()
    saisie = ouverte.editeur.ecarts.saisie
    saisie.gravite.setFocus()
    key(ouverte, TAB)
    assert saisie.sources.isAncestorOf(saisie.focusWidget())
    for _ in range(len(ouverte.atelier.grille.sources)):
        key(ouverte, TAB)
    assert saisie.articles.recherche.hasFocus()


def test_coming_back_to_the_grille_shows_the_cell_one_was_in(ouverte: PageGrille) -> None:
    ouverte.resize(700, 420)
    QApplication.processEvents()
    editeur = ouverte.editeur
    editeur.disposition.show_middle()
    editeur.table.go_to(("declaration", Point.FINALITE))
    key(ouverte, ENTREE)
    key(ouverte, Qt.Key.Key_Escape)
    look_at(ouverte, "refus_sans_aide")
    editeur.disposition.show_side("source")
    editeur.source.begin()
    key(ouverte, Qt.Key.Key_Escape)
    table = editeur.table
    assert table.viewport().rect().intersects(table.visualRect(table.currentIndex()))
