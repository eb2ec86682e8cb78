"""Questions one under the other, drawn from data alone, appearing and disappearing as answers make them relevant."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.questions import Genre, Question, Reponses, Valeur
from droits_usagers.services.lettre.constats import Constat
from droits_usagers.ui.composants import Champ, Colonne, Nature
from droits_usagers.ui.composants.mise_en_page import ENTRE_GROUPES
from droits_usagers.ui.questions.entrees import Entree, make_entree
from droits_usagers.ui.questions.intitules import Intitules


@dataclass(frozen=True, slots=True)
class Regles:
    """What a form must be told about answers: it decides nothing itself."""

    intitules: Intitules
    #: What must be said calmly about an answer.
    constats: Callable[[Question, Valeur], Sequence[Constat]]
    #: What a readable answer becomes once the person has gone on (a date in words); None to leave it as typed.
    tidy: Callable[[Question, Valeur], Valeur | None]
    #: The questions to ask on one line of a groupe, given that line.
    on_line: Callable[[Question, Reponses], Sequence[Question]]
    #: Ready-made lines of a groupe: the label of the button, and what it fills in.
    modeles: Callable[[Question], Sequence[tuple[str, Reponses]]] = field(default=lambda _groupe: ())
    #: What answers a question, where it is not what its genre alone would give.
    make: Callable[[Question], Entree | None] = field(default=lambda _question: None)


class Formulaire(QWidget):
    """A group of questions. `answered` names the question whose answer changed; `validated`, that a long text is finished."""

    answered = Signal(str)
    validated = Signal()

    def __init__(self, questions: Sequence[Question], regles: Regles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._regles = regles
        self._questions = {question.id: question for question in questions}
        self._entrees: dict[str, Entree] = {}
        self._champs: dict[str, Champ] = {}
        self._colonne = Colonne(self, ecart=ENTRE_GROUPES)
        for question in questions:
            self._add(question)

    def _add(self, question: Question) -> None:
        entree = self._make(question)
        champ = Champ(self._regles.intitules.intitule(question), entree.widget, self)
        self._entrees[question.id], self._champs[question.id] = entree, champ
        self._colonne.addWidget(champ)
        entree.changed.connect(lambda id_=question.id: self._on_changed(id_))
        entree.left.connect(lambda id_=question.id: self._on_left(id_))

    def _make(self, question: Question) -> Entree:
        special = self._regles.make(question)
        if special is not None:
            return special
        if question.genre is Genre.GROUPE:
            # Imported here: a line of a groupe is itself a form.
            from droits_usagers.ui.questions.lignes import EntreeGroupe, LignesGroupe

            return EntreeGroupe(LignesGroupe(question, self._regles))
        return make_entree(question, self._regles.intitules)

    def champ(self, question: str) -> Champ:
        """The field of a question, asked or not."""
        return self._champs[question]

    def value(self, question: str) -> Valeur | None:
        """The answer to a question, as typed."""
        return self._entrees[question].read()

    def values(self) -> dict[str, Valeur]:
        """Every answer, as typed."""
        lues = ((id_, entree.read()) for id_, entree in self._entrees.items())
        return {id_: valeur for id_, valeur in lues if valeur is not None}

    def show_answers(self, reponses: Mapping[str, Valeur]) -> None:
        """Shows what was answered before; says nothing of it to anyone."""
        for id_, entree in self._entrees.items():
            entree.blockSignals(True)
            entree.show(reponses.get(id_, self._questions[id_].defaut))
            entree.blockSignals(False)
            self._tell(id_, finished=True)

    def show_only(self, ids: Iterable[str]) -> None:
        """Asks these questions; the others keep what was typed in them, unseen."""
        asked = set(ids)
        for id_, champ in self._champs.items():
            if champ.isHidden() is (id_ in asked):
                champ.setVisible(id_ in asked)

    def conceal(self, *, masque: bool, only: Iterable[str] | None = None) -> None:
        """Hides what was typed (in those questions, or in all), or shows it again."""
        for id_ in self._entrees if only is None else self._entrees.keys() & set(only):
            self._entrees[id_].conceal(masque=masque)

    def focus_first(self) -> bool:
        """Puts the focus on the first question asked; False when none is."""
        first = next((champ for champ in self._champs.values() if not champ.isHidden()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    def focus_on(self, question: str) -> None:
        """Puts the focus on this question, if it is asked."""
        champ = self._champs.get(question)
        if champ is not None and not champ.isHidden():
            champ.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, id_: str) -> None:
        self._tell(id_, finished=False)
        self.answered.emit(id_)

    def _on_left(self, id_: str) -> None:
        valeur = self.value(id_)
        propre = None if valeur is None else self._regles.tidy(self._questions[id_], valeur)
        if propre is not None:
            self._entrees[id_].show(propre)
        self._tell(id_, finished=True)

    def _tell(self, id_: str, *, finished: bool) -> None:
        """Says what must be said of an answer. One being typed is not called unreadable yet, but stops being so at once."""
        champ, valeur = self._champs[id_], self.value(id_)
        constats = () if valeur is None else self._regles.constats(self._questions[id_], valeur)
        if not finished:
            constats = tuple(constat for constat in constats if not constat.is_about_reading)
        if constats:
            dire = self._regles.intitules.say
            phrases = "\n".join(dire(f"constats.{constat}") for constat in constats)
            champ.say(phrases, mot=dire("constats.mot"), nature=Nature.INFORMATION)
        else:
            champ.hush()
