"""The copy in which parts of a file are covered: made some pages at a time, read back, and kept in the dossier."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from droits_usagers.domain.dossier.dossiers import GenrePiece, Piece
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.fichiers_recus import PageImage
from droits_usagers.domain.socle.masques import ZoneMasquee
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.masquage import CopieMasquee, PdfAMasquer, PhotoAMasquer, mask
from droits_usagers.services.socle.travail import Avancement, Tache, Unites
from droits_usagers.ui.composants.theme import PAPIER
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.images import read_image
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

#: The widest picture that becomes a page.
_POINTS_MAX = 9_000_000

Trouvee = tuple[Piece, bytes]


@dataclass(frozen=True, slots=True)
class CopieDemandee:
    """A file of a dossier, found again by `lire`; what is seen of it if it is a picture; what is covered once it is found."""

    reference: str
    lire: Callable[[Coffre], Trouvee]
    image: bytes = field(repr=False)
    masques: Callable[[], Mapping[int, tuple[ZoneMasquee, ...]]]


class CopieAGarder(QObject):
    """`begun`, then `progressed` (an Avancement), then one of the others.

    `kept`: a CopieMasquee, and its number. `failed`: an ExpectedError.
    """

    begun = Signal()
    progressed = Signal(object)
    kept = Signal(object, int)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, contexte: Contexte, parent: QObject) -> None:
        super().__init__(parent)
        self._contexte, self._acces = contexte, AccesCoffre(contexte)
        self._say = contexte.textes.under("visionneuse.masquage")
        #: Whether one still wants it.
        self._voulue = False
        self._tache: Tache | None = None
        #: It is being written in the coffre; and who is to be told whether it was.
        self._ecrite, self._a_dire = False, list[Callable[[str], None]]()

    @property
    def under_way(self) -> bool:
        """True while its pages are made."""
        return self._tache is not None

    def make(self, quoi: CopieDemandee) -> None:
        """Of this file."""
        self._voulue = True

        def go(trouvee: Trouvee) -> None:
            if self._voulue and not self.under_way:
                self._make(quoi, *trouvee)

        self._acces.ask(quoi.lire, Reponses(self, go, self._on_failure))

    def _make(self, quoi: CopieDemandee, piece: Piece, contenu: bytes) -> None:
        masques, faites = quoi.masques(), list[CopieMasquee]()

        def units() -> Unites[None]:
            a_masquer = PhotoAMasquer(page_of(quoi.image)) if quoi.image else PdfAMasquer(contenu, piece.nom)
            faites.append((yield from mask(a_masquer, masques)))

        def progress(avancement: Avancement) -> None:
            self.progressed.emit(avancement)

        reponses = Reponses(
            self,
            lambda _: self._on_made(piece, faites[0], quoi.reference),
            self._on_failure,
            on_progress=progress,
            on_cancelled=lambda _: self._on_stopped(),
        )
        self._tache = self._contexte.operations.run_units(self._contexte.services.rendu, units, reponses)
        self.begun.emit()

    def stop(self) -> None:
        """Makes no more of its pages."""
        if self._tache is not None:
            self._tache.cancel()

    def give_up(self) -> None:
        """Nobody wants it any more."""
        self._voulue = False
        self.stop()

    def _on_stopped(self) -> None:
        self._tache = None
        self.stopped.emit()

    def _on_made(self, piece: Piece, copie: CopieMasquee, reference: str) -> None:
        self._tache = None
        if not self._voulue:
            return
        nom = self._say("copie_nom", nom=Path(piece.nom).stem) if piece.nom else ""
        genre = piece.genre if piece.genre is not GenrePiece.INCONNU else GenrePiece.AUTRE

        def attach(coffre: Coffre) -> int:
            coffre.pieces.attach(reference, copie.contenu, nom=nom, genre=genre, masque_de=piece.empreinte)
            return max(une.numero for une in coffre.dossiers.read(reference).pieces)

        self._ecrite = True
        self._acces.write(attach, Reponses(self, lambda numero: self._on_kept(copie, numero), self._on_failure))

    def _on_kept(self, copie: CopieMasquee, numero: int) -> None:
        self._tell_written(gardee=True)
        self.kept.emit(copie, numero)

    def _on_failure(self, error: ExpectedError) -> None:
        self._tache = None
        self._tell_written(gardee=False)
        self.failed.emit(error)

    def tell_lost(self, done: Callable[[str], None], *, perdu: bool) -> None:
        """Says whether what was covered is in no copy; once known, where one is being written."""
        if self._ecrite:
            self._a_dire.append(done)
        else:
            done(self._say("perdu") if perdu else "")

    def _tell_written(self, *, gardee: bool) -> None:
        dire, self._a_dire, self._ecrite = self._a_dire, [], False
        for done in dire:
            done("" if gardee else self._say("perdu"))

    def take_back(self, reference: str, numero: int, done: Callable[[object], None]) -> None:
        """Takes one that was kept out of its dossier."""
        self._acces.write(lambda coffre: coffre.pieces.detach(reference, numero), Reponses(self, done, self._on_failure))


def page_of(contenu: bytes) -> PageImage:
    """A picture as a page, for a worker. Raises ExpectedError PIECE_ILLISIBLE."""
    image = read_image(contenu)
    trop = image.width() * image.height() / _POINTS_MAX
    if trop > 1:
        image = image.scaledToWidth(round(image.width() / trop**0.5), Qt.TransformationMode.SmoothTransformation)
    fond = QImage(image.size(), QImage.Format.Format_RGB32)
    fond.fill(QColor(PAPIER))
    painter = QPainter(fond)
    painter.drawImage(0, 0, image)
    painter.end()
    return PageImage(fond.width(), fond.height(), bytes(fond.constBits()))
