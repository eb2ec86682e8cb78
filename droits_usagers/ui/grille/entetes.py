"""Above the grille, what each source is and its day, under the name of its family; beside it, the points.

Where there is no room for words, a letter and a year tell sources apart, and those of the cell one is in are marked.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QHeaderView, QWidget

from droits_usagers.ui.composants.icones import paint_icon
from droits_usagers.ui.composants.peinture import lay_out, text_height
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.grille.modele import POINTS, Entete, ModeleGrille

_MARGE, _SERREE, _ICONE = 8, 4, 18
#: Of a name, less would tell nothing.
_NOMMABLE = 48


def _margin(*, serree: bool) -> int:
    return current_theme().px(_SERREE if serree else _MARGE)


class EnteteSources(QHeaderView):
    """The families, each over its columns, then the sources. A click on one leads to it."""

    def __init__(self, modele: ModeleGrille, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._modele = modele
        #: True: there is no room for words; letters tell the sources apart.
        self.serree = False
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _entete(self, section: int) -> Entete:
        entete = self._modele.headerData(section, Qt.Orientation.Horizontal, ModeleGrille.ENTETE)
        assert isinstance(entete, Entete)  # noqa: S101 - the model is ours
        return entete

    def _texts(self, section: int) -> tuple[QTextLayout, QTextLayout]:
        theme, entete, sens = current_theme(), self._entete(section), self.layoutDirection()
        large = self.sectionSize(section) - 2 * _margin(serree=self.serree)
        if self.serree:
            nom = self.fontMetrics().elidedText(entete.genre, Qt.TextElideMode.ElideRight, large)
            dessous = [nom, entete.annee] if large >= theme.px(_NOMMABLE) else [entete.annee]
            return (
                lay_out(entete.lettre, theme.font(gras=True), large, direction=sens),
                lay_out("\n".join(filter(None, dessous)), theme.font(), large, direction=sens),
            )
        reste = large - (theme.px(_ICONE) + theme.px(4) if entete.document else 0)
        return (
            lay_out(entete.genre, theme.font(gras=True), reste, direction=sens),
            lay_out(entete.quand, theme.font(), large, direction=sens),
        )

    def _band(self) -> int:
        """Height of the line of the families."""
        return self.fontMetrics().height() + current_theme().px(6)

    def sizeHint(self) -> QSize:
        """As high as the highest of them."""
        hauts = [sum(map(text_height, self._texts(section))) for section in range(self.count())]
        haut = round(max(hauts, default=0)) + self._band() + 2 * _margin(serree=self.serree)
        return QSize(super().sizeHint().width(), haut)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """A part of the band of its family, then its words."""
        theme, entete = current_theme(), self._entete(section)
        painter.save()
        painter.setClipRect(rect)
        ici = self.serree and self.selectionModel().currentIndex().column() == section
        painter.fillRect(rect, QColor(theme.choisi) if ici else theme.color(Teinte.FOND))
        self._paint_family(painter, rect, section)
        marge, cote, joint = _margin(serree=self.serree), theme.px(_ICONE), entete.document and not self.serree
        a_droite = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        genre, quand = self._texts(section)
        x, y = rect.x() + marge, rect.y() + self._band() + marge
        if joint:
            debut = rect.x() + marge if a_droite else rect.right() - marge - cote
            paint_icon(painter, QRectF(debut, y, cote, cote), "trombone", couleur=theme.hexa(Teinte.DOUX))
        painter.setPen(theme.color(Teinte.TEXTE))
        decale = cote + theme.px(4) if joint and a_droite else 0
        genre.draw(painter, QRectF(x + decale, y, 0, 0).topLeft())
        painter.setPen(theme.color(Teinte.DOUX))
        quand.draw(painter, QRectF(x, y + text_height(genre), 0, 0).topLeft())
        painter.setPen(QPen(theme.color(Teinte.TRAIT), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QPen(QColor(theme.filet), 1))
        painter.drawLine(rect.right(), rect.y() + self._band(), rect.right(), rect.bottom())
        painter.restore()

    def _paint_family(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Its name once over all its columns, wherever the first of them is."""
        theme, famille = current_theme(), self._entete(section).famille
        siennes = [rang for rang in range(self.count()) if self._entete(rang).famille == famille]
        debut = min(self.sectionViewportPosition(rang) for rang in siennes)
        large = sum(self.sectionSize(rang) for rang in siennes)
        bande = QRect(debut, rect.y(), large, self._band())
        painter.fillRect(bande, QColor(theme.choisi))
        # In sight even when its first column is not.
        vue = bande.intersected(self.viewport().rect())
        painter.setFont(theme.font())
        painter.setPen(theme.color(Teinte.PRIMAIRE))
        marge = theme.px(_MARGE)
        bords = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.setLayoutDirection(self.layoutDirection())
        place = vue.adjusted(marge, 0, -marge, 0)
        dite = painter.fontMetrics().elidedText(famille, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, bords, dite)


class EntetePoints(QHeaderView):
    """The points, on as many lines as they need."""

    LARGEUR = 148

    def __init__(self, modele: ModeleGrille, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._modele = modele
        #: True: rows are as low as their name.
        self.serree = False
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _text(self, section: int) -> QTextLayout:
        theme = current_theme()
        texte = str(self._modele.headerData(section, Qt.Orientation.Vertical))
        return lay_out(texte, theme.font(), theme.px(self.LARGEUR - 2 * _MARGE), direction=self.layoutDirection())

    def heights(self) -> list[int]:
        """How high each wants to be."""
        marges = 2 * _margin(serree=self.serree)
        return [round(text_height(self._text(section))) + marges for section in range(len(POINTS))]

    def sizeHint(self) -> QSize:
        """As wide as it is."""
        return QSize(current_theme().px(self.LARGEUR), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Its words, quiet where nothing is said."""
        theme = current_theme()
        ici = self.serree and self.selectionModel().currentIndex().row() == section
        dit = any(self._modele.index(section, rang).data() for rang in range(self._modele.columnCount()))
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(theme.choisi) if ici else theme.color(Teinte.FOND))
        painter.setPen(theme.color(Teinte.TEXTE if dit else Teinte.DOUX))
        debut = QPointF(rect.x() + theme.px(_MARGE), rect.y() + _margin(serree=self.serree))
        self._text(section).draw(painter, debut)
        painter.setPen(QPen(QColor(theme.filet), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()
