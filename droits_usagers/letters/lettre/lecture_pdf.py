"""PDF files that someone else made, drawn and read in a process of their own: a file made to harm ends that process alone.

The pages are drawn by PDFium, the reader of Chrome: no script of the file runs (it is built without them), no link is followed.
"""

import json
import struct
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from droits_usagers.domain.socle.fichiers_recus import PageImage, PartieMuette
from droits_usagers.domain.socle.masques import ZoneMasquee
from droits_usagers.letters.lettre.lisible import find_words, notes_of, unread_part
from droits_usagers.letters.lettre.processus import BIEN, ILLISIBLE, PROTEGE, Limites, Processus, answer_all

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

#: A page that takes longer is not a letter.
DUREE_MAX_S = 10.0
#: A drawn page, at most: an A4 sheet at 300 points an inch is 8.7 million.
PIXELS_MAX = 12_000_000
#: Of a page: far more than can be printed on one.
TEXTE_MAX = 200_000
_OCTETS_PAR_PIXEL = 4
#: Beyond the edges of any page, in points.
_PARTOUT = 1_000_000
_TAILLE = struct.Struct("<II")
#: What PDFium calls a file that asks for a password.
_MOT_DE_PASSE = 4


class LecteurPdf:
    """Holds one file at a time. Safe from any thread; whoever asks waits."""

    def __init__(self, *, duree_max_s: float = DUREE_MAX_S) -> None:
        self._processus = Processus(serve, Limites(duree_max_s, reponse_max=2 * PIXELS_MAX * _OCTETS_PAR_PIXEL))

    def open(self, contenu: bytes) -> int:
        """Hand a file over. Returns how many pages it has. Raises ExpectedError PIECE_ILLISIBLE or PIECE_PROTEGEE."""
        return int(self._processus.ask_of_file(("ouvrir", contenu)))

    def page(self, rang: int, largeur: int) -> PageImage:
        """A page of the file, as wide as that. Raises ExpectedError PIECE_ILLISIBLE."""
        reponse = self._processus.ask_of_file(("page", rang, largeur))
        taille: tuple[int, int] = _TAILLE.unpack_from(reponse)
        return PageImage(*taille, reponse[_TAILLE.size :])

    def text(self, rang: int) -> str:
        """The text of a page; empty for a picture of one."""
        return self._processus.ask_of_file(("texte", rang)).decode()

    def unread(self, rang: int, part: float | None = None) -> PartieMuette | None:
        """What of a page its text does not say; None where it says all that is drawn there. `part`: as `unread_part`."""
        dit = self._processus.ask_of_file(("manque", rang, part)).decode()
        return PartieMuette(dit) if dit else None

    def size(self, rang: int) -> tuple[float, float]:
        """Width and height of a page as it is shown, in points."""
        large, haut = json.loads(self._processus.ask_of_file(("taille", rang)))
        return float(large), float(haut)

    def places(self, rang: int, mots: str) -> tuple[ZoneMasquee, ...]:
        """Where on a page these words are written, whatever their case and accents: none on a picture of it."""
        return tuple(ZoneMasquee(*lieu) for lieu in json.loads(self._processus.ask_of_file(("lieux", rang, mots))))

    def inventory(self, rang: int | None = None) -> bytes:
        """What there is in a page, or in the file beside its pages, as JSON: whatever is not seen there too."""
        return self._processus.ask_of_file(("inventaire", rang))

    def joined(self) -> int:
        """How many files come with it, that are not read."""
        return int(self._processus.ask_of_file(("joints",)))

    def around(self) -> tuple[tuple[str, ...], bool]:
        """What the file says besides its pages; whether it has more of it, that is not read."""
        dits, muet = json.loads(self._processus.ask_of_file(("autour",)))
        return tuple(dits), bool(muet)

    def picture(self, rang: int) -> bytes:
        """The points of the first picture of a page, as they are in the file. Raises ExpectedError PIECE_ILLISIBLE."""
        return self._processus.ask_of_file(("image", rang))

    def close(self) -> None:
        """Forget the file: the process that held it ends."""
        self._processus.close()


def serve(fil: Connection) -> None:
    """The child: draws the file it was given last until the other end is closed."""
    answer_all(fil, Ouvrier().answer)


class Ouvrier:
    """What the child does."""

    def __init__(self) -> None:
        self._document: PdfDocument | None = None
        #: The same, where what was filled or stuck on a page becomes part of it, to be read; and the notes of each page.
        self._a_lire: PdfDocument | None = None
        self._notes: dict[int, list[str]] = {}
        self._contenu = b""

    def answer(self, question: Any) -> bytes:  # noqa: ANN401 - a tuple, through a pipe
        """`ouvrir` and a file, `page` and which one and how wide, `texte` and which one."""
        from pypdfium2 import PdfiumError

        ordre, *suite = question
        try:
            reponse: bytes = getattr(self, f"_{ordre}")(*suite)
            return BIEN + reponse
        except PdfiumError as error:
            return PROTEGE if getattr(error, "err_code", None) == _MOT_DE_PASSE else ILLISIBLE
        except (MemoryError, ValueError, IndexError, ArithmeticError, StopIteration):
            return ILLISIBLE

    def _ouvrir(self, contenu: bytes) -> bytes:
        from pypdfium2 import PdfDocument

        self._document = self._a_lire = None
        self._notes = {}
        self._document, self._a_lire = PdfDocument(contenu), PdfDocument(contenu)
        self._contenu = contenu
        # Nobody fills a form here; what was filled is drawn.
        self._document.init_forms()
        return str(len(self._document)).encode()

    def _joints(self) -> bytes:
        if self._document is None:
            raise ValueError
        return str(self._document.count_attachments()).encode()

    def _autour(self) -> bytes:
        from droits_usagers.letters.lettre.autour_pdf import kept_in_stream, said_around

        if self._document is None:
            raise ValueError
        en_flux, muet = kept_in_stream(self._contenu)
        dits, place = dict[str, None](), TEXTE_MAX
        for dit in (*said_around(self._document), *en_flux):
            if propre := dit.strip():
                dits[propre[:place]] = None
                place -= len(propre)
            if place <= 0:
                muet = True
                break
        return json.dumps(([*dits], muet)).encode()

    def _load(self, rang: int) -> "PdfPage":
        if self._document is None:
            raise ValueError
        return self._document[rang]

    def _load_read(self, rang: int) -> "PdfPage":
        """The page to be read: what is filled in a form, or stuck on it, is part of what is shown, and of its text."""
        from pypdfium2 import raw

        if self._a_lire is None:
            raise ValueError
        page = self._a_lire[rang]
        if rang not in self._notes:
            self._notes[rang] = notes_of(page)
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
            page.close()
            page = self._a_lire[rang]
        return page

    def _page(self, rang: int, largeur: int) -> bytes:
        page = self._load(rang)
        large, haut = page.get_size()
        echelle = min(largeur / large, (PIXELS_MAX / (large * haut)) ** 0.5)
        # With four bytes a pixel, nothing is added at the end of a row.
        image = page.render(scale=echelle, prefer_bgrx=True)
        octets = bytes(image.buffer)
        page.close()
        return _TAILLE.pack(image.width, image.height) + octets

    def _manque(self, rang: int, part: float | None) -> bytes:
        return (unread_part(self._load(rang), self._load_read(rang), part) or "").encode()

    def _taille(self, rang: int) -> bytes:
        return json.dumps(self._load(rang).get_size()).encode()

    def _lieux(self, rang: int, mots: str) -> bytes:
        return json.dumps(find_words(self._load_read(rang), mots)).encode()

    def _inventaire(self, rang: int | None) -> bytes:
        from droits_usagers.letters.lettre.autour_pdf import tell_document, tell_page

        if self._document is None:
            raise ValueError
        return json.dumps(tell_document(self._document) if rang is None else tell_page(self._document, rang)).encode()

    def _image(self, rang: int) -> bytes:
        from pypdfium2 import PdfImage

        image = next(objet for objet in self._load(rang).get_objects() if isinstance(objet, PdfImage))
        return bytes(image.get_data(decode_simple=True))

    def _texte(self, rang: int) -> bytes:
        # What a page is cut of is still in it: whoever is given the file finds it.
        dit: str = self._load_read(rang).get_textpage().get_text_bounded(-_PARTOUT, -_PARTOUT, _PARTOUT, _PARTOUT)
        # Where an end of line cuts a word, PDFium writes this sign in place of both: they are shown, and read, as on the page.
        texte = "\n".join((dit.replace("\x02", "-\n"), *self._notes[rang]))
        return texte[:TEXTE_MAX].replace("\r\n", "\n").encode("utf-8", "replace")
