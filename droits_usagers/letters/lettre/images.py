"""Pictures that someone else made, before they are drawn in a PDF: what they announce, and what they say beside the picture."""

import re
import struct

from droits_usagers.domain.socle.errors import ExpectedError, Panne

#: More than an A4 sheet at 600 points an inch: a few bytes can announce thousands of times that, all to be drawn in memory.
PIXELS_MAX = 50_000_000
#: What draws a JPEG: frames, tables, scans, and two applications that say its colours. All the rest may speak of other things.
_UTILES = frozenset(range(0xC0, 0xD0)) | frozenset({0xDA, 0xDB, 0xDC, 0xDD, 0xE0, 0xEE})
#: How what a camera or a program writes about a picture begins: in a part that should hold something else, it is not shown.
_BAVARDAGES = (b"Exif\0", b"http://ns.adobe.com/", b"Photoshop 3.0")
#: Its picture, and its end: what follows is for other programs.
_IMAGE, _FIN = 0xDA, 0xD9
#: Parts that hold nothing.
_VIDES = frozenset(range(0xD0, 0xD9)) | {0x01}
#: How a part begins, and how one begins after a picture, of which these bytes are never a part.
_PARTIE = re.compile(b"\xff+([^\x00\xff])", re.DOTALL)
_APRES_IMAGE = re.compile(b"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
_JPEG = "image/jpeg"
PNG = b"\x89PNG\r\n\x1a\n"
#: What of a PNG is needed to show it; the rest may say where and with what it was made.
_MORCEAUX = frozenset({b"IHDR", b"PLTE", b"tRNS", b"sRGB", b"gAMA", b"IDAT", b"IEND"})


def drawable(contenu: bytes, mime: str) -> bytes:
    """The same picture, ready to be drawn. Raises ExpectedError PIECE_ILLISIBLE for one too large, or not made as it should."""
    if mime == _JPEG:
        # Copied as it is: nothing of it is laid out in memory.
        return bare_jpeg(contenu)
    large, haut = _size(contenu, mime)
    if large * haut > PIXELS_MAX:
        raise ExpectedError(Panne.PIECE_ILLISIBLE)
    return contenu


def bare_jpeg(contenu: bytes) -> bytes:
    """A photograph without what it says of the camera, the place and the hour.

    Raises ExpectedError PIECE_ILLISIBLE for one that is not cut in parts as it should be: they could hide anywhere.
    """
    gardes, place = [contenu[:2]], 2
    while (partie := _PARTIE.match(contenu, place)) is not None:
        genre, debut = partie[1][0], partie.end()
        if genre == _FIN:
            return _silent(b"".join((*gardes, contenu[debut - 2 : debut])))
        place = debut if genre in _VIDES else _end_of(contenu, genre, debut)
        if genre in _UTILES:
            gardes.append(contenu[debut - 2 : place])
    if place < len(contenu) or len(gardes) == 1:
        raise ExpectedError(Panne.PIECE_ILLISIBLE)
    # Cut short: what there is of it can be drawn.
    return _silent(b"".join(gardes))


def bare_png(contenu: bytes) -> bytes:
    """The same picture without what it says of where and with what it was made. Raises struct.error for one cut short."""
    morceaux, place = [PNG], len(PNG)
    while place < len(contenu):
        (longueur,) = struct.unpack(">I", contenu[place : place + 4])
        if contenu[place + 4 : place + 8] in _MORCEAUX:
            morceaux.append(contenu[place : place + 12 + longueur])
        place += 12 + longueur
    return b"".join(morceaux)


def _silent(nue: bytes) -> bytes:
    """The same, once nothing in it speaks."""
    if any(mot in nue for mot in _BAVARDAGES):
        raise ExpectedError(Panne.PIECE_ILLISIBLE)
    return nue


def _end_of(contenu: bytes, genre: int, debut: int) -> int:
    """Where a part ends: a picture, where the next one begins."""
    fin = debut + int.from_bytes(contenu[debut : debut + 2], "big")
    if genre != _IMAGE:
        return fin
    suivante = _APRES_IMAGE.search(contenu, fin)
    return suivante.start() if suivante else len(contenu)


def _size(contenu: bytes, mime: str) -> tuple[int, int]:
    """Width and height, as the file announces them."""
    match mime:
        case "image/png":
            return int.from_bytes(contenu[16:20], "big"), int.from_bytes(contenu[20:24], "big")
        case "image/gif":
            return int.from_bytes(contenu[6:8], "little"), int.from_bytes(contenu[8:10], "little")
        case _:
            return _webp_size(contenu)


def _webp_size(contenu: bytes) -> tuple[int, int]:
    """Of its three kinds. Raises ExpectedError PIECE_ILLISIBLE for another one."""
    match contenu[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(contenu[24:27], "little"), 1 + int.from_bytes(contenu[27:30], "little")
        case b"VP8L":
            deux = int.from_bytes(contenu[21:25], "little")
            return 1 + (deux & 0x3FFF), 1 + (deux >> 14 & 0x3FFF)
        case b"VP8 ":
            return int.from_bytes(contenu[26:28], "little") & 0x3FFF, int.from_bytes(contenu[28:30], "little") & 0x3FFF
        case _:
            raise ExpectedError(Panne.PIECE_ILLISIBLE)
