"""« Fiches et écarts »: pages to read and print, and the grille d'écarts; two views of one screen."""

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from droits_usagers.ui.composants import Colonne
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.droit.fiches import PageFiches
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.ui.socle.destination import Quoi, VersGrille, VersModele
from droits_usagers.ui.socle.page import Contexte, Page

#: Under this height, at 100 %, there is little room.
BASSE = 560


class VueFiches(IntEnum):
    """In the order of the tabs."""

    FICHES = 0
    GRILLE = 1


class PageFichesEcarts(Page):
    """Each view is built when first shown."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._discret = False
        self._vues: dict[VueFiches, Page] = {}
        self.onglets = QTabBar()
        self.onglets.setDrawBase(False)
        self.onglets.setExpanding(False)
        self.onglets.setAccessibleName(self.textes("fiches.vues"))
        for vue in VueFiches:
            self.onglets.addTab(self.textes(f"fiches.vue.{vue.name.lower()}"))
        self._pile = QStackedWidget()
        colonne = Colonne(self, ecart=0)
        entete = Colonne(ecart=0, marges=(16, 8, 16, 0))
        entete.addWidget(self.onglets)
        colonne.addLayout(entete)
        colonne.addWidget(self._pile, 1)
        self.onglets.currentChanged.connect(self._on_view)

    @property
    def vue(self) -> VueFiches:
        """The one shown."""
        return VueFiches(self.onglets.currentIndex())

    @property
    def page(self) -> Page:
        """The same, built if it was not."""
        if self.vue not in self._vues:
            page = PageFiches(self.contexte) if self.vue is VueFiches.FICHES else PageGrille(self.contexte)
            page.page_wanted.connect(self.page_wanted)
            page.discretion_wanted.connect(self.discretion_wanted)
            page.be_discreet(discreet=self._discret)
            if isinstance(page, PageGrille):
                page.building_changed.connect(self._arrange)
            self._vues[self.vue] = page
            self._pile.addWidget(page)
        return self._vues[self.vue]

    def _on_view(self) -> None:
        self._pile.setCurrentWidget(self.page)
        self.page.arrive()

    def _arrange(self) -> None:
        """Where there is little room, a grille needs it more than the tabs do; « Suites » leads back to them."""
        grille = self._vues.get(VueFiches.GRILLE)
        seule = self.vue is VueFiches.GRILLE and isinstance(grille, PageGrille) and grille.is_building
        self.onglets.setVisible(not seule or self.height() >= current_theme().px(BASSE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges again."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._arrange()

    # What the window asks of a page

    @property
    def occupied(self) -> bool:
        """True if something is written that is in no file."""
        return any(page.occupied for page in self._vues.values())

    @property
    def place(self) -> VersGrille | None:
        """Which view; nothing of a grille outlives its screen."""
        return VersGrille() if self.vue is VueFiches.GRILLE else None

    def arrive(self, quoi: Quoi | None = None) -> None:
        """Where one was; at a fiche, at the grille, or at one of its examples."""
        if quoi is not None:
            self.onglets.blockSignals(True)
            self.onglets.setCurrentIndex(VueFiches.GRILLE if isinstance(quoi, VersGrille) else VueFiches.FICHES)
            self.onglets.blockSignals(False)
        self._pile.setCurrentWidget(self.page)
        self._arrange()
        if isinstance(quoi, VersGrille):
            quoi = VersModele(quoi.exemple) if quoi.exemple else None
        self.page.arrive(quoi)

    def clear(self) -> None:
        """As if nobody had ever come."""
        for page in self._vues.values():
            page.clear()

    def be_discreet(self, *, discreet: bool) -> None:
        """Covers what is written, or shows it again."""
        self._discret = discreet
        for page in self._vues.values():
            page.be_discreet(discreet=discreet)

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """Only a grille can be unfinished."""
        grille = self._vues.get(VueFiches.GRILLE)
        if grille is None:
            done("")
        else:
            grille.keep_draft(done)
