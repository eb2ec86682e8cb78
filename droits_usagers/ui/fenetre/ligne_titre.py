"""The title line, above every screen: where one is, how far, what is beside, and the field that leads anywhere."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import BoutonLien, BoutonSecondaire, Rangee, Titre
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.socle.page import Renvoi

#: What there is around a button, in pixels: 48 high at 100 %, and no more than it needs where text is large.
AUTOUR = 8
#: Under this width, at 100 %, the field shows its icon alone.
MOTS_DES = 640


class LigneTitre(QFrame):
    """Says what it is told. `search_wanted`: the field was pressed."""

    search_wanted = Signal()

    def __init__(self, textes: Textes, *, cherche: bool) -> None:
        super().__init__()
        self._textes = textes
        rangee = Rangee(self, ecart=4, marges=(24, 0, 12, 0))
        # Smaller than what a page asks: it says where one is.
        self.titre = Titre(niveau=2)
        rangee.addWidget(self.titre, 0, Qt.AlignmentFlag.AlignVCenter)
        self.passages = QMenu(self)
        self.menu = BoutonLien("", icone="replier")
        # A square of forty, and not narrower.
        self.menu.marge_h = 10
        self.menu.clicked.connect(lambda: self.passages.popup(self.menu.mapToGlobal(self.menu.rect().bottomLeft())))
        rangee.addWidget(self.menu, 0, Qt.AlignmentFlag.AlignVCenter)
        rangee.addStretch(1)
        self.champ = BoutonSecondaire("", icone="rechercher")
        self.champ.setAccessibleName(textes("recherche.titre"))
        self.champ.clicked.connect(self.search_wanted)
        rangee.addWidget(self.champ, 0, Qt.AlignmentFlag.AlignVCenter)
        self.champ.setVisible(cherche)
        self.fit()

    def show_place(self, titre: str, compte: str, passages: Iterable[Renvoi], *, quoi: str) -> None:
        """What the screen says of itself, and where its menu leads; `quoi`: what the menu is of (`entete.<quoi>`)."""
        self.titre.setText(" · ".join(filter(None, (titre, compte))))
        # Open, it would be left empty.
        self.passages.close()
        self.passages.clear()
        for passage in passages:
            action = self.passages.addAction(passage.titre.replace("&", "&&"))
            action.setEnabled(passage.permis)
            action.triggered.connect(lambda _checked=False, go=passage.go: go())
        self.menu.setVisible(not self.passages.isEmpty())
        self.menu.setAccessibleName(self._textes(f"entete.{quoi}"))
        self.menu.setToolTip(self._textes(f"entete.{quoi}"))

    def fit(self) -> None:
        """Follows the size of text and the width there is."""
        theme = current_theme()
        self.setMinimumHeight(theme.px(self.champ.hauteur_min) + AUTOUR)
        large = self.width() >= theme.px(MOTS_DES)
        mots = (self._textes("recherche.titre"), "", self._textes("recherche.touche")) if large else ("", "", "")
        if (self.champ.titre, self.champ.sous_titre, self.champ.note) != mots:
            self.champ.set_up(*mots)
            self.champ.setAccessibleName(self._textes("recherche.titre"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words where there is room for them."""
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet rule between the line and the screen."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, current_theme().filet)
        painter.end()
