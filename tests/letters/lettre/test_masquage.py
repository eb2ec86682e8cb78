"""A copy is only given once it was read back: whatever was added to it, or shows through, is found."""

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import PageImage
from droits_usagers.domain.socle.masques import ENTIERE, ZoneMasquee, together
from droits_usagers.letters.lettre.lecture_pdf import LecteurPdf
from droits_usagers.letters.lettre.masquage import PageMasquee, cover, read_back, write

ZONE = ZoneMasquee(0.2, 0.2, 0.6, 0.4)
POINTS = (100.0, 50.0)


def drawn(*, couleurs: bool = True) -> PageImage:
    """A page of all shades."""
    octets = b"".join(
        bytes((x % 256, (x * y) % 256 if couleurs else x % 256, x % 256, 0)) for y in range(100) for x in range(200)
    )
    return PageImage(200, 100, octets)


def pages(*, octets_max: int = 1_000_000) -> list[PageMasquee]:
    return [
        cover(drawn(), POINTS, (ZONE,), octets_max=octets_max),
        cover(drawn(couleurs=False), POINTS, (ENTIERE,), octets_max=octets_max),
        cover(drawn(), POINTS, (), octets_max=octets_max),
    ]


@pytest.fixture(scope="module")
def lecteur() -> LecteurPdf:
    return LecteurPdf()


@pytest.fixture(scope="module", autouse=True)
def _closed(lecteur: LecteurPdf) -> object:
    yield
    lecteur.close()


def test_the_file_is_read_back_as_it_was_made(lecteur: LecteurPdf) -> None:
    for limite in (1_000_000, 6_000, 1):
        faites = pages(octets_max=limite)
        read_back(write(faites), faites, lecteur)
    assert (pages()[0].couleurs, pages(octets_max=1)[0].couleurs) == (True, False)


def changed(change: Callable[[pikepdf.Pdf], None]) -> Callable[[bytes], bytes]:
    def rewrite(contenu: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(contenu)) as pdf:
            change(pdf)
            sortie = io.BytesIO()
            pdf.save(sortie, static_id=True)
            return sortie.getvalue()

    return rewrite


def _annotate(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("x"))]
    )


def _write_over(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.Font = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    pdf.pages[0].contents_add(b"BT /F 9 Tf 3 Tr 10 10 Td (x) Tj ET")


def _attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a"] = pikepdf.AttachedFileSpec(pdf, b"x", filename="a")


AJOUTS = {
    "rien, mais écrit autrement": changed(lambda _pdf: None),
    "annotation": changed(_annotate),
    "texte": changed(_write_over),
    "document joint": changed(_attach),
    "fin": lambda contenu: contenu + b"x",
    "commentaire": lambda contenu: contenu.replace(b"xref\n", b"% x\nxref\n", 1),
    "version": lambda contenu: contenu + b"trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n",
    "objet": lambda contenu: contenu.replace(
        b"xref\n0", b"12 0 obj\n<< /Length 1 >>\nstream\nx\nendstream\nendobj\nxref\n0", 1
    ),
    "clé": lambda contenu: contenu.replace(b"/Type /Catalog", b"/Type /Catalog /Lang (x)", 1),
    "nom": lambda contenu: contenu.replace(b"/Type /Catalog", b"/Type /Catalog /Kerborgne 1 0 R", 1),
    "points après l'image": lambda contenu: re.sub(
        rb"/Length (\d+) >>\nstream\n(.*?)\nendstream",
        lambda vu: b"/Length %d >>\nstream\n%s\nendstream" % (int(vu[1]) + 1, vu[2] + b"x"),
        contenu,
        count=1,
        flags=re.DOTALL,
    ),
    "dessin": lambda contenu: contenu.replace(b"0 0 cm /I Do", b"0 9 cm /I Do", 1),
    "image montrée plus petite": lambda contenu: contenu.replace(b"100 0 0 50 0 0 cm /I Do", b"050 0 0 50 0 0 cm /I Do", 1),
}


@pytest.mark.parametrize("ajout", AJOUTS.values(), ids=list(AJOUTS))
def test_whatever_is_added_to_it_is_found(ajout: Callable[[bytes], bytes], lecteur: LecteurPdf) -> None:
    faites = pages()
    change = ajout(write(faites))
    assert change != write(faites)

    with pytest.raises(ExpectedError) as erreur:
        read_back(change, faites, lecteur)

    assert erreur.value.panne is Panne.MASQUAGE_NON_RELU


def test_a_part_that_was_not_covered_or_a_page_that_is_missing_is_found(lecteur: LecteurPdf) -> None:
    faites, nues = pages(), pages()
    nues[0] = cover(drawn(), POINTS, (), octets_max=1_000_000)
    for contenu in (write(nues), write(faites[:2])):
        with pytest.raises(ExpectedError):
            read_back(contenu, faites, lecteur)


def test_a_page_covered_whole_is_covered_once() -> None:
    assert together([(3, ZONE), (1, ZONE), (3, ENTIERE), (3, ZONE), (1, ENTIERE)]) == {1: (ENTIERE,), 3: (ENTIERE,)}


def test_a_zone_stays_in_its_page() -> None:
    moved = ZONE.moved((-1.0, 2.0))
    assert (moved.gauche, moved.bas) == (0.0, 1.0)
    grandie = ZONE.moved((0.0, 0.0), (5.0, -5.0))
    assert (grandie.gauche, grandie.droite) == (0.0, 1.0)
    assert grandie.bas - grandie.haut == pytest.approx(0.005)
