"""The header of the list: sorts, moves and widens columns; its first square chooses every line, or none."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from droits_usagers.services.suivi.colonnes import Colonnes
from droits_usagers.services.suivi.lignes import Rubrique
from droits_usagers.ui.composants.peinture import paint_check
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.suivi.modele import CHOIX

_RUBRIQUES = tuple(Rubrique)


class EnteteSuivi(QHeaderView):
    """Says what the person did to columns; nothing when it is the table that arranges them."""

    #: The columns are in another order, or of another width: a new `Colonnes`.
    arranged = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.colonnes = Colonnes()
        #: Whether every line is chosen, or some of them.
        self._tous, self._quelques = False, False
        #: True while the table arranges columns itself.
        self._nous = False
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sectionMoved.connect(self._on_moved)
        self.sectionResized.connect(self._on_resized)

    def lay_out(self, largeurs: dict[Rubrique, int], choix: int) -> None:
        """Shows these columns in the order kept, each this wide, after the squares."""
        self._nous = True
        self.moveSection(self.visualIndex(CHOIX), 0)
        self.resizeSection(CHOIX, choix)
        self.setSectionResizeMode(CHOIX, QHeaderView.ResizeMode.Fixed)
        for place, rubrique in enumerate(self.colonnes.ordre, start=1):
            section = _RUBRIQUES.index(rubrique)
            self.moveSection(self.visualIndex(section), place)
            self.setSectionHidden(section, rubrique not in largeurs)
            if rubrique in largeurs:
                self.resizeSection(section, largeurs[rubrique])
        self._nous = False

    def show_chosen(self, *, tous: bool, quelques: bool) -> None:
        """Ticks the first square, or bars it."""
        self._tous, self._quelques = tous, quelques
        self.viewport().update()

    def _on_moved(self, section: int, _avant: int, _apres: int) -> None:
        if self._nous:
            return
        if section == CHOIX or self.visualIndex(CHOIX) != 0:
            self._nous = True
            self.moveSection(self.visualIndex(CHOIX), 0)
            self._nous = False
        sections = [self.logicalIndex(place) for place in range(self.count())]
        ordre = tuple(_RUBRIQUES[section] for section in sections if section != CHOIX)
        montrees = tuple(rubrique for rubrique in ordre if rubrique not in self.colonnes.masquees)
        self.arranged.emit(self.colonnes.ordered(montrees))

    def _on_resized(self, section: int, _avant: int, largeur: int) -> None:
        if not self._nous and section != CHOIX and not self.isSectionHidden(section):
            self.colonnes = self.colonnes.widened(_RUBRIQUES[section], round(largeur / current_theme().zoom))
            self.arranged.emit(self.colonnes)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """As Qt draws it, and the square of the first one."""
        super().paintSection(painter, rect, section)
        if section == CHOIX:
            paint_check(painter, QRectF(rect), checked=self._tous, partly=self._quelques)
