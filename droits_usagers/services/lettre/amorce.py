"""A letter that another screen begins: what is known of it already, handed to the wizard in memory."""

from dataclasses import dataclass, field

from droits_usagers.domain.demarche.questions import Reponses, Valeur, is_blank
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.ecrans import ATTENTE
from droits_usagers.services.lettre.formulaires import Section


@dataclass(frozen=True, slots=True)
class Amorce:
    """A letter whose answers are known in part: by section of the wizard, then by question."""

    #: Empty: the person still has to say what is going on.
    demarche: str = ""
    reponses: dict[str, dict[str, Valeur]] = field(default_factory=dict, repr=False)
    #: To whom, where that is all that is known: whatever is asked of them.
    organisme: Organisme | None = None
    #: Another hand takes over: whoever wrote before, in another capacity, is forgotten.
    autre_main: bool = False
    #: In a coffre, the reference of a dossier whose affaire the one made of this letter joins.
    voisin: str = ""


class Relais:
    """Hands an amorce from the screen that makes it to the wizard. In memory, and only until it is taken."""

    def __init__(self) -> None:
        self._amorce: Amorce | None = None

    def give(self, amorce: Amorce) -> None:
        """Keep it for a moment."""
        self._amorce = amorce

    def begin(self, assistant: Assistant) -> Amorce:
        """Begin the letter in the wizard, and forget it; what was begun, an empty one when nothing was given.

        Who writes is not overwritten, unless another hand takes over: like another organisme, it takes the place of the one
        before, whole.
        """
        amorce, self._amorce = self._amorce or Amorce(), None
        if amorce.organisme is not None:
            assistant.write_to(amorce.organisme)
        if not amorce.demarche:
            return amorce
        assistant.choose(amorce.demarche)
        for section, reponses in amorce.reponses.items():
            if _takes_over(amorce, section, assistant.answers(section)):
                for question in tuple(assistant.answers(section)):
                    assistant.answer(section, question, None)
            deja = assistant.answers(section)
            for question, valeur in reponses.items():
                if amorce.autre_main or section != Section.VOUS or is_blank(deja.get(question)):
                    assistant.answer(section, question, valeur)
        assistant.go_to(ATTENTE.cle)
        return amorce


def _takes_over(amorce: Amorce, section: str, deja: Reponses) -> bool:
    """True if what was said of an organisme, or of who writes, says nothing of the one there is now."""
    cles = {Section.ORGANISME.value: "organisme_nom", Section.VOUS.value: "qualite"}
    if section not in cles or (section == Section.VOUS and not amorce.autre_main):
        return False
    return amorce.reponses[section].get(cles[section]) not in (None, deja.get(cles[section]))
