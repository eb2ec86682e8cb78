"""Our own PDF files made ready for a printer: their sizes, some of their pages, halves of them.

Fonts stay fonts. Only for files made here: one that comes from elsewhere goes through `assemblage`, in a process of its own.
"""

import io
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from droits_usagers.domain.socle.impression import Part, Support, Travail, support_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

#: PDFium serves one thread at a time.
_VERROU = Lock()
_POINTS_PAR_MM = 72 / 25.4
#: What no printer reaches, along each edge of a sheet, in millimetres.
_BORD_MM = 5.0


def page_supports(contenu: bytes) -> tuple[Support, ...]:
    """The paper of each page."""
    from pypdfium2 import PdfDocument

    with _VERROU:
        return tuple(support_of(*page.get_size()) for page in PdfDocument(contenu))


def for_printer(travail: Travail, contenu: bytes, en_deux: bytes = b"") -> bytes:
    """What is handed to the printer for this job: the file itself when all of it is printed as it is."""
    from pypdfium2 import PdfDocument

    refaite = any(vue.refaite for vue in travail.vues)
    source = en_deux if refaite else contenu
    with _VERROU:
        document = PdfDocument(source)
        telles = [vue.page for vue in travail.vues if vue.part is Part.ENTIERE]
        if telles == [*range(len(document))] and not travail.reduit:
            return source
        fait = PdfDocument.new()
        if telles and not travail.reduit:
            fait.import_pages(document, telles)
        else:
            for vue in travail.vues:
                _show(fait, document, vue.page, _placed(vue.part, travail.support))
        return _saved(fait)


_Lieu = tuple[float, float, float, float, float]


def _placed(part: Part, support: Support) -> Callable[["PdfPage"], _Lieu]:
    """From a page: the sheet it goes on (two sides), how large it is there, and where its corner is."""
    court, long = (cote * _POINTS_PAR_MM for cote in support.millimetres)
    bord = _BORD_MM * _POINTS_PAR_MM

    def whole(page: "PdfPage") -> _Lieu:
        couchee = page.get_width() > page.get_height()
        large, haut = (long, court) if couchee else (court, long)
        echelle = min((large - 2 * bord) / page.get_width(), (haut - 2 * bord) / page.get_height(), 1.0)
        return large, haut, echelle, (large - page.get_width() * echelle) / 2, (haut - page.get_height() * echelle) / 2

    def half(page: "PdfPage") -> _Lieu:
        # An A3 cut across its long side: two A4, turned as it is not.
        if page.get_width() > page.get_height():
            return court, long, 1.0, -page.get_width() / 2 if part is Part.FIN else 0.0, 0.0
        return long, court, 1.0, 0.0, -page.get_height() / 2 if part is Part.DEBUT else 0.0

    return whole if part is Part.ENTIERE else half


def _show(fait: "PdfDocument", source: "PdfDocument", rang: int, place: Callable[["PdfPage"], _Lieu]) -> None:  # noqa: PLR0917
    from pypdfium2 import PdfMatrix

    large, haut, echelle, gauche, bas = place(source[rang])
    page = fait.new_page(large, haut)
    objet = source.page_as_xobject(rang, fait).as_pageobject()
    objet.set_matrix(PdfMatrix().scale(echelle, echelle).translate(gauche, bas))
    page.insert_obj(objet)
    page.gen_content()


def _saved(document: "PdfDocument") -> bytes:
    sortie = io.BytesIO()
    document.save(sortie)
    return sortie.getvalue()
