"""Where the person is in the wizard: the steps, which of them are done, and what the two buttons do here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.ecrans import ATTENTE, FIN, Step, steps_of
from droits_usagers.services.lettre.manques import Blanc
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.lettre.disposition import DispositionLettre
from droits_usagers.ui.socle.page import Renvoi


@dataclass(slots=True, kw_only=True)
class PlaceLettre:
    """Says it. A step is done once it was seen and nothing that the letter needs is missing there."""

    textes: Textes
    assistant: Assistant
    disposition: DispositionLettre
    retour: Bouton
    suite: Bouton
    #: Goes to a step.
    go: Callable[[Step], None]
    #: Called when what is said of the steps has changed.
    changed: Callable[[], None]
    #: What the letter leaves in dotted lines, as last counted; and whether it is to be counted again.
    manques: tuple[Blanc, ...] = ()
    a_compter: bool = False
    _dit: tuple[str, ...] = ()

    def take(self, manques: tuple[Blanc, ...]) -> None:
        """What is missing was counted."""
        self.manques, self.a_compter = manques, False
        self._tell()

    def is_done(self, step: Step) -> bool:
        """True for a step behind that leaves nothing to fill."""
        if not self.assistant.was_seen(step) or (step is Step.DEMANDE and self.assistant.obstacle() is not None):
            return False
        return all(manque.ecran.partition(".")[0] != step for manque in self.manques)

    def show(self, *, at_start: bool) -> None:
        """Everything, for the screen just come to; `at_start`: the sentences to choose from."""
        ecran = self.assistant.ecran
        step = ecran.step
        started = self.assistant.demarche is not None
        # In the place of the reading of the letter, and nothing after it.
        at_end = step is Step.RELIRE and self.assistant.obstacle() is not None
        self._tell()
        # Before anything is answered, there is only what can be expected to read.
        has_letter = started and not at_start and not at_end and ecran != ATTENTE
        self.disposition.show_letter_place(has_letter=has_letter)
        self.retour.setVisible(not at_start)
        self.suite.setVisible(not at_start and not at_end)
        id_ = "assistant.tout_imprimer" if ecran == FIN else "assistant.suite"
        self.suite.set_up(self.textes(id_), note=self.textes("commun.entree"))

    # The title of the page

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the demarche chosen; none before one is."""
        return () if self.assistant.demarche is None else steps_of(self.assistant.demarche)

    @property
    def rang(self) -> tuple[int, int] | None:
        """Where one is among the steps, from 1, and how many there are."""
        steps = self.steps
        return (steps.index(self.assistant.ecran.step) + 1, len(steps)) if steps else None

    @property
    def passages(self) -> tuple[Renvoi, ...]:
        """One for each step; its state is in its words too, for a screen reader."""
        steps = self.steps
        ici = self.assistant.ecran.step if steps else None
        return tuple(self._passage(step, ici) for step in steps)

    def _passage(self, step: Step, ici: Step | None) -> Renvoi:
        fait = self.is_done(step)
        etat = "ici" if step is ici else "faite" if fait else "incomplete" if self.assistant.was_seen(step) else "a_venir"
        titre = self.textes(f"assistant.etat_step.{etat}", nom=self.textes(f"assistant.steps.{step}"))
        return Renvoi(titre, partial(self.go, step))

    def _tell(self) -> None:
        demarche = self.assistant.demarche
        dit = (demarche.id if demarche else "", str(self.rang), *(passage.titre for passage in self.passages))
        if dit != self._dit:
            self._dit = dit
            self.changed()
