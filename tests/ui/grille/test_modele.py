"""The table of a grille: what each cell shows, says aloud and in its tooltip."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import Grille, NaturePassage, Point
from droits_usagers.services.grille.examen import Examen, examine
from droits_usagers.ui.grille.modele import CelluleGrille, ModeleGrille
from tests.ecarts import grille, plain, read_as

REFUS = "Sans saisie dans le logiciel, aucune demande de secours ne sera examinée."
AIDE = Qt.ItemDataRole.AccessibleTextRole
BULLE = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def modele(catalogue: Catalogue) -> ModeleGrille:
    modele = ModeleGrille(catalogue.textes)
    depart = grille(
        ("temoignage", "origine", "la CAF"), ("note", "refus", REFUS), ("note", "origine", "Un."), ("note", "origine", "Deux.")
    )
    modele.show_grille(examine(read_as(NaturePassage.EXIGE, depart), catalogue))
    return modele


def at(modele: ModeleGrille, source: str, point: Point, role: int = Qt.ItemDataRole.DisplayRole) -> str:
    return plain(str(modele.place((source, point)).data(role)))


def test_the_model_holds(modele: ModeleGrille, qtmodeltester: ModelTester, catalogue: Catalogue) -> None:
    qtmodeltester.check(modele)  # type: ignore[no-untyped-call]
    modele.highlight(examine(grille(("note", "refus", REFUS)), catalogue).trouves[0])
    modele.conceal(masque=True)
    modele.show_grille(Examen())
    modele.show_grille(Examen(Grille(sources=grille(("note", "refus", REFUS)).sources)))
    qtmodeltester.check(modele)  # type: ignore[no-untyped-call]


def test_points_go_down_and_sources_across_what_is_declared_first(modele: ModeleGrille) -> None:
    assert (modele.rowCount(), modele.columnCount()) == (16, 2)
    assert modele.headerData(0, Qt.Orientation.Vertical) == "But"
    assert modele.headerData(0, Qt.Orientation.Horizontal) == "Note\n8 février 2011"
    temoignage = str(modele.headerData(1, Qt.Orientation.Horizontal, AIDE))
    assert "sans nom" in temoignage
    assert temoignage.startswith("Ce qui est fait")
    assert modele.headerData(2, Qt.Orientation.Horizontal) is None


def test_several_quotes_are_told_apart_in_a_cell(modele: ModeleGrille) -> None:
    assert at(modele, "note", Point.ORIGINE) == "• Un.\n• Deux."
    assert at(modele, "temoignage", Point.ORIGINE) == "la CAF"


def test_a_cell_says_aloud_its_place_its_text_and_its_findings(modele: ModeleGrille) -> None:
    dit = at(modele, "note", Point.REFUS, AIDE)
    assert dit.startswith("Refus. Note, 8 février 2011.")
    assert REFUS in dit
    assert "Écart 1 : Une règle ne paraît pas suivie." in dit
    assert "Rien de noté." in at(modele, "temoignage", Point.REFUS, AIDE)


def test_a_tooltip_is_never_markup_and_holds_on_the_screen(modele: ModeleGrille, catalogue: Catalogue) -> None:
    modele.show_grille(examine(grille(("note", "refus", "<b>gras</b> " + "mot " * 2_000)), catalogue))
    bulle = at(modele, "note", Point.REFUS, BULLE)
    assert "&lt;b&gt;" in bulle
    assert len(bulle) < 2_000
    assert at(modele, "note", Point.REFUS, AIDE).count("mot") == 2_000


def test_the_cells_of_the_finding_looked_at_are_marked(modele: ModeleGrille, catalogue: Catalogue) -> None:
    trouve = examine(read_as(NaturePassage.EXIGE, grille(("note", "refus", REFUS))), catalogue).trouves[0]
    modele.highlight(trouve)
    cellule = modele.place(("note", Point.REFUS)).data(ModeleGrille.CELLULE)
    assert isinstance(cellule, CelluleGrille)
    assert cellule.surlignee == 2
    modele.highlight(None)
    assert modele.place(("note", Point.REFUS)).data(ModeleGrille.CELLULE).surlignee == 0


def test_what_is_written_can_be_hidden(modele: ModeleGrille) -> None:
    modele.conceal(masque=True)
    for role in (Qt.ItemDataRole.DisplayRole, AIDE, BULLE):
        assert REFUS not in at(modele, "note", Point.REFUS, role)
    assert REFUS not in repr(modele.place(("note", Point.REFUS)).data(ModeleGrille.CELLULE))


def test_the_same_columns_stay_when_only_words_change(modele: ModeleGrille, catalogue: Catalogue) -> None:
    vides: list[bool] = []
    modele.modelReset.connect(lambda: vides.append(True))
    lignes = (("temoignage", "origine", "l'école"), ("note", "refus", REFUS))
    modele.show_grille(examine(grille(*lignes), catalogue))
    assert vides == []
    assert at(modele, "temoignage", Point.ORIGINE) == "l'école"
    modele.show_grille(examine(grille(*lignes, sans_date=True), catalogue))
    assert vides == [True]


def test_a_source_without_a_date_says_so(modele: ModeleGrille, catalogue: Catalogue) -> None:
    modele.show_grille(examine(grille(("note", "refus", REFUS), sans_date=True), catalogue))
    assert modele.headerData(0, Qt.Orientation.Horizontal) == "Note\nsans date"
    assert modele.sources[0].date != dt.date(2011, 2, 8)
