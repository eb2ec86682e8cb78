"""Between a screen and the coffre: what is typed in a form and not given yet, when the coffre is locked."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from droits_usagers.services.coffre.saisies import SaisieGardee, keep_saisies, take_saisies
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class GardeSaisie(QObject):
    """Keeps what is typed on a screen in the coffre as it is locked, and finds it again."""

    def __init__(self, contexte: Contexte, ecran: str, parent: QObject) -> None:
        super().__init__(parent)
        self._acces, self._operations, self._ecran = AccesCoffre(contexte), contexte.operations, ecran

    def keep(self, saisies: Sequence[SaisieGardee], done: Callable[[str], None]) -> None:
        """Calls `done` once they are there, or with why they are not."""
        if not saisies or not self._acces.is_open:
            done("")
            return
        reponses = Reponses(self, lambda _: done(""), lambda error: done(self._operations.loss(error)))
        self._acces.write(lambda coffre: keep_saisies(coffre, self._ecran, saisies), reponses)

    def take(self, found: Callable[[SaisieGardee], None]) -> None:
        """What was typed when it was locked, form by form."""

        def give(saisies: Sequence[SaisieGardee]) -> None:
            for saisie in saisies:
                found(saisie)

        self._acces.write(partial(take_saisies, ecran=self._ecran), Reponses(self, give, lambda _: None))
