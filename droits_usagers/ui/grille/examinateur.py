"""Looks for what does not agree in a grille, outside the window's thread: whoever types never waits for it."""

from PySide6.QtCore import QObject, Signal

from droits_usagers.domain.grille import Grille, forget_texts
from droits_usagers.services.grille.examen import Examen, examine
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

#: The findings being looked for: later ones drop them.
SUITE = "grille.examen"


class Examinateur(QObject):
    """`examined`: what was found in the last grille looked at."""

    examined = Signal(object)

    def __init__(self, contexte: Contexte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._attendue: Grille | None = None

    @property
    def is_looking(self) -> bool:
        """True while what is found is not known."""
        return self._attendue is not None

    def look_at(self, grille: Grille) -> None:
        """Looks at this one, and no longer at the one before."""
        contexte, catalogue = self._contexte, self._contexte.services.catalogue
        self._attendue = grille
        reponses = Reponses(self, self._on_examined, lambda _error: None)
        contexte.operations.run_latest(contexte.services.rendu, lambda: examine(grille, catalogue), reponses, suite=SUITE)

    def forget(self) -> None:
        """Nothing is looked at any more, and what was read is kept nowhere."""
        self._attendue = None
        operations, rendu = self._contexte.operations, self._contexte.services.rendu
        operations.forget(SUITE)
        # After what is being looked at, if anything is.
        operations.run(rendu, forget_texts, Reponses(self, lambda _: None, lambda _error: None))

    def _on_examined(self, examen: Examen) -> None:
        self._attendue = None
        self.examined.emit(examen)
