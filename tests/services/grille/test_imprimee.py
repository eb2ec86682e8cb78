"""The grille d'écarts on paper: legible to its end, in PDF and in Word, and what is never printed."""

import datetime as dt
import io
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from pypdfium2 import PdfDocument, raw

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import Grille, PassageMarque, Point
from droits_usagers.places import Places
from droits_usagers.services.grille.ecarts import find_ecarts
from droits_usagers.services.grille.imprimee import FormeGrille, GrillesImprimees
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.letters.lecture import convert
from tests.outils import besoin_de
from tests.services.grilles import A3, ECARTS, GRILLE, JOUR, many, page_sizes, pages, text

#: In points.
MARGE = 12 / 25.4 * 72


@pytest.fixture(scope="module")
def grilles(catalogue: Catalogue, places: Places) -> Iterator[GrillesImprimees]:
    courriers = Courriers(catalogue, places)
    yield GrillesImprimees(catalogue, places, courriers=courriers)
    courriers.close()


# ── On paper ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_grille_is_a_tagged_pdf_on_a3_that_says_its_day_and_its_pages(grilles: GrillesImprimees) -> None:
    contenu = grilles.render(GRILLE, ECARTS, Format.PDF, au=JOUR).contenu
    lu = pages(contenu)

    assert b"pdfuaid:part" in contenu
    assert b"/TH" in contenu
    assert all(taille == pytest.approx(A3, abs=1) for taille in page_sizes(contenu))
    for mots in ("Dossier social informatisé", "État au 24 novembre 2026", "Ce n’est pas un avis juridique", "declaration.pdf"):
        assert mots in lu[0]
    assert f"page 1/{len(lu)}" in lu[0]


@pytest.mark.parametrize("grille", [GRILLE, many(16)], ids=["few", "many"])
def test_nothing_is_written_smaller_than_seven_points_and_a_half(grille: Grille, grilles: GrillesImprimees) -> None:
    ecarts = tuple(replace(ecart, sources=tuple(source.id for source in grille.sources)) for ecart in ECARTS)
    contenu = grilles.render(grille, ecarts, Format.PDF, au=JOUR).contenu

    for page in PdfDocument(contenu):
        lue = page.get_textpage()
        tailles = [
            raw.FPDFText_GetFontSize(lue.raw, rang) for rang in range(lue.count_chars()) if lue.get_text_range(rang, 1).strip()
        ]
        assert min(tailles) >= 7.5


def test_a_long_testimony_is_there_to_its_end_and_no_word_leaves_the_sheet(grilles: GrillesImprimees) -> None:
    longue = "Au début. " + "Des mots qui durent. " * 150 + "x" * 400 + ". À la fin."
    grille = replace(GRILLE, passages=(*GRILLE.passages, PassageMarque("tract", Point.DONNEES, longue)))
    contenu = grilles.render(grille, ECARTS, Format.PDF, au=JOUR).contenu
    lu = " ".join(pages(contenu))

    assert "Au début." in lu
    assert "À la fin." in lu
    for page in PdfDocument(contenu):
        lue = page.get_textpage()
        bords = [lue.get_charbox(rang) for rang in range(lue.count_chars())]
        assert max(droite for _, _, droite, _ in bords) <= A3[0] - MARGE + 1


@pytest.mark.parametrize("constats", [("Oui.\n" * 80, "Fin."), ("Oui.",) * 80 + ("Fin.",)], ids=["lines", "quotes"])
def test_many_short_lines_go_on_to_the_next_page(constats: tuple[str, ...], grilles: GrillesImprimees) -> None:
    grille = replace(GRILLE, passages=tuple(PassageMarque("tract", Point.DONNEES, texte) for texte in constats))
    contenu = grilles.render(grille, ECARTS, Format.PDF, au=JOUR).contenu

    assert "Fin." in " ".join(pages(contenu))
    for page in PdfDocument(contenu):
        lue = page.get_textpage()
        assert min(lue.get_charbox(rang)[1] for rang in range(lue.count_chars()) if lue.get_text_range(rang, 1).strip()) > 0


def test_what_no_font_has_is_said_and_stops_nothing(grilles: GrillesImprimees) -> None:
    grille = replace(GRILLE, passages=(PassageMarque("note", Point.DONNEES, "مركز العمل \U0001f600\nשלום"),))
    rendu = grilles.render(grille, (), Format.PDF, au=JOUR)

    assert b"pdfuaid:part" in rendu.contenu
    assert [dict(remarque.faits)["ou"] for remarque in rendu.remarques] == ["dans la grille"]
    assert grilles.render(grille, (), Format.DOCX, au=JOUR).remarques == ()


@pytest.mark.parametrize("forme", FormeGrille)
@pytest.mark.parametrize("format_", Format)
def test_the_same_grille_gives_the_same_bytes(forme: FormeGrille, format_: Format, grilles: GrillesImprimees) -> None:
    premier = grilles.render(GRILLE, ECARTS, format_, au=JOUR, forme=forme)

    assert grilles.render(GRILLE, ECARTS, format_, au=JOUR, forme=forme) == premier
    assert grilles.render(GRILLE, ECARTS, format_, au=JOUR + dt.timedelta(1), forme=forme) != premier


@pytest.mark.parametrize("forme", FormeGrille)
def test_the_preview_and_what_is_printed_have_the_same_pages(forme: FormeGrille, grilles: GrillesImprimees) -> None:
    contenu = grilles.render(GRILLE, ECARTS, Format.PDF, au=JOUR, forme=forme).contenu
    dessinees = grilles.pages(GRILLE, ECARTS, au=JOUR, forme=forme)
    images = grilles.images(GRILLE, ECARTS, 400, au=JOUR, forme=forme)

    assert len(dessinees) == len(images) == len(pages(contenu))
    assert dessinees[0].startswith(b"<svg")
    assert int.from_bytes(images[0][16:20], "big") == pytest.approx(400, abs=1)


@pytest.mark.parametrize("forme", FormeGrille)
@pytest.mark.parametrize("grille", [Grille(), replace(GRILLE, passages=()), GRILLE], ids=["blank", "silent", "full"])
def test_there_is_a_sheet_without_any_finding(grille: Grille, forme: FormeGrille, grilles: GrillesImprimees) -> None:
    for format_ in Format:
        assert grilles.render(grille, (), format_, au=JOUR, forme=forme).contenu
    assert "Aucun écart trouvé." in text(grilles, grille, (), forme)


# ── In Word ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_word_document_is_a_landscape_a3_whose_heads_come_back(grilles: GrillesImprimees) -> None:
    document = Document(io.BytesIO(grilles.render(GRILLE, ECARTS, Format.DOCX, au=JOUR).contenu))
    section = document.sections[-1]
    grille, liste, anciens = document.tables

    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width == pytest.approx(Mm(420), rel=1e-4)
    assert section.page_height == pytest.approx(Mm(297), rel=1e-4)
    assert [ligne._tr.xpath("./w:trPr/w:tblHeader") != [] for ligne in grille.rows] == [True, True, *[False] * 4]  # noqa: SLF001
    # The bands cover their columns, and say each thing once.
    assert [cellule.text for cellule in dict.fromkeys(grille.rows[0].cells)] == [
        "",
        "Ce qui est annoncé",
        "Ce qui est fait, vu ou rapporté",
    ]
    assert [cellule.text.split()[0] for cellule in grille.rows[1].cells] == ["Point", *"ABCDE"]
    assert "▲ une règle ne paraît pas suivie\u00a0: 2" in grille.rows[3].cells[1].text
    assert len(liste.rows) == 1 + len(ECARTS)
    assert anciens.rows[1].cells[0].text == "article 34"
    assert [paragraphe.text for paragraphe in document.paragraphs if (paragraphe.style.name or "").startswith("Heading")] == [  # type: ignore[union-attr] # every one has a style
        "Ce que dit chaque source",
        "Ce qui ne concorde pas",
        "Ce que ces textes citaient, et où c’est aujourd’hui",
    ]


def test_further_columns_begin_on_a_sheet_of_their_own(grilles: GrillesImprimees) -> None:
    document = Document(io.BytesIO(grilles.render(many(16), (), Format.DOCX, au=JOUR).contenu))
    titres = [paragraphe for paragraphe in document.paragraphs if paragraphe.text.startswith("Ce que dit chaque source")]

    assert [titre.paragraph_format.page_break_before for titre in titres] == [None, True, True]


def test_a_row_goes_on_to_the_next_page_only_when_it_is_long(grilles: GrillesImprimees) -> None:
    grille = replace(GRILLE, passages=(*GRILLE.passages, PassageMarque("tract", Point.REFUS, "mot " * 700)))
    document = Document(io.BytesIO(grilles.render(grille, ECARTS, Format.DOCX, au=JOUR).contenu))

    entieres = [ligne._tr.xpath("./w:trPr/w:cantSplit") != [] for ligne in document.tables[0].rows]  # noqa: SLF001
    assert entieres == [True, True, True, True, True, False]


@pytest.mark.parametrize("forme", FormeGrille)
def test_the_properties_of_a_word_document_say_nothing_of_anyone(forme: FormeGrille, grilles: GrillesImprimees) -> None:
    contenu = grilles.render(GRILLE, ECARTS, Format.DOCX, au=JOUR, forme=forme).contenu
    proprietes = Document(io.BytesIO(contenu)).core_properties

    assert (proprietes.author, proprietes.last_modified_by, proprietes.created) == ("", "", None)
    assert "Dossier" not in proprietes.title
    with zipfile.ZipFile(io.BytesIO(contenu)) as paquet:
        assert {entree.date_time for entree in paquet.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@besoin_de("soffice")
def test_libreoffice_opens_it_on_a3(grilles: GrillesImprimees, tmp_path: Path) -> None:
    contenu = convert(grilles.render(GRILLE, ECARTS, Format.DOCX, au=JOUR).contenu, tmp_path).read_bytes()
    lu = pages(contenu)

    assert all(taille == pytest.approx(A3, abs=1) for taille in page_sizes(contenu))
    for mots in (
        "Ce qui est annoncé",
        "6 mois",
        "5 ans après le dernier entretien",
        "un droit paraît refusé",
        f"page 1/{len(lu)}",
    ):
        assert mots in " ".join(lu)


# ── What is never printed ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("forme", FormeGrille)
def test_no_number_and_no_name_is_printed(forme: FormeGrille, catalogue: Catalogue, grilles: GrillesImprimees) -> None:
    ecarts = (*ECARTS, *find_ecarts(GRILLE, catalogue))
    word = grilles.render(GRILLE, ecarts, Format.DOCX, au=JOUR, forme=forme).contenu
    with zipfile.ZipFile(io.BytesIO(word)) as paquet:
        ecrits = "".join(paquet.read(nom).decode(errors="replace") for nom in paquet.namelist())
    ecrits += text(grilles, GRILLE, ecarts, forme)
    ecrits += " ".join(pages(grilles.render(GRILLE, ecarts, Format.PDF, au=JOUR, forme=forme).contenu))

    assert "[nom masqué]" in ecrits
    for secret in ("Traoré", "Diallo", "Kerbrat", "451 089", "Scans"):
        assert secret not in ecrits


def test_the_summary_is_laid_out_by_our_own_model(
    catalogue: Catalogue, places: Places, tmp_path: Path, grilles: GrillesImprimees
) -> None:
    (tmp_path / "modele.docx").write_bytes(b"pas un modele")
    courriers = Courriers(catalogue, replace(places, gabarits_utilisateur=tmp_path))
    sienne = GrillesImprimees(catalogue, places, courriers=courriers)

    for forme in FormeGrille:
        attendu = grilles.render(GRILLE, ECARTS, Format.DOCX, au=JOUR, forme=forme)
        assert sienne.render(GRILLE, ECARTS, Format.DOCX, au=JOUR, forme=forme) == attendu
    courriers.close()


@besoin_de("pdfinfo")
def test_each_has_a_title_that_names_nothing(grilles: GrillesImprimees) -> None:
    sans_nom = "Ce qui est annoncé d’un fichier de l’action sociale, et ce qui en est fait"
    titres = ("Grille d’écarts", "Grille d’écarts", "Synthèse de la grille d’écarts", sans_nom)
    for forme, titre in zip(FormeGrille, titres, strict=True):
        contenu = grilles.render(GRILLE, ECARTS, Format.PDF, au=JOUR, forme=forme).contenu
        infos = subprocess.run(["pdfinfo", "-"], input=contenu, check=True, capture_output=True).stdout.decode()
        assert f"Title:           {titre}\n" in infos
