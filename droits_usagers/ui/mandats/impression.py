"""Prints the forms to sign: one paper for all that one writes in the name of another, in two copies; drawn one by one."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.errors import ExpectedError
from droits_usagers.services.mandats import between_the_same, form_for
from droits_usagers.services.sorties import Liasse
from droits_usagers.services.travail import Avancement
from droits_usagers.ui.coffre.acces import AccesCoffre
from droits_usagers.ui.operations import Reponses
from droits_usagers.ui.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre


class ImpressionMandats(QObject):
    """`progressed`: so many forms are drawn, out of so many. `printed`: they left. `impeded`: an ExpectedError."""

    progressed = Signal(int, int)
    printed = Signal()
    impeded = Signal(object)

    def __init__(self, contexte: Contexte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._acces = AccesCoffre(contexte)

    def print_for(self, references: Sequence[str]) -> None:
        """Prints the forms of these dossiers: those still to be signed, or all when every one holds."""
        lire = partial(_demandes, references=references)
        self._acces.ask(lire, Reponses(self, self._on_read, self.impeded.emit))

    def _on_read(self, demandes: Sequence[Demande]) -> None:
        liasses: list[Liasse] = []
        services = self._contexte.services
        reponses = Reponses(self, lambda _: self._print(liasses), self.impeded.emit, on_progress=self._on_progress)

        def draw() -> Iterator[Avancement]:
            ensembles = between_the_same(demandes)
            for rang, ensemble in enumerate(ensembles, start=1):
                document = form_for(services.courriers, ensemble, services.today())
                liasses.append(services.courriers.liasse(document, 2))
                yield Avancement(rang, len(ensembles))

        self._contexte.operations.run_units(services.rendu, draw, reponses)

    def _on_progress(self, avancement: Avancement) -> None:
        self.progressed.emit(avancement.fait, avancement.total)

    def _print(self, liasses: list[Liasse]) -> None:
        if self._contexte.operations.attempt(lambda: self._contexte.sorties().print_pages(liasses), self._on_failure):
            self.printed.emit()

    def _on_failure(self, error: ExpectedError) -> None:
        self.impeded.emit(error)


def _demandes(coffre: "Coffre", *, references: Sequence[str]) -> tuple[Demande, ...]:
    doutes = coffre.mandats.doutes(references)
    return coffre.series.parties([reference for reference in references if reference in doutes] or references)
