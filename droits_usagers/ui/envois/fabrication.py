"""Takes the steps of a chantier, each in the thread it belongs to, and says how far it is."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.envois.chantier import Chantier, LieuDePas, Pas
from droits_usagers.services.socle.ecriture import nothing_written, written_so_far
from droits_usagers.services.socle.travail import Avancement, Priorite
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from collections.abc import Iterator


class Fabrication(QObject):
    """One chantier at a time."""

    progressed = Signal(object)
    #: It is over: all is done, or it was stopped.
    finished = Signal()
    #: It is over: an `ExpectedError`; what was not remembered was taken away.
    failed = Signal(object)
    #: It is over, whatever the way: nothing more will be written.
    settled = Signal()

    def __init__(self, contexte: Contexte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._chantier: Chantier | None = None
        self._pas: Iterator[Pas] = iter(())
        self._avant = 0

    @property
    def under_way(self) -> bool:
        """True while something may still be written."""
        return self._chantier is not None

    def start(self, chantier: Chantier) -> None:
        """Begins."""
        self._chantier, self._pas = chantier, chantier.pas()
        self._avant = written_so_far()
        self._next()

    def stop(self) -> None:
        """What is being written is finished and remembered; nothing more is begun."""
        if self._chantier is not None:
            self._chantier.cancel()

    def _next(self) -> None:
        chantier = self._chantier
        if chantier is None:
            return
        pas = next(self._pas, None)
        self.progressed.emit(Avancement(chantier.avancement, chantier.total))
        if pas is None:
            self._end()
            self.finished.emit()
        else:
            self._take(pas)

    def _take(self, pas: Pas) -> None:
        services, operations = self._contexte.services, self._contexte.operations
        reponses = Reponses(self, self._on_taken, self._on_failure)
        coffre = services.seance.coffre
        if pas.lieu is LieuDePas.FENETRE:
            # None: it failed, and was said.
            fait = operations.attempt(pas.faire, self._on_failure)
            if fait is not None:
                self._on_taken(fait)
        elif pas.lieu is LieuDePas.RENDU:
            operations.run(services.rendu, pas.faire, reponses)
        elif coffre is not None:
            operations.run(services.travail, partial(pas.faire, coffre), reponses, priorite=Priorite.ECRITURE)
        elif self._chantier is not None:
            # The coffre was closed: what it cannot remember is taken away.
            end = Reponses(self, lambda _: self._end(), lambda _: self._end())
            operations.run(services.rendu, self._chantier.undo, end)

    def _on_taken(self, fait: object) -> None:
        if fait is False and self._chantier is not None:
            self._chantier.cancel()
        self._next()

    def _on_failure(self, error: ExpectedError) -> None:
        chantier = self._chantier
        if chantier is None:
            return
        # Of all that was begun, not of its last step.
        error.intact = nothing_written(self._avant)

        def tell(_: object = None) -> None:
            self._end()
            self.failed.emit(error)

        self._contexte.operations.run(self._contexte.services.rendu, chantier.undo, Reponses(self, tell, tell))

    def _end(self) -> None:
        self._chantier, self._pas = None, iter(())
        self.settled.emit()
        AccesCoffre(self._contexte).back_up_if_wanted()
