"""The pages of a file as pictures, some of what they say covered: made some at a time, and read back."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.fichiers_recus import GenreFichier
from droits_usagers.services.dossier.masquage import CopieMasquee, PdfAMasquer, PhotoAMasquer, tell_masked
from droits_usagers.services.grille.copie_relue import masked
from droits_usagers.ui.composants import Progres
from droits_usagers.ui.dossier.copie_a_garder import page_of
from droits_usagers.ui.socle.images import image_of, read_image
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.domain.grille.relecture import PhraseARelire
    from droits_usagers.domain.socle.masques import Masques
    from droits_usagers.services.dossier.pieces import Liseuse, Recu
    from droits_usagers.services.grille.textes import TexteDocument
    from droits_usagers.services.socle.travail import Tache, Unites


class CopieDImages(QObject):
    """`made`: the file, and what is said of it. `failed`: an ExpectedError."""

    made = Signal(bytes, str)
    failed = Signal(object)

    def __init__(self, contexte: Contexte, parent: QObject) -> None:
        super().__init__(parent)
        self._contexte, self._textes = contexte, contexte.textes
        self._tache: Tache | None = None
        self.progres = Progres(self._textes("visionneuse.masquage.arreter"))
        self.progres.stop_asked.connect(self.stop)

    def make(self, document: "TexteDocument", retirees: "Sequence[PhraseARelire]", couvertes: Collection[int]) -> None:
        """Of this file, one at a time. `couvertes`: the pages, from 1, of which nothing is left."""
        recu, faites = document.recu, list["tuple[Masques, CopieMasquee]"]()
        if recu is None or self._tache is not None:
            return

        def units() -> "Unites[None]":
            image = recu.genre is GenreFichier.IMAGE
            source = PhotoAMasquer(page_of(recu.contenu)) if image else PdfAMasquer(recu.contenu, recu.nom)
            faites.append((yield from masked(source, document, retirees, couvertes=couvertes)))

        reponses = Reponses(
            self,
            lambda _: self._on_made(*faites[0]),
            self._on_failure,
            on_progress=self.progres.show_progress,
            on_cancelled=lambda _: self._end(),
        )
        self._tache = self._contexte.operations.run_units(self._contexte.services.rendu, units, reponses)
        self.progres.begin(self._textes("visionneuse.masquage.fait_la_copie"))

    def stop(self) -> None:
        """Makes no more of its pages."""
        if self._tache is not None:
            self._tache.cancel()

    def give_up(self) -> None:
        """Nobody wants it any more."""
        self.stop()
        self._end()

    def _end(self) -> None:
        self._tache = None
        self.progres.end()

    def _on_made(self, masques: "Masques", copie: CopieMasquee) -> None:
        if self._tache is None:
            return
        self._end()
        self.made.emit(copie.contenu, " ".join(tell_masked(copie, masques, self._textes)))

    def _on_failure(self, error: ExpectedError) -> None:
        self._end()
        self.failed.emit(error)


def drawn_page(liseuse: "Liseuse", recu: "Recu", *, rang: int, largeur: int) -> QImage:
    """For a worker: a page of a file, as wide as that. Raises ExpectedError PIECE_ILLISIBLE."""
    if recu.genre is GenreFichier.IMAGE:
        return read_image(recu.contenu)
    liseuse.open(recu.contenu)
    try:
        return image_of(liseuse.page(rang, largeur))
    finally:
        liseuse.close()
