"""A copy of a document in which parts are covered: each page becomes a picture. Given only once it was read back.

The document itself is never touched. The letters' floor makes the copy (`letters.lettre.masquage`): here, it is made page after
page, so that whoever waits can be told how far it is, and give up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import GenreFichier, NonLu, PageImage, genre_of
from droits_usagers.domain.socle.masques import Masques, ZoneMasquee
from droits_usagers.domain.socle.promesses import Preuve
from droits_usagers.letters.lettre.lecture_pdf import LecteurPdf
from droits_usagers.letters.lettre.masquage import PageMasquee, cover, read_back, width_for, write
from droits_usagers.services.dossier.pieces import TAILLE_MAX
from droits_usagers.services.socle.travail import Avancement, Unites

_MO = 1_000_000
#: What is left for what is not a picture.
_PART = 0.98
#: A picture that is no PDF becomes a page of this many points an inch.
_FINESSE = 150
_POUCE = 72


@dataclass(frozen=True, slots=True)
class CopieMasquee:
    """The file, whether its colours could be kept, and the proof that it holds its pictures and nothing else."""

    contenu: bytes = field(repr=False)
    pages: int
    couleurs: bool
    relue: Preuve


def tell_masked(copie: CopieMasquee, masques: Masques, textes: Textes) -> Iterator[str]:
    """What was covered in a copy, in one sentence; and that its colours were lost, if they were."""
    nombres = {"zones": sum(map(len, masques.values())), "pages": len(masques)}
    comptes = {
        quoi: textes(f"masquage.{quoi}_{'une' if nombre == 1 else 'plusieurs'}", nombre=nombre)
        for quoi, nombre in nombres.items()
    }
    yield textes.promise("masquage.fait", copie.relue, **comptes)
    if not copie.couleurs:
        yield textes("masquage.gris")


class AMasquer(Protocol):
    """What is covered: a document that is drawn page by page."""

    def open(self) -> int:
        """How many pages there are. Raises ExpectedError."""

    def size(self, rang: int) -> tuple[float, float]:
        """Of a page, in points."""

    def page(self, rang: int, largeur: int) -> PageImage:
        """A page, drawn that wide."""

    def close(self) -> None:
        """Forgets the document."""


class PdfAMasquer:
    """Those of a PDF file. Raises ExpectedError MASQUAGE_PDF_SEUL, when opened, for another file; `nom`: how it is called."""

    def __init__(self, contenu: bytes, nom: str = "") -> None:
        self._contenu, self._nom = contenu, nom
        self._lecteur = LecteurPdf()

    def open(self) -> int:
        """As `AMasquer`. Raises ExpectedError PIECE_ILLISIBLE or PIECE_PROTEGEE too."""
        if genre_of(self._contenu) is not GenreFichier.PDF:
            raise ExpectedError(Panne.MASQUAGE_PDF_SEUL, fichier=readable_key(self._nom))
        return self._lecteur.open(self._contenu)

    def size(self, rang: int) -> tuple[float, float]:
        """As `AMasquer`."""
        return self._lecteur.size(rang)

    def page(self, rang: int, largeur: int) -> PageImage:
        """As `AMasquer`."""
        return self._lecteur.page(rang, largeur)

    def find(self, rang: int, mots: str) -> tuple[ZoneMasquee, ...]:
        """Where these words are written on a page."""
        return self._lecteur.places(rang, mots)

    def unread(self, rang: int) -> NonLu | None:
        """What of a page no search of words sees."""
        manque = self._lecteur.unread(rang)
        return None if manque is None else NonLu(manque, rang + 1)

    def close(self) -> None:
        """As `AMasquer`."""
        self._lecteur.close()


class PhotoAMasquer:
    """A picture that was already read, as one page."""

    def __init__(self, image: PageImage) -> None:
        self._image = image

    def open(self) -> int:
        """One page."""
        return 1

    def size(self, _rang: int) -> tuple[float, float]:
        """That of its points on paper."""
        return self._image.largeur * _POUCE / _FINESSE, self._image.hauteur * _POUCE / _FINESSE

    def page(self, _rang: int, _largeur: int) -> PageImage:
        """Its own points."""
        return self._image

    def close(self) -> None:
        """Nothing is kept elsewhere."""


def mask(pages: AMasquer, masques: Masques) -> Unites[CopieMasquee]:
    """Makes the copy, page after page, then reads it back: only then is it given.

    Raises ExpectedError MASQUAGE_RIEN when nothing is covered, MASQUAGE_PAGE_ABSENTE, MASQUAGE_TROP_GRAND, MASQUAGE_NON_RELU;
    as `AMasquer.open`; PIECE_ILLISIBLE for a page that cannot be drawn. Nothing is written by it.
    """
    if not any(masques.values()):
        raise ExpectedError(Panne.MASQUAGE_RIEN)
    faites: list[PageMasquee] = []
    try:
        nombre = pages.open()
        if absente := next((page for page in masques if not 0 <= page < nombre), None):
            raise ExpectedError(Panne.MASQUAGE_PAGE_ABSENTE, page=str(absente + 1), pages=str(nombre))
        yield Avancement(0, nombre + 1)
        for rang in range(nombre):
            points = pages.size(rang)
            image = pages.page(rang, width_for(points))
            faites.append(cover(image, points, masques.get(rang, ()), octets_max=int(TAILLE_MAX * _PART) // nombre))
            yield Avancement(rang + 1, nombre + 1)
    finally:
        pages.close()
    contenu = write(faites)
    if len(contenu) > TAILLE_MAX:
        raise ExpectedError(Panne.MASQUAGE_TROP_GRAND, maximum=str(TAILLE_MAX // _MO))
    lecteur = LecteurPdf()
    try:
        relue = read_back(contenu, faites, lecteur)
    finally:
        lecteur.close()
    return CopieMasquee(contenu, nombre, all(page.couleurs or page.grise for page in faites), relue)
