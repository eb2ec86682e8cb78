"""Locks a coffre in the right order: cover, keep the drafts encrypted, close the file, and say what was kept.

The window covers itself first. What is being kept has a second; then the file is closed, after what was already handed to its
worker. Only once it is closed is it said which: until then, nothing is known for sure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.promesses import Preuve, proves
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.travail import Priorite
from droits_usagers.ui.fenetre.pages import Pages
from droits_usagers.ui.socle.destination import Destination
from droits_usagers.ui.socle.operations import Operations, Reponses

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre


@proves
def all_answered(attendus: int, raisons: Sequence[str]) -> bool:
    """True if no screen is still writing, and none says why something is not kept: each reads back what it wrote."""
    return not attendus and not raisons


@dataclass(frozen=True, slots=True)
class Fermeture:
    """`fermee`: that the file is closed. `gardee`: that all that was begun is in it."""

    fermee: Preuve | None = None
    gardee: Preuve | None = None

    @property
    def titre(self) -> str:
        """The id of its title: of a file that may still be open, only the screen is known to be hidden."""
        return "verrou.titre_fermeture" if self.fermee is None else "verrou.titre"

    def words(self, textes: Textes) -> str:
        """What became of the file, and of what was begun."""
        if self.fermee is None:
            return textes("verrou.mal_ferme")
        if self.gardee is None:
            return textes.promise("verrou.perdu", self.fermee)
        return textes.promise("verrou.phrase", self.fermee, self.gardee)

    def words_of_file(self, textes: Textes) -> str:
        """The same of a coffre that turns out to be damaged: what was said of a draft is only true of one that can be read."""
        return textes("verrou.mal_ferme") if self.fermee is None else textes.promise("verrou.ferme", self.fermee)


#: What keeping drafts may take before the file is closed all the same, in milliseconds.
LIMITE_MS = 1_000


class Verrouillage(QObject):
    """Its steps may wait for the coffre's worker."""

    #: Every screen is empty: of which file, how that went, and what was not kept, and why.
    locked = Signal(object, object, str)
    #: The disk is slow: it is still writing.
    delayed = Signal()

    def __init__(self, services: Services, operations: Operations, pages: Pages) -> None:
        super().__init__(pages)
        self._services = services
        self._operations = operations
        self._pages = pages
        #: Where one was, to come back to it.
        self.place = Destination("")
        self._limite = QTimer(self, singleShot=True, interval=LIMITE_MS)
        self._limite.timeout.connect(self._hurry)
        #: Counts the times: what answers late says nothing of the one after.
        self._tour = 0
        self._waiting = 0
        self._raisons: list[str] = []

    def start(self) -> None:
        """Stops long work, keeps every draft, then goes on by itself."""
        self._services.travail.cancel_bulk()
        pages = tuple(self._pages)
        self._tour += 1
        self._waiting, self._raisons = len(pages), self._read_only()
        self._limite.start()
        for page in pages:
            page.keep_draft(partial(self._on_kept, self._tour))
        if not pages:
            self._close()

    def _read_only(self) -> list[str]:
        coffre = self._services.seance.coffre
        lue = coffre is not None and coffre.lecture_seule and self._pages.occupied
        return [self._services.catalogue.textes("verrou.lecture_seule")] if lue else []

    def _on_kept(self, tour: int, raison: str) -> None:
        if tour != self._tour or not self._waiting:
            return
        self._waiting -= 1
        if raison:
            self._raisons.append(raison)
        if self._waiting == 0 and self._limite.isActive():
            self._close()

    def _hurry(self) -> None:
        """The second is over: the file is closed after what is being written in it."""
        self._limite.stop()
        self.delayed.emit()
        self._close()

    def _close(self) -> None:
        self._limite.stop()
        if not self._waiting:
            self._leave()
        coffre = self._services.seance.take_coffre()
        # What screens asked for meanwhile would find the file closed.
        self._services.travail.cancel_bulk()
        if coffre is not None:

            def close() -> Preuve | None:
                coffre.close()
                return coffre.is_closed()

            fini = Reponses(self, lambda fermee: self._on_closed(coffre, fermee), lambda _: self._on_closed(coffre, None))
            self._operations.run(self._services.travail, close, fini, priorite=Priorite.ECRITURE)

    def _leave(self) -> None:
        """Every screen is empty. Where one was is only known now: a draft has a name once it was kept."""
        if tuple(self._pages):
            self.place = self._pages.place
        self._pages.discard()

    def _on_closed(self, coffre: "Coffre", fermee: Preuve | None) -> None:
        """Whatever was handed to the worker was answered before: what still was not is not written."""
        if self._waiting:
            self._raisons.append(self._services.catalogue.textes("verrou.pas_fini"))
        fermeture = Fermeture(fermee, all_answered(self._waiting, self._raisons))
        self._tour += 1
        self._waiting = 0
        self._leave()
        raisons, self._raisons = " ".join(dict.fromkeys(self._raisons)), []
        self.locked.emit(coffre.chemin, fermeture, raisons)
