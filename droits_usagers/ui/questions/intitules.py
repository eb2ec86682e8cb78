"""The words around a question, found by id: in the texts of its demarche, or in the wizard's own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from droits_usagers.domain.demarche.questions import Question
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.lettre.ecrans import Ecran
from droits_usagers.ui.composants import Intitule, Option, Vide

OUI_NON = ("oui", "non")


class Intitules:
    """Labels, help, reasons and choices. `racine` is where the questions are in `textes` (« assistant. », or nowhere special).

    `autre_nom` names the choices that have their name elsewhere.
    """

    def __init__(
        self,
        textes: Textes,
        communs: Textes,
        *,
        racine: str = "",
        autre_nom: Callable[[Question, str], str | None] = lambda _question, _choix: None,
    ) -> None:
        self.textes = textes
        self.communs = communs
        #: The wizard's own sentences.
        self.say = self.communs.under("assistant")
        self.racine = racine
        self.autre_nom = autre_nom

    def intitule(self, question: Question) -> Intitule:
        """What is said around this question."""
        return Intitule(
            self.textes(self._id(question, "libelle")),
            self._optional(question, "aide"),
            self._optional(question, "pourquoi"),
            self.communs("commun.pourquoi"),
        )

    def titre(self, ecran: Ecran) -> str:
        """The title of a screen."""
        return self.textes(f"{self.racine}groupes.{ecran.id}.titre")

    def introduction(self, ecran: Ecran) -> str:
        """What is said under the title of a screen, if anything."""
        id_ = f"{self.racine}groupes.{ecran.id}.aide"
        return self.textes(id_) if id_ in self.textes else ""

    def options(self, question: Question) -> tuple[Option, ...]:
        """The choices of this question, each with its line of help if it has one."""
        return self._numbered(
            Option(choix, self._choice(question, choix), self._optional(question, f"aides.{choix}")) for choix in question.choix
        )

    def _choice(self, question: Question, choix: str) -> str:
        return self.autre_nom(question, choix) or self.textes(self._id(question, f"choix.{choix}"))

    def yes_no(self) -> tuple[Option, ...]:
        """Yes and no."""
        return self._numbered(Option(id_, self.communs(f"assistant.{id_}")) for id_ in OUI_NON)

    def blank(self, question: Question, options: Sequence[Option]) -> Vide:
        """What is said of this choice as long as nothing is ticked: what leaving it so means, if anything more than that."""
        vide = Vide.of(self.communs, options)
        laisse = self._optional(question, "laisse")
        return replace(vide, laisse=laisse) if laisse else vide

    def _numbered(self, options: Iterable[Option]) -> tuple[Option, ...]:
        """Where one can say no, which of how many, to who listens: « non » that is chosen sounds as what is not."""
        toutes = tuple(options)
        if OUI_NON[1] not in {une.id for une in toutes}:
            return toutes
        return tuple(
            replace(une, dit=self.communs("commun.ligne", quoi=une.libelle, rang=rang, total=len(toutes)))
            for rang, une in enumerate(toutes, start=1)
        )

    def _id(self, question: Question, suite: str) -> str:
        return f"{self.racine}questions.{question.id}.{suite}"

    def _optional(self, question: Question, suite: str) -> str:
        id_ = self._id(question, suite)
        return self.textes(id_) if id_ in self.textes else ""
