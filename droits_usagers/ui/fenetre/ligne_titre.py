"""The title line, above every screen: where one is, how far, what is beside, and the field that leads anywhere."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import BoutonLien, BoutonSecondaire, Rangee, Titre
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.socle.page import Renvoi

#: What there is around a button, in pixels: 48 high at 100 %, and no more than it needs where text is large.
AUTOUR = 8
#: Under this width, at 100 %, the field shows its icon alone.
MOTS_DES = 640


class TitreFenetre(Titre):
    """Where one is, on one line whatever its length: it gives up the end of a name, never what follows it."""

    def __init__(self) -> None:
        # Smaller than what a page asks: it says where one is.
        super().__init__(niveau=2, lu=False)
        self.setWordWrap(False)
        self._nom, self._compte = "", ""

    def say(self, nom: str, compte: str, dit: str = "") -> None:
        """A name, on one line whatever is in it, and how far one is, that is always seen; `dit`: all of it, to who listens."""
        nom = " ".join(nom.split())
        self._nom, self._compte = nom, f" · {compte}" if nom and compte else compte
        self.setText(nom + self._compte)
        self.setAccessibleName(dit)
        self._tell_all()

    def heightForWidth(self, _largeur: int) -> int:
        """One line."""
        return self.fontMetrics().height()

    def sizeHint(self) -> QSize:
        """As wide as what it says."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """Some letters, and all of what follows the name."""
        compte = self.fontMetrics().horizontalAdvance(self._compte)
        return QSize(min(self.sizeHint().width(), current_theme().px(120) + compte), self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less room, or more."""
        super().resizeEvent(event)
        self._tell_all()

    def _tell_all(self) -> None:
        """What is cut is said under the pointer."""
        self.setToolTip(self.text() if self.width() < self.sizeHint().width() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The name cut by its end where it must be."""
        mesure = self.fontMetrics()
        place = self.width() - mesure.horizontalAdvance(self._compte)
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        texte = mesure.elidedText(self._nom, Qt.TextElideMode.ElideRight, place) + self._compte
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, texte)
        painter.end()


class LigneTitre(QFrame):
    """Says what it is told. `search_wanted`: the field was pressed."""

    search_wanted = Signal()

    def __init__(self, textes: Textes, *, cherche: bool) -> None:
        super().__init__()
        self._textes = textes
        rangee = Rangee(self, ecart=4, marges=(24, 0, 12, 0))
        self.titre = TitreFenetre()
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

    def show_place(self, titre: str, compte: str, passages: Iterable[Renvoi], *, quoi: str, rang: str = "") -> None:
        """What the screen says of itself, and where its menu leads; `quoi`: what the menu is of (`entete.<quoi>`).

        `rang`: what is said of `compte` to who listens, if it is the number of a step.
        """
        self.titre.setVisible(bool(titre or compte))
        self.titre.say(titre, compte, ", ".join(filter(None, (titre, rang or compte))))
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
        # Its words stay on one line: it is the title that gives way.
        self.champ.setMinimumWidth(self.champ.sizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words where there is room for them."""
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet rule between the line and the screen."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, current_theme().filet)
        painter.end()
