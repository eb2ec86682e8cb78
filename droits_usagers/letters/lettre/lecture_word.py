"""The text of a Word document that someone else made: nothing in it is run, followed or fetched."""

import io
import zipfile
import zlib

from lxml import etree

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.paquet import W, parse

#: Of the text alone, unpacked: a thousand pages. A file that swells beyond is not a letter.
TAILLE_MAX = 20_000_000
_DOCUMENT = "word/document.xml"
_PARAGRAPHE = f"{W}p"
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
    return "\n".join(map("".join, _paragraphs(racine)))


def _unpack(contenu: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(contenu)) as archive, archive.open(_DOCUMENT) as partie:
        # What the archive says of its own size is not believed.
        xml = partie.read(TAILLE_MAX + 1)
    if len(xml) > TAILLE_MAX:
        raise ValueError(_DOCUMENT)
    return xml


def _parse(xml: bytes) -> etree._Element:
    try:
        return parse(xml)
    except etree.XMLSyntaxError as error:
        raise ValueError(_DOCUMENT) from error


def _paragraphs(racine: etree._Element) -> list[list[str]]:
    """What each paragraph says, without what one within it says: never more in all than the document holds."""
    dits: list[list[str]] = []
    ouverts: list[list[str]] = []
    for moment, element in etree.iterwalk(racine, events=("start", "end")):
        if element.tag == _PARAGRAPHE and moment == "end":
            ouverts.pop()
        elif element.tag == _PARAGRAPHE:
            dits.append([])
            ouverts.append(dits[-1])
        elif ouverts and moment == "start":
            ouverts[-1].append(_said(element))
    return dits


def _said(element: etree._Element) -> str:
    if element.tag == f"{W}t":
        return element.text or ""
    return _SIGNES[element.tag] if element.tag in _SIGNES and _in_a_run(element) else ""


def _in_a_run(element: etree._Element) -> bool:
    """A `w:tab` also says where a tab stop is."""
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}r"
