"""The text of a Word document that someone else made: nothing in it is run, followed or fetched."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.paquet import W

#: Of the text alone, unpacked: a thousand pages. A file that swells beyond is not a letter.
TAILLE_MAX = 20_000_000
_DOCUMENT = "word/document.xml"
_SIGNES = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}


def text_of(contenu: bytes) -> str:
    """Its paragraphs, one a line. Raises ExpectedError PIECE_ILLISIBLE."""
    try:
        racine = _parse(_unpack(contenu))
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise ExpectedError(Panne.PIECE_ILLISIBLE) from error
    return "\n".join("".join(_runs(paragraphe)) for paragraphe in racine.iter(f"{W}p"))


def _unpack(contenu: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(contenu)) as archive, archive.open(_DOCUMENT) as partie:
        # What the archive says of its own size is not believed.
        xml = partie.read(TAILLE_MAX + 1)
    if len(xml) > TAILLE_MAX:
        raise ValueError(_DOCUMENT)
    return xml


def _parse(xml: bytes) -> etree._Element:
    analyseur = etree.XMLParser(resolve_entities=False)
    try:
        return etree.fromstring(xml, analyseur)
    except etree.XMLSyntaxError as error:
        raise ValueError(_DOCUMENT) from error


def _runs(paragraphe: etree._Element) -> Iterator[str]:
    for element in paragraphe.iter():
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag in _SIGNES and _in_a_run(element):
            yield _SIGNES[element.tag]


def _in_a_run(element: etree._Element) -> bool:
    """A `w:tab` also says where a tab stop is."""
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}r"
