"""PDF files put together, in a process of their own: some were made by others, and one made to harm ends that process alone."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from threading import Lock
from typing import TYPE_CHECKING, Any

from droits_usagers.domain.socle.impression import Part, Support, Travail, support_of
from droits_usagers.letters.lettre.processus import BIEN, ILLISIBLE, Limites, Processus, answer_all

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfMatrix, PdfPage

#: A thousand letters, or the exhibits of a long story.
DUREE_MAX_S = 60.0
OCTETS_MAX = 500_000_000
_POINTS_PAR_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class CadrePage:
    """Where a page is shown inside another, in millimetres from its edges."""

    haut: float = 16.0
    bas: float = 8.0
    cotes: float = 10.0


@dataclass(frozen=True, slots=True)
class Pose:
    """A page of a source, from 0, to be shown on a page of the layout, from 1."""

    page: int
    source: int
    rang: int


@dataclass(frozen=True, slots=True)
class Montage:
    """A layout, and what goes in its frames."""

    fond: bytes = field(repr=False)
    sources: tuple[bytes, ...] = field(repr=False)
    poses: tuple[Pose, ...]
    cadre: CadrePage = CadrePage()


class Assembleur:
    """Safe from any thread; whoever asks waits. The process starts with the first question."""

    def __init__(self, *, duree_max_s: float = DUREE_MAX_S) -> None:
        self._processus = Processus(serve, Limites(duree_max_s, reponse_max=OCTETS_MAX))

    def mount(self, montage: Montage) -> bytes:
        """The layout with every page in its frame. Raises ExpectedError PIECE_ILLISIBLE."""
        return self._processus.ask_of_file(("monter", montage))

    def join(self, fichiers: Sequence[bytes]) -> bytes:
        """Files one after the other, each beginning on the front of a sheet. Raises ExpectedError PIECE_ILLISIBLE."""
        return self._processus.ask_of_file(("joindre", tuple(fichiers)))

    def count(self, fichier: bytes) -> int:
        """How many pages a file has. Raises ExpectedError PIECE_ILLISIBLE, for one that asks for a password too."""
        return int(self._processus.ask_of_file(("compter", fichier)))

    def close(self) -> None:
        """End the process, and forget what it was given."""
        self._processus.close()


def serve(fil: Connection) -> None:
    """The child."""
    answer_all(fil, answer)


def answer(question: Any) -> bytes:  # noqa: ANN401 - a tuple, through a pipe
    """`monter` and a Montage, `joindre` and files, or `compter` and a file."""
    from pypdfium2 import PdfiumError

    ordre, quoi = question
    try:
        return BIEN + _ORDRES[ordre](quoi)
    except (PdfiumError, MemoryError, ValueError, IndexError, ArithmeticError):
        return ILLISIBLE


def _join(fichiers: Sequence[bytes]) -> bytes:
    from pypdfium2 import PdfDocument

    tout = PdfDocument.new()
    for fichier in fichiers:
        if len(tout) % 2:
            # Printed on both sides, what one person reads is not on the back of what another does.
            tout.new_page(*tout[len(tout) - 1].get_size())
        tout.import_pages(PdfDocument(fichier))
    return _saved(tout)


def _count(fichier: bytes) -> bytes:
    from pypdfium2 import PdfDocument

    return str(len(PdfDocument(fichier))).encode()


def _mount(montage: Montage) -> bytes:
    from pypdfium2 import PdfDocument

    fond = PdfDocument(montage.fond)
    sources = [PdfDocument(source) for source in montage.sources]
    for pose in montage.poses:
        _place(fond, sources[pose.source], pose, montage.cadre)
    return _saved(fond)


def _place(fond: "PdfDocument", source: "PdfDocument", pose: Pose, cadre: CadrePage) -> None:  # noqa: PLR0917
    from pypdfium2 import raw

    page = fond[pose.page - 1]
    montree = source[pose.rang]
    # What was filled in a form, or stuck on a page, is part of what is shown.
    raw.FPDFPage_Flatten(montree, raw.FLAT_PRINT)
    objet = source.page_as_xobject(pose.rang, fond).as_pageobject()
    objet.set_matrix(_fitted(montree, page, cadre))
    # Passed by: the layout says in its place which page it is.
    raw.FPDFPageObj_AddMark(objet.raw, b"Artifact")
    page.insert_obj(objet)
    page.gen_content()


def _fitted(montree: "PdfPage", page: "PdfPage", cadre: CadrePage) -> "PdfMatrix":
    """What brings a page to the middle of the frame, as large as it can be: PDFium gives it upright, from its corner."""
    from pypdfium2 import PdfMatrix

    largeur, hauteur = montree.get_size()
    place = page.get_width() - 2 * cadre.cotes * _POINTS_PAR_MM, page.get_height() - (cadre.haut + cadre.bas) * _POINTS_PAR_MM
    echelle = min(place[0] / largeur, place[1] / hauteur)
    centre = page.get_width() / 2, cadre.bas * _POINTS_PAR_MM + place[1] / 2
    return PdfMatrix().translate(-largeur / 2, -hauteur / 2).scale(echelle, echelle).translate(*centre)


def _saved(document: "PdfDocument") -> bytes:
    sortie = io.BytesIO()
    document.save(sortie)
    return sortie.getvalue()


_ORDRES: Mapping[str, Callable[[Any], bytes]] = {"monter": _mount, "joindre": _join, "compter": _count}


#: PDFium serves one thread at a time.
_VERROU = Lock()
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
        sortie = io.BytesIO()
        fait.save(sortie)
        return sortie.getvalue()


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
