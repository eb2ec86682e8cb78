"""Asks for bodies outside the window's thread: an opened coffre, and then all that was corrected or is shipped beside it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.services.annuaire.corrections import search_all
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class DemandeOrganismes:
    """For one widget, in one `suite`: only the last that is asked is answered."""

    def __init__(self, contexte: Contexte, pour: QWidget, *, suite: str, plus: int) -> None:
        self._contexte, self._pour, self._suite, self._plus = contexte, pour, suite, plus

    def ask(
        self,
        mots: str,
        on_success: Callable[[Sequence[EntreeAnnuaire], bool], object],
        on_failure: Callable[[], object] = lambda: None,
    ) -> None:
        """Asks what these words may mean, and whether none of it is what they ask for. `on_failure`: nothing can be read."""
        operations, services = self._contexte.operations, self._contexte.services

        def search(du_coffre: Sequence[EntreeAnnuaire]) -> None:
            def task() -> tuple[Sequence[EntreeAnnuaire], bool]:
                trouvees = search_all(services.annuaire, services.corrections, du_coffre, mots=mots, plus=self._plus)
                return trouvees, services.annuaire.lacks(mots, trouvees)

            reponses = Reponses(self._pour, lambda trouve: on_success(*trouve), lambda _refus: on_failure())
            operations.run_latest(services.rendu, task, reponses, suite=self._suite)

        coffre = services.seance.coffre
        if coffre is None:
            search(())
            return
        # Where the coffre cannot be asked, the rest is shown all the same.
        reponses = Reponses(self._pour, search, lambda _refus: search(()))
        operations.run_latest(services.travail, partial(coffre.annuaire.search, mots, self._plus), reponses, suite=self._suite)

    def forget(self) -> None:
        """What was asked and has not answered yet never will be."""
        self._contexte.operations.forget(self._suite)
