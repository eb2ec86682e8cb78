"""The grille d'écarts on paper: what stands where, what is never printed, and two pages that never become three."""

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
from droits_usagers.domain.ecarts import Constat, Ecart, GenreSource, Grille, Point, Source
from droits_usagers.domain.organismes import Organisme
from droits_usagers.letters.grille.valeurs import Planche
from droits_usagers.places import Places
from droits_usagers.services.courriers import Courriers, Format
from droits_usagers.services.ecarts import find_ecarts
from droits_usagers.services.grille_imprimee import FormeGrille, GrillesImprimees
from droits_usagers.services.planche import write_planche
from tests.letters.lecture import convert
from tests.outils import besoin_de

JOUR = dt.date(2026, 11, 24)
#: In points.
A3, A4 = (1190.55, 841.89), (595.28, 841.89)
MARGE = 12 / 25.4 * 72
GRILLE = Grille(
    "Dossier social informatisé",
    Organisme("Département de l'Estuaire"),
    sources=(
        Source("tract", GenreSource.TEMOIGNAGE, dt.date(2011, 2, 8)),
        Source("registre", GenreSource.REGISTRE, fichier="C:\\Scans\\registre de Mme Traoré.pdf"),
        Source("note", GenreSource.NOTE, dt.date(2009, 3, 11)),
        Source("declaration", GenreSource.DECLARATION, dt.date(2008, 5, 16), fichier="scans/declaration.pdf"),
        Source("ecran", GenreSource.LOGICIEL, dt.date(2011, 1, 20)),
    ),
    constats=(
        Constat("declaration", Point.CONSERVATION, "6 mois"),
        Constat("declaration", Point.CONSERVATION, "Durée fixée par l'article 34 de la loi."),
        Constat("tract", Point.CONSERVATION, "5 ans après le dernier entretien"),
        Constat("tract", Point.COMMENTAIRES, "On y lit le 1 84 12 76 451 089 46 et ce que dit Mme Diallo."),
        Constat("note", Point.FINALITE, "  "),
    ),
)
ECARTS = (
    Ecart(
        "a", Point.REFUS, ("tract", "note"), 3, ("rgpd-21-1",), "Sans saisie, pas de rendez-vous.", demande="nommer le texte"
    ),
    Ecart("b", Point.CONSERVATION, ("declaration", "tract"), 2, ("rgpd-5-1-e",), "Deux durées.", "Une seule.", "dire laquelle"),
    Ecart("personnel", Point.SECURITE, (), 1, (), "M. Kerbrat a la clé."),
)
PHRASE = "Une phrase très longue qui raconte, avec des détails, ce que montrent les sources. "


@pytest.fixture(scope="module")
def grilles(catalogue: Catalogue, places: Places) -> Iterator[GrillesImprimees]:
    courriers = Courriers(catalogue, places)
    yield GrillesImprimees(catalogue, places, courriers=courriers)
    courriers.close()


@pytest.fixture(scope="module")
def planche(catalogue: Catalogue) -> Planche:
    return write_planche(GRILLE, ECARTS, catalogue, au=JOUR)


def many(nombre: int) -> Grille:
    """As many sources, each of which says something of every point."""
    sources = tuple(Source(f"s{rang}", GenreSource.NOTE, dt.date(2010 + rang, 1, 1)) for rang in range(nombre))
    return Grille(sources=sources, constats=tuple(Constat(source.id, point, "Oui.") for source in sources for point in Point))


def numbered(nombre: int, fait: str) -> tuple[Ecart, ...]:
    return tuple(Ecart("personnel", Point.DONNEES, (), 3 - rang * 3 // nombre, (), fait) for rang in range(nombre))


def pages(contenu: bytes) -> list[str]:
    """The text of each page, each on one line."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in PdfDocument(contenu)]


def page_sizes(contenu: bytes) -> list[tuple[float, float]]:
    return [page.get_size() for page in PdfDocument(contenu)]


def text(grilles: GrillesImprimees, grille: Grille, ecarts: tuple[Ecart, ...], forme: FormeGrille = FormeGrille.GRILLE) -> str:
    return grilles.text(grille, ecarts, au=JOUR, forme=forme).replace("\u00a0", " ").replace("\u202f", " ")


# ── What stands where ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_announced_comes_before_what_is_done_each_from_the_oldest(planche: Planche) -> None:
    (volet,) = planche.volets

    assert [(colonne.repere, colonne.genre) for colonne in volet.colonnes] == [
        ("A", "Déclaration"),
        ("B", "Note"),
        # Without a date.
        ("C", "Registre"),
        ("D", "Logiciel"),
        ("E", "Témoignage, sans nom"),
    ]
    assert [(bande.colonnes, bande.fait) for bande in volet.bandes] == [(3, False), (2, True)]
    assert [colonne.temoignage for colonne in volet.colonnes] == [False] * 4 + [True]


def test_only_points_of_which_something_is_said_have_a_row_in_their_order(planche: Planche) -> None:
    assert [rangee.point for rangee in planche.volets[0].rangees] == ["Commentaires", "Conservation", "Sécurité", "Refus"]


def test_the_number_of_a_finding_is_in_the_cells_it_rests_on_and_on_its_row(planche: Planche) -> None:
    _, conservation, securite, refus = planche.volets[0].rangees

    def numbers(marques: object) -> list[object]:
        return [(marque.gravite, marque.numeros) for marque in marques]  # type: ignore[attr-defined] # Marque

    assert [numbers(case.marques) for case in conservation.cases] == [[(2, (2,))], [], [], [], [(2, (2,))]]
    assert numbers(refus.marques) == [(3, (1,))]
    assert [numbers(case.marques) for case in refus.cases] == [[], [(3, (1,))], [], [], [(3, (1,))]]
    # A finding of one's own that names no source.
    assert numbers(securite.marques) == [(1, (3,))]
    assert [ecart.sources for ecart in planche.ecarts] == ["B, E", "A, E", ""]


def test_a_cell_holds_all_that_a_source_says(planche: Planche) -> None:
    conservation = planche.volets[0].rangees[1].cases[0]

    assert len(conservation.citations) == 2


def test_an_old_article_is_told_with_what_it_is_today(planche: Planche, grilles: GrillesImprimees) -> None:
    (ancien,) = planche.anciens

    assert (ancien.ancien, ancien.sources) == ("article 34", "A")
    assert "article 32 du RGPD" in ancien.aujourd_hui
    assert ancien.piege
    assert "article 34" in text(grilles, GRILLE, ECARTS).partition("où c’est aujourd’hui")[2]
    assert "où c’est aujourd’hui" not in text(grilles, replace(GRILLE, constats=()), ECARTS)


def test_sources_alike_are_told_apart_by_their_id(catalogue: Catalogue) -> None:
    grille = replace(GRILLE, sources=(*GRILLE.sources, Source("tract-bis", GenreSource.TEMOIGNAGE, dt.date(2011, 2, 8))))
    colonnes = write_planche(grille, (), catalogue, au=JOUR).volets[0].colonnes

    dits = ["".join(getattr(inline, "texte", "") for inline in colonne.fichier) for colonne in colonnes]
    assert dits == ["declaration.pdf", "", "registre de Mme [nom masqué]", "", "tract", "tract-bis"]


def test_beyond_seven_sources_columns_go_on_other_sheets(catalogue: Catalogue, grilles: GrillesImprimees) -> None:
    volets = write_planche(many(16), (), catalogue, au=JOUR).volets
    lu = pages(grilles.render(many(16), (), Format.PDF, au=JOUR).contenu)

    assert [len(volet.colonnes) for volet in volets] == [5, 5, 6]
    assert [colonne.repere for volet in volets for colonne in volet.colonnes] == list("ABCDEFGHIJKLMNOP")
    assert all(len(volet.rangees) == len(Point) for volet in volets)
    # Every sheet says what its rows and its columns are.
    for de, a in (("A", "E"), ("F", "J"), ("K", "P")):
        (feuille,) = [page for page in lu if f": {de} à {a}" in page]
        assert "Ce qui est annoncé" in feuille
        assert all(point in feuille for point in ("Point", "But", "Conservation"))


def test_after_the_letter_z_comes_aa(catalogue: Catalogue) -> None:
    volets = write_planche(many(28), (), catalogue, au=JOUR).volets

    assert [colonne.repere for volet in volets for colonne in volet.colonnes][-3:] == ["Z", "AA", "AB"]


# ── On paper ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


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
    longue = "Au début. " + "Des mots qui durent. " * 150 + "x" * 400 + " À la fin."
    grille = replace(GRILLE, constats=(*GRILLE.constats, Constat("tract", Point.DONNEES, longue)))
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
    grille = replace(GRILLE, constats=tuple(Constat("tract", Point.DONNEES, texte) for texte in constats))
    contenu = grilles.render(grille, ECARTS, Format.PDF, au=JOUR).contenu

    assert "Fin." in " ".join(pages(contenu))
    for page in PdfDocument(contenu):
        lue = page.get_textpage()
        assert min(lue.get_charbox(rang)[1] for rang in range(lue.count_chars()) if lue.get_text_range(rang, 1).strip()) > 0


def test_what_no_font_has_is_said_and_stops_nothing(grilles: GrillesImprimees) -> None:
    grille = replace(GRILLE, constats=(Constat("note", Point.DONNEES, "مركز العمل \U0001f600\nשלום"),))
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
@pytest.mark.parametrize("grille", [Grille(), replace(GRILLE, constats=()), GRILLE], ids=["blank", "silent", "full"])
def test_there_is_a_sheet_without_any_finding(grille: Grille, forme: FormeGrille, grilles: GrillesImprimees) -> None:
    for format_ in Format:
        assert grilles.render(grille, (), format_, au=JOUR, forme=forme).contenu
    assert "Aucun écart trouvé." in text(grilles, grille, (), forme)


# ── In Word ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


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
    assert "▲ règle non suivie\u00a0: 2" in grille.rows[3].cells[1].text
    assert len(liste.rows) == 1 + len(ECARTS)
    assert anciens.rows[1].cells[0].text == "article 34"
    assert [paragraphe.text for paragraphe in document.paragraphs if (paragraphe.style.name or "").startswith("Heading")] == [  # type: ignore[union-attr] # every one has a style
        "Ce que dit chaque source",
        "Ce qui ne concorde pas",
        "Ce que ces textes citaient, et où c’est aujourd’hui",
    ]


def test_a_row_goes_on_to_the_next_page_only_when_it_is_long(grilles: GrillesImprimees) -> None:
    grille = replace(GRILLE, constats=(*GRILLE.constats, Constat("tract", Point.REFUS, "mot " * 700)))
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
    for mots in ("Ce qui est annoncé", "6 mois", "5 ans après le dernier entretien", "droit refusé", f"page 1/{len(lu)}"):
        assert mots in " ".join(lu)


# ── What is never printed ────────────────────────────────────────────────────────────────────────────────────────────────


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


def test_nothing_of_it_shows_in_a_repr(planche: Planche) -> None:
    for secret in ("5 ans", "Sans saisie", "Estuaire", "informatisé"):
        assert secret not in repr(planche)


# ── Two pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────

EXTREMES = {
    "long": numbered(40, PHRASE * 30),
    "short": numbered(90, "Court."),
    "unbroken": numbered(40, "W" * 3000),
    "three times": tuple(replace(ecart, droit=PHRASE * 9, demande=PHRASE * 9) for ecart in numbered(40, PHRASE * 9)),
}


@pytest.mark.parametrize("nom", EXTREMES)
def test_the_summary_never_takes_more_than_two_pages(nom: str, grilles: GrillesImprimees) -> None:
    grille = replace(many(16), titre="Titre " * 400, organisme=Organisme("M" * 900))
    contenu = grilles.render(grille, EXTREMES[nom], Format.PDF, au=JOUR, forme=FormeGrille.SYNTHESE).contenu

    assert len(pages(contenu)) == 2
    assert page_sizes(contenu)[0] == pytest.approx(A4, abs=1)


@besoin_de("soffice")
@pytest.mark.parametrize("nom", EXTREMES)
def test_nor_in_word(nom: str, grilles: GrillesImprimees, tmp_path: Path) -> None:
    contenu = grilles.render(GRILLE, EXTREMES[nom], Format.DOCX, au=JOUR, forme=FormeGrille.SYNTHESE).contenu

    assert len(pages(convert(contenu, tmp_path).read_bytes())) <= 2


def test_what_does_not_fit_is_counted_and_is_the_least_grave(grilles: GrillesImprimees) -> None:
    lu = text(grilles, GRILLE, EXTREMES["long"], FormeGrille.SYNTHESE)
    gardes = [rang for rang in range(1, 41) if f"\n{rang}. Données. " in lu]

    assert gardes == list(range(1, len(gardes) + 1))
    assert 5 < len(gardes) < 40
    assert f"Et {40 - len(gardes)} autres, dans la grille." in lu
    assert lu.index("Un droit est refusé") < lu.index("1. Données")


def test_what_fits_is_told_and_nothing_more_is_counted(grilles: GrillesImprimees) -> None:
    entiere = text(grilles, GRILLE, EXTREMES["long"], FormeGrille.SYNTHESE)
    gardes = sum(f"\n{rang}. Données. " in entiere for rang in range(1, 41))
    tous = text(grilles, GRILLE, EXTREMES["long"][:gardes], FormeGrille.SYNTHESE)

    assert "dans la grille." not in tous.replace("celui de la grille.", "")


def test_the_summary_says_the_fact_the_rule_and_what_is_asked(grilles: GrillesImprimees) -> None:
    lu = text(grilles, GRILLE, ECARTS, FormeGrille.SYNTHESE)

    assert "2. Conservation. Deux durées. Une seule.\nNous demandons de dire laquelle." in lu
    # Someone's own finding, in which nothing is asked.
    assert "3. Sécurité. M. [nom masqué] a la clé.\n" in lu
    assert "déclaration du 16 mai 2008, note du 11 mars 2009, registre." in lu
    for mots in (
        "délégué à la protection des données",
        "ni nom, ni numéro",
        "Refuser seul",
        "ni le poste",
        "On peut la voir ici",
    ):
        assert mots in lu


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
def test_both_have_a_title_that_names_nothing(grilles: GrillesImprimees) -> None:
    for forme, titre in zip(FormeGrille, ("Grille d’écarts", "Synthèse de la grille d’écarts"), strict=True):
        contenu = grilles.render(GRILLE, ECARTS, Format.PDF, au=JOUR, forme=forme).contenu
        infos = subprocess.run(["pdfinfo", "-"], input=contenu, check=True, capture_output=True).stdout.decode()
        assert f"Title:           {titre}\n" in infos
