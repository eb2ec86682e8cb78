"""The letter of the line one is on, drawn outside the window's thread; a later one drops it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.envois.tri import LettreAFaire
from droits_usagers.ui.apercu.lettre import Apercu
from droits_usagers.ui.socle.images import drawn
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

SUITE = "masse.apercu"


@dataclass(frozen=True, slots=True)
class _Vue:
    """A letter drawn."""

    pages: tuple[QImage, ...]
    texte: str


class DessinLettre(QObject):
    """Shows it in this preview."""

    def __init__(self, contexte: Contexte, apercu: Apercu, on_failure: Callable[[ExpectedError], object]) -> None:
        super().__init__(apercu)
        self._contexte, self._apercu, self._on_failure = contexte, apercu, on_failure

    def draw(self, lettre: LettreAFaire, is_wanted: Callable[[], bool], *, reference: str = "") -> None:
        """Draws a letter, with this reference, and shows it if it is still wanted then."""
        largeur, contexte = self._apercu.page_width(), self._contexte

        def show(vue: _Vue) -> None:
            if is_wanted():
                self._apercu.show_letter(vue.pages, vue.texte)

        reponses = Reponses(self, show, self._on_failure)
        contexte.operations.run_latest(
            contexte.services.rendu, lambda: self._drawn(lettre, largeur, reference), reponses, suite=SUITE
        )

    def _drawn(self, lettre: LettreAFaire, largeur: int, reference: str) -> _Vue:
        courriers = self._contexte.services.courriers
        document = courriers.referenced(courriers.compose(lettre.demande, lettre.etape), reference)
        pages = tuple(drawn(page) for page in courriers.images(document, largeur))
        return _Vue(pages, courriers.text(document))
