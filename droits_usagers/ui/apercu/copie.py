"""Words taken from a document that is shown: the whole of it is read by the control first, as by any other way out."""

from collections.abc import Callable
from typing import TypeAlias

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.ui.composants import Avis, Nature
from droits_usagers.ui.composants.lecture import TexteMontre
from droits_usagers.ui.socle.livraison import Livraison
from droits_usagers.ui.socle.page import Contexte

#: What is shown now, as what lets its text go outside the window's thread; None when nothing is.
Source: TypeAlias = Callable[[], Callable[[], Libre[str]] | None]


class CopieTexte(Avis):
    """Hidden until someone takes words; then says that they are copied, or why they are not."""

    def __init__(self, contexte: Contexte, texte: TexteMontre, source: Source) -> None:
        super().__init__("", mot="")
        self._contexte, self._source = contexte, source
        self._livraison = Livraison(contexte, self)
        texte.gestes = contexte.textes("commun.copier"), contexte.textes("commun.tout_selectionner")
        texte.copy_asked.connect(self._on_asked)
        self._livraison.delivered.connect(self._on_delivered)
        self._livraison.held.connect(self._on_refused)
        self._livraison.impeded.connect(self._on_refused)
        self.hide()

    def forget(self) -> None:
        """Nothing is asked any more, nor said."""
        self._livraison.clear()
        self.hide()

    def _on_asked(self, mots: str) -> None:
        self.hide()
        make = self._source()
        if make is not None:
            self._livraison.copy_words(make, mots)

    def _on_delivered(self, fait: str, dit: str) -> None:
        textes = self._contexte.textes
        self._tell(dit, mot=textes(f"assistant.fin.fait.{fait}_mot"), nature=Nature.BIEN)

    def _on_refused(self, error: ExpectedError) -> None:
        mot = self._contexte.textes("controle.retenue")
        self._tell(self._contexte.operations.sentence(error), mot=mot, nature=Nature.ATTENTION)

    def _tell(self, phrase: str, *, mot: str, nature: Nature) -> None:
        self.say(phrase, mot=mot, nature=nature)
        self.show()
