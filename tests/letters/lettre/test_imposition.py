"""Our PDF files made ready for a printer: as they are when they can be, in part, in halves, or smaller."""

import io

import pytest
from pypdfium2 import PdfDocument

from droits_usagers.domain.socle.impression import Face, PageImprimee, Part, Support, Travail
from droits_usagers.letters.lettre.imposition import for_printer, page_supports
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
