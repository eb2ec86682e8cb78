"""Lines of a letter that someone took out of what she had typed, put back, or wrote otherwise: her answers alone change.

What is taken out is gone from the answer: nothing stands for it in the letter. It waits here, for this sitting, to be put back,
until the same is typed again, or that answer otherwise: it is no longer taken out then.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.lecture import key_of
from droits_usagers.domain.controle.lignes import GenreLigne
from droits_usagers.domain.controle.phrases_dites import rewritten, says, without
from droits_usagers.domain.demarche.questions import lines_of
from droits_usagers.services.lettre.formulaires import COPIES, REFERENCE, SERVICE, Section
from droits_usagers.services.lettre.saisies import read_copies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from droits_usagers.domain.controle.lignes import LigneALire
    from droits_usagers.domain.controle.phrases_dites import Vise
    from droits_usagers.domain.demarche.questions import Question, Reponses, Valeur
    from droits_usagers.services.lettre.assistant import Assistant


@dataclass(slots=True)
class _Coupee:
    """An answer of which lines were taken out: whole, and as it was left."""

    entiere: "Valeur" = field(repr=False)
    restante: "Valeur" = field(repr=False)


@dataclass(slots=True)
class Otees:
    """What was taken out of a letter, to be put back: of which answers (section, question), and the lines, by their keys."""

    coupees: dict[tuple[str, str], _Coupee] = field(default_factory=dict, repr=False)
    lignes: "dict[str, LigneALire]" = field(default_factory=dict, repr=False)


class Retraits:
    """Of the letter being written. Holds what was typed, until it is given up."""

    def __init__(self, assistant: "Assistant") -> None:
        self._assistant = assistant
        self.take_up(Otees())

    def take_up(self, otees: Otees) -> None:
        """Goes on with what was given up when one left this letter."""
        self._coupees, self._otees = otees.coupees, otees.lignes

    def give_up(self) -> Otees:
        """All that was taken out, to whoever keeps it or forgets it."""
        otees = Otees(self._coupees, self._otees)
        self.take_up(Otees())
        return otees

    @property
    def otees(self) -> tuple["LigneALire", ...]:
        """The lines that were taken out and can be put back, the first one first."""
        return tuple(ligne for ligne in self._otees.values() if any(self._of(ligne)) and not self._is_typed_again(ligne))

    def take_out(self, ligne: "LigneALire") -> bool:
        """Take it out of every answer that says it; False when none does: it is answered elsewhere."""
        self._forget([otee for otee in self._otees.values() if self._is_typed_again(otee)])
        dites = [reponse for reponse in self._answers(ligne) if reponse.says(reponse.valeur, ligne.cle.__eq__)]
        if dites:
            self._otees[ligne.cle] = ligne
        for reponse in dites:
            if not self._is_left(reponse):
                self._coupees[reponse.cle] = _Coupee(reponse.valeur, reponse.valeur)
            self._cut(reponse)
        return bool(dites)

    def put_back(self, ligne: "LigneALire") -> None:
        """As it was, where it was."""
        reponses = [*self._of(ligne)]
        self._otees.pop(ligne.cle, None)
        for reponse in reponses:
            self._cut(reponse)

    def rewrite(self, ligne: "LigneALire", texte: str) -> None:
        """Write this in its place, in every answer that says it; what it says again is no longer taken out."""
        for reponse in [*self._answers(ligne)]:
            question, valeur = reponse.question, reponse.valeur
            if not says(question, valeur, ligne.cle.__eq__):
                continue
            ecrite = rewritten(question, valeur, ligne.cle, texte=texte)
            self._forget([otee for cle, otee in self._otees.items() if says(question, ecrite, cle.__eq__)])
            if self._is_left(reponse):
                coupee = self._coupees[reponse.cle]
                coupee.entiere = rewritten(question, coupee.entiere, ligne.cle, texte=texte)
                self._cut(reponse)
            else:
                self._answer(reponse, ecrite)

    def _is_typed_again(self, otee: "LigneALire") -> bool:
        return any(reponse.says(reponse.valeur, otee.cle.__eq__) for reponse in self._answers(otee))

    def _forget(self, otees: "Iterable[LigneALire]") -> None:
        """Typed again, it would vanish with the next line that is taken out, or come back twice."""
        for otee in otees:
            for reponse in self._of(otee):
                coupee = self._coupees[reponse.cle]
                coupee.entiere = reponse.without(coupee.entiere, otee.cle.__eq__)
            del self._otees[otee.cle]

    def _of(self, ligne: "LigneALire") -> "Iterator[_Reponse]":
        """The answers that it was taken out of, and that nobody typed again since."""
        for reponse in self._answers(ligne):
            if self._is_left(reponse) and reponse.says(self._coupees[reponse.cle].entiere, ligne.cle.__eq__):
                yield reponse

    def _is_left(self, reponse: "_Reponse") -> bool:
        coupee = self._coupees.get(reponse.cle)
        # Kept and gone on with, an answer is as a letter reads it.
        return coupee is not None and self._read(reponse, coupee.restante) == self._read(reponse, reponse.valeur)

    def _read(self, reponse: "_Reponse", valeur: "Valeur") -> object:
        if isinstance(reponse, _Copies):
            return read_copies({reponse.question.id: valeur})
        return self._assistant.read(reponse.question, valeur)

    def _cut(self, reponse: "_Reponse") -> None:
        coupee = self._coupees[reponse.cle]
        coupee.restante = reponse.without(coupee.entiere, self._otees.__contains__)
        self._answer(reponse, coupee.restante)

    def _answers(self, ligne: "LigneALire") -> "Iterator[_Reponse]":
        """Where it may have been typed: what is no sentence is one answer of the forms about people, or a line of it, whole."""
        demarche = self._assistant.demarche
        if demarche is None:
            return
        section, questions, genre = _ENTIERES.get(ligne.genre, (demarche.id, demarche.questions, _Reponse))
        donnees = self._assistant.answers(section)
        for question in questions:
            # Gone on with, an answer of which nothing was left is none.
            if question.id in donnees or (section, question.id) in self._coupees:
                yield genre(section, question, donnees.get(question.id, ""))

    def _answer(self, reponse: "_Reponse", valeur: "Valeur") -> None:
        self._assistant.answer(reponse.section, reponse.question.id, valeur)


@dataclass(frozen=True, slots=True)
class _Reponse:
    """What was typed in answer to a question, that says sentences."""

    section: str
    question: "Question"
    valeur: "Valeur" = field(repr=False)

    @property
    def cle(self) -> tuple[str, str]:
        """Which one it is."""
        return self.section, self.question.id

    def says(self, valeur: "Valeur", vise: "Vise") -> bool:
        return says(self.question, valeur, vise)

    def without(self, valeur: "Valeur", vise: "Vise") -> "Valeur":
        return without(self.question, valeur, vise)


class _Copies(_Reponse):
    """Those who receive a copy: each line is one, whole."""

    def says(self, valeur: "Valeur", vise: "Vise") -> bool:
        return any(vise(_copy(ligne)) for ligne in lines_of(valeur))

    def without(self, valeur: "Valeur", vise: "Vise") -> "Valeur":
        return tuple(ligne for ligne in lines_of(valeur) if not vise(_copy(ligne)))


class _Entiere(_Reponse):
    """One answer, whole."""

    def says(self, valeur: "Valeur", vise: "Vise") -> bool:
        return vise(key_of(str(valeur)))

    def without(self, valeur: "Valeur", vise: "Vise") -> "Valeur":
        return "" if self.says(valeur, vise) else valeur


#: What is no sentence, and that a letter can do without: the section, the questions, and how these are read.
_ENTIERES = {
    GenreLigne.COPIE: (Section.ORGANISME, COPIES, _Copies),
    GenreLigne.SERVICE: (Section.ORGANISME, (SERVICE,), _Entiere),
    GenreLigne.REFERENCE: (Section.VOUS, (REFERENCE,), _Entiere),
}


def _copy(ligne: "Reponses") -> str:
    """Its key, as on « Relire »; nothing of a blank line."""
    return "".join(key_of(copie.en_une_ligne) for copie in read_copies({COPIES[0].id: (ligne,)}))
