"""What a file someone hands in is, by its first bytes: its name says nothing that can be relied on."""

import re
from dataclasses import dataclass, field
from enum import StrEnum


class GenreFichier(StrEnum):
    """What can be done with it."""

    PDF = "pdf"
    #: A picture this program reads and writes again without what it says of the camera and the place.
    IMAGE = "image"
    #: A picture it cannot write again: it is not taken as it is.
    IMAGE_AUTRE = "image_autre"
    WORD = "word"
    TEXTE = "texte"
    #: Kept, and not shown.
    AUTRE = "autre"


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page drawn: rows of blue, green, red and one unused byte, `4 * largeur` bytes each."""

    largeur: int
    hauteur: int
    octets: bytes = field(repr=False)


class PartieMuette(StrEnum):
    """What of a received document no reading of its text hears. « Nothing was found » is never said of it."""

    #: Of a page: something is drawn there, and no text can be read.
    IMAGE = "image"
    #: Something else than what can be read: a picture, a drawing, a stamp.
    PARTIE = "partie"
    #: A text that is not seen, most often what a machine read of the picture: it may be wrong, and not say all.
    CACHE = "cache"
    #: Signs that the file does not say the letters of.
    SIGNES = "signes"
    #: Of a document without pages: pictures in it, files that come with it.
    IMAGES = "images"
    JOINTS = "joints"
    #: Another text of the same, that says more than the one that is read.
    AUTREMENT = "autrement"
    #: Of a PDF: layers, or properties that are shut in the file.
    AUTOUR = "autour"


@dataclass(frozen=True, slots=True)
class NonLu:
    """Something that was not read: on which page, from 1, or how many of them in a document without pages."""

    manque: PartieMuette
    page: int = 0
    nombre: int = 1


#: How a picture begins, and what it is then.
_IMAGES = ((b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"GIF8", "gif"), (b"BM", "bmp"))
_IMAGES_AUTRES = (b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00")
#: Pictures of telephones: a box of this type comes first.
_MARQUES_HEIF = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
#: A PDF may have a few bytes before it.
_DEBUT_PDF = 1024
#: A text: nothing that only a machine writes.
_BINAIRES = bytes(range(9)) + bytes(range(14, 27))
_DEBUT_TEXTE = 4096
#: How an e-mail kept as a file begins: lines that say what they are, one of which nobody types.
_TETE_COURRIEL = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_DE_COURRIEL = re.compile(rb"^(?:mime-version|message-id|received|content-transfer-encoding):", re.IGNORECASE | re.MULTILINE)
_TETE_MAX = 65_536


def genre_of(contenu: bytes) -> GenreFichier:
    """What a file is."""
    if image_format(contenu):
        return GenreFichier.IMAGE
    if contenu.startswith(_IMAGES_AUTRES) or (contenu[4:8] == b"ftyp" and contenu[8:12] in _MARQUES_HEIF):
        return GenreFichier.IMAGE_AUTRE
    if b"%PDF-" in contenu[:_DEBUT_PDF]:
        return GenreFichier.PDF
    if contenu.startswith(b"PK\x03\x04"):
        return GenreFichier.WORD if b"word/document.xml" in contenu else GenreFichier.AUTRE
    return GenreFichier.TEXTE if _is_text(contenu) else GenreFichier.AUTRE


def image_format(contenu: bytes) -> str:
    """What a picture is written in: « jpeg », « png », « gif », « bmp » or « webp »; empty for what is none of these."""
    if contenu[:4] == b"RIFF" and contenu[8:12] == b"WEBP":
        return "webp"
    return next((nom for debut, nom in _IMAGES if contenu.startswith(debut)), "")


def is_mail(contenu: bytes) -> bool:
    """True for a text that is an e-mail as it travels: what it says is not what is written in the file."""
    tete = _TETE_COURRIEL.match(contenu[:_TETE_MAX])
    return tete is not None and _DE_COURRIEL.search(tete[0]) is not None


def _is_text(contenu: bytes) -> bool:
    if contenu.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    debut = contenu[:_DEBUT_TEXTE]
    return bool(debut.strip()) and debut.translate(None, _BINAIRES) == debut


def decode(contenu: bytes) -> str:
    """A text, whatever wrote it: this century's encodings, else the one of old Windows, in which everything can be read."""
    for codage in ("utf-8-sig", "utf-16") if contenu.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig",):
        try:
            return contenu.decode(codage).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    return contenu.decode("cp1252", "replace").replace("\r\n", "\n")
