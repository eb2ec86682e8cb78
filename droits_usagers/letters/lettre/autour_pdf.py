"""What a PDF says besides what is drawn on its pages: properties, bookmarks, notes, fields, links, tags; what it keeps shut.

PDFium tells nothing of layers, nor of the properties kept as a stream: those are looked for in the bytes of the file. So are
its scripts, wherever they start from: what they may say is not read.
"""

import ctypes
import html
import re
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from lxml import etree

from droits_usagers.letters.lettre.paquet import parse

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

#: Beyond, nobody wrote it.
_NOTES_MAX, _ETIQUETTES_MAX, _SIGNETS_MAX, _NIVEAUX = 2_000, 20_000, 5_000, 40
_OPTIONS_MAX = 2_000
#: Of the properties of a file, those that someone types.
_PROPRIETES = ("Title", "Author", "Subject", "Keywords")
#: What a note says, its subject and who stuck it; what a field is called aloud, and what is typed in it. The name of a field,
#: that only the form knows it by, is `T` too.
_CLES, _DE_QUI = (b"Contents", b"Subj", b"TU", b"V"), b"T"
#: The same with its shapes, as XHTML.
_RICHES, _BALISE = (b"RC", b"RV"), re.compile("<[^>]*>")
#: What the pages are numbered by, with nothing before.
_RANG, _CHIFFRES = re.compile(r"[ivxlcdm]*|([a-z])\1*", re.IGNORECASE), "0123456789"
_TAILLE_MAX = 20_000_000
#: A stream begins; what it is made of is said that near before it.
_FLUX, _PRES = re.compile(rb"stream\r?\n"), 600
_FERME, _MUETS = re.compile(rb"/Encrypt[\s<0-9]"), re.compile(rb"/OCProperties\b|/Type\s*/OCG\b|/JavaScript\b")
_RDF, _FIN_RDF = b"<rdf:RDF", b"</rdf:RDF>"
#: What the format says of itself there: what made the file, when, which version of it.
_DU_FORMAT = frozenset(
    (
        *("CreatorTool", "CreateDate", "ModifyDate", "MetadataDate", "Producer", "PDFVersion", "format", "language", "date"),
        *("DocumentID", "InstanceID", "OriginalDocumentID", "VersionID", "RenditionClass", "part", "conformance", "NPages"),
        *(
            "about",
            "parseType",
            "lang",
            "Trapped",
            "RenditionOf",
            "amd",
            "rev",
            "resource",
            "instanceID",
            "documentID",
            "action",
        ),
        *("when", "softwareAgent", "changed"),
    )
)


def said_around(document: "PdfDocument") -> Iterator[str]:
    """What is said of it, then beside each page, and in the names of its parts."""
    mots = document.get_metadata_dict()
    yield from (mots.get(cle, "") for cle in _PROPRIETES)
    for rang, signet in enumerate(document.get_toc()):
        if rang == _SIGNETS_MAX:
            break
        yield signet.get_title()
    for rang in range(len(document)):
        page = document[rang]
        yield _label(document, rang)
        yield from _notes(document, page)
        yield from _tags(page)
        page.close()


def _notes(document: "PdfDocument", page: "PdfPage") -> Iterator[str]:
    from pypdfium2 import raw

    for rang in range(min(raw.FPDFPage_GetAnnotCount(page), _NOTES_MAX)):
        note = raw.FPDFPage_GetAnnot(page, rang)
        champ = raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_WIDGET
        for cle in _CLES if champ else (*_CLES, _DE_QUI):
            yield _wide(partial(raw.FPDFAnnot_GetStringValue, note, cle))
        for cle in _RICHES:
            yield html.unescape(_BALISE.sub(" ", _wide(partial(raw.FPDFAnnot_GetStringValue, note, cle))))
        if champ and document.formenv is not None:
            # Of a field that is in several places, said once for all of them.
            formulaire = document.formenv.raw
            yield _wide(partial(raw.FPDFAnnot_GetFormFieldValue, formulaire, note))
            yield _wide(partial(raw.FPDFAnnot_GetFormFieldAlternateName, formulaire, note))
            # What is chosen is kept by its code.
            for un in range(min(raw.FPDFAnnot_GetOptionCount(formulaire, note), _OPTIONS_MAX)):
                yield _wide(partial(raw.FPDFAnnot_GetOptionLabel, formulaire, note, un))
        if lien := raw.FPDFAnnot_GetLink(note):
            yield _address(document, raw.FPDFLink_GetAction(lien))
        raw.FPDFPage_CloseAnnot(note)


def _label(document: "PdfDocument", rang: int) -> str:
    """What stands before the number of a page, « Annexe » in « Annexe 12 »."""
    from pypdfium2 import raw

    dit = _wide(partial(raw.FPDF_GetPageLabel, document, rang)).rstrip(_CHIFFRES)
    return "" if _RANG.fullmatch(dit) else dit


def _address(document: "PdfDocument", action: object) -> str:
    from pypdfium2 import raw

    if not action:
        return ""
    taille = raw.FPDFAction_GetURIPath(document, action, None, 0)
    octets = ctypes.create_string_buffer(taille)
    raw.FPDFAction_GetURIPath(document, action, octets, taille)
    return octets.raw[: max(taille - 1, 0)].decode("utf-8", "replace")


def _tags(page: "PdfPage") -> Iterator[str]:
    """What is to be said aloud in place of a picture or of a stretch."""
    from pypdfium2 import raw

    arbre = raw.FPDF_StructTree_GetForPage(page)
    if not arbre:
        return
    reste = [raw.FPDF_StructTree_GetChildAtIndex(arbre, un) for un in range(raw.FPDF_StructTree_CountChildren(arbre))]
    for _ in range(_ETIQUETTES_MAX):
        if not reste:
            break
        if not (element := reste.pop()):
            continue
        for dire in (
            raw.FPDF_StructElement_GetAltText,
            raw.FPDF_StructElement_GetActualText,
            raw.FPDF_StructElement_GetExpansion,
            raw.FPDF_StructElement_GetTitle,
        ):
            yield _wide(partial(dire, element))
        enfants = range(min(raw.FPDF_StructElement_CountChildren(element), _ETIQUETTES_MAX))
        reste += [raw.FPDF_StructElement_GetChildAtIndex(element, un) for un in enfants]
    raw.FPDF_StructTree_Close(arbre)


def _wide(dire: Callable[[object, int], int]) -> str:
    """What PDFium says in signs of two bytes, once it was asked how many."""
    taille = dire(None, 0)
    if taille <= 2:  # noqa: PLR2004 - the end alone
        return ""
    octets = ctypes.create_string_buffer(taille)
    dire(ctypes.cast(octets, ctypes.POINTER(ctypes.c_ushort)), taille)
    return octets.raw[: taille - 2].decode("utf-16-le", "replace").strip()


def kept_in_stream(contenu: bytes) -> tuple[list[str], bool]:
    """The properties that are a stream; whether the file has others that are not read: shut, its layers, its scripts."""
    dits, muet, reste = list[str](), _FERME.search(contenu) is not None, _TAILLE_MAX
    for morceau in (contenu, *_unpacked(contenu)):
        muet = muet or _MUETS.search(morceau) is not None
        reste -= len(morceau)
        if reste < -len(contenu):
            return dits, True
        for xml in _properties(morceau):
            try:
                dits += _typed(parse(xml))
            except (etree.XMLSyntaxError, ValueError):
                muet = True
    return dits, muet


def _unpacked(contenu: bytes) -> Iterator[bytes]:
    """The streams that hold properties, or parts of the file itself."""
    for trouve in _FLUX.finditer(contenu):
        dit = contenu[max(0, trouve.start() - _PRES) : trouve.start()].rpartition(b"endobj")[2]
        if b"/Flate" in dit and (b"/ObjStm" in dit or b"/Metadata" in dit):
            try:
                yield zlib.decompressobj().decompress(memoryview(contenu)[trouve.end() :], _TAILLE_MAX)
            except zlib.error:
                # Shut, or of no use to whoever opens it.
                continue


def _properties(morceau: bytes) -> Iterator[bytes]:
    for suite in morceau.split(_RDF)[1:]:
        dedans, fin, _ = suite.partition(_FIN_RDF)
        if fin:
            yield _RDF + (b"" if b"xmlns:rdf" in dedans else b' xmlns:rdf="urn:rdf"') + dedans + fin


def _typed(racine: "etree._Element") -> Iterator[str]:
    for element in racine.iter(etree.Element):
        if not any(etree.QName(un).localname in _DU_FORMAT for un in (element, *element.iterancestors())):
            yield element.text or ""
            yield from (str(dit) for cle, dit in element.attrib.items() if etree.QName(cle).localname not in _DU_FORMAT)


#: Of marks of editions: a file that was changed after it was made has several.
_FINS_MAX = 64


def tell_document(document: "PdfDocument") -> dict[str, object]:
    """Beside its pages."""
    from pypdfium2 import raw

    fins = (ctypes.c_uint * _FINS_MAX)()
    return {
        "joints": document.count_attachments(),
        "mots": sorted(cle for cle, mot in document.get_metadata_dict().items() if mot),
        "scripts": raw.FPDFDoc_GetJavaScriptActionCount(document),
        "signatures": raw.FPDF_GetSignatureCount(document),
        "formulaire": document.get_formtype(),
        "signets": sum(1 for _ in document.get_toc()),
        "noms": raw.FPDF_CountNamedDests(document),
        "versions": raw.FPDF_GetTrailerEnds(document, fins, _FINS_MAX),
        "etiquettes": bool(raw.FPDFCatalog_IsTagged(document)),
    }


def tell_page(document: "PdfDocument", rang: int) -> dict[str, object]:
    """On a page."""
    from pypdfium2 import raw

    page = document[rang]
    texte = page.get_textpage()
    liens = raw.FPDFLink_LoadWebLinks(texte)
    nombre = raw.FPDFLink_CountWebLinks(liens)
    raw.FPDFLink_CloseWebLinks(liens)
    return {
        "signes": texte.count_chars(),
        "annotations": raw.FPDFPage_GetAnnotCount(page),
        "objets": [_GENRES.get(objet.type, str(objet.type)) for objet in page.get_objects(max_depth=1)],
        "vignette": bool(raw.FPDFPage_GetRawThumbnailData(page, None, 0)),
        "liens": nombre,
    }


#: What PDFium calls a picture.
_GENRES = {3: "image"}
