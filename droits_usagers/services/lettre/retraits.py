"""Lines of a letter that someone took out of what she had typed, put back, or wrote otherwise: her answers alone change.

What is taken out is gone from the answer: nothing stands for it in the letter. It waits here, for this sitting, to be put back.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.phrases_dites import rewritten, says, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from droits_usagers.domain.controle.lignes import LigneALire
    from droits_usagers.domain.demarche.questions import Question, Valeur
    from droits_usagers.services.lettre.assistant import Assistant


@dataclass(slots=True)
class _Coupee:
    """An answer of which lines were taken out: whole, and as it was left."""

    entiere: "Valeur" = field(repr=False)
    restante: "Valeur" = field(repr=False)


class Retraits:
    """Of the letter being written. Holds what was typed: `clear` forgets it."""

    def __init__(self, assistant: "Assistant") -> None:
        self._assistant = assistant
        self.clear()

    def clear(self) -> None:
        """Someone else sits down."""
        self._coupees: dict[str, _Coupee] = {}
        self._otees: dict[str, LigneALire] = {}

    @property
    def otees(self) -> tuple["LigneALire", ...]:
        """The lines that were taken out and can be put back, the first one first."""
        return tuple(ligne for ligne in self._otees.values() if any(self._of(ligne)))

    def take_out(self, ligne: "LigneALire") -> bool:
        """Take it out of every answer that says it; False when none does: it is answered elsewhere."""
        dites = [(question, valeur) for question, valeur in self._answers() if says(question, valeur, ligne.cle.__eq__)]
        if dites:
            self._otees[ligne.cle] = ligne
        for question, valeur in dites:
            if not self._is_left(question, valeur):
                self._coupees[question.id] = _Coupee(valeur, valeur)
            self._cut(question)
        return bool(dites)

    def put_back(self, ligne: "LigneALire") -> None:
        """As it was, where it was."""
        questions = [*self._of(ligne)]
        self._otees.pop(ligne.cle, None)
        for question in questions:
            self._cut(question)

    def rewrite(self, ligne: "LigneALire", texte: str) -> None:
        """Write this in its place, in every answer that says it."""
        for question, valeur in [*self._answers()]:
            if not says(question, valeur, ligne.cle.__eq__):
                continue
            if self._is_left(question, valeur):
                coupee = self._coupees[question.id]
                coupee.entiere = rewritten(question, coupee.entiere, ligne.cle, texte=texte)
                self._cut(question)
            else:
                self._answer(question, rewritten(question, valeur, ligne.cle, texte=texte))

    def _of(self, ligne: "LigneALire") -> "Iterator[Question]":
        """The answers that it was taken out of, and that nobody typed again since."""
        for question, valeur in self._answers():
            if self._is_left(question, valeur) and says(question, self._coupees[question.id].entiere, ligne.cle.__eq__):
                yield question

    def _is_left(self, question: "Question", valeur: "Valeur") -> bool:
        coupee = self._coupees.get(question.id)
        return coupee is not None and coupee.restante == valeur

    def _cut(self, question: "Question") -> None:
        coupee = self._coupees[question.id]
        coupee.restante = without(question, coupee.entiere, self._otees.__contains__)
        self._answer(question, coupee.restante)

    def _answers(self) -> "Iterator[tuple[Question, Valeur]]":
        demarche = self._assistant.demarche
        if demarche is not None:
            donnees = self._assistant.answers(demarche.id)
            for question in demarche.questions:
                if (valeur := donnees.get(question.id)) is not None:
                    yield question, valeur

    def _answer(self, question: "Question", valeur: "Valeur") -> None:
        demarche = self._assistant.demarche
        if demarche is not None:
            self._assistant.answer(demarche.id, question.id, valeur)
