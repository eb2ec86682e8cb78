"""The title line, above every screen: where one is, how far, what is beside, and the field that leads anywhere."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import BoutonLien, BoutonSecondaire, Rangee, Titre
from droits_usagers.ui.composants.peinture import Mesure
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.socle.page import Renvoi

#: What there is around a button, in pixels: 48 high at 100 %, and no more than it needs where text is large.
AUTOUR = 8
#: Under this width, at 100 %, the field shows its icon alone.
MOTS_DES = 640


class TitreFenetre(Titre):
    """Where one is, on one line: it gives up the end of a name, never what follows it, that goes under where it has no room."""

    def __init__(self) -> None:
        # Smaller than what a page asks: it says where one is.
        super().__init__(niveau=2, lu=False)
        self.setWordWrap(False)
        self._nom, self._compte = "", ""

    def say(self, nom: str, compte: str, dit: str = "") -> None:
        """A name, on one line whatever is in it, and how far one is, that is always seen; `dit`: all of it, to who listens."""
        self._nom, self._compte = " ".join(nom.split()), compte
        self.setText(f"{self._nom} · {compte}" if self._nom and compte else self._nom or compte)
        self.setAccessibleName(dit)
        self.updateGeometry()
        self._tell_all()

    def _is_whole(self, largeur: int) -> bool:
        return self.sizeHint().width() <= largeur

    def _under(self) -> Mesure:
        return Mesure(self._compte, self.font(), self.layoutDirection())

    def heightForWidth(self, largeur: int) -> int:
        """One line; where it is too long, what follows the name is under it."""
        ligne = self.fontMetrics().height()
        if not self._nom or not self._compte or self._is_whole(largeur):
            return ligne
        return ligne + round(self._under().height(largeur) + 0.49)

    def sizeHint(self) -> QSize:
        """As wide as what it says."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """Some letters of it."""
        return QSize(min(self.sizeHint().width(), current_theme().px(180)), self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less room, or more."""
        super().resizeEvent(event)
        self._tell_all()

    def _tell_all(self) -> None:
        """What is cut is said under the pointer."""
        self.setToolTip("" if self._is_whole(self.width()) else self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The name cut by its end where it must be."""
        mesure = self.fontMetrics()
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        dessous = bool(self._nom and self._compte) and not self._is_whole(self.width())
        texte = mesure.elidedText(self._nom if dessous else self.text(), Qt.TextElideMode.ElideRight, self.width())
        ligne = QRect(0, 0, self.width(), mesure.height() if dessous else self.height())
        painter.drawText(ligne, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, texte)
        if dessous:
            self._under().lines(self.width()).draw(painter, QPointF(0, mesure.height()))
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
        # Never hidden, even with nothing to say: a screen reader that met it so would believe it for ever.
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
