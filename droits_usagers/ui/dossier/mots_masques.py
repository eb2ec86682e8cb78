"""Words to be covered wherever they are written in a file: looked for in it, with what could not be read of it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.socle.fichiers_recus import NonLu
from droits_usagers.domain.socle.masques import ZoneMasquee
from droits_usagers.services.dossier.pieces import Liseuse
from droits_usagers.ui.composants import BoutonSecondaire, Champ, Intitule, LigneTexte, Rangee
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

_SUITE = "visionneuse.masquage"


@dataclass(frozen=True, slots=True)
class Cherche:
    """Where words are, by page, and what could not be read."""

    zones: tuple[tuple[int, ZoneMasquee], ...]
    non_lus: tuple[NonLu, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """Those where they are, from 0."""
        return tuple(dict.fromkeys(rang for rang, _ in self.zones))


class MotsMasques(QWidget):
    """`found`: a Cherche. `failed`: an ExpectedError. `begun`: one is looking."""

    begun = Signal()
    found = Signal(object)
    failed = Signal(object)

    def __init__(self, contexte: Contexte, pages: Callable[[], int]) -> None:
        """`pages`: how many may be looked in; none where nothing is."""
        super().__init__()
        dire = contexte.textes.under("visionneuse.masquage")
        self._contexte, self._pages = contexte, pages
        self.mots = LigneTexte(indice=dire("mots_indice"))
        self.chercher = BoutonSecondaire(dire("chercher"))
        self.mots.returnPressed.connect(self._search)
        self.chercher.clicked.connect(lambda _checked=False: self._search())
        rangee = Rangee(self, ecart=8)
        rangee.addWidget(Champ(Intitule(dire("mots")), self.mots), 1)
        rangee.addWidget(self.chercher, 0, Qt.AlignmentFlag.AlignBottom)

    def allow(self, *, permis: bool) -> None:
        """Whether words can be looked for."""
        for widget in (self.mots, self.chercher):
            widget.setEnabled(permis)

    def clear(self) -> None:
        """Another file: nothing is looked for."""
        self._contexte.operations.forget(_SUITE)
        self.mots.clear()

    def _search(self) -> None:
        mots, pages, services = self.mots.text().strip(), self._pages(), self._contexte.services
        if mots and pages:
            reponses = Reponses(self, self.found.emit, self.failed.emit)
            chercher = self._contexte.operations.run_latest
            chercher(services.rendu, lambda: _search_in(services.liseuse, mots, pages), reponses, suite=_SUITE)
            self.begun.emit()


def _search_in(liseuse: Liseuse, mots: str, pages: int) -> Cherche:
    """For a worker."""
    zones = tuple((rang, zone) for rang in range(pages) for zone in liseuse.places(rang, mots))
    vues = map(liseuse.unread, range(pages))
    return Cherche(zones, tuple(vue for vue in vues if vue is not None))
