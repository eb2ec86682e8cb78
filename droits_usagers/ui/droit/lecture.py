"""What the pages of the law share: a list, and what is read of it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from droits_usagers.ui.composants import BoutonLien
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.socle.disposition import BAS, QWIDGETSIZE_MAX
from droits_usagers.ui.socle.page import Page

_LARGEUR_LISTE = 340


class PageLecture(Page):
    """The list on one side, what is read on the other; one after the other where there is no room."""

    #: Under this width, at 100 %, they take turns.
    cote_a_cote: int
    _gauche: QWidget
    _droite: QWidget
    #: From what is read to the list, where they take turns.
    _retour: BoutonLien
    #: Where there is little room, the list needs it more than these.
    _de_trop: tuple[QWidget, ...]
    #: Something is being read.
    _lit = False
    #: They take turns, and the height is short: what is above either goes elsewhere.
    _short = False

    def _arrange(self) -> None:
        theme = current_theme()
        ensemble = self.width() >= theme.px(self.cote_a_cote)
        self._short = not ensemble and self.height() < theme.px(BAS)
        self._gauche.setVisible(ensemble or not self._lit)
        self._droite.setVisible(ensemble or self._lit)
        self._retour.setVisible(not ensemble)
        for each in self._de_trop:
            each.setVisible(ensemble)
        largeur = theme.px(_LARGEUR_LISTE)
        self._gauche.setMinimumWidth(largeur if ensemble else 0)
        self._gauche.setMaximumWidth(largeur if ensemble else QWIDGETSIZE_MAX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one after the other."""
        super().resizeEvent(event)
        self._arrange()
