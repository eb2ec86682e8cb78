"""The three doors, as buttons: an icon over a word, in a column as wide as the longest word needs."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QTextLayout

from droits_usagers.ui.composants.boutons import BoutonPlat
from droits_usagers.ui.composants.entendre import Entendu, Role
from droits_usagers.ui.composants.icones import paint_icon
from droits_usagers.ui.composants.peinture import text_height
from droits_usagers.ui.composants.theme import Teinte, current_theme

ICONE = 24
#: Between the icon and its word, and beside a word, at 100 %.
ECART, BORD = 4, 1


class BoutonPorte(BoutonPlat):
    """An icon over its word; or alone, where there is no height for words: a pointer and a screen reader still name it."""

    marge_v = 8
    entendu = Entendu(Role.Button)

    def __init__(self, titre: str, icone: str, *, touche: str = "") -> None:
        super().__init__(titre, icone=icone)
        self.setAccessibleDescription(touche)
        self._mots = True
        self.setToolTip(" · ".join(filter(None, (titre, touche))))

    def show_word(self, *, mots: bool) -> None:
        """With its word, or its icon alone."""
        if mots != self._mots:
            self._mots = mots
            self.updateGeometry()
            self.update()

    def height_with(self, largeur: int, *, mots: bool) -> int:
        """How high it is at this width, with its word or without."""
        theme = current_theme()
        mot = text_height(self._word(largeur)) + theme.px(ECART) if mots else 0
        return round(theme.px(ICONE) + mot + 2 * theme.px(self.marge_v))

    def _word(self, largeur: float) -> QTextLayout:
        return self._measured()[0].lines(largeur - 2 * current_theme().px(BORD))

    def heightForWidth(self, largeur: int) -> int:
        """Height that shows the whole word."""
        return self.height_with(largeur, mots=self._mots)

    def sizeHint(self) -> QSize:
        """As narrow as it may be: the rail says how wide."""
        largeur = current_theme().px(ICONE + 2 * self.marge_v)
        return QSize(largeur, self.heightForWidth(max(largeur, self.width())))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """Pressing it marks nothing: where one is then does."""

    def ink(self) -> str:
        """In the main colour where one is."""
        return current_theme().hexa(Teinte.PRIMAIRE if self.isChecked() else Teinte.TEXTE)

    def _paint_texts(self, painter: QPainter) -> None:
        theme = current_theme()
        cote = theme.px(ICONE)
        mot = self._word(self.width()) if self._mots else None
        haut = cote + (theme.px(ECART) + text_height(mot) if mot else 0)
        y = (self.height() - haut) / 2
        paint_icon(painter, QRectF((self.width() - cote) / 2, y, cote, cote), self.icone, couleur=self.ink())
        if self.isChecked():
            self._paint_mark(painter)
        if mot is None:
            return
        painter.setPen(QColor(self.ink()))
        y += cote + theme.px(ECART)
        for ligne in (mot.lineAt(rang) for rang in range(mot.lineCount())):
            # Read from the right, a line starts from the end of the room it has.
            decalage = (self.width() - ligne.naturalTextWidth()) / 2 - ligne.naturalTextRect().x()
            ligne.draw(painter, QPointF(decalage, y))

    def _paint_mark(self, painter: QPainter) -> None:
        """A bar at the reading start: colour alone would not be enough."""
        barre = QRectF(0, 0, current_theme().px(4), self.height())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            barre.moveRight(self.width())
        painter.fillRect(barre, current_theme().color(Teinte.PRIMAIRE))


def _say_marked(bouton: "BoutonPorte", etat: QAccessible.State) -> None:
    etat.selectable, etat.selected = True, bouton.isChecked()


class BoutonDeLaListe(BoutonPorte):
    """One of the doors, in their list: the one behind which one is, is chosen."""

    entendu = Entendu(Role.ListItem, etat=_say_marked)
