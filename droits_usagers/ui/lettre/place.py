"""Where the person is in the wizard: the steps, which of them are done, and what the two buttons do here."""

from dataclasses import dataclass

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.ecrans import Step, steps_of
from droits_usagers.services.lettre.manques import Blanc
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.lettre.disposition import DispositionLettre
from droits_usagers.ui.lettre.etapes import Etapes


@dataclass(slots=True, kw_only=True)
class PlaceLettre:
    """Says it. A step is done once it was seen and nothing that the letter needs is missing there."""

    textes: Textes
    assistant: Assistant
    etapes: Etapes
    disposition: DispositionLettre
    retour: Bouton
    suite: Bouton
    #: What the letter leaves in dotted lines, as last counted; and whether it is to be counted again.
    manques: tuple[Blanc, ...] = ()
    a_compter: bool = False

    def take(self, manques: tuple[Blanc, ...]) -> None:
        """What is missing was counted."""
        self.manques, self.a_compter = manques, False
        self._show_steps()

    def is_done(self, step: Step) -> bool:
        """True for a step behind that leaves nothing to fill."""
        if not self.assistant.was_seen(step) or (step is Step.DEMANDE and self.assistant.obstacle() is not None):
            return False
        return all(manque.ecran.partition(".")[0] != step for manque in self.manques)

    def show(self, *, at_start: bool) -> None:
        """Everything, for the screen just come to; `at_start`: the sentences to choose from."""
        step = self.assistant.ecran.step
        started = self.assistant.demarche is not None
        # In the place of the reading of the letter, and nothing after it.
        at_end = step is Step.RELIRE and self.assistant.obstacle() is not None
        self._show_steps()
        self.disposition.show_letter_place(has_letter=started and not at_start and not at_end)
        self.disposition.favour_letter(favoured=step in (Step.RELIRE, Step.FIN))
        self.retour.setVisible(not at_start)
        self.suite.setVisible(not at_start and not at_end)
        id_ = "assistant.tout_imprimer" if step is Step.FIN else "assistant.suite"
        self.suite.set_up(self.textes(id_), note=self.textes("commun.entree"))

    def _show_steps(self) -> None:
        step, steps = self.assistant.ecran.step, steps_of(self.assistant.demarche)
        reachable = self.assistant.demarche is not None
        self.etapes.show_steps(steps, step, self.assistant.was_seen, is_done=self.is_done, reachable=reachable)
        self.disposition.step_courant.show_step(steps, step)
