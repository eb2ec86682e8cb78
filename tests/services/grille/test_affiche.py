"""A grille d'écarts on one A3 sheet: never two, only the points that have a finding, in the words of the screen."""

import ctypes
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2.raw as pdfium
import pytest
from docx import Document
from pypdfium2 import PdfDocument

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import Ecart, Grille, Point
from droits_usagers.places import Places
from droits_usagers.services.grille.ecarts import find_ecarts, read_grille
from droits_usagers.services.grille.imprimee import FormeGrille, GrillesImprimees
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.ecarts import plain
from tests.services.grilles import A3, GRILLE, JOUR, PHRASE, many, numbered, page_sizes, pages, text


@pytest.fixture(scope="module")
def grilles(catalogue: Catalogue, places: Places) -> Iterator[GrillesImprimees]:
    courriers = Courriers(catalogue, places)
    yield GrillesImprimees(catalogue, places, courriers=courriers)
    courriers.close()


@pytest.fixture(scope="module")
def riche(racine: Path, catalogue: Catalogue) -> Grille:
    return read_grille(racine / "tests" / "donnees" / "ecarts" / "riche.toml", catalogue)


def sheet(grilles: GrillesImprimees, grille: Grille, ecarts: tuple[Ecart, ...]) -> bytes:
    return grilles.render(grille, ecarts, Format.PDF, au=JOUR, forme=FormeGrille.FEUILLE).contenu


def everywhere(nombre: int) -> tuple[Ecart, ...]:
    """As many findings of the user's own, on every point, that rest on every source."""
    points = [*Point]
    return tuple(
        replace(
            ecart,
            confirme=True,
            point=points[rang % len(points)],
            cases=tuple((f"s{source}", points[rang % len(points)]) for source in range(16)),
        )
        for rang, ecart in enumerate(numbered(nombre, PHRASE))
    )


def test_it_is_one_sheet_whatever_it_holds(riche: Grille, catalogue: Catalogue, grilles: GrillesImprimees) -> None:
    longue = replace(many(16), passages=tuple(replace(un, texte=PHRASE * 9) for un in many(16).passages))
    for grille, ecarts in ((riche, find_ecarts(riche, catalogue)), (longue, everywhere(90)), (GRILLE, ())):
        contenu = sheet(grilles, grille, ecarts)
        assert page_sizes(contenu) == [pytest.approx(A3, abs=1)]


def test_no_cell_is_smaller_than_nine_points(riche: Grille, catalogue: Catalogue, grilles: GrillesImprimees) -> None:
    page = PdfDocument(sheet(grilles, riche, find_ecarts(riche, catalogue)))[0]
    lue = page.get_textpage()
    tailles = set()
    for rang in range(lue.count_chars()):
        bas = lue.get_charbox(rang)[1]
        # Below the title and above the foot of the page.
        if 50 < bas < A3[1] - 110 and lue.get_text_range(rang, 1).strip():
            tailles.add(round(pdfium.FPDFText_GetFontSize(lue.raw, ctypes.c_int(rang)), 1))
    assert min(tailles) >= 9


def test_only_points_with_a_finding_are_there_beside_what_they_quote(
    riche: Grille, catalogue: Catalogue, grilles: GrillesImprimees
) -> None:
    une = replace(riche, saisis=tuple(saisi for saisi in riche.saisis if saisi.regle == "conservation_divergente"))
    lu = text(grilles, une, find_ecarts(une, catalogue), FormeGrille.FEUILLE)

    assert "\nConservation\n" in lu
    assert "\nRefus\n" not in lu
    assert "- A « Les données sont conservées pendant une durée de 6 mois" in lu
    assert "- Une règle ne paraît pas suivie : 6. Des durées de conservation qui se contredisent" in lu
    # Counted, not told.
    assert "Écarts que personne n’a encore confirmés, et qui ne sont donc pas ici : 37." in lu
    assert "sans rendez-vous" not in lu


def test_the_words_are_those_of_the_screen(riche: Grille, catalogue: Catalogue, grilles: GrillesImprimees) -> None:
    (lu,) = map(plain, pages(sheet(grilles, riche, find_ecarts(riche, catalogue))))

    for dit in ("Un droit paraît refusé : 1. Sans informatique", "Une règle ne paraît pas suivie : ", "À demander : "):
        assert dit in lu
    for tu in ("règle non suivie", "droit refusé", "–\u2009"):
        assert tu not in lu
    assert "Ce qui est annoncé" in lu


def test_in_word_it_has_the_same_three_columns(riche: Grille, catalogue: Catalogue, grilles: GrillesImprimees) -> None:
    rendu = grilles.render(riche, find_ecarts(riche, catalogue), Format.DOCX, au=JOUR, forme=FormeGrille.FEUILLE)
    (table,) = Document(io.BytesIO(rendu.contenu)).tables

    assert [cellule.text for cellule in table.rows[0].cells] == [
        "",
        "Ce qui est annoncé",
        "Ce qui est fait, vu ou rapporté",
        "Ce qui ne concorde pas",
    ]
    temoignage = next(
        course for ligne in table.rows for course in ligne.cells[2].paragraphs[0].runs if "repartie" in course.text
    )
    assert temoignage.italic
