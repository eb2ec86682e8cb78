"""Prints the forms to sign: one paper for all that one writes in the name of another, in two copies; drawn one by one."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal

from droits_usagers.domain.controle.libre import Libre, together
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.controle.controle import SortieRetenue
from droits_usagers.services.lettre.courriers import between_the_same, form_for
from droits_usagers.services.socle.ecriture import require_there
from droits_usagers.services.socle.modes import Sortie
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.services.socle.travail import Avancement
from droits_usagers.ui.composants import Avis, BoutonSecondaire
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre


_SANS_PAPIER = frozenset({Panne.PAS_D_IMPRIMANTE, Panne.IMPRIMANTE_REFUSE})


class ImpressionMandats(QObject):
    """`progressed`: so many forms are drawn, out of so many. `printed`: they left. `impeded`: an ExpectedError.

    `saved`: they are in a file, which is said.
    """

    progressed = Signal(int, int)
    printed = Signal()
    impeded = Signal(object)
    saved = Signal(str)
    #: Those of some dossiers were left aside by the control: says which, and the way to them.
    held = Signal(str)

    def __init__(self, contexte: Contexte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._acces = AccesCoffre(contexte)
        #: Those that are drawn and did not leave.
        self._liasses: list[Libre[Liasse]] = []
        #: Counts what is asked, and the people served: what was drawn for the one before is not printed.
        self._tour = 0

    def print_for(self, references: Sequence[str]) -> None:
        """Prints the forms of these dossiers: those still to be signed, or all when every one holds."""
        # Asked twice, what was asked first is not printed: two dialogs would open, one over the other.
        self._tour += 1
        lire = partial(_demandes, references=references)
        self._acces.ask(lire, Reponses(self, partial(self._on_read, self._tour, references), self.impeded.emit))

    def clear(self) -> None:
        """Holds no form any more, and prints none of those being drawn."""
        self._liasses = []
        self._tour += 1

    def offer_file(self, avis: Avis, error: ExpectedError) -> None:
        """Where they could not be printed, proposes to save them."""
        if error.panne not in _SANS_PAPIER or not self._liasses or not self._contexte.sorties().allows(Sortie.ENREGISTRER):
            return
        bouton = BoutonSecondaire(self._contexte.textes("assistant.fin.tout"), icone="enregistrer")
        bouton.clicked.connect(lambda _checked=False: self._save())
        avis.add_button(bouton)

    def _save(self) -> None:
        services, ensemble = self._contexte.services, together(self._liasses)

        def join(liasses: Sequence[Liasse]) -> bytes:
            return services.courriers.join([liasse.pdf for liasse in liasses for _ in range(liasse.nombre)])

        reponses = Reponses(self, self._on_joined, self.impeded.emit)
        self._contexte.operations.run(services.rendu, lambda: ensemble.map(join), reponses)

    def _on_joined(self, contenu: Libre[bytes]) -> None:
        sorties, nom = self._contexte.sorties(), self._contexte.textes("mandats.fichier")

        def save() -> str:
            chemin = sorties.save_file(contenu, nom)
            if chemin is None:
                return ""
            return self._contexte.textes.promise("mandats.enregistres", require_there(chemin), fichier=chemin.name)

        dit = self._contexte.operations.attempt(save, self._on_failure)
        if dit:
            self.saved.emit(dit)

    def _on_read(self, tour: int, references: Sequence[str], demandes: Sequence[Demande]) -> None:
        if tour != self._tour:
            return
        liasses: list[Libre[Liasse]] = []
        retenues: dict[str, SortieRetenue] = {}
        services = self._contexte.services

        def drawn(_: Avancement) -> None:
            if tour == self._tour:
                self._print(liasses, retenues)

        reponses = Reponses(self, drawn, self.impeded.emit, on_progress=self._on_progress)

        def draw() -> Iterator[Avancement]:
            # A demande is known by what it is: two that are the same have the same form.
            dites = {id(demande): reference for reference, demande in zip(references, demandes, strict=True)}
            ensembles = between_the_same(demandes)
            for rang, ensemble in enumerate(ensembles, start=1):
                document = form_for(services.courriers, ensemble, services.today())
                try:
                    libre = services.controle.release_document(document, services.departs.cadre(ensemble[0]), id_="mandat")
                except SortieRetenue as error:
                    # The others are printed all the same.
                    retenues.update({dites[id(demande)]: error for demande in ensemble})
                else:
                    liasses.append(libre.map(lambda libere: services.courriers.liasse(libere, 2)))
                yield Avancement(rang, len(ensembles))

        self._contexte.operations.run_units(services.rendu, draw, reponses)

    def _on_progress(self, avancement: Avancement) -> None:
        self.progressed.emit(avancement.fait, avancement.total)

    def _print(self, liasses: list[Libre[Liasse]], retenues: dict[str, SortieRetenue]) -> None:
        self._liasses = liasses
        if liasses:
            ensemble = together(liasses)
            if (
                self._contexte.operations.attempt(lambda: self._contexte.sorties().print_pages(ensemble), self._on_failure)
                is not None
            ):
                self._liasses = []
                self.printed.emit()
        if retenues:
            quoi = next(iter(retenues.values())).faits["quoi"]
            self.held.emit(self._contexte.textes("controle.retenus", references=", ".join(retenues), quoi=quoi))

    def _on_failure(self, error: ExpectedError) -> None:
        # The screen may have been emptied while a dialog was open.
        if shiboken6.isValid(self):
            self.impeded.emit(error)


def _demandes(coffre: "Coffre", *, references: Sequence[str]) -> tuple[Demande, ...]:
    doutes = coffre.mandats.doutes(references)
    return coffre.series.parties([reference for reference in references if reference in doutes] or references)
