"""Pictures received say nothing but what they show, and cannot fill the memory."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.images import bare_jpeg, drawable
from tests.chaque import chaque

_PHOTO = Path(__file__).with_name("photo.jpg").read_bytes()


def _segment(genre: int, contenu: bytes) -> bytes:
    return bytes((0xFF, genre)) + (len(contenu) + 2).to_bytes(2, "big") + contenu


_UTILES = _segment(0xE0, b"JFIF") + _segment(0xEE, b"Adobe") + _segment(0xDB, b"tables")
_IMAGE = _segment(0xDA, b"image") + b"\x12\xff\x00\x34\xff\xd0\x56"
_GPS = _segment(0xE1, b"Exif GPS")
_FIN = b"\xff\xd9"


@pytest.mark.parametrize(
    "bavarde",
    [
        _GPS + _UTILES + _segment(0xFE, b"Exif GPS") + _IMAGE + _IMAGE + _FIN,
        # Filled with as many marks as one likes.
        b"\xff\xff" + _GPS + _UTILES + b"\xff" + _GPS + _IMAGE + _IMAGE + _FIN,
        # Between two passes of a picture that is drawn in several.
        _UTILES + _IMAGE + _GPS + _IMAGE + _FIN,
        # After its end: a second picture, the place kept by a telephone.
        _UTILES + b"\xff\xd0" + _IMAGE + _IMAGE + _FIN + b"\xff\xd8" + _GPS,
    ],
)
def test_a_photograph_says_nothing_of_where_it_was_taken(bavarde: bytes) -> None:
    assert bare_jpeg(b"\xff\xd8" + bavarde) == b"\xff\xd8" + _UTILES + _IMAGE + _IMAGE + _FIN


def test_a_photograph_cut_short_is_shown_as_far_as_it_goes() -> None:
    assert bare_jpeg(b"\xff\xd8" + _GPS + _UTILES + _IMAGE[:-3]) == b"\xff\xd8" + _UTILES + _IMAGE[:-3]


@pytest.mark.parametrize("contenu", [b"\xff\xd8", b"\xff\xd8\xff", b"\xff\xd8" + _UTILES + b"Exif GPS" + _IMAGE])
def test_what_is_not_cut_in_parts_is_not_shown(contenu: bytes) -> None:
    with pytest.raises(ExpectedError) as refus:
        drawable(contenu, "image/jpeg")
    assert refus.value.panne is Panne.PIECE_ILLISIBLE


@given(st.data())
@example(None)
def test_a_damaged_photograph_never_shows_what_it_said(data: st.DataObject | None) -> None:
    octets = bytearray(_PHOTO)
    if data is not None:
        octets[data.draw(st.integers(0, len(octets) - 1))] = data.draw(st.integers(0, 255))
    try:
        nue = drawable(bytes(octets), "image/jpeg")
    except ExpectedError:
        return
    assert len(nue) < len(octets)
    assert b"Exif" not in nue


@chaque("genre", range(256))
def test_what_a_photograph_says_is_not_kept_under_another_kind_of_part(genre: int) -> None:
    octets = bytearray(_PHOTO)
    debut = _PHOTO.index(b"Exif")
    octets[debut - 3] = genre
    try:
        nue = drawable(bytes(octets), "image/jpeg")
    except ExpectedError:
        return
    assert b"Exif" not in nue


def _png(large: int, haut: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + large.to_bytes(4, "big") + haut.to_bytes(4, "big")


def _gif(large: int, haut: int) -> bytes:
    return b"GIF89a" + large.to_bytes(2, "little") + haut.to_bytes(2, "little")


def _vp8x(large: int, haut: int) -> bytes:
    return b"RIFF....WEBPVP8X" + b"." * 8 + (large - 1).to_bytes(3, "little") + (haut - 1).to_bytes(3, "little")


def _vp8l(large: int, haut: int) -> bytes:
    return b"RIFF....WEBPVP8L" + b"....\x2f" + (large - 1 | haut - 1 << 14).to_bytes(4, "little")


def _vp8(large: int, haut: int) -> bytes:
    return b"RIFF....WEBPVP8 " + b"." * 10 + large.to_bytes(2, "little") + haut.to_bytes(2, "little")


@pytest.mark.parametrize(
    ("annonce", "mime"),
    [(_png, "image/png"), (_gif, "image/gif"), (_vp8x, "image/webp"), (_vp8l, "image/webp"), (_vp8, "image/webp")],
)
def test_a_picture_that_announces_more_than_memory_holds_is_not_drawn(annonce: Callable[[int, int], bytes], mime: str) -> None:
    # What follows is no part of what it announces.
    petite = annonce(5000, 50_000_000 // 5000) + b"\xff" * 4
    assert drawable(petite, mime) is petite
    with pytest.raises(ExpectedError) as refus:
        drawable(annonce(5000, 50_000_000 // 5000 + 1), mime)
    assert refus.value.panne is Panne.PIECE_ILLISIBLE


@chaque("taille", [(1 << 24, 4), (4, 1 << 24), (1, 50_000_001)])
def test_a_picture_longer_than_any_is_not_drawn(taille: tuple[int, int]) -> None:
    with pytest.raises(ExpectedError):
        drawable(_png(*taille), "image/png")


@chaque("genre", [genre for genre in range(2, 255) if not 0xD0 <= genre <= 0xD9])
def test_only_what_draws_a_photograph_is_kept_of_it(genre: int) -> None:
    contenu = b"\xff\xd8\xff" + bytes((genre,)) + b"\x00\x06dire\xff\xd9"

    # Frames and tables, scans, and the two applications that say its colours.
    dessine = 0xC0 <= genre <= 0xCF or 0xDA <= genre <= 0xDD or genre in {0xE0, 0xEE}
    assert (b"dire" in drawable(contenu, "image/jpeg")) == dessine


def test_a_picture_of_an_unknown_kind_is_not_drawn() -> None:
    with pytest.raises(ExpectedError):
        drawable(b"RIFF....AVI LIST", "image/webp")
