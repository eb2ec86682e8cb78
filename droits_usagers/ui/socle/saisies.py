"""Between a screen and the coffre: what is typed in a form and not given yet, kept as it is typed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from droits_usagers.services.coffre.saisies import SaisieGardee, keep_saisies, read_saisies
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.cadence import Regard
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class GardeSaisie(QObject):
    """Keeps what is typed on a screen in the coffre, every two seconds at most, and finds it again.

    `read` gives what is typed and not given yet, form by form. Without a coffre, nothing here does anything.
    """

    def __init__(self, contexte: Contexte, ecran: str, page: QWidget, *, read: Callable[[], Sequence[SaisieGardee]]) -> None:
        super().__init__(page)
        self._acces, self._operations, self._ecran = AccesCoffre(contexte), contexte.operations, ecran
        self._read = read
        #: Whether one knows what the coffre keeps, and it keeps something.
        self._connue = self._tenue = False
        self._regard = Regard(page, read=self._current, keep=self._keep)
        #: Now, where what was typed has just been given.
        self.look = self._regard.look

    def take(self, found: Callable[[SaisieGardee], None]) -> None:
        """What was typed and not given before, form by form; what is typed is kept from then on."""

        def give(saisies: Sequence[SaisieGardee]) -> None:
            self._connue, self._tenue = True, bool(saisies)
            self._regard.hold(tuple(saisies))
            for saisie in saisies:
                found(saisie)

        self._acces.ask(partial(read_saisies, ecran=self._ecran), Reponses(self, give, lambda _: None))

    def keep_now(self, done: Callable[[str], None]) -> None:
        """Calls `done` once they are there, or with why they are not."""
        self._regard.keep_now(done)

    def keep_again(self) -> None:
        """What the coffre keeps was changed by something else: what is typed now takes its place, were it nothing."""
        if self._connue:
            self._tenue = True
            self._regard.forget()
            self._regard.when_kept(self._regard.look)

    def forget(self) -> None:
        """What is typed is about to be cleared, and that is not to be kept."""
        self._connue = False
        self._regard.forget()

    def _current(self) -> tuple[SaisieGardee, ...] | None:
        if not self._connue or not self._acces.is_open or self._acces.lecture_seule:
            return None
        return tuple(self._read())

    def _keep(self, done: Callable[[str], None]) -> None:
        saisies = self._current()
        if saisies is None or not (saisies or self._tenue):
            done("")
            return
        self._tenue = bool(saisies)
        reponses = Reponses(self, lambda _: done(""), lambda error: done(self._operations.loss(error)))
        self._acces.write(lambda coffre: keep_saisies(coffre, self._ecran, saisies), reponses)
