"""What the situation chosen, or a paper, says already: the answers one does not have to give twice.

They are laid, shown and changed like answers: what the person said is never overwritten, and what another sentence said
goes away with it.
"""

from collections.abc import MutableMapping

from droits_usagers.domain.demarche.demarches import Demarche
from droits_usagers.domain.demarche.questions import Question, Reponses, Valeur, is_blank
from droits_usagers.domain.demarche.situations import Situation
from droits_usagers.services.lettre.formulaires import Section, question_qualite

#: The answers as typed, by section of the wizard.
Saisies = MutableMapping[str, dict[str, Valeur]]


class Dites:
    """Knows which answers were given for the person, and which the person gave."""

    def __init__(self) -> None:
        self._situation: Situation | None = None
        self._posees: set[tuple[str, str]] = set()
        self._donnees: set[tuple[str, str]] = set()

    @property
    def situation(self) -> Situation | None:
        """The sentence the person chose; None when they came by another way."""
        return self._situation

    def choose(self, situation: Situation, saisies: Saisies) -> None:
        """Another sentence: what the former one said, and nobody touched, counts no more."""
        for section, question in self._posees:
            saisies.get(section, {}).pop(question, None)
        self._posees.clear()
        self._situation = situation

    def touch(self, section: str, question: str) -> None:
        """The person answered this themselves."""
        self._posees.discard((section, question))
        self._donnees.add((section, question))

    def touched(self, section: str, question: str) -> bool:
        """True once the person answered this themselves."""
        return (section, question) in self._donnees

    def said(self, section: str, question: str) -> bool:
        """True for an answer that was laid for the person, and that they have not changed."""
        return (section, question) in self._posees

    def lay(self, demarche: Demarche, saisies: Saisies, *, connues: Reponses) -> None:
        """Answer what the situation says, and what is known besides (`connues`), wherever the person has not answered."""
        situation = self._situation
        dites = {**connues, **(situation.reponses.get(demarche.id, {}) if situation else {})}
        for question in demarche.questions:
            if question.id in dites:
                self._put(question, dites[question.id], section=demarche.id, saisies=saisies)
        if situation and situation.qualite in demarche.pour:
            self._put(question_qualite(demarche.pour), situation.qualite, section=Section.VOUS, saisies=saisies)

    def _put(self, question: Question, valeur: Valeur, *, section: str, saisies: Saisies) -> None:
        given = saisies.setdefault(section, {})
        deja = given.get(question.id)
        if not self.touched(section, question.id) and (is_blank(deja) or deja == question.defaut):
            given[question.id] = valeur
            self._posees.add((section, question.id))
