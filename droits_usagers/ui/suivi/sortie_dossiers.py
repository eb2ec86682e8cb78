"""What the screens share from which dossiers leave: those chosen in the Suivi, or all of them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from droits_usagers.ui.composants import Champ, ChoixUnique, Intitule, Option
from droits_usagers.ui.controle.page_sortie import PageSortie
from droits_usagers.ui.socle.disposition import order_down
from droits_usagers.ui.socle.page import Contexte

SELECTION, TOUS = "selection", "tous"


class SortieDossiers(PageSortie):
    """Asks which dossiers first; a subclass adds the other questions under it."""

    def __init__(self, contexte: Contexte, id_: str, parent: QWidget | None = None) -> None:
        super().__init__(contexte, id_, parent)
        self._references: tuple[str, ...] = ()
        self.dossiers = ChoixUnique([])
        self.question_dossiers = self.field("dossiers", self.dossiers)
        self.colonne.addWidget(self.question_dossiers)

    @property
    def chosen(self) -> tuple[str, ...] | None:
        """The dossiers that leave; None for all of them."""
        return self._references if self.dossiers.value() == SELECTION else None

    def field(self, id_: str, champ: QWidget) -> Champ:
        """A question, and what it is answered with."""
        return Champ(Intitule(self.say(f"questions.{id_}"), self._help(f"aides.{id_}")), champ)

    def option(self, question: str, id_: str, **valeurs: object) -> Option:
        """One of the answers to a question, and what it means where that is not plain."""
        return Option(id_, self.say(f"{question}.{id_}", **valeurs), self._help(f"{question}_aides.{id_}"))

    def offer(self, references: Sequence[str]) -> None:
        """Those chosen in the Suivi first, when there are some."""
        self._references = tuple(references)
        options = [self.option("dossiers", TOUS)]
        if references:
            un = "_un" if len(references) == 1 else ""
            dit = self.say(f"dossiers.{SELECTION}{un}", nombre=len(references))
            options.insert(0, Option(SELECTION, dit, self._help(f"dossiers_aides.{SELECTION}")))
        self.dossiers = ChoixUnique(options)
        self.dossiers.set_value(options[0].id)
        ancienne, self.question_dossiers = self.question_dossiers, self.field("dossiers", self.dossiers)
        self.colonne.replaceWidget(ancienne, self.question_dossiers)
        ancienne.hide()
        ancienne.deleteLater()
        self.question_dossiers.show()
        order_down(self)

    def _help(self, id_: str) -> str:
        return self.say(id_) if f"{self._id}.{id_}" in self.textes else ""
