"""Our PDF files made ready for a printer: as they are when they can be, in part, in halves, or smaller."""

import io

import pytest
from pypdfium2 import PdfDocument, raw

from droits_usagers.domain.socle.impression import Face, PageImprimee, Part, Support, Travail
from droits_usagers.letters.lettre.assemblage import for_printer, page_supports
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.letters.cas import COMPLETE

A4, A3 = (595, 842), (842, 1191)


@pytest.fixture(scope="module")
def lettre(courriers: Courriers) -> bytes:
    return courriers.render(courriers.compose(COMPLETE), Format.PDF).contenu


def blank(*tailles: tuple[float, float]) -> bytes:
    document = PdfDocument.new()
    for taille in tailles:
        document.new_page(*taille)
    document.save(sortie := io.BytesIO())
    return sortie.getvalue()


def enlarged(lettre: bytes, *, couchee: bool = False) -> bytes:
    """The first page of a letter, on an A3."""
    fait, source = PdfDocument.new(), PdfDocument(lettre)
    page = fait.new_page(*(reversed(A3) if couchee else A3))
    objet = source.page_as_xobject(0, fait).as_pageobject()
    page.insert_obj(objet)
    page.gen_content()
    fait.save(sortie := io.BytesIO())
    return sortie.getvalue()


def marked(taille: tuple[float, float], gauche: float, bas: float) -> bytes:
    """A page with a black square of a hundred points, by its bottom left corner."""
    document = PdfDocument.new()
    page = document.new_page(*taille)
    carre = raw.FPDFPageObj_CreateNewRect(gauche, bas, 100, 100)
    raw.FPDFPath_SetDrawMode(carre, raw.FPDF_FILLMODE_ALTERNATE, 0)
    raw.FPDFPage_InsertObject(page, carre)
    page.gen_content()
    document.save(sortie := io.BytesIO())
    return sortie.getvalue()


def square(contenu: bytes, rang: int = 0) -> tuple[int, int, int, int] | None:
    """Where that square is shown, in points from the top left corner: its left, its top, its width, its height."""
    image = PdfDocument(contenu)[rang].render(prefer_bgrx=True)
    octets = bytes(image.buffer)
    noirs = [divmod(point, image.width) for point in range(len(octets) // 4) if octets[4 * point] < 128]
    if not noirs:
        return None
    (haut, gauche), (bas, droite) = (tuple(f(axe) for axe in zip(*noirs, strict=True)) for f in (min, max))
    return gauche, haut, droite - gauche + 1, bas - haut + 1


def sizes(contenu: bytes) -> list[tuple[int, int]]:
    return [(round(page.get_width()), round(page.get_height())) for page in PdfDocument(contenu)]


def texts(contenu: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in PdfDocument(contenu)]


def job(*vues: PageImprimee, support: Support = Support.A4, reduit: bool = False) -> Travail:
    return Travail(0, support, Face.RECTO, vues, reduit=reduit)


def test_the_paper_of_each_page_is_known(lettre: bytes) -> None:
    assert set(page_supports(lettre)) == {Support.A4}
    assert page_supports(blank(A3, (1191, 842), (612, 792), (100, 100))) == (
        Support.A3,
        Support.A3,
        Support.LETTER,
        Support.AUTRE,
    )


def test_a_letter_printed_whole_is_handed_as_it_was_made(lettre: bytes) -> None:
    toutes = [PageImprimee(page) for page in range(len(PdfDocument(lettre)))]
    assert for_printer(job(*toutes), lettre) is lettre
    refaite = blank(A4)
    assert for_printer(job(PageImprimee(0, refaite=True)), b"", refaite) is refaite


def test_some_of_its_pages_keep_their_words(lettre: bytes) -> None:
    une = for_printer(job(PageImprimee(1)), lettre)
    assert texts(une) == texts(lettre)[1:2]
    assert sizes(une) == [A4]


@pytest.mark.parametrize("couchee", [False, True])
def test_an_a3_is_cut_in_two_at_its_size(lettre: bytes, *, couchee: bool) -> None:
    # What is printed on an A3 is at its bottom left corner.
    moities = for_printer(job(PageImprimee(0, Part.DEBUT), PageImprimee(0, Part.FIN)), enlarged(lettre, couchee=couchee))
    assert sizes(moities) == [A4, A4] if couchee else [(842, 595)] * 2
    haut, bas = (_ink(moities, rang) for rang in (0, 1))
    assert (haut, bas) == ((True, False) if couchee else (True, True))


def _ink(contenu: bytes, rang: int) -> bool:
    """True if something is drawn on a page."""
    return min(bytes(PdfDocument(contenu)[rang].render().buffer)) < 255


def test_what_is_larger_than_the_sheet_is_made_to_fit_it(lettre: bytes) -> None:
    petite = for_printer(job(PageImprimee(0), support=Support.LETTER, reduit=True), lettre)
    assert sizes(petite) == [(612, 792)]
    assert texts(petite) == texts(lettre)[:1]
    couchee = for_printer(job(PageImprimee(0), reduit=True), enlarged(lettre, couchee=True))
    assert sizes(couchee) == [(842, 595)]


@pytest.mark.parametrize(
    ("taille", "moities"),
    [
        # Upright, it is cut across its height: the top half first, each lying down.
        (A3, [(200, 100, 100, 100), None]),
        ((1190, 842), [(200, 347, 100, 100), None]),
    ],
)
def test_each_half_of_an_a3_is_where_it_was(
    taille: tuple[float, float], moities: list[tuple[int, int, int, int] | None]
) -> None:
    debut = (200, taille[1] - 200) if taille == A3 else (200, 395)
    fin = (200, taille[1] - 596 - 200) if taille == A3 else (595 + 200, 395)
    vues = job(PageImprimee(0, Part.DEBUT), PageImprimee(0, Part.FIN))
    for place, attendues in ((debut, moities), (fin, moities[::-1])):
        coupee = for_printer(vues, marked(taille, *place))
        for rang, attendue in enumerate(attendues):
            _near(square(coupee, rang), attendue)


def _near(trouve: tuple[int, int, int, int] | None, attendu: tuple[int, int, int, int] | None) -> None:
    """To the point."""
    assert trouve == (attendu and pytest.approx(attendu, abs=2))


def test_what_is_made_smaller_is_in_the_middle_of_the_sheet_away_from_its_edges() -> None:
    # Of an A4, five millimetres on each side cannot be printed.
    bord = 5 * 72 / 25.4
    echelle = (595.3 - 2 * bord) / 842
    for taille, place in ((A3, (371, 545.5)), ((1191, 842), (545.5, 371))):
        reduite = for_printer(job(PageImprimee(0), reduit=True), marked(taille, *place))
        large, haut = sizes(reduite)[0]
        cote = 100 * echelle
        _near(square(reduite), (round((large - cote) / 2), round((haut - cote) / 2), round(cote), round(cote)))
    entiere = for_printer(job(PageImprimee(0), reduit=True), marked((300, 200), 0, 0))
    # Never made larger.
    _near(square(entiere), (round((842 - 300) / 2), round((595 + 200) / 2) - 100, 100, 100))


def test_a_square_page_goes_on_an_upright_sheet_and_is_cut_as_an_upright_one() -> None:
    carree = blank((900, 900))
    assert sizes(for_printer(job(PageImprimee(0), reduit=True), carree)) == [A4]
    assert sizes(for_printer(job(PageImprimee(0, Part.DEBUT), PageImprimee(0, Part.FIN)), carree)) == [(842, 595)] * 2
