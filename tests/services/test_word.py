"""What a Word file says to who hears it: real headings, rows of headers, a language; one document of each kind."""

import io
from collections.abc import Mapping
from itertools import pairwise

import pytest
from docx import Document
from docx.document import Document as DocumentWord
from docx.oxml.ns import qn

from droits_usagers.places import Places
from droits_usagers.services.lettre.courriers import Format
from tests.services.papiers import make_chiffres, make_grilles, make_letters, make_notices, services_at

#: Built into Word: what listens to a document goes from one to the next.
_TITRES = ("Title", "Heading 1", "Heading 2", "Heading 3")
#: Larger than any text, in points.
_GRAND = 20


@pytest.fixture(scope="module")
def documents(places: Places) -> dict[str, DocumentWord]:
    """By kind."""
    services = services_at(places)
    makers = (make_letters, make_notices, make_grilles, make_chiffres)
    try:
        return {nom: Document(io.BytesIO(contenu)) for make in makers for nom, contenu in make(services, Format.DOCX).items()}
    finally:
        services.courriers.close()


def headings(document: DocumentWord) -> list[tuple[str, str]]:
    """Style and words of each, in order."""
    styles = ((paragraphe.style, paragraphe.text) for paragraphe in document.paragraphs)
    return [(str(style.name), texte) for style, texte in styles if style is not None and style.name in _TITRES]


def test_each_says_its_language_and_what_it_is(documents: Mapping[str, DocumentWord]) -> None:
    for nom, document in documents.items():
        langues = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val")
        assert langues == ["fr-FR"], nom
        assert document.core_properties.language.startswith("fr"), nom
        assert document.core_properties.title, nom


def test_headings_are_headings_that_skip_no_level(documents: Mapping[str, DocumentWord]) -> None:
    for nom, document in documents.items():
        titres = headings(document)
        # A letter has an objet, and no heading.
        assert titres or nom == "lettre", nom
        assert all(texte.strip() for _, texte in titres), nom
        rangs = [max(_TITRES.index(style), 1) for style, _ in titres]
        assert all(apres - avant <= 1 for avant, apres in pairwise(rangs)), (nom, titres)


def test_no_paragraph_is_made_to_look_like_a_heading(documents: Mapping[str, DocumentWord]) -> None:
    """Bold and larger than the text from end to end: a heading that nobody hears."""
    for nom, document in documents.items():
        for paragraphe in document.paragraphs:
            courses = [course for course in paragraphe.runs if course.text.strip()]
            grands = [course for course in courses if course.bold and course.font.size and course.font.size.pt > _GRAND]
            # What is boxed is read first, and is no heading: the day to come back.
            encadre = paragraphe._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None  # noqa: SLF001 - python-docx knows no border
            if courses and courses == grands and not encadre:
                assert paragraphe.style is not None
                assert paragraphe.style.name in _TITRES, (nom, paragraphe.text)


def test_every_table_says_which_row_is_its_header(documents: Mapping[str, DocumentWord]) -> None:
    """One row alone only puts two things side by side, or in a frame: it is read in its order, and has no header."""
    tableaux = 0
    for nom, document in documents.items():
        for tableau in document.tables:
            if len(tableau.rows) == 1:
                continue
            entete = tableau.rows[0]
            assert entete._tr.xpath("w:trPr/w:tblHeader"), nom  # noqa: SLF001 - nor rows of headers
            assert any(cellule.text.strip() for cellule in entete.cells), nom
            tableaux += 1
    assert tableaux > 10


def test_every_picture_says_what_it_shows(documents: Mapping[str, DocumentWord]) -> None:
    for nom, document in documents.items():
        for dessin in document.element.body.iter("{*}docPr"):
            assert str(dessin.get("descr", "")).strip(), nom
