"""PDF files made by others are drawn elsewhere, and one made to harm harms nothing."""

import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache

import pytest
import typst

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import PartieMuette
from droits_usagers.letters.lettre.lecture_pdf import PIXELS_MAX, LecteurPdf, Ouvrier
from tests.bavards import filled, lettre, outlined, read_by_machine, scan, stamped, with_picture, wordless

#: A blank page.
ILLISIBLE = b"-"


@lru_cache
def pdf(
    source: str = "#set page(fill: rgb(10, 20, 30), width: 100pt, height: 200pt)\nBonjour Élodie\n#pagebreak()\nDeux",
) -> bytes:
    return bytes(typst.compile(source.encode()))


def raw_pdf(boite: str = "0 0 100 200", *, suite: str = "", contenu: bytes = b"") -> bytes:
    """A page of this size, by hand."""
    objets = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{boite}] /Contents 4 0 R >>".encode(),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(contenu), contenu),
    ]
    corps, places = b"%PDF-1.7\n", []
    for numero, objet in enumerate(objets, 1):
        places.append(len(corps))
        corps += b"%d 0 obj\n%s\nendobj\n" % (numero, objet)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    fin = b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF"
    return corps + fin % (table, suite.encode(), len(corps))


SANS_PAGE = raw_pdf().replace(b"/Kids [3 0 R] /Count 1", b"/Kids [     ] /Count 0")


@pytest.fixture(scope="module")
def lecteur() -> Iterator[LecteurPdf]:
    lecteur = LecteurPdf()
    yield lecteur
    lecteur.close()


def test_pages_are_drawn_as_wide_as_asked_and_their_text_read(lecteur: LecteurPdf) -> None:
    assert lecteur.open(pdf()) == 2

    page = lecteur.page(0, 150)

    assert (page.largeur, page.hauteur) == (150, 300)
    assert len(page.octets) == 150 * 300 * 4
    assert page.octets[:3] == bytes((30, 20, 10))
    assert lecteur.text(0) == "Bonjour Élodie"
    assert lecteur.text(1) == "Deux"


def test_a_word_that_an_end_of_line_cuts_is_read_as_it_is_written(lecteur: LecteurPdf) -> None:
    lecteur.open(pdf("Son véhi-\\ cule est chez Marie-\\ Laure."))

    assert lecteur.text(0) == "Son véhi-\ncule est chez Marie-\nLaure."


def test_another_file_takes_the_place_of_the_first(lecteur: LecteurPdf) -> None:
    lecteur.open(pdf())

    with pytest.raises(ExpectedError):
        lecteur.open(b"%PDF-1.7 and nothing else")
    with pytest.raises(ExpectedError):
        lecteur.page(0, 100)


def test_what_never_ends_is_ended_and_the_next_one_is_drawn() -> None:
    # Two million strokes across a page, in a few thousand bytes.
    lourd = raw_pdf(contenu=zlib.compress(b"0 0 m 100 200 l S 0.1 w 5 5 90 190 re f* " * 2_000_000))
    lecteur = LecteurPdf(duree_max_s=1.0)
    try:
        lecteur.open(lourd)
        with pytest.raises(ExpectedError) as erreur:
            lecteur.page(0, 2000)
        assert erreur.value.panne is Panne.PIECE_ILLISIBLE
    finally:
        lecteur.close()


MUETS = {
    "un texte": (lettre, None),
    "une image": (scan, PartieMuette.IMAGE),
    "une image sous quelques mots": (with_picture, PartieMuette.PARTIE),
    "un tampon": (stamped, PartieMuette.PARTIE),
    "un nom sur une ligne": (lambda: stamped(60, 6), PartieMuette.PARTIE),
    "un tampon dans une forme": (lambda: stamped(forme=True), PartieMuette.PARTIE),
    "un tampon pâle": (lambda: stamped(encre=238), PartieMuette.PARTIE),
    "une image d'un point": (lambda: stamped(8, 8), None),
    "des lettres dessinées sous un texte": (outlined, PartieMuette.PARTIE),
    "des puces, des cases, un cadre arrondi": (
        lambda: lettre(
            '#set page(paper: "a4")\n#list([Un], [Deux], [Trois])\n#rect(radius: 5pt, fill: gray)[Quatre]\n'
            "#for n in range(9) [#circle(radius: 4pt, fill: red) #box(stroke: 1pt, width: 8pt, height: 8pt) #underline[cinq]]"
        ),
        None,
    ),
    "un texte que personne ne voit": (read_by_machine, PartieMuette.CACHE),
    "rien": (lambda: lettre(" "), None),
    "des lettres blanches": (lambda: lettre("#text(white)[Kerborgne]"), PartieMuette.CACHE),
    "un filet": (
        lambda: lettre('#set page(paper: "a4")\nDit.\n#line(length: 100%)\n#table(columns: 4, ..range(40).map(i => [a]))'),
        None,
    ),
    "un bandeau": (
        lambda: lettre('#set page(paper: "a4")\n#rect(fill: blue, width: 100%, height: 4cm)[#text(white)[Dit.]]'),
        None,
    ),
    "des traits sans lettres": (
        lambda: raw_pdf(
            contenu=zlib.compress(b"3 w " + b"".join(b"%d 9 m 9 %d l S " % (9 + n, 9 + n) for n in range(0, 90, 8)))
        ),
        PartieMuette.IMAGE,
    ),
    "des lettres que le fichier ne dit pas": (wordless, PartieMuette.SIGNES),
}


@pytest.mark.parametrize(("contenu", "manque"), MUETS.values(), ids=list(MUETS))
def test_what_is_drawn_and_is_no_text_that_can_be_read_is_said(
    lecteur: LecteurPdf, contenu: Callable[[], bytes], manque: PartieMuette | None
) -> None:
    lecteur.open(contenu())
    assert lecteur.unread(0) is manque


def test_what_is_filled_in_a_form_is_read_and_found_and_what_notes_say_is_read(lecteur: LecteurPdf) -> None:
    lecteur.open(filled())

    assert lecteur.text(0).split("\n")[-1] == "chez Élodie"
    assert "12 rue de Kerborgne" in lecteur.text(0)
    assert lecteur.unread(0) is None
    assert len(lecteur.places(0, "rue de kerborgne")) == 1


# The same, without the process.


def test_a_page_too_large_is_drawn_smaller() -> None:
    ouvrier = Ouvrier()
    ouvrier.answer(("ouvrir", raw_pdf("0 0 200 14000", contenu=zlib.compress(b""))))

    reponse = ouvrier.answer(("page", 0, 5000))

    assert len(reponse) <= PIXELS_MAX * 4 * 1.01


@pytest.mark.parametrize("contenu", [b"", b"%PDF-1.7 rien", pdf()[:200], SANS_PAGE])
def test_a_broken_file_is_said(contenu: bytes) -> None:
    assert Ouvrier().answer(("ouvrir", contenu)) == ILLISIBLE


def test_one_that_asks_for_a_password_is_said(lecteur: LecteurPdf) -> None:
    cles = "<" + "41" * 32 + ">"
    chiffre = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {cles} /U {cles} /P -4 >> /ID [<41> <41>] "

    with pytest.raises(ExpectedError) as erreur:
        lecteur.open(raw_pdf(suite=chiffre))

    assert erreur.value.panne is Panne.PIECE_PROTEGEE


def test_a_page_that_is_not_there_is_said() -> None:
    ouvrier = Ouvrier()
    assert ouvrier.answer(("texte", 0)) == ILLISIBLE
    ouvrier.answer(("ouvrir", pdf()))

    assert ouvrier.answer(("page", 7, 100)) == ILLISIBLE


def test_a_page_of_no_width_is_said() -> None:
    ouvrier = Ouvrier()
    ouvrier.answer(("ouvrir", pdf()))

    assert ouvrier.answer(("page", 0, 0)) == ILLISIBLE
