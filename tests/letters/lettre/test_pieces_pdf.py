"""The exhibits in one PDF: a list, then each with its number on every page, whatever kind of file it is."""

import io
import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import typst
from pypdfium2 import PdfDocument

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.assemblage import Assembleur, CadrePage, Montage, Pose, answer
from droits_usagers.letters.lettre.pieces_pdf import (
    Bordereau,
    Contenu,
    ImagePiece,
    PagesPdf,
    PieceNumerotee,
    TextePiece,
    TypographePieces,
)
from droits_usagers.places import Places

ILLISIBLE = b"-"


@lru_cache
def pdf(source: str = "Bonjour Élodie\n#pagebreak()\nDeux") -> bytes:
    return bytes(typst.compile(source.encode()))


def png(couleur: tuple[int, int, int] = (200, 30, 40)) -> bytes:
    """A picture of one colour, twice as wide as it is high."""
    lignes = b"".join(b"\0" + bytes(couleur) * 40 for _ in range(20))

    def chunk(nom: bytes, contenu: bytes) -> bytes:
        return struct.pack(">I", len(contenu)) + nom + contenu + struct.pack(">I", zlib.crc32(nom + contenu))

    entete = struct.pack(">IIBBBBB", 40, 20, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", entete) + chunk(b"IDAT", zlib.compress(lignes)) + chunk(b"IEND", b"")


def rotated(contenu: bytes, tour: int) -> bytes:
    """The same, turned by a quarter of turn or several."""
    document = PdfDocument(contenu)
    for rang in range(len(document)):
        document[rang].set_rotation(tour)
    document.save(sortie := io.BytesIO())
    return sortie.getvalue()


@pytest.fixture(scope="module")
def typographe(places: Places) -> Iterator[TypographePieces]:
    typographe = TypographePieces(places.resources / "mise_en_page")
    yield typographe
    typographe.close()


def bordereau(*contenus: tuple[Contenu, ...]) -> Bordereau:
    pieces = tuple(
        PieceNumerotee(f"Pièce n° {rang}", f"Titre {rang}", f"état {rang}", des_contenus)
        for rang, des_contenus in enumerate(contenus, 1)
    )
    entetes = ("Numéro", "Pièce", "Où")
    return Bordereau(titre="Pièces jointes", presentation=("Dossier 2026-0113",), entetes=entetes, page="page", pieces=pieces)


def texts(contenu: bytes) -> list[str]:
    document = PdfDocument(contenu)
    return [" ".join(document[rang].get_textpage().get_text_bounded().split()) for rang in range(len(document))]


def test_every_page_of_an_exhibit_bears_its_number_and_how_many_pages_it_has(typographe: TypographePieces) -> None:
    une, deux = (PagesPdf(pdf(), 2), ImagePiece(png(), "image/png")), (PagesPdf(pdf("Réponse"), 1),)

    liste, *pages = texts(typographe.pdf(bordereau(une, deux)))

    assert liste.startswith("Pièces jointes Dossier 2026-0113 Numéro Pièce Où")
    assert "Pièce n° 1 Titre 1 état 1" in liste
    assert pages == [
        "Pièce n° 1 — page 1/3 Bonjour Élodie",
        "Pièce n° 1 — page 2/3 Deux",
        "Pièce n° 1 — page 3/3",
        "Pièce n° 2 — page 1/1 Réponse",
    ]


def test_an_exhibit_that_is_not_there_is_in_the_list_only(typographe: TypographePieces) -> None:
    liste, *pages = texts(typographe.pdf(bordereau((), (PagesPdf(pdf("Réponse"), 1),))))

    assert "Pièce n° 1 Titre 1 état 1 Pièce n° 2 Titre 2" in liste
    assert pages == ["Pièce n° 2 — page 1/1 Réponse"]


def test_a_long_text_counts_its_own_pages(typographe: TypographePieces) -> None:
    _, *pages = texts(typographe.pdf(bordereau((TextePiece(("Bonjour " * 60,) * 40),))))

    assert len(pages) > 1
    assert pages[-1].startswith(f"Pièce n° 1 — page {len(pages)}/{len(pages)}")


def test_a_list_of_nothing_is_a_page(typographe: TypographePieces) -> None:
    assert len(texts(typographe.pdf(bordereau((), ())))) == 1


def test_a_picture_is_shown_whole(typographe: TypographePieces) -> None:
    document = PdfDocument(typographe.pdf(bordereau((ImagePiece(png((200, 30, 40)), "image/png"),))))

    image = document[1].render(scale=0.2, prefer_bgrx=True)
    octets, largeur = bytes(image.buffer), image.width
    rouges = [rang % largeur for rang in range(len(octets) // 4) if octets[4 * rang : 4 * rang + 3] == bytes((40, 30, 200))]
    assert max(rouges) - min(rouges) > 0.8 * largeur


def test_a_picture_has_the_room_of_an_a4_sheet_in_its_frame(typographe: TypographePieces) -> None:
    image = PdfDocument(typographe.pdf(bordereau((ImagePiece(png(), "image/png"),))))[1].render(scale=5, prefer_bgrx=True)

    milieu = (image.height + int((CadrePage().haut - CadrePage().bas) / 297 * image.height)) // 2
    rangee = bytes(image.buffer)[4 * milieu * image.width : 4 * (milieu + 1) * image.width]
    largeur_mm = sum(rangee[4 * place + 1] < 128 for place in range(image.width)) / image.width * 210
    haut_mm = 0.97 * (297 - CadrePage().haut - CadrePage().bas)
    assert largeur_mm == pytest.approx(haut_mm * 210 / 297, abs=0.16)


def test_a_photograph_is_shown(typographe: TypographePieces) -> None:
    photo = Path(__file__).with_name("photo.jpg").read_bytes()
    assert b"Exif" in photo

    contenu = typographe.pdf(bordereau((ImagePiece(photo, "image/jpeg"),)))

    assert b"Exif" not in contenu
    assert len(texts(contenu)) == 2


@pytest.mark.parametrize("tour", [0, 90, 180, 270])
def test_a_page_is_upright_inside_its_frame(tour: int) -> None:
    """Where the ink is on the page of the exhibit, given how the source is turned."""
    source = "#set page(width: 200pt, height: 400pt, margin: 0pt)\n#rect(width: 100%, height: 25%, fill: black)"
    fond = pdf('#set page("a4")\n#metadata(none)')
    cadre = CadrePage(haut=20, bas=10, cotes=10)

    monte = PdfDocument(answer(("monter", Montage(fond, (rotated(pdf(source), tour),), (Pose(1, 0, 0),), cadre)))[1:])

    image = monte[0].render(scale=1, prefer_bgrx=True)
    octets, largeur = bytes(image.buffer), image.width
    noirs = [divmod(rang, largeur) for rang in range(len(octets) // 4) if octets[4 * rang : 4 * rang + 3] == bytes(3)]
    (haut, gauche), (bas, droite) = (tuple(f(axe) for axe in zip(*noirs, strict=True)) for f in (min, max))
    mm = 72 / 25.4
    assert haut >= 20 * mm - 1
    assert bas <= image.height - 10 * mm + 1
    assert min(gauche, image.width - droite) >= 10 * mm - 1
    etendu = (droite - gauche, bas - haut)
    assert (etendu[0] > etendu[1]) == (tour in {0, 180})
    milieu = 20 * mm + (image.height - 30 * mm) / 2
    if tour in {0, 180}:
        assert ((haut + bas) / 2 < milieu) == (tour == 0)
    else:
        assert ((gauche + droite) / 2 > image.width / 2) == (tour == 90)


def test_the_pages_of_a_file_are_counted(typographe: TypographePieces) -> None:
    assert typographe.count(pdf()) == 2
    assert answer(("compter", b"%PDF-rien")) == ILLISIBLE


def test_files_follow_one_another_each_from_the_front_of_a_sheet(typographe: TypographePieces) -> None:
    assert texts(typographe.join([pdf("Un"), pdf(), pdf("Trois"), pdf("Quatre")])) == [
        *("Un", ""),
        *("Bonjour Élodie", "Deux"),
        *("Trois", ""),
        "Quatre",
    ]


@pytest.mark.parametrize(
    "question", [("joindre", (b"%PDF-rien",)), ("monter", Montage(pdf(), (b"%PDF-rien",), (Pose(1, 0, 0),)))]
)
def test_what_is_no_pdf_after_all_is_said(question: tuple[str, object]) -> None:
    assert answer(question) == ILLISIBLE


def test_a_file_that_cannot_be_read_stops_nothing_else(typographe: TypographePieces) -> None:
    with pytest.raises(ExpectedError) as refus:
        typographe.join([b"%PDF-rien"])

    assert refus.value.panne is Panne.PIECE_ILLISIBLE
    assert texts(typographe.join([pdf("Un")])) == ["Un"]


def test_what_takes_too_long_is_given_up() -> None:
    assembleur = Assembleur(duree_max_s=0.0)
    with pytest.raises(ExpectedError) as refus:
        assembleur.join([pdf()] * 50)
    assembleur.close()

    assert refus.value.panne is Panne.PIECE_ILLISIBLE
