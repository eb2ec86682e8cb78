"""A grille of a dozen documents: counts and marks in narrow columns, and one click, or one arrow, to the passages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from droits_usagers.domain.grille import GenreSource, Grille, Point
from droits_usagers.services.grille.atelier import SourceSaisie
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.grille.modele import ModeleGrille
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.ui.grille.table import TableGrille
from tests.ecarts import plain
from tests.ui.gestes import ENTREE
from tests.ui.grille.conftest import DUREE
from tests.ui.grille.gestes import key, look_at

DOUZE = 12
BULLE, LU = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def large(ouverte: PageGrille) -> PageGrille:
    """The grille with a dozen documents, one of which says the same twice."""
    for _ in range(DOUZE - len(ouverte.atelier.grille.sources)):
        ouverte.atelier.add_source(SourceSaisie(GenreSource.COURRIER))
    ouverte.atelier.write("note", Point.ORIGINE, "la CAF\n\nl'école")
    ouverte.editeur.refresh()
    QApplication.processEvents()
    return ouverte


def click(table: TableGrille, source: str, point: Point) -> None:
    place = table.visualRect(table.modele.place((source, point))).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()


def colours(table: TableGrille, source: str, point: Point) -> set[int]:
    """Inside the lines around a cell."""
    image = table.viewport().grab(table.visualRect(table.modele.place((source, point))).adjusted(3, 3, -4, -4)).toImage()
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_few_documents_show_their_words_and_many_hold_side_by_side(ouverte: PageGrille, large: PageGrille) -> None:
    table = large.editeur.table
    assert table.is_matrix
    assert table.horizontalScrollBar().maximum() == 0
    ouverte.atelier.open(Grille(sources=ouverte.atelier.grille.sources[:4]))
    ouverte.editeur.refresh()
    assert not table.is_matrix


def test_it_follows_the_room_there_is(large: PageGrille) -> None:
    table = large.editeur.table
    for largeur, serree in ((2400, False), (1290, True), (700, True), (2400, False)):
        large.resize(largeur, 720)
        QApplication.processEvents()
        assert table.is_matrix is serree, largeur
        # Whatever was there before, columns fill the room once, and no more.
        assert sum(map(table.columnWidth, range(DOUZE))) <= table.viewport().width() or table.columnWidth(0) < 60


def test_a_cell_is_a_number_and_the_mark_of_the_worst_finding_and_nothing_where_nothing_is(large: PageGrille) -> None:
    table = large.editeur.table
    table.go_to(("declaration", Point.FINALITE))
    assert table.modele.place(("note", Point.ORIGINE)).data(ModeleGrille.CELLULE).nombre == 2
    assert len(colours(table, "note", Point.SECURITE)) == 1
    encre, marque = (QColor(current_theme().color(une)).rgb() for une in (Teinte.TEXTE, Teinte.SEMAINE))
    assert marque not in colours(table, "note", Point.ORIGINE)
    assert len(colours(table, "note", Point.ORIGINE)) > 1
    assert {encre, marque} <= colours(table, "note", Point.REFUS)


def test_headers_tell_documents_apart_and_say_their_whole_name_to_whoever_asks(large: PageGrille) -> None:
    modele = large.editeur.modele
    entetes = [modele.headerData(rang, Qt.Orientation.Horizontal, ModeleGrille.ENTETE) for rang in range(DOUZE)]
    assert [entete.lettre for entete in entetes] == list("ABCDEFGHIJKL")  # type: ignore[attr-defined]
    assert entetes[0].annee == "2011"  # type: ignore[attr-defined]
    for role in (BULLE, LU):
        assert "Note\n8 février 2011" in str(modele.headerData(0, Qt.Orientation.Horizontal, role))


def test_after_z_comes_aa(page: PageGrille) -> None:
    for _ in range(28):
        page.atelier.add_source(SourceSaisie(GenreSource.COURRIER))
    page.editeur.refresh()
    modele = page.editeur.modele
    entetes = [modele.headerData(rang, Qt.Orientation.Horizontal, ModeleGrille.ENTETE) for rang in (25, 26, 27)]
    assert [entete.lettre for entete in entetes] == ["Z", "AA", "AB"]  # type: ignore[attr-defined]


def test_an_arrow_shows_the_passages_beside_and_enter_writes(large: PageGrille) -> None:
    editeur = large.editeur
    editeur.table.go_to(("note", Point.CONSERVATION))
    editeur.table.setFocus()
    look_at(large, "refus_sans_aide")
    editeur.table.setFocus()
    for _ in range(editeur.modele.place(("temoignage", Point.CONSERVATION)).column()):
        key(large, Qt.Key.Key_Right)
    assert editeur.case.isVisible()
    assert editeur.case.texte.toPlainText() == DUREE
    assert editeur.table.hasFocus()
    key(large, ENTREE)
    assert editeur.case.texte.hasFocus()


def test_one_click_shows_the_passages(large: PageGrille) -> None:
    editeur = large.editeur
    look_at(large, "refus_sans_aide")
    click(editeur.table, "note", Point.ORIGINE)
    assert editeur.case.isVisible()
    assert editeur.case.texte.toPlainText() == "la CAF\n\nl'école"


def test_where_nothing_stands_beside_an_arrow_goes_on_and_a_click_leads_there(large: PageGrille) -> None:
    large.resize(700, 720)
    QApplication.processEvents()
    editeur = large.editeur
    editeur.disposition.show_middle()
    editeur.table.go_to(("note", Point.CONSERVATION))
    editeur.table.setFocus()
    key(large, Qt.Key.Key_Down)
    assert editeur.table.isVisible()
    click(editeur.table, "note", Point.ORIGINE)
    assert editeur.case.texte.hasFocus()
    key(large, Qt.Key.Key_Escape)
    assert editeur.table.hasFocus()


def test_where_words_are_read_a_click_leaves_what_is_beside(ouverte: PageGrille) -> None:
    look_at(ouverte, "refus_sans_aide")
    click(ouverte.editeur.table, "note", Point.ORIGINE)
    assert ouverte.editeur.ecarts.isVisible()


def test_a_screen_reader_hears_how_many_passages_a_cell_holds(large: PageGrille) -> None:
    place = large.editeur.modele.place
    dit = plain(str(place(("note", Point.ORIGINE)).data(LU)))
    assert dit.startswith("Origine. Note, 8 février 2011.\n2 passages.")
    assert "la CAF" in dit
    assert "Un passage." in plain(str(place(("note", Point.REFUS)).data(LU)))
    assert "Rien de noté." in plain(str(place(("note", Point.SECURITE)).data(LU)))
