"""Locks a coffre in the right order: cover, keep the draft encrypted, empty the screens, close the file."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.travail import Priorite
from droits_usagers.ui.fenetre.pages import Pages
from droits_usagers.ui.socle.destination import Destination
from droits_usagers.ui.socle.operations import Operations, Reponses

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre


#: What was begun is in the coffre; is not, and the person was told; the file could not be closed as it should.
GARDE, PERDU, MAL_FERME = "phrase", "perdu", "mal_ferme"


class Verrouillage(QObject):
    """The window covers itself first; then this, whose steps may wait for the coffre's worker."""

    #: Every screen is empty and the file is closed: which, and how that went (`verrou.<comment>`).
    locked = Signal(object, str)
    #: A draft could not be kept, and why: it is still in memory, behind the cover.
    unkept = Signal(str)

    def __init__(self, services: Services, operations: Operations, pages: Pages) -> None:
        super().__init__(pages)
        self._services = services
        self._operations = operations
        self._pages = pages
        #: Where one was, to come back to it.
        self.place = Destination("")
        self._waiting = 0
        self._raison = ""

    def start(self) -> None:
        """Stops long work, keeps every draft, then goes on by itself."""
        self._services.travail.cancel_bulk()
        pages = tuple(self._pages)
        self._waiting, self._raison = len(pages), ""
        for page in pages:
            page.keep_draft(self._on_kept)
        if not pages:
            self.finish()

    def _on_kept(self, raison: str) -> None:
        self._waiting -= 1
        self._raison = self._raison or raison
        if self._waiting == 0 and self._raison:
            self.unkept.emit(self._raison)
        elif self._waiting == 0:
            self.finish()

    def finish(self) -> None:
        """Empties every screen and closes the file, whatever was kept."""
        self.place = self._pages.place
        self._pages.discard()
        comment = PERDU if self._raison else GARDE
        coffre = self._services.seance.take_coffre()
        if coffre is not None:
            fini = Reponses(
                self, lambda _: self.locked.emit(coffre.chemin, comment), lambda error: self._on_failure(coffre, error)
            )
            self._operations.run(self._services.travail, coffre.close, fini, priorite=Priorite.ECRITURE)

    def _on_failure(self, coffre: "Coffre", _error: ExpectedError) -> None:
        # The disk was pulled out, for instance: there is nothing left to close, and nothing on screen.
        self.locked.emit(coffre.chemin, PERDU if self._raison else MAL_FERME)
