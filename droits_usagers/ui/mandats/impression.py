"""Prints the forms to sign of dossiers: two of each, one for each of the two who sign; drawn one by one."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from droits_usagers.domain.controle.libre import Libre, together
from droits_usagers.domain.demande import Demande
from droits_usagers.domain.errors import ExpectedError
from droits_usagers.services.controle import SortieRetenue
from droits_usagers.services.mandats import form_of
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
    #: Those of some dossiers were left aside by the control: says which, and the way to them.
    held = Signal(str)

    def __init__(self, contexte: Contexte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._acces = AccesCoffre(contexte)

    def print_for(self, references: Sequence[str]) -> None:
        """Prints the forms of these dossiers, as one job."""
        lire = partial(_demandes, references=references)
        self._acces.ask(lire, Reponses(self, partial(self._on_read, references), self.impeded.emit))

    def _on_read(self, references: Sequence[str], demandes: Sequence[Demande]) -> None:
        liasses: list[Libre[Liasse]] = []
        retenues: dict[str, SortieRetenue] = {}
        services = self._contexte.services
        reponses = Reponses(self, lambda _: self._print(liasses, retenues), self.impeded.emit, on_progress=self._on_progress)

        def draw() -> Iterator[Avancement]:
            for rang, (reference, demande) in enumerate(zip(references, demandes, strict=True), start=1):
                document = form_of(services.courriers, demande, services.today())
                try:
                    libre = services.controle.release_document(document, services.departs.cadre(demande), id_="mandat")
                except SortieRetenue as error:
                    # The others are printed all the same.
                    retenues[reference] = error
                else:
                    liasses.append(libre.map(lambda libere: Liasse(services.courriers.pages(libere), 2)))
                yield Avancement(rang, len(demandes))

        self._contexte.operations.run_units(services.rendu, draw, reponses)

    def _on_progress(self, avancement: Avancement) -> None:
        self.progressed.emit(avancement.fait, avancement.total)

    def _print(self, liasses: list[Libre[Liasse]], retenues: dict[str, SortieRetenue]) -> None:
        if liasses:
            ensemble = together(liasses)
            if self._contexte.operations.attempt(lambda: self._contexte.sorties().print_pages(ensemble), self._on_failure):
                self.printed.emit()
        if retenues:
            quoi = next(iter(retenues.values())).faits["quoi"]
            self.held.emit(self._contexte.textes("controle.retenus", references=", ".join(retenues), quoi=quoi))

    def _on_failure(self, error: ExpectedError) -> None:
        self.impeded.emit(error)


def _demandes(coffre: "Coffre", *, references: Sequence[str]) -> tuple[Demande, ...]:
    return coffre.series.parties(references)
