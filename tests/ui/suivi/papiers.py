"""Files as people have them: a PDF, a photograph that says where it was taken, a Word letter, a text."""

import io
import struct
import zlib
from functools import lru_cache

import typst
from docx import Document
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from tests.coffres import CANARI

#: In ASCII, as a camera would write it.
LIEU = b"GPS-48.9061N-2.4453E"


@lru_cache
def pdf(texte: str = "Premier feuillet", *, suite: str = "Second feuillet") -> bytes:
    return bytes(typst.compile(f"{texte}\n#pagebreak()\n{suite}".encode()))


def photo(largeur: int = 60, hauteur: int = 40, *, format_: str = "JPEG") -> bytes:
    """Lying on its side, red on its left; says that it should be shown turned, and where it was taken."""
    image = QImage(largeur, hauteur, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    for y in range(hauteur):
        for x in range(largeur // 2):
            image.setPixelColor(x, y, QColor("red"))
    image.setText("Comment", LIEU.decode())
    tampon = QBuffer()
    tampon.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(tampon, format_)  # type: ignore[call-overload] # a name of format may be a str
    octets = bytes(tampon.data().data())
    return octets[:2] + _exif() + octets[2:] if format_ == "JPEG" else octets


def _exif() -> bytes:
    """The block a camera adds: turned by a quarter (6), a description, and a GPS table."""
    texte = LIEU + b"\0"
    debut = 8 + 2 + 3 * 12 + 4
    entrees = (
        struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0)
        + struct.pack(">HHII", 0x010E, 2, len(texte), debut)
        + struct.pack(">HHII", 0x8825, 4, 1, debut + len(texte))
    )
    gps = struct.pack(">H", 1) + struct.pack(">HHI4s", 1, 2, 2, b"N\0\0\0") + b"\0" * 4
    tiff = b"MM\0*" + struct.pack(">I", 8) + struct.pack(">H", 3) + entrees + b"\0" * 4 + texte + gps
    bloc = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(bloc) + 2) + bloc


def word(texte: str = CANARI) -> bytes:
    fichier, sortie = Document(), io.BytesIO()
    fichier.add_paragraph(texte)
    fichier.save(sortie)
    return sortie.getvalue()


def png_bomb(cote: int = 60_000) -> bytes:
    """A picture of 3.6 thousand million points, in a few bytes."""

    def bloc(nom: bytes, donnees: bytes) -> bytes:
        return struct.pack(">I", len(donnees)) + nom + donnees + struct.pack(">I", zlib.crc32(nom + donnees))

    entete = struct.pack(">IIBBBBB", cote, cote, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + bloc(b"IHDR", entete) + bloc(b"IDAT", zlib.compress(b"\0" * 1000)) + bloc(b"IEND", b"")
