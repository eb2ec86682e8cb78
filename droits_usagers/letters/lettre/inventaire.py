"""What there is in a PDF, told by PDFium, whether or not it is seen: text, annotations, attachments, layers, words about it."""

import ctypes
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

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
